"""A cartridge holds what it says, in order, as a reader of its own sees it; and no wrong one is ever given."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
import pytest
from cartridge_reader import read_cartridge
from cartridge_schemas import SCHEMAS, schema_faults
from lesson_kits import PREVIEW, RELEASE, SITE, make_kit
from lxml import etree
from real_site import BuiltSite

from campaign.content.preview import PREVIEW_STATUS
from campaign.school.archives import deterministic_zip
from campaign.school.cartridge import CartridgeError, cartridge
from campaign.school.cartridge_rules import check_cartridge
from campaign.school.files import FOLDER
from campaign.school.kit import LICENCE_URL, LessonKit

KITS = (make_kit("lagen"), make_kit("samtycke", "Samtycke & <gränser>"))

Files = dict[str, bytes]


def files_of(data: bytes) -> Files:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def page_of(data: bytes, name: str) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(files_of(data)[name].decode("utf-8"))


def test_a_platform_lists_the_lessons_in_order_the_teachers_part_apart() -> None:
    course = read_cartridge(cartridge(KITS, RELEASE, "Lektioner"))

    assert course.titles(0) == ["Lektion 1: Vad säger lagen?", "Lektion 2: Samtycke & <gränser>"]
    assert course.titles(1) == ["För läraren", "För eleverna"] * 2
    assert course.titles(2)[:6] == [
        "Lektionens sida: Vad säger lagen?", "Bildspel: Vad säger lagen?", "Lärarens plan: Vad säger lagen?",
        "Elevblad", "Elevblad lätt (lättläst)", "Hitta stöd",
    ]  # fmt: skip
    assert course.addresses()[:3] == [
        f"{SITE}skola/lektioner/lagen/", f"{SITE}skola/lektioner/lagen/bildspel/", f"{SITE}stod/",
    ]  # fmt: skip
    assert not course.unused


def test_a_platform_that_knows_roles_shows_pupils_only_what_is_for_them() -> None:
    course = read_cartridge(cartridge(KITS, RELEASE, "Lektioner"))
    shown = {entry.title: entry.role for entry in course.entries if entry.kind}

    assert {title for title, role in shown.items() if role == "Learner"} == {
        "Elevblad", "Elevblad lätt (lättläst)", "Hitta stöd",
    }  # fmt: skip
    assert {entry.title.split(":")[0] for entry in course.entries if entry.use} == {"Lärarens plan"}


def test_the_whole_says_its_language_licence_and_status() -> None:
    release, preview = (read_cartridge(cartridge(KITS, kind, "Lektioner")) for kind in (RELEASE, PREVIEW))

    assert (release.title, release.language) == ("Lektioner", "sv")
    assert preview.title == "Utkast: Lektioner"
    assert LICENCE_URL in release.rights
    assert "Inte prövad i klass ännu." in release.description
    assert "kontrollerad till sin uppbyggnad" in release.description
    assert PREVIEW_STATUS in preview.description
    assert PREVIEW_STATUS not in release.description


@pytest.mark.parametrize(("name", "tag"), [("lararens-plan", "sv"), ("elevblad-lattlast", "sv-simple")])
def test_each_page_stands_on_its_own(name: str, tag: str) -> None:
    page = page_of(cartridge(KITS, PREVIEW, "Lektioner"), f"lektion-2-samtycke/{name}.html")
    words = " ".join(page.text_content().split())

    assert page.get("lang") == tag
    assert page.findtext("head/title") == page.findtext("body//h1")
    for said in (
        PREVIEW_STATUS,
        "Version ",
        "Texten ändrades den 22 november 2026.",
        "Inte prövad i klass ännu.",
        "CC BY 4.0",
        "/samtycke",
    ):
        assert said in words
    assert page.xpath("//li[@value='3']/a/@href") == ["https://riksdagen.se/a?b=1&c=2"]
    assert not page.xpath("//@style")


def test_a_released_page_carries_no_mark_of_a_preview() -> None:
    assert PREVIEW_STATUS.encode() not in b"".join(files_of(cartridge(KITS, RELEASE, "Lektioner")).values())


def test_the_plan_has_what_the_lessons_page_shows() -> None:
    page = page_of(cartridge(KITS, RELEASE, "Lektioner"), "lektion-1-lagen/lararens-plan.html")
    assert [heading.text for heading in page.iter("h1", "h2")] == [
        "Vad säger lagen?", "Mål", "Koppling till styrdokument", "Steg för steg", "Ord på sidan", "Källor",
    ]  # fmt: skip
    assert "ge ett skäl till lagen" in page.text_content()


def test_the_same_lessons_give_the_same_bytes_and_others_give_others() -> None:
    first = cartridge(KITS, RELEASE, "Lektioner")
    assert first == cartridge(tuple(dataclasses.replace(kit) for kit in KITS), RELEASE, "Lektioner")
    assert first != cartridge(KITS, PREVIEW, "Lektioner")
    assert {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(first)).infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_lesson_keeps_its_identifiers_whatever_it_stands_among() -> None:
    alone, among = (files_of(cartridge(kits, RELEASE, "x"))["imsmanifest.xml"] for kits in (KITS[1:], KITS))
    identifiers = [{element.get("identifier") for element in etree.fromstring(xml).iter()} for xml in (alone, among)]
    assert identifiers[0] - {"kurspaket-samtycke", "innehall-samtycke"} <= identifiers[1]


def test_a_lesson_without_a_sheet_still_leads_the_pupils_to_help() -> None:
    course = read_cartridge(cartridge([make_kit(sheet=False)], RELEASE, "En lektion"))
    assert course.titles(2)[3:] == ["Hitta stöd"]


@pytest.mark.parametrize(
    "title",
    ["Å, ä & ö <b>fet</b> \"citat\" 'enkelt'", "]]>", "Sam\N{SOFT HYPHEN}tycke\nen rad till", "&amp;", "100 % säkert?"],
)
def test_any_title_comes_out_as_it_was_written(title: str) -> None:
    shown = " ".join(title.replace("\N{SOFT HYPHEN}", "").split())
    data = cartridge([make_kit(title=title)], RELEASE, title)
    course = read_cartridge(data)

    assert course.title == shown
    assert course.titles(0) == [f"Lektion 1: {shown}"]
    heading = page_of(data, "lektion-1-lagen/lararens-plan.html").findtext("body//h1") or ""
    assert " ".join(heading.replace("\N{SOFT HYPHEN}", "").split()) == shown


@pytest.mark.parametrize("title", ["Ett långt ord " * 22, "å" * 300])
def test_a_long_title_is_cut_where_platforms_would_refuse_it_and_whole_on_the_page(title: str) -> None:
    data = cartridge([make_kit(title=title)], RELEASE, title)
    course = read_cartridge(data)

    assert all(len(entry.title) <= 200 for entry in course.entries)
    assert len(course.title) > 180
    assert course.title.endswith(("d…", "t…", "å…"))
    assert page_of(data, "lektion-1-lagen/lararens-plan.html").findtext("body//h1") == title


def test_lessons_with_the_same_title_are_told_apart() -> None:
    course = read_cartridge(cartridge([make_kit("lagen", "Lika"), make_kit("normer", "Lika")], RELEASE, "Lika"))
    assert course.titles(0) == ["Lektion 1: Lika", "Lektion 3: Lika"]
    assert len({entry.address for entry in course.entries if entry.title == "Bildspel: Lika"}) == 2


def test_an_address_with_spaces_and_swedish_letters_is_written_as_the_standards_say() -> None:
    site = "https://åäö.stockholm/min kampanj/"
    publication = dataclasses.replace(RELEASE, url=site)
    course = read_cartridge(cartridge([make_kit(site=site)], publication, "x"))

    assert course.addresses()[0] == "https://xn--4cab6c.stockholm/min%20kampanj/skola/lektioner/lagen/"


def test_a_link_in_a_text_may_have_swedish_letters() -> None:
    kit = with_text(KITS[0], '<p><a href="https://uppslag.se/wiki/Å bo?s=ä#ö">Läs</a> <a href="tel:112">112</a></p>')
    page = page_of(cartridge([kit], RELEASE, "x"), "lektion-1-lagen/lararens-plan.html")
    assert page.xpath("//main/p/a/@href") == ["https://uppslag.se/wiki/%C3%85%20bo?s=%C3%A4#%C3%B6", "tel:112"]


def test_the_package_for_a_workplace_is_refused_among_the_pupils_lessons() -> None:
    with pytest.raises(CartridgeError, match="arbetsplatser"):
        cartridge([make_kit("personal")], RELEASE, "x")


def with_text(kit: LessonKit, html: str) -> LessonKit:
    return dataclasses.replace(kit, plan=dataclasses.replace(kit.plan, html=html))


@pytest.mark.parametrize(
    ("kits", "said"),
    [
        ([], "rotposten är tom"),
        ([KITS[0], KITS[0]], "används 2 gånger"),
        ([make_kit(title="  ")], "title"),
        ([with_text(KITS[0], '<a href="../lagen/">Lagen</a>')], "../lagen/"),
        ([with_text(KITS[0], '<img src="https://prov.stockholm/a.png" alt="">')], "hämtar något utifrån"),
        ([make_kit(site="http://annan.se/")], "https://"),
    ],
)
def test_what_would_be_wrong_is_refused_with_words_and_no_bytes(kits: list[LessonKit], said: str) -> None:
    with pytest.raises(CartridgeError) as caught:
        cartridge(kits, RELEASE, "Lektioner")
    assert said in str(caught.value)
    assert "skrevs inte" in str(caught.value)
    assert caught.value.faults


def test_a_site_that_is_tried_out_may_link_to_itself_without_https() -> None:
    site = "http://127.0.0.1:8000/"
    kit = with_text(make_kit(site=site), f'<p><a href="{site}lagen/">Lagen</a></p>')
    assert cartridge([kit], dataclasses.replace(RELEASE, url=site), "x")


# Each rule, by a fault of its own put into a right cartridge: what is changed in which file, and what is then said.

PLAN = "lektion-1-lagen/lararens-plan.html"
LINK = "lektion-1-lagen/sida.xml"
ITEM = "<title>Bildspel: Vad säger lagen?</title>"
CHANGES: list[tuple[str, str, str, str]] = [
    ("imsmanifest.xml", "</manifest>", "", "går inte att läsa"),
    ("imsmanifest.xml", "<manifest ", "<!DOCTYPE a []><manifest ", "DOCTYPE"),
    ("imsmanifest.xml", "imsccv1p1/imscp_v1p1", "imsccv1p2/imscp_v1p1", "inte en innehållsförteckning"),
    ("imsmanifest.xml", "<schemaversion>1.1.0", "<schemaversion>1.2.0", "schemaversion"),
    ("imsmanifest.xml", "<schema>IMS Common Cartridge", "<schema>ADL SCORM", "schema i imsmanifest.xml"),
    ("imsmanifest.xml", ">Lektioner<", "> <", "Paketets titel saknas"),
    ("imsmanifest.xml", "<lom:language>sv</lom:language>", "", "Paketets språk saknas"),
    ("imsmanifest.xml", 'lom:rights', 'lom:relation', "Paketets licens saknas"),
    ("imsmanifest.xml", 'identifier="lektion-lagen-sida"', 'identifier="lektion-lagen-plan"', "används 2 gånger"),
    ("imsmanifest.xml", 'identifier="post"', 'identifier="1 post"', "ska börja med en bokstav"),
    ("imsmanifest.xml", ' identifier="post"', "", "En item saknar id"),
    ("imsmanifest.xml", "<organizations>", "<organizations><organization/>", "men har 2"),
    ("imsmanifest.xml", "rooted-hierarchy", "flat", "structure"),
    ("imsmanifest.xml", '<item identifier="post">', '<item identifier="a"/><item identifier="post">', "en rotpost"),
    ("imsmanifest.xml", '<item identifier="post">', '<item identifier="post"><title>a</title>', "Rotposten"),
    ("imsmanifest.xml", ITEM, "<title> </title>", "saknar titel"),
    ("imsmanifest.xml", ITEM, f"<title>{'a' * 256}</title>", "256 tecken"),
    ("imsmanifest.xml", 'identifierref="lektion-lagen-plan"', 'identifierref="borta"', "som inte finns"),
    ("imsmanifest.xml", 'identifierref="lektion-lagen-plan"', "", "är tom"),
    ("imsmanifest.xml", 'identifierref="lektion-lagen-plan"', 'identifierref="hjalp"', "Ingen post leder till"),
    ("imsmanifest.xml", '"post.lektion-lagen"', '"post.lektion-lagen" identifierref="hjalp"', "ändå egna poster"),
    ("imsmanifest.xml", 'type="webcontent"', 'type="imsdt_xmlv1p1"', "har typen"),
    ("imsmanifest.xml", f' href="{PLAN}" intendeduse', " intendeduse", "ska ha en href"),
    ("imsmanifest.xml", 'type="imswl_xmlv1p1"', f'type="imswl_xmlv1p1" href="{LINK}"', "varken href eller beroenden"),
    ("imsmanifest.xml", f'<file href="{LINK}"/>', f'<file href="{LINK}"/><file href="b.xml"/>', "en enda fil"),
    ("imsmanifest.xml", "<lomr:value>Instructor", "<lomr:value>Teacher", "läraren eller eleverna"),
    ("imsmanifest.xml", "<lomr:value>Instructor", "<lomr:value>Learner", "visas för eleverna"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="../sida.xml"', "utan ”..”"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="/sida.xml"', "utan ”..”"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="https://a.se/sida.xml"', "utan ”..”"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="sida.xml"', "finns inte i paketet"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="sida.xml"', "står inte i imsmanifest.xml"),
    ("imsmanifest.xml", f'file href="{LINK}"', 'file href="hitta-stod.xml"', "står 2 gånger"),
    (LINK, "</webLink>", "", "går inte att läsa"),
    (LINK, "imswl_v1p1", "imswl_v1p0", "ska ha en title och en url"),
    (LINK, "<title>Lektionens sida: Vad säger lagen?</title>", "<title/>", "saknar titel"),
    (LINK, "<title>Lektionens sida: Vad säger lagen?</title>", "", "ska ha en title och en url"),
    (LINK, "https://", "http://", "ska börja med https://"),
    (LINK, "https://", "javascript:", "ska börja med https://"),
    (LINK, "https://", "https:///", "ska börja med https://"),
    (LINK, "https://prov", "https://prov:a", "ska börja med https://"),
    (LINK, "https://prov", "https://[prov", "ska börja med https://"),
    (LINK, "/kampanj/", "/kam panj/", "ska börja med https://"),
    (LINK, "/kampanj/", "/kämpanj/", "ska börja med https://"),
    (PLAN, "ä", "\udce4", "UTF-8"),
    (PLAN, "<!doctype html>", "", "inte en hel HTML-sida"),
    (PLAN, "</html>", "", "inte en hel HTML-sida"),
    (PLAN, ' lang="sv"', "", "vilket språk"),
    (PLAN, "<title>Vad säger lagen?</title>", "", "saknar title"),
    (PLAN, "h1>", "h2>", "men har 0"),
    (PLAN, "<h2>Mål</h2>", "<h1>Mål</h1>", "men har 2"),
    (PLAN, "<main>", "<main><script></script>", "har script"),
    (PLAN, "<main>", '<main><img src="a.png">', "hämtar något utifrån"),
    (PLAN, "<main>", '<main id="steg-for-steg">', "2 gånger"),
    (PLAN, 'href="tel:112"', 'href="#borta"', "inte leder någonstans"),
    (PLAN, 'href="tel:112"', 'href="https://[a"', "inte leder någonstans"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "before", "after", "said"), CHANGES)
def test_each_rule_finds_its_fault(name: str, before: str, after: str, said: str) -> None:
    files = files_of(cartridge(KITS[:1], RELEASE, "Lektioner"))
    text = files[name].decode("utf-8")
    assert before in text
    files[name] = text.replace(before, after).encode("utf-8", "surrogateescape")
    assert any(said in fault for fault in check_cartridge(_zip(files))), check_cartridge(_zip(files))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda files: files | {"extra.html": b"x"}, "står inte i imsmanifest.xml"),
        (lambda files: {name: content for name, content in files.items() if name != LINK}, "finns inte i paketet"),
        (lambda files: {f"kurs/{name}": content for name, content in files.items()}, "saknas överst"),
    ],
)
def test_a_file_too_many_too_few_or_in_the_wrong_place_is_found(change: Callable[[Files], Files], said: str) -> None:
    files = change(files_of(cartridge(KITS[:1], RELEASE, "Lektioner")))
    assert any(said in fault for fault in check_cartridge(_zip(files)))


def test_a_file_that_is_half_written_is_found() -> None:
    data = cartridge(KITS[:1], RELEASE, "Lektioner")
    assert check_cartridge(data) == []
    for part in (b"", data[: len(data) // 2], data[:-30]):
        assert "packa upp" in check_cartridge(part)[0]
    for place in range(0, len(data), len(data) // 97):  # in names, in compressed text, in the list at the end
        broken = bytearray(data)
        broken[place] ^= 0xFF
        check_cartridge(bytes(broken))  # never an exception
    broken = bytearray(data)
    broken[len(data) // 3] ^= 0xFF
    assert check_cartridge(bytes(broken)) != []


def test_a_name_that_is_there_twice_is_found() -> None:
    buffer = io.BytesIO(cartridge(KITS[:1], RELEASE, "Lektioner"))
    with zipfile.ZipFile(buffer, "a") as archive, pytest.warns(UserWarning, match="Duplicate"):
        archive.writestr(PLAN, files_of(buffer.getvalue())[PLAN])
    assert check_cartridge(buffer.getvalue()) == [f"Filen {PLAN} finns två gånger i paketet."]


SCHEMA = (
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="{}" elementFormDefault="qualified">'
    "{}</xs:schema>"
)
ANYTHING = (
    "<xs:complexType><xs:sequence><xs:any processContents='skip' maxOccurs='unbounded'/></xs:sequence>"
    "<xs:anyAttribute processContents='skip'/></xs:complexType>"
)


def test_the_reader_with_schemas_tells_of_the_manifest_and_of_each_web_link(tmp_path: Path) -> None:
    data = cartridge(KITS, PREVIEW, "Lektioner")
    links = [name for name in files_of(data) if name.endswith(".xml") and name != "imsmanifest.xml"]
    for name, file in SCHEMAS.items():
        root = etree.fromstring(files_of(data)[name or links[0]])
        space, tag = etree.QName(root).namespace or "", etree.QName(root).localname
        (tmp_path / file).write_text(SCHEMA.format(space, f'<xs:element name="{tag}">{ANYTHING}</xs:element>'))
    assert schema_faults(data, tmp_path) == []
    (tmp_path / SCHEMAS[""]).write_text(SCHEMA.format("x", '<xs:element name="x"/>'))
    assert {fault.split(":")[0] for fault in schema_faults(data, tmp_path)} == set(links)


# The files of the built site.


@pytest.fixture(scope="module")
def cartridges(built_site: BuiltSite) -> Mapping[str, bytes]:
    """The cartridges of the built site, by name."""
    return {path.name: path.read_bytes() for path in sorted((built_site.folder / FOLDER).glob("*.imscc"))}


def test_the_built_site_has_one_for_each_lesson_and_one_for_all(cartridges: Mapping[str, bytes]) -> None:
    assert len(cartridges) == 9
    course = read_cartridge(cartridges["utkast-alla-lektioner.imscc"])
    singles = [read_cartridge(data) for name, data in cartridges.items() if not name.endswith("alla-lektioner.imscc")]

    assert course.titles(0) == [title for single in singles for title in single.titles(0)]
    assert [title[:10] for title in course.titles(0)] == [f"Lektion {number}:" for number in range(1, 9)]
    assert len({hashlib.sha256(data).hexdigest() for data in cartridges.values()}) == 9


def own_links(data: bytes) -> dict[str, str]:
    """Every link of a cartridge to the site itself: the path there, and the place on that page."""
    course = read_cartridge(data)
    addresses = course.addresses()
    site = addresses[0].split("skola/")[0]
    for entry in course.entries:
        if entry.kind == "webcontent":
            addresses += lxml.html.document_fromstring(entry.content.decode("utf-8")).xpath("//a/@href")
    parts = [urlsplit(address.removeprefix(site)) for address in addresses if address.startswith(site)]
    return {part.geturl(): unquote(part.path) for part in parts}


def test_every_link_of_the_cartridges_leads_somewhere_on_the_built_site(
    cartridges: Mapping[str, bytes], built_site: BuiltSite
) -> None:
    data = cartridges["utkast-alla-lektioner.imscc"]
    links = {link: path for link, path in own_links(data).items() if not path.endswith("bildspel/")}
    assert len(links) > 30
    assert not read_cartridge(data).unused
    for link, path in links.items():
        page = built_site.folder / path / "index.html"
        assert page.is_file(), link
        if place := urlsplit(link).fragment:
            assert lxml.html.parse(str(page)).xpath("//*[@id=$place]", place=unquote(place)), link


def test_every_lessons_slides_are_where_its_cartridge_says(
    cartridges: Mapping[str, bytes], built_site: BuiltSite
) -> None:
    for name, data in cartridges.items():
        paths = [path for path in own_links(data).values() if path.endswith("bildspel/")]
        assert len(paths) == (8 if name.endswith("alla-lektioner.imscc") else 1)
        assert [path for path in paths if not (built_site.folder / path / "index.html").is_file()] == []


def _zip(files: Files) -> bytes:
    return deterministic_zip(files)

"""The MkDocs adapter with the real `mkdocs build --strict`: a small site with the real data, in both modes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin
from xml.etree import ElementTree

import pytest
from real_site import PROJECT
from small_project import (
    FOLDER_URL,
    HOSTILE,
    PAGES,
    REPOSITORY,
    ROOT_URL,
    SECRET,
    make_project,
    mkdocs_build,
    page,
)

from campaign.checks.built_site import HtmlPage, check_built_site, read_html
from campaign.content.pages import Variant, load_site
from campaign.content.preview import PREVIEW_MARK
from campaign.site.panel_pages import ASSETS as PANEL_ASSETS
from campaign.site.security import POLICY


class _Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, str] = {}
        self.inside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))
        self.inside = tag

    def handle_data(self, data: str) -> None:
        self.texts[self.inside] = self.texts.get(self.inside, "") + data

    def handle_endtag(self, _tag: str) -> None:
        self.inside = ""


@dataclass(frozen=True)
class Built:
    """A folder that MkDocs has built, and how it went."""

    folder: Path
    result: subprocess.CompletedProcess[str]

    def html(self, address: str) -> str:
        return (self.folder / address / "index.html").read_text(encoding="utf-8")

    def read(self, address: str) -> HtmlPage:
        return read_html(self.folder / address / "index.html", f"{address}index.html")

    def parsed(self, name: str) -> _Elements:
        parser = _Elements()
        parser.feed((self.folder / name).read_text(encoding="utf-8"))
        parser.close()
        return parser

    @property
    def files(self) -> dict[str, bytes]:
        found = sorted(path for path in self.folder.rglob("*") if path.is_file())
        return {path.relative_to(self.folder).as_posix(): path.read_bytes() for path in found}

    @property
    def pages(self) -> list[str]:
        return [name for name in self.files if name.endswith(".html")]


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A preview in a sub-folder of its host, without a sender, with a repository."""
    folder = tmp_path_factory.mktemp("preview")
    project = make_project(folder / "projekt", site_name=f"Prov {HOSTILE}")
    result = mkdocs_build(project, folder / "ut", CAMPAIGN_SITE_URL=FOLDER_URL, CAMPAIGN_REPOSITORY=REPOSITORY)
    assert result.returncode == 0, result.stderr
    return Built(folder / "ut", result)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The same texts built somewhere else, in another time zone, with other hashes and another locale."""
    folder = tmp_path_factory.mktemp("en-annan-plats")
    project = make_project(folder / "p", site_name=f"Prov {HOSTILE}")
    os.utime(project / "docs/index.md", (0, 0))
    changes = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C"}
    result = mkdocs_build(
        project, folder / "ut", CAMPAIGN_SITE_URL=FOLDER_URL, CAMPAIGN_REPOSITORY=REPOSITORY, **changes
    )
    assert result.returncode == 0, result.stderr
    return Built(folder / "ut", result)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A release at the root of its host, with a sender and a way to say that something is wrong."""
    folder = tmp_path_factory.mktemp("release")
    project = make_project(folder / "projekt", sender="Provstad <&>", sender_contact="fel@prov.stockholm")
    changes = {"CAMPAIGN_MODE": "release", "CAMPAIGN_REPOSITORY": REPOSITORY, "CAMPAIGN_SITE_URL": ROOT_URL}
    result = mkdocs_build(project, folder / "ut", **changes)
    assert result.returncode == 0, result.stderr
    return Built(folder / "ut", result)


@pytest.fixture(scope="module", params=["preview", "release"])
def built(request: pytest.FixtureRequest) -> Built:
    """Each of the two modes in turn."""
    return request.getfixturevalue(request.param)  # type: ignore[no-any-return]


def test_every_page_is_there_in_both_variants_and_nothing_else(preview: Built, release: Built) -> None:
    ids = [name.removesuffix(".md").removesuffix("index") for name in PAGES if not name.endswith(".lattlast.md")]
    addresses = [f"{page_id}/" if page_id and not page_id.endswith("/") else page_id for page_id in ids]
    wanted = {f"{prefix}{address}index.html" for prefix in ("", "lattlast/") for address in addresses} | {"404.html"}
    assert set(preview.pages) == wanted
    drafts = {"lagen/utkast/index.html", "lattlast/lagen/utkast/index.html"}
    assert set(release.pages) == wanted - drafts


def test_a_page_has_the_language_of_its_text(built: Built) -> None:
    for address, language in (("lagen/straff/", "sv"), ("lattlast/lagen/straff/", "sv-simple"), ("", "sv"),
                              ("lattlast/", "sv-simple"), ("lattlast/lagen/ensam/", "sv")):  # fmt: skip
        assert built.read(address).language == language
    assert read_html(built.folder / "404.html", "404.html").language == "sv"


def test_a_missing_twin_is_the_ordinary_text_and_says_so(release: Built) -> None:
    html, shown, ordinary = release.html("lattlast/lagen/ensam/"), release.read("lattlast/lagen/ensam/"), "lagen/ensam/"
    assert "Den här sidan finns inte på lättläst än. Det här är den vanliga texten." in html
    assert (shown.language, shown.robots, shown.canonical) == ("sv", "noindex", ROOT_URL + ordinary)
    assert shown.alternates == {}
    assert re.search(r'class="variant" href="\.\./\.\./\.\./lagen/ensam/" hreflang="sv">Vanlig svenska<', html)
    assert 'href="../straff/"' in html, "its links stay in lättläst"
    assert "Källor</h2>" in html and "Härifrån kommer" not in html
    own = release.html(ordinary)
    assert "finns inte på lättläst" not in own and 'class="variant"' not in own and "noindex" not in own


def test_a_draft_says_so_in_a_preview_and_is_nowhere_in_a_release(preview: Built, release: Built) -> None:
    for address in ("lagen/utkast/", "lattlast/lagen/utkast/"):
        assert "Det här är ett utkast. Sidan kommer inte med när sajten släpps." in preview.html(address)
        assert preview.read(address).robots == "noindex"
    assert "utkast/" in preview.html("lagen/") and b"utkast/" not in preview.files["sitemap.xml"]
    for name, content in release.files.items():
        assert b"utkast/" not in content and b"Utkast" not in content, name


def test_a_hidden_page_can_be_reached_but_stands_in_no_menu_and_no_sitemap(built: Built) -> None:
    assert built.read("lagen/gomd/").robots == built.read("lattlast/lagen/gomd/").robots == "noindex"
    for name, content in built.files.items():
        if "gomd" not in name:
            assert b"gomd" not in content and "Gömd".encode() not in content, name


def test_a_preview_is_marked_and_a_release_is_not(preview: Built, release: Built) -> None:
    for name in preview.pages:
        shown = read_html(preview.folder / name, name)
        assert PREVIEW_MARK in shown.text and shown.robots == "noindex", name
    for name, content in release.files.items():
        assert PREVIEW_MARK.encode() not in content, name
    quiet = [name for name in release.pages if read_html(release.folder / name, name).robots]
    assert quiet == ["404.html", "lagen/gomd/index.html", "lattlast/lagen/ensam/index.html",
                     "lattlast/lagen/gomd/index.html"]  # fmt: skip


def test_robots_keep_out_of_a_preview_and_find_the_sitemap_of_a_release(preview: Built, release: Built) -> None:
    rules = [line for line in preview.files["robots.txt"].decode().splitlines() if not line.startswith("#")]
    assert rules == ["User-agent: *", "Disallow: /"]
    rules = release.files["robots.txt"].decode().splitlines()
    assert rules == ["User-agent: *", "Allow: /", f"Sitemap: {ROOT_URL}sitemap.xml"]


def test_alternate_links_are_absolute_and_answer_each_other(preview: Built, release: Built) -> None:
    for built, url in ((preview, FOLDER_URL), (release, ROOT_URL)):
        pages = [read_html(built.folder / name, name) for name in built.pages if name != "404.html"]
        own = [shown for shown in pages if shown.path != "lattlast/lagen/ensam/index.html"]
        by_address = {shown.canonical: shown for shown in own}
        for shown in own:
            assert shown.canonical == url + shown.path.removesuffix("index.html")
            assert shown.alternates[shown.language] == shown.canonical
            assert shown.alternates["x-default"] == shown.alternates["sv"]
            for language, address in shown.alternates.items():
                assert address.startswith(url)
                if language != "x-default":
                    assert by_address[address].language == language
                    assert by_address[address].alternates == shown.alternates


def test_the_sitemap_is_xml_with_the_same_alternates_as_the_pages(preview: Built, release: Built) -> None:
    names = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
    for built, url in ((preview, FOLDER_URL), (release, ROOT_URL)):
        entries = {}
        for entry in ElementTree.fromstring(built.files["sitemap.xml"]).findall("s:url", names):
            links = {link.attrib["hreflang"]: link.attrib["href"] for link in entry.findall("x:link", names)}
            entries[str(entry.findtext("s:loc", "", names))] = (links, entry.findtext("s:lastmod", None, names))
        listed = [name for name in built.pages if not re.search(r"404|gomd|utkast|lattlast/lagen/ensam", name)]
        assert set(entries) == {url + name.removesuffix("index.html") for name in listed}
        for address, (links, _) in entries.items():
            assert built.read(address.removeprefix(url)).alternates == links
        assert entries[f"{url}lagen/straff/"][1] == "2026-11-20"
        assert entries[f"{url}lattlast/lagen/straff/"][1] == "2026-11-21"
        assert entries[url][1] is None


def test_the_page_not_found_has_absolute_paths_only(preview: Built, release: Built) -> None:
    for built, path in ((preview, "/kampanj/"), (release, "/")):
        addresses = [
            attributes[name]
            for _, attributes in built.parsed("404.html").found
            for name in ("href", "src")
            if name in attributes
        ]
        assert len(addresses) > 15
        assert path in addresses and f"{path}lattlast/" in addresses
        inside = [address for address in addresses if not re.match(r"https://|tel:|#", address)]
        assert len(inside) > 10
        for address in inside:
            assert address.startswith(path) and not address.startswith("//"), address
            name = address.removeprefix(path).split("#")[0]
            assert name in built.files or f"{name}index.html" in built.files, address


def test_every_other_page_links_relatively_and_to_what_exists(built: Built) -> None:
    files = set(built.files)
    for name in built.pages:
        shown = read_html(built.folder / name, name)
        for address, _ in [] if name == "404.html" else [*shown.links, *shown.resources]:
            if not re.match(r"https://|tel:|mailto:", address):
                assert not address.startswith("/"), (name, address)
                target = urljoin(f"http://x/{name}", address).removeprefix("http://x/").split("#")[0]
                assert target in files or f"{target}index.html" in files, (name, address)


def test_the_built_site_passes_its_own_checks_with_a_missing_twin_in_it(built: Built, preview: Built) -> None:
    mark = PREVIEW_MARK if built is preview else ""
    assert [str(finding) for finding in check_built_site(built.folder, POLICY, mark)] == []


def test_nothing_hostile_becomes_html(built: Built) -> None:
    for name in built.pages:
        parsed = built.parsed(name)
        for tag, attributes in parsed.found:
            assert not [key for key in attributes if key.startswith("on") or key == "style"], (name, tag, attributes)
            assert attributes.get("src") != "x" and "onclick" not in attributes, (name, attributes)
            assert tag not in ("iframe", "form", "button") and attributes.get("http-equiv") != "refresh", name
            if tag == "script" and attributes.get("type") != "application/ld+json":
                assert re.search(r"assets/[a-z]+\.[0-9a-f]{8}\.js$", attributes["src"]), name
        assert "49" not in parsed.texts.get("h1", ""), "a title is no template"
        tags = [tag for tag, _ in parsed.found]
        assert tags.count("title") == tags.count("h1") == tags.count("body") == 1, name


def test_hostile_titles_and_descriptions_are_shown_as_they_were_written(preview: Built) -> None:
    parsed = preview.parsed("lagen/fientlig/index.html")
    assert parsed.texts["h1"] == HOSTILE
    assert parsed.texts["title"] == f"{HOSTILE} – Prov {HOSTILE}"
    described = [attributes["content"] for _, attributes in parsed.found if attributes.get("name") == "description"]
    assert described == [HOSTILE]
    twin = preview.parsed("lattlast/lagen/fientlig/index.html")
    assert twin.texts["title"] == f"Lätt {HOSTILE} – lättläst – Prov {HOSTILE}"
    words = " ".join(HOSTILE.split())
    for name in ("lagen/fientlig/", "lattlast/lagen/fientlig/", "lagen/", "lattlast/lagen/"):
        assert words in preview.read(name).text, name
    assert preview.read("lattlast/lagen/fientlig/").text.count(f"Läsare har prövat texten: {words}") == 1


def test_hostile_data_is_shown_as_it_was_written(preview: Built) -> None:
    words = " ".join(HOSTILE.split())
    for address in ("lagen/straff/", "lattlast/lagen/straff/", "stod/", "lattlast/stod/"):
        assert preview.read(address).text.count(words) > 3, address
    assert any(link == 'https://a.example/"onclick="alert(1)' for link, _ in preview.read("lagen/straff/").links)


def test_shortcodes_are_drawn_in_the_words_of_each_variant(built: Built) -> None:
    ordinary, simple = built.html("lagen/straff/"), built.html("lattlast/lagen/straff/")
    assert "Det är ett brott att köpa sex i Sverige. I lagen heter brottet" in ordinary
    assert "Det är ett brott att köpa sex i Sverige. Brottet heter" in simple
    assert "source-ref" in ordinary and "source-ref" not in simple
    for html in (ordinary, simple):
        assert 'href="#ord-boter"' in html and 'id="ord-boter"' in html
        assert '<a class="nowrap" href="tel:116111">116 111</a>' in html
        assert '<div class="service">' in html and "[[" not in html


def test_the_sources_stand_in_the_order_of_their_numbers(built: Built) -> None:
    html = built.html("lagen/straff/")
    notes = re.findall(r'<li id="kalla-(\d+)">', html)
    assert notes == [str(number) for number in range(1, len(notes) + 1)] and len(notes) >= 3
    used = [int(number) for number in re.findall(r'href="#kalla-(\d+)"', html)]
    assert used == sorted(used) and set(map(str, used)) == set(notes[:-1]), "the last is the page's own source"
    listed = html[html.index('<section class="sources"') :]
    assert "En ny sexualbrottslagstiftning" in listed and "Brottsbalken 6 kap. 11 §." in listed
    assert "Vi läste: Inofficiell kopia av brottsbalken" in listed and "Läst den 22 november 2026." in listed
    assert "Det vi skriver stämde i april 2026." in listed


def test_lattlast_folds_its_sources_away(built: Built) -> None:
    html = built.html("lattlast/lagen/straff/")
    listed = html[html.index('<section class="sources"') :]
    assert re.search(r"Härifrån kommer uppgifterna</h2>\s*<details>\s*<summary>Visa listan</summary>", listed)
    assert "Det här läste vi: Inofficiell kopia" in listed


def test_the_review_line_tells_of_a_person_or_that_there_was_none(preview: Built, release: Built) -> None:
    for built in (preview, release):
        assert "Sidan granskades den 5 oktober 2026." in built.read("lagen/straff/").text
        twin = built.read("lattlast/lagen/straff/").text
        assert "Ingen har granskat sidan än. Vi jämförde texten med källorna den 22 november 2026." in twin
        assert "Sidan granskades" not in twin
        assert "Ingen har granskat sidan än." in built.read("").text
    said = "Ansvarig roll är jurist. Nästa granskning senast den 5 april 2027."
    assert said in preview.read("lagen/straff/").text
    assert "Ansvarig roll" not in release.read("lagen/straff/").text
    assert "Nästa granskning" not in release.read("lagen/straff/").text


def test_editors_reach_the_file_from_a_preview_only(preview: Built, release: Built) -> None:
    edit = f"{REPOSITORY}/edit/main/docs/"
    for address, file in (("lagen/straff/", "lagen/straff.md"), ("lattlast/lagen/straff/", "lagen/straff.lattlast.md"),
                          ("lattlast/lagen/ensam/", "lagen/ensam.md")):  # fmt: skip
        assert f'<a href="{edit}{file}">Redigera sidan</a>' in preview.html(address)
    assert not [name for name, content in release.files.items() if REPOSITORY.encode() in content]


def test_something_is_wrong_leads_to_the_sender_when_there_is_one(preview: Built, release: Built) -> None:
    for name in release.pages:
        link = '<a href="mailto:fel@prov.stockholm">Något är fel på sidan</a>'
        assert (link in (release.folder / name).read_text(encoding="utf-8")) == (name != "404.html"), name
    assert not [name for name, content in preview.files.items() if "Något är fel".encode() in content]


def test_the_footer_names_the_sender_or_says_that_this_is_a_proposal(preview: Built, release: Built) -> None:
    proposal = "Förslag till kampanj, utarbetat efter Stockholms kommunfullmäktiges beslut 2006"
    for name in preview.pages:
        text = read_html(preview.folder / name, name).text
        assert proposal in text and "Avsändare" not in text, name
    for name in release.pages:
        text = read_html(release.folder / name, name).text
        assert "Avsändare: Provstad <&>" in text and proposal not in text, name


def test_the_way_here_and_the_links_on(built: Built) -> None:
    html = built.html("lattlast/lagen/straff/")
    way = html[html.index('<nav class="breadcrumb"') :].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)"', way) == ["../../", "../"]
    assert '<span aria-current="page">Straffet lätt</span>' in way
    related = html[html.index('<nav class="related"') :].split("</nav>")[0]
    assert re.findall(r'href="([^"]*)">([^<]*)<', related) == [("../", "Lagen lätt"), ("../../stod/akut/", "Akut lätt")]
    assert 'class="breadcrumb"' not in built.html("") and 'class="related"' not in built.html("")


def test_a_wide_table_has_classes_and_a_named_frame_that_takes_focus(built: Built) -> None:
    for address in ("lagen/tabell/", "lattlast/lagen/tabell/"):
        found = built.parsed(f"{address}index.html").found
        (frame,) = [attributes for _, attributes in found if attributes.get("class") == "table-frame"]
        assert (frame["role"], frame["tabindex"], frame["aria-label"]) == ("region", "0", "Tabell 1: Vad gäller?")
        cells = [attributes.get("class") for tag, attributes in found if tag in ("th", "td")]
        assert cells == ["align-left", "align-center", "align-right"] * 2


def test_112_dials_on_the_page_about_emergencies_and_in_the_footer_only(built: Built) -> None:
    for name in built.pages:
        body, footer = (built.folder / name).read_text(encoding="utf-8").split("<footer")
        assert ('href="tel:112"' in body) == name.endswith("stod/akut/index.html"), name
        assert 'href="tel:112"' in footer, name


def test_the_title_is_neutral_where_the_page_says_so(built: Built) -> None:
    assert built.read("lagen/straff/").title.startswith("Neutralt – ")
    assert built.read("lattlast/lagen/straff/").title.startswith("Neutralt – lättläst – ")
    assert "<h1>Straffet</h1>" in built.html("lagen/straff/")


def test_every_page_carries_the_policy(built: Built) -> None:
    for name in built.pages:
        assert read_html(built.folder / name, name).policy == POLICY, name


def test_assets_are_named_by_their_content_and_each_is_reached(preview: Built, release: Built) -> None:
    names = {name: content for name, content in preview.files.items() if name.startswith("assets/")}
    made = ["atkinson-bold.woff2", "atkinson-regular.woff2", "kort.png", "sok-sv.json", "sok-sv-simple.json"]
    own_cards = ["lagen/index", "lagen/ensam", "lagen/fientlig", "lagen/tabell", "om/index"]
    made += ["kort.png" for name in PAGES if name.removesuffix(".md").removesuffix(".lattlast") in own_cards]
    shown = (path.name for path in (PROJECT / "overrides/assets").iterdir() if path.name not in PANEL_ASSETS)
    own = sorted([*made, *shown])
    assert sorted(re.sub(r"\.[0-9a-f]{8}\.", ".", Path(name).name) for name in names) == own
    for name, content in names.items():
        assert hashlib.sha256(content).hexdigest()[:8] == name.split(".")[-2]
        assert "kort." in name or name.endswith(".json") or release.files[name] == content, (
            "the card is marked, lists have drafts"
        )
    others = set(preview.files) - set(names) - set(preview.pages)
    assert others == {"favicon.ico", "robots.txt", "sitemap.xml"}


def test_data_files_and_what_editors_note_there_are_never_published(built: Built) -> None:
    for name, content in built.files.items():
        assert "_data" not in name and not name.endswith((".yml", ".yaml", ".md", ".gz")), name
        assert SECRET.encode() not in content and b"content_hash" not in content, name


def test_the_output_has_no_links_to_other_files(built: Built) -> None:
    assert not [path for path in built.folder.rglob("*") if path.is_symlink()]


def test_the_same_texts_give_the_same_bytes_wherever_they_are_built(preview: Built, again: Built) -> None:
    first, second = preview.files, again.files
    assert list(first) == list(second)
    assert [name for name in first if first[name] != second[name]] == []
    for name, content in first.items():
        assert b"projekt" not in content and str(preview.folder).encode() not in content, name


def test_a_strict_build_says_nothing_but_what_it_does(built: Built) -> None:
    assert "WARNING" not in built.result.stderr and "ERROR" not in built.result.stderr


SMALL = {name: PAGES[name] for name in ("index.md", "index.lattlast.md")}


def test_an_unknown_shortcode_is_said_to_be_missing_in_both_variants(tmp_path: Path) -> None:
    body = "Före [[fakta:finns-inte]] efter.\n\n[[tjanst:finns-inte]]\n\n[[stod:bris]]"
    pages = {"index.md": page("Start", body), "index.lattlast.md": page("Start lätt", body)}
    project = make_project(tmp_path / "p", pages)
    result = mkdocs_build(project, tmp_path / "ut")
    assert result.returncode == 0, result.stderr
    for name in ("index.html", "lattlast/index.html"):
        html = (tmp_path / "ut" / name).read_text(encoding="utf-8")
        assert "<p>Före [saknas] efter.</p>" in html and html.count("[saknas]") == 3 and "[[" not in html
    findings = {finding.rule for finding in check_built_site(tmp_path / "ut", POLICY, PREVIEW_MARK)}
    assert "built-shortcode" in findings


def test_a_link_to_a_draft_stops_a_release_and_not_a_preview(tmp_path: Path) -> None:
    draft = {"lagen/utkast.md": PAGES["lagen/utkast.md"]}
    pages = SMALL | draft | {"lagen/index.md": page("Lagen", "[Utkast](utkast.md)")}
    project = make_project(tmp_path / "p", pages)
    assert mkdocs_build(project, tmp_path / "a").returncode == 0
    result = mkdocs_build(project, tmp_path / "b", CAMPAIGN_MODE="release")
    assert result.returncode == 1 and "utkast.md" in result.stderr and "Traceback" not in result.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("pyproject.toml", "site_name =", "site_nam =", "Menade du ”site_name”?"),
        ("mkdocs.yml", '!ENV [CAMPAIGN_MODE, preview]', "slapp", "preview"),
        ("docs/index.md", "Text.", "[Bort](finns-inte.md)", "finns-inte.md"),
        ("docs/_data/nav.yml", "pages: [index", "pages: [ny, index", ""),
    ],
)  # fmt: skip
def test_what_is_wrong_stops_the_build_without_a_traceback(
    file: str, old: str, new: str, said: str, tmp_path: Path
) -> None:
    project = make_project(tmp_path / "p", SMALL)
    if file.endswith("nav.yml"):
        (project / "docs/lagen").mkdir()
        (project / "docs/lagen/utanfor.md").write_text(page("Utanför menyn"), encoding="utf-8")
    text = (project / file).read_text(encoding="utf-8")
    assert old in text
    (project / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    result = mkdocs_build(project, tmp_path / "ut")
    assert result.returncode != 0 and said in result.stderr and "Traceback" not in result.stderr, result.stderr


def test_a_page_that_is_a_link_to_another_file_is_never_published(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", SMALL)
    secret = tmp_path / "hemlig.md"
    secret.write_text(page("Hemlig", SECRET), encoding="utf-8")
    (project / "docs/lank.md").symlink_to(secret)
    result = mkdocs_build(project, tmp_path / "ut")
    assert result.returncode == 1 and "lank.md kan inte läsas" in result.stderr and "Traceback" not in result.stderr
    assert not [path for path in (tmp_path / "ut").rglob("*.html") if SECRET in path.read_text(encoding="utf-8")]


def test_a_heading_keeps_the_anchor_that_its_editor_gave_it(tmp_path: Path) -> None:
    body = "Text. [Försök](index.md#forsok)\n\n## Ett försök {#forsok}\n\n## Mer { onclick=alert(1) style=color:red }\n"
    project = make_project(tmp_path / "in", PAGES | {"lagen/index.md": page("Allt om lagen", body, kind="landning")})
    result = mkdocs_build(project, tmp_path / "ut")
    assert result.returncode == 0, result.stderr
    html = (tmp_path / "ut/lagen/index.html").read_text(encoding="utf-8")
    assert '<h2 id="forsok">Ett försök</h2>' in html
    assert "onclick" not in html and "style=" not in html
    assert {"forsok"} < load_site(project / "docs").pages[("lagen/index", Variant.ORDINARY)].body.anchors

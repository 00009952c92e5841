"""Word files: opened again by the library and by XPath, they say all that the page says, in order, to everyone."""

from __future__ import annotations

import copy
import hashlib
import io
import re
import subprocess
import sys

import docx
import lxml.html
import pytest
import zxingcpp
from docx.enum.text import WD_COLOR_INDEX
from editable_kit import PLAN, PREVIEW, RELEASE, kit_page, lesson_kit, letter
from office_files import NS, OfficeFile, W, assert_no_traces, hashes_in_another_process
from PIL import Image

from campaign.school.blocks import FragmentError
from campaign.school.presentation import presentation
from campaign.school.word import letter_document, plan_document

DOCUMENT = "word/document.xml"
#: The order that the format demands of the properties that we write.
ORDERS = {
    "pPr": "pStyle keepNext keepLines numPr pBdr shd tabs spacing ind contextualSpacing jc outlineLvl rPr".split(),
    "rPr": "rStyle rFonts b bCs i iCs color spacing kern sz szCs highlight u lang".split(),
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption".split(),
    "tcPr": "tcW shd".split(),
    "sectPr": "headerReference footerReference pgSz pgMar cols docGrid".split(),
}


@pytest.fixture(scope="module")
def plan() -> OfficeFile:
    return OfficeFile(plan_document(lesson_kit(), PREVIEW))


@pytest.fixture(scope="module")
def home() -> OfficeFile:
    return OfficeFile(letter_document(letter(), PREVIEW))


def _paragraphs(file: OfficeFile, part: str = DOCUMENT) -> list[str]:
    """The text of every paragraph with words, in order, without the library."""
    texts = []
    for paragraph in file.find(part, "//w:p"):
        pieces = [node.text or "" if node.tag == f"{W}t" else " " for node in paragraph.iter(f"{W}t", f"{W}br")]
        texts.append(" ".join("".join(pieces).split()))
    return [text for text in texts if text]


def _page_texts(html: str) -> list[str]:
    """The text of every block of a page with words, in order, without our reader."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    blocks = root.xpath(".//h2 | .//h3 | .//h4 | .//p | .//th | .//td | .//dt | .//dd | .//li[not(p)] | .//div[a]")
    texts = []
    for block in blocks:
        alone = copy.deepcopy(block)
        for inner in alone.xpath("./ul | ./ol"):
            inner.drop_tree()
        for line in alone.iter("br"):
            line.tail = f" {line.tail or ''}"
        texts.append(" ".join(alone.text_content().split()))
    return [text for text in texts if text]


def test_nothing_of_the_page_is_lost(plan: OfficeFile) -> None:
    texts = [text.removeprefix("Visa för klassen: ") for text in _paragraphs(plan)]
    page = _page_texts(PLAN)
    assert len(page) == 43
    begins = texts.index(page[0])
    assert texts[begins : begins + len(page)] == page
    assert texts[:begins] == [
        "Lagen & ansvaret", PREVIEW.status, "Inte prövad i klass ännu.", "Uppgift", "För lektionen", "Årskurs", "9",
        "Tid", "60 minuter", "Till lektionen hör ett blad: Blad om lagen.", "Mål", "Efter lektionen kan eleven",
        "säga vad lagen säger", "ge ett skäl till lagen.", "Koppling till styrdokument",
        "Enligt läroplanen ska eleverna få veta mer.",
    ]  # fmt: skip
    assert texts[begins + len(page) :] == [
        "Ord", "Samtycke: att vilja.", "Källor", "Brottsbalk. Riksdagen. https://riksdagen.se/a?b=1&c=2",
        "Om lagen. Polisen. https://polisen.se/",
    ]  # fmt: skip


def test_the_library_reads_the_same_headings_and_lists() -> None:
    document = docx.Document(io.BytesIO(plan_document(lesson_kit(), PREVIEW)))
    styles = [(item.style.name, item.text) for item in document.paragraphs]
    headings = [(name, text) for name, text in styles if name.startswith(("Title", "Heading"))]
    assert headings == [
        ("Title", "Lagen & ansvaret"), ("Heading 1", "Mål"), ("Heading 1", "Koppling till styrdokument"),
        ("Heading 1", "Förbered tryggt"), ("Heading 1", "Steg för steg"), ("Heading 2", "Inledning, 5 minuter"),
        ("Heading 2", "Sant eller falskt, 12 minuter"), ("Heading 2", "Avslut, 5 minuter"),
        ("Heading 1", "När det går fel"), ("Heading 3", "Någon skrattar"), ("Heading 1", "Ord"),
        ("Heading 1", "Källor"),
    ]  # fmt: skip
    assert ("List Bullet 2", "En nivå ner.") in styles and ("List Number 3", "Två nivåer ner.") in styles
    assert ("List Continue", "Andra stycket.") in styles and ("Quote", "Ett citat.") in styles
    assert document.core_properties.title == "Lagen & ansvaret" and document.core_properties.author == ""
    assert document.core_properties.content_status == "Utkast"


def test_every_ordered_list_begins_at_its_own_number(plan: OfficeFile) -> None:
    starts = {}
    for number in plan.find("word/numbering.xml", "//w:num[w:lvlOverride]"):
        start = number.find(f"{W}lvlOverride/{W}startOverride").get(f"{W}val")
        starts[number.get(f"{W}numId")] = int(start)
    shown = {}
    for paragraph in plan.find(DOCUMENT, "//w:p[w:pPr/w:numPr]"):
        number = paragraph.find(f"{W}pPr/{W}numPr/{W}numId").get(f"{W}val")
        shown.setdefault(number, []).append("".join(paragraph.itertext()))
    assert [(starts[number], texts) for number, texts in shown.items()] == [
        (1, ["Två nivåer ner."]), (3, ["Tredje saken.", "Fjärde saken."]), (1, ["Ny lista."]),
        (1, ["Vem har ansvaret?", "Vem kan hjälpa?"]),
        (1, ["Brottsbalk. Riksdagen. https://riksdagen.se/a?b=1&c=2", "Om lagen. Polisen. https://polisen.se/"]),
    ]  # fmt: skip


def test_tables_say_which_cells_are_headers(plan: OfficeFile) -> None:
    tables = plan.find(DOCUMENT, "//w:tbl")
    assert len(tables) == 2
    for table in tables:
        marked = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.iter(f"{W}tr")]
        assert marked == [True, *[False] * (len(marked) - 1)]
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))
    looks = [table.find(f"{W}tblPr/{W}tblLook") for table in tables]
    assert [(look.get(f"{W}firstRow"), look.get(f"{W}firstColumn")) for look in looks] == [("1", "1"), ("1", "0")]
    assert [look.get(f"{W}val") for look in looks] == ["06A0", "0620"]
    assert plan.find(DOCUMENT, "//w:tblCaption/@w:val") == ["Om lektionen"]
    assert len(tables[1].xpath(".//w:trHeight", namespaces=NS)) == 1, "a row with an empty cell has room to write in"


def test_boxes_are_framed_and_keep_together(plan: OfficeFile) -> None:
    framed = plan.find(DOCUMENT, "//w:p[w:pPr/w:pBdr and w:pPr/w:shd]")
    texts = ["".join(item.itertext()) for item in framed]
    assert texts[:3] == ["Visa för klassen: Så gör vi i dag", "Alla får säga pass.", "Ingen berättar om sig själv."]
    assert texts[-3:] == ["Bris", "Du som är under 18 år", "Ring 116\N{NO-BREAK SPACE}111"]
    assert len(texts) == 3 + 4 + 3 + 3
    keeps = [item.find(f"{W}pPr/{W}keepNext") for item in framed[:3]]
    assert [keep is not None and keep.get(f"{W}val") not in ("0", "false") for keep in keeps] == [True, True, False]


def test_language_font_and_word_of_today(plan: OfficeFile) -> None:
    assert plan.find("word/styles.xml", "//w:docDefaults//w:lang/@w:val") == ["sv-SE"]
    assert plan.find("word/settings.xml", "//w:themeFontLang/@w:val") == ["sv-SE"]
    fonts = plan.find("word/theme/theme1.xml", "//a:majorFont/a:latin | //a:minorFont/a:latin")
    assert {font.get("typeface") for font in fonts} == {"Arial"}
    assert plan.find("word/settings.xml", "//w:compatSetting[@w:name='compatibilityMode']/@w:val") == ["15"]
    spoken = {node.getparent().getparent().xpath("string(w:t)", namespaces=NS): node.get(f"{W}val")
              for node in plan.find(DOCUMENT, "//w:r/w:rPr/w:lang")}  # fmt: skip
    assert spoken == {"Some words in ": "en", "autre": "fr", " English.": "en"}
    sizes = plan.find(DOCUMENT, "//w:pgSz/@w:w | //w:pgSz/@w:h")
    assert [round(int(size) / 56.7) for size in sizes] == [210, 297]


def test_links_lead_where_the_page_leads(plan: OfficeFile) -> None:
    relations = {item.get("Id"): item for item in plan.find("word/_rels/document.xml.rels", "//rel:Relationship")}
    found = plan.find(DOCUMENT, "//w:hyperlink")
    links = [("".join(link.itertext()), relations[link.get(f"{{{NS['r']}}}id")]) for link in found]
    assert all(relation.get("TargetMode") == "External" for _, relation in links)
    assert [(text, relation.get("Target")) for text, relation in links] == [
        ("Blad om lagen", "https://exempel.se/skola/lektioner/lagen-elev/"), ("Lagen", "https://exempel.se/lagen/"),
        ("116\N{NO-BREAK SPACE}111", "tel:116111"), ("116\N{NO-BREAK SPACE}111", "tel:116111"),
        ("Ring 116\N{NO-BREAK SPACE}111", "tel:116111"),
        ("https://riksdagen.se/a?b=1&c=2", "https://riksdagen.se/a?b=1&c=2"),
        ("https://polisen.se/", "https://polisen.se/"),
    ]  # fmt: skip


def test_every_page_carries_status_version_licence_and_number(plan: OfficeFile) -> None:
    kit = lesson_kit()
    assert _paragraphs(plan, "word/header1.xml") == [PREVIEW.status]
    assert _paragraphs(plan, "word/footer1.xml") == [
        f"Lektion 1: Lagen & ansvaret. Texten ändrades den 22 november 2026. Version {kit.version}. "
        "Inte prövad i klass ännu. Licens: CC BY 4.0. Adress: exempel.se/l/1/ Sida 1 av 1"
    ]
    assert plan.find("word/footer1.xml", "//w:fldSimple/@w:instr") == ["PAGE", "NUMPAGES"]
    release = OfficeFile(plan_document(kit, RELEASE))
    assert "förhandsvisning" not in " ".join(_paragraphs(release) + _paragraphs(release, "word/header1.xml"))


def test_the_letter_is_the_letter_and_nothing_else(home: OfficeFile) -> None:
    assert _paragraphs(home) == [
        PREVIEW.status, "Hej!", "Den [datum] har [klassen 9B] en lektion. Fråga skolans kurator.", "Så gör vi",
        "Alla får säga pass.", "[namn, ämne och hur du nås]", "Ord i brevet",
        "Kurator: en person som du kan prata med.", "Läs mer på exempel.se",
    ]  # fmt: skip
    document = docx.Document(io.BytesIO(letter_document(letter(), PREVIEW)))
    marked = [run.text for item in document.paragraphs for run in item.runs if run.font.highlight_color]
    assert marked == ["[datum]", "[", "klassen", " 9B]", "[namn, ämne och hur du nås]"]
    assert {run.font.highlight_color for item in document.paragraphs for run in item.runs} == {
        None,
        WD_COLOR_INDEX.YELLOW,
    }


@pytest.mark.parametrize(
    ("tag", "address"), [("sv", "https://exempel.se/"), ("sv-simple", "https://exempel.se/lattlast/")]
)
def test_the_code_is_read_small_and_crooked_and_names_no_subject(tag: str, address: str) -> None:
    file = OfficeFile(letter_document(letter(tag), PREVIEW))
    assert file.find(DOCUMENT, "//wp:docPr/@descr") == [f"QR-kod till {address[8:].rstrip('/')}"]
    (picture,) = (content for name, content in file.parts.items() if name.endswith(".png"))
    whole = Image.open(io.BytesIO(picture)).convert("L")
    half = whole.resize((whole.width // 2, whole.height // 2))
    for shown in (whole, half, whole.rotate(5, expand=True, fillcolor=255), half.rotate(5, expand=True, fillcolor=255)):
        (code,) = zxingcpp.read_barcodes(shown)
        assert code.text == address
    assert "H" in str(code.ec_level)
    assert {whole.getpixel((place, place)) for place in range(4 * 8)} == {255}, "four squares of white around"


def test_the_easy_letter_has_larger_type() -> None:
    sizes = [OfficeFile(letter_document(letter(tag), PREVIEW)).find("word/styles.xml", "//w:docDefaults//w:sz/@w:val")
             for tag in ("sv", "sv-simple")]  # fmt: skip
    assert sizes == [["24"], ["28"]]


def test_a_hard_word_is_explained_wherever_the_letter_says_it() -> None:
    html = '<h2>Brevet</h2><div class="service"><p class="service-name">Bris</p><p>Prata med en kurator.</p></div>'
    texts = _paragraphs(OfficeFile(letter_document(letter(html=html), RELEASE)))
    assert texts[-3:] == ["Ord i brevet", "Kurator: en person som du kan prata med.", "Läs mer på exempel.se"]


def test_a_page_without_a_letter_is_refused() -> None:
    with pytest.raises(FragmentError, match="Skriv brevet under rubriken ## Brevet"):
        letter_document(letter(html="<h2>Annat</h2><p>Hej!</p>"), PREVIEW)


def test_a_picture_in_the_plan_is_refused() -> None:
    with pytest.raises(FragmentError, match="skola/lektioner/lagen: En bild kan inte följa med"):
        plan_document(lesson_kit('<p>a<img src="https://exempel.se/a.png" alt="En bild"></p>'), PREVIEW)


@pytest.mark.parametrize("which", ["plan", "home"])
def test_the_file_is_whole_and_without_traces(which: str, request: pytest.FixtureRequest) -> None:
    file = request.getfixturevalue(which)
    file.assert_whole()
    title, version = ("Lagen & ansvaret", lesson_kit().version) if which == "plan" else ("Brev hem", letter().version)
    assert_no_traces(file, title, version)
    for part in ("word/document.xml", "word/styles.xml", "word/footer1.xml", "word/header1.xml"):
        for name, order in ORDERS.items():
            for properties in file.find(part, f"//w:{name}"):
                names = [re.sub(r"\{.*\}", "", child.tag) for child in properties]
                known = [item for item in names if item in order]
                assert known == sorted(known, key=order.index), f"{part}: {names}"
                if part == DOCUMENT:
                    assert set(names) <= set(order), f"{part}: {names}"


def test_same_text_same_bytes_whoever_runs_it() -> None:
    made = [
        plan_document(lesson_kit(), PREVIEW),
        letter_document(letter(), PREVIEW),
        presentation(lesson_kit(), PREVIEW),
    ]
    here = [hashlib.sha256(content).hexdigest() for content in made]
    assert hashes_in_another_process("1", "Asia/Tokyo") == here
    assert hashes_in_another_process("2", "America/New_York") == here


def test_another_word_gives_another_version() -> None:
    assert kit_page("a", "b", "<p>c</p>").version != kit_page("a", "b", "<p>d</p>").version
    assert lesson_kit().version != lesson_kit(PLAN.replace("Vänta.", "Vänta lite.")).version


def test_nothing_heavy_is_loaded_before_a_file_is_made() -> None:
    """`campaign check` imports the school kit and must stay quick."""
    program = (
        "import sys, campaign.school.word, campaign.school.presentation, campaign.school.qr\n"
        "sys.exit(bool({'docx', 'pptx', 'segno', 'PIL'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0

"""Every PDF of the built site: validated, asked 23 questions, read back by another reader, compared with its page."""

from __future__ import annotations

import re
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2
import pytest
from lxml import html as lxml_html
from pdf_structure import A4, A7, annotations, faults, fonts, named
from real_site import PROJECT, BuiltSite

from campaign.content.pages import Site, Variant, load_site
from campaign.content.preview import DRAFT_PREFIX
from campaign.school.files import FOLDER
from campaign.school.printing import missing
from campaign.site.lesson_views import NOT_TRIED, NOT_TRIED_AT_WORK

BOOKLET, CARD = "alla-lektioner.pdf", "fickkort.pdf"

#: A sheet has one page; the longest plan may have so many.
LONGEST_PLAN = 8


@pytest.fixture(scope="module")
def printed(built_site: BuiltSite) -> dict[str, Path]:
    """The built PDFs by name, without the mark of a draft."""
    assert missing() == "", "Pango saknas: kör scripts/prepare test"
    files = {
        path.name.removeprefix(DRAFT_PREFIX): path for path in (built_site.folder / FOLDER).glob(f"{DRAFT_PREFIX}*.pdf")
    }
    assert files
    return files


@pytest.fixture(scope="module")
def site() -> Site:
    return load_site(PROJECT / "docs", "docs")


def text(path: Path) -> str:
    """All text of a PDF as another reader gives it, without white space."""
    document = pypdfium2.PdfDocument(str(path))
    return squeezed("".join(sheet.get_textpage().get_text_range() for sheet in document))


def squeezed(words: str) -> str:
    return re.sub(r"[\s\u00ad\ufffe]+", "", words)


def lessons(site: Site) -> list[tuple[str, str]]:
    """How the names of a lesson's files begin, and the id of its page."""
    pages = [page for page in site.pages.values() if page.meta.kind == "lektion" and page.variant is Variant.ORDINARY]
    return [(f"lektion-{page.meta.lesson.number}-{page.meta.lesson.id}", page.id) for page in pages if page.meta.lesson]


def test_every_lesson_has_its_files(printed: dict[str, Path], site: Site) -> None:
    wanted = {BOOKLET} | {
        f"{stem}-{ending}.pdf"
        for stem, _ in lessons(site)
        for ending in ("plan", "elevblad", "elevblad-lattlast", "hafte")
    }
    assert wanted <= printed.keys()


def test_every_pdf_is_ua_1_by_page_validation(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        report = validation.validate_pdf(str(path), profile="ua1")
        assert report.is_compliant, f"{name}: {report}"


def test_every_pdf_holds_the_23_questions(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        with pikepdf.open(path) as pdf:
            assert faults(pdf, A7 if name == CARD else A4) == [], name


def test_only_our_fonts_are_embedded(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        with pikepdf.open(path) as pdf:
            found = {str(font.BaseFont).rpartition("+")[2] for font in fonts(pdf)}
        assert found and found <= {"Atkinson-Hyperlegible", "Atkinson-Hyperlegible-Bold"}, name


def test_a_sheet_is_one_page_and_a_plan_is_short(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        with pikepdf.open(path) as pdf:
            number = len(pdf.pages)
        if "elevblad" in name or name == CARD:
            assert number == 1, name
        elif name.endswith("-plan.pdf"):
            assert number <= LONGEST_PLAN, name


def test_no_link_leads_to_a_place_of_one_machine(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        with pikepdf.open(path) as pdf:
            targets = [str(item.A.URI) for item in annotations(pdf) if "/A" in item and "/URI" in item.A]
        assert all(target.startswith(("http://", "https://")) for target in targets), name


@pytest.mark.parametrize("ending", ["plan", "elevblad", "elevblad-lattlast"])
def test_a_pdf_says_what_its_page_says_in_the_same_order(
    printed: dict[str, Path], built_site: BuiltSite, site: Site, ending: str
) -> None:
    for stem, page_id in lessons(site):
        simple = ending.endswith("lattlast")
        address = f"{'lattlast/' if simple else ''}{page_id}{'-elev' if 'elevblad' in ending else ''}"
        said = page_texts(built_site.file(f"/{address}/"))
        found = text(printed[f"{stem}-{ending}.pdf"])
        place = 0
        assert len(said) > 10
        for piece in said:
            at = found.find(squeezed(piece), place)
            assert at >= 0, f"{stem}-{ending}: {piece}"
            place = at


def page_texts(file: Path) -> list[str]:
    """The texts of a built page's body, in order: paragraphs, items, cells and headings from its first heading on."""
    root = lxml_html.fromstring(file.read_text(encoding="utf-8"))
    (main,) = root.xpath("//main")
    for element in main.xpath(".//sup | .//svg | .//nav | .//footer | .//aside | .//script | .//dialog"):
        element.drop_tree()
    body = main.xpath(".//h2[not(@class)]")
    first = next(h for h in body if squeezed(h.text_content()) not in ("Innehåll", "Påsidan"))
    last = main.xpath(".//h2[contains(., 'Om en elev berättar')]") or main.xpath("(.//table)[last()]//td")
    start, end = first.sourceline, last[-1].sourceline
    pieces = main.xpath(".//p | .//li[not(.//p)] | .//td | .//th | .//h2 | .//h3")
    return [
        " ".join(piece.text_content().split())
        for piece in pieces
        if start <= piece.sourceline <= end and piece.text_content().strip()
    ]


def test_each_page_of_a_draft_says_so_where_it_is_read(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        document = pypdfium2.PdfDocument(str(path))
        for number, sheet in enumerate(document):
            words = squeezed(sheet.get_textpage().get_text_range())
            assert squeezed("Stockholms stad har inte godkänt innehållet.") in words, f"{name}, {number}"
            tried = NOT_TRIED_AT_WORK if "personal" in name or CARD in name else NOT_TRIED
            assert "Version" in words and "CCBY4.0" in words and squeezed(tried) in words, f"{name}, {number}"
            if name != CARD:
                assert f"Sida{number + 1}av{len(document)}" in words, f"{name}, {number}"


def test_the_contents_name_the_page_where_each_lesson_begins(printed: dict[str, Path], site: Site) -> None:
    document = pypdfium2.PdfDocument(str(printed[BOOKLET]))
    contents = squeezed(document[0].get_textpage().get_text_range())
    for _, page_id in lessons(site):
        page = site.page(page_id)
        assert page and page.meta.lesson
        match = re.search(
            rf"Lektion{page.meta.lesson.number}:{re.escape(squeezed(page.title))}[.\s]*(\d+?)(?=Elevblad)", contents
        )
        assert match, page.title
        assert squeezed(page.title) in squeezed(document[int(match[1]) - 1].get_textpage().get_text_range())


def test_what_is_read_aloud_begins_with_the_title(printed: dict[str, Path]) -> None:
    for name, path in printed.items():
        with pikepdf.open(path) as pdf:
            assert named(pdf, "H1"), name
            assert str(pdf.docinfo["/Title"]).strip(), name

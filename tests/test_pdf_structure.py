"""The questions of tests/pdf_structure.py can be failed: one sound file, broken in many ways."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from pdf_structure import annotations, faults, fonts, kids, named, tree
from school_kits import PLAN, environment, small_school

from campaign.images.cache import DigestCache
from campaign.images.fonts import font_file
from campaign.school.printing import make_pdf
from campaign.site.press import Press
from campaign.site.print_parts import plan_part


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The plan of the small kit."""
    school = small_school(plan=PLAN)
    press = Press(school.publication, environment(), DigestCache(tmp_path_factory.mktemp("cache")))
    part = plan_part(school.lessons[0])
    html = press.html("plan", part=part, title=part.title, description=part.description, changed_on=part.changed_on)
    content = {f"{style}.ttf": font_file(style) for style in ("Regular", "Bold")}
    return make_pdf(html, press.styles, content, "docs/a.md")


def drop(where: Callable[[pikepdf.Pdf], pikepdf.Object], key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        del where(pdf)[key]

    return change


def first(role: str) -> Callable[[pikepdf.Pdf], pikepdf.Dictionary]:
    return lambda pdf: named(pdf, role)[0][0]


def to_role(role: str, new: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        first(role)(pdf).S = pikepdf.Name(f"/{new}")

    return change


def no_metadata(key: str) -> Callable[[pikepdf.Pdf], None]:
    def change(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
            del metadata[key]

    return change


def no_scope(pdf: pikepdf.Pdf) -> None:
    del first("TH")(pdf).A.Scope


def empty_row(pdf: pikepdf.Pdf) -> None:
    pdf.Root.StructTreeRoot.ParentTree.Nums[1] = pikepdf.Array()


def loose_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    name = next(iter(page.Resources.Font.keys()))
    page.contents_add(f"BT {name} 8 Tf (x) Tj ET".encode())


def lost_element(pdf: pikepdf.Pdf) -> None:
    for element, parent in tree(pdf):
        if element.S == "/H1" and parent is not None:
            parent.K = pikepdf.Array([kid for kid in kids(parent) if kid.objgen != element.objgen])


def no_link_in_tree(pdf: pikepdf.Pdf) -> None:
    element = first("Link")(pdf)
    element.K = pikepdf.Array([kid for kid in kids(element) if isinstance(kid, int)])


def script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def figure(pdf: pikepdf.Pdf) -> None:
    to_role("P", "Figure")(pdf)


def twice(pdf: pikepdf.Pdf) -> None:
    for element, _ in tree(pdf):
        if any(isinstance(kid, int) for kid in kids(element)):
            element.K = pikepdf.Array([*kids(element), *kids(element)])
            return


def letter_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].MediaBox = [0, 0, 612, 792]


def no_font_file(pdf: pikepdf.Pdf) -> None:
    descriptor = fonts(pdf)[0].DescendantFonts[0].FontDescriptor
    for key in ("/FontFile", "/FontFile2", "/FontFile3"):
        if key in descriptor:
            del descriptor[key]


MUTATIONS: dict[str, Callable[[pikepdf.Pdf], None]] = {
    "q01_marked": drop(lambda pdf: pdf.Root, "/MarkInfo"),
    "q02_language": drop(lambda pdf: pdf.Root, "/Lang"),
    "q03_title_is_shown": drop(lambda pdf: pdf.Root, "/ViewerPreferences"),
    "q04_title_in_metadata": no_metadata("dc:title"),
    "q05_says_ua_1": no_metadata("pdfuaid:part"),
    "q06_title_in_info": drop(lambda pdf: pdf.docinfo, "/Title"),
    "q07_tree_is_not_empty": drop(lambda pdf: pdf.Root.StructTreeRoot, "/K"),
    "q08_roles_are_standard": to_role("P", "Stycke"),
    "q09_parent_tree_covers_pages": empty_row,
    "q10_headings_in_steps": to_role("H2", "H4"),
    "q11_figures_have_alt": figure,
    "q12_headers_say_what_they_head": no_scope,
    "q13_lists_hold_items": to_role("LBody", "P"),
    "q14_links_stand_in_the_tree": no_link_in_tree,
    "q15_links_have_words": drop(lambda pdf: annotations(pdf)[0], "/Contents"),
    "q16_tab_order_is_the_tree_s": lambda pdf: [page.__delitem__("/Tabs") for page in pdf.pages if "/Tabs" in page],
    "q17_fonts_are_embedded": no_font_file,
    "q18_fonts_say_their_letters": drop(lambda pdf: fonts(pdf)[0], "/ToUnicode"),
    "q19_no_text_outside": loose_text,
    "q20_bookmarks": drop(lambda pdf: pdf.Root, "/Outlines"),
    "q21_paper": letter_paper,
    "q22_nothing_runs": script,
    "q23_no_piece_twice": twice,
}


def test_the_sound_file_passes(sound: bytes) -> None:
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        assert faults(pdf) == []


@pytest.mark.parametrize("question", MUTATIONS)
def test_each_question_finds_its_fault(sound: bytes, question: str) -> None:
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        MUTATIONS[question](pdf)
        assert question in faults(pdf)


def test_text_whose_element_has_left_the_tree_is_found(sound: bytes) -> None:
    with pikepdf.open(io.BytesIO(sound)) as pdf:
        lost_element(pdf)
        assert "q19_no_text_outside" in faults(pdf)

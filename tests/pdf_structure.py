"""What a PDF's structure must hold for a screen reader, asked with pikepdf: 23 questions, each with its number.

They are written apart from campaign/school/pdf_structure.py, and ask the file and not the code that made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise

import pikepdf

#: The roles of PDF 1.7 that our documents may use.
ROLES = set(
    "Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody "
    "Table TR TH TD THead TBody TFoot Span Quote Note Reference Code Link Annot Figure Formula Form".split()
)
SHOWS_TEXT = {"Tj", "TJ", "'", '"'}
A4 = (595.28, 841.89)
A7 = (209.76, 297.64)


def faults(pdf: pikepdf.Pdf, paper: tuple[float, float] = A4) -> list[str]:
    """The names of the questions that the file fails; empty when it holds all."""
    names = [name for name in globals() if name.startswith("q") and name[1:3].isdigit()]
    questions: dict[str, Callable[..., bool]] = {name: globals()[name] for name in sorted(names)}
    assert len(questions) == 23
    return [name for name, ask in questions.items() if not _asked(ask, pdf, paper)]


def _asked(ask: Callable[..., bool], pdf: pikepdf.Pdf, paper: tuple[float, float]) -> bool:
    try:
        return ask(pdf, paper)
    except (AttributeError, LookupError, TypeError, ValueError):  # what should be asked is not there
        return False


def tree(pdf: pikepdf.Pdf) -> list[tuple[pikepdf.Dictionary, pikepdf.Dictionary | None]]:
    """Every element with its parent, in the order of reading."""

    def walk(item: pikepdf.Object, parent: pikepdf.Dictionary | None) -> Iterator[tuple]:
        if isinstance(item, pikepdf.Array):
            for child in item:
                yield from walk(child, parent)
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item, parent
            if "/K" in item:
                yield from walk(item.K, item)

    return list(walk(pdf.Root.StructTreeRoot.K, None))


def named(pdf: pikepdf.Pdf, role: str) -> list[tuple[pikepdf.Dictionary, pikepdf.Dictionary | None]]:
    return [(element, parent) for element, parent in tree(pdf) if f"/{role}" == element.S]


def kids(element: pikepdf.Dictionary) -> list[pikepdf.Object]:
    if "/K" not in element:
        return []
    return list(element.K) if isinstance(element.K, pikepdf.Array) else [element.K]


def annotations(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    return [item for page in pdf.pages for item in page.get("/Annots", [])]


def numbers(pdf: pikepdf.Pdf) -> dict[int, pikepdf.Object]:
    found = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(map(int, found[::2]), found[1::2], strict=True))


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    found = [font for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]
    return list({font.objgen: font for font in found}.values())


def marked(page: pikepdf.Page) -> Iterator[tuple[str, list[str]]]:
    """Each operator that shows text, with the marks around it: "MCID 3" or "Artifact"."""
    around: list[str] = []
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) in ("BDC", "BMC"):
            inside = operands[1] if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary) else {}
            around.append(f"MCID {int(inside['/MCID'])}" if "/MCID" in inside else str(operands[0]).lstrip("/"))
        elif str(operator) == "EMC":
            around.pop()
        elif str(operator) in SHOWS_TEXT:
            yield str(operator), list(around)


def q01_marked(pdf: pikepdf.Pdf, _: object) -> bool:
    return bool(pdf.Root.MarkInfo.Marked)


def q02_language(pdf: pikepdf.Pdf, _: object) -> bool:
    return str(pdf.Root.Lang).startswith("sv")


def q03_title_is_shown(pdf: pikepdf.Pdf, _: object) -> bool:
    return bool(pdf.Root.ViewerPreferences.DisplayDocTitle)


def q04_title_in_metadata(pdf: pikepdf.Pdf, _: object) -> bool:
    return bool(pdf.open_metadata().get("dc:title"))


def q05_says_ua_1(pdf: pikepdf.Pdf, _: object) -> bool:
    return pdf.open_metadata().get("pdfuaid:part") == "1"


def q06_title_in_info(pdf: pikepdf.Pdf, _: object) -> bool:
    return bool(str(pdf.docinfo["/Title"]))


def q07_tree_is_not_empty(pdf: pikepdf.Pdf, _: object) -> bool:
    return len(tree(pdf)) > 10


def q08_roles_are_standard(pdf: pikepdf.Pdf, _: object) -> bool:
    return all(str(element.S).lstrip("/") in ROLES for element, _ in tree(pdf))


def q09_parent_tree_covers_pages(pdf: pikepdf.Pdf, _: object) -> bool:
    rows = numbers(pdf)
    for page in pdf.pages:
        row = rows[int(page.StructParents)]
        used = {int(mark[5:]) for _, around in marked(page) for mark in around if mark.startswith("MCID ")}
        if any(number >= len(row) or row[number] is None for number in used):
            return False
    return True


def q10_headings_in_steps(pdf: pikepdf.Pdf, _: object) -> bool:
    levels = [int(str(e.S)[2:]) for e, _ in tree(pdf) if str(e.S)[1:2] == "H" and str(e.S)[2:].isdigit()]
    return bool(levels) and levels[0] == 1 and all(b <= a + 1 for a, b in pairwise(levels))


def q11_figures_have_alt(pdf: pikepdf.Pdf, _: object) -> bool:
    return all("/Alt" in element or "/ActualText" in element for element, _ in named(pdf, "Figure"))


def q12_headers_say_what_they_head(pdf: pikepdf.Pdf, _: object) -> bool:
    headers = {bytes(element.ID) for element, _ in named(pdf, "TH")}
    scoped = all(str(element.A.Scope) in ("/Column", "/Row") for element, _ in named(pdf, "TH"))
    used = {bytes(item) for element, _ in named(pdf, "TD") for item in element.A.get("/Headers", [])}
    return scoped and used <= headers and (bool(used) or not named(pdf, "TD"))


def q13_lists_hold_items(pdf: pikepdf.Pdf, _: object) -> bool:
    lists = all(child.S in ("/LI", "/L", "/Caption") for element, _ in named(pdf, "L") for child in kids(element))
    items = all(child.S in ("/Lbl", "/LBody") for element, _ in named(pdf, "LI") for child in kids(element))
    return lists and items


def q14_links_stand_in_the_tree(pdf: pikepdf.Pdf, _: object) -> bool:
    inside = {
        item.Obj.objgen for element, _ in named(pdf, "Link") for item in kids(element)
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/OBJR"
    }  # fmt: skip
    return {item.objgen for item in annotations(pdf)} <= inside


def q15_links_have_words(pdf: pikepdf.Pdf, _: object) -> bool:
    return all(str(item.Contents) and int(item.F) & 4 for item in annotations(pdf))


def q16_tab_order_is_the_tree_s(pdf: pikepdf.Pdf, _: object) -> bool:
    return all(page.get("/Tabs") == "/S" for page in pdf.pages if "/Annots" in page)


def q17_fonts_are_embedded(pdf: pikepdf.Pdf, _: object) -> bool:
    inner = [font.DescendantFonts[0] if "/DescendantFonts" in font else font for font in fonts(pdf)]
    return bool(inner) and all({"/FontFile", "/FontFile2", "/FontFile3"} & set(f.FontDescriptor.keys()) for f in inner)


def q18_fonts_say_their_letters(pdf: pikepdf.Pdf, _: object) -> bool:
    return all("/ToUnicode" in font for font in fonts(pdf))


def q19_no_text_outside(pdf: pikepdf.Pdf, _: object) -> bool:
    """Text is in the tree, or an artifact; a mark in the page must have an element that the tree holds."""
    inside = {element.objgen for element, _ in tree(pdf)}
    rows = numbers(pdf)
    for page in pdf.pages:
        row = rows[int(page.StructParents)]
        for _, around in marked(page):
            pieces = [int(mark[5:]) for mark in around if mark.startswith("MCID ")]
            if not pieces and "Artifact" not in around:
                return False
            if any(row[number].objgen not in inside for number in pieces):
                return False
    return True


def q20_bookmarks(pdf: pikepdf.Pdf, _: object) -> bool:
    return int(pdf.Root.Outlines.Count) > 0


def q21_paper(pdf: pikepdf.Pdf, paper: tuple[float, float]) -> bool:
    boxes = [[float(side) for side in page.MediaBox] for page in pdf.pages]
    return all(abs(box[2] - paper[0]) < 1 and abs(box[3] - paper[1]) < 1 for box in boxes)


def q22_nothing_runs(pdf: pikepdf.Pdf, _: object) -> bool:
    names = pdf.Root.get("/Names", pikepdf.Dictionary())
    found = {"/OpenAction", "/AA", "/AcroForm"} & set(pdf.Root.keys())
    return not found and "/JavaScript" not in names and not pdf.is_encrypted


def q23_no_piece_twice(pdf: pikepdf.Pdf, _: object) -> bool:
    seen: set[tuple] = set()
    for element, _ in tree(pdf):
        for child in kids(element):
            if isinstance(child, int):
                place = (element.Pg.objgen, child)
                if place in seen:
                    return False
                seen.add(place)
    return True

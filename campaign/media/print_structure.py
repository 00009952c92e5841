"""Completes a printed sheet's PDF: its boxes, title and language, and the structure that a screen reader follows.

Lines become paragraphs, the largest ones the heading; pictures and codes become figures with their words; all other
things (colours, crop marks, the mark of a draft) are marked as having no meaning. No PDF/UA and no PDF/X is claimed.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from campaign.media.layout import Line, Modules, Picture, Sheet
from campaign.media.print_marks import paper_edge

if TYPE_CHECKING:
    import pikepdf

POINTS = 72 / 25.4

#: Lines of one look that stand closer than this many sizes are one paragraph.
_NEXT_LINE = 1.7

_SHOWS_TEXT = {"Tj", "TJ"}
_PAINTS = {"f", "F", "f*", "B", "B*", "b", "b*", "S", "s"}


def finish(content: bytes, sheets: Sequence[Sheet]) -> bytes:
    """The PDF of a page for each sheet made whole, without the day and the number of the program's run.

    The figures of `content` are already marked.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        for page, sheet in zip(pdf.pages, sheets, strict=True):
            _set_boxes(page, sheet)
        _set_structure(pdf, sheets)
        _set_title(pdf, sheets[-1])
        for font in {font.objgen: font for page in pdf.pages for font in _fonts(page)}.values():
            _mend_font(font)
        if "/ID" in pdf.trailer:
            del pdf.trailer["/ID"]  # its first half would be kept, and comes from the clock
        made = io.BytesIO()
        pdf.save(made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return made.getvalue()


def _set_boxes(page: pikepdf.Page, sheet: Sheet) -> None:
    edge, width, height = ((sheet.bleed + paper_edge(sheet)) * POINTS, sheet.width * POINTS, sheet.height * POINTS)
    for name, outside in (("/TrimBox", 0.0), ("/BleedBox", sheet.bleed * POINTS), ("/MediaBox", edge)):
        sides = (edge - outside, edge - outside, edge + width + outside, edge + height + outside)
        page.obj[name] = _numbers(*sides)


def _set_title(pdf: pikepdf.Pdf, sheet: Sheet) -> None:
    import pikepdf

    pdf.Root.Lang = pikepdf.String(sheet.tag)
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
    if "/OpenAction" in pdf.Root:
        del pdf.Root["/OpenAction"]
    for name in list(pdf.docinfo.keys()):
        del pdf.docinfo[name]
    pdf.docinfo["/Title"] = sheet.title
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as metadata:
        metadata["dc:title"] = sheet.title
        metadata["dc:language"] = {sheet.tag}


def _fonts(page: pikepdf.Page) -> list[pikepdf.Object]:
    return list(page.obj.Resources.get("/Font", {}).values())


def _mend_font(font: pikepdf.Object) -> None:
    """Says of the sign that stands for missing ones (never drawn) that it is unknown; fpdf2 says the sign U+0000."""
    told = font.ToUnicode.read_bytes()
    font.ToUnicode.write(told.replace(b"<0000> <0000>\n", b"<0000> <FFFD>\n"))


def _set_structure(pdf: pikepdf.Pdf, sheets: Sequence[Sheet]) -> None:
    """Marks every piece of the pages, and builds the tree of their pieces in the order in which they are drawn."""
    import pikepdf

    root = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructTreeRoot))
    document = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.StructElem, S=pikepdf.Name.Document, P=root))
    elements: list[pikepdf.Object] = []
    numbers: list[Any] = []
    for number, (page, sheet) in enumerate(zip(pdf.pages, sheets, strict=True)):
        parts = list(_parts(sheet))
        _mark_page(pdf, page, sheet, parts)
        owners: list[pikepdf.Object] = []
        for role, alt, count in parts:
            places = pikepdf.Array(range(len(owners), len(owners) + count))
            element = pikepdf.Dictionary(
                Type=pikepdf.Name.StructElem, S=pikepdf.Name(f"/{role}"), P=document, Pg=page.obj, K=places
            )
            if role == "Figure":
                element.Alt = pikepdf.String(alt)
            elements.append(pdf.make_indirect(element))
            owners += [elements[-1]] * count
        page.obj.StructParents = number
        numbers += [number, pikepdf.Array(owners)]
    document.K = pikepdf.Array(elements)
    root.K = pikepdf.Array([document])
    root.ParentTree = pikepdf.Dictionary(Nums=pikepdf.Array(numbers))
    root.ParentTreeNextKey = len(sheets)
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = pikepdf.Dictionary(Marked=True)


def _mark_page(pdf: pikepdf.Pdf, page: pikepdf.Page, sheet: Sheet, parts: list[tuple[str, str, int]]) -> None:
    """Marks every piece of a page's content; the texts and figures are numbered from 0."""
    import pikepdf

    kinds = ["/Figure" if role == "Figure" else "/P" for role, _, count in parts for _ in range(count)]
    marked = list(_marked(pikepdf.parse_content_stream(page)))
    found = [str(operands[0]) for operands, operator in marked if str(operator) == "BDC"]
    if found != kinds:
        raise ValueError(f"{sheet.name}: {len(found)} pieces of content for {len(kinds)} items of the sheet")
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(marked))


def _parts(sheet: Sheet) -> Iterator[tuple[str, str, int]]:
    """The elements in the order of drawing: role, words of a figure, and how many pieces of content each has.

    A picture without words only decorates, and has no element.
    """
    for item in sheet.items:
        if isinstance(item, Picture) and item.alt:
            yield "Figure", item.alt, 1
    largest = max((item.size for item in sheet.items if isinstance(item, Line)), default=0.0)
    together: list[Line] = []
    for item in sheet.items:
        if not isinstance(item, Line | Modules):
            continue
        if isinstance(item, Line) and together and _goes_on(together[-1], item):
            together.append(item)
            continue
        if together:
            yield "H1" if together[0].size == largest else "P", "", len(together)
        together = [item] if isinstance(item, Line) else []
        if isinstance(item, Modules):
            yield "Figure", code_alt(item), 1
    if together:
        yield "H1" if together[0].size == largest else "P", "", len(together)


def code_alt(item: Modules) -> str:
    """What a QR code is in words."""
    return f"QR-kod till {item.address}"


def _goes_on(line: Line, following: Line) -> bool:
    """Whether two lines are of one paragraph: alike, and the one right below the other."""
    alike = (line.size, line.style, line.colour) == (following.size, following.style, following.colour)
    return alike and 0 < following.baseline - line.baseline < _NEXT_LINE * line.size


def _marked(instructions: Any) -> Iterator[tuple[Any, pikepdf.Operator]]:
    """The page's instructions with a mark around each: texts and figures numbered, the rest without meaning."""
    number = 0
    for kind, run in _runs(instructions):
        if kind:
            yield _numbered(kind, number)
            number += 1
        elif any(str(operator) in _PAINTS for _, operator in run):
            yield _artifact()
        else:
            yield from run
            continue
        yield from run
        yield _operator([], "EMC")


def _runs(instructions: Any) -> Iterator[tuple[str, list[tuple[Any, Any]]]]:
    """The instructions in runs: "/P" for a text object that shows something, "/Figure", or "" for all between."""
    between: list[tuple[Any, Any]] = []
    inside: list[tuple[Any, Any]] = []
    kind = ""
    for instruction in instructions:
        piece = (instruction.operands, instruction.operator)
        name = str(instruction.operator)
        if not kind and name in ("BT", "BDC"):
            kind, inside = ("/P", [piece]) if name == "BT" else ("/Figure", [])
        elif (kind, name) in (("/P", "ET"), ("/Figure", "EMC")):
            if name == "ET":
                inside.append(piece)
            if name == "ET" and not any(str(operator) in _SHOWS_TEXT for _, operator in inside):
                between += inside  # it only chooses a font
            else:
                yield "", between
                yield kind, inside
                between = []
            kind = ""
        else:
            (inside if kind else between).append(piece)
    yield "", between


def _numbered(kind: str, number: int) -> tuple[Any, pikepdf.Operator]:
    import pikepdf

    return _operator([pikepdf.Name(kind), pikepdf.Dictionary(MCID=number)], "BDC")


def _artifact() -> tuple[Any, pikepdf.Operator]:
    import pikepdf

    return _operator([pikepdf.Name.Artifact], "BMC")


def _operator(operands: list[Any], name: str) -> tuple[Any, pikepdf.Operator]:
    import pikepdf

    return operands, pikepdf.Operator(name)


def _numbers(*numbers: float) -> pikepdf.Array:
    import pikepdf

    return pikepdf.Array([round(number, 4) for number in numbers])

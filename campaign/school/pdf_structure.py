"""What WeasyPrint leaves out of a PDF's structure: the scope of headers, printed links, page feet as artifacts."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pikepdf import Dictionary, Object, Page, Pdf

_PRINTED = 4  # the flag of an annotation that is printed


def finish(content: bytes) -> bytes:
    """The PDF with its structure completed; the same input gives the same bytes."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        inside = _scope_headers(pdf)
        rows = dict(_parent_rows(pdf))
        for page in pdf.pages:
            for annotation in page.get("/Annots", []):
                annotation.F = _PRINTED
            _mark_artifacts(pdf, page, rows.get(int(page.get("/StructParents", -1))), inside)
        made = io.BytesIO()
        pdf.save(
            made, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate, recompress_flate=True
        )
    return made.getvalue()


def embedded_fonts(content: bytes) -> set[str]:
    """The names of all fonts in the PDF, without the mark of a subset."""
    import pikepdf

    with pikepdf.open(io.BytesIO(content)) as pdf:
        return {
            str(item.BaseFont).lstrip("/").rpartition("+")[2]
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/Font"
        }


def elements(pdf: Pdf) -> Iterator[tuple[Dictionary, Dictionary | None]]:
    """Every element of the structure tree with its parent element, in the order of reading."""
    import pikepdf

    waiting: list[tuple[Object, Dictionary | None]] = [(pdf.Root.StructTreeRoot.K, None)]
    while waiting:
        item, parent = waiting.pop()
        if isinstance(item, pikepdf.Array):
            waiting.extend((child, parent) for child in reversed(list(item)))
        elif isinstance(item, pikepdf.Dictionary) and "/S" in item:
            yield item, parent
            if "/K" in item:
                waiting.append((item.K, item))


def _scope_headers(pdf: Pdf) -> set[tuple[int, int]]:
    """Says of each header what it heads; gives the numbers of all elements in the tree."""
    import pikepdf

    inside = set()
    groups: dict[tuple[int, int], Dictionary | None] = {}
    for element, parent in elements(pdf):
        inside.add(element.objgen)
        groups[element.objgen] = parent
        if element.S == "/TH" and parent is not None:
            group = groups.get(parent.objgen)
            in_head = group is not None and group.S == "/THead"
            element.A.Scope = pikepdf.Name.Column if in_head else pikepdf.Name.Row
    return inside


def _parent_rows(pdf: Pdf) -> Iterator[tuple[int, Object]]:
    """The parent tree's entries by number: for a page, an array with the element of each piece of text."""
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        yield int(key), value


def _mark_artifacts(pdf: Pdf, page: Page, row: Object | None, inside: set[tuple[int, int]]) -> None:
    """Makes text that stands outside the tree (the page's foot) an artifact, so that it isn't read on every page."""
    import pikepdf

    outside = set() if row is None else {place for place, item in enumerate(list(row)) if item.objgen not in inside}
    if not outside:
        return
    foot = pikepdf.Dictionary(Type=pikepdf.Name.Pagination)
    written = []
    for step in pikepdf.parse_content_stream(page):
        marked = str(step.operator) == "BDC" and isinstance(step.operands[1], pikepdf.Dictionary)
        if marked and int(step.operands[1].get("/MCID", -1)) in outside:
            step = pikepdf.ContentStreamInstruction([pikepdf.Name.Artifact, foot], step.operator)
        written.append(step)
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(written))
    for place in outside:
        row[place] = None  # type: ignore[index]

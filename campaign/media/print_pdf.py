"""Sheets as a vector PDF for print: trim and bleed boxes, crop marks, embedded fonts, text that can be read out.

Pure: the same sheets give the same bytes. Colours are RGB and stay RGB; the printer's own system turns them into inks,
and no PDF/X is claimed. The soft shadows of the illustrations are left out: vectors have none, and a picture of pixels
would be printed less sharp than the rest.
"""

from __future__ import annotations

import io
import itertools
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from campaign.content.illustrations import HEIGHT, WIDTH
from campaign.media.layout import Area, Item, Line, Modules, Picture, Rectangle, Sheet
from campaign.media.pictures import illustration_of
from campaign.media.print_marks import MARK_WIDTH, crop_marks, draft_svg, paper_edge
from campaign.media.print_structure import POINTS, code_alt, finish
from campaign.media.qr import QUIET_ZONE
from campaign.media.typeface import Typeface

if TYPE_CHECKING:
    from fpdf import FPDF

_FAMILY = "Atkinson"
_SVG = "http://www.w3.org/2000/svg"


def sheets_pdf(sheets: Sequence[Sheet], face: Typeface, illustrations: Mapping[str, bytes], preview: bool) -> bytes:
    """The sheets as the pages of one PDF, named by the last; a preview says UTKAST across each.

    `illustrations` are composed pictures (SVG) by id. Raises IllustrationMissingError.
    """
    sheets = [replace(sheet, items=tuple(item for item in sheet.items if not _is_blank(item))) for sheet in sheets]
    with tempfile.TemporaryDirectory() as folder:  # fpdf2 reads fonts from files
        document = _Document(face, Path(folder))
        for sheet in sheets:
            _draw(document.page(sheet), face, illustrations, preview)
        content = document.content()
    return finish(content, sheets)


def _draw(page: _Page, face: Typeface, illustrations: Mapping[str, bytes], preview: bool) -> None:
    """Everything of a sheet: what lies outside its bleed is cut away, and outside of that are only the crop marks."""
    sheet = page.sheet
    with page.inside_bleed():
        for item in sheet.items:
            if isinstance(item, Rectangle):
                page.rectangle(item)
            elif isinstance(item, Picture):
                page.picture(item, flat_svg(illustration_of(sheet, item, illustrations)))
        if preview:
            page.draft_mark(draft_svg(sheet, face.bold))
        # What is read and scanned comes last, so that the mark of a draft lies behind it.
        for item in sheet.items:
            if isinstance(item, Line):
                page.line(item)
            elif isinstance(item, Modules):
                page.modules(item)
    page.crop_marks()


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and not item.text.strip()


def flat_svg(svg: bytes) -> bytes:
    """An illustration without its shadows, which vectors have not."""
    root = ElementTree.fromstring(svg)
    for parent in list(root.iter()):
        parent.attrib.pop("filter", None)
        for child in parent.findall(f"{{{_SVG}}}filter"):
            parent.remove(child)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


class _Document:
    """The whole file. `folder` is where the fonts stand while it is made."""

    def __init__(self, face: Typeface, folder: Path) -> None:
        from fpdf import FPDF

        self.pdf: FPDF = FPDF(unit="mm")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0  # a cell begins where its text begins
        for style, font in (("", face.regular), ("B", face.bold)):
            path = folder / f"font{style}.ttf"
            path.write_bytes(font)
            self.pdf.add_font(_FAMILY, style, path)
        self.pdf.set_text_shaping(True, direction="ltr", script="latn", language="sv")

    def page(self, sheet: Sheet) -> _Page:
        edge = 2 * (sheet.bleed + paper_edge(sheet))
        self.pdf.add_page(format=(sheet.width + edge, sheet.height + edge))
        return _Page(self.pdf, sheet)

    def content(self) -> bytes:
        return bytes(self.pdf.output())


class _Page:
    """One page of the document; everything is placed in millimetres from the trimmed sheet's upper left corner."""

    def __init__(self, pdf: FPDF, sheet: Sheet) -> None:
        self.pdf, self.sheet = pdf, sheet
        self.edge = sheet.bleed + paper_edge(sheet)

    def inside_bleed(self) -> AbstractContextManager[None]:
        sheet = self.sheet
        sides = (sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed)
        return self.pdf.rect_clip(paper_edge(sheet), paper_edge(sheet), *sides)

    def rectangle(self, item: Rectangle) -> None:
        self.pdf.set_fill_color(item.colour)
        area = item.area
        self.pdf.rect(self.edge + area.x, self.edge + area.y, area.width, area.height, style="F")

    def line(self, item: Line) -> None:
        self.pdf.set_font(_FAMILY, "B" if item.style == "Bold" else "", item.size * POINTS)
        self.pdf.set_text_color(item.colour)
        # fpdf2 puts the baseline 0.3 sizes below the middle of a cell; text() would ignore kerning and ligatures.
        self.pdf.set_xy(self.edge + item.x, self.edge + item.baseline - 0.8 * item.size)
        self.pdf.cell(w=item.width, h=item.size, text=item.text)

    def picture(self, item: Picture, svg: bytes) -> None:
        area, whole = item.area, covering(item.area, item.down)
        with self.pdf.rect_clip(self.edge + area.x, self.edge + area.y, area.width, area.height):
            self._figure(svg, whole, item.alt)

    def draft_mark(self, svg: bytes) -> None:
        self.pdf.image(io.BytesIO(svg), self.edge, self.edge, self.sheet.width, self.sheet.height)

    def modules(self, item: Modules) -> None:
        self._figure(code_svg(item), item.area, code_alt(item))

    def _figure(self, svg: bytes, area: Area, alt: str) -> None:
        x, y = self.edge + area.x, self.edge + area.y
        self.pdf.image(io.BytesIO(svg), x, y, area.width, area.height, alt_text=alt)

    def crop_marks(self) -> None:
        self.pdf.set_draw_color(0)
        self.pdf.set_line_width(MARK_WIDTH)
        for x1, y1, x2, y2 in crop_marks(self.sheet):
            self.pdf.line(self.edge + x1, self.edge + y1, self.edge + x2, self.edge + y2)


def covering(area: Area, down: float = 0.5) -> Area:
    """Where a whole illustration stands that covers `area`, as little as possible cut off; `down` as in Picture."""
    scale = max(area.width / WIDTH, area.height / HEIGHT)
    width, height = scale * WIDTH, scale * HEIGHT
    return Area(area.x + (area.width - width) / 2, area.y + (area.height - height) * down, width, height)


def code_svg(item: Modules) -> bytes:
    """The QR code as one path of black on white; dark modules beside each other are one rectangle, without seams."""
    pieces = []
    for y, row in enumerate(item.rows, QUIET_ZONE):
        for dark, run in itertools.groupby(enumerate(row, QUIET_ZONE), key=lambda column: column[1]):
            columns = [x for x, _ in run]
            if dark:
                pieces.append(f"M{columns[0]} {y}h{len(columns)}v1h-{len(columns)}z")
    side = len(item.rows) + 2 * QUIET_ZONE
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {side} {side}"><rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="#000000" d="{"".join(pieces)}"/></svg>'
    ).encode()

"""A sheet as a vector PDF for print: trim and bleed boxes, crop marks, embedded fonts, text that can be read out.

Pure: the same sheet gives the same bytes. Colours are RGB and stay RGB; the printer's own system turns them into inks,
and no PDF/X is claimed. The soft shadows of the illustrations are left out: vectors have none, and a picture of pixels
would be printed less sharp than the rest.
"""

from __future__ import annotations

import io
import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree

from campaign.content.illustrations import HEIGHT, WIDTH, Illustration
from campaign.images.fonts import characters
from campaign.images.illustrations import Vocabulary, compose
from campaign.media.layout import Area, Item, Line, Modules, Picture, Rectangle, Sheet, Style
from campaign.media.print_structure import POINTS, code_alt, finish
from campaign.schema import did_you_mean

if TYPE_CHECKING:
    from fpdf import FPDF

#: Millimetres of paper outside the bleed, where the crop marks stand.
MARGIN = 8.0

#: A crop mark: how far outside the bleed it begins, its length in millimetres, and its width (a quarter of a point).
MARK_GAP, MARK_LENGTH, MARK_WIDTH = 1.0, 5.0, 0.25 / 72 * 25.4

#: Light modules that a QR code needs on every side (ISO/IEC 18004).
QUIET = 4

#: Stands across a sheet whose text nobody has approved.
DRAFT = "UTKAST"

# Grey with a white edge: seen on light, dark and what is between.
_DRAFT_PAINT = 'fill="#606060" stroke="#ffffff" stroke-width="12" opacity=".22"'
_FAMILY = "Atkinson"
_SVG = "http://www.w3.org/2000/svg"


class PrintError(Exception):
    """A sheet cannot be printed as it is; the text says why and what to do, in Swedish."""


def sheet_pdf(
    sheet: Sheet, fonts: Mapping[Style, Path], scenes: Mapping[str, Illustration], vocabulary: Vocabulary, preview: bool
) -> bytes:
    """The sheet as a PDF of one page; `scenes` are the illustrations by id. A preview says UTKAST across the sheet.

    Raises PrintError for a sign that the font lacks and for an illustration that does not exist.
    """
    sheet = replace(sheet, items=tuple(item for item in sheet.items if not _is_blank(item)))
    check_signs(sheet, fonts)
    pictures = {item: flat_svg(sheet, item, scenes, vocabulary) for item in sheet.items if isinstance(item, Picture)}
    page = _Page(sheet, fonts)
    for item in sheet.items:
        if isinstance(item, Rectangle):
            page.rectangle(item)
        elif isinstance(item, Picture):
            page.picture(item, pictures[item])
    if preview:
        page.draft_mark(draft_svg(sheet, fonts["Bold"]))
    # What is read and scanned comes last, so that the mark of a draft lies behind it.
    for item in sheet.items:
        if isinstance(item, Line):
            page.line(item)
        elif isinstance(item, Modules):
            page.modules(item)
    page.crop_marks()
    return finish(page.content(), sheet, MARGIN)


def _is_blank(item: Item) -> bool:
    return isinstance(item, Line) and not item.text.strip()


def check_signs(sheet: Sheet, fonts: Mapping[Style, Path]) -> None:
    """Raises PrintError for the first line with a sign that its font has no drawing for."""
    known = {style: characters(path.read_bytes()) for style, path in fonts.items()}
    for item in sheet.items:
        if isinstance(item, Line):
            for sign in item.text:
                if ord(sign) not in known[item.style]:
                    raise PrintError(
                        f"{sheet.name}: typsnittet saknar tecknet ”{sign}” (U+{ord(sign):04X}) i ”{item.text}”. "
                        "Skriv texten utan tecknet."
                    )


def flat_svg(sheet: Sheet, item: Picture, scenes: Mapping[str, Illustration], vocabulary: Vocabulary) -> bytes:
    """The item's illustration as SVG without shadows. Raises PrintError where it, or a part of it, does not exist."""
    scene = scenes.get(item.illustration)
    if scene is None:
        instead = did_you_mean(item.illustration, scenes) or "Välj en bild ur docs/_data/illustrations.yml."
        raise PrintError(f"{sheet.name}: bilden ”{item.illustration}” finns inte. {instead}")
    try:
        root = ElementTree.fromstring(compose(scene, vocabulary))
    except KeyError as error:
        raise PrintError(
            f"{sheet.name}: bilden ”{scene.id}” använder ”{error.args[0]}”, som inte finns. "
            "Kör campaign check, som visar var."
        ) from error
    for parent in list(root.iter()):
        parent.attrib.pop("filter", None)
        for child in parent.findall(f"{{{_SVG}}}filter"):
            parent.remove(child)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def draft_svg(sheet: Sheet, font: Path) -> bytes:
    """The word UTKAST along the sheet's diagonal, as outlines, so that it is never read as a part of the text."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(font, lazy=True) as opened:
        signs, names, height = opened.getGlyphSet(), opened.getBestCmap(), opened["OS/2"].sCapHeight
        pen, across = SVGPathPen(signs), 0.0
        for letter in DRAFT:
            signs[names[ord(letter)]].draw(TransformPen(pen, (1, 0, 0, -1, across, height / 2)))
            across += signs[names[ord(letter)]].width
    scale = 0.6 * math.hypot(sheet.width, sheet.height) / across
    turn = -math.degrees(math.atan2(sheet.height, sheet.width))
    moves = f"translate({sheet.width / 2:.3f} {sheet.height / 2:.3f}) rotate({turn:.3f}) scale({scale:.5f})"
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {sheet.width:g} {sheet.height:g}"><g transform="{moves}">'
        f'<path transform="translate({-across / 2:.1f} 0)" {_DRAFT_PAINT} '
        f'd="{pen.getCommands()}"/></g></svg>'
    ).encode()


def crop_marks(sheet: Sheet) -> Iterator[tuple[float, float, float, float]]:
    """The eight marks at the corners of the trimmed sheet, as x, y, x, y in millimetres from its upper left corner."""
    near = sheet.bleed + MARK_GAP
    far = near + MARK_LENGTH
    for x, outward in ((0.0, -1), (sheet.width, 1)):
        for y, up in ((0.0, -1), (sheet.height, 1)):
            yield x + outward * near, y, x + outward * far, y
            yield x, y + up * near, x, y + up * far


class _Page:
    """The one page of the document; everything is placed in millimetres from the trimmed sheet's upper left corner."""

    def __init__(self, sheet: Sheet, fonts: Mapping[Style, Path]) -> None:
        from fpdf import FPDF

        self.sheet = sheet
        self.edge = sheet.bleed + MARGIN
        paper = (sheet.width + 2 * self.edge, sheet.height + 2 * self.edge)
        self.pdf: FPDF = FPDF(unit="mm", format=paper)
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.c_margin = 0  # a cell begins where its text begins
        for style, path in fonts.items():
            self.pdf.add_font(_FAMILY, "B" if style == "Bold" else "", path)
        self.pdf.set_text_shaping(True, direction="ltr", script="latn", language="sv")
        self.pdf.add_page()

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

    def content(self) -> bytes:
        return bytes(self.pdf.output())


def covering(area: Area, down: float = 0.5) -> Area:
    """Where a whole illustration stands that covers `area`, as little as possible cut off; `down` as in Picture."""
    scale = max(area.width / WIDTH, area.height / HEIGHT)
    width, height = scale * WIDTH, scale * HEIGHT
    return Area(area.x + (area.width - width) / 2, area.y + (area.height - height) * down, width, height)


def code_svg(item: Modules) -> bytes:
    """The QR code as one path of black on white; dark modules beside each other are one rectangle, without seams."""
    pieces = []
    for y, row in enumerate(item.rows, QUIET):
        for dark, run in itertools.groupby(enumerate(row, QUIET), key=lambda column: column[1]):
            columns = [x for x, _ in run]
            if dark:
                pieces.append(f"M{columns[0]} {y}h{len(columns)}v1h-{len(columns)}z")
    side = len(item.rows) + 2 * QUIET
    return (
        f'<svg xmlns="{_SVG}" viewBox="0 0 {side} {side}"><rect width="{side}" height="{side}" fill="#ffffff"/>'
        f'<path fill="#000000" d="{"".join(pieces)}"/></svg>'
    ).encode()

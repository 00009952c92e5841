"""What stands on a printed sheet besides its own things: crop marks for the knife, and the word across a draft."""

from __future__ import annotations

import io
import math
from collections.abc import Iterator

from campaign.content.preview import DRAFT_MARK
from campaign.media.layout import Sheet

#: Millimetres of paper outside the bleed of a sheet that is cut, where the crop marks stand.
MARGIN = 8.0

#: A crop mark: how far outside the bleed it begins, its length in millimetres, and its width (a quarter of a point).
MARK_GAP, MARK_LENGTH, MARK_WIDTH = 1.0, 5.0, 0.25 / 72 * 25.4

# The grey of the mark on screens: seen on light and dark, and text above it keeps its contrast (a white edge took it).
_DRAFT_PAINT = 'fill="#808080" opacity=".17"'
_SVG = "http://www.w3.org/2000/svg"


def paper_edge(sheet: Sheet) -> float:
    """Millimetres of paper outside the bleed: none around a sheet without bleed, which an office printer prints."""
    return MARGIN if sheet.bleed else 0.0


def draft_svg(sheet: Sheet, font: bytes) -> bytes:
    """The word UTKAST along the sheet's diagonal, as outlines, so that it is never read as a part of the text."""
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen
    from fontTools.ttLib import TTFont

    with TTFont(io.BytesIO(font), lazy=True) as opened:
        signs, names, height = opened.getGlyphSet(), opened.getBestCmap(), opened["OS/2"].sCapHeight
        pen, across = SVGPathPen(signs), 0.0
        for letter in DRAFT_MARK:
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
    """The eight marks at the corners of the trimmed sheet, as x, y, x, y in millimetres from its upper left corner.

    None for a sheet without bleed: its paper ends where it does.
    """
    if not sheet.bleed:
        return
    near = sheet.bleed + MARK_GAP
    far = near + MARK_LENGTH
    for x, outward in ((0.0, -1), (sheet.width, 1)):
        for y, up in ((0.0, -1), (sheet.height, 1)):
            yield x + outward * near, y, x + outward * far, y
            yield x, y + up * near, x, y + up * far

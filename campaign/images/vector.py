"""Draws paths written as in SVG onto a picture: filled shapes without strokes, smooth at every size."""

from __future__ import annotations

from xml.etree import ElementTree

from fontTools.pens.basePen import BasePen
from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from PIL import Image, ImageDraw

#: Straight pieces that stand for one curve; more cannot be seen at the sizes that we draw.
_PIECES = 24

#: A canvas is drawn this many times too large and then reduced, which makes edges smooth.
SMOOTHING = 4

Point = tuple[float, float]


class Polygons(BasePen):  # type: ignore[misc]  # fontTools has no types
    """A pen that turns a path into polygons."""

    def __init__(self) -> None:
        super().__init__(None)
        self.found: list[list[Point]] = []

    def _moveTo(self, pt: Point) -> None:  # noqa: N802 (the name is fontTools')
        self.found.append([pt])

    def _lineTo(self, pt: Point) -> None:  # noqa: N802
        self.found[-1].append(pt)

    def _curveToOne(self, pt1: Point, pt2: Point, pt3: Point) -> None:  # noqa: N802
        start = self.found[-1][-1]
        for number in range(1, _PIECES + 1):
            t = number / _PIECES
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            points = (start, pt1, pt2, pt3)
            x, y = (sum(weight * point[axis] for weight, point in zip(weights, points, strict=True)) for axis in (0, 1))
            self.found[-1].append((x, y))

    def _closePath(self) -> None:  # noqa: N802
        self.found[-1].append(self.found[-1][0])


class Canvas:
    """A picture of `size` pixels whose shapes are given in a space `units` wide."""

    def __init__(self, size: tuple[int, int], units: float, background: str | None = None) -> None:
        self.scale = size[0] * SMOOTHING / units
        large = (size[0] * SMOOTHING, size[1] * SMOOTHING)
        self._image = Image.new("RGBA", large, background or (0, 0, 0, 0))
        self._draw = ImageDraw.Draw(self._image)

    def fill(self, path: str, colour: str) -> None:
        """Fills the path `path` (the attribute `d` of SVG); parts inside other parts are no holes."""
        pen = Polygons()
        parse_path(path, pen)
        for polygon in pen.found:
            if len(polygon) > 2:
                self._draw.polygon([(x * self.scale, y * self.scale) for x, y in polygon], fill=colour)

    def finished(self) -> Image.Image:
        """The picture in its real size."""
        return self._image.reduce(SMOOTHING)


def draw_svg(svg: bytes, side: int) -> Image.Image:
    """A square drawing of ours (rect, path, circle; each with `fill`; view box from 0 0), `side` pixels wide."""
    root = ElementTree.fromstring(svg)
    canvas = Canvas((side, side), float(root.attrib["viewBox"].split()[2]))
    for element in root:
        builder = PathBuilder()
        builder.add_path_from_element(element)
        for path in builder.paths:
            canvas.fill(path, element.attrib["fill"])
    return canvas.finished()

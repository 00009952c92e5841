"""Draws a composed illustration (campaign/images/illustrations.py) as pixels: fills, strokes and the soft shadow."""

from __future__ import annotations

import itertools
import math
import re
from dataclasses import dataclass
from xml.etree import ElementTree

from fontTools.svgLib.path import parse_path
from fontTools.svgLib.path.shapes import PathBuilder
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from campaign.content.illustrations import HEIGHT, WIDTH
from campaign.images.vector import Point, Polygons

_SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"(translate|scale|rotate)\(([^)]*)\)")

#: Edges are drawn this many times too large, fewer times where a picture is so large that nobody sees the difference.
_SMOOTH, _SMOOTH_LARGE, _LARGE = 4, 2, 2000

#: The shadow of campaign/images/illustrations.py: how far down, how soft, how dark.
_SHADOW_DOWN, _SHADOW_SOFT, _SHADOW_DARK = 1.5, 1.6, 0.28


#: Where covered pixels lie, how much of each is covered, and their colour.
_Mask = tuple[tuple[int, int], Image.Image, str]


@dataclass(frozen=True)
class _Affine:
    """x' = a·x + c·y + e, y' = b·x + d·y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then_inside(self, o: _Affine) -> _Affine:
        """First `o`, then this: what a transform inside an element with this transform does."""
        return _Affine(
            self.a * o.a + self.c * o.b, self.b * o.a + self.d * o.b,
            self.a * o.c + self.c * o.d, self.b * o.c + self.d * o.d,
            self.a * o.e + self.c * o.f + self.e, self.b * o.e + self.d * o.f + self.f,
        )  # fmt: skip

    def point(self, p: Point) -> Point:
        return self.a * p[0] + self.c * p[1] + self.e, self.b * p[0] + self.d * p[1] + self.f

    @property
    def scale(self) -> float:
        return math.sqrt(abs(self.a * self.d - self.b * self.c))


def draw_illustration(svg: bytes, size: tuple[int, int], down: float = 0.5) -> Image.Image:
    """The illustration `svg` filling `size` pixels, cut alike on both sides; `down`: 0 shows its top, 1 its bottom."""
    scale = max(size[0] / WIDTH, size[1] / HEIGHT)
    to_picture = _Affine(scale, 0, 0, scale, (size[0] - WIDTH * scale) / 2, (size[1] - HEIGHT * scale) * down)
    painter = _Painter(Image.new("RGB", size, "#ffffff"))
    root = ElementTree.fromstring(svg)
    shadow = root.find(f".//{_SVG}feDropShadow")
    colour = shadow.get("flood-color", "#000000") if shadow is not None else "#000000"
    for element in root:
        if element.tag != f"{_SVG}filter":
            painter.piece(element, to_picture, colour)
    return painter.picture


class _Painter:
    """Paints elements onto a picture, the farthest first."""

    def __init__(self, picture: Image.Image) -> None:
        self.picture = picture
        self.smooth = _SMOOTH if max(picture.size) <= _LARGE else _SMOOTH_LARGE

    def piece(self, element: ElementTree.Element, outer: _Affine, shadow: str) -> None:
        """One element or group, with the shadow that it throws."""
        at = outer.then_inside(_moves(element.get("transform", "")))
        leaves = list(element) if element.tag == f"{_SVG}g" else [element]
        masks = [drawn for leaf in leaves for drawn in self._masks(leaf, at)]
        if element.get("filter"):
            self._shadow(masks, at, shadow)
        for place, mask, colour in masks:
            self.picture.paste(colour, (*place, place[0] + mask.width, place[1] + mask.height), mask)

    def _shadow(self, masks: list[_Mask], at: _Affine, colour: str) -> None:
        if not masks:
            return
        edge = math.ceil(3 * _SHADOW_SOFT * at.scale + _SHADOW_DOWN * at.scale) + 1
        left, top = (min(place[axis] for place, _, _ in masks) - edge for axis in (0, 1))
        right, bottom = (max(place[axis] + mask.size[axis] for place, mask, _ in masks) + edge for axis in (0, 1))
        whole = Image.new("L", (right - left, bottom - top))
        for place, mask, _ in masks:
            box = (place[0] - left, place[1] - top, place[0] - left + mask.width, place[1] - top + mask.height)
            whole.paste(ImageChops.lighter(whole.crop(box), mask), box)
        soft = whole.filter(ImageFilter.GaussianBlur(_SHADOW_SOFT * at.scale))
        faint = soft.point([round(value * _SHADOW_DARK) for value in range(256)])
        x, y = left + round(at.c * _SHADOW_DOWN), top + round(at.d * _SHADOW_DOWN)
        self.picture.paste(colour, (x, y, x + faint.width, y + faint.height), faint)

    def _masks(self, leaf: ElementTree.Element, at: _Affine) -> list[_Mask]:
        """What the element covers, and with which colour: its fill, then its stroke."""
        polygons = [[at.point(point) for point in polygon] for polygon in _polygons(leaf)]
        opacity = float(leaf.get("opacity", "1"))
        result = []
        if (fill := leaf.get("fill", "#000000")) != "none":
            result.append(self._mask(polygons, fill, opacity, 0))
        if (stroke := leaf.get("stroke", "none")) != "none":
            width = float(leaf.get("stroke-width", "1")) * at.scale
            rounded = leaf.get("stroke-linecap") == "round"
            result.append(self._mask(polygons, stroke, opacity, width, rounded))
        return [mask for mask in result if mask]

    def _mask(
        self, polygons: list[list[Point]], colour: str, opacity: float, stroke: float, rounded: bool = False
    ) -> _Mask | None:
        """The covered pixels, drawn too large and reduced; only around the shape, to save memory."""
        box = _bounds(polygons, stroke, self.picture.size)
        if box is None:
            return None
        large = Image.new("L", ((box[2] - box[0]) * self.smooth, (box[3] - box[1]) * self.smooth))
        moved = [[((x - box[0]) * self.smooth, (y - box[1]) * self.smooth) for x, y in line] for line in polygons]
        if stroke:
            _stroke(ImageDraw.Draw(large), moved, stroke * self.smooth, rounded)
        else:
            _fill(large, moved)
        covered = large.reduce(self.smooth)
        return box[:2], covered.point([round(value * opacity) for value in range(256)]), colour


def _bounds(polygons: list[list[Point]], stroke: float, size: tuple[int, int]) -> tuple[int, int, int, int] | None:
    """The pixels around the polygons that lie in the picture; None when there are none."""
    xs, ys = ([point[axis] for polygon in polygons for point in polygon] for axis in (0, 1))
    if not xs:
        return None
    edge = stroke / 2 + 1
    left, top = max(0, math.floor(min(xs) - edge)), max(0, math.floor(min(ys) - edge))
    right, bottom = min(size[0], math.ceil(max(xs) + edge)), min(size[1], math.ceil(max(ys) + edge))
    return (left, top, right, bottom) if right > left and bottom > top else None


def _fill(mask: Image.Image, polygons: list[list[Point]]) -> None:
    """Fills polygons; one that turns the other way than the largest, inside what is filled, is a hole."""
    draw = ImageDraw.Draw(mask)
    ordered = sorted((polygon for polygon in polygons if len(polygon) > 2), key=lambda line: -abs(_turn(line)))
    for polygon in ordered:
        x, y = (min(max(0, round(value)), side - 1) for value, side in zip(polygon[0], mask.size, strict=True))
        hole = _turn(polygon) * _turn(ordered[0]) < 0 and mask.getpixel((x, y))
        draw.polygon(polygon, fill=0 if hole else 255)


def _turn(polygon: list[Point]) -> float:
    """Twice the polygon's area, negative when it runs the other way around."""
    return sum(x * polygon[n - 1][1] - y * polygon[n - 1][0] for n, (x, y) in enumerate(polygon))


def _stroke(draw: ImageDraw.ImageDraw, polygons: list[list[Point]], width: float, rounded: bool) -> None:
    """Lines with round joins, and round ends when `rounded`."""
    for line in polygons:
        for (x, y), (u, v) in itertools.pairwise(line):
            length = math.hypot(u - x, v - y) or 1.0
            across, along = (v - y) / length * width / 2, (x - u) / length * width / 2
            corners = [
                (x + across, y + along),
                (u + across, v + along),
                (u - across, v - along),
                (x - across, y - along),
            ]
            draw.polygon(corners, fill=255)
        for x, y in line if rounded or line[0] == line[-1] else line[1:-1]:
            draw.ellipse((x - width / 2, y - width / 2, x + width / 2, y + width / 2), fill=255)


def _polygons(leaf: ElementTree.Element) -> list[list[Point]]:
    builder = PathBuilder()
    builder.add_path_from_element(leaf)
    pen = Polygons()
    for path in builder.paths:
        parse_path(path, pen)
    return pen.found


def _moves(transform: str) -> _Affine:
    """The attribute `transform` as one affine map."""
    result = _Affine()
    for name, inside in _MOVE.findall(transform):
        numbers = [float(number) for number in inside.split()]
        if name == "translate":
            step = _Affine(e=numbers[0], f=numbers[1])
        elif name == "scale":
            step = _Affine(a=numbers[0], d=numbers[-1])
        else:
            step = _turned(*numbers)
        result = result.then_inside(step)
    return result


def _turned(degrees: float, x: float, y: float) -> _Affine:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    return _Affine(cos, sin, -sin, cos, x - cos * x + sin * y, y - sin * x - cos * y)

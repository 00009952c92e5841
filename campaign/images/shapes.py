"""The vocabulary: small drawings in overrides/shapes/, one file a shape, which illustrations are composed of.

A shape is plain SVG without style, text, links or scripts. Its colours are names: `fill="teal"` is a colour of the
palette, `fill="coat:plum"` a part that a picture may paint otherwise, plum unless it says so.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from campaign.images.palette import Palette
from campaign.schema import did_you_mean

#: Where the shapes stand, from the project's folder.
FOLDER = Path("overrides/shapes")

#: `filter="cut"` gives a piece the shadow of cut paper.
CUT = "cut"

_NAMESPACE = "{http://www.w3.org/2000/svg}"
_PAINTS = ("fill", "stroke")
_TAGS = frozenset({"path", "circle", "ellipse", "rect", "g"})
_NUMBERS = frozenset("d cx cy r rx ry x y width height transform opacity stroke-width".split())
_WORDS = {"stroke-linecap": ("round",), "stroke-linejoin": ("round",), "filter": (CUT,)}
_DRAWING = re.compile(r"[-\d.,\s MLHVCSQTAZmlhvcsqtaz]*|(?:(?:rotate|translate|scale)\([-\d. ,]+\)\s*)+")

Part = tuple[str, tuple[tuple[str, str], ...], tuple["Part", ...]]  # tag, attributes, parts inside


class ShapeError(ValueError):
    """A file is no shape; the message, in Swedish, says why and what to do."""


@dataclass(frozen=True)
class Shape:
    """A drawing in a box of `width` × `height`; `slots` are the names of its paintable parts with their colours."""

    name: str
    width: float
    height: float
    parts: tuple[Part, ...]
    slots: Mapping[str, str]


def read_shapes(folder: Path, palette: Palette) -> tuple[dict[str, Shape], dict[str, ShapeError]]:
    """Every shape of `folder` by name, and what is wrong with the files that are none, by file name."""
    shapes, errors = {}, {}
    for path in sorted(folder.glob("*.svg")):
        try:
            shapes[path.stem] = parse_shape(path.stem, path.read_bytes(), palette)
        except ShapeError as error:
            errors[path.name] = error
    return shapes, errors


def parse_shape(name: str, content: bytes, palette: Palette) -> Shape:
    """Reads one file, whose colours must be in `palette`. Raises ShapeError."""
    try:
        root = ElementTree.fromstring(content)
    except (ElementTree.ParseError, UnicodeDecodeError) as error:
        raise ShapeError(f"Filen är inte hel SVG: {error}.") from error
    box = [float(number) for number in re.findall(r"[\d.]+", root.get("viewBox", ""))]
    if root.tag != f"{_NAMESPACE}svg" or len(box) != 4 or box[:2] != [0, 0] or not box[2] or not box[3]:
        raise ShapeError("Formen ska vara en svg med viewBox som börjar med 0 0.")
    slots: dict[str, str] = {}
    parts = tuple(_part(child, slots, palette) for child in root)
    return Shape(name, box[2], box[3], parts, slots)


def _part(element: ElementTree.Element, slots: dict[str, str], palette: Palette) -> Part:
    tag = element.tag.removeprefix(_NAMESPACE)
    if tag not in _TAGS:
        raise ShapeError(f"Elementet {tag} kan inte stå i en form. Använd {', '.join(sorted(_TAGS))}.")
    for key, value in element.attrib.items():
        if key in _PAINTS:
            slot, colon, colour = value.rpartition(":")
            if colour != "none" and colour not in palette:
                raise ShapeError(f"Färgen ”{colour}” finns inte i paletten. {did_you_mean(colour, palette)}".rstrip())
            if colon and slots.setdefault(slot, colour) != colour:
                raise ShapeError(f"Delen {slot} har två färger: {slots[slot]} och {colour}.")
        elif key in _WORDS and value not in _WORDS[key]:
            raise ShapeError(f"{key} kan bara vara {', '.join(_WORDS[key])}.")
        elif key not in _WORDS and (key not in _NUMBERS or not _DRAWING.fullmatch(value)):
            raise ShapeError(f"Attributet {key}=”{value[:30]}” kan inte stå i en form.")
    return tag, tuple(element.attrib.items()), tuple(_part(child, slots, palette) for child in element)


def draw(shape: Shape, palette: Palette, colours: Mapping[str, str]) -> str:
    """The shape as SVG elements, its slots painted by `colours`. Raises KeyError for a colour that does not exist."""
    painted = {**shape.slots, **colours}

    def paint(value: str) -> str:
        if value == "none":
            return value
        slot, colon, _ = value.partition(":")
        return palette[painted[slot] if colon else slot]

    def element(part: Part) -> str:
        tag, attributes, inside = part
        told = {key: paint(value) if key in _PAINTS else value for key, value in attributes}
        if "filter" in told:
            told["filter"] = f"url(#{CUT})"
        words = "".join(f' {key}="{value}"' for key, value in told.items())
        return f"<{tag}{words}>{''.join(map(element, inside))}</{tag}>" if inside else f"<{tag}{words}/>"

    return "".join(map(element, shape.parts))

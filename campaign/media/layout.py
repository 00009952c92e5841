"""A sheet as a list of things with places in millimetres: what every back end draws, so that paper and screen agree.

Pure: no Pillow, no PDF. A text has been measured and broken into lines before it stands here; a back end draws a line
where it is told to and never breaks or moves it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Style = Literal["Regular", "Bold"]


@dataclass(frozen=True)
class Area:
    """A rectangle in millimetres from the upper left corner of the trimmed sheet; in the bleed it is negative."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Rectangle:
    """A filled rectangle, `colour` as #rrggbb."""

    area: Area
    colour: str


@dataclass(frozen=True)
class Line:
    """One line of text: its left end on the baseline, the font's size in millimetres, and its measured width."""

    text: str
    x: float
    baseline: float
    size: float
    width: float
    colour: str
    style: Style = "Regular"


@dataclass(frozen=True)
class Picture:
    """An illustration of docs/_data/illustrations.yml, filling the area; `alt` says what it shows.

    Where it is wider than the area it is cut alike on both sides; where it is higher, `down` tells which part is seen,
    from 0 (the top) to 1 (the bottom).
    """

    area: Area
    illustration: str
    alt: str
    down: float = 0.5


@dataclass(frozen=True)
class Modules:
    """A QR code: its dark modules by row, drawn black on white with its quiet zone inside the area."""

    area: Area
    rows: tuple[tuple[bool, ...], ...]
    address: str


Item = Rectangle | Line | Picture | Modules


@dataclass(frozen=True)
class Sheet:
    """A whole poster in one format: its trimmed size, how far it bleeds, and its items, the farthest first.

    `title` and `plain` are for those who cannot see it: the document's title and its whole text in reading order.
    """

    name: str
    width: float
    height: float
    bleed: float
    items: tuple[Item, ...]
    title: str
    plain: str
    tag: str  # of the language: sv or sv-simple

"""How large the type of a slide can be: words in lines, counted with the widths of Arial's letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

#: The largest first; the last is the smallest that a class reads from the back row.
SIZES = (40, 36, 32, 28, 24)
TITLE_SIZES = (44, 40, 36, 32)

LINE = 1.2  # heights of type from one line to the next
GAP = 0.3  # heights of type between paragraphs

#: Thousandths of the type's height that letters are wide, by Arial's own measures; other small letters are 556.
_WIDTHS = {
    sign: width
    for width, signs in {
        191: "'", 222: "ijl", 278: " \N{NO-BREAK SPACE}!,./:;ftI", 333: "()-r”“’", 500: "cksvxyzJ", 611: "FTZ",
        722: "CDHNRUw", 778: "GOQÖ", 833: "Mm", 889: "%", 944: "W", 1000: "…—",
    }.items()
    for sign in signs
}  # fmt: skip
_CAPITAL, _SMALL, _BOLD = 667, 556, 1.1


@dataclass(frozen=True)
class Measured:
    """A paragraph to fit: its words, and how many points its left edge stands in from the text's."""

    text: str
    indent: float = 0
    bold: bool = False


def width_of(text: str, size: float, bold: bool = False) -> float:
    """The points that a text takes on one line; a little more than true for bold type."""
    units = sum(_WIDTHS.get(sign, _CAPITAL if sign.isupper() else _SMALL) for sign in text)
    return units * size / 1000 * (_BOLD if bold else 1)


def lines_of(text: str, size: float, width: float, bold: bool = False) -> int:
    """How many lines the words take within `width` points."""
    lines = 0
    for part in text.split("\n"):
        lines += 1
        filled = 0.0
        for word in part.split(" "):
            needed = width_of(word, size, bold)
            space = width_of(" ", size, bold) if filled else 0
            if filled and filled + space + needed > width:
                lines += 1
                filled, space = 0.0, 0.0
            filled += space + needed
    return lines


def largest_size(paragraphs: Iterable[Measured], width: float, height: float) -> int | None:
    """The largest size at which all paragraphs stand within the points given; None when none of them does."""
    paragraphs = list(paragraphs)
    return next((size for size in SIZES if _height(paragraphs, size, width) <= height), None)


def title_size(text: str, width: float, height: float) -> int | None:
    """The largest size at which a title stands on one line, or else as many as fit at the smallest; None: too long."""
    for size in TITLE_SIZES:
        if lines_of(text, size, width, bold=True) == 1:
            return size
    smallest = TITLE_SIZES[-1]
    return smallest if lines_of(text, smallest, width, bold=True) * smallest * LINE <= height else None


def _height(paragraphs: list[Measured], size: int, width: float) -> float:
    lines = sum(lines_of(item.text, size, width - item.indent, item.bold) for item in paragraphs)
    return lines * size * LINE + len(paragraphs) * size * GAP

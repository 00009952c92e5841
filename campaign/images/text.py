"""Text on pictures: fonts in a size, words broken into lines, and the largest size that fits. Draws nothing."""

from __future__ import annotations

import io
import math
from dataclasses import dataclass, replace

from PIL import ImageFont


class TextError(Exception):
    """A text cannot stand on a picture; the text says which and why, in Swedish."""


class MissingSignError(TextError):
    """The font lacks a sign of a text."""


class TextTooLongError(TextError):
    """A text does not fit its place on a picture; the text says which, in Swedish."""


#: Height of a line, in sizes of the font.
LINE_HEIGHT = 1.15

#: Words of so few letters (”i”, ”på”) belong with what follows.
_HANGS = 2

#: After these a reader pauses anyhow.
_STOPS = (":", ",", ";", ".", "?", "!", "–")


@dataclass(frozen=True)
class TextBox:
    """Lines of text in one font, measured: `width` and `height` in pixels."""

    lines: list[str]
    font: ImageFont.FreeTypeFont
    width: int
    height: int

    @property
    def line_height(self) -> int:
        """Pixels from one line to the next."""
        return round(self.font.size * LINE_HEIGHT)


def load_font(font: bytes, size: int) -> ImageFont.FreeTypeFont:
    """A TrueType font in a size in pixels; Raqm places the letters, since the simple engine does not kern."""
    return ImageFont.truetype(io.BytesIO(font), size, layout_engine=ImageFont.Layout.RAQM)


def break_lines(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """The words of `text` in lines at most `width` pixels wide; a word that is wider stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and font.getlength(f"{lines[-1]} {word}") <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def fit_text(text: str, font: bytes, width: int, height: int, largest: int, smallest: int = 16) -> TextBox:
    """`text` in the largest size, from `largest` down, in which its lines fit the box `width` × `height`.

    Raises TextTooLongError when it does not fit in the size `smallest` either.
    """
    for size in range(largest, smallest - 1, -2):
        sized = load_font(font, size)
        lines = break_lines(text, sized, width)
        widest = max((round(sized.getlength(line)) for line in lines), default=0)
        box = TextBox(lines, sized, widest, round(size * LINE_HEIGHT) * len(lines))
        if widest <= width and box.height <= height:
            return box
    raise TextTooLongError(f"Texten ”{text}” ryms inte på bilden. Skriv den kortare.")


def balanced(box: TextBox, room: int) -> TextBox:
    """The same text in as many lines of the same size, as equally long as they can be within `room` pixels.

    A line rather ends after a colon or a comma than after a word that belongs with the next one.
    """
    words = [word for line in box.lines for word in line.split()]
    space = box.font.getlength(" ")
    widths = [box.font.getlength(word) for word in words]
    # best[n][i]: the least unevenness of the first i words in n lines, and where the last of them begins.
    best: list[dict[int, tuple[float, int]]] = [{0: (0.0, 0)}]
    for _ in box.lines:
        found: dict[int, tuple[float, int]] = {}
        for end in range(1, len(words) + 1):
            ways = []
            for start, (before, _start) in best[-1].items():
                long = sum(widths[start:end]) + space * (end - start - 1)
                if start < end and long <= room:
                    ways.append((before + _unevenness(words[start:end], long, room, end == len(words)), start))
            if ways:
                found[end] = min(ways)
        best.append(found)
    lines: list[str] = []
    end = len(words)
    for found in reversed(best[1:]):
        if end not in found:  # widths of words do not add up to those of lines where letters kern over a space
            return box
        start = found[end][1]
        lines.insert(0, " ".join(words[start:end]))
        end = start
    widest = max((math.ceil(box.font.getlength(line)) for line in lines), default=0)
    return replace(box, lines=lines, width=widest)


def _unevenness(words: list[str], long: float, room: int, last: bool) -> float:
    """How ill a line of `words`, `long` pixels wide, stands among the others."""
    if not last and words[-1].endswith(_STOPS):
        return 0
    hanging = not last and len(words[-1]) <= _HANGS
    return (room - long) ** 2 + hanging * (room / 4) ** 2

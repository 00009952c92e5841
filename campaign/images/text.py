"""Text on pictures: fonts in a size, words broken into lines, and the largest size that fits. Draws nothing."""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import ImageFont


class TextTooLongError(Exception):
    """A text does not fit its place on a picture; the text says which, in Swedish."""


#: Height of a line, in sizes of the font.
LINE_HEIGHT = 1.15


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
    """A TrueType font in a size in pixels, laid out by the same simple engine on every machine."""
    return ImageFont.truetype(io.BytesIO(font), size, layout_engine=ImageFont.Layout.BASIC)


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

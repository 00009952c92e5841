"""The font as a ruler: how wide a text is with kerning and ligatures, and whether the font has its signs."""

from __future__ import annotations

import functools
import io
import unicodedata
from dataclasses import dataclass

from PIL import ImageFont, features

from campaign.images.fonts import characters, font_file
from campaign.media.layout import Style

#: How far letters reach above and below the baseline, in sizes of the font: Å in bold, and Ç.
ASCENT, DESCENT = 0.89, 0.21

_RULER = 1000  # pixels: the size in which texts are measured, so large that no rounding counts


class SignMissingError(ValueError):
    """A text has a sign that the font lacks; the message, in Swedish, names it."""


class ShaperMissingError(Exception):
    """Pillow was built without Raqm, so that letters would not be kerned; the text says what to do, in Swedish."""


@dataclass(frozen=True)
class Typeface:
    """The whole font in two weights, as TrueType."""

    regular: bytes
    bold: bytes

    def width(self, text: str, style: Style) -> float:
        """The width of `text` in sizes of the font, kerned. Raises ShaperMissingError."""
        return _width(self._file(style), text)

    def font(self, style: Style, size: float) -> ImageFont.FreeTypeFont:
        """The font for drawing, `size` in pixels. Raises ShaperMissingError."""
        return _font(self._file(style), size)

    def require_signs(self, text: str, what: str) -> None:
        """Raises SignMissingError for the first sign of `text` that the font lacks; `what` names the text."""
        known = characters(self.regular) & characters(self.bold)
        for sign in unicodedata.normalize("NFC", text):
            if ord(sign) not in known and not sign.isspace():
                raise SignMissingError(f"{what}: tecknet {_named(sign)} finns inte i typsnittet. Ta bort det.")

    def _file(self, style: Style) -> bytes:
        return self.bold if style == "Bold" else self.regular


def site_typeface() -> Typeface:
    """The site's own font. Raises FontMissingError."""
    return Typeface(font_file("Regular"), font_file("Bold"))


@functools.lru_cache(maxsize=64)
def _font(file: bytes, size: float) -> ImageFont.FreeTypeFont:
    if not features.check("raqm"):
        raise ShaperMissingError("Pillow saknar Raqm, som sätter bokstäverna rätt. Kör ./scripts/prepare igen.")
    return ImageFont.truetype(io.BytesIO(file), size, layout_engine=ImageFont.Layout.RAQM)


@functools.lru_cache(maxsize=20_000)
def _width(file: bytes, text: str) -> float:
    return float(_font(file, _RULER).getlength(text, language="sv")) / _RULER


def _named(sign: str) -> str:
    """A sign that cannot be seen, or that turns text around, is named by its number only."""
    number = f"U+{ord(sign):04X}"
    hidden = unicodedata.category(sign) in ("Cc", "Cf", "Cn", "Mn") or unicodedata.bidirectional(sign) not in (
        "L",
        "ON",
        "EN",
        "ET",
    )
    return number if hidden else f"”{sign}” ({number})"

"""A PDF as PDFium reads it, which neither wrote nor mended it: its boxes, fonts and words, and renders of its parts."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

from campaign.media.layout import Area, Sheet

#: Ten pixels for each millimetre: all edges of sheets, bleed and paper lie between pixels, and nothing is stretched.
DPI = 254
_POINTS = 72 / 25.4

#: Under letters alone: far from dark ink in red, and from light ink in green.
MAGENTA = (255, 0, 255)


@dataclass(frozen=True)
class Printed:
    """The pages of a PDF with the sheets that they show."""

    content: bytes
    sheets: tuple[Sheet, ...]

    @cached_property
    def document(self) -> pypdfium2.PdfDocument:
        return pypdfium2.PdfDocument(self.content)

    @property
    def language(self) -> str:
        size = pdfium.FPDFCatalog_GetLanguage(self.document.raw, None, 0)
        text = (ctypes.c_ushort * (size // 2))()
        pdfium.FPDFCatalog_GetLanguage(self.document.raw, text, size)
        return bytes(text).decode("utf-16-le").rstrip("\0")

    @property
    def title(self) -> str:
        return str(self.document.get_metadata_dict()["Title"])

    def boxes(self, number: int) -> dict[str, tuple[float, ...]]:
        """Left, bottom, right, top of each box in millimetres."""
        page = self.document[number]
        found = {"media": page.get_mediabox(), "bleed": page.get_bleedbox(), "trim": page.get_trimbox()}
        return {name: tuple(side / _POINTS for side in box) for name, box in found.items()}

    def fonts(self) -> set[tuple[str, bool]]:
        """The name of every font that a text is set in, and whether the file holds it."""
        return {font for page in self.document for one in _texts(page) for font in [_font(one)]}

    def words(self, number: int) -> list[str]:
        """The words of a page as a reader copies them; a word that is broken between lines stays in two."""
        return str(self.document[number].get_textpage().get_text_range()).replace("\ufffe", "-").split()

    def box(self, number: int, area: Area, around: float = 0.0) -> tuple[int, int, int, int]:
        """An area of the sheet in the pixels of `render`, with so many millimetres around it."""
        left, _, _, top = self.boxes(number)["trim"]
        x, y = left + area.x, self.boxes(number)["media"][3] - top + area.y
        sides = (x - around, y - around, x + area.width + around, y + area.height + around)
        return tuple(round(side * DPI / 25.4) for side in sides)  # type: ignore[return-value]

    def render(self, number: int, dpi: float = DPI) -> Image.Image:
        """The whole page with its paper around."""
        return _rendered(self.document[number], dpi, (255, 255, 255))

    def letters(self, number: int) -> Image.Image:
        """The letters of the file alone, on magenta."""
        return self._without(number, letters=False, behind=MAGENTA)

    def ground(self, number: int) -> Image.Image:
        """Everything of the file but its letters."""
        return self._without(number, letters=True, behind=(255, 255, 255))

    def _without(self, number: int, letters: bool, behind: tuple[int, int, int]) -> Image.Image:
        page = pypdfium2.PdfDocument(self.content)[number]
        for one in list(page.get_objects(max_depth=1)):
            if (one.type == pdfium.FPDF_PAGEOBJ_TEXT) == letters:
                page.remove_obj(one)
        return _rendered(page, DPI, behind)

    def part(self, number: int, area: Area, around: float, dpi: float) -> Image.Image:
        """A part of the sheet, with so many millimetres around it, in a resolution of its own."""
        left, _, _, top = self.boxes(number)["trim"]
        _, _, right, height = self.boxes(number)["media"]
        x, y = left + area.x - around, height - top + area.y - around
        cut = (x, height - y - area.height - 2 * around, right - x - area.width - 2 * around, y)
        page = self.document[number]
        made = page.render(scale=dpi / 72, crop=tuple(max(0.0, side) * _POINTS for side in cut))
        return made.to_pil().convert("RGB")


def _rendered(page: pypdfium2.PdfPage, dpi: float, behind: tuple[int, int, int]) -> Image.Image:
    scale = dpi / 72 * (1 - 1e-6)  # the last decimals of the file's numbers would make one pixel more
    return page.render(scale=scale, fill_color=(*behind, 255)).to_pil().convert("RGB")


def _texts(page: pypdfium2.PdfPage) -> Iterator[pypdfium2.PdfObject]:
    return (one for one in page.get_objects() if one.type == pdfium.FPDF_PAGEOBJ_TEXT)


def _font(text: pypdfium2.PdfObject) -> tuple[str, bool]:
    font = pdfium.FPDFTextObj_GetFont(text.raw)
    size = pdfium.FPDFFont_GetBaseFontName(font, None, 0)
    name = ctypes.create_string_buffer(size)
    pdfium.FPDFFont_GetBaseFontName(font, name, size)
    plain = re.sub(r"^[A-Z]{6}\+", "", name.value.decode())
    return plain, pdfium.FPDFFont_GetIsEmbedded(font) == 1

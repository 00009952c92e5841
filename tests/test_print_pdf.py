"""Sheets as vector PDF: boxes, fonts, widths, text, the QR code, and what is not drawn."""

from __future__ import annotations

import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
import segno
import zxingcpp
from conftest import PROJECT
from PIL import Image, ImageChops, ImageDraw, ImageFont

from campaign.content.records import load_records
from campaign.images.fonts import font_path
from campaign.images.illustrations import read_vocabulary
from campaign.images.layout import Area, Item, Line, Modules, Picture, Rectangle, Sheet, Style
from campaign.images.print_pdf import MARGIN, MARK_GAP, PrintError, covering, crop_marks, sheet_pdf

FONTS: dict[Style, Path] = {"Regular": font_path("Regular"), "Bold": font_path("Bold")}
ADDRESS = "https://kampanj.example/k/lagen/"
POINTS = 72 / 25.4
DPI = 150
NIGHT, CREAM = "#16222e", "#fff8ec"


VOCABULARY = read_vocabulary(PROJECT)
SCENES = load_records(PROJECT / "docs/_data", "docs/_data")[0].illustrations


def line(text: str, x: float, baseline: float, size: float, style: Style = "Regular", colour: str = NIGHT) -> Line:
    return Line(text, x, baseline, size, width_of(text, size, style), colour, style)


def width_of(text: str, size: float, style: Style) -> float:
    """Millimetres, as Pillow with Raqm measures; a thousand pixels a size leaves out the rounding to pixels."""
    font = ImageFont.truetype(FONTS[style], 1000, layout_engine=ImageFont.Layout.RAQM)
    return font.getlength(text, language="sv") * size / 1000


LINES = (
    line("AVATAR Våga fråga", 20, 150, 22, "Bold"),
    line("Att köpa sex är ett brott.", 20, 172, 12.3, "Bold"),
    line("Öl, ål och ärter: flöda fint, affär, ”Tyst” – 24 timmar.", 20, 190, 6.7),
    line("Ring 020-50 50 50. Det är gratis och kostar 0 €.", 20, 201, 6.7, colour="#0b4f52"),
    line("Giltig till 2027-05-01 · CC BY 4.0 · Version 3f9a", 20, 285, 2.6),
)


def a_sheet(*more: Item, lines: tuple[Line, ...] = LINES, bleed: float = 3) -> Sheet:
    """An A4 by hand: a colour into the bleed, an illustration that bleeds on three sides, text, and a QR code."""
    rows = tuple(tuple(bool(cell) for cell in row) for row in segno.make_qr(ADDRESS, error="h", boost_error=False).matrix)
    items: tuple[Item, ...] = (
        Rectangle(Area(-3, -3, 216, 303), CREAM),
        Picture(Area(-3, -3, 216, 128), "gata-i-gryning", "En gata i staden när solen går upp."),
        *lines,
        Modules(Area(150, 215, 45, 45), rows, ADDRESS),
        *more,
    )
    plain = "\n".join(item.text for item in lines)
    return Sheet("lagen-a4", 210, 297, bleed, items, "Lagen: att köpa sex är brott", plain, "sv")


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(a_sheet())


def pdf(sheet: Sheet, preview: bool = False) -> bytes:
    return sheet_pdf(sheet, FONTS, SCENES, VOCABULARY, preview)


def rendered(content: bytes, dpi: float = DPI) -> Image.Image:
    return pypdfium2.PdfDocument(content)[0].render(scale=dpi / 72).to_pil().convert("RGB")

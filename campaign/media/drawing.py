"""Draws one file of a poster: its sheets composed, then as PNG or as PDF, or its words as plain text."""

from __future__ import annotations

import dataclasses
import functools
import json
import unicodedata
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from PIL import features

from campaign.content.illustrations import Illustration
from campaign.images.cache import recipe
from campaign.images.illustrations import Vocabulary
from campaign.images.text import TextError
from campaign.media.colours import ColourError
from campaign.media.composition import compose_sheets
from campaign.media.draft import PosterWords
from campaign.media.errors import MediaError
from campaign.media.files import MediaFile
from campaign.media.formats import FORMATS
from campaign.media.layout import Picture, Sheet
from campaign.media.line_breaks import SOFT_HYPHEN
from campaign.media.pictures import IllustrationMissingError, composed
from campaign.media.plain_text import plain_text
from campaign.media.print_pdf import sheets_pdf
from campaign.media.qr import CodeError
from campaign.media.raster import draw_png, draw_small
from campaign.media.typeface import ShaperMissingError, SignMissingError, Typeface
from campaign.media.typesetting import Typesetter

#: What may be wrong with a poster's words, colours or picture, or with this computer's tools.
_FAULTS = (TextError, SignMissingError, ColourError, IllustrationMissingError, CodeError, ShaperMissingError)

#: Besides this package, what decides how a file is drawn.
_RECIPE = ("images/illustrations", "images/palette", "images/shapes", "images/svg_pixels", "images/text",
           "images/vector", "images/fonts", "content/illustrations", "content/preview")  # fmt: skip

_PACKAGES = ("pillow", "fonttools", "fpdf2", "uharfbuzz", "pikepdf", "segno")
_ENGINES = ("freetype2", "raqm", "fribidi", "harfbuzz", "zlib")


@dataclass(frozen=True)
class Studio:
    """What all drawings of a build share. It is handed to other processes, so it holds values only."""

    regular: bytes  # the whole font in two weights, as TrueType
    bold: bytes
    hyphenation: tuple[str, ...]
    scenes: Mapping[str, Illustration]
    vocabulary: Vocabulary
    preview: bool

    @property
    def face(self) -> Typeface:
        """The font for setting and drawing."""
        return Typeface(self.regular, self.bold)

    def hyphenation_of(self, words: PosterWords) -> tuple[str, ...]:
        """The breakable words that the poster has, so that a new one in the list changes no other poster."""
        texts = (words.headline, *words.lines, *(name for name, _ in words.services), *words.footer, words.outside)
        whole = unicodedata.normalize("NFC", "\n".join(texts)).replace(SOFT_HYPHEN, "").casefold()
        return tuple(word for word in self.hyphenation if word.replace("|", "").casefold() in whole)

    def made_from(self, file: MediaFile, words: PosterWords) -> tuple[str | bytes, ...]:
        """Everything that the drawn file depends on: its words, its illustration, the fonts and the tools."""
        told = {**dataclasses.asdict(words), "colours": sorted(words.colours.items())}
        which = (file.kind, file.format, self.preview, told, self.hyphenation_of(words))
        try:
            picture = composed(words.illustration, self.scenes, self.vocabulary, "")
        except IllustrationMissingError:
            picture = b""  # told when it is drawn
        return json.dumps(which, ensure_ascii=False), picture, self.regular, self.bold, *tools()


@functools.cache
def tools() -> tuple[str | bytes, ...]:
    """The versions of what draws, and the sources of our own modules."""
    own = sorted(f"media/{path.stem}" for path in Path(__file__).parent.glob("*.py"))
    versions = [*map(version, _PACKAGES), *(str(features.version(name)) for name in _ENGINES)]
    return json.dumps([*versions, zlib.ZLIB_RUNTIME_VERSION]), recipe(*own, *_RECIPE)


def draw(file: MediaFile, words: PosterWords, studio: Studio) -> bytes:
    """The file's bytes. Raises MediaError, in Swedish, that names the design, the format and what to do."""
    if file.kind == "txt":
        return plain_text(words, studio.preview).encode("utf-8")
    with _told(words, file.format):
        sheets, pictures = _composed(words, file.format, studio)
        if file.kind == "pdf":
            return sheets_pdf(sheets, studio.face, pictures, studio.preview)
        return draw_png(sheets[-1], FORMATS[file.format].dpi, studio.face, pictures, studio.preview)


def thumbnail(words: PosterWords, format_name: str, studio: Studio, width: int) -> bytes:
    """A small picture of the poster in a format, as PNG, `width` pixels wide. Raises MediaError.

    A card is shown by its inside: the gallery is for the one who chooses what to print, and the outside says nothing.
    """
    with _told(words, format_name):
        sheets, pictures = _composed(words, format_name, studio)
        return draw_small(sheets[-1], width, studio.face, pictures, studio.preview)


def _composed(words: PosterWords, format_name: str, studio: Studio) -> tuple[tuple[Sheet, ...], dict[str, bytes]]:
    """The sheets, and the illustrations that they show."""
    setter = Typesetter(studio.face, studio.hyphenation_of(words))
    sheets = compose_sheets(words, FORMATS[format_name], setter)
    names = {item.illustration for sheet in sheets for item in sheet.items if isinstance(item, Picture)}
    return sheets, {name: composed(name, studio.scenes, studio.vocabulary, "") for name in sorted(names)}


@contextmanager
def _told(words: PosterWords, format_name: str) -> Iterator[None]:
    """Turns what is wrong with a poster into a MediaError that says of which design, format and variant."""
    try:
        yield
    except _FAULTS as error:
        where = f"Affischen ”{words.id}”, formatet {format_name}"
        told = str(error).removeprefix(f"{where}: ").removeprefix(f"Affischen ”{words.id}”: ").removeprefix(": ")
        simple = " på lättläst" if words.tag != "sv" else ""
        raise MediaError(f"{where}{simple}: {told}") from error

"""Draws one file of a poster: its sheets composed, then as PNG or as PDF, or its words as plain text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.content.illustrations import Illustration
from campaign.images.illustrations import Vocabulary
from campaign.media.draft import PosterWords
from campaign.media.files import MediaFile


@dataclass(frozen=True)
class Studio:
    """What all drawings of a build share. It is handed to other processes, so it holds values only."""

    regular: bytes  # the whole font in two weights, as TrueType
    bold: bytes
    hyphenation: tuple[str, ...]
    scenes: Mapping[str, Illustration]
    vocabulary: Vocabulary
    preview: bool

    def made_from(self, file: MediaFile, words: PosterWords) -> tuple[str | bytes, ...]:
        """Everything that the drawn file depends on: its words, its illustration, the fonts and the tools."""
        raise NotImplementedError


def draw(file: MediaFile, words: PosterWords, studio: Studio) -> bytes:
    """The file's bytes. Raises MediaError, in Swedish, that names the design, the format and what to do."""
    raise NotImplementedError


def thumbnail(words: PosterWords, format_name: str, studio: Studio, width: int) -> bytes:
    """A small picture of the poster in a format, as PNG, `width` pixels wide: drawn, not scaled. Raises MediaError."""
    raise NotImplementedError

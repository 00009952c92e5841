"""Which files a poster becomes: their names, addresses and kinds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

from campaign.content.poster import Format, Poster, PosterVariant
from campaign.content.preview import DRAFT_PREFIX

#: The folder of all posters, from the site's root; each poster has a folder of its own below it.
FOLDER = "material/"

#: Formats for paper, which become PDF; the others are for screens and become PNG.
PAPER: frozenset[Format] = frozenset({"a4", "a3", "talong", "kort"})

Kind = Literal["pdf", "png", "txt"]

#: The address of any poster's file, as a pattern without anchors that Python, PCRE and RE2 read alike.
FILE_PATTERN = rf"{FOLDER}[a-z0-9-]+/[a-z0-9-]+\.(?:{'|'.join(get_args(Kind))})"

_ENDINGS: dict[PosterVariant, str] = {"sv": "", "lattlast": "-lattlast"}


@dataclass(frozen=True)
class MediaFile:
    """A file of a poster. `format` is empty for its plain text, which is one for each variant."""

    poster: str
    variant: PosterVariant
    kind: Kind
    format: Format | Literal[""] = ""

    @property
    def name(self) -> str:
        """The file's name in a release: `en-van-a4-lattlast.pdf`."""
        middle = f"-{self.format}" if self.format else ""
        return f"{self.poster}{middle}{_ENDINGS[self.variant]}.{self.kind}"

    def address(self, preview: bool) -> str:
        """The address from the site's root; a preview's file says in its name that it is a draft."""
        return f"{FOLDER}{self.poster}/{DRAFT_PREFIX if preview else ''}{self.name}"


def media_files(poster: Poster) -> Iterator[MediaFile]:
    """Every file of a poster: of each variant its formats in the poster's order, then its text."""
    for variant in poster.variants:
        for name in poster.formats:
            yield MediaFile(poster.id, variant, "pdf" if name in PAPER else "png", name)
        yield MediaFile(poster.id, variant, "txt")

"""The posters that a build has drawn: their files, and the small pictures that show them. Pages link to both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from campaign.content.poster import PosterVariant
from campaign.media.files import MediaFile
from campaign.site.addresses import Addresses
from campaign.site.pictures import PictureStore, PictureView

#: How wide a poster's small picture is shown, and how many pixels it has: enough for a screen with two for each.
THUMBNAIL_SIZES = "(min-width: 48rem) 18rem, 94vw"
THUMBNAIL_WIDTH = 640


@dataclass(frozen=True)
class Gallery:
    """What was made of the posters. `left_out` are the ids of those that could not be drawn, under `serve` only."""

    pictures: PictureStore | None = None
    files: dict[MediaFile, bytes] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)

    def add_thumbnail(self, poster: str, variant: PosterVariant, content: bytes) -> None:
        """Takes the small picture of a poster, as PNG. Raises PictureError."""
        if self.pictures:
            self.pictures.add(_thumbnail(poster, variant), content)

    def thumbnail(self, poster: str, variant: PosterVariant, alt: str, addresses: Addresses) -> PictureView | None:
        """The small picture as seen from a page; None for a poster that was not drawn."""
        if self.pictures is None or not self.pictures.has(_thumbnail(poster, variant)):
            return None
        return self.pictures.view(_thumbnail(poster, variant), alt, addresses, sizes=THUMBNAIL_SIZES)

    def published(self, preview: bool) -> Iterator[tuple[str, bytes]]:
        """Every file by its address from the site's root."""
        for file, content in self.files.items():
            yield file.address(preview), content


def _thumbnail(poster: str, variant: PosterVariant) -> str:
    """A path that no picture under docs/ can have."""
    return f"../affisch-{poster}-{variant}.png"

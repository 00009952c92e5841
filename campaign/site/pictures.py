"""The pictures of docs/ as pages show them: copies made once, sizes known, addresses with hashes.

The original file is never published: it may hold the position where it was taken.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path, PurePosixPath

from campaign.images.cache import DigestCache
from campaign.images.pictures import RASTER_TYPES
from campaign.images.renditions import Rendition, make_renditions
from campaign.images.svg import Drawing, read_svg
from campaign.site.addresses import Addresses
from campaign.site.assets import Asset

#: How wide a picture in the text, or beside a page's title, is shown.
TEXT_SIZES = "(min-width: 48rem) 40rem, 94vw"
HEAD_SIZES = "(min-width: 60rem) 28rem, 94vw"

_MIME = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg", "png": "image/png"}


@dataclass(frozen=True)
class SourceView:
    """One format of a picture: its type, and its copies with their widths."""

    type: str
    srcset: str


@dataclass(frozen=True)
class PictureView:
    """What partials/picture.html shows: formats, best first, and the copy for browsers that know none of them."""

    sources: list[SourceView]
    src: str
    width: int
    height: int
    alt: str
    lazy: bool = True
    css_class: str = ""
    sizes: str = TEXT_SIZES  # how wide it is shown, for the browser's choice of a copy


@dataclass
class PictureStore:
    """The pictures of the folder `docs`. `shown` are the copies that pages use, which are to be published."""

    docs: Path
    cache: DigestCache
    shown: dict[str, Asset] = field(default_factory=dict)
    _made: dict[str, list[tuple[Rendition, Asset]]] = field(default_factory=dict)

    def view(
        self, uri: str, alt: str, addresses: Addresses, css_class: str = "", lazy: bool = True, sizes: str = ""
    ) -> PictureView:
        """The picture at the path `uri` under docs/ as seen from a page; not `lazy` in the page's head.

        `sizes` says how wide it is shown where that is neither in the text nor in the head. Raises PictureError and
        OSError.
        """
        if uri not in self._made:
            self._made[uri] = self._make(uri)
        copies = self._made[uri]
        self.shown |= {asset.address: asset for _, asset in copies}
        types = [list(group) for _, group in groupby(copies, key=lambda copy: copy[0].ending)]
        sources = [
            SourceView(
                _MIME[group[0][0].ending],
                ", ".join(f"{addresses.href(asset.address)} {one.width}w" for one, asset in group),
            )
            for group in types
        ]
        last = types[-1]
        middle, widest = last[len(last) // 2], last[-1][0]
        src = addresses.href(middle[1].address)
        usual = TEXT_SIZES if lazy else HEAD_SIZES
        return PictureView(sources, src, widest.width, widest.height, alt, lazy, css_class, sizes or usual)

    def add(self, name: str, content: bytes) -> None:
        """Takes a picture that the build has made, as PNG; `name` is then its path. Raises PictureError."""
        self._made[name] = self._copies(PurePosixPath(name), content)

    def has(self, name: str) -> bool:
        """Whether a picture that the build makes has been made."""
        return name in self._made

    def drawing(self, uri: str) -> Drawing:
        """The SVG file at the path `uri` under docs/. Raises OSError."""
        return read_svg((self.docs / uri).read_bytes())

    def _make(self, uri: str) -> list[tuple[Rendition, Asset]]:
        return self._copies(PurePosixPath(uri), (self.docs / uri).read_bytes())

    def _copies(self, path: PurePosixPath, content: bytes) -> list[tuple[Rendition, Asset]]:
        renditions = make_renditions(content, path.suffix, self.cache)
        return [(one, Asset(f"{path.stem}-{one.width}.{one.ending}", one.content)) for one in renditions]


def is_raster(uri: str) -> bool:
    """Whether a path is a picture made of pixels, whose original is not published."""
    return PurePosixPath(uri).suffix in RASTER_TYPES

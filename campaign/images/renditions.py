"""Makes the copies of a picture that are published: three formats, a few widths, and nothing but pixels.

The copies are turned as the camera says and are in sRGB; all metadata (position, names, profiles) is left behind.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import PIL
from PIL import Image, ImageCms, ImageOps, features

from campaign.images.cache import DigestCache, recipe
from campaign.images.pictures import PictureError, read_picture

#: CSS pixels of the text's column are about 640; telephones show two or three pixels for each.
WIDTHS = (400, 800, 1280)

#: For the encoders: usual middle values, not yet tried by eye on photographs, since the site has none. AVIF in one
#: thread, since several would give other bytes on other machines.
_OPTIONS: dict[str, dict[str, Any]] = {
    "avif": {"quality": 55, "speed": 6, "max_threads": 1},
    "webp": {"quality": 75, "method": 6},
    "jpg": {"quality": 78, "optimize": True, "progressive": True},
    "png": {"optimize": True},
}


@dataclass(frozen=True)
class Rendition:
    """One copy: the ending of its type ("avif"), its size in pixels, its bytes."""

    ending: str
    width: int
    height: int
    content: bytes


def make_renditions(content: bytes, ending: str, cache: DigestCache) -> list[Rendition]:
    """Every copy of the picture `content` (a file whose name ends in `ending`), AVIF first, narrow before wide.

    The last type, JPEG or (for transparent pictures) PNG, is for browsers that know no other. Raises PictureError.
    """
    codecs = [str(features.version(name)) for name in ("avif", "webp", "jpg", "littlecms2")]
    made_from: tuple[str | bytes, ...] = (content, ending, PIL.__version__, *codecs, recipe("pictures", "renditions"))
    return _unpack(cache.get("picture", made_from, lambda: _pack([*_render(content, ending)])))


def _render(content: bytes, ending: str) -> Iterator[Rendition]:
    image = _clean(read_picture(content, ending))
    sizes = [(width, max(1, round(image.height * width / image.width))) for width in _widths(image.width)]
    scaled = [image if size == image.size else image.resize(size, Image.Resampling.LANCZOS) for size in sizes]
    for name in ("avif", "webp", "png" if image.mode == "RGBA" else "jpg"):
        for copy in scaled:
            yield Rendition(name, copy.width, copy.height, _encoded(copy, name))


def _widths(width: int) -> list[int]:
    """The widths to make of a picture: never wider than it is, and its own width when that is not too wide."""
    return [*(wanted for wanted in WIDTHS if wanted < width), min(width, WIDTHS[-1])][: len(WIDTHS)]


def _clean(image: Image.Image) -> Image.Image:
    """The picture upright, in sRGB, with pixels and nothing else."""
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits a pixel
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    profile = image.info.get("icc_profile")
    colours = _in_srgb(upright, profile) if profile else upright
    transparent = upright.has_transparency_data
    clean = colours.convert("RGBA" if transparent else "RGB")
    if transparent:
        clean.putalpha(upright.convert("RGBA").getchannel("A"))
    bare = Image.new(clean.mode, clean.size)
    bare.paste(clean)
    return bare


#: The kind of pixels that a colour profile speaks of.
_PROFILE_MODES = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """The picture's colours as its own colour profile means them, without transparency."""
    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _PROFILE_MODES[own.profile.xcolor_space.strip()]
        if "CMYK" in (mode, image.mode) and mode != image.mode:
            raise ValueError(f"a profile for {mode} in a picture of {image.mode}")
        pixels = image if image.mode == mode else image.convert(mode)
        converted = ImageCms.profileToProfile(pixels, own, ImageCms.createProfile("sRGB"), outputMode="RGB")
        return converted or pixels  # it gives None only when it changes the picture in place
    except (ImageCms.PyCMSError, OSError, ValueError, KeyError) as error:
        raise PictureError(
            "unreadable", "Bildens färgprofil går inte att använda.", "Spara bilden på nytt med färgprofilen sRGB."
        ) from error


def _encoded(image: Image.Image, ending: str) -> bytes:
    result = io.BytesIO()
    image.save(result, {"jpg": "JPEG"}.get(ending, ending.upper()), **_OPTIONS[ending])
    return result.getvalue()


def _pack(renditions: list[Rendition]) -> bytes:
    """The copies as one entry of the cache: a line of JSON that says their sizes, then their bytes."""
    head = [[one.ending, one.width, one.height, len(one.content)] for one in renditions]
    return json.dumps(head).encode("ascii") + b"\n" + b"".join(one.content for one in renditions)


def _unpack(entry: bytes) -> list[Rendition]:
    head, _, rest = entry.partition(b"\n")
    renditions = []
    for ending, width, height, length in json.loads(head):
        renditions.append(Rendition(ending, width, height, rest[:length]))
        rest = rest[length:]
    return renditions

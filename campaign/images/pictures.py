"""Reads pictures that editors put in docs/, with every reason for which one cannot be published.

A file is judged by its content, never by its name, and its pixels are counted before they are unpacked.
Pillow is imported where a picture is opened: a check of texts without pictures of pixels starts without it.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from PIL import Image

Problem = Literal["unreadable", "type-differs", "too-large", "animated"]

#: Endings of pictures made of pixels, and the type that each promises; campaign/allowed.py has all endings.
RASTER_TYPES = {".jpg": "JPEG", ".jpeg": "JPEG", ".png": "PNG", ".webp": "WebP", ".avif": "AVIF"}

#: 40 million pixels are unpacked to about 160 MB; a telephone's ordinary photograph has 12 to 24 million.
MOST_PIXELS = 40_000_000
MOST_SIDE = 16_000  # WebP holds no more than 16 383 on a side
MOST_BYTES = 15_000_000

#: A file's type by its first bytes, in the order in which they are tried.
_SIGNATURES = (
    ("JPEG", rb"\xff\xd8\xff"),
    ("PNG", rb"\x89PNG\r\n\x1a\n"),
    ("WebP", rb"RIFF.{4}WEBP"),
    ("AVIF", rb".{4}ftyp(?:avif|avis|.{8,24}avi[fs])"),
    ("HEIC", rb".{4}ftyp(?:hei[cfmsx]|hev[cx]|mif1|msf1)"),
    ("GIF", rb"GIF8[79]a"),
    ("BMP", rb"BM.{12}"),
    ("TIFF", rb"II\*\0|MM\0\*"),
    ("PDF", rb"%PDF-"),
    ("SVG", rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml.*?\?>\s*)?(?:<!--(?:(?!-->).)*-->\s*)*(?:<!DOCTYPE svg.*?>\s*)?<svg[\s>]"),
)

#: What Pillow raises when bytes are not what they say; its own UnidentifiedImageError is an OSError.
_BROKEN = (
    OSError, SyntaxError, ValueError, EOFError, struct.error, IndexError, KeyError, TypeError,
    OverflowError, RuntimeError,
)  # fmt: skip

#: Kinds of data about people in EXIF, in Swedish, by the tag's name in Pillow.
_PERSONAL = {
    "Artist": "ett namn",
    "XPAuthor": "ett namn",
    "CameraOwnerName": "ett namn",
    "BodySerialNumber": "kamerans serienummer",
    "LensSerialNumber": "kamerans serienummer",
}

#: As much of XMP as is searched for a name: a hostile file must not keep a check busy.
_CREATOR_BYTES = 2000


class PictureError(Exception):
    """A picture cannot be published: what kind of problem, what is wrong and what to do, both in Swedish."""

    def __init__(self, problem: Problem, message: str, suggestion: str) -> None:
        super().__init__(f"{message} {suggestion}")
        self.problem = problem
        self.message = message
        self.suggestion = suggestion


def sniff(content: bytes) -> str:
    """The type of a file by its first bytes ("JPEG", "HEIC" …); empty when it is no type that we know."""
    start = content[:1024]
    return next((name for name, pattern in _SIGNATURES if re.match(pattern, start, re.DOTALL)), "")


def read_picture(content: bytes, ending: str) -> Image.Image:
    """The pixels, as stored, of the file `content` whose name ends in `ending` (one of RASTER_TYPES).

    Raises PictureError.
    """
    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS  # Pillow's own guard warns above this and refuses above twice this
    found = sniff(content)
    _refuse_type(found, ending)
    if len(content) > MOST_BYTES:
        raise PictureError(
            "too-large",
            f"Bilden är för tung: mer än {MOST_BYTES // 1_000_000} MB.",
            "Spara den mindre, till exempel 2000 pixlar bred.",
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # A telephone's JPEG may hold several pictures (MPO); the first is the photograph.
            image = Image.open(io.BytesIO(content), formats=("JPEG", "MPO") if found == "JPEG" else (found.upper(),))
            if image.width * image.height > MOST_PIXELS or max(image.size) > MOST_SIDE:
                raise _too_many_pixels(f"{image.width} × {image.height} pixlar")
            if found != "JPEG" and getattr(image, "n_frames", 1) > 1:
                raise PictureError("animated", "Bilden rör sig.", "Spara en stillbild: rörelse stör den som läser.")
            image.load()
            return image
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels("för många pixlar") from error
    except _BROKEN as error:
        raise PictureError(
            "unreadable",
            "Bilden går inte att läsa; filen är skadad eller avbruten.",
            "Spara eller hämta bilden på nytt.",
        ) from error


def _too_many_pixels(what: str) -> PictureError:
    most = f"{MOST_PIXELS // 1_000_000} miljoner pixlar och {MOST_SIDE} på en sida"
    message = f"Bilden är för stor: {what}, högst {most}."
    return PictureError("too-large", message, "Spara den mindre, till exempel 2000 pixlar bred.")


def _refuse_type(found: str, ending: str) -> None:
    wanted = RASTER_TYPES[ending]
    if found == wanted:
        return
    if not found:
        raise PictureError(
            "unreadable", f"Filen är ingen bild, fast namnet slutar på {ending}.", "Lägg in själva bilden."
        )
    right = next((name for name, kind in RASTER_TYPES.items() if kind == found), "")
    cure = f"Byt namn så att filen slutar på {right}." if right else f"Spara bilden som {wanted}."
    raise PictureError("type-differs", f"Filen är {found}, fast namnet slutar på {ending}.", cure)


def examine_picture(file: Path) -> list[str]:
    """What a picture's metadata tells about people, in Swedish; each kind once. Raises PictureError."""
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_BYTES + 1)  # enough to see that it is too large
    except OSError as error:
        raise PictureError("unreadable", f"Bilden kan inte öppnas: {error.strerror}.", "Lägg in den igen.") from error
    return _personal(read_picture(content, file.suffix))


def _personal(image: Image.Image) -> list[str]:
    from PIL import ExifTags

    exif = image.getexif()
    details = exif.get_ifd(ExifTags.IFD.Exif)
    xmp = image.info.get("xmp") or image.info.get("XML:com.adobe.xmp") or b""
    in_xmp = xmp.encode("utf-8", "replace") if isinstance(xmp, str) else bytes(xmp)
    found = ["platsen där den togs"] if exif.get_ifd(ExifTags.IFD.GPSInfo) or b"GPSL" in in_xmp else []
    tags = ((ExifTags.Base[name], what) for name, what in _PERSONAL.items())
    found += [what for tag, what in tags if exif.get(tag) or details.get(tag)]
    creator = in_xmp.partition(b"<dc:creator")[2][:_CREATOR_BYTES].partition(b"</dc:creator")[0]
    if re.search(rb"<rdf:li[^>]*>[^<]", creator):
        found.append("ett namn")
    return list(dict.fromkeys(found))

"""The rules about picture files, with real files made here: what no fixture of text can hold."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import TODAY
from PIL import ExifTags, Image

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.findings import Finding, Severity
from campaign.settings import Settings

RULES = {"image-animated", "image-has-position", "image-too-large", "image-type-differs", "image-unreadable"}
Check = Callable[[str, bytes], list[Finding]]


@pytest.fixture
def check(write_docs: Callable[[Mapping[str, str]], Path], settings: Settings) -> Check:
    """The findings about one picture file in docs/bilder/, by the rules about files."""

    def checked(name: str, content: bytes) -> list[Finding]:
        docs = write_docs({})
        (docs / "bilder").mkdir(exist_ok=True)
        (docs / "bilder" / name).write_bytes(content)
        findings = run_checks(load_site(docs, "docs"), settings, TODAY)
        found = [finding for finding in findings if finding.rule in RULES]
        assert all(finding.path == f"docs/bilder/{name}" and finding.line == 1 for finding in found)
        assert all(finding.message.endswith(".") and finding.suggestion.endswith(".") for finding in found)
        return found

    return checked


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    result = io.BytesIO()
    image.save(result, kind, **options)
    return result.getvalue()


def photograph(kind: str = "JPEG", **options: object) -> bytes:
    return encoded(Image.linear_gradient("L").convert("RGB"), kind, **options)


def exif_with(tag: int, value: object, ifd: int = 0) -> Image.Exif:
    exif = Image.Exif()
    (exif.get_ifd(ifd) if ifd else exif)[tag] = value
    return exif


def png_header(width: int, height: int) -> bytes:
    """A PNG that says it is large and holds nothing: the bomb is in what it would unpack to."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SOUND = {
    "foto.jpg": photograph(),
    "foto.jpeg": photograph(quality=50),
    "foto.png": photograph("PNG"),
    "foto.webp": photograph("WEBP"),
    "foto.avif": photograph("AVIF"),
    "cmyk.jpg": encoded(Image.new("CMYK", (90, 60), (9, 99, 200, 30)), "JPEG"),
    "mobil.jpg": encoded(  # a telephone's JPEG with two pictures in it
        Image.new("RGB", (90, 60)), "MPO", save_all=True, append_images=[Image.new("RGB", (9, 6))]
    ),
}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_picture_is_passed_over(name: str, check: Check) -> None:
    assert check(name, SOUND[name]) == []


FRAMES = [Image.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
GIF = encoded(FRAMES[0], "GIF", save_all=True, append_images=FRAMES[1:])
WRONG = {
    "text": ("gata.jpg", "Det här är en text.".encode(), "image-unreadable", "Filen är ingen bild"),
    "empty": ("gata.png", b"", "image-unreadable", "Filen är ingen bild"),
    "truncated JPEG": ("gata.jpg", photograph()[:-400], "image-unreadable", "skadad eller avbruten"),
    "truncated PNG": ("gata.png", photograph("PNG")[:-40], "image-unreadable", "skadad eller avbruten"),
    "truncated WebP": ("gata.webp", photograph("WEBP")[:-60], "image-unreadable", "skadad eller avbruten"),
    "truncated AVIF": ("gata.avif", photograph("AVIF")[:-60], "image-unreadable", "skadad eller avbruten"),
    "head only": ("gata.jpg", photograph()[:12], "image-unreadable", "skadad eller avbruten"),
    "PNG as JPEG": ("gata.jpg", photograph("PNG"), "image-type-differs", "Filen är PNG"),
    "JPEG as AVIF": ("gata.avif", photograph(), "image-type-differs", "Byt namn så att filen slutar på .jpg"),
    "moving GIF": ("gata.jpg", GIF, "image-type-differs", "Filen är GIF"),
    "HEIC": ("gata.jpg", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "image-type-differs", "Spara bilden som JPEG"),
    "TIFF": ("gata.png", encoded(FRAMES[0], "TIFF"), "image-type-differs", "Filen är TIFF"),
    "moving WebP": ("gata.webp", encoded(FRAMES[0], "WEBP", save_all=True, append_images=FRAMES[1:]), "image-animated",
                    "Bilden rör sig"),
    "moving PNG": ("gata.png", encoded(FRAMES[0], "PNG", save_all=True, append_images=FRAMES[1:]), "image-animated",
                   "Bilden rör sig"),
    "moving AVIF": ("gata.avif", encoded(FRAMES[0], "AVIF", save_all=True, append_images=FRAMES[1:]), "image-animated",
                    "Bilden rör sig"),
    "bomb": ("gata.png", png_header(20_000, 20_000), "image-too-large", "högst 40 miljoner pixlar"),
    "small bomb": ("gata.png", png_header(8_000, 8_000), "image-too-large", "Bilden är för stor"),
    "narrow": ("gata.png", png_header(10, 30_000), "image-too-large", "10 × 30000 pixlar"),
    "heavy": ("gata.jpg", photograph() + b"\0" * 15_000_000, "image-too-large", "Bilden är för tung: mer än 15 MB"),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_a_picture_that_cannot_be_published_is_told_once_with_its_cure(case: str, check: Check) -> None:
    name, content, rule, words = WRONG[case]
    (finding,) = check(name, content)
    assert finding.rule == rule and finding.severity is Severity.ERROR
    assert words in f"{finding.message} {finding.suggestion}"


GPS = exif_with(ExifTags.GPS.GPSLatitude, (59.0, 20.0, 1.0), ExifTags.IFD.GPSInfo).tobytes()
XMP = b'<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>Anna</rdf:li></rdf:Seq></dc:creator> exif:GPSLatitude="59,20N"'
PERSONAL = {
    "position": ("gata.jpg", photograph(exif=GPS), ["platsen"]),
    "position in WebP": ("gata.webp", photograph("WEBP", exif=GPS), ["platsen"]),
    "position in PNG": ("gata.png", photograph("PNG", exif=GPS), ["platsen"]),
    "position in AVIF": ("gata.avif", photograph("AVIF", exif=GPS), ["platsen"]),
    "name": ("gata.jpg", photograph(exif=exif_with(ExifTags.Base.Artist, "Anna")), ["ett namn"]),
    "serial number": ("gata.jpg", photograph(exif=exif_with(ExifTags.Base.BodySerialNumber, "1", ExifTags.IFD.Exif)),
                      ["serienummer"]),
    "XMP": ("gata.jpg", photograph(xmp=XMP), ["platsen", "ett namn"]),
}  # fmt: skip


@pytest.mark.parametrize("case", PERSONAL)
def test_what_a_file_tells_about_people_is_a_warning(case: str, check: Check) -> None:
    name, content, words = PERSONAL[case]
    (finding,) = check(name, content)
    assert (finding.rule, finding.severity) == ("image-has-position", Severity.WARNING)
    assert all(word in finding.message for word in words) and "kopiorna är rensade" in finding.message


def test_an_ordinary_camera_s_exif_is_no_warning(check: Check) -> None:
    exif = exif_with(ExifTags.Base.Model, "Kamera")
    exif[ExifTags.Base.Orientation] = 6
    assert check("gata.jpg", photograph(exif=exif)) == []


def test_hostile_files_do_not_keep_a_check_busy(check: Check) -> None:
    began = time.monotonic()
    assert [one.rule for one in check("gata.jpg", b"<!---->" * 140 + b"<")] == ["image-unreadable"]
    assert check("gata.jpg", photograph("PNG", xmp=b"<dc:creator>" * 100_000))[0].rule == "image-type-differs"
    xmp = b"<dc:creator>" * 4000
    assert check("gata.jpg", photograph(xmp=xmp)) == []
    assert time.monotonic() - began < 5

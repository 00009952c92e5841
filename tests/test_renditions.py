"""The copies of a picture: types, widths, colours, direction, and nothing but pixels. Real files, real encoders."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import ExifTags, Image, ImageCms

from campaign.images.cache import DigestCache
from campaign.images.pictures import PictureError
from campaign.images.renditions import Rendition, make_renditions

SECRET = b"HEMLIGPLATS"


@pytest.fixture
def make(tmp_path: Path):  # type: ignore[no-untyped-def]
    return lambda content, ending: make_renditions(content, ending, DigestCache(tmp_path / "cache"))


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    result = io.BytesIO()
    image.save(result, kind, **options)
    return result.getvalue()


def halves(size: tuple[int, int], left: str = "red", right: str = "blue", mode: str = "RGB") -> Image.Image:
    """A picture whose left half has one colour and whose right half another."""
    image = Image.new(mode, size, left)
    image.paste(Image.new(mode, (size[0] // 2, size[1]), right), (size[0] // 2, 0))
    return image


def opened(rendition: Rendition) -> Image.Image:
    image = Image.open(io.BytesIO(rendition.content))
    image.load()
    return image


def close(found: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(found, tuple)
    return len(found) == len(wanted) and all(abs(a - b) < 12 for a, b in zip(found, wanted, strict=True))


def test_three_types_in_three_widths_best_type_first(make) -> None:  # type: ignore[no-untyped-def]
    copies = make(encoded(halves((1600, 1000)), "JPEG"), ".jpg")
    assert [(one.ending, one.width, one.height) for one in copies] == [
        (ending, width, height) for ending in ("avif", "webp", "jpg")
        for width, height in ((400, 250), (800, 500), (1280, 800))
    ]  # fmt: skip
    for one in copies:
        image = opened(one)
        assert image.size == (one.width, one.height)
        assert image.format == {"avif": "AVIF", "webp": "WEBP", "jpg": "JPEG"}[one.ending]
        assert close(image.convert("RGB").getpixel((5, 5)), (254, 0, 0))


@pytest.mark.parametrize(("width", "widths"), [(1, [1]), (399, [399]), (400, [400]), (900, [400, 800, 900]),
                                               (1280, [400, 800, 1280]), (5000, [400, 800, 1280])])  # fmt: skip
def test_a_picture_is_never_made_wider(width: int, widths: list[int], make) -> None:  # type: ignore[no-untyped-def]
    copies = make(encoded(Image.new("RGB", (width, 20)), "PNG"), ".png")
    assert [one.width for one in copies if one.ending == "avif"] == widths
    assert all(one.height >= 1 for one in copies)


def test_a_transparent_picture_stays_transparent_in_every_type(make) -> None:  # type: ignore[no-untyped-def]
    copies = make(encoded(Image.new("RGBA", (300, 200), (0, 128, 0, 0)), "PNG"), ".png")
    assert [one.ending for one in copies] == ["avif", "webp", "png"]
    for one in copies:
        assert opened(one).convert("RGBA").getpixel((9, 9))[3] == 0
    palette = Image.new("P", (300, 200))
    palette.putpalette([255, 0, 0, 0, 0, 255])
    copies = make(encoded(palette, "PNG", transparency=0), ".png")
    assert opened(copies[-1]).convert("RGBA").getpixel((9, 9))[3] == 0


def photograph_from_a_telephone() -> bytes:
    """A JPEG on its side with position, names, XMP, a comment and a thumbnail's worth of other data."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSAreaInformation] = SECRET
    return encoded(halves((1000, 600)), "JPEG", exif=exif, xmp=SECRET, comment=SECRET, quality=95)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_the_copies_are_upright_and_hold_no_metadata(kind: str, make) -> None:  # type: ignore[no-untyped-def]
    content, ending = photograph_from_a_telephone(), ".jpg"
    if kind != "JPEG":
        lying = Image.open(io.BytesIO(content))
        content = encoded(lying, kind, exif=lying.getexif().tobytes(), xmp=SECRET)
        ending = f".{kind.lower()}"
    assert SECRET in content
    for one in make(content, ending):
        assert (one.width, one.height) in ((400, 667), (600, 1000))
        image = opened(one)
        assert SECRET not in one.content and not image.getexif()
        assert not {"exif", "xmp", "icc_profile", "comment", "XML:com.adobe.xmp"} & {
            name for name, value in image.info.items() if value
        }
        pixels = image.convert("RGB")
        assert close(pixels.getpixel((200, 9)), (254, 0, 0)), "turned a quarter: what was left is now above"
        assert close(pixels.getpixel((200, one.height - 9)), (0, 0, 254))


def test_colours_are_what_the_picture_s_profile_means(make) -> None:  # type: ignore[no-untyped-def]
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    image = Image.new("RGB", (50, 50), (10, 200, 30))
    (*_, last) = make(encoded(image, "PNG", icc_profile=srgb.tobytes()), ".png")
    assert close(opened(last).getpixel((9, 9)), (10, 200, 30))
    for profile in (lab.tobytes(), b"x" * 200):
        with pytest.raises(PictureError, match="färgprofil"):
            make(encoded(image, "PNG", icc_profile=profile), ".png")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGB", "RGBA", "CMYK"])
def test_every_kind_of_pixels_becomes_the_colour_it_was(mode: str, make) -> None:  # type: ignore[no-untyped-def]
    if mode == "I;16":
        image = Image.new(mode, (60, 40), 65535)
    elif mode == "CMYK":
        image = Image.new(mode, (60, 40), (0, 0, 0, 0))
    else:
        image = Image.new("RGB", (60, 40), "white").convert(mode)
    kind = "JPEG" if mode == "CMYK" else "PNG"
    (*_, last) = make(encoded(image, kind), ".jpg" if kind == "JPEG" else ".png")
    assert close(opened(last).convert("RGB").getpixel((9, 9)), (255, 255, 255))


SCRIPT = """
import hashlib, sys
from pathlib import Path
from campaign.images.cache import DigestCache
from campaign.images.renditions import make_renditions
copies = make_renditions(Path(sys.argv[1]).read_bytes(), ".jpg", DigestCache(Path(sys.argv[2])))
sys.stdout.write(hashlib.sha256(b"".join(one.content for one in copies)).hexdigest())
"""


def test_the_same_file_gives_the_same_bytes_in_another_process_and_from_the_cache(tmp_path: Path) -> None:
    noise = Image.effect_noise((700, 500), 60).convert("RGB")
    (tmp_path / "a.jpg").write_bytes(encoded(noise, "JPEG"))
    found = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(tmp_path / "a.jpg"), str(tmp_path / cache)],
            env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for cache, seed in (("one", "1"), ("two", "2"), ("one", "3"))
    }  # fmt: skip
    assert len(found) == 1 and len(found.pop()) == 64


def test_what_cannot_be_read_is_refused(make) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(PictureError, match="Filen är ingen bild") as caught:
        make(b"text", ".jpg")
    assert caught.value.problem == "unreadable"

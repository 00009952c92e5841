"""Posters in every format: nothing overflows, all can be read by people and by telephones, the same bytes each time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from functools import cache

import pytest
import zxingcpp
from conftest import PROJECT
from PIL import Image, ImageChops
from poster_words import ADDRESS, COLOURS, FACE, illustrations, invented, setter

from campaign.content.preview import PREVIEW_STATUS
from campaign.images.palette import contrast
from campaign.images.text import TextTooLongError
from campaign.media.colours import ColourError
from campaign.media.composition import OUTSIDE_TITLE, compose_all, compose_sheets
from campaign.media.formats import FORMATS
from campaign.media.layout import Area, Line, Modules, Picture, Rectangle, Sheet
from campaign.media.pictures import IllustrationMissingError
from campaign.media.raster import draw_png, draw_sheet, flat
from campaign.media.typeface import ASCENT, DESCENT

LENGTHS = ("short", "usual", "long")
EVERY = [(length, name) for length in LENGTHS for name in FORMATS]
SAFE = 1.9  # mm from the trim to the nearest text, in the smallest format


def sheets(length: str, name: str) -> tuple[Sheet, ...]:
    return compose_sheets(invented(length), FORMATS[name], setter())


def box(item: object) -> Area:
    if isinstance(item, Line):
        return Area(item.x, item.baseline - ASCENT * item.size, item.width, (ASCENT + DESCENT) * item.size)
    assert isinstance(item, (Modules, Picture, Rectangle))
    return item.area


def apart(first: Area, second: Area, allowed: float) -> bool:
    return (
        first.x + first.width <= second.x + allowed or second.x + second.width <= first.x + allowed
        or first.y + first.height <= second.y + allowed or second.y + second.height <= first.y + allowed
    )  # fmt: skip


@pytest.mark.parametrize(("length", "name"), EVERY)
def test_nothing_overflows_or_overlaps(length: str, name: str) -> None:
    for sheet in sheets(length, name):
        things = [item for item in sheet.items if not isinstance(item, Rectangle)]
        texts = [item for item in things if not isinstance(item, Picture)]
        for item in texts:
            area = box(item)
            assert area.x >= SAFE and area.x + area.width <= sheet.width - SAFE, item
            assert area.y >= SAFE and area.y + area.height <= sheet.height - SAFE, item
        for number, item in enumerate(things):
            for other in things[number + 1 :]:
                size = getattr(item, "size", 0.0)
                assert apart(box(item), box(other), 0.12 * size), (item, other)
        edges = [item for item in sheet.items if isinstance(item, Rectangle)]
        assert box(edges[0]) == Area(
            -sheet.bleed, -sheet.bleed, sheet.width + 2 * sheet.bleed, sheet.height + 2 * sheet.bleed
        )


@pytest.mark.parametrize(("length", "name"), EVERY)
def test_every_word_that_has_room_stands_on_the_sheet_and_in_its_plain_text(length: str, name: str) -> None:
    words, sheet = invented(length), sheets(length, name)[-1]
    drawn = "".join(item.text for item in sheet.items if isinstance(item, Line)).replace(" ", "").replace("-", "")
    for text in (words.headline, *(number for _, number in words.services), PREVIEW_STATUS, "kampanj.example/a/3"):
        assert text.replace(" ", "").replace("-", "") in drawn
        assert text in sheet.plain
    for line in words.lines:
        assert (line in sheet.plain) == (line.replace(" ", "") in drawn) == FORMATS[name].has_lines


@pytest.mark.parametrize("name", FORMATS)
def test_a_headline_is_large_and_the_small_print_can_be_read(name: str) -> None:
    form = FORMATS[name]
    sizes = [item.size for item in sheets("usual", name)[-1].items if isinstance(item, Line)]
    assert max(sizes) >= 2 * min(sizes)
    if form.dpi == 96:
        assert min(sizes) * form.dpi / 25.4 >= 9.5, "pixels"
    else:
        assert min(sizes) >= 1.7, "millimetres, about 5 points"


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("name", FORMATS)
def test_text_is_told_from_its_ground_in_the_drawn_pixels(name: str, preview: bool) -> None:
    assert worst_contrast(name, preview) >= 7


def worst_contrast(name: str, preview: bool) -> float:
    """The lowest contrast between a line's darkest or lightest stroke and the pixels around it."""
    sheet, dpi = sheets("usual", name)[-1], 200
    image = draw_sheet(sheet, dpi, FACE, illustrations(), preview)
    worst = 21.0
    for item in sheet.items:
        if isinstance(item, Line):
            area = box(item)
            sides = (area.x, area.y, area.x + area.width, area.y + area.height)
            left, top, right, bottom = (round(side * dpi / 25.4) for side in sides)
            counted = image.crop((left, top, right, bottom)).getcolors(10_000_000)
            ground = max(counted)[1]
            ratios = [contrast(_named(colour), _named(ground)) for count, colour in counted if count > 2]
            worst = min(worst, max(ratios))
    return worst


def _named(colour: tuple[int, int, int]) -> str:
    return "#" + bytes(colour).hex()


@cache
def drawn(name: str) -> Image.Image:
    """The sheet with the code, as a preview, in its own resolution for screens; paper as a cheap printer has it."""
    form = FORMATS[name]
    dpi = {"talong": 300, "kort": 300}.get(name, min(form.dpi, 150))
    return draw_sheet(sheets("usual", name)[-1], dpi, FACE, illustrations(), True)


@pytest.mark.parametrize("name", [name for name, form in FORMATS.items() if form.qr])
@pytest.mark.parametrize("treated", ["whole", "half", "turned"])
def test_a_telephone_reads_the_code(name: str, treated: str) -> None:
    image = drawn(name)
    if treated == "half":
        image = image.resize((image.width // 2, image.height // 2), Image.Resampling.BILINEAR)
    elif treated == "turned":
        image = image.rotate(5, Image.Resampling.BILINEAR, expand=True, fillcolor="#777777")
    found = [code.text for code in zxingcpp.read_barcodes(image)]
    assert set(found) == {ADDRESS} and len(found) == (9 if name == "talong" else 1)


def test_what_is_seen_on_a_telephone_has_no_code() -> None:
    without = {name for name, form in FORMATS.items() if not form.qr}
    assert without == {"delning", "kvadrat", "banner-bred", "banner-hog"}
    for name in without:
        assert not any(isinstance(item, Modules) for sheet in sheets("usual", name) for item in sheet.items)


def test_the_outside_of_a_card_says_nothing() -> None:
    outside, inside = sheets("usual", "kort")
    assert all(isinstance(item, Rectangle) for item in outside.items)
    assert outside.title == OUTSIDE_TITLE and "prata" not in outside.plain.casefold()
    assert any(isinstance(item, Modules) for item in inside.items)


def test_a_strip_to_tear_off_has_a_number_an_address_and_a_code() -> None:
    (sheet,) = sheets("usual", "talong")
    strips = [item for item in sheet.items if isinstance(item, Line) and item.baseline > 235]
    assert [item.text for item in strips] == ["116 111", "kampanj.example", "/a/3"] * 8
    assert sum(isinstance(item, Modules) for item in sheet.items) == 9


@pytest.mark.parametrize("name", ["delning", "kvadrat", "skarm-staende"])
def test_a_screen_s_picture_has_its_told_pixels_a_small_palette_and_its_words_in_the_file(name: str) -> None:
    form, (sheet,) = FORMATS[name], sheets("usual", name)
    image = Image.open(io.BytesIO(draw_png(sheet, form.dpi, FACE, illustrations(), True)))
    assert image.size == form.pixels and image.mode == "P"
    assert image.text["Title"] == sheet.title and image.text["Description"] == sheet.plain
    assert image.text["Comment"] == PREVIEW_STATUS and image.text["Title"].lang == "sv"
    colours = {_named(colour) for _, colour in image.convert("RGB").getcolors(100_000)}
    assert set(COLOURS.values()) <= colours


@pytest.mark.parametrize("name", ["a4", "delning", "kvadrat", "banner-hog", "kort"])
def test_a_small_palette_keeps_every_large_flat_to_the_last_bit(name: str) -> None:
    image = draw_sheet(sheets("long", name)[-1], 96, FACE, illustrations(), False)
    kept = flat(image).convert("RGB")
    least = image.width * image.height / 500
    for count, colour in image.getcolors(10_000_000):
        if count > least:
            assert max(kept.getcolors(10_000_000), key=lambda entry: entry[1] == colour)[0] >= count
    difference = ImageChops.difference(image, kept)
    assert max(high for _, high in difference.getextrema()) <= 40


def test_a_preview_is_marked_and_a_release_is_not() -> None:
    (sheet,) = sheets("usual", "delning")
    release = draw_png(sheet, 96, FACE, illustrations(), False)
    assert "Comment" not in Image.open(io.BytesIO(release)).text
    assert release != draw_png(sheet, 96, FACE, illustrations(), True)


_DRAW = (
    "import hashlib; from poster_words import *; from campaign.media.raster import draw_png;"
    "from campaign.media.composition import compose_all;"
    "found = compose_all(invented('usual'), setter(), ['dela', 'kort']);"
    "png = b''.join(draw_png(sheet, 96, FACE, illustrations(), True) for sheet in found);"
    "print(hashlib.sha256(repr(found).encode() + png).hexdigest())"
)


def test_two_processes_give_the_same_bytes() -> None:
    path = os.pathsep.join([str(PROJECT), str(PROJECT / "tests")])
    digests = {
        subprocess.run(
            [sys.executable, "-c", _DRAW], env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    found = compose_all(invented("usual"), setter(), ["delning", "kort"])
    png = b"".join(draw_png(sheet, 96, FACE, illustrations(), True) for sheet in found)
    assert digests == {hashlib.sha256(repr(found).encode() + png).hexdigest() + "\n"}


def test_a_headline_of_400_signs_is_refused_with_design_format_and_words_to_cut() -> None:
    words = dataclasses.replace(invented("usual"), headline="Det är långt " * 31)
    for form in FORMATS.values():
        with pytest.raises(TextTooLongError, match=rf"”prov”, formatet {form.name}: rubriken .*Ta bort minst \d+ ord"):
            compose_sheets(words, form, setter())


def test_too_many_services_are_refused() -> None:
    words = dataclasses.replace(invented("usual"), services=invented("usual").services * 12)
    for form in FORMATS.values():
        with pytest.raises(TextTooLongError, match=rf"”prov”, formatet {form.name}: "):
            compose_sheets(words, form, setter())


@pytest.mark.parametrize(
    ("colours", "told"),
    [
        ({"background": "#fff", "ink": "#000000", "accent": "#f0a566"}, "”#fff” är ingen färg för background"),
        ({"background": "#ffffff", "ink": "teal", "accent": "#f0a566"}, "”teal” är ingen färg för ink"),
        ({"background": "#ffffff", "ink": "#000000"}, "färgen accent saknas"),
        ({"background": "#ffffff", "ink": "#777777", "accent": "#f0a566"}, "kontrasten 4,5:1, minst 7:1"),
    ],
)
def test_colours_that_cannot_be_used_are_told(colours: dict[str, str], told: str) -> None:
    words = dataclasses.replace(invented("short"), colours=colours)
    with pytest.raises(ColourError, match=told):
        compose_sheets(words, FORMATS["a4"], setter())


def test_a_missing_illustration_is_told() -> None:
    (sheet,) = compose_sheets(
        dataclasses.replace(invented("short"), illustration="finns-ej"), FORMATS["delning"], setter()
    )
    with pytest.raises(IllustrationMissingError, match="prov-dela: bilden ”finns-ej” finns inte"):
        draw_sheet(sheet, 96, FACE, illustrations(), False)


@pytest.mark.parametrize(
    ("address", "told"), [("http://a.example/", "ska börja med https"), (f"https://a.example/{'x' * 90}", "högst 90")]
)
def test_an_unfit_address_is_told(address: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        compose_sheets(dataclasses.replace(invented("short"), address=address), FORMATS["a4"], setter())

"""Posters in every format: nothing overflows, all can be read by people and by telephones, the same bytes each time."""

from __future__ import annotations

import dataclasses
import hashlib
import io
import os
import subprocess
import sys
from functools import cache
from typing import Any, get_args

import pytest
import zxingcpp
from PIL import Image, ImageChops
from poster_words import ADDRESS, COLOURS, FACE, illustrations, invented, real, setter, site
from real_site import PROJECT

from campaign.content.poster import Format as FormatName
from campaign.content.poster import PosterVariant
from campaign.content.preview import PREVIEW_STATUS
from campaign.images.palette import contrast
from campaign.images.text import TextTooLongError
from campaign.media.card import OUTSIDE_TITLE
from campaign.media.colours import ColourError, colours_by_token
from campaign.media.composition import compose_all, compose_sheets
from campaign.media.formats import FORMATS
from campaign.media.layout import Area, Line, Modules, Picture, Rectangle, Sheet
from campaign.media.line_breaks import NBSP
from campaign.media.pictures import IllustrationMissingError
from campaign.media.print_pdf import covering
from campaign.media.raster import draw_png, draw_sheet, flat
from campaign.media.small_print import joined
from campaign.media.typeface import ASCENT, DESCENT, SignMissingError

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
    assert set(found) == {ADDRESS} and len(found) == (7 if name == "talong" else 1)


def test_what_is_seen_on_a_telephone_has_no_code() -> None:
    without = {name for name, form in FORMATS.items() if not form.qr}
    assert without == {"delning", "kvadrat", "banner-bred", "banner-hog"}
    for name in without:
        assert not any(isinstance(item, Modules) for sheet in sheets("usual", name) for item in sheet.items)


def test_the_outside_of_a_card_without_words_is_colours_only() -> None:
    outside, inside = sheets("usual", "kort")
    assert all(isinstance(item, Rectangle) for item in outside.items)
    assert outside.title == OUTSIDE_TITLE and "prata" not in outside.plain.casefold()
    assert any(isinstance(item, Modules) for item in inside.items)


@pytest.mark.parametrize("footer", [(), ("Version 2026-11-22", PREVIEW_STATUS)])
def test_the_outside_of_a_card_shows_its_own_words_large_and_nothing_of_the_inside(footer: tuple[str, ...]) -> None:
    words = dataclasses.replace(invented("usual"), outside="Någon du kan ringa till", footer=footer)
    outside, _ = compose_sheets(words, FORMATS["kort"], setter())
    lines = [item for item in outside.items if isinstance(item, Line)]
    own = [line.text for line in lines if line.size > 4]
    assert " ".join(own) == outside.title == "Någon du kan ringa till"
    status = " ".join(line.text for line in lines if line.text not in own)
    assert status == (PREVIEW_STATUS if footer else "")
    assert outside.plain == "\n".join(["Någon du kan ringa till", *footer[1:]])
    assert not any(isinstance(item, (Modules, Picture)) for item in outside.items)


REAL = [
    (poster.id, variant, name)
    for poster in site().records.posters.values() for variant in poster.variants for name in poster.formats
]  # fmt: skip


@cache
def real_sheets(key: str, variant: PosterVariant, name: FormatName) -> tuple[Sheet, ...]:
    return compose_sheets(real(site().records.posters[key], variant), FORMATS[name], setter())


@pytest.mark.parametrize(("key", "variant", "name"), REAL)
def test_the_real_designs_have_room_and_can_be_read(key: str, variant: PosterVariant, name: FormatName) -> None:
    form, sheet = FORMATS[name], real_sheets(key, variant, name)[-1]
    lines = [item for item in sheet.items if isinstance(item, Line)]
    smallest, headline = min(line.size for line in lines), max(line.size for line in lines if line.style == "Bold")
    if form.dpi == 96:
        assert smallest * form.dpi / 25.4 >= 10, "pixels"
    else:
        assert smallest >= 5.5 / 72 * 25.4, "5.5 points in millimetres"
    assert headline >= (6 if name == "kort" else 12) * form.unit
    status = [line for line in lines if line.text.startswith("Det här är en förhandsvisning")]
    assert status and all(line.style == "Bold" for line in status)
    assert not any(line.text.startswith("·") or line.text.endswith("·") or ". ·" in line.text for line in lines)


@pytest.mark.parametrize(("key", "variant", "name"), REAL)
def test_the_pictures_of_the_real_designs_show_whole_heads(key: str, variant: PosterVariant, name: FormatName) -> None:
    scene = site().records.illustrations[site().records.posters[key].illustration]
    top, standing, bottom = scene.figures
    for item in real_sheets(key, variant, name)[-1].items:
        if isinstance(item, Picture):
            whole = covering(item.area, item.down)
            assert whole.y + standing * whole.height >= max(0.0, item.area.y)
            if name in ("skarm-staende", "skarm-liggande", "delning", "banner-bred", "banner-hog"):
                assert whole.y + top * whole.height >= item.area.y
                assert whole.y + bottom * whole.height <= item.area.y + item.area.height + 0.01


def test_formats_are_those_that_a_poster_may_name() -> None:
    assert set(FORMATS) == set(get_args(FormatName))


def test_the_small_print_has_dots_between_its_parts_but_not_after_a_full_stop() -> None:
    assert joined(["Version 1", "Giltig till 2 maj", "Inte prövad.", "CC BY"]) == (
        "Version 1\u00a0· Giltig till 2 maj\u00a0· Inte prövad. CC BY"
    )


@pytest.mark.parametrize(("length", "texts"), [("short", ["116 111"]), ("usual", []), ("long", [])])
def test_a_slip_has_a_code_an_address_and_a_number_only_when_there_is_one(length: str, texts: list[str]) -> None:
    (sheet,) = sheets(length, "talong")
    codes = [box(item) for item in sheet.items if isinstance(item, Modules)]
    slips = [
        item for item in sheet.items
        if isinstance(item, Line) and item.baseline > codes[0].y - 12 and item.colour == COLOURS["ink"]
    ]  # fmt: skip
    assert [item.text for item in slips] == [*texts, "kampanj.example", "/a/3"] * 7
    assert len(codes) == 7 and min(item.size for item in slips) >= 6 / 72 * 25.4
    # An office printer leaves up to 5 mm of the paper white.
    assert codes[0].x >= 5 and codes[-1].x + codes[-1].width <= sheet.width - 5
    assert max(item.baseline for item in slips) <= sheet.height - 5


@pytest.mark.parametrize("variant", ["sv", "lattlast"])
@pytest.mark.parametrize("name", ["a4", "kvadrat", "talong", "kort"])
def test_several_numbers_are_larger_than_their_names_and_the_address(variant: PosterVariant, name: FormatName) -> None:
    words = real(site().records.posters["prata-forst"], variant)
    lines = [item for item in real_sheets("prata-forst", variant, name)[-1].items if isinstance(item, Line)]
    numbers = [item.size for item in lines if item.text.replace(NBSP, " ") in {number for _, number in words.services}]
    addresses = [item.size for item in lines if item.text == words.shown_address]
    small = [item for item in lines if item.text.startswith("Version")]
    assert len(numbers) == 3 and len(set(numbers)) == 1
    assert all(size < numbers[0] for size in addresses) and numbers[0] >= 1.5 * small[0].size
    assert numbers[0] * 72 / 25.4 >= {"kort": 12, "kvadrat": 45}.get(name, 28)
    if name == "kort":
        assert min(item.size for item in lines) * 72 / 25.4 >= 6


@pytest.mark.parametrize("name", ["a4", "skarm-staende", "kort"])
def test_a_long_address_alone_in_its_panel_stands_on_two_lines_when_it_is_larger_so(name: FormatName) -> None:
    words = real(site().records.posters["vill-andra"], "lattlast")
    lines = [item for item in real_sheets("vill-andra", "lattlast", name)[-1].items if isinstance(item, Line)]
    found = [item.text for item in lines if item.text.startswith(("kampanj.example", "/lattlast"))]
    assert found == ([words.shown_address] if name == "kort" else ["kampanj.example", "/lattlast/vill-andra"])


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
    "found = compose_all(invented('usual'), setter(), ['delning', 'kort']);"
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
    cure = r"Ta bort minst \d+ ord, till exempel ”.*långt .*”\."
    for form in FORMATS.values():
        with pytest.raises(TextTooLongError, match=rf"”prov”, formatet {form.name}: rubriken ryms inte. {cure}"):
            compose_sheets(words, form, setter())


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"headline": "Prata med " + "ö" * 60}, "rubriken ryms inte. Ordet ”ö{40}…” är bredare än sin plats"),
        ({"lines": ("Prata " + "å" * 90,)}, "brödtexten ryms inte. Ordet ”å{40}…” är bredare än sin plats"),
        ({"headline": "Prata 😀"}, r"rubriken: tecknet ”😀” \(U\+1F600\) finns inte i typsnittet. Ta bort det."),
        ({"lines": ("Ring. 😀",)}, r"brödtexten: tecknet ”😀” \(U\+1F600\)"),
        ({"lines": ("שלום",)}, r"brödtexten: tecknet U\+05E9 finns inte"),
        ({"outside": "a\u202eb"}, r"kortets utsida: tecknet U\+202E finns inte"),
        ({"services": (("Bris →", "116 111"),)}, r"tjänstens namn: tecknet ”→” \(U\+2192\)"),
        ({"footer": ("Giltig → maj",)}, r"raderna längst ned: tecknet ”→”"),
    ],
)
def test_a_text_that_cannot_be_set_is_told_with_design_format_and_part(change: dict[str, Any], told: str) -> None:
    words = dataclasses.replace(invented("usual"), **change)
    with pytest.raises((TextTooLongError, SignMissingError), match=f"^Affischen ”prov”, formatet a4: {told}"):
        compose_sheets(words, FORMATS["a4"], setter())


def test_words_on_the_outside_of_a_card_that_have_no_room_are_told() -> None:
    words = dataclasses.replace(invented("short"), outside="Någon att prata med " * 9)
    with pytest.raises(TextTooLongError, match=r"formatet kort: kortets utsida ryms inte. Ta bort minst"):
        compose_sheets(words, FORMATS["kort"], setter())


def test_a_colour_without_a_token_is_told() -> None:
    names = {"background": "nigth", "ink": "on-night"}
    with pytest.raises(ColourError, match=r"Affischen ”prov”: färgen ”nigth” för background finns inte. .*night"):
        colours_by_token(names, {"night": "#0b3a43", "on-night": "#fff6ea"}, "Affischen ”prov”")
    with pytest.raises(ColourError, match=r"finns inte. Välj ett namn ur stilmallens"):
        colours_by_token({"ink": "qqqqqq"}, {"night": "#0b3a43"}, "Affischen ”prov”")


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
    with pytest.raises(IllustrationMissingError, match="prov-delning: bilden ”finns-ej” finns inte"):
        draw_sheet(sheet, 96, FACE, illustrations(), False)


@pytest.mark.parametrize(
    ("address", "told"), [("http://a.example/", "ska börja med https"), (f"https://a.example/{'x' * 90}", "högst 90")]
)
def test_an_unfit_address_is_told(address: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        compose_sheets(dataclasses.replace(invented("short"), address=address), FORMATS["a4"], setter())

"""The card for sharing and the icon: sizes, colours, words that fit, marks, and the same bytes every time."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from real_site import PROJECT

from campaign.content.preview import PREVIEW_MARK
from campaign.images.cache import DigestCache
from campaign.images.cards import CARD_SIZE, CardFonts, CardWords, make_card
from campaign.images.fonts import font_file
from campaign.images.icons import favicon
from campaign.images.palette import TOKENS, read_colours
from campaign.images.text import TextTooLongError, break_lines, fit_text, load_font
from campaign.images.vector import Canvas, draw_svg

ASSETS = PROJECT / "overrides/assets"
COLOURS = read_colours((PROJECT / TOKENS).read_text(encoding="utf-8"))
FONTS = CardFonts(font_file("Regular"), font_file("Bold"))


def drawn(tmp_path: Path, name: str = "Raka svar", sender: str = "", preview: bool = False) -> Image.Image:
    content = make_card(CardWords(name, sender), COLOURS, FONTS, preview, DigestCache(tmp_path / "cache"))
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size, image.mode) == ("PNG", CARD_SIZE, "P")
    assert len(content) <= 25_000
    return image


def differs(first: Image.Image, second: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox()


def test_the_card_has_the_site_s_colours_and_says_only_its_name(tmp_path: Path) -> None:
    image = drawn(tmp_path)
    shades = {colour for count, colour in image.convert("RGB").getcolors(100_000) if count > 2000}
    wanted = {tuple(bytes.fromhex(COLOURS[name][1:])) for name in ("dawn", "apricot", "strong", "paper", "plum", "ink")}
    assert wanted <= shades
    assert not image.text, "nothing is written in the file of a release"


def test_the_sender_stands_below_the_name_in_a_release_only(tmp_path: Path) -> None:
    plain, sent = drawn(tmp_path), drawn(tmp_path, sender="Provstad")
    left, top, right, bottom = differs(plain, sent) or (0, 0, 0, 0)
    assert 70 < left < right < 660 and 530 < top < bottom < 620
    assert differs(drawn(tmp_path, preview=True), drawn(tmp_path, sender="Provstad", preview=True)) is None


def test_a_preview_is_marked_from_corner_to_corner_and_in_the_file(tmp_path: Path) -> None:
    marked = drawn(tmp_path, preview=True)
    left, top, right, bottom = differs(drawn(tmp_path), marked) or (0, 0, 0, 0)
    assert right - left > 800 and bottom - top > 400
    assert PREVIEW_MARK in marked.text["Comment"]


def test_a_changed_colour_changes_the_card(tmp_path: Path) -> None:
    cache = DigestCache(tmp_path)
    first = make_card(CardWords("A"), COLOURS, FONTS, False, cache)
    assert make_card(CardWords("A"), COLOURS | {"plum": "#000000"}, FONTS, False, cache) != first
    assert make_card(CardWords("A"), COLOURS, FONTS, False, DigestCache(tmp_path / "b")) == first


@pytest.mark.parametrize(
    "name", ["A", "Raka svar", "Frågor och svar för alla i Stockholm", "Tillgänglighetsredogörelse"]
)
def test_a_name_of_any_usual_length_stays_on_its_side(name: str, tmp_path: Path) -> None:
    left, top, right, bottom = differs(drawn(tmp_path, " "), drawn(tmp_path, name)) or (0, 0, 0, 0)
    assert left + 8 >= 80 and right <= 80 + 560 + 8 and 60 < top < bottom < 520


def test_a_name_that_cannot_fit_is_told(tmp_path: Path) -> None:
    with pytest.raises(TextTooLongError, match="Skriv den kortare"):
        drawn(tmp_path, "ord " * 400)


def test_lines_are_broken_between_words_only() -> None:
    font = load_font(FONTS.bold, 40)
    lines = break_lines("ett två tre fyra fem sex sju", font, 200)
    assert " ".join(lines) == "ett två tre fyra fem sex sju" and len(lines) > 2
    assert all(font.getlength(line) <= 200 for line in lines)
    assert break_lines("Tillgänglighetsredogörelse a", font, 50) == ["Tillgänglighetsredogörelse", "a"]
    assert break_lines("", font, 50) == []


def test_the_largest_size_that_fits_is_taken() -> None:
    box = fit_text("Raka svar", FONTS.bold, 400, 200, 120)
    assert box.width <= 400 and box.height <= 200
    larger = load_font(FONTS.bold, round(box.font.size) + 2)
    lines = break_lines("Raka svar", larger, 400)
    assert box.font.size == 120 or len(lines) * larger.size * 1.15 > 200 or max(map(larger.getlength, lines)) > 400


def test_colours_are_those_of_the_light_scheme() -> None:
    css = ":root { --a: #fff; --b: #12aBcd; --c: 58ch; }\n@media (x) { :root { --a: #000; } }"
    assert read_colours(css) == {"a": "#ffffff", "b": "#12aBcd"}


def test_curves_and_arcs_are_filled() -> None:
    canvas = Canvas((100, 100), 10)
    canvas.fill("M5 0a5 5 0 0 1 0 10a5 5 0 0 1 0-10z", "#ff0000")
    image = canvas.finished()
    filled = sum(value * count for value, count in enumerate(image.getchannel("A").histogram())) / 255
    assert abs(filled - 3.14159 * 50**2) < 120
    assert image.getpixel((2, 2))[3] == 0 and image.getpixel((50, 50)) == (255, 0, 0, 255)


def test_the_icon_has_three_sizes_of_the_drawing() -> None:
    svg = (ASSETS / "favicon.svg").read_bytes()
    content = favicon(svg)
    assert content == favicon(svg) and len(content) < 5000
    icon = Image.open(io.BytesIO(content))
    assert icon.format == "ICO" and icon.info["sizes"] == {(16, 16), (32, 32), (48, 48)}
    for side in (16, 32, 48):
        icon.size = (side, side)
        icon.load()
        assert differs(icon.convert("RGBA"), draw_svg(svg, side)) is None, "each size is drawn, none is scaled"


def test_the_icon_looks_like_the_drawing() -> None:
    image = draw_svg((ASSETS / "favicon.svg").read_bytes(), 64)
    assert image.getpixel((4, 32)) == (0x0B, 0x46, 0x50, 255)
    assert image.getpixel((24, 40)) == (0xF4, 0xB0, 0x7A, 255)
    assert image.getpixel((36, 24)) == (0xFF, 0xF6, 0xEA, 255)
    assert image.getpixel((0, 0))[3] == 0

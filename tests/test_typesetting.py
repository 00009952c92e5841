"""Type on posters: kerned measures, Swedish line breaking, the largest size that fits, and errors that help."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageFont

from campaign.images.text import TextTooLongError
from campaign.media.layout import Line, Sheet
from campaign.media.line_breaks import break_lines, is_widow, pieces
from campaign.media.raster import draw_sheet
from campaign.media.typeface import ASCENT, DESCENT, SignMissingError, site_typeface
from campaign.media.typesetting import Typesetter, TypeStyle

FACE = site_typeface()
WORDS = ["tillgänglig|hets|redo|görelse", "människo|handel", "ungdoms|mottagning"]
SETTER = Typesetter(FACE, WORDS)
HEADLINE = TypeStyle("Bold", 6, 24, 1.12, True)
BODY = TypeStyle("Regular", 4, 7)
WHAT = "Affischen ”prov”, formatet a4: rubriken"


def lines(text: str, width: int, balanced: bool = True) -> list[str]:
    """The lines of a text in a font whose every sign is one wide."""
    return break_lines(pieces(text, WORDS), width, 99, lambda line: float(len(line)), balanced)


def test_letters_are_kerned() -> None:
    plain = ImageFont.truetype(io.BytesIO(FACE.regular), 100, layout_engine=ImageFont.Layout.RAQM)
    assert FACE.width("AVATAR", "Regular") * 100 == pytest.approx(337.7, abs=0.1)
    assert FACE.width("AVATAR", "Regular") * 100 < plain.getlength("AVATAR", features=["-kern"]) - 20


@pytest.mark.parametrize("size", [9, 12.5, 31, 100])
def test_a_measure_holds_in_every_size(size: float) -> None:
    text = "Du kan alltid prata med någon, AVATAR 116 111"
    assert FACE.font("Bold", size).getlength(text) == pytest.approx(FACE.width(text, "Bold") * size, rel=0.002)


@pytest.mark.parametrize(
    ("text", "width", "wanted"),
    [
        ("Du kan ringa", 40, ["Du kan ringa"]),
        ("ett två tre fyra fem sex", 14, ["ett två tre", "fyra fem sex"]),
        ("Ring oss på 116 111", 15, ["Ring oss", "på 116 111"]),
        ("Det är brott för den som är 15 år", 30, ["Det är brott", "för den som är 15 år"]),
        ("Nio av tio är 9 av 10 i år", 16, ["Nio av tio", "är 9 av 10 i år"]),
        ("Lagen kom 1 januari 1999 hos oss", 20, ["Lagen kom", "1 januari 1999", "hos oss"]),
        ("Prata med oss – vi finns här", 20, ["Prata med oss –", "vi finns här"]),
        ("Det här är bra för oss nu", 20, ["Det här är bra", "för oss nu"]),
        ("Ungdomsmottagningen", 14, ["Ungdoms-", "mottagningen"]),
        ("Stopp för människohandel i stan", 16, ["Stopp för", "människohandel", "i stan"]),
        ("hbtqi-personer", 9, []),
        ("Tvåtusentalet", 9, []),
        ("", 9, []),
    ],
)  # fmt: skip
def test_lines_are_broken_as_swedish_is(text: str, width: int, wanted: list[str]) -> None:
    assert lines(text, width) == wanted


def test_an_a_and_a_ring_are_one_letter() -> None:
    assert SETTER.set("A\u030a", HEADLINE, 100, 60, WHAT).lines == ("Å",)


@given(
    st.lists(st.text("aåäöBCi", min_size=1, max_size=9), min_size=1, max_size=25), st.integers(10, 60), st.booleans()
)
@settings(max_examples=150, deadline=None)
def test_no_word_is_lost_or_broken_and_no_line_is_too_long(words: list[str], width: int, balanced: bool) -> None:
    found = lines(" ".join(words), width, balanced)
    assert " ".join(found) == " ".join(words)
    assert max(map(len, found)) <= width


@pytest.mark.parametrize(
    "text", ["Du kan få stöd och råd nu", "Hej på dig du som är här i dag och nu", "Vi är här för dig"]
)
@pytest.mark.parametrize("width", [10, 12, 15, 20])
def test_a_short_word_is_not_left_alone(text: str, width: int) -> None:
    assert not is_widow(lines(text, width)) and not is_widow(lines(text, width, False))


def test_the_size_is_the_largest_that_fits_and_no_text_leaves_its_room() -> None:
    block = SETTER.set("Du kan alltid prata med någon", HEADLINE, 120, 60, WHAT)
    assert block.width <= 120 and block.height <= 60 and 6 <= block.size <= 24
    assert SETTER.set("Hej", HEADLINE, 120, 60, WHAT).size == 24
    larger = TypeStyle("Bold", block.size * 1.45, block.size * 1.45, 1.12, True)
    assert SETTER.attempt("Du kan alltid prata med någon", larger, 120, 60) is None


def test_a_word_is_kept_whole_where_that_does_not_make_it_small() -> None:
    assert SETTER.set("Ungdomsmottagning", HEADLINE, 180, 60, WHAT).lines == ("Ungdomsmottagning",)
    assert SETTER.set("Tillgänglighetsredogörelse", HEADLINE, 90, 80, WHAT).lines[0].endswith("-")


def test_what_does_not_fit_is_told_with_how_many_words_to_cut() -> None:
    text = "ord " * 100
    with pytest.raises(
        TextTooLongError, match=rf"{WHAT} ryms inte\. Ta bort minst (\d+) ord, till exempel ”ord ord .*…”\."
    ) as told:
        SETTER.set(text.strip(), HEADLINE, 60, 30, WHAT)
    cut = int(str(told.value).rpartition("minst ")[2].split()[0])
    SETTER.set(" ".join(["ord"] * (100 - cut)), HEADLINE, 60, 30, WHAT)
    with pytest.raises(TextTooLongError):
        SETTER.set(" ".join(["ord"] * (101 - cut)), HEADLINE, 60, 30, WHAT)


def test_a_word_that_cannot_break_is_named() -> None:
    with pytest.raises(TextTooLongError, match=r"Ordet ”ö{40}…” är bredare.*hyphenation\.yml"):
        SETTER.set("Ett " + "ö" * 60, HEADLINE, 100, 90, WHAT)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("Hej 😀", "”😀” \\(U\\+1F600\\)"), ("שלום", "U\\+05E9"), ("مرحبا", "U\\+0645"), ("a\u202eb", "U\\+202E"),
        ("Pil → dit", "”→” \\(U\\+2192\\)"), ("q\u0323", "U\\+0323"),
    ],
)  # fmt: skip
def test_a_sign_that_the_font_lacks_is_named(text: str, named: str) -> None:
    with pytest.raises(SignMissingError, match=f"rubriken: tecknet {named}"):
        SETTER.set(text, HEADLINE, 100, 90, WHAT)


def ink(line: Line, dpi: float) -> tuple[float, float, float, float]:
    """Where the back end puts the line's ink, in millimetres."""
    sheet = Sheet("prov", 300, 60, 0, (line,), "", "", "sv")
    box = draw_sheet(sheet, dpi, FACE, {}, False).convert("L").point(lambda value: 255 - value).getbbox()
    assert box
    left, top, right, bottom = (side * 25.4 / dpi for side in box)
    return left, top, right, bottom


@given(
    st.text("abcdefgjpqyåäöÅÄÖÉÇTVWf,.()!? 0123456789", min_size=1, max_size=18), st.sampled_from(["Regular", "Bold"])
)
@settings(max_examples=40, deadline=None)
def test_the_ink_of_a_line_lies_in_its_told_box(text: str, style: str) -> None:
    block = SETTER.attempt(text, TypeStyle(style, 9, 9), 280, 12)  # type: ignore[arg-type]
    if block is None or not block.lines:
        return
    (line,) = block.placed(10, 20, "#000000")
    dpi, pixel = 100, 25.4 / 100
    left, top, right, bottom = ink(line, dpi)
    overhang = 0.08 * line.size  # a j reaches out to the left by so much
    assert 10 - overhang - pixel <= left and right <= 10 + line.width + overhang + pixel
    assert 20 - pixel <= top and bottom <= 20 + (ASCENT + DESCENT) * line.size + pixel


def test_the_baseline_is_where_it_is_told() -> None:
    (line,) = SETTER.set("HHH", BODY, 100, 20, WHAT).placed(10, 20, "#000000")
    assert ink(line, 300)[3] == pytest.approx(line.baseline, abs=0.1)

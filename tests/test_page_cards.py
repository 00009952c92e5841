"""The cards of single pages: who has one, words that fit and can be read, and only what changed drawn again."""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from real_site import PROJECT, BuiltSite

from campaign.content.pages import Site, Variant, load_site
from campaign.content.preview import PREVIEW_MARK
from campaign.images.cache import DigestCache
from campaign.images.card_pool import make_page_cards, unheard
from campaign.images.cards import CARD_SIZE, CardFonts, CardWords
from campaign.images.fonts import font_file
from campaign.images.page_cards import (
    SMALLEST_TITLE,
    TITLE_BOX,
    TONES,
    PageCard,
    Style,
    Tone,
    draw_page_card,
    fit_title,
)
from campaign.images.palette import TOKENS, read_colours
from campaign.images.text import MissingSignError, TextError, TextTooLongError, balanced, fit_text
from campaign.site.metadata import tells_nothing
from campaign.site.shared_cards import page_cards

COLOURS = read_colours((PROJECT / TOKENS).read_text(encoding="utf-8"))
FONTS = CardFonts(font_file("Regular"), font_file("Bold"))
STYLE = Style(CardWords("Raka svar"), COLOURS, FONTS, preview=True)
RELEASE = Style(CardWords("Raka svar", "Provstad"), COLOURS, FONTS, preview=False)
LONG = "Tillgänglighetsredogörelse för alla sidor, filmer, bilder och lektioner på den här webbplatsen"


def page(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: Om {title}.\n{extra}---\nText.\n"


FILES = {
    "index.md": page("Start"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Allt om lagen"),
    "lagen/index.lattlast.md": page("Lagen lätt"),
    "lagen/straff.md": page("Straff"),
    "lagen/dold-titel.md": page("Köp", "neutral_title: Om lagen\n"),
    "lagen/dold-titel.lattlast.md": page("Köp lätt"),
    "lagen/gomd.md": page("Gömd", "hidden: true\n"),
    "lagen/gomd.lattlast.md": page("Gömd lätt"),
    "lagen/utkast.md": page("Utkast", "draft: true\n"),
    "stod/akut.md": page("Akut"),
    "ung/hot.md": page("Hot"),
    "om/index.md": page("Om sidan"),
}
MakeSite = Callable[[Mapping[str, str]], Site]


def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(content))
    assert (image.format, image.size, image.mode) == ("PNG", CARD_SIZE, "P")
    return image


def rgb(card: PageCard, style: Style = STYLE) -> Image.Image:
    return opened(draw_page_card(card, style)).convert("RGB")


def changed(first: Image.Image, second: Image.Image, above: int = 24) -> tuple[int, int, int, int]:
    """The box of what clearly differs: palettes differ a little from picture to picture."""
    found = ImageChops.difference(first, second).convert("L").point(lambda value: 255 * (value > above)).getbbox()
    assert found
    return found


def test_pages_that_are_listed_and_may_be_told_of_have_a_card(make_site: MakeSite) -> None:
    cards = page_cards(make_site(FILES))
    titles = {card.title: (card.section, card.variant) for card in cards.values()}
    assert sorted(titles) == ["Allt om lagen", "Lagen lätt", "Om sidan", "Straff"]
    assert titles["Lagen lätt"][1] == "Lättläst" and titles["Straff"][1] == ""


def test_the_real_pages_have_theirs_and_a_section_is_not_named_twice() -> None:
    site = load_site(PROJECT / "docs")
    cards = page_cards(site)
    told = [shown for shown in site.published() if not tells_nothing(shown) and shown.id != "index"]
    assert [shown.path for shown in told] == list(cards) and len(cards) > 100
    assert not [path for path in cards if "/stod/" in path or "/ung/" in path]
    for path, card in cards.items():
        assert card.section != card.title.replace("\u00ad", ""), path
        assert fit_title(card.title, FONTS.bold).font.size >= 60, path


def luminance(colour: tuple[int, ...]) -> float:
    parts = [value / 255 for value in colour]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def worst_contrast(written: Image.Image, blank: Image.Image, wanted: str) -> float:
    """Between the letters' own colour and every colour that lies behind them, measured on the pixels."""
    box = changed(written, blank)
    ink = tuple(bytes.fromhex(COLOURS[wanted][1:]))
    letters = [colour for _, colour in written.crop(box).getcolors(1000) or []]
    nearest = min(letters, key=lambda colour: sum(abs(a - b) for a, b in zip(colour, ink, strict=True)))
    assert sum(abs(a - b) for a, b in zip(nearest, ink, strict=True)) < 12, "the palette keeps the letters' colour"
    behind = [colour for count, colour in blank.crop(box).getcolors(1000) or [] if count > 20]
    return min(contrast(nearest, colour) for colour in behind)


@pytest.mark.parametrize("style", [STYLE, RELEASE], ids=["preview", "release"])
@pytest.mark.parametrize("tone", dict.fromkeys([*TONES.values(), Tone()]), ids=str)
def test_every_word_has_contrast_measured_on_the_pixels(tone: Tone, style: Style) -> None:
    card = PageCard(LONG, "Lagen", "Lättläst", tone)
    written = rgb(card, style)
    found = {"title": worst_contrast(written, rgb(dataclasses.replace(card, title=""), style), "ink")}
    nameless = dataclasses.replace(style, words=CardWords(" "))
    found["foot"] = worst_contrast(written, rgb(card, nameless), "ink")
    # The slips of paper: what is white on them against the paper itself.
    white = tuple(bytes.fromhex(COLOURS["on-strong"][1:]))
    found |= {name: contrast(white, tuple(bytes.fromhex(COLOURS[name][1:]))) for name in (tone.accent, "ink")}
    assert min(found.values()) >= 7, found


@pytest.mark.parametrize(
    "title", ["A", LONG, "Så väljer vi hjälpen som vi visar", "Tillgänglighets\u00adredogörelse", f"{LONG} och mer"]
)
def test_a_title_of_any_length_stays_in_its_place(title: str) -> None:
    left, top, right, bottom = changed(rgb(PageCard("", "Lagen")), rgb(PageCard(title, "Lagen")))
    assert TITLE_BOX[0] - 4 <= left and right <= TITLE_BOX[2] and TITLE_BOX[1] <= top and bottom <= TITLE_BOX[3] + 4


def test_lines_are_balanced_and_break_where_a_reader_pauses() -> None:
    def lines(title: str) -> list[str]:
        return fit_title(title, FONTS.bold).lines

    assert lines("Elevblad 4: Vem får pengarna?") == ["Elevblad 4:", "Vem får pengarna?"]
    assert lines("Så väljer vi hjälpen som vi visar") == ["Så väljer vi hjälpen", "som vi visar"]
    assert lines("Tillgänglighets\u00adredogörelse") == ["Tillgänglighets-", "redogörelse"]
    assert lines("Person\u00aduppgifter") == ["Personuppgifter"], "a word that fits is not broken"
    box = fit_text("ett två tre fyra fem sex sju åtta nio tio elva", FONTS.bold, 800, 300, 90)
    even = balanced(box, 800)
    assert " ".join(even.lines) == " ".join(box.lines) and len(even.lines) == len(box.lines)
    assert even.width <= box.width and even.font.getlength(even.lines[-1]) >= box.font.getlength(box.lines[-1])


def test_what_cannot_stand_on_a_card_is_told_with_its_page(tmp_path: Path) -> None:
    cards = {"docs/a.md": PageCard("ord " * 200, "Lagen"), "docs/b.md": PageCard("Pil →", ""),
             "docs/c.md": PageCard("Gott", ""), "docs/d.md": PageCard("D", "avdelning " * 40)}  # fmt: skip
    with pytest.raises(TextError) as caught:
        make_page_cards(cards, STYLE, DigestCache(tmp_path), unheard)
    told = str(caught.value).splitlines()
    assert [line.split(":")[0] for line in told] == ["docs/a.md", "docs/b.md", "docs/d.md"]
    assert "Skriv den kortare" in told[0] and "→" in told[1] and "ryms inte" in told[2]
    with pytest.raises(TextTooLongError):
        fit_title("m" * 60, FONTS.bold)
    with pytest.raises(MissingSignError, match="مرحبا"[0]):
        fit_title("مرحبا"[0], FONTS.bold)
    assert fit_title("m" * 20, FONTS.bold).font.size >= SMALLEST_TITLE


def test_a_preview_is_marked_names_no_sender_and_a_release_says_nothing_in_the_file() -> None:
    card = PageCard("Straff", "Lagen")
    marked, plain = opened(draw_page_card(card, STYLE)), opened(draw_page_card(card, RELEASE))
    assert PREVIEW_MARK in marked.text["Comment"] and not plain.text  # type: ignore[attr-defined]
    left, top, right, bottom = changed(rgb(card), rgb(card, dataclasses.replace(RELEASE, words=STYLE.words)))
    assert right - left > 700 and bottom - top > 300
    assert draw_page_card(card, STYLE) == draw_page_card(
        card, dataclasses.replace(STYLE, words=CardWords("Raka svar", ""))
    )
    sent = changed(rgb(card, RELEASE), rgb(card, dataclasses.replace(RELEASE, words=CardWords("Raka svar"))))
    assert sent[1] > 520 and sent[2] <= TITLE_BOX[2]


def entries(cache: DigestCache) -> dict[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in cache.folder.glob("card-*")}


def test_after_a_change_only_that_page_s_card_is_drawn(make_site: MakeSite, tmp_path: Path) -> None:
    cache = DigestCache(tmp_path / "cache")

    def drawn(files: Mapping[str, str], style: Style = STYLE) -> tuple[int, int]:
        """How many cards there are, and how many of them were drawn now."""
        before, told = entries(cache), []
        cards = make_page_cards(page_cards(make_site(files)), style, cache, lambda done, of: told.append((done, of)))
        new = {name for name, when in entries(cache).items() if before.get(name) != when}
        assert told == [(number, len(new)) for number in range(1, len(new) + 1)]
        return len(cards), len(new)

    assert drawn(FILES) == (4, 4)
    assert drawn(FILES) == (4, 0)
    assert drawn(FILES | {"lagen/straff.md": page("Straff") + "\nMer text.\n"}) == (4, 0)
    assert drawn(FILES | {"lagen/straff.md": page("Straffet")}) == (4, 1)
    assert drawn(FILES | {"stod/akut.md": page("Köpa sex")}) == (4, 0), "a neutral page has no card of its own"
    assert drawn(FILES, dataclasses.replace(STYLE, colours=COLOURS | {"plum": "#000000"})) == (4, 4)
    assert drawn(FILES) == (4, 0)


def test_any_number_of_processes_gives_the_same_bytes(tmp_path: Path) -> None:
    cards = {f"docs/{number}.md": PageCard(f"Sida {number}", "Lagen", tone=TONES["skola"]) for number in range(6)}
    alone = make_page_cards(cards, STYLE, DigestCache(tmp_path / "a"), unheard, processes=1)
    together = make_page_cards(cards, STYLE, DigestCache(tmp_path / "b"), unheard, processes=2)
    assert list(alone) == list(together) == list(cards) and alone == together
    assert len(set(alone.values())) == 6
    with pytest.raises(TextError, match=r"docs/lang\.md: Rubriken"):
        lang = {"docs/lang.md": PageCard("ord " * 200, "")}
        make_page_cards(cards | lang, STYLE, DigestCache(tmp_path / "c"), unheard, processes=2)


def test_the_built_site_has_as_many_cards_as_pages_that_may_be_told_of(built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs")
    told = [shown for shown in site.published() if not tells_nothing(shown) and shown.id != "index"]
    files = sorted((built_site.folder / "assets").glob("kort.*.png"))
    assert len(files) == len(told) + 1, "one for each, and the neutral one"
    assert len({shown.variant for shown in told}) == len(Variant)
    for file in files:
        assert file.stat().st_size <= 25_000, file
        assert PREVIEW_MARK in opened(file.read_bytes()).text["Comment"], file  # type: ignore[attr-defined]

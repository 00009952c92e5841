"""Shortcodes and tables in real Markdown: alone or in running text, never looked into, tables without inline style."""

from __future__ import annotations

import re

import pytest
from markdown import Markdown

from campaign.content.markdown import scan
from campaign.site.shortcodes_extension import ShortcodesExtension

EXTENSIONS = ["admonition", "def_list", "pymdownx.details", "tables", "toc"]


def render(text: str) -> str:
    """Real Markdown with the project's extensions; a shortcode alone is drawn as a block, as the site does."""

    def draw(kind: str, record_id: str, alone: bool) -> str:
        tag = "div" if alone else "b"
        return f"<{tag}>{kind}/{record_id}</{tag}>"

    return Markdown(extensions=[*EXTENSIONS, ShortcodesExtension(draw)]).convert(text)


@pytest.mark.parametrize(
    "text",
    ["[[tjanst:bris]]", "  [[tjanst:bris]]  ", "Före.\n\n[[tjanst:bris]]\n\nEfter.", "## Rubrik\n[[tjanst:bris]]",
     "> [[tjanst:bris]]", "!!! note\n\n    [[tjanst:bris]]", "??? note\n\n    [[tjanst:bris]]",
     "<!-- tillåt term-avoid: skäl -->\n[[tjanst:bris]]", "Text.\n\n- a\n- b\n\nText.\n\n[[tjanst:bris]]"],
)  # fmt: skip
def test_a_shortcode_that_fills_a_paragraph_is_alone_and_stands_in_no_paragraph(text: str) -> None:
    html = render(text)
    assert html.count("<div>tjanst/bris</div>") == 1
    assert "<p><div" not in html and "<b>" not in html


@pytest.mark.parametrize(
    "text",
    ["Ring [[tjanst:bris]] nu.", "[[tjanst:bris]] nu", "**[[tjanst:bris]]**", "- [[tjanst:bris]]",
     "- a\n\n- [[tjanst:bris]]\n", "1. [[tjanst:bris]]", "- a\n\n    [[tjanst:bris]]", "Ord\n:   [[tjanst:bris]]",
     "| a | b |\n|---|---|\n| [[tjanst:bris]] | c |", "## [[tjanst:bris]]", "Text\n[[tjanst:bris]]",
     "Se[^1].\n\n[^1]: Ring [[tjanst:bris]].", "??? note \"Om [[tjanst:bris]]\"\n\n    Text."],
)  # fmt: skip
def test_a_shortcode_in_a_list_a_cell_or_running_text_is_inline(text: str) -> None:
    html = render(text)
    assert html.count("<b>tjanst/bris</b>") == 1
    assert "<div>tjanst" not in html


def test_two_shortcodes_in_a_paragraph_are_both_inline_and_in_order() -> None:
    assert render("[[fakta:a]] [[fakta:b]]") == "<p><b>fakta/a</b> <b>fakta/b</b></p>"


def test_two_paragraphs_of_shortcodes_are_two_blocks() -> None:
    assert render("[[fakta:a]]\n\n[[fakta:b]]").split() == ["<div>fakta/a</div>", "<div>fakta/b</div>"]


def test_text_alone_drawn_inline_keeps_its_paragraph() -> None:
    extension = ShortcodesExtension(lambda _kind, record_id, _alone: f"Text om {record_id}.")
    assert Markdown(extensions=[extension]).convert("[[fakta:a]]") == "<p>Text om a.</p>"


@pytest.mark.parametrize("text", ["`[[fakta:a]]`", "    [[fakta:a]]", r"\[[fakta:a]]"])
def test_code_and_escaped_brackets_stay_text(text: str) -> None:
    html = render(text)
    assert "[[fakta:a]]" in html and "<b>" not in html and "<div>" not in html


@pytest.mark.parametrize("text", ["[[fakta: a]]", "[[fakta]]", "[[Fakta:a]]", "[[fakta:a|b]]", "[fakta:a]"])
def test_what_is_no_shortcode_is_not_drawn(text: str) -> None:
    assert "<b>" not in render(text) and "<div>" not in render(text)


def test_no_other_pattern_looks_inside_what_a_shortcode_drew() -> None:
    drawn = '<a href="finns/inte.md">*ord* [länk](x.md) `kod` &amp; [[fakta:b]]</a>'
    extension = ShortcodesExtension(lambda *_: drawn)
    assert Markdown(extensions=[extension]).convert("Se [[fakta:a]].") == f"<p>Se {drawn}.</p>"


@pytest.mark.parametrize("text", ["a [[fakta:x]] b", "[[fakta:x]]", "| [[fakta:x]] | b |\n|---|---|"])
def test_no_mark_of_stored_html_is_left(text: str) -> None:
    html = render(text)
    assert "\x02" not in html and "\x03" not in html and "wzxhzdk" not in html


def test_headings_without_shortcodes_have_the_anchors_that_the_checks_expect() -> None:
    text = "## Får man köpa sex?\n\n## Får man köpa sex?\n\n### Ålder & *straff*\n\n## `Kod` och [länk](x.md)\n"
    assert set(re.findall(r'<h[23] id="([^"]+)"', render(text))) == scan(text).anchors


ALIGNED = "| a | b | c | d |\n|:--|:-:|--:|---|\n| 1 | 2 | 3 | 4 |\n"


def test_aligned_cells_get_a_class_in_place_of_a_style() -> None:
    html = render(ALIGNED)
    assert "style=" not in html
    for tag in ("th", "td"):
        classes = re.findall(rf'<{tag}(?: class="([^"]*)")?', html.split("<table>")[1])
        found = [name for name in classes if name]
        assert found == ["align-left", "align-center", "align-right"], tag
    assert html.count("<th") - html.count("<thead") == html.count('scope="col"') == 4


def test_a_wide_table_stands_in_a_frame_with_a_name_that_the_keyboard_reaches() -> None:
    html = render(f"## Straff\n\n{ALIGNED}\nText efter.")
    frame = re.search(r"<div([^>]*)>\s*<table>", html)
    assert frame
    for attribute in ('class="table-frame"', 'role="region"', 'tabindex="0"', 'aria-label="Tabell 1: Straff"'):
        assert attribute in frame[1]
    assert re.search(r"</table>\s*</div>\s*<p>Text efter.</p>", html)


def test_a_narrow_table_has_no_frame() -> None:
    html = render("| a | b |\n|---|---|\n| 1 | 2 |\n")
    assert "table-frame" not in html and '<th scope="col">a</th>' in html


def test_each_frame_has_a_name_of_its_own() -> None:
    quoted = "".join(f"> {line}\n" for line in ALIGNED.splitlines())
    text = f"{ALIGNED}\n## Ett\n\n{ALIGNED}\n{ALIGNED}\n### Två\n\n{quoted}"
    names = re.findall(r'aria-label="([^"]+)"', render(text))
    assert names == ["Tabell 1", "Tabell 2: Ett", "Tabell 3: Ett", "Tabell 4: Två"]


def test_a_frames_name_cannot_break_out_of_its_attribute() -> None:
    html = render(f'## A" onfocus="alert(1) <b>\n\n{ALIGNED}')
    (frame,) = re.findall(r"<div ([^>]*)>", html)
    assert re.fullmatch(r'(?:[a-z-]+="[^"<>]*" ?)+', frame) and not re.search(r'" ?onfocus=', frame)
    assert 'aria-label="Tabell 1: A&quot; onfocus=&quot;alert(1)' in frame


def test_a_frames_name_says_the_heading_with_its_ampersand_and_without_stored_html() -> None:
    (name,) = re.findall(r'aria-label="([^"]+)"', render(f"## Barn & unga [[ordlista:x]]\n\n{ALIGNED}"))
    assert name.startswith("Tabell 1: Barn &amp; unga") and "\x02" not in name and "wzxhzdk" not in name


def test_a_shortcode_in_a_cell_survives_the_frame() -> None:
    assert render("| a | b | c |\n|---|---|---|\n| [[fakta:x]] | 2 | 3 |\n").count("<b>fakta/x</b>") == 1

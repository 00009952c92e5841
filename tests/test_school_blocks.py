"""Fragments as blocks: everything that a page says is read in order, and what cannot be read is refused."""

from __future__ import annotations

import pytest
from editable_kit import PLAN

from campaign.school.block_reader import read_blocks
from campaign.school.blocks import Box, Cell, FragmentError, Heading, Item, Paragraph, Run, Table, words_of


def _read(html: str) -> list[object]:
    return list(read_blocks(html, "skola/sidan"))


def test_headings_keep_their_order_of_rank() -> None:
    headings = [block for block in _read(PLAN) if isinstance(block, Heading)]
    assert [(block.level, words_of(block.runs)) for block in headings] == [
        (1, "Förbered tryggt"), (1, "Steg för steg"), (2, "Inledning, 5 minuter"), (2, "Sant eller falskt, 12 minuter"),
        (2, "Avslut, 5 minuter"), (1, "När det går fel"), (3, "Någon skrattar"),
    ]  # fmt: skip


def test_runs_keep_their_look_and_single_spaces() -> None:
    assert _read('<p> a\n <strong>b <em>c</em></strong> <a href="https://x.se/">d</a> <i lang="en">e</i> \n</p>') == [
        Paragraph((
            Run("a "), Run("b ", strong=True), Run("c", strong=True, em=True), Run(" "), Run("d", href="https://x.se/"),
            Run(" "), Run("e", em=True, lang="en"),
        ))
    ]  # fmt: skip


def test_a_line_break_stays_and_a_number_is_kept_together() -> None:
    assert _read('<p>ett<br>\n två</p><p><span class="nowrap">116 111</span></p>') == [
        Paragraph((Run("ett\ntvå"),)),
        Paragraph((Run("116\N{NO-BREAK SPACE}111"),)),
    ]


def test_lists_know_their_level_number_and_first_item() -> None:
    items = [block for block in _read(PLAN) if isinstance(block, Item)]
    assert [(item.level, item.number, item.first, item.continued) for item in items[:8]] == [
        (1, None, True, False), (2, None, True, False), (3, 1, True, False), (1, None, False, False),
        (1, None, False, True), (1, 3, True, False), (1, 4, False, False), (1, 1, True, False),
    ]  # fmt: skip


def test_a_table_has_its_headers_and_empty_cells() -> None:
    table = next(block for block in _read(PLAN) if isinstance(block, Table))
    assert table.header == (Cell(((Run("Svar"),),), True), Cell(((Run("Säg"),),), True))
    assert table.rows[1] == (Cell(((Run("2"),),), False), Cell((), False))


def test_boxes_know_their_kind_and_title() -> None:
    boxes = [block for block in _read(PLAN) if isinstance(block, Box)]
    assert [(box.kind, words_of(box.title), len(box.blocks)) for box in boxes] == [
        ("visa", "Så gör vi i dag", 2), ("visa", "Tre frågor", 3), ("visa", "Vem kan du prata med?", 2),
        ("service", "Bris", 2),
    ]  # fmt: skip


def test_a_word_list_and_a_quote_keep_their_kind() -> None:
    kinds = [(block.kind, words_of(block.runs)) for block in _read(PLAN) if isinstance(block, Paragraph) and block.kind]
    assert kinds == [("quote", "Ett citat."), ("term", "Koppleri"), ("meaning", "Att tjäna på andras sexköp.")]


def test_a_language_is_inherited() -> None:
    assert _read('<ul lang="fi"><li>a <span lang="en">b</span></li></ul>') == [
        Item((Run("a ", lang="fi"), Run("b", lang="en")), 1, None, True)
    ]


def test_a_comment_says_nothing_but_the_words_after_it_do() -> None:
    assert _read("<p>a<!-- b -->c</p>") == [Paragraph((Run("ac"),))]


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ('<p>a<img src="x.png" alt="En bild"></p>', "En bild kan inte följa med"),
        ("<figure><p>a</p></figure>", "En bild kan inte följa med"),
        ("<p>a <code>b</code></p>", "Elementet <code> i <p>"),
        ("<details><p>a</p></details>", "Elementet <details> i <div>"),
        ("<p><strong>a <sub>2</sub></strong></p>", "Elementet <sub> i <strong>"),
        ("<ul>löst<li>a</li></ul>", "Orden ”löst” står löst i <ul>"),
        ("<ul><li>a<table><tr><td>b</td></tr></table></li></ul>", "Elementet <table> i <li>"),
        ("<ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul></li></ul>", "mer än 3 nivåer"),
        ("<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>", "rader är olika långa"),
        ('<table><tr><td colspan="2">a</td></tr></table>', "sammanslagna celler"),
        ("<table><caption>a</caption><tr><td>b</td></tr></table>", "Elementet <caption> i <table>"),
        ("<table><tr><td><ul><li>a</li></ul></td></tr></table>", "Elementet <ul> i <td>"),
        ('<ol start="x"><li>a</li></ol>', "Listan börjar med ”x”"),
        ("<dl><dt>a</dt><p>b</p></dl>", "Elementet <p> i <dl>"),
        ('<div class="admonition"><div class="service"><p>a</p></div></div>', "En ruta står i en annan ruta"),
    ],
)
def test_what_cannot_follow_along_is_refused_by_name(html: str, said: str) -> None:
    with pytest.raises(FragmentError) as refused:
        _read(html)
    assert str(refused.value).startswith("skola/sidan: ") and said in str(refused.value)

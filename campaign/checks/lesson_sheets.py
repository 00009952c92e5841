"""Pupils' sheets: what is handed out is one page of paper. The build measures it; the rule guesses, which is quick."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import groupby

from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.markdown import Block
from campaign.content.pages import Page

#: Millimetres, from overrides/school/print.css at 11 points: the page, its title and the box of whom to talk to, a
#: line of text, what stands above a heading and under a paragraph, and rows to write in.
PAGE_MM = 267.0
_TITLE_MM, _BOX_MM, _HEADING_MM = 12.5, 6.0, 8.3
_LINE_MM, _GAP_MM, _CELL_MM = 4.75, 1.1, 1.15
_SENTENCE_ROW_MM, _ANSWER_MM = 7.8, 19.7

#: Characters of a line across the page, and of one in half of it.
_WIDE, _HALF = 102, 46

#: From so many rows, or so many empty cells in one, a table asks for a word or a cross and not for a sentence.
_SHORT_ROWS = 5
_CROSSES = 3


@page_rule()
def lesson_sheet_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """Ett elevblad får plats på en A4-sida, med plats att skriva. Bygget mäter; det här är en uppskattning.

    Dåligt: ett elevblad med fyra tabeller och en sida text
    Bra: ett elevblad med en övning, ett fall och stödet
    """
    if page.meta.kind != "elevblad":
        return
    over = sheet_height(page, context) - PAGE_MM
    if over > 0:
        lines = math.ceil(over / _LINE_MM)
        many = f"{lines} {'rad' if lines == 1 else 'rader'}"
        yield Hit(page.body.first_line, f"Elevbladet är ungefär {many} för långt för en A4-sida.",
                  "Korta texten, eller ta bort en rad ur en tabell.")  # fmt: skip


def sheet_height(page: Page, context: Context) -> float:
    """How many millimetres the sheet takes on paper, roughly."""
    total = _TITLE_MM + _BOX_MM
    for in_table, blocks in groupby(page.body.blocks, lambda block: block.kind == "cell"):
        if in_table:
            total += _table_height(list(blocks), page, context)
        else:
            total += sum(_height(block, page, context) for block in blocks)
    return total


def _height(block: Block, page: Page, context: Context) -> float:
    if block.kind == "heading":
        return _HEADING_MM
    if block.text == "Svar:":
        return _ANSWER_MM
    length = len(context.expanded(block.text, page.variant))
    return math.ceil(length / _WIDE) * _LINE_MM + (_GAP_MM if block.kind == "paragraph" else 0)


def _table_height(cells: list[Block], page: Page, context: Context) -> float:
    rows = [[context.expanded(cell.text, page.variant) for cell in row] for _, row in groupby(cells, lambda c: c.line)]
    empty = max(row.count("") for row in rows)
    sentences = 0 < empty < _CROSSES and len(rows) - 1 < _SHORT_ROWS
    return _GAP_MM + sum(_row_height(row, sentences) for row in rows)


def _row_height(row: list[str], sentences: bool) -> float:
    width = _HALF if sentences else _WIDE // len(row) * (2 if "" in row else 1)
    text = max(math.ceil(len(cell) / width) for cell in row) * _LINE_MM + _CELL_MM
    return max(text, _SENTENCE_ROW_MM if sentences and "" in row else 0)

"""The small print of a poster: its version, until when it holds, whose it is, and the status of a preview."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from campaign.content.preview import PREVIEW_STATUS
from campaign.media.draft import Draft
from campaign.media.formats import Format
from campaign.media.line_breaks import NBSP
from campaign.media.typesetting import Block

#: Sizes in units of the format: smallest and largest.
_SMALL = (2.8, 3.4)

#: Where a unit is small: on the low banner, on what is shared and seen small, and on a card (6 points at least).
_SMALL_STRIP, _SMALL_SHARED, _SMALL_CARD = (3.2, 4.2), (2.8, 4.2), (3.05, 3.4)

#: On a square a preview's status stands on one line, for the picture's sake.
_SMALL_SQUARE = (2.8, 3.05)

#: A preview's status is so much larger than the rest, but on a card, which is read in the hand.
_STATUS = 1.2

_LEADING = 1.25

_SPACE_IN_SENTENCE = re.compile(r"(?<![.!?]) ")


def joined(parts: Sequence[str]) -> str:
    """Parts in one text: a dot between two, but only a space after a full stop."""
    text = ""
    for part in parts:
        text += part if not text else f" {part}" if text.endswith((".", "!", "?")) else f"{NBSP}· {part}"
    return text


def measure_small_print(draft: Draft, width: float) -> tuple[Block, ...]:
    """The footer's items, as large as may be, and rather two lines than small; a preview's status below, in bold."""
    footer = draft.words.footer
    facts = [_block(draft, [item for item in footer if item != PREVIEW_STATUS], width, 1.0)]
    status = [measure_status(draft, width)] if PREVIEW_STATUS in footer else []
    return tuple(block for block in facts + status if block.lines)


def measure_status(draft: Draft, width: float) -> Block:
    """What a preview says of itself, in bold."""
    return _block(draft, [PREVIEW_STATUS], width, 1.0 if draft.format.kind == "card" else _STATUS, True)


def small_height(blocks: tuple[Block, ...]) -> float:
    """The height of the blocks in millimetres."""
    return sum(block.height for block in blocks) + 0.25 * sum(block.size for block in blocks[:-1])


def draw_small_print(draft: Draft, blocks: tuple[Block, ...], x: float, y: float, part: str) -> None:
    """The blocks below each other with their upper left corner at (x, y)."""
    for block in blocks:
        y += draft.write(block, x, y, part) + 0.25 * block.size


def _block(draft: Draft, items: Sequence[str], width: float, larger: float, bold: bool = False) -> Block:
    """Items as one block: first with each item and sentence whole on its line, then large, then as it can be."""
    height, text = 16 * draft.unit, joined(items)
    smallest, largest = (larger * bound for bound in _bounds(draft.format))
    largest = max(smallest, min(1.0, draft.comfort.panel + 0.15) * largest)
    whole = joined([_SPACE_IN_SENTENCE.sub(NBSP, item) for item in items])
    for tried, least in ((whole, largest), (whole, smallest), (text, largest)):
        if draft.setter.attempt(tried, draft.look((least, largest), bold, True, _LEADING), width, height):
            return _without_dots(draft, _set(draft, tried, (least, largest), width, height, bold))
    return _without_dots(draft, _set(draft, text, (smallest, largest), width, height, bold))


def _bounds(form: Format) -> tuple[float, float]:
    """The smallest and largest size in a format, in its units."""
    if form.kind == "wide" and not form.qr:
        return _SMALL_SHARED
    return {"strip": _SMALL_STRIP, "card": _SMALL_CARD, "square": _SMALL_SQUARE}.get(form.kind, _SMALL)


def _set(draft: Draft, text: str, bounds: tuple[float, float], width: float, height: float, bold: bool) -> Block:
    return draft.set(text, bounds, width, height, "raderna längst ned", bold, True, _LEADING)


def _without_dots(draft: Draft, block: Block) -> Block:
    """The block without the dots that end its lines: the next line is apart already."""
    lines = tuple(line.removesuffix("·").rstrip() for line in block.lines)
    widths = tuple(draft.setter.face.width(line, block.style) * block.size for line in lines)
    return replace(block, lines=lines, widths=widths)

"""The message of a poster: its headline and the lines below, as large as their room allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.images.text import TextTooLongError
from campaign.media.draft import Draft
from campaign.media.typesetting import Block

#: Sizes in units of the format: the largest headline and the largest lines.
_HEADLINE, _LINES = 36.0, 8.4

#: On screens what the message leaves is of no use to the picture, and they are read from afar.
_LINES_SCREEN = 11.0

#: A card is held in the hand, and a square is small: so much smaller its headline may be, of 1.
_SMALLER = {"card": 0.54, "square": 0.8}

_MOST_LINES = 5

#: On a card with several numbers the headline stands on one line, for their sake, if it is so large then: 12 points.
_ONE_LINE = 6.1

_LEADING_HEADLINE, _LEADING = 1.12, 1.32

#: Between a text and the next one, in sizes of its font: clearly more than between its own lines.
_BETWEEN = 0.72

#: How much of the room the headline may take where lines follow, in the order of attempts.
_SHARES = (0.54, 0.48, 0.42, 0.36)


@dataclass(frozen=True)
class Message:
    """The headline and the lines below it, measured."""

    headline: Block
    lines: tuple[Block, ...]
    gap: float

    @property
    def height(self) -> float:
        """The height of both in millimetres, with the space between."""
        return self.headline.height + (self.gap if self.lines else 0.0) + _stacked(self.lines)


def _stacked(blocks: tuple[Block, ...]) -> float:
    return sum(block.height for block in blocks) + sum(_BETWEEN * block.size for block in blocks[:-1])


def measure_message(draft: Draft, width: float, height: float) -> Message:
    """Headline and lines in a room `width` × `height` mm, as large as they can be. Raises TextTooLongError."""
    gap = 6.5 * draft.unit
    if not draft.format.has_lines or not draft.words.lines:
        return Message(_headline(draft, width, height), (), gap)
    for share in _SHARES:
        try:
            headline = _headline(draft, width, share * height)
        except TextTooLongError:
            if share == _SHARES[0]:
                raise
            break
        left = height - headline.height - gap
        if bodies := _bodies(draft, width, left):
            return Message(headline, bodies, gap)
    return Message(headline, _squeezed(draft, width, left), gap)


def _bodies(draft: Draft, width: float, height: float) -> tuple[Block, ...]:
    """The lines in one size, the largest that has room; none when they would be smaller than is wanted."""
    size = _LINES_SCREEN if draft.format.kind in ("tall", "wide") else _LINES
    while size >= draft.comfort.lines:
        look = draft.look((size, size), balanced=True, leading=_LEADING)
        tried = [draft.setter.attempt(line, look, width, height) for line in draft.words.lines]
        bodies = tuple(block for block in tried if block)
        if len(bodies) == len(tried) and _stacked(bodies) <= height:
            return bodies
        size *= 0.96
    return ()


def _headline(draft: Draft, width: float, height: float) -> Block:
    """The headline in few, even lines; a poster is read from afar."""
    part = _SMALLER.get(draft.format.kind, 1.0)
    bounds = (part * draft.comfort.headline, part * _HEADLINE)
    look = replace(draft.look(bounds, True, True, _LEADING_HEADLINE), most_lines=_MOST_LINES)
    if draft.format.kind == "card" and len(draft.words.services) > 1:
        one_line = replace(look, most_lines=1, smallest=_ONE_LINE * draft.unit)
        if block := draft.setter.attempt(draft.words.headline, one_line, width, height):
            return block
    return draft.setter.set(draft.words.headline, look, width, height, draft.what("rubriken"))


def _squeezed(draft: Draft, width: float, height: float) -> tuple[Block, ...]:
    """The lines in their smallest size; the one that no longer has room is told as too long."""
    blocks: list[Block] = []
    size = draft.comfort.lines
    for line in draft.words.lines:
        left = height - _stacked(tuple(blocks)) - (_BETWEEN * size * draft.unit if blocks else 0.0)
        blocks.append(draft.set(line, (size, size), width, left, "brödtexten", balanced=True, leading=_LEADING))
    return tuple(blocks)


def draw_message(draft: Draft, message: Message, x: float, y: float) -> None:
    """The message with its upper left corner at (x, y), in ink."""
    y += draft.write(message.headline, x, y, "ink") + message.gap
    for block in message.lines:
        y += draft.write(block, x, y, "ink") + _BETWEEN * block.size

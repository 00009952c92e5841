"""The message of a poster: its headline and the lines below, as large as their room allows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.media.draft import Draft
from campaign.media.typesetting import Block

#: Sizes in units of the format: smallest and largest.
_HEADLINE, _HEADLINE_CARD, _LINES = (8.0, 36.0), (4.4, 12.0), (4.4, 7.8)

_MOST_LINES = 5

_LEADING_HEADLINE, _LEADING = 1.12, 1.35


@dataclass(frozen=True)
class Message:
    """The headline and the lines below it, measured."""

    headline: Block
    lines: tuple[Block, ...]
    gap: float

    @property
    def height(self) -> float:
        """The height of both in millimetres, with the space between."""
        between = 1.4 * self.gap if self.lines else 0.0
        return self.headline.height + between + _stacked(self.lines, self.gap)


def _stacked(blocks: tuple[Block, ...], gap: float) -> float:
    return sum(block.height for block in blocks) + gap * max(0, len(blocks) - 1) * 0.6


def measure_message(draft: Draft, width: float, height: float) -> Message:
    """Headline and lines in a room `width` × `height` mm, as large as they can be. Raises TextTooLongError."""
    gap = 4.5 * draft.unit
    if not draft.format.has_lines or not draft.words.lines:
        return Message(_headline(draft, width, height), (), gap)
    headline = _headline(draft, width, 0.6 * height)
    left = height - headline.height - 1.4 * gap
    size = _LINES[1]
    while size > _LINES[0]:
        look = draft.look((size, size), balanced=True, leading=_LEADING)
        tried = [draft.setter.attempt(line, look, width, left) for line in draft.words.lines]
        bodies = tuple(block for block in tried if block)
        if len(bodies) == len(tried) and _stacked(bodies, gap) <= left:
            return Message(headline, bodies, gap)
        size *= 0.96
    return Message(headline, _squeezed(draft, width, left, gap), gap)


def _headline(draft: Draft, width: float, height: float) -> Block:
    """The headline in few, even lines; a poster is read from afar."""
    look = draft.look(_HEADLINE_CARD if draft.format.kind == "card" else _HEADLINE, True, True, _LEADING_HEADLINE)
    return draft.setter.set(
        draft.words.headline, replace(look, most_lines=_MOST_LINES), width, height, draft.what("rubriken")
    )


def _body(draft: Draft, line: str, bounds: tuple[float, float], width: float, height: float) -> Block:
    return draft.set(line, bounds, width, height, "brödtexten", balanced=True, leading=_LEADING)


def _squeezed(draft: Draft, width: float, height: float, gap: float) -> tuple[Block, ...]:
    """The lines in their smallest size; the one that no longer has room is told as too long."""
    blocks: list[Block] = []
    for line in draft.words.lines:
        left = height - _stacked(tuple(blocks), gap) - (0.6 * gap if blocks else 0.0)
        blocks.append(_body(draft, line, (_LINES[0], _LINES[0]), width, left))
    return tuple(blocks)


def draw_message(draft: Draft, message: Message, x: float, y: float) -> None:
    """The message with its upper left corner at (x, y), in ink."""
    y += draft.write(message.headline, x, y, "ink") + 1.4 * message.gap
    for block in message.lines:
        y += draft.write(block, x, y, "ink") + 0.6 * message.gap

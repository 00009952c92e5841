"""Slips to tear off at the foot of a sheet: only a number, the address and its code, nothing that names the subject.

A number without its name is right only when there is one to choose. With several, whoever tears off a slip would call
the first, which may be for somebody else; those slips lead to the page, where all have their names.
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign.media.draft import Draft
from campaign.media.line_breaks import NBSP
from campaign.media.typesetting import Block

_COUNT, _CUT_LINE, _PAD, _CODE, _GAP = 7, 0.25, 3.0, 23.0, 2.4  # how many; millimetres

#: Millimetres above and below what stands on a slip, and at the sheet's sides: an office printer leaves an edge white.
_AIR, _SIDE = 5.0, 5.0

#: Millimetres, smallest and largest: 2.2 mm is 6.2 points.
_NUMBER, _HOST, _PATH = (3.4, 8.0), (2.2, 3.3), (2.2, 5.0)


def slips_height(draft: Draft) -> float:
    """How high the slips are, in millimetres."""
    texts = list(_texts(draft))
    return _side(draft) + sum(text.height for text in texts) + _GAP * (len(texts) - 1) + 2 * _AIR


def draw_slips(draft: Draft, top: float) -> None:
    """The slips beside each other, from `top` to the sheet's foot, with lines to cut along."""
    form = draft.format
    width, height, side = _width(draft), form.height_mm - top, _side(draft)
    number, *address = _texts(draft)
    draft.fill(0, top, form.width_mm, height, "background")
    for count in range(_COUNT):
        left, at = _SIDE + count * width, top + _AIR
        if count:
            draft.fill(left - _CUT_LINE / 2, top, _CUT_LINE, height, "ink")
        if number.lines:
            at += draft.write(number, left + _PAD, at, "ink", width - 2 * _PAD) + _GAP
        draft.code(left + (width - side) / 2, at, side)
        at += side + _GAP
        for part in address:
            at += draft.write(part, left + _PAD, at, "ink", width - 2 * _PAD)


def _side(draft: Draft) -> float:
    return draft.code_side(_CODE / draft.format.unit)


def _width(draft: Draft) -> float:
    return (draft.format.width_mm - 2 * _SIDE) / _COUNT


def _texts(draft: Draft) -> Iterator[Block]:
    """What stands on a slip: the number (empty when there are none or several), the address's host and its path."""
    words, room = draft.words, _width(draft) - 2 * _PAD
    number = words.services[0][1].replace(" ", NBSP) if len(words.services) == 1 else ""
    host, _, path = words.shown_address.partition("/")
    unit = draft.format.unit
    for text, bounds, height, part, bold in (
        (number, _NUMBER, 11.0, "talongens nummer", True),
        (host, _HOST, 5.0, "talongens adress", False),
        (f"/{path}" if path else "", _PATH, 7.0, "talongens adress", True),
    ):
        yield draft.set(text, (bounds[0] / unit, bounds[1] / unit), room, height, part, bold)

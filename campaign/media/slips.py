"""Slips to tear off at the foot of a sheet: only a number, the address and its code, nothing that names the subject."""

from __future__ import annotations

from campaign.media.draft import Draft
from campaign.media.line_breaks import NBSP

#: Millimetres: how high the slips are.
SLIPS_HEIGHT = 55.0

_COUNT, _CUT_LINE, _PAD, _CODE, _GAP = 7, 0.25, 2.5, 23.0, 2.4  # how many; millimetres

#: Millimetres, smallest and largest: 2 mm is 5.7 points.
_NUMBER, _ADDRESS = (3.4, 8.0), (2.0, 3.3)


def draw_slips(draft: Draft, top: float) -> None:
    """The slips beside each other, from `top` to the sheet's foot, with lines to cut along."""
    form, words = draft.format, draft.words
    width = form.width_mm / _COUNT
    room, side = width - 2 * _PAD, draft.code_side(_CODE / form.unit)
    number = words.services[0][1].replace(" ", NBSP) if words.services else ""
    host, _, path = words.shown_address.partition("/")
    shown = draft.set(number, _NUMBER, room, 11, "talongens nummer", bold=True)
    parts = [
        draft.set(text, _ADDRESS, room, 5, "talongens adress", bold=bold)
        for text, bold in ((host, False), (f"/{path}" if path else "", True))
    ]
    draft.fill(0, top, form.width_mm, SLIPS_HEIGHT, "background")
    height = side + _GAP + sum(part.height for part in parts) + (shown.height + _GAP if number else 0.0)
    for count in range(_COUNT):
        left = count * width
        if count:
            draft.fill(left - _CUT_LINE / 2, top, _CUT_LINE, SLIPS_HEIGHT, "ink")
        at = top + (SLIPS_HEIGHT - height) / 2
        if number:
            at += draft.write(shown, left + _PAD, at, "ink", room) + _GAP
        draft.code(left + (width - side) / 2, at, side)
        at += side + _GAP
        for part in parts:
            at += draft.write(part, left + _PAD, at, "ink", room)

"""The panel of a poster: numbers to call, address, QR code and small print on a block of the strong colour."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.media.draft import QR_UNITS, Draft
from campaign.media.line_breaks import NBSP
from campaign.media.typeface import ASCENT
from campaign.media.typesetting import Block

#: Sizes in units of the format: smallest and largest.
_NUMBER, _NUMBER_BESIDE, _NAME, _ADDRESS, _SMALL = (4.6, 12.5), (4.6, 8.4), (3.4, 5.4), (3.6, 7.4), (2.5, 3.2)

_LEADING_SMALL = 1.25


@dataclass(frozen=True)
class Row:
    """One service in the panel: its number large, its name beside (`beside`: where it begins) or below."""

    number: Block
    name: Block
    beside: float = 0.0

    @property
    def height(self) -> float:
        """The height of the row in millimetres."""
        if self.beside:
            return max(self.number.height, self.name.height)
        return self.number.height + self.name.height


@dataclass(frozen=True)
class Panel:
    """The block with the help, measured: its rows, address, small print and the code's side (0: no code)."""

    rows: tuple[Row, ...]
    address: Block
    small: Block
    code: float
    pad: float
    gap: float

    @property
    def height(self) -> float:
        """The height of the whole block in millimetres, its padding included."""
        return max(self.help_height, self.code) + 2 * self.gap + self.small.height + 1.6 * self.pad

    @property
    def help_height(self) -> float:
        """The height of rows and address; the address stands a little apart."""
        apart = self.gap if self.rows else 0.0
        return sum(row.height + self.gap for row in self.rows) + apart + self.address.height


def measure_panel(draft: Draft, width: float, pad: float, compact: bool, code_units: float = QR_UNITS) -> Panel:
    """The panel of `draft` in a block `width` wide. `compact`: names beside numbers. Raises TextTooLongError."""
    unit, words = draft.unit, draft.words
    code = draft.code_side(code_units) if draft.format.qr else 0.0
    room = width - 2 * pad - (code + 0.7 * pad if code else 0.0)
    rows = tuple(_rows(draft, room, compact))
    address = draft.set(words.shown_address, _bounds(draft, _ADDRESS), room, 9 * unit, "adressen", bold=True)
    small = _small_print(draft, width - 2 * pad)
    return Panel(rows, address, small, code, pad, (1.6 if compact else 2.6) * unit)


def _bounds(draft: Draft, bounds: tuple[float, float]) -> tuple[float, float]:
    """Smallest and largest size where the panel has to leave room for the message."""
    return bounds[0], max(bounds[0], bounds[1] * draft.generous)


def _small_print(draft: Draft, width: float) -> Block:
    """The footer's items in one text with dots between, as large as may be, and rather two lines than small."""
    text, height = f"{NBSP}· ".join(draft.words.footer), 16 * draft.unit
    bounds = _bounds(draft, _SMALL)
    large = draft.look((bounds[1], bounds[1]), balanced=True, leading=_LEADING_SMALL)
    block = draft.setter.attempt(text, large, width, height)
    wanted = (bounds[1], bounds[1]) if block else bounds
    return draft.set(text, wanted, width, height, "raderna längst ned", balanced=True, leading=_LEADING_SMALL)


def _rows(draft: Draft, room: float, compact: bool) -> list[Row]:
    """The services, all numbers in one size."""
    unit, services = draft.unit, draft.words.services
    if not services:
        return []
    bounds = _bounds(draft, _NUMBER_BESIDE if compact else _NUMBER)
    share = 0.45 if compact else 1.0
    unbroken = [number.replace(" ", NBSP) for _, number in services]
    numbers = [draft.set(text, bounds, share * room, 12 * unit, "numret", bold=True) for text in unbroken]
    size = min(block.size for block in numbers) / unit
    numbers = [draft.set(text, (size, size), share * room, 12 * unit, "numret", bold=True) for text in unbroken]
    beside = max(block.width for block in numbers) + 3 * unit if compact else 0.0
    names = [
        draft.set(
            name, _bounds(draft, _NAME), room - beside, (11 if compact else 14) * unit, "tjänstens namn", leading=1.2
        )
        for name, _ in services
    ]
    return [Row(number, name, beside) for number, name in zip(numbers, names, strict=True)]


def draw_panel(draft: Draft, panel: Panel, x: float, y: float, width: float, height: float) -> None:
    """The panel as a block of ink with text in the colour of the ground; the small print at its foot."""
    draft.fill(x, y, width, height, "ink")
    inner, top = x + panel.pad, y + 0.8 * panel.pad
    foot = y + height - 0.8 * panel.pad - panel.small.height
    free = foot - 2 * panel.gap - top
    at = top + max(0.0, (free - panel.help_height) / 2)
    if panel.code:
        draft.code(x + width - panel.pad - panel.code, top + (free - panel.code) / 2, panel.code)
    for row in panel.rows:
        draft.write(row.number, inner, at, "background")
        if row.beside:
            shift = (row.number.size - row.name.size) * ASCENT if len(row.name.lines) == 1 else 0.0
            draft.write(row.name, inner + row.beside, at + shift, "background")
        else:
            draft.write(row.name, inner, at + row.number.height, "background")
        at += row.height + panel.gap
    draft.write(panel.address, inner, at + (panel.gap if panel.rows else 0.0), "background")
    draft.write(panel.small, inner, foot, "background")

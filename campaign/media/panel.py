"""The panel of a poster: numbers to call, address, QR code and small print on a block of the strong colour."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.media.draft import QR_UNITS, Draft
from campaign.media.line_breaks import NBSP
from campaign.media.small_print import draw_small_print, measure_small_print, small_height
from campaign.media.typeface import ASCENT
from campaign.media.typesetting import Block

#: Sizes in units of the format: smallest and largest. A lone number is what the eye should find first.
_NUMBER, _NUMBER_LOW, _NUMBER_BESIDE = (4.6, 22.0), (4.6, 14.0), (4.6, 10.0)
_NAME, _NAME_BESIDE, _ADDRESS, _ADDRESS_ALONE = (3.4, 6.8), (3.4, 6.0), (3.6, 8.6), (3.6, 12.0)

#: The space above and below what stands in the panel, of its margin at the sides.
_EDGE, _EDGE_SQUARE = 0.75, 0.55

#: So much larger an address is on two lines before it is broken; and how large it may be there, of 1.
_CLEARLY_LARGER, _IN_TWO = 1.2, 0.87

#: How large an address may be where several numbers stand above it, of their size.
_BELOW_NUMBERS = 0.85

#: How much of the room several numbers may take, the same on a card, and rows with the address to their right.
_SHARE_BESIDE, _SHARE_CARD, _SHARE_COLUMNS = 0.52, 0.6, 0.6


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
            return max(self.number.height, self.name.height + self.shift)
        return self.number.height + self.name.height

    @property
    def width(self) -> float:
        """The width of the row in millimetres."""
        return self.beside + self.name.width if self.beside else max(self.number.width, self.name.width)

    @property
    def shift(self) -> float:
        """How far down the name begins, so that number and name stand on one line."""
        return (self.number.size - self.name.size) * ASCENT if self.beside and len(self.name.lines) == 1 else 0.0


@dataclass(frozen=True)
class Panel:
    """The block with the help, measured: its rows, address, small print and the code's side (0: no code).

    `indent` is how far to the right of the rows' left edge the address stands; 0 when it stands below them. `aside`:
    the small print stands to the left of the code, not below it. `edge` is the space above and below all.
    """

    rows: tuple[Row, ...]
    address: Block
    small: tuple[Block, ...]
    code: float
    pad: float
    gap: float
    indent: float = 0.0
    aside: bool = False
    edge: float = 0.0

    @property
    def height(self) -> float:
        """The height of the whole block in millimetres, its padding included."""
        small = self.small_height
        inside = max(self.help_height + small, self.code) if self.aside else max(self.help_height, self.code) + small
        return inside + 2 * self.edge

    @property
    def small_height(self) -> float:
        """The height of the small print with the space above it."""
        return small_height(self.small) + (1.6 * self.gap if self.small else 0.0)

    @property
    def address_top(self) -> float:
        """How far below the panel's help the address begins."""
        if self.lone:
            return self.name_top + self.lone.name.height + 0.4 * self.gap
        if self.indent:
            return max(0.0, self.rows[0].number.size - self.address.size) * ASCENT
        return self.rows_height + (1.6 * self.gap if self.rows else 0.0)

    @property
    def lone(self) -> Row | None:
        """The only row, when its name and the address stand below each other to the right of its number."""
        return self.rows[0] if self.indent and len(self.rows) == 1 else None

    @property
    def number_top(self) -> float:
        """How far down a lone number begins, so that it stands on one line with the address."""
        return max(0.0, self._lower) if self.lone else 0.0

    @property
    def name_top(self) -> float:
        """How far down the name of a lone number begins, for the same reason."""
        return max(0.0, -self._lower) if self.lone else 0.0

    @property
    def _lower(self) -> float:
        """How much lower the address would stand than the lone number, were both begun at the top."""
        if not self.lone:
            return 0.0
        stacked = self.lone.name.height + 0.4 * self.gap
        return stacked + (self.address.size - self.lone.number.size) * ASCENT

    @property
    def rows_height(self) -> float:
        """The height of the rows with the space between them."""
        return sum(row.height for row in self.rows) + self.gap * max(0, len(self.rows) - 1)

    @property
    def help_height(self) -> float:
        """The height of rows and address; an address below stands a little apart."""
        rows = self.number_top + self.lone.number.height if self.lone else self.rows_height
        return max(rows, self.address_top + self.address.height)


def measure_panel(
    draft: Draft, width: float, pad: float, low: bool = False, columns: bool = False, code_units: float = QR_UNITS
) -> Panel:
    """The panel of `draft` in a block `width` wide, as low as it can be. Raises TextTooLongError.

    `low`: also the name of a lone service stands beside its number. `columns`: the address stands to the right, below
    the name of a lone service. `code_units`: the code's side; 0 for no code.
    """
    unit = draft.unit
    code = draft.code_side(code_units) if draft.format.qr and code_units else 0.0
    room = width - 2 * pad - (code + 0.7 * pad if code else 0.0)
    rows = tuple(_rows(draft, room, low, columns))
    indent = 0.0
    if columns and rows:
        indent = rows[0].beside if len(rows) == 1 else max(row.width for row in rows) + 12 * unit
    address = _address(draft, rows, room - indent, in_two=_may_break(draft, rows, code))
    edge = (_EDGE_SQUARE if draft.format.kind == "square" else _EDGE) * pad
    small, gap = measure_small_print(draft, width - 2 * pad), _gap(draft, low)
    below = Panel(rows, address, small, code, pad, gap, indent, edge=edge)
    if not code:
        return below
    aside = replace(below, small=measure_small_print(draft, room), aside=True)
    return min(below, aside, key=lambda panel: panel.height)


def _may_break(draft: Draft, rows: tuple[Row, ...], code: float) -> bool:
    """Tells whether there is height for an address on two lines: alone beside a code, or on a low banner."""
    return not rows and (draft.format.kind == "strip" or (bool(code) and draft.format.kind != "card"))


def _address(draft: Draft, rows: tuple[Row, ...], room: float, in_two: bool) -> Block:
    """The address on one line, smaller than several numbers.

    `in_two`: rather its host and its path on two lines when that is clearly larger.
    """
    bounds = _bounds(draft, _ADDRESS if rows else _ADDRESS_ALONE)
    if len(rows) > 1:
        bounds = bounds[0], max(bounds[0], min(bounds[1], _BELOW_NUMBERS * rows[0].number.size / draft.unit))
    shown, unit = draft.words.shown_address, draft.unit
    whole = draft.set(shown, bounds, room, 1.2 * bounds[1] * unit, "adressen", bold=True)
    host, _, path = shown.partition("/")
    lines = (host, f"/{path}")
    widths = tuple(draft.setter.face.width(line, "Bold") for line in lines)
    size = min(_IN_TWO * bounds[1] * unit, room / max(widths))
    if not in_two or not path or size < _CLEARLY_LARGER * whole.size:
        return whole
    return Block(lines, tuple(width * size for width in widths), size, "Bold", 1.2)


def _gap(draft: Draft, low: bool) -> float:
    return (2.0 if low else 3.0) * draft.unit


def _bounds(draft: Draft, bounds: tuple[float, float]) -> tuple[float, float]:
    """Smallest and largest size where the panel has to leave room for the message."""
    return bounds[0], max(bounds[0], bounds[1] * draft.comfort.panel)


def _rows(draft: Draft, room: float, low: bool, columns: bool) -> list[Row]:
    """The services, all numbers in one size and all names in one."""
    unit, services = draft.unit, draft.words.services
    if not services:
        return []
    several = len(services) > 1
    beside = several or low or columns
    room = _SHARE_COLUMNS * room if several and columns else room
    bounds = _bounds(draft, _NUMBER_BESIDE if several else _NUMBER_LOW if low else _NUMBER)
    part = _SHARE_CARD if draft.format.kind == "card" else _SHARE_BESIDE
    share = part * room if beside else room
    unbroken = [number.replace(" ", NBSP) for _, number in services]
    size = min(_number(draft, text, bounds, share).size for text in unbroken) / unit
    numbers = [_number(draft, text, (size, size), share) for text in unbroken]
    indent = max(block.width for block in numbers) + (8 if columns and not several else 4) * unit if beside else 0.0
    bounds = _bounds(draft, _NAME_BESIDE if several else _NAME)
    size = min(_name(draft, name, bounds, room - indent).size for name, _ in services) / unit
    names = [_name(draft, name, (size, size), room - indent) for name, _ in services]
    return [Row(number, name, indent) for number, name in zip(numbers, names, strict=True)]


def _number(draft: Draft, text: str, bounds: tuple[float, float], room: float) -> Block:
    return draft.set(text, bounds, room, 1.2 * bounds[1] * draft.unit, "numret", bold=True)


def _name(draft: Draft, text: str, bounds: tuple[float, float], room: float) -> Block:
    """A service's name, rather in two lines than small."""
    height, part = 16 * draft.unit, "tjänstens namn"
    fits = draft.setter.attempt(text, draft.look((bounds[1], bounds[1]), balanced=True, leading=1.2), room, height)
    wanted = (bounds[1], bounds[1]) if fits else bounds
    return draft.set(text, wanted, room, height, part, balanced=True, leading=1.2)


def draw_panel(draft: Draft, panel: Panel, x: float, y: float, width: float, height: float) -> None:
    """The panel as a block of ink with text in the colour of the ground; the small print at its foot."""
    draft.fill(x, y, width, height, "ink")
    inner, top, end = x + panel.pad, y + panel.edge, y + height - panel.edge
    free = end - panel.small_height - top
    first = at = top + max(0.0, (free - panel.help_height) / 2)
    # In the order that they are read out: the numbers before the address.
    for row in panel.rows:
        draft.write(row.number, inner, at + panel.number_top, "background")
        below = panel.name_top if panel.lone else row.shift if row.beside else row.number.height
        draft.write(row.name, inner + row.beside, at + below, "background")
        at += row.height + panel.gap
    draft.write(panel.address, inner + panel.indent, first + panel.address_top, "background")
    if panel.code:
        beside = end - top if panel.aside else free
        draft.code(x + width - panel.pad - panel.code, top + (beside - panel.code) / 2, panel.code)
    draw_small_print(draft, panel.small, inner, end - small_height(panel.small), "background")

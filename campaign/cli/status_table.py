"""The table of `campaign status` on a terminal: a row a pair, within the width that there is."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import click

from campaign.content.variants import TwinState
from campaign.editing.status import Half, PosterState, Row, Status
from campaign.editing.status_formats import STATES, summary

#: A twin's state in few letters.
TWINS = {TwinState.CURRENT: "ja", TwinState.OUTDATED: "nej!", TwinState.MISSING: "fattas", TwinState.ORPHANED: "ensam!"}
NARROWEST_NAME = 20
LONGEST_ROLE = 6

LEGEND = (
    "Delade rutor: vanlig svenska / lättläst. Följer: om den lättlästa följer den vanliga. F/V: fel och varningar.",
    "! behöver åtgärdas: för högt LIX, försenad granskning, lättläst som inte följer med. "
    "* ingen människa har granskat båda varianterna; tiden räknas då från när uppgifterna jämfördes med källorna.",
)


def _both(row: Row, figure: Callable[[Half], object]) -> str:
    figures = (None if half is None else figure(half) for half in (row.ordinary, row.lattlast))
    return "/".join("–" if found is None else str(found) for found in figures)


def _lix(half: Half) -> str | None:
    return None if half.lix is None else f"{half.lix:.0f}{'!' if half.too_hard else ''}"


def _due(row: Row) -> str:
    marks = f"{'' if row.reviewed else '*'}{'!' if row.overdue else ''}"
    return f"{row.due_on:%Y-%m}{marks}" if row.due_on else f"–{marks}"


def _shortened(word: str, longest: int) -> str:
    return word if len(word) <= longest else f"{word[: longest - 1]}."


@dataclass(frozen=True)
class Column:
    """A column: its heading, what a row has there, and how early it gives way on a narrow terminal (0 = never)."""

    heading: str
    cell: Callable[[Row], str]
    gives_way: int = 0


COLUMNS = (
    Column("Läge", lambda row: STATES[row.state]),
    Column("Granskas", _due),
    Column("LIX", lambda row: _both(row, _lix)),
    Column("Ord", lambda row: _both(row, lambda half: half.words), gives_way=2),
    Column("Längst", lambda row: _both(row, lambda half: half.longest), gives_way=3),
    Column("Följer", lambda row: TWINS[row.twin]),
    Column("F/V", lambda row: f"{row.errors}/{row.warnings}"),
    Column("Roll", lambda row: _shortened(row.owner, LONGEST_ROLE), gives_way=1),
)


def lines(status: Status, width: int) -> Iterator[str]:
    """The table, what follows it, and the sum, in lines of at most `width` characters; styled for a terminal."""
    yield from _table(status, width)
    yield ""
    for text in (_gates(status), *LEGEND):
        yield from textwrap.wrap(text, width)
    for heading, items in _lists(status):
        yield ""
        yield click.style(f"{heading} ({len(items)})", bold=True)
        for item in items:
            yield from textwrap.wrap(item, width, initial_indent="  ", subsequent_indent="    ", break_long_words=False,
                                     break_on_hyphens=False)  # fmt: skip
    yield ""
    yield from textwrap.wrap(summary(status), width)


def _gates(status: Status) -> str:
    """The highest LIX that the shown pages may have."""
    ordinary = sorted({f"{row.ordinary.gate:g}" for row in status.rows if row.ordinary})
    lattlast = sorted({f"{row.lattlast.gate:g}" for row in status.rows if row.lattlast})
    return f"Högsta LIX: vanlig svenska {' eller '.join(ordinary) or '–'}, lättläst {' eller '.join(lattlast) or '–'}."


def _lists(status: Status) -> Iterator[tuple[str, list[str]]]:
    yield "Undantag", [f"{use.path}:{use.line}: {use.rule}: {use.reason}" for use in status.waivers]
    old = [f"{record.path}:{record.line}: {record.id} skulle ha kontrollerats {record.due_on}"
           for record in status.records if record.overdue]  # fmt: skip
    yield "Fakta och tjänster att kontrollera igen", old
    yield "Affischer", [_poster(poster) for poster in status.posters]


def _poster(poster: PosterState) -> str:
    state = "godkänd" if poster.approved else "förslag"
    until = f"gäller till {poster.valid_until}{'!' if poster.overdue else ''}" if poster.valid_until else "inget datum"
    told = f"{poster.id}: {state}, {until}, ändrad {poster.changed_on}, roll {poster.role or '–'}."
    return f"{told} Kontrollera uppgifterna igen, och byt ut den som hänger." if poster.overdue else told


def _table(status: Status, width: int) -> Iterator[str]:
    columns = list(COLUMNS)
    widths = {column: max(len(column.heading), *(len(column.cell(row)) for row in status.rows)) for column in columns}
    giving = sorted((column for column in columns if column.gives_way), key=lambda column: -column.gives_way)
    while giving and width - sum(widths[column] + 1 for column in columns) < NARROWEST_NAME:
        columns.remove(giving.pop(0))
    names = max(len("Sida"), *(len(row.id) for row in status.rows))
    room = min(names, max(1, width - sum(widths[column] + 1 for column in columns)))
    heading = [f"{'Sida':{room}}"[:room], *(f"{column.heading:{widths[column]}}" for column in columns)]
    yield click.style(" ".join(heading).rstrip(), bold=True)
    for row in status.rows:
        cells = [_painted(f"{column.cell(row):{widths[column]}}", column, row) for column in columns]
        name = row.id if len(row.id) <= room else f"{row.id[: room - 1]}…"
        yield " ".join([f"{name:{room}}", *cells]).rstrip()


def _painted(cell: str, column: Column, row: Row) -> str:
    """A cell with its colour; what it says stands in signs and words too."""
    if "!" in cell or (column.heading == "F/V" and row.errors):
        return click.style(cell, fg="red")
    if cell.strip() == TWINS[TwinState.MISSING] or (column.heading == "F/V" and row.warnings):
        return click.style(cell, fg="yellow")
    return cell

"""The state of the site for programs, for a spreadsheet and for a browser. The same state gives the same bytes."""

from __future__ import annotations

import csv
import dataclasses
import datetime
import io
import json
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import Any

from campaign.content.variants import TwinState
from campaign.editing.status import Half, Row, State, Status

TEMPLATE = Path(__file__).with_name("status.html")

STATES = {State.DRAFT: "utkast", State.PROPOSED: "förslag", State.APPROVED: "godkänd"}
TWINS = {TwinState.CURRENT: "följer med", TwinState.OUTDATED: "ska läsas om", TwinState.MISSING: "saknas",
         TwinState.ORPHANED: "saknar vanlig sida"}  # fmt: skip
NOBODY = "ingen har granskat"


def number(value: float | None) -> str:
    """A figure as Swedish writes it, with one decimal where there is one; a dash for none."""
    return "–" if value is None else f"{value:.1f}".replace(".", ",").removesuffix(",0")


def sums(status: Status) -> list[tuple[str, int]]:
    """The figures that sum the state up, each with its name."""
    return [
        ("par", len(status.rows)),
        ("utkast", status.count(lambda row: row.draft)),
        ("försenade granskningar", status.count(lambda row: row.overdue)),
        ("lättlästa att läsa om", status.count(lambda row: row.twin is TwinState.OUTDATED)),
        ("utan lättläst", status.count(lambda row: row.twin is TwinState.MISSING)),
        ("godkända", status.count(lambda row: row.state is State.APPROVED)),
    ]


def summary(status: Status) -> str:
    """The state in one line."""
    return " ".join(f"{what.capitalize()}: {how_many}." for what, how_many in sums(status))


def as_json(status: Status) -> str:
    """One object: `today`, `pages` (both variants of each), `waivers`, `records`, `posters` and `errors`."""
    document = {
        "today": status.today,
        "pages": [_row(row) for row in status.rows],
        "waivers": [dataclasses.asdict(waiver) for waiver in status.waivers],
        "records": [dataclasses.asdict(record) for record in status.records],
        "posters": [dataclasses.asdict(poster) for poster in status.posters],
        "errors": [dataclasses.asdict(finding) for finding in status.errors],
    }
    return json.dumps(document, ensure_ascii=False, indent=1, default=_plain) + "\n"


def _row(row: Row) -> dict[str, Any]:
    made = ("state", "reviewed", "due_on", "overdue", "missing_roles")
    return dataclasses.asdict(row) | {name: getattr(row, name) for name in made}


def _plain(value: object) -> str:
    assert isinstance(value, datetime.date | StrEnum)
    return str(value)


COLUMNS = (
    "Sida", "Rubrik", "Läge", "Roll", "Att godkänna av", "Granskad", "Granskas senast", "Försenad", "Lättläst",
    "LIX", "LIX högst", "Ord", "Längsta mening", "LIX lättläst", "LIX lättläst högst", "Ord lättläst",
    "Längsta mening lättläst", "Fel", "Varningar", "Undantag", "Gamla uppgifter",
)  # fmt: skip


def as_csv(status: Status) -> str:
    """One row a pair, with semicolons between, as a Swedish spreadsheet wants it."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in status.rows:
        cells = (
            row.id, row.title, STATES[row.state], row.owner, ", ".join(row.missing_roles),
            "ja" if row.reviewed else NOBODY, row.due_on or "", "ja" if row.overdue else "nej", TWINS[row.twin],
            *_figures(row.ordinary), *_figures(row.lattlast), row.errors, row.warnings, row.waivers,
            ", ".join(row.old),
        )  # fmt: skip
        writer.writerow([_harmless(str(cell)) for cell in cells])
    return text.getvalue()


def _figures(half: Half | None) -> Iterable[object]:
    if half is None or half.words is None:
        return ("", "", "", "")
    return ("" if half.lix is None else number(half.lix), number(half.gate), half.words, half.longest)


def _harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t") else cell


def as_html(status: Status) -> str:
    """One page that needs nothing else: no net, no script, no other file."""
    from jinja2 import Environment, StrictUndefined  # slow to import, and only where this page is asked for

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        status=status, rows=status.rows, states=STATES, twins=TWINS, number=number, nobody=NOBODY,
        summary=summary(status), sums=sums(status), TwinState=TwinState, roles=_waiting(status),
    ) + "\n"  # fmt: skip


def _waiting(status: Status) -> dict[str, list[tuple[Row, Half]]]:
    """The texts that wait for each role's approval, drafts left out."""
    found: dict[str, list[tuple[Row, Half]]] = {}
    for row in sorted(status.rows, key=lambda row: row.id):
        for half in row.halves:
            if half.role in row.missing_roles and not half.approved:
                found.setdefault(half.role, []).append((row, half))
    return dict(sorted(found.items()))

"""The state of every pair of pages, of exceptions, facts, services and posters: what `campaign status` shows."""

from __future__ import annotations

import datetime
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from campaign.content.variants import TwinState
from campaign.findings import Finding


class State(StrEnum):
    """How far a pair has come: a draft, a proposal that waits for approvals, or approved in both variants."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"


@dataclass(frozen=True)
class Half:
    """One variant of a page: its figures, its review and its approval.

    `words` and `longest` (words of the longest sentence) count running text; `lix` is None where it says nothing:
    on lists, fixed wordings and short texts. A page that could not be read has no figures. `gate` is the highest LIX
    that the page may have.
    """

    path: str
    words: int | None
    longest: int | None
    lix: float | None
    gate: float
    reviewed_on: datetime.date | None
    due_on: datetime.date | None
    overdue: bool
    role: str
    approved: bool

    @property
    def too_hard(self) -> bool:
        """Whether LIX is over its gate."""
        return self.lix is not None and self.lix > self.gate


@dataclass(frozen=True)
class Row:
    """A page in both its variants. `old` names the facts and services on it whose check is old."""

    id: str
    title: str
    draft: bool
    owner: str
    twin: TwinState
    ordinary: Half | None
    lattlast: Half | None
    errors: int
    warnings: int
    waivers: int
    old: tuple[str, ...]

    @property
    def halves(self) -> tuple[Half, ...]:
        """The variants that there are."""
        return tuple(half for half in (self.ordinary, self.lattlast) if half)

    @property
    def state(self) -> State:
        """How far the pair has come."""
        if self.draft:
            return State.DRAFT
        approved = self.ordinary and self.lattlast and all(half.approved for half in self.halves)
        return State.APPROVED if approved else State.PROPOSED

    @property
    def reviewed(self) -> bool:
        """Whether a person has reviewed both variants."""
        return bool(self.halves) and all(half.reviewed_on for half in self.halves)

    @property
    def due_on(self) -> datetime.date | None:
        """The first day that one of the variants is due for review."""
        return min((half.due_on for half in self.halves if half.due_on), default=None)

    @property
    def overdue(self) -> bool:
        """Whether one of the variants should have been reviewed already."""
        return any(half.overdue for half in self.halves)

    @property
    def missing_roles(self) -> tuple[str, ...]:
        """The roles that have not approved their variant; none for a draft, which nobody is asked to approve."""
        return () if self.draft else tuple(half.role for half in self.halves if not half.approved)


@dataclass(frozen=True)
class WaiverUse:
    """A place where an editor allows what a rule forbids."""

    path: str
    line: int
    rule: str
    reason: str


@dataclass(frozen=True)
class DataRecord:
    """A fact or a service (`fakta:kop-straff`, `tjanst:bris`): when it was checked, and the pages that show it."""

    id: str
    path: str
    line: int
    checked_on: datetime.date
    due_on: datetime.date
    overdue: bool
    approved: bool
    pages: tuple[str, ...]


@dataclass(frozen=True)
class PosterState:
    """A poster: when it was changed and until when it holds (None: it claims nothing), and where its address leads.

    `role` is who usually answers for that page. An `overdue` one hangs on walls although nobody has checked it again.
    """

    id: str
    headline: str
    path: str
    line: int
    page: str
    role: str
    formats: tuple[str, ...]
    changed_on: datetime.date
    valid_until: datetime.date | None
    overdue: bool
    approved: bool


@dataclass(frozen=True)
class Status:
    """Everything that `campaign status` shows, as of `today`. `errors` are those of the pages, and of the data."""

    today: datetime.date
    rows: tuple[Row, ...]
    waivers: tuple[WaiverUse, ...]
    records: tuple[DataRecord, ...]
    posters: tuple[PosterState, ...]
    errors: tuple[Finding, ...]

    def count(self, wanted: Callable[[Row], bool]) -> int:
        """How many pairs are as `wanted` says."""
        return sum(map(wanted, self.rows))

    def only(self, part: str) -> Status:
        """The same for a folder (`lagen`) or a page (`lagen/straff`): what stands on its pages."""
        rows = tuple(row for row in self.rows if row.id == part or row.id.startswith(f"{part.rstrip('/')}/"))
        ids = {row.id for row in rows}
        paths = {half.path for row in rows for half in row.halves}
        return replace(
            self,
            rows=rows,
            waivers=tuple(waiver for waiver in self.waivers if waiver.path in paths),
            records=tuple(record for record in self.records if ids & set(record.pages)),
            posters=tuple(poster for poster in self.posters if poster.page in ids),
            errors=tuple(finding for finding in self.errors if finding.path in paths),
        )

    def sorted_by(self, order: str) -> Status:
        """The same with its pairs in another order, a key of ORDERS."""
        return replace(self, rows=tuple(sorted(self.rows, key=lambda row: (*ORDERS[order](row), row.id))))


def _work(row: Row) -> tuple[object, ...]:
    return (-row.errors, row.twin is TwinState.CURRENT, not row.overdue, not row.old, -row.warnings,
            row.state is State.APPROVED)  # fmt: skip


def _hardest(row: Row) -> tuple[object, ...]:
    return (min((half.gate - half.lix for half in row.halves if half.lix is not None), default=math.inf),)


#: What the pairs may be ordered by; the first is what needs work.
ORDERS: Mapping[str, Callable[[Row], tuple[object, ...]]] = {
    "arbete": _work,
    "sida": lambda row: (row.id,),
    "granskning": lambda row: (row.due_on or datetime.date.max,),
    "lix": _hardest,
    "roll": lambda row: (row.owner,),
}

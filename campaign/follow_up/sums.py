"""Sums that outlive the logs: what was counted, week by week, and of which days, so that no day counts twice.

Only whole days are counted. A line with its minute and a line without (of pages about support and for young people) may
stand in logs of their own, so a day is known for each of the two. Nothing is kept by the day but that it is counted.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from campaign.follow_up.counts import Counts, Request, week_of
from campaign.follow_up.tally import Tally

#: Different addresses that do not exist that are remembered in a week; the rarest are then only a number.
MOST_MISSING = 1_000


@dataclass
class Week:
    """What is known of a week: the days whose lines with a minute are counted, and those whose lines without are."""

    timed: set[datetime.date] = field(default_factory=set)
    untimed: set[datetime.date] = field(default_factory=set)
    counts: Counts = field(default_factory=lambda: Counts(missing=Tally(MOST_MISSING)))

    def days(self, *, timed: bool) -> set[datetime.date]:
        """The days of one of the two sorts of lines."""
        return self.timed if timed else self.untimed


class Sums:
    """Sums by week (`2026-W47`), to which logs may be added.

    What a log says of a day that was there `before` is left out, and of `today` and later too, as those are not over;
    `skipped` and `unfinished` tell which days, and `added` those that are new.
    """

    def __init__(self, weeks: dict[str, Week] | None = None, *, today: datetime.date = datetime.date.max) -> None:
        self.weeks = weeks or {}
        self.today = today
        self.before = {
            timed: frozenset(day for week in self.weeks.values() for day in week.days(timed=timed))
            for timed in (True, False)
        }
        self.added: set[datetime.date] = set()
        self.skipped: set[datetime.date] = set()
        self.unfinished: set[datetime.date] = set()

    def add(self, day: datetime.date, request: Request, number: int) -> None:
        """Counts a request that was made `number` times, unless its day is known already or not over."""
        week = self._week(day, timed=request.timed)
        if week:
            week.counts.add(day, request, number)
            week.counts.lines += number

    def leave_out_minute(self, day: datetime.date, lines: int) -> None:
        """Counts a minute in which programs were at work, with so many lines, all with their minute."""
        week = self._week(day, timed=True)
        if week:
            week.counts.leave_out_minute(day, lines)
            week.counts.lines += lines

    def _week(self, day: datetime.date, *, timed: bool) -> Week | None:
        """The week in which a day's lines are to be counted; None when they are not."""
        if day >= self.today:
            self.unfinished.add(day)
            return None
        if day in self.before[timed]:
            self.skipped.add(day)
            return None
        self.added.add(day)
        week = self.weeks.setdefault(week_of(day), Week())
        week.days(timed=timed).add(day)
        return week

    def total(self) -> Counts:
        """Everything as one, as if the logs of all the weeks had been read now.

        But for the names of addresses that do not exist: what was too rare to be named in a week when the sums were
        saved is only a number since then, also when it was asked for again later.
        """
        total = Counts(missing_days=0)
        for _, week in sorted(self.weeks.items()):
            for day in week.timed | week.untimed:
                total.saw(day)
            _merge(total, week.counts)
        total.fill_weeks()
        if total.first_day and total.last_day:
            known = {day for week in self.weeks.values() for day in week.timed | week.untimed}
            total.missing_days = (total.last_day - total.first_day).days + 1 - len(known)
        return total


def _merge(total: Counts, week: Counts) -> None:
    for name, measures in week.weeks.items():
        total.weeks[name] += measures
    pairs: Iterable[tuple[Tally, Tally]] = (
        (total.pages, week.pages), (total.missing, week.missing), (total.platforms, week.platforms),
        *((total.files[measure], tally) for measure, tally in week.files.items()),
    )  # fmt: skip
    for whole, part in pairs:
        whole.add_all(part)
    total.lines += week.lines
    total.failed += week.failed
    total.left_out_by_path += week.left_out_by_path
    total.left_out_by_rate += week.left_out_by_rate
    total.burst_minutes += week.burst_minutes

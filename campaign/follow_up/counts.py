"""What was counted: by week, page and file, in bounded memory."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from campaign.follow_up.addresses import FILES, Measure, Place, is_robots, place_of, shown_path
from campaign.follow_up.log_format import Line, Unreadable
from campaign.follow_up.platforms import platform_of
from campaign.follow_up.tally import Tally

#: Statuses of a page or file that was sent whole, or that the browser still had.
_SENT = (200, 304)
_MISSING = (404, 410)


@dataclass(eq=False)
class Request:
    """What a line counts as, whichever day it is of. `robots` and `missing` leave out the rest.

    `timed`: whether a minute stands in the line, so that its log is the one of lines with times.
    """

    place: Place
    platform: str = ""
    robots: bool = False
    missing: bool = False
    failed: bool = False
    timed: bool = True

    @cached_property
    def opens_page(self) -> bool:
        """Whether somebody got a page to read."""
        return self.place.is_page and not (self.robots or self.missing or self.failed)


@dataclass
class Rejected:
    """Lines of one kind that could not be read: how many, and where the first are."""

    number: int = 0
    places: list[tuple[str, int]] = field(default_factory=list)


class Sink(Protocol):
    """Where what the lines say is counted, day by day."""

    def add(self, day: datetime.date, request: Request, number: int) -> None:
        """Counts a request that was made `number` times."""

    def leave_out_minute(self, day: datetime.date, lines: int) -> None:
        """Counts a minute in which programs were at work, with so many lines."""


@dataclass
class Counts:
    """What the logs say. Weeks are named as `2026-W47`; `left_out_*` and `unreadable` are counted lines.

    `missing_days`: how many days of the period no sums were saved of; None for what was counted straight from logs.
    """

    lines: int = 0
    weeks: dict[str, Counter[Measure]] = field(default_factory=lambda: defaultdict(Counter))
    pages: Tally = field(default_factory=Tally)
    files: dict[Measure, Tally] = field(default_factory=lambda: {measure: Tally() for measure in FILES})
    missing: Tally = field(default_factory=Tally)
    platforms: Tally = field(default_factory=Tally)
    failed: int = 0
    left_out_by_path: int = 0
    left_out_by_rate: int = 0
    burst_minutes: int = 0
    unreadable: dict[Unreadable, Rejected] = field(default_factory=dict)
    first_day: datetime.date | None = None
    last_day: datetime.date | None = None
    missing_days: int | None = None

    @property
    def rejected(self) -> int:
        """How many lines could not be read."""
        return sum(kind.number for kind in self.unreadable.values())

    def add(self, day: datetime.date, request: Request, number: int) -> None:
        """Counts a request that was made `number` times."""
        self.saw(day)
        if request.robots:
            self.left_out_by_path += number
        elif request.missing:
            self.missing.add(shown_path(request.place.path), number)
        elif request.failed:
            self.failed += number
        else:
            self._add_opened(day, request, number)

    def leave_out_minute(self, day: datetime.date, lines: int) -> None:
        """Counts a minute in which programs were at work, with so many lines."""
        self.saw(day)
        self.left_out_by_rate += lines
        self.burst_minutes += 1

    def saw(self, day: datetime.date) -> None:
        """Notes that there is something of a day."""
        self.first_day = min(day, self.first_day or day)
        self.last_day = max(day, self.last_day or day)

    def fill_weeks(self) -> None:
        """Every week from the first to the last stands there, also one of which there is nothing."""
        day = self.first_day
        while day and self.last_day and day <= self.last_day + datetime.timedelta(6):
            self.weeks[week_of(min(day, self.last_day))] += Counter()
            day += datetime.timedelta(7)

    def _add_opened(self, day: datetime.date, request: Request, number: int) -> None:
        of_week = self.weeks[week_of(day)]
        place = request.place
        for measure in place.measures:
            of_week[measure] += number
            if measure in self.files:
                self.files[measure].add(place.path, number)
        if place.is_page:
            self.pages.add(place.path, number)
            if request.platform:
                self.platforms.add(request.platform, number)


def week_of(day: datetime.date) -> str:
    """The ISO week of a day, as `2026-W47`."""
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02}"


def request_of(line: Line, short: Collection[str] = ()) -> Request:
    """What a line counts as; `short` are the site's short addresses."""
    place, timed = place_of(line.path, short), line.timed
    if is_robots(line.path):
        return Request(place, robots=True, timed=timed)
    if line.status in _MISSING:
        return Request(place, missing=True, timed=timed)
    if line.status >= 400:
        return Request(place, failed=True, timed=timed)
    if line.method != "GET" or line.status not in _SENT:
        return Request(Place(line.path), timed=timed)
    return Request(place, platform_of(line.host) if line.host else "", timed=timed)

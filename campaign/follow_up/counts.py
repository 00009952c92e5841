"""What was counted: by week, page and file, in bounded memory."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from campaign.follow_up.addresses import FILES, Measure, Place, is_robots, place_of, shown_path
from campaign.follow_up.log_format import Unreadable
from campaign.follow_up.platforms import platform_of
from campaign.follow_up.tally import Tally

#: Statuses of a page or file that was sent whole, or that the browser still had.
_SENT = (200, 304)
_MISSING = (404, 410)


@dataclass(eq=False)
class Request:
    """What a line counts as, whichever day it is of. `robots` and `missing` leave out the rest."""

    place: Place
    platform: str = ""
    robots: bool = False
    missing: bool = False
    failed: bool = False

    @cached_property
    def opens_page(self) -> bool:
        """Whether somebody got a page to read."""
        return self.place.is_page and not (self.robots or self.missing or self.failed)


@dataclass
class Rejected:
    """Lines of one kind that could not be read: how many, and where the first are."""

    number: int = 0
    places: list[tuple[str, int]] = field(default_factory=list)


@dataclass
class Counts:
    """What the logs say. Weeks are named as `2026-W47`; `left_out_*` and `unreadable` are counted lines."""

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

    @property
    def rejected(self) -> int:
        """How many lines could not be read."""
        return sum(kind.number for kind in self.unreadable.values())

    def add(self, day: datetime.date, request: Request, number: int) -> None:
        """Counts a request that was made `number` times."""
        if request.robots:
            self.left_out_by_path += number
        elif request.missing:
            self.missing.add(shown_path(request.place.path), number)
        elif request.failed:
            self.failed += number
        else:
            self._add_opened(day, request, number)

    def _add_opened(self, day: datetime.date, request: Request, number: int) -> None:
        year, week, _ = day.isocalendar()
        of_week = self.weeks[f"{year}-W{week:02}"]
        place = request.place
        for measure in place.measures:
            of_week[measure] += number
            if measure in self.files:
                self.files[measure].add(place.path, number)
        if place.is_page:
            self.pages.add(place.path, number)
            if request.platform:
                self.platforms.add(request.platform, number)


def request_of(method: str, path: str, status: int, host: str) -> Request:
    """What a line with these fields counts as."""
    place = place_of(path)
    if is_robots(path):
        return Request(place, robots=True)
    if status in _MISSING:
        return Request(place, missing=True)
    if status >= 400:
        return Request(place, failed=True)
    if method != "GET" or status not in _SENT:
        return Request(Place(path))
    return Request(place, platform_of(host) if host else "")

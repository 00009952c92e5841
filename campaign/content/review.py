"""Review dates: when a person last read a page, and when it should be read again. The clock is always a parameter."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Mapping
from dataclasses import dataclass

from campaign.content.facts import Fact
from campaign.content.pages import Page, Site
from campaign.content.services import Service

DEFAULT_MONTHS = 12
MONTHS_BY_SECTION = {"lagen": 6, "stod": 6}


@dataclass(frozen=True)
class Review:
    """A page's review: the day a person reviewed it (or None), and the day it is due again."""

    reviewed_on: datetime.date | None
    compared_on: datetime.date | None
    due_on: datetime.date | None

    def is_overdue(self, today: datetime.date) -> bool:
        """Whether the page should have been read again before `today`."""
        return self.due_on is not None and self.due_on < today


def add_months(day: datetime.date, months: int) -> datetime.date:
    """The same day `months` later, or the last day of that month."""
    month = day.month - 1 + months
    year, month = day.year + month // 12, month % 12 + 1
    if year > datetime.MAXYEAR:
        return datetime.date.max
    return day.replace(year=year, month=month, day=min(day.day, calendar.monthrange(year, month)[1]))


def review_of(page: Page, site: Site) -> Review:
    """A page's review. Without a person's review it counts from the oldest comparison of the page's facts."""
    known: dict[str, Mapping[str, Fact | Service]] = {
        "fakta": site.records.facts,
        "tjanst": site.records.services,
    }
    dates = [
        record.checked_on
        for code in page.body.shortcodes
        for record in (known.get(code.kind, {}).get(code.id),)
        if record is not None
    ]
    compared = min(dates, default=None)
    reviewed = page.head.last_reviewed_on
    months = page.meta.review_in or MONTHS_BY_SECTION.get(page.section, DEFAULT_MONTHS)
    start = reviewed or compared
    return Review(reviewed, compared, add_months(start, months) if start else None)

"""Days and months as Swedish text."""

from __future__ import annotations

import datetime
import re

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
)  # fmt: skip
_DATE = re.compile(r"(?P<year>\d{4})-(?P<month>0[1-9]|1[0-2])(?:-(?P<day>\d\d))?")


def real_date(value: datetime.date | str) -> re.Match[str] | None:
    """The parts of a day or month that exists, or None."""
    match = _DATE.fullmatch(str(value))
    if match and match["day"]:
        try:
            datetime.date.fromisoformat(match[0])
        except ValueError:
            return None
    return match


def date_text(value: datetime.date | str) -> str:
    """`2026-11-22` as "22 november 2026" and `2026-04` as "april 2026"; other text is left as it is."""
    match = real_date(value)
    if not match:
        return str(value)
    day = f"{int(match['day'])} " if match["day"] else ""
    return f"{day}{_MONTHS[int(match['month']) - 1]} {match['year']}"


def when_text(value: datetime.date | str) -> str:
    """`2026-11-22` as "den 22 november 2026" and `2026-04` as "i april 2026"; other text is left as it is."""
    match = real_date(value)
    if not match:
        return str(value)
    return f"{'den' if match['day'] else 'i'} {date_text(value)}"


def changed_text(day: datetime.date | None) -> str:
    """When a text last changed in substance, as a sentence; empty when nobody knows."""
    return f"Texten ändrades {when_text(day)}." if day else ""

"""Opening hours in OpenStreetMap's notation, `Mo-Fr 09:00-16:30, Sa 10:00-14:00`: said in Swedish, and asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_RULE = re.compile(r"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*)\s+(?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def _rules(value: str) -> Iterator[re.Match[str]]:
    for piece in re.split(r"\s*[;]\s*|,\s+", value.strip()):
        match = _RULE.fullmatch(piece)
        if not match:
            raise ValueError(f"är tiden ”{piece}”, som inte kan läsas; skriv till exempel Mo-Fr 09:00-16:30")
        yield match


def is_open(value: str, weekday: int, clock: str) -> bool:
    """Whether hours hold at `clock` (`20:00`) on `weekday` (0 = Monday). Hours past midnight belong to their first day.

    Raises ValueError with a Swedish reason when `value` cannot be read.
    """
    return any(
        (weekday in _weekdays(rule["days"]) and _within(rule["start"], rule["end"], clock))
        or ((weekday - 1) % 7 in _weekdays(rule["days"]) and rule["end"] < rule["start"] and clock < rule["end"])
        for rule in _rules(value)
    )


def _within(start: str, end: str, clock: str) -> bool:
    return start <= clock < end if start < end else start <= clock


def _weekdays(value: str) -> set[int]:
    found: set[int] = set()
    for piece in value.split(","):
        first, *rest = [_DAYS.index(day) for day in piece.split("-")]
        last = rest[0] if rest else first
        found |= {day % 7 for day in range(first, last + 1 if last >= first else last + 8)}
    return found


def hours_as_text(value: str) -> str:
    """`Mo-Fr 09:00-16:30` as "Måndag–fredag klockan 9–16.30". Raises ValueError with a Swedish reason."""
    parts: list[str] = []
    for match in _rules(value):
        days = _days_as_text(match["days"])
        if (match["start"], match["end"]) == ("00:00", "24:00"):
            parts.append("Dygnet runt" if days == "Alla dagar" else f"{days} dygnet runt")
        else:
            parts.append(f"{days} klockan {_clock(match['start'])}–{_clock(match['end'])}")
    return ". ".join(parts)


def _days_as_text(value: str) -> str:
    names = []
    for piece in value.split(","):
        days = piece.split("-")
        for day in days:
            if day not in _DAYS:
                raise ValueError(f"har dagen ”{day}”, som inte finns; skriv {', '.join(_DAYS)}")
        if len(days) > 2:
            raise ValueError(f"har dagen ”{piece}”, som inte kan läsas; skriv till exempel Mo-Fr eller Mo,We,Fr")
        names.append("–".join(_DAY_NAMES[_DAYS.index(day)] for day in days))
    if value == "Mo-Su":
        return "Alla dagar"
    text = " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return text[0].upper() + text[1:]


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError(f"har klockslaget ”{value}”, som inte finns; skriv till exempel 09:00")
    hour, minute = value.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"

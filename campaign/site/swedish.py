"""Dates and lists as Swedish text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

_MONTHS = (
    "januari", "februari", "mars", "april", "maj", "juni", "juli",
    "augusti", "september", "oktober", "november", "december",
)  # fmt: skip


def date_text(value: datetime.date | str) -> str:
    """`2026-11-22` as "22 november 2026" and `2026-04` as "april 2026"; other text is left as it is."""
    if isinstance(value, datetime.date):
        return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
    match = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", value)
    return f"{_MONTHS[int(match[2]) - 1]} {match[1]}" if match else value


def list_text(words: Iterable[str]) -> str:
    """`a, b och c`."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} och {last}" if first else last

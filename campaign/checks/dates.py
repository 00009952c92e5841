"""Dates in running text: a reader meets "22 november 2026", not a form's 2026-11-22 or 22/11."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.pages import Page

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()

_NOT_IN_ADDRESS = r"(?<![\w./:=?&#@-])"
_DATE = re.compile(
    rf"{_NOT_IN_ADDRESS}(?P<year>(?:19|20)\d\d)-(?P<month>0\d|1[0-2])-(?P<day>[0-3]\d)(?![\w-])|"
    rf"{_NOT_IN_ADDRESS}(?P<day2>\d\d?)[/.](?P<month2>\d\d?)[/.](?P<year2>(?:19|20)\d\d)(?![\w/])|"
    rf"\b(?:den|till|från|senast|före|efter|och|med)\s+(?P<whole>(?P<day3>\d\d?)/(?P<month3>\d\d?))(?![\w/])|"
    rf"{_NOT_IN_ADDRESS}(?P<day4>1[3-9]|2\d|3[01])/(?P<month4>\d\d?)(?![\w/])|"
    rf"{_NOT_IN_ADDRESS}(?P<day5>\d\d?)\s(?P<name>jan|feb|mar|apr|jun|jul|aug|sep|sept|okt|nov|dec)\b\.?"
    rf"(?:\s(?P<year5>(?:19|20)\d\d))?",
    re.IGNORECASE,
)
_FIGURES = re.compile(r"\d[/.-]\d|\d\s[adfjmnosADFJMNOS]")  # what every such date has, and few sentences
_ALWAYS = {(24, 7), (50, 50)}  # "24/7" is no day


def written_dates(text: str) -> Iterator[tuple[str, str]]:
    """Each date that is written with figures or a shortened month: as it stands, and as it should stand."""
    for match in _DATE.finditer(text):
        parts = {name.rstrip("2345"): value for name, value in match.groupdict().items() if value}
        month = MONTHS.index(_month(parts["name"])) + 1 if "name" in parts else int(parts["month"])
        day, year = int(parts["day"]), parts.get("year", "")
        if _exists(int(year or 2000), month, day) and (day, month) not in _ALWAYS:
            yield parts.get("whole") or match[0].strip(), f"{day} {MONTHS[month - 1]} {year}".strip()


def _month(name: str) -> str:
    return next(month for month in MONTHS if month.startswith(name.lower()[:3]))


def _exists(year: int, month: int, day: int) -> bool:
    try:
        datetime.date(year, month, day)
    except ValueError:
        return False
    return True


@page_rule()
def date_in_figures(page: Page, context: Context) -> Iterator[Hit]:
    """Ett datum i löpande text har månadens namn.

    Dåligt: Lagen gäller från 2025-07-01. Svara senast 22/11.
    Bra: Lagen gäller från den 1 juli 2025. Svara senast den 22 november.
    """
    for item in context.sentences(page):
        if not _FIGURES.search(item.sentence.text):
            continue
        for found, better in written_dates(item.sentence.text):
            yield Hit(item.line, f"Datumet {found} är svårt att läsa.", f"Skriv {better}.")

"""Dates in figures, and what looks like one."""

from __future__ import annotations

import pytest

from campaign.checks.dates import written_dates


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Lagen gäller från 2025-07-01.", [("2025-07-01", "1 juli 2025")]),
        ("Svara senast 22/11.", [("22/11", "22 november")]),
        ("Vi ses den 3/5, sa hon.", [("3/5", "3 maj")]),
        ("Det hände 22.11.2026.", [("22.11.2026", "22 november 2026")]),
        ("Det hände 5/1/2026.", [("5/1/2026", "5 januari 2026")]),
        ("Den 3 dec. 2025 kom den.", [("3 dec. 2025", "3 december 2025")]),
        ("Kom 14 aug eller 2 sept.", [("14 aug", "14 augusti"), ("2 sept.", "2 september")]),
    ],
)
def test_a_date_is_found_and_written_out(text: str, wanted: list[tuple[str, str]]) -> None:
    assert list(written_dates(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Den 3 maj och den 22 november 2026.",
        "Öppet 24/7, klockan 8–16 och 8.30.",
        "Häll i 1/2 liter eller 2/3.",
        "9/10 män och 15/16 år.",
        "Lag 2018:1937 och prop. 2004/05:45.",
        "https://a.example/2026-11-22/ och a.example/22/11",
        "Ring 08-123 45 67 eller 116 111.",
        "Den 31/2 finns inte, och inte 2026-13-01.",
        "Version 1.2.2026a och 12 mars.",
    ],
)
def test_other_figures_are_no_date(text: str) -> None:
    assert list(written_dates(text)) == []

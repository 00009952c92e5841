"""Dates, places in laws and lists as Swedish text."""

from __future__ import annotations

import datetime

import pytest

from campaign.content.dates import date_text, when_text
from campaign.site.swedish import cites_text, list_text


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2026-11-22", "22 november 2026"),
        ("2026-01-01", "1 januari 2026"),
        ("2026-12-31", "31 december 2026"),
        ("2026-04", "april 2026"),
        (datetime.date(2025, 7, 1), "1 juli 2025"),
        ("2026", "2026"),
        ("utan datum", "utan datum"),
        ("2026-13", "2026-13"),
        ("2026-00-10", "2026-00-10"),
        ("våren 2026-04", "våren 2026-04"),
        ("", ""),
    ],
)
def test_a_date_is_said_in_swedish_and_other_text_is_left_alone(value: datetime.date | str, wanted: str) -> None:
    assert date_text(value) == wanted


@pytest.mark.parametrize("value", ["2026-02-30", "2026-11-00", "2026-04-99"])
def test_a_day_that_does_not_exist_is_not_said_as_one(value: str) -> None:
    assert date_text(value) == value
    assert when_text(value) == value


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_own_lower_case_name(number: int) -> None:
    names = {date_text(f"2026-{month:02}").split()[0] for month in range(1, 13)}
    assert len(names) == 12
    assert date_text(f"2026-{number:02}").split()[0].islower()


@pytest.mark.parametrize(
    ("value", "wanted"),
    [
        ("2026-11-22", "den 22 november 2026"),
        (datetime.date(2026, 3, 9), "den 9 mars 2026"),
        ("2026-04", "i april 2026"),
        ("2023", "2023"),
        ("våren 2026", "våren 2026"),
    ],
)
def test_when_something_was_so_has_its_preposition(value: datetime.date | str, wanted: str) -> None:
    assert when_text(value) == wanted


@pytest.mark.parametrize(
    ("cites", "wanted"),
    [
        ([], ""),
        (["brottsbalken 6 kap. 11 §"], "brottsbalken 6 kap. 11 §"),
        (["brottsbalken 6 kap. 11 §", "brottsbalken 6 kap. 15 §"], "brottsbalken 6 kap. 11 §, 15 §"),
        (
            ["brottsbalken 6 kap. 11 §", "brottsbalken 23 kap. 1 §", "brottsbalken 6 kap. 15 §"],
            "brottsbalken 6 kap. 11 §, 15 §; brottsbalken 23 kap. 1 §",
        ),
        (["brottsbalken 6 kap. 11 §", "lagen (1998:408)"], "brottsbalken 6 kap. 11 §; lagen (1998:408)"),
        (["lagen (1998:408)", "lagen (2005:90)"], "lagen (1998:408); lagen (2005:90)"),
        (["prop. 2024/25:124 s. 7."], "prop. 2024/25:124 s. 7"),
    ],
)
def test_places_in_one_chapter_stand_together(cites: list[str], wanted: str) -> None:
    assert cites_text(cites) == wanted
    assert cites_text(iter(cites)) == wanted


@pytest.mark.parametrize(
    ("words", "wanted"), [([], ""), (["a"], "a"), (["a", "b"], "a och b"), (["a", "b", "c"], "a, b och c")]
)
def test_a_list_has_och_before_its_last_word(words: list[str], wanted: str) -> None:
    assert list_text(words) == wanted
    assert list_text(dict.fromkeys(words)) == wanted

"""Opening hours: said in Swedish, refused when they cannot be read, asked for a time of the week."""

from __future__ import annotations

import pytest

from campaign.content.opening_hours import hours_as_text, is_open

MONDAY, FRIDAY, SATURDAY, SUNDAY = 0, 4, 5, 6


@pytest.mark.parametrize(
    ("hours", "wanted"),
    [
        ("Mo-Su 00:00-24:00", "Dygnet runt"),
        ("Mo-Fr 00:00-24:00", "Måndag–fredag dygnet runt"),
        ("Mo-Su 09:00-16:30", "Alla dagar klockan 9–16.30"),
        ("Mo-Fr 09:00-16:30", "Måndag–fredag klockan 9–16.30"),
        ("We 13:05-14:00", "Onsdag klockan 13.05–14"),
        ("Mo,We,Fr 09:00-12:00", "Måndag, onsdag och fredag klockan 9–12"),
        ("Mo-Th,Sa 09:00-12:00", "Måndag–torsdag och lördag klockan 9–12"),
        ("Fr-Mo 22:00-06:00", "Fredag–måndag klockan 22–6"),
        ("Mo-Fr 09:00-16:30, Sa 10:00-14:00", "Måndag–fredag klockan 9–16.30. Lördag klockan 10–14"),
        ("Mo-Fr 09:00-16:30; Sa 10:00-14:00", "Måndag–fredag klockan 9–16.30. Lördag klockan 10–14"),
        (" Mo 00:00-24:00 ", "Måndag dygnet runt"),
        ("Mo 08:00-24:00", "Måndag klockan 8–24"),
    ],
)
def test_opening_hours_are_said_in_swedish(hours: str, wanted: str) -> None:
    assert hours_as_text(hours) == wanted


@pytest.mark.parametrize(
    "hours",
    ["", "dygnet runt", "24/7", "Mo-Fr", "09:00-16:30", "mo-fr 09:00-16:30", "Må-Fr 09:00-16:30", "Xx 09:00-16:30",
     "Mo-Xx 09:00-16:30", "Mo-Fr 9:00-16:30", "Mo-Fr 09:00–16:30", "Mo-Fr 09.00-16.30", "Mo-Fr 25:00-26:00",
     "Mo-Fr 09:60-16:00", "Mo-Fr 09:00-16:30,", "Mo-Fr 09:00-16:30 PH off", "Mo 24:30-10:00", "Mo 09:00-24:30",
     "Mo-We-Fr 09:00-10:00", "Mo-Su,Xx 09:00-10:00"],
)  # fmt: skip
def test_hours_with_bad_days_or_clocks_are_refused(hours: str) -> None:
    with pytest.raises(ValueError, match=r"tiden|dagen|klockslaget"):
        hours_as_text(hours)


@pytest.mark.parametrize(
    ("hours", "weekday", "clock", "wanted"),
    [
        ("Mo-Su 00:00-24:00", SUNDAY, "03:00", True),
        ("Mo-Fr 09:00-16:30", MONDAY, "09:00", True),
        ("Mo-Fr 09:00-16:30", FRIDAY, "16:30", False),
        ("Mo-Fr 09:00-16:30", MONDAY, "08:59", False),
        ("Mo-Fr 09:00-16:30", SATURDAY, "10:00", False),
        ("Mo-Fr 09:00-16:30, Sa 10:00-14:00", SATURDAY, "13:59", True),
        ("Mo,We,Fr 09:00-12:00", FRIDAY, "10:00", True),
        ("Mo,We,Fr 09:00-12:00", 1, "10:00", False),
        ("Fr-Mo 10:00-12:00", SUNDAY, "11:00", True),
        ("Fr-Mo 10:00-12:00", 2, "11:00", False),
        ("Fr 22:00-06:00", SATURDAY, "05:59", True),
        ("Fr 22:00-06:00", SATURDAY, "06:00", False),
        ("Fr 22:00-06:00", FRIDAY, "23:00", True),
        ("Fr 22:00-06:00", FRIDAY, "05:00", False),
        ("Su 22:00-06:00", MONDAY, "01:00", True),
    ],
)
def test_a_time_of_the_week_is_open_or_not(hours: str, weekday: int, clock: str, wanted: bool) -> None:
    assert is_open(hours, weekday, clock) is wanted

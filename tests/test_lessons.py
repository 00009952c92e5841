"""The closed record of a lesson: what a lesson for pupils needs, and what the staff package has instead."""

from __future__ import annotations

from typing import Any

import pytest

from campaign.content.lessons import LESSONS, Lesson
from campaign.schema import validate

BOTH = {"purpose": "Att öva.", "minutes": 60, "prepare_minutes": 15, "group": "Alla", "material": ["tavla"],
        "goals": ["säga", "fråga"]}  # fmt: skip
PUPILS = BOTH | {
    "id": "lagen",
    "years": ["9"],
    "short_minutes": 40,
    "subjects": ["svenska"],
    "curriculum": ["ssr-2022"],
}
STAFF = BOTH | {"id": "personal", "workplaces": ["lss", "fritidsgard"]}


def said(record: dict[str, Any]) -> list[str]:
    return [f"{error.message} {error.suggestion}" for error in validate(Lesson, record)[1]]


def test_a_lesson_is_for_pupils_or_for_staff() -> None:
    lesson, staff = Lesson.model_validate(PUPILS), Lesson.model_validate(STAFF)
    assert (lesson.for_staff, lesson.number) == (False, 1)
    assert (staff.for_staff, staff.number) == (True, len(LESSONS))
    assert (staff.years, staff.subjects, staff.curriculum, staff.short_minutes) == ([], [], [], 0)


@pytest.mark.parametrize("key", ["years", "subjects", "curriculum", "short_minutes"])
def test_what_only_pupils_have_is_needed_there_and_refused_for_staff(key: str) -> None:
    without = {name: value for name, value in PUPILS.items() if name != key}
    assert said(without) == [f"Posten saknar {key}. Lägg till {key}."]
    assert said(STAFF | {key: PUPILS[key]}) == [f"Posten har {key}, som inte hör till id personal. Ta bort {key}."]


def test_workplaces_are_needed_for_staff_and_refused_for_pupils() -> None:
    assert said({**STAFF, "workplaces": []}) == ["Posten saknar workplaces. Lägg till workplaces."]
    assert said(PUPILS | {"workplaces": ["lss"]}) == [
        "Posten har workplaces, som inte hör till id lagen. Ta bort workplaces."
    ]


@pytest.mark.parametrize(
    ("record", "key", "value", "near"),
    [(PUPILS, "subjects", "biologin", "biologi"), (PUPILS, "years", "gymnasium", "gymnasiet"),
     (STAFF, "workplaces", "socialtjansten", "socialtjanst")],
)  # fmt: skip
def test_an_unknown_code_is_refused_with_the_nearest_and_all_that_are_known(
    record: dict[str, Any], key: str, value: str, near: str
) -> None:
    (message,) = said(record | {key: [value]})
    assert f"kan inte vara ”{value}”" in message
    assert f"Menade du ”{near}”? Välj ”" in message


def test_a_value_stands_once_and_the_short_version_is_shorter() -> None:
    assert "två gånger" in said(PUPILS | {"years": ["9", "9"]})[0]
    assert "inte är kortare" in said(PUPILS | {"minutes": 40})[0]

"""Closed schemas: every error at once, in Swedish, with what to write instead."""

from __future__ import annotations

import datetime
from typing import Literal

import pytest
from pydantic import Field, ValidationError, field_validator

from campaign.schema import Closed, SchemaError, did_you_mean, validate


class Inner(Closed):
    colour: Literal["red", "green"] = "red"
    other_name: str = Field("", alias="for")


class Record(Closed):
    title: str
    count: int = Field(1, ge=1, le=60)
    share: float = 0.5
    day: datetime.date | None = None
    draft: bool = False
    names: list[str] = Field([], max_length=3)
    needed: list[str] = Field(["a"], min_length=1)
    inner: list[Inner] = []
    table: dict[str, Inner] = {}
    checked: str = ""

    @field_validator("checked")
    @classmethod
    def _not_bad(cls, value: str) -> str:
        if value == "bad":
            raise ValueError("värdet ”bad” går inte att använda; skriv good")
        return value


def only_error(value: object) -> SchemaError:
    record, errors = validate(Record, value)
    assert record is None
    assert len(errors) == 1
    return errors[0]


def test_a_sound_record_is_read_without_errors() -> None:
    record, errors = validate(Record, {"title": " Rubrik ", "count": "6", "draft": "true", "day": "2026-11-22"})
    assert errors == []
    assert record is not None
    assert (record.title, record.count, record.draft, record.day) == ("Rubrik", 6, True, datetime.date(2026, 11, 22))


def test_a_record_cannot_be_changed_after_reading() -> None:
    record, _ = validate(Record, {"title": "x"})
    assert record is not None
    with pytest.raises(ValidationError):
        record.title = "y"  # type: ignore[misc]


def test_an_unknown_key_asks_did_you_mean() -> None:
    error = only_error({"title": "x", "tittle": "y"})
    assert (error.key, error.kind) == (("tittle",), "unknown-key")
    assert "tittle" in error.message
    assert error.suggestion == "Menade du ”title”?"


def test_an_unknown_key_unlike_all_lists_the_allowed_keys() -> None:
    error = only_error({"title": "x", "qqqqq": "y"})
    assert error.suggestion.startswith("Tillåtna nycklar: checked, count, day")


def test_an_unknown_key_deep_down_is_compared_with_the_keys_of_its_own_place() -> None:
    error = only_error({"title": "x", "inner": [{}, {"color": "red"}]})
    assert error.key == ("inner", 1, "color")
    assert error.suggestion == "Menade du ”colour”?"


def test_an_unknown_key_in_a_table_is_compared_with_the_keys_of_its_own_place() -> None:
    error = only_error({"title": "x", "table": {"lagen": {"color": "red"}}})
    assert error.suggestion == "Menade du ”colour”?"


def test_the_allowed_keys_are_named_as_the_editor_writes_them() -> None:
    error = only_error({"title": "x", "inner": [{"other_name": "y"}]})
    assert error.kind == "unknown-key"
    assert "for" in error.suggestion
    assert "other_name" not in error.suggestion


def test_a_missing_key_says_the_line_to_add() -> None:
    error = only_error({})
    assert error.message == "”title” saknas."
    assert error.suggestion == "Lägg till en rad: title: …"


def test_a_value_outside_the_list_asks_did_you_mean_and_lists_all() -> None:
    error = only_error({"title": "x", "inner": [{"colour": "gren"}]})
    assert "gren" in error.message
    assert error.suggestion == "Menade du ”green”? Välj ”red” eller ”green”."


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ({"title": ["x"]}, "text"),
        ({"title": "x", "draft": "ja"}, "true eller false"),
        ({"title": "x", "count": "sex"}, "heltal"),
        ({"title": "x", "share": "halv"}, "tal"),
        ({"title": "x", "day": "22 november"}, "datum"),
        ({"title": "x", "day": "2026-02-30"}, "datum"),
        ({"title": "x", "names": "y"}, "lista"),
        ({"title": "x", "inner": ["y"]}, "nycklar med värden"),
        ({"title": "x", "table": "y"}, "nycklar med värden"),
    ],
)
def test_a_value_of_the_wrong_kind_says_in_swedish_what_is_wanted(value: object, words: str) -> None:
    error = only_error(value)
    assert words in error.message
    assert error.suggestion


@pytest.mark.parametrize(
    "value",
    [
        {"title": "x", "count": "0"},
        {"title": "x", "count": "61"},
        {"title": "x", "names": ["a", "b", "c", "d"]},
        {"title": "x", "needed": []},
        {"title": "x", "checked": "bad"},
    ],
    ids=["too small", "too large", "too many", "too few", "refused by a validator"],
)
def test_every_error_is_a_whole_sentence_with_a_cure(value: object) -> None:
    error = only_error(value)
    assert error.message.endswith((".", "…", ":")), error
    assert error.suggestion, error


@pytest.mark.parametrize(
    ("value", "limit"),
    [
        ({"title": "x", "count": "0"}, "1"),
        ({"title": "x", "count": "61"}, "60"),
        ({"title": "x", "names": ["a", "b", "c", "d"]}, "3"),
    ],
)
def test_a_broken_limit_is_named(value: object, limit: str) -> None:
    error = only_error(value)
    shown = error.message.replace("61", "").replace("”0”", "")
    assert limit in shown + error.suggestion, error


def test_all_errors_come_at_once() -> None:
    _, errors = validate(Record, {"tittle": "x", "count": "y", "draft": "ja"})
    assert {error.key for error in errors} == {("title",), ("tittle",), ("count",), ("draft",)}


@pytest.mark.parametrize("value", [None, "text", ["a"], 5])
def test_a_record_that_is_no_mapping_is_an_error_and_does_not_raise(value: object) -> None:
    assert "nycklar med värden" in only_error(value).message


def test_did_you_mean_is_silent_when_nothing_is_near() -> None:
    assert did_you_mean("bris", ["bris-se", "umo"]) == "Menade du ”bris-se”?"
    assert did_you_mean("zzz", ["bris", "umo"]) == ""
    assert did_you_mean("", []) == ""

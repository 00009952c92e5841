"""Facts, sources and glossary: what the schema refuses."""

from __future__ import annotations

import datetime

import pytest

from campaign.content.facts import Fact, Source, Term
from campaign.schema import validate

FACT: dict[str, object] = {
    "id": "kop-straff",
    "text": "Det är brott att köpa sex.",
    "lattlast": "Det är brott att köpa sex.",
    "as_of": "2026-04",
    "sources": ["brottsbalken"],
    "seen_via": "inofficiell kopia",
    "checked_on": "2026-11-22",
    "confidence": "high",
}
SOURCE: dict[str, object] = {
    "id": "brottsbalken",
    "title": "Brottsbalken",
    "publisher": "Riksdagen",
    "url": "https://www.riksdagen.se/",
    "kind": "lag",
    "read": "inofficiell kopia",
    "read_on": "2026-11-22",
    "age": "våren 2026",
}


def keys(model: type[Fact] | type[Source] | type[Term], value: dict[str, object]) -> list[object]:
    _, errors = validate(model, value)
    return [error.key[0] for error in errors]


def test_a_sound_fact_is_read_and_what_is_left_out_is_careful() -> None:
    fact, errors = validate(Fact, FACT)
    assert errors == []
    assert fact is not None
    assert (fact.as_of, fact.review_in, fact.core, fact.release_check) == ("2026-04", 12, False, False)
    assert fact.checked_on == datetime.date(2026, 11, 22)


@pytest.mark.parametrize("key", FACT)
def test_a_fact_needs_wording_source_date_and_confidence(key: str) -> None:
    assert keys(Fact, {name: value for name, value in FACT.items() if name != key}) == [key]


def test_a_fact_of_low_confidence_does_not_exist() -> None:
    assert keys(Fact, {**FACT, "confidence": "low"}) == ["confidence"]


def test_a_fact_without_a_source_is_refused() -> None:
    assert keys(Fact, {**FACT, "sources": []}) == ["sources"]


@pytest.mark.parametrize("key", ["text", "lattlast", "seen_via"])
def test_a_fact_with_an_empty_wording_is_refused(key: str) -> None:
    assert keys(Fact, {**FACT, key: " "}) == [key]


@pytest.mark.parametrize("months", ["0", "61", "-1", "ett"])
def test_a_fact_is_read_again_within_one_to_sixty_months(months: str) -> None:
    assert keys(Fact, {**FACT, "review_in": months}) == ["review_in"]


@pytest.mark.parametrize("day", [datetime.date(2026, 4, 1), "2026-04", "2026", "våren 2026"])
def test_the_time_a_fact_speaks_for_may_be_a_day_or_words(day: object) -> None:
    fact, _ = validate(Fact, {**FACT, "as_of": day})
    assert fact is not None
    assert str(fact.as_of) == str(day)


def test_a_misspelt_key_in_a_fact_asks_did_you_mean() -> None:
    _, errors = validate(Fact, {**FACT, "lattlest": "x"})
    assert [error.suggestion for error in errors] == ["Menade du ”lattlast”?"]


@pytest.mark.parametrize("key", SOURCE)
def test_a_source_needs_every_key(key: str) -> None:
    assert keys(Source, {name: value for name, value in SOURCE.items() if name != key}) == [key]


def test_a_source_of_an_unknown_kind_is_refused() -> None:
    assert keys(Source, {**SOURCE, "kind": "blogg"}) == ["kind"]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "http://www.riksdagen.se/", "riksdagen.se", "//riksdagen.se", ""]
)
def test_a_source_leads_to_an_https_address(url: str) -> None:
    assert keys(Source, {**SOURCE, "url": url}) == ["url"]


def test_an_explanation_may_have_fifteen_words_and_not_sixteen() -> None:
    term = {"id": "samtycke", "term": "samtycke"}
    assert keys(Term, {**term, "explanation": "ord " * 15}) == []
    _, errors = validate(Term, {**term, "explanation": "ord " * 16})
    assert [error.key for error in errors] == [("explanation",)]
    assert "16 ord, högst 15" in errors[0].message

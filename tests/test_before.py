"""Innan du berättar: eight answers a situation, the unknown ones never empty and never no."""

from __future__ import annotations

import pytest

from campaign.content.before import QUESTIONS, UNKNOWN, Situation, answered_of_all
from campaign.content.services import Service
from campaign.schema import validate
from campaign.site.before_views import situation_views

ANSWER = {"text": "Ja, 2017.", "lattlast": "Ja.", "source": "https://www.bris.se/x", "age": "2017"}
SERVICE = {
    "id": "bris", "name": "Bris", "who": "Barn", "what": "Samtal.", "lattlast": "Prata.", "operator": "Bris",
    "for": ["ung"], "show": "place", "checked_on": "2026-11-22", "confidence": "high",
}  # fmt: skip


def service(**changes: object) -> Service:
    record, errors = validate(Service, SERVICE | changes)
    assert record is not None, errors
    return record


def problems(**changes: object) -> str:
    record, errors = validate(Service, SERVICE | changes)
    assert record is None
    return " ".join(error.message for error in errors)


def questions(simple: bool = False) -> list[str]:
    return [question.lattlast if simple else question.text for question in QUESTIONS.values()]


def test_unknown_answers_are_questions_to_ask_them() -> None:
    [view] = situation_views(service(before=[{"anonymous": ANSWER}]), simple=False)
    assert [(answer.question, answer.text) for answer in view.answers] == [(questions()[0], "Ja, 2017.")]
    assert (view.ask, view.unknown) == (questions()[1:], UNKNOWN)
    assert (view.answers[0].host, view.answers[0].age) == ("bris.se", "2017")


def test_lattlast_has_its_own_words() -> None:
    row = {"when": "När du frågar", "when_lattlast": "Fråga", "cost": ANSWER}
    [view] = situation_views(service(before=[row]), simple=True)
    assert (view.when, [answer.text for answer in view.answers]) == ("Fråga", ["Ja."])
    assert [*view.ask[:5], view.answers[0].question, *view.ask[5:]] == questions(simple=True)


def test_the_services_own_fields_answer_where_it_has_one_situation() -> None:
    [view] = situation_views(service(before=[{"notes": ANSWER}], anonymous="ja", free="ja"), simple=False)
    assert [answer.text for answer in view.answers] == [
        "Du behöver inte säga vad du heter.", "Ja, 2017.", "Det kostar ingenting.",
    ]  # fmt: skip
    rows = [{"notes": ANSWER}, {"when": "A", "when_lattlast": "B"}]
    views = situation_views(service(before=rows, anonymous="ja", free="ja"), simple=False)
    assert [len(view.ask) for view in views] == [7, 8]


def test_a_service_for_adults_alone_is_not_asked_about_parents() -> None:
    rows = [{"parents": ANSWER, "cost": ANSWER}]
    [view] = situation_views(service(before=rows, never_for=["ung"]), simple=False)
    asked = [*view.ask, *(answer.question for answer in view.answers)]
    assert sorted(asked) == sorted(set(questions()) - {QUESTIONS["parents"].text})


def test_every_question_is_a_field() -> None:
    assert set(QUESTIONS) == set(Situation.model_fields) - {"when", "when_lattlast"}


def test_known_of_all() -> None:
    one = service(before=[{"anonymous": ANSWER}, {"anonymous": ANSWER, "cost": ANSWER}])
    assert answered_of_all([one.before, []]) == (3, 16)


def test_texts_hold_all_that_is_shown() -> None:
    [row] = service(before=[{"when": "A", "when_lattlast": "B", "cost": ANSWER}]).before
    assert row.texts == ["A", "B", "Ja, 2017.", "Ja."]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"when": "A"}, "bara det ena av when och when_lattlast"),
        ({"cost": ANSWER | {"source": ""}}, "source"),
        ({"cost": ANSWER | {"source": "http://bris.se"}}, "säker adress"),
        ({"kostnad": ANSWER}, "kostnad"),
    ],
)
def test_bad_rows_are_told_in_swedish(row: dict[str, object], words: str) -> None:
    assert words in problems(before=[row])


def test_a_place_has_no_address() -> None:
    assert "show: place men också en adress" in problems(url="https://www.bris.se")
    assert service().url == ""

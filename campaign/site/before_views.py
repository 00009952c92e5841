"""The answers of "Innan du berättar" as templates show them: all eight questions, the unknown ones said to be so."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.before import QUESTIONS, UNKNOWN, Situation
from campaign.content.services import Service
from campaign.site.addresses import host


@dataclass(frozen=True)
class AnswerView:
    """A question, its answer, and where the answer was read (empty when it is not known)."""

    question: str
    text: str
    url: str = ""
    host: str = ""
    age: str = ""


@dataclass(frozen=True)
class SituationView:
    """One way to meet a service, with the eight answers."""

    when: str
    answers: list[AnswerView]


def situation_views(service: Service, simple: bool) -> list[SituationView]:
    """A service's situations with all eight questions, the unknown ones answered by UNKNOWN."""
    return [
        SituationView(
            when=situation.when_lattlast if simple else situation.when,
            answers=[_answer(situation, key, simple) for key in QUESTIONS],
        )
        for situation in service.before
    ]


def _answer(situation: Situation, key: str, simple: bool) -> AnswerView:
    question = QUESTIONS[key].lattlast if simple else QUESTIONS[key].text
    answer = situation.answer(key)
    if answer is None:
        return AnswerView(question, UNKNOWN)
    text = answer.lattlast if simple else answer.text
    return AnswerView(question, text, answer.source, host(answer.source), answer.age)

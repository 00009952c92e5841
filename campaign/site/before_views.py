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


#: What the service's own fields answer where its only situation has no answer of its own.
_ANONYMOUS = {"ja": "Du behöver inte säga vad du heter.", "nej": "Du kan inte vara anonym här."}
_COST = {"ja": "Det kostar ingenting.", "nej": "Det kostar pengar."}


def situation_views(service: Service, simple: bool) -> list[SituationView]:
    """A service's situations with all eight questions, the unknown ones answered by UNKNOWN."""
    known: dict[str, str] = {}
    if len(service.before) == 1:  # with several, nobody knows which of them `anonymous` and `free` speak of
        known = {"anonymous": _ANONYMOUS.get(service.anonymous, ""), "cost": _COST.get(service.free, "")}
    return [
        SituationView(
            when=situation.when_lattlast if simple else situation.when,
            answers=[_answer(situation, key, simple, known.get(key) or UNKNOWN) for key in QUESTIONS],
        )
        for situation in service.before
    ]


def _answer(situation: Situation, key: str, simple: bool, otherwise: str) -> AnswerView:
    question = QUESTIONS[key].lattlast if simple else QUESTIONS[key].text
    answer = situation.answer(key)
    if answer is None:
        return AnswerView(question, otherwise)
    text = answer.lattlast if simple else answer.text
    return AnswerView(question, text, answer.source, host(answer.source), answer.age)

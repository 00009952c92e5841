"""The answers of "Innan du berättar" as templates show them: all eight questions, the unknown ones together."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.before import QUESTIONS, UNKNOWN, Situation
from campaign.content.services import Service
from campaign.site.addresses import host


@dataclass(frozen=True)
class AnswerView:
    """A question, its answer, and where the answer was read (empty when the service's own fields answer)."""

    question: str
    text: str
    url: str = ""
    host: str = ""
    age: str = ""


@dataclass(frozen=True)
class SituationView:
    """One way to meet a service: the answers that are known, and the questions to ask them."""

    when: str
    answers: list[AnswerView]
    ask: list[str]
    unknown: str = UNKNOWN


#: What the service's own fields say: on its card, and where its only situation has no answer of its own.
ANONYMOUS = {"ja": "Du behöver inte säga vad du heter.", "nej": "Du kan inte vara anonym här."}
COST = {"ja": "Det kostar ingenting.", "nej": "Det kostar pengar."}


def situation_views(service: Service, simple: bool) -> list[SituationView]:
    """A service's situations with all eight questions, answered or among those to ask; for adults all but one."""
    known: dict[str, str] = {}
    if len(service.before) == 1:  # with several, nobody knows which of them `anonymous` and `free` speak of
        known = {"anonymous": ANONYMOUS.get(service.anonymous, ""), "cost": COST.get(service.free, "")}
    skipped = {"parents"} if "ung" in service.never_for else set()  # no adult asks what her parents get to know
    return [_situation(situation, simple, known, skipped) for situation in service.before]


def _situation(situation: Situation, simple: bool, otherwise: dict[str, str], skipped: set[str]) -> SituationView:
    answers, ask = [], []
    for key, both in QUESTIONS.items():
        if key in skipped:
            continue
        question = both.lattlast if simple else both.text
        answer = situation.answer(key)
        if answer:
            text = answer.lattlast if simple else answer.text
            answers.append(AnswerView(question, text, answer.source, host(answer.source), answer.age))
        elif otherwise.get(key):
            answers.append(AnswerView(question, otherwise[key]))
        else:
            ask.append(question)
    return SituationView(situation.when_lattlast if simple else situation.when, answers, ask)

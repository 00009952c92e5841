"""What to know before you tell: the same eight questions about every way in, each answer with its source.

A service has one situation or several (asking for advice, applying). What nobody has said is not guessed: the site
then says `UNKNOWN`, never "no" and never nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field, model_validator

from campaign.schema import Closed, Https, Text

UNKNOWN = "Fråga dem."


class Answered(Closed):
    """One answer in both wordings, with the address and the age of what was read."""

    text: Text = Field(description="Svaret på vanlig svenska.", examples=["Ja. Du behöver inte säga ditt namn."])
    lattlast: Text = Field(description="Svaret på lättläst.", examples=["Ja. Du behöver inte säga ditt namn."])
    source: Annotated[Https, Field(min_length=1)] = Field(
        description="Adressen till det du läste.", examples=["https://www.bris.se/"]
    )
    age: Text = Field(description="Hur gammalt det du läste är.", examples=["odaterad, ca 2023"])


class Situation(Closed):
    """The answers for one way to meet a service; `when` names it where a service has several."""

    when: str = Field(
        "", description="Läget svaren gäller, när tjänsten har flera.", examples=["När du lämnar ett tips"]
    )
    when_lattlast: str = Field("", description="Samma läge på lättläst.", examples=["När du tipsar"])
    anonymous: Answered | None = Field(None, description="Kan läsaren vara anonym?")
    notes: Answered | None = Field(None, description="Vad skriver de ner?")
    duty: Answered | None = Field(None, description="Måste de anmäla oro för barn?")
    parents: Answered | None = Field(None, description="Kan föräldrar få veta?")
    papers: Answered | None = Field(None, description="Vad gäller för den som saknar papper?")
    cost: Answered | None = Field(None, description="Vad kostar det?")
    interpreter: Answered | None = Field(None, description="Finns tolk?")
    traces: Answered | None = Field(None, description="Vad syns efteråt?")

    @model_validator(mode="after")
    def _named_in_both(self) -> Situation:
        if bool(self.when) != bool(self.when_lattlast):
            raise ValueError("har bara det ena av when och when_lattlast; skriv båda, eller inget av dem")
        return self

    def answer(self, question: str) -> Answered | None:
        """The answer to one of QUESTIONS, or None when it is not known."""
        found: Answered | None = getattr(self, question)
        return found

    @property
    def texts(self) -> list[str]:
        """Everything a reader may be shown of it."""
        answers = [answer for answer in map(self.answer, QUESTIONS) if answer]
        return [self.when, self.when_lattlast, *(text for item in answers for text in (item.text, item.lattlast))]


@dataclass(frozen=True)
class Question:
    """A question as it is asked in each variant."""

    text: str
    lattlast: str


#: The fields of a situation in the order they are shown.
QUESTIONS: dict[str, Question] = {
    "anonymous": Question("Kan du vara anonym?", "Får du vara anonym?"),
    "notes": Question("Vad skriver de ner?", "Skriver de ner något?"),
    "duty": Question("Måste de anmäla oro för barn?", "Måste de säga till om ett barn far illa?"),
    "parents": Question("Kan föräldrar få veta?", "Kan dina föräldrar få veta?"),
    "papers": Question("Om du saknar papper", "Om du inte har papper"),
    "cost": Question("Vad kostar det?", "Kostar det något?"),
    "interpreter": Question("Finns tolk?", "Finns det tolk?"),
    "traces": Question("Vad syns efteråt?", "Vad syns efteråt?"),
}


def answered_of_all(services: list[list[Situation]]) -> tuple[int, int]:
    """How many answers are known, and how many there could be."""
    situations = [situation for listed in services for situation in listed]
    known = sum(situation.answer(key) is not None for situation in situations for key in QUESTIONS)
    return known, len(situations) * len(QUESTIONS)

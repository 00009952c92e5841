"""Support services: the record of one, and when it is open."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from campaign.content.ages import age_span
from campaign.content.before import Situation
from campaign.content.front_matter import Audience
from campaign.content.opening_hours import hours_as_text
from campaign.schema import Closed, Day, Https, Moment, Text

Answer = Literal["ja", "nej", "okant"]
Channel = Literal["telefon", "chatt", "besok", "webb", "mejl", "sms"]
Need = Literal[
    "akut", "prata", "vald", "overgrepp", "sex-mot-ersattning", "manniskohandel", "sluta-kopa", "bild", "hot", "vard",
    "praktiskt", "rattigheter", "oro-for-barn", "sjalvmord", "heder", "hbtqi", "yrkesrad", "anmala", "tillganglighet",
    "egna-tankar", "egna-handlingar",
]  # fmt: skip
Gender = Literal["kvinna", "man", "trans"]
Way = Literal["ring", "chatt", "sms", "mejl", "besok", "webb"]

HOURS_UNKNOWN = "Tiderna är inte kontrollerade. Du kan alltid försöka ringa."
HOURS_UNKNOWN_LINK = "Tiderna är inte kontrollerade. De kan stå på deras egen sida."


class Opening(Closed):
    """When one way in is open, in the notation `Mo-Fr 09:00-16:30, Sa 10:00-14:00`."""

    what: Channel
    open: str

    @field_validator("open")
    @classmethod
    def _readable(cls, value: str) -> str:
        hours_as_text(value)
        return value


class SeenSource(Closed):
    """Where a fact about a service was seen, and how old that copy is."""

    url: Https
    age: str


class Service(Closed):
    """One support service, as docs/_data/services.yml describes it.

    `show: place` is help with no number or address of its own, such as the nurse at the reader's own school.
    """

    id: Text
    name: Text
    who: Text
    who_lattlast: str = ""
    what: Text
    lattlast: Text
    operator: Text
    audiences: list[Audience] = Field(alias="for", min_length=1)
    never_for: list[Audience] = []
    not_alone: bool = False
    gender: Gender | Literal[""] = ""
    without_papers: Answer = "okant"
    show: Literal["number", "link", "place", "hidden"]
    phone: str = ""
    sms: str = ""
    chat: Https = ""
    email: str = ""
    url: Https = ""
    hours: list[Opening] = []
    anonymous: Answer = "okant"
    anonymous_note: str = ""
    free: Answer = "okant"
    languages: list[str] = []
    aids: str = ""
    age: str = ""
    area: str = ""
    needs: list[Need] = []
    ways: list[Way] = []
    traces: str = ""
    before: list[Situation] = []
    sources: list[SeenSource] = []
    seen_via: str = ""
    as_of: Moment = ""
    checked_on: Day
    confidence: Literal["high", "medium", "low"]
    release_check: bool = True
    missing: list[str] = []
    note: str = ""

    @field_validator("phone", "sms")
    @classmethod
    def _dialled(cls, value: str) -> str:
        if value and not re.fullmatch(r"\+?\d[\d -]*\d", value):
            raise ValueError(f"är ”{value}”, som inte är ett nummer; skriv bara siffror, mellanslag och bindestreck")
        return value

    @field_validator("age")
    @classmethod
    def _an_age(cls, value: str) -> str:
        age_span(value)
        return value

    @model_validator(mode="after")
    def _reachable(self) -> Service:
        if self.show == "number" and not self.phone:
            raise ValueError("har show: number men inget phone; lägg till numret, eller skriv show: link")
        if self.show == "link" and not self.url:
            raise ValueError("har show: link men ingen url; lägg till adressen, eller skriv show: hidden")
        if self.show == "place" and (self.url or self.chat or self.email):
            raise ValueError("har show: place men också en adress; skriv show: link, eller ta bort adressen")
        if self.show != "hidden" and self.confidence == "low":
            raise ValueError("har confidence: low och får inte visas; skriv show: hidden tills den är kontrollerad")
        if self.show != "number" and (self.phone or self.sms):
            raise ValueError("har phone eller sms, fast numret inte visas; ta bort det, eller skriv show: number")
        return self

    @property
    def dial(self) -> str:
        """The number as digits (with + before a country code), for a `tel:` link."""
        return re.sub(r"[^\d+]", "", self.phone)

    @property
    def texts(self) -> list[str]:
        """Everything in words that a reader may be shown of it."""
        rows = [text for situation in self.before for text in situation.texts]
        return [self.name, self.who, self.who_lattlast, self.what, self.lattlast, self.anonymous_note, self.aids,
                self.traces, *rows]  # fmt: skip

    def opening(self, channel: Channel = "telefon") -> str:
        """When `channel` is open, in Swedish; says so when the hours have not been verified."""
        for opening in self.hours:
            if opening.what == channel:
                return hours_as_text(opening.open)
        return HOURS_UNKNOWN if self.show == "number" else HOURS_UNKNOWN_LINK

"""Support services: the record, and opening hours read from OpenStreetMap's notation and said in Swedish."""

from __future__ import annotations

import re
from typing import Literal

from pydantic import Field, field_validator, model_validator

from campaign.content.before import Situation
from campaign.content.front_matter import Audience
from campaign.schema import Closed, Day, Https, Moment, Text

Answer = Literal["ja", "nej", "okant"]
Channel = Literal["telefon", "chatt", "besok", "webb", "mejl", "sms"]
Need = Literal[
    "akut", "prata", "vald", "overgrepp", "sex-mot-ersattning", "manniskohandel", "sluta-kopa", "bild", "hot", "vard",
    "praktiskt", "rattigheter", "oro-for-barn", "sjalvmord", "heder", "hbtqi", "yrkesrad", "anmala", "tillganglighet",
]  # fmt: skip
Way = Literal["ring", "chatt", "sms", "mejl", "besok", "webb"]

HOURS_UNKNOWN = "Tiderna är inte kontrollerade. Du kan alltid försöka ringa."
HOURS_UNKNOWN_LINK = "Tiderna är inte kontrollerade. De kan stå på tjänstens egen sida."


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
    what: Text
    lattlast: Text
    operator: Text
    audiences: list[Audience] = Field(alias="for", min_length=1)
    never_for: list[Audience] = []
    not_alone: bool = False
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

    def opening(self, channel: Channel = "telefon") -> str:
        """When `channel` is open, in Swedish; says so when the hours have not been verified."""
        for opening in self.hours:
            if opening.what == channel:
                return hours_as_text(opening.open)
        return HOURS_UNKNOWN if self.show == "number" else HOURS_UNKNOWN_LINK


_DAYS = ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")
_DAY_NAMES = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_RULE = re.compile(r"(?P<days>[A-Z][a-z](?:[-,][A-Z][a-z])*)\s+(?P<start>\d\d:\d\d)-(?P<end>\d\d:\d\d)")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d|24:00")


def hours_as_text(value: str) -> str:
    """`Mo-Fr 09:00-16:30` as "Måndag–fredag klockan 9–16.30". Raises ValueError with a Swedish reason."""
    parts: list[str] = []
    for piece in re.split(r"\s*[;]\s*|,\s+", value.strip()):
        match = _RULE.fullmatch(piece)
        if not match:
            raise ValueError(f"är tiden ”{piece}”, som inte kan läsas; skriv till exempel Mo-Fr 09:00-16:30")
        days = _days_as_text(match["days"])
        if (match["start"], match["end"]) == ("00:00", "24:00"):
            parts.append("Dygnet runt" if days == "Alla dagar" else f"{days} dygnet runt")
        else:
            parts.append(f"{days} klockan {_clock(match['start'])}–{_clock(match['end'])}")
    return ". ".join(parts)


def _days_as_text(value: str) -> str:
    names = []
    for piece in value.split(","):
        days = piece.split("-")
        for day in days:
            if day not in _DAYS:
                raise ValueError(f"har dagen ”{day}”, som inte finns; skriv {', '.join(_DAYS)}")
        if len(days) > 2:
            raise ValueError(f"har dagen ”{piece}”, som inte kan läsas; skriv till exempel Mo-Fr eller Mo,We,Fr")
        names.append("–".join(_DAY_NAMES[_DAYS.index(day)] for day in days))
    if value == "Mo-Su":
        return "Alla dagar"
    text = " och ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]
    return text[0].upper() + text[1:]


def _clock(value: str) -> str:
    if not _CLOCK.fullmatch(value):
        raise ValueError(f"har klockslaget ”{value}”, som inte finns; skriv till exempel 09:00")
    hour, minute = value.split(":")
    return str(int(hour)) if minute == "00" else f"{int(hour)}.{minute}"

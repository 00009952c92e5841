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

    what: Channel = Field(description="Vägen in som tiderna gäller.", examples=["telefon"])
    open: str = Field(
        description="Tiderna: dagar på engelska och klockslag. Flera skrivs med komma emellan.",
        examples=["Mo-Fr 09:00-16:30, Sa 10:00-14:00"],
    )

    @field_validator("open")
    @classmethod
    def _readable(cls, value: str) -> str:
        hours_as_text(value)
        return value


class SeenSource(Closed):
    """Where a fact about a service was seen, and how old that copy is."""

    url: Https = Field(description="Adressen till det du läste.", examples=["https://www.bris.se/"])
    age: str = Field(description="Hur gammalt det du läste är.", examples=["odaterad kopia, 2023 eller senare"])


class Service(Closed):
    """One support service, as docs/_data/services.yml describes it.

    `show: place` is help with no number or address of its own, such as the nurse at the reader's own school.
    """

    id: Text = Field(description="Tjänstens korta namn. Det står i kortkoden: `[[tjanst:bris]]`.", examples=["bris"])
    name: Text = Field(description="Namnet som läsaren ser.", examples=["Bris"])
    who: Text = Field(description="Vem tjänsten är till för.", examples=["Barn och unga under 18 år"])
    who_lattlast: str = Field("", description="Samma sak på lättläst.", examples=["Du som är under 18 år"])
    what: Text = Field(
        description="Vad läsaren kan få hjälp med.",
        examples=["Du kan ringa eller chatta med en kurator om vad som helst."],
    )
    lattlast: Text = Field(
        description="Samma sak på lättläst.", examples=["Du kan ringa eller chatta om vad som helst."]
    )
    operator: Text = Field(description="Vem som driver tjänsten.", examples=["Bris"])
    audiences: list[Audience] = Field(
        alias="for",
        min_length=1,
        description="Grupperna som tjänsten är till för. Hitta stöd visar den under den första gruppen.",
        examples=[["ung", "elev"]],
    )
    never_for: list[Audience] = Field([], description="Grupper som aldrig får se tjänsten.", examples=[["yrke"]])
    not_alone: bool = Field(
        False, description="true = får inte vara den enda tjänsten på en sida för alla.", examples=[True]
    )
    gender: Gender | Literal[""] = Field(
        "", description="Bara när tjänsten är till för ett kön och `who` säger det.", examples=["kvinna"]
    )
    without_papers: Answer = Field(
        "okant", description="ja = källan säger att hjälpen också är för den som saknar papper.", examples=["ja"]
    )
    show: Literal["number", "link", "place", "hidden"] = Field(description="Hur tjänsten visas.", examples=["number"])
    phone: str = Field(
        "", description="Telefonnumret. Bara med `show: number`, när numret är kontrollerat.", examples=["116 111"]
    )
    sms: str = Field(
        "",
        description="Numret för sms. Bara med `show: number`, när numret är kontrollerat.",
        examples=["070-174 06 35"],
    )
    chat: Https = Field("", description="Adressen till chatten.", examples=["https://www.bris.se"])
    email: str = Field("", description="E-postadressen.", examples=["stod@tjanst.example"])
    url: Https = Field("", description="Adressen till tjänstens egen sida.", examples=["https://www.bris.se/"])
    hours: list[Opening] = Field(
        [],
        description="Kontrollerade öppettider. Utan dem skriver sajten att tiderna inte är kontrollerade.",
    )
    anonymous: Answer = Field("okant", description="Får läsaren vara anonym?", examples=["ja"])
    anonymous_note: str = Field(
        "",
        description="Det läsaren behöver veta om att vara anonym.",
        examples=["Du behöver inte säga vad du heter."],
    )
    free: Answer = Field("okant", description="Är hjälpen gratis?", examples=["ja"])
    languages: list[str] = Field(
        [], description="Språken som källan säger att de talar.", examples=[["svenska", "engelska"]]
    )
    aids: str = Field(
        "",
        description="Hjälp för den som inte hör, talar eller ser så bra.",
        examples=["Det går att ringa med Texttelefoni.se."],
    )
    age: str = Field(
        "",
        description="Åldern: från 18 år, under 18 år, upp till 20 år, 13–25 år, vuxna eller alla åldrar.",
        examples=["under 18 år"],
    )
    area: str = Field("", description="Var tjänsten finns.", examples=["hela Sverige"])
    needs: list[Need] = Field(
        [],
        description="Vad tjänsten hjälper med, det viktigaste först. Hitta stöd väljer efter det.",
        examples=[["prata", "hot"]],
    )
    ways: list[Way] = Field([], description="Vägarna in som tjänsten själv erbjuder.", examples=[["ring", "chatt"]])
    traces: str = Field(
        "",
        description="Vad som kan synas efteråt, till exempel på en räkning.",
        examples=["Chatten finns kvar i ett konto som du loggar in på."],
    )
    before: list[Situation] = Field([], description="Svaren på sidan Innan du berättar, en rad för varje läge.")
    sources: list[SeenSource] = Field([], description="Vad du läste: adress och ålder.")
    seen_via: str = Field(
        "", description="Hur du såg uppgifterna: hos tjänsten själv, eller i en kopia.", examples=["kopior av bris.se"]
    )
    as_of: Moment = Field(
        "", description="Den senaste tid som det du läste talar för: år, månad eller dag.", examples=["2026-04"]
    )
    checked_on: Day = Field(description="Dagen då du läste det.", examples=["2026-11-22"])
    confidence: Literal["high", "medium", "low"] = Field(description="Hur säkra vi är.", examples=["high"])
    release_check: bool = Field(
        True, description="true = en namngiven person ska kontrollera tjänsten innan sajten släpps.", examples=[True]
    )
    missing: list[str] = Field(
        [], description="Det en människa ska kontrollera. Visas aldrig för läsaren.", examples=[["att numret stämmer"]]
    )
    note: str = Field(
        "",
        description="En anteckning till kollegor. Visas aldrig för läsaren.",
        examples=["Numret är samma i alla källor."],
    )

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

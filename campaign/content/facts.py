"""Facts, sources and glossary: the records behind every statement of law or statistics on the site."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, field_validator

from campaign.schema import Closed, Day, Https, Moment, Text

GLOSSARY_WORDS = 15


class Fact(Closed):
    """One statement, worded for both variants, with where it was read and how sure we are.

    `low` confidence does not exist here: what is that unsure is not shown.
    """

    id: Text = Field(
        description="Uppgiftens korta namn. Det står i kortkoden: `[[fakta:kop-brott]]`.", examples=["kop-brott"]
    )
    text: Text = Field(
        description="Uppgiften på vanlig svenska, i hela meningar.",
        examples=["Det är ett brott att köpa sex i Sverige."],
    )
    lattlast: Text = Field(
        description="Samma uppgift på lättläst.", examples=["Det är ett brott att köpa sex i Sverige."]
    )
    cite: str = Field(
        "", description="Platsen i lagen. Den står i källnoten, aldrig i texten.", examples=["brottsbalken 6 kap. 11 §"]
    )
    in_force: Moment = Field("", description="Dagen då regeln började gälla.", examples=["2025-07-01"])
    as_of: Moment = Field(
        description="Den senaste tid som det du läste talar för: år, månad eller dag.", examples=["2026-04"]
    )
    sources: list[str] = Field(
        min_length=1, description="Källornas id i sources.yml, minst en.", examples=[["brottsbalken-kopia"]]
    )
    seen_via: Text = Field(
        description="Hur du såg uppgiften: hos myndigheten själv, eller i en kopia.",
        examples=["inofficiell kopia av brottsbalken, våren 2026"],
    )
    checked_on: Day = Field(description="Dagen då du läste källan.", examples=["2026-11-22"])
    confidence: Literal["high", "medium"] = Field(
        description="Hur säkra vi är. En uppgift som är mer osäker än medium skrivs inte in.", examples=["high"]
    )
    release_check: bool = Field(
        False,
        description="true = straff, ålder eller siffra, som en namngiven person ska kontrollera före släpp.",
        examples=[True],
    )
    core: bool = Field(False, description="true = uppgiften måste stå i båda texterna.", examples=[True])
    review_in: int = Field(12, ge=1, le=60, description="Månader till nästa kontroll.", examples=[6])
    note: str = Field(
        "",
        description="En anteckning till kollegor. Visas aldrig för läsaren.",
        examples=["Läs paragrafen igen före släpp."],
    )


class Source(Closed):
    """Where the reader finds the official text, and what we really read."""

    id: Text = Field(description="Källans korta namn.", examples=["brottsbalken-kopia"])
    title: Text = Field(description="Källans namn, som läsaren ser det.", examples=["Brottsbalk (1962:700)"])
    publisher: Text = Field(description="Vem som ger ut källan.", examples=["Sveriges riksdag"])
    url: Annotated[Https, Field(min_length=1)] = Field(
        description="Där läsaren själv hittar texten.", examples=["https://www.riksdagen.se/"]
    )
    kind: Literal["lag", "forarbete", "myndighet", "kommun", "organisation", "forskning", "press"] = Field(
        description="Slag av källa. Sidan om källor har en rubrik för varje slag.", examples=["lag"]
    )
    read: Text = Field(description="Vad du verkligen läste.", examples=["Inofficiell kopia av brottsbalken."])
    read_on: Day = Field(description="Dagen då du läste det.", examples=["2026-11-22"])
    age: Text = Field(description="Hur gammalt det du läste är.", examples=["Våren 2026."])


class Term(Closed):
    """A hard word and its explanation, which completes "X betyder …".

    `everyday`: most readers know it, so that it need not be explained on every page where it stands.
    """

    id: Text = Field(
        description="Ordets korta namn. Det står i kortkoden: `[[ordlista:samtycke]]`.", examples=["samtycke"]
    )
    term: Text = Field(description="Ordet så som det står i ordlistan.", examples=["samtycke"])
    forms: list[str] = Field(
        [], description="Andra former av ordet. Också de får stå i kortkoden.", examples=[["samtycket"]]
    )
    explanation: Text = Field(
        description="Förklaringen, högst 15 ord. Den fortsätter meningen ”X betyder …”.",
        examples=["att man vill vara med och visar det."],
    )
    everyday: bool = Field(
        False, description="true = de flesta kan ordet, så det behöver inte förklaras på varje sida.", examples=[True]
    )
    sources: list[str] = Field([], description="Källornas id i sources.yml.", examples=[["brottsbalken-kopia"]])

    @field_validator("explanation")
    @classmethod
    def _short(cls, value: str) -> str:
        if len(value.split()) > GLOSSARY_WORDS:
            raise ValueError(f"har {len(value.split())} ord, högst {GLOSSARY_WORDS}; korta förklaringen")
        return value

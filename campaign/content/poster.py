"""The record of a poster: what it says in both variants, what it shows, and in which formats it is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, field_validator

from campaign.content.front_matter import Audience
from campaign.content.shortcodes import PATTERN
from campaign.schema import Closed, Day, SitePath, Text

Format = Literal[
    "a4", "a3", "skarm-staende", "skarm-liggande", "delning", "kvadrat", "banner-bred", "banner-hog", "talong", "kort"
]
PosterVariant = Literal["sv", "lattlast"]

CARD: Format = "kort"
MOST_TEXTS = 3


@dataclass(frozen=True)
class PosterText:
    """Words of a poster as they stand in the file: where (`en-van/text/0`), the text and its variant."""

    place: str
    text: str
    variant: PosterVariant

    @property
    def own(self) -> str:
        """The poster's own words: those of shortcodes left out."""
        return PATTERN.sub(" ", self.text)


class PosterColours(Closed):
    """Three colours by the names of their tokens; `ink` is for text, `accent` for shapes."""

    background: Text = Field(description="Bakgrundens färg.", examples=["night"])
    ink: Text = Field(description="Textens färg. Kontrasten mot bakgrunden är minst 7:1.", examples=["on-night"])
    accent: Text = Field(
        description="Färgen på former och streck. Kontrasten mot bakgrunden är minst 3:1.", examples=["apricot"]
    )


class Poster(Closed):
    """One design, in both variants.

    A text may hold `[[fakta:id]]`, the fact's wording in the poster's variant, and `[[tjanst:id]]`, a service's name.
    `facts` also names the facts that the poster's own words rest on.
    """

    id: Text = Field(
        description="Affischens korta namn, som också står i filernas namn: a–z, siffror och bindestreck.",
        examples=["en-van"],
    )
    audience: Annotated[list[Audience], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)] = (
        Field(min_length=1, description="Vem affischen är till för; ett värde eller en lista.", examples=["ung"])
    )
    headline: Text = Field(description="Rubriken, högst 60 tecken.", examples=["Du kan hjälpa en vän"])
    headline_lattlast: Text = Field(
        description="Rubriken på lättläst, högst 60 tecken.", examples=["Du kan hjälpa en vän"]
    )
    text: list[Text] = Field(
        min_length=1,
        max_length=MOST_TEXTS,
        description="En till tre korta meningar. En uppgift skrivs `[[fakta:id]]`, ett namn `[[tjanst:id]]`.",
        examples=[["Lyssna. Tro på det du hör.", "Gå till en vuxen tillsammans."]],
    )
    text_lattlast: list[Text] = Field(
        min_length=1,
        max_length=MOST_TEXTS,
        description="Samma sak på lättläst.",
        examples=[["Lyssna på din vän.", "Gå till en vuxen tillsammans."]],
    )
    facts: list[Text] = Field(
        [], description="Uppgifter (id i facts.yml) som affischens egna ord bygger på.", examples=[["kop-brott"]]
    )
    services: list[Text] = Field(
        [],
        max_length=3,
        description="Tjänster som affischen visar med nummer, högst tre. Bara de med `show: number`.",
        examples=[["bris"]],
    )
    address: SitePath = Field(
        description="Den korta adressen: `short` på en sida, eller l/1 för en lektion. Den får inte avslöja ämnet.",
        examples=["en-van"],
    )
    illustration: Text = Field(description="Bilden: ett id i illustrations.yml.", examples=["vanner-i-parken"])
    colours: PosterColours = Field(description="Färgerna: namn ur stilmallens första fil, `1-tokens.css`.")
    variants: list[PosterVariant] = Field(
        ["sv", "lattlast"], min_length=1, description="Texterna som affischen görs med.", examples=[["sv", "lattlast"]]
    )
    formats: list[Format] = Field(
        min_length=1, description="Formaten som affischen görs i.", examples=[["a4", "skarm-staende", "kvadrat"]]
    )
    outside: str = Field(
        "",
        description="Det som står utanpå ett kort. Krävs med formatet kort, och får inte avslöja ämnet.",
        examples=["Någon att prata med"],
    )
    outside_lattlast: str = Field("", description="Samma sak på lättläst.", examples=["Någon att prata med"])
    alt: Text = Field(
        description="Affischen i ord, för den som inte ser den: vad bilden visar och vad den är till för.",
        examples=["Affisch med en bild av tre vänner i en park. Den säger hur du kan hjälpa en vän."],
    )
    alt_lattlast: Text = Field(
        description="Samma sak på lättläst.",
        examples=["Tre vänner i en park. Affischen säger hur du hjälper en vän."],
    )
    changed_on: Day = Field(description="Dagen då affischen senast ändrades i sak.", examples=["2026-11-22"])

    @field_validator("id")
    @classmethod
    def _fits_a_file_name(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise ValueError(f"är ”{value}”, men blir filers namn; använd bara a–z, siffror och bindestreck")
        return value

    @field_validator("address")
    @classmethod
    def _leads_somewhere(cls, value: str) -> str:
        if not value:
            raise ValueError("är tom; skriv det som står efter short på en sida, eller l/1 för en lektion")
        return value

    @field_validator("audience", "services", "facts", "variants", "formats")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        twice = next((item for item in value if value.count(item) > 1), None)
        if twice:
            raise ValueError(f"har ”{twice}” två gånger; ta bort den ena")
        return value

    def headline_in(self, variant: PosterVariant) -> str:
        """The headline of a variant, as it stands in the file."""
        return self.headline_lattlast if variant == "lattlast" else self.headline

    def texts_in(self, variant: PosterVariant) -> list[str]:
        """The texts of a variant, as they stand in the file."""
        return self.text_lattlast if variant == "lattlast" else self.text

    def outside_in(self, variant: PosterVariant) -> str:
        """What stands on the outside of a card of a variant."""
        return self.outside_lattlast if variant == "lattlast" else self.outside

    def alt_in(self, variant: PosterVariant) -> str:
        """The poster in words, in a variant."""
        return self.alt_lattlast if variant == "lattlast" else self.alt

    def words(self) -> Iterator[PosterText]:
        """Every text of the poster with its place, also those of a variant that is not drawn."""
        both: tuple[tuple[PosterVariant, str], ...] = (("sv", ""), ("lattlast", "_lattlast"))
        for variant, ending in both:
            yield PosterText(f"{self.id}/headline{ending}", self.headline_in(variant), variant)
            for number, text in enumerate(self.texts_in(variant)):
                yield PosterText(f"{self.id}/text{ending}/{number}", text, variant)
            if outside := self.outside_in(variant):
                yield PosterText(f"{self.id}/outside{ending}", outside, variant)
            yield PosterText(f"{self.id}/alt{ending}", self.alt_in(variant), variant)

    def _named(self, kind: str, variant: PosterVariant | None) -> list[str]:
        found = (match for word in self.words() if variant in (None, word.variant)
                 for match in PATTERN.finditer(word.text))  # fmt: skip
        return [match["id"] for match in found if match["kind"] == kind]

    def fact_ids(self, variant: PosterVariant | None = None) -> list[str]:
        """The facts that the poster, or one variant of it, rests on, each once: of `facts`, then those in its texts."""
        return list(dict.fromkeys([*self.facts, *self._named("fakta", variant)]))

    def service_ids(self, variant: PosterVariant | None = None) -> list[str]:
        """The services whose number or name the poster, or one variant of it, shows, each once."""
        return list(dict.fromkeys([*self.services, *self._named("tjanst", variant)]))

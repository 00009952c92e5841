"""Terms to avoid: the record of one in docs/_data/terms.yml, and where it may stand all the same."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from campaign.schema import Closed, Text
from campaign.settings import VariantName


class Exceptions(Closed):
    """Where a term to avoid may stand: inside these words, in these folders, in quotations."""

    words: list[str] = Field(
        [], description="Längre ord och fraser som får innehålla ordet.", examples=[["barnpornografibrott"]]
    )
    paths: list[str] = Field(
        [], description="Början på adressen till sidor där ordet får stå.", examples=[["lagen/historia"]]
    )
    quotes: bool = Field(False, description="true = ordet får stå inom citattecken.", examples=[True])


class AvoidedTerm(Closed):
    """A term to avoid, with what to write instead and why.

    `match` are base forms, met with every ending; `replace` has words as they stand, each with its own replacement.
    `level` is the weight in both variants, unless `lattlast` gives lättläst its own; "none" is for words that only
    lättläst avoids.
    """

    id: str = Field(description="Postens korta namn.", examples=["barnpornografi"])
    match: Annotated[list[Text], Field(min_length=1)] = Field(
        [], description="Ord och fraser i grundform. Vanliga böjningar hittas ändå.", examples=[["barnporr"]]
    )
    replace: Annotated[dict[Text, Text], Field(min_length=1)] = Field(
        {}, description="Ord så som de står, vart och ett med sitt eget förslag.", examples=[{"erhåller": "får"}]
    )
    unless: Exceptions = Field(Exceptions(), description="Där ordet ändå får stå.")
    prefer: list[str] = Field(
        [],
        description="Så här skriver du i stället, det bästa förslaget först.",
        examples=[["bilder av sexuella övergrepp mot barn"]],
    )
    reason: str = Field(
        description="Varför ordet undviks. Redaktören ser skälet.", examples=["Bilderna visar övergrepp."]
    )
    level: Literal["error", "warning", "none"] = Field(
        description="Om ordet stoppar en ändring eller bara ger ett råd.", examples=["error"]
    )
    lattlast: Literal["error", "warning", ""] = Field(
        "", description="Vikten på lättläst, när den är en annan.", examples=["error"]
    )

    @model_validator(mode="after")
    def _has_words(self) -> AvoidedTerm:
        if not self.match and not self.replace:
            raise ValueError("saknar ord; skriv match eller replace")
        return self

    def level_in(self, variant: VariantName) -> str:
        """The weight in a variant: error, warning, or the empty string."""
        level = self.lattlast or self.level if variant == "lattlast" else self.level
        return "" if level == "none" else level

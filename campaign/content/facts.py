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

    id: Text
    text: Text
    lattlast: Text
    cite: str = ""
    in_force: Moment = ""
    as_of: Moment
    sources: list[str] = Field(min_length=1)
    seen_via: Text
    checked_on: Day
    confidence: Literal["high", "medium"]
    release_check: bool = False
    core: bool = False
    review_in: int = Field(12, ge=1, le=60)
    note: str = ""


class Source(Closed):
    """Where the reader finds the official text, and what we really read."""

    id: Text
    title: Text
    publisher: Text
    url: Annotated[Https, Field(min_length=1)]
    kind: Literal["lag", "forarbete", "myndighet", "kommun", "organisation", "forskning", "press"]
    read: Text
    read_on: Day
    age: Text


class Term(Closed):
    """A hard word and its explanation, which completes "X betyder …".

    `everyday`: most readers know it, so that it need not be explained on every page where it stands.
    """

    id: Text
    term: Text
    forms: list[str] = []
    explanation: Text
    everyday: bool = False
    sources: list[str] = []

    @field_validator("explanation")
    @classmethod
    def _short(cls, value: str) -> str:
        if len(value.split()) > GLOSSARY_WORDS:
            raise ValueError(f"har {len(value.split())} ord, högst {GLOSSARY_WORDS}; korta förklaringen")
        return value

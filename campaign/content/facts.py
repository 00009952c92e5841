"""Facts, sources and glossary: the records behind every statement of law or statistics on the site."""

from __future__ import annotations

import datetime
from typing import Literal

from pydantic import Field, field_validator

from campaign.schema import Closed

GLOSSARY_WORDS = 15


class Fact(Closed):
    """One statement, worded for both variants, with where it was read and how sure we are.

    `low` confidence does not exist here: what is that unsure is not shown.
    """

    id: str
    text: str
    lattlast: str
    cite: str = ""
    in_force: datetime.date | str = ""
    as_of: datetime.date | str
    sources: list[str] = Field(min_length=1)
    seen_via: str
    checked_on: datetime.date
    confidence: Literal["high", "medium"]
    release_check: bool = False
    core: bool = False
    review_in: int = Field(12, ge=1, le=60)
    note: str = ""


class Source(Closed):
    """Where the reader finds the official text, and what we really read."""

    id: str
    title: str
    publisher: str
    url: str
    kind: Literal["lag", "forarbete", "myndighet", "kommun", "organisation", "forskning", "press"]
    read: str
    read_on: datetime.date
    age: str


class Term(Closed):
    """A hard word and its explanation, which completes "X betyder …"."""

    id: str
    term: str
    forms: list[str] = []
    explanation: str
    sources: list[str] = []

    @field_validator("explanation")
    @classmethod
    def _short(cls, value: str) -> str:
        if len(value.split()) > GLOSSARY_WORDS:
            raise ValueError(f"förklaringen har {len(value.split())} ord, högst {GLOSSARY_WORDS}")
        return value

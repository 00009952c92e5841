"""Which fields of a record a reader meets, what an editor calls them, and their values as words, before and after."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from campaign.content.before import Situation
from campaign.content.opening_hours import hours_as_text
from campaign.content.poster import PosterColours
from campaign.content.services import Opening
from campaign.editing.carriers import RecordKind

#: By data file: each field that is shown, and its name. What is not named here is the editors' own.
SHOWN_FIELDS: dict[RecordKind, dict[str, str]] = {
    "facts": {
        "text": "Vanlig svenska", "lattlast": "Lättläst", "cite": "Lagrum", "in_force": "Gäller från",
        "as_of": "Uppgiften är från", "confidence": "Hur säker", "sources": "Källor", "checked_on": "Jämförd den",
    },
    "services": {
        "name": "Namn", "who": "Vem, vanlig svenska", "who_lattlast": "Vem, lättläst", "what": "Vanlig svenska",
        "lattlast": "Lättläst", "show": "Visas som", "phone": "Telefon", "sms": "Sms", "chat": "Chatt",
        "email": "E-post", "url": "Webbplats", "hours": "Öppet", "anonymous": "Anonymt",
        "anonymous_note": "Om anonymitet", "free": "Gratis", "languages": "Språk", "aids": "Hjälpmedel", "age": "Ålder",
        "ways": "Vägar in", "audiences": "För", "never_for": "Aldrig för", "needs": "Behov", "traces": "Spår",
        "before": "Innan du berättar", "as_of": "Uppgiften är från",
    },
    "glossary": {"term": "Ordet", "explanation": "Förklaringen"},
    "sources": {
        "title": "Titel", "publisher": "Utgivare", "url": "Adress", "read": "Det vi läste", "read_on": "Läst den",
        "age": "Textens ålder",
    },
    "illustrations": {"alt": "Beskrivning"},
    "posters": {
        "audience": "För", "headline": "Rubrik, vanlig svenska", "headline_lattlast": "Rubrik, lättläst",
        "text": "Text, vanlig svenska", "text_lattlast": "Text, lättläst", "facts": "Uppgifter", "services": "Nummer",
        "address": "Adress", "illustration": "Bild", "colours": "Färger", "variants": "Texter", "formats": "Format",
        "outside": "Utsidan, vanlig svenska", "outside_lattlast": "Utsidan, lättläst",
        "alt": "I ord, vanlig svenska", "alt_lattlast": "I ord, lättläst",
    },
}  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """One thing that a reader is shown: its name, and its words before and after (empty when there are none)."""

    name: str
    before: str
    after: str


_WORDS = {"okant": "okänt", "number": "nummer", "link": "länk", "place": "plats", "hidden": "dold"}


def shown_value(record: BaseModel | None, key: str) -> str:
    """A field's value as words; empty when there is no record or no value."""
    return "" if record is None else _as_text(getattr(record, key))


def _as_text(value: object) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_as_text, value)))
    if isinstance(value, Opening):
        return f"{value.what}: {hours_as_text(value.open)}"
    if isinstance(value, PosterColours):
        return _as_text([value.background, value.ink, value.accent])
    if isinstance(value, Situation):
        return " ".join(filter(None, value.texts))
    return _WORDS.get(str(value), str(value)) if value else ""


def wordings(kind: RecordKind, old: BaseModel | None, new: BaseModel | None) -> Iterator[Wording]:
    """What a reader meets with other words in `new` than in `old`; either may be missing."""
    for key, name in SHOWN_FIELDS[kind].items():
        first, second = shown_value(old, key), shown_value(new, key)
        if first != second:
            yield Wording(name, first, second)
    if (
        kind == "illustrations"
        and old
        and new
        and old.model_copy(update={"alt": ""}) != new.model_copy(update={"alt": ""})
    ):
        yield Wording("Bilden", "som förut", "ritad om")

"""A drill: a fact is changed in memory, as if a penalty had been raised, to see what that would ask of whom."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from campaign.content.pages import Site
from campaign.schema import did_you_mean

#: What every made-up wording begins with.
MARK = "ÖVNING: "

_NUMBERS = ("noll", "ett", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv", "tretton")
_UNIT = r"(?=\s+(?:år|månad|månader|veckor|dagar|kronor|dagsböter)\b)"
_PENALTY = re.compile(rf"\b(\d+|en|{'|'.join(_NUMBERS[1:-1])}){_UNIT}", re.IGNORECASE)
_OTHER = re.compile(r"(?<![\d:/-])(?!(?:19|20)\d\d\b)(\d{1,3})(?![\d:/-])")


class UnknownFactError(Exception):
    """There is no such fact; the text says which was meant, in Swedish."""


def play(site: Site, fact_id: str, text: str = "", lattlast: str = "") -> Site:
    """The site as if the fact `fact_id` had new wordings; one that is not given is made up. `site` is left alone.

    Raises UnknownFactError.
    """
    facts = site.records.facts
    if fact_id not in facts:
        near = did_you_mean(fact_id, facts) or f"Uppgifterna står i {site.records.path('facts')}."
        raise UnknownFactError(f"Uppgiften ”{fact_id}” finns inte. {near}")
    fact = facts[fact_id]
    wordings = {"text": text or made_up(fact.text), "lattlast": lattlast or made_up(fact.lattlast)}
    changed = {**facts, fact_id: fact.model_copy(update=wordings)}
    return replace(site, records=replace(site.records, facts=changed))


def made_up(text: str) -> str:
    """A wording that nobody can take for true: marked, and with a number raised by one, a penalty's if there is one."""
    for pattern in (_PENALTY, _OTHER):
        raised, number = pattern.subn(lambda match: _raised(match[1]), text, count=1)
        if number:
            return MARK + raised
    return MARK + text


def _raised(number: str) -> str:
    if number.isdigit():
        return str(int(number) + 1)
    word = number.lower()
    return "två" if word == "en" else _NUMBERS[_NUMBERS.index(word) + 1]


def drill_steps(site: Site, fact_id: str) -> Iterator[str]:
    """What to do when it is no drill, line by line."""
    line = site.records.line("facts", fact_id)
    yield "Så gör du på riktigt:"
    yield f"1. Läs källan. Ändra text och lattlast i {site.records.path('facts')}, rad {line},"
    yield "   och skriv dagens datum i checked_on."
    yield "2. ./scripts/check              granskar texterna"
    yield "3. campaign receipt             visar kvittot för det du har ändrat"
    yield "4. Läs sidorna ovan i båda varianterna. Skicka ändringen till dem som ska läsa."
    yield f"5. campaign approve-hash fakta:{fact_id}"
    yield "                                skriver ut raden som den ansvariga lägger in"
    yield f"6. campaign media --recall {fact_id}"
    yield "                                visar vad på papper som ska tas ner"

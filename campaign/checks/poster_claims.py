"""What a poster claims: every penalty and every number comes from a fact, and a penalty only from one that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from campaign.checks.posters import poster_hit
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.coverage import EMERGENCY
from campaign.content.poster import Poster
from campaign.content.services import Service

#: Punishments, in any form and compound. Nobody is judged by the one who listens: "utan att dömas" is no punishment.
_PENALTY = re.compile(
    r"\w*(?:fängelse|straff|livstid)\w*|(?<!\w)(?:dags|penning|ordnings|vites)?böt(?:er|es|fäll|ar?(?!\w)|e(?!\w))\w*|"
    r"(?<!\w)häkt(?:a\w{0,3}|e\w{0,3}|ning\w*)(?!\w)|(?<!\w)fängsla(?!nde)\w*|"
    r"(?<!utan att )(?<!utan att bli )(?<!\w)döm(?:as|s|ts|d|da|des)(?!\w)",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")

#: Numbers as words, with the digits that a fact may have instead.
_UNITS = dict(zip("ett två tre fyra fem sex sju åtta nio".split(), range(1, 10), strict=True)) | {"en": 1}
_TENS = dict(zip("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split(), range(20, 100, 10), strict=True))
_TEENS = "tio elva tolv tretton fjorton femton sexton sjutton arton nitton".split()
_FIGURES = {
    **_UNITS, **_TENS, **dict(zip(_TEENS, range(10, 20), strict=True)), "hundra": 100, "tusen": 1000,
    **{ten + unit: _TENS[ten] + _UNITS[unit] for ten in _TENS for unit in _UNITS},
}  # fmt: skip
_NUMBER = rf"(?:\d+|{'|'.join(_FIGURES)})"
_ORDINAL = "(?:tredje|fjärde|femte|sjätte|sjunde|åttonde|nionde|tionde|tjugonde|hundrade)"

#: A share or a length of time in words: "nio av tio", "var tionde", "tio procent", "ett år". "En av oss" and "en dag"
#: are neither; nor is "sex av en vuxen" six of one.
_CLAIM = re.compile(
    rf"(?<!\w){_NUMBER}\s+(?:av\s+(?!en\b|ett\b){_NUMBER}|års?|månad(?:er)?s?)(?!\w)|(?<!\w)vart?\s+{_ORDINAL}(?!\w)|"
    rf"(?:(?<!\w){_NUMBER}\s*)?(?:procent\w*|%)",
    re.IGNORECASE,
)
_PERCENT = re.compile("procent|%", re.IGNORECASE)


@site_rule(safety=True)
def poster_penalty_unsure(context: Context) -> Iterator[Hit]:
    """Ett straff står på en affisch bara som en uppgift ur facts.yml med confidence: high. Papper går inte att rätta.

    Dåligt: text: ["Du kan få fängelse i ett år."]
    Bra: text: ["[[fakta:kop-forsok]]"]
    """
    records = context.site.records
    for poster in records.posters.values():
        for fact_id in poster.fact_ids():
            fact = records.facts.get(fact_id)
            if fact and fact.confidence != "high" and _PENALTY.search(f"{fact.text} {fact.lattlast}"):
                message = f"uppgiften ”{fact_id}” säger ett straff, men har confidence: {fact.confidence}."
                yield poster_hit(
                    context, _place(poster, fact_id), message, "Välj en annan uppgift. Sajten har straffet."
                )
        for word in poster.words():
            if match := _PENALTY.search(word.own):
                message = f"”{match[0]}” står i affischens egna ord."
                yield poster_hit(context, word.place, message, "Ta bort straffet, eller hämta det som [[fakta:id]].")


def _place(poster: Poster, fact_id: str) -> str:
    if fact_id in poster.facts:
        return f"{poster.id}/facts/{poster.facts.index(fact_id)}"
    return next(word.place for word in poster.words() if f"[[fakta:{fact_id}]]" in word.text)


@site_rule(safety=True)
def poster_number_unsupported(context: Context) -> Iterator[Hit]:
    """En siffra i affischens egna ord står i en uppgift som den nämner, eller är numret till en tjänst som den visar.

    Dåligt: headline: 9 av 10 män köper aldrig sex, utan facts
    Bra: headline: 9 av 10 män köper aldrig sex, med facts: [nio-av-tio]
    """
    records = context.site.records
    if records.unreadable & {"facts", "services"}:
        return
    for poster in records.posters.values():
        facts = [records.facts[key] for key in poster.fact_ids() if key in records.facts]
        shown = _shown_numbers(poster, records.services)
        others = [one for one in records.services.values() if one.show == "number" and one.phone not in shown]
        for word in poster.words():
            own = _without(word.own, shown)
            if other := next((one for one in others if _without(own, [one.phone]) != own), None):
                message = f"{other.phone} är numret till {other.name}, som affischen inte visar."
                suggestion = f"Skriv numret till affischens egen tjänst, eller lägg till {other.id} under services."
                yield poster_hit(context, word.place, message, suggestion)
                continue
            texts = [fact.lattlast if word.variant == "lattlast" else fact.text for fact in facts]
            if unknown := _unsupported(own, texts):
                message = f"{unknown} står inte i någon av affischens uppgifter."
                suggestion = "Lägg till uppgiften under facts, eller tjänsten under services."
                yield poster_hit(context, word.place, message, suggestion)


def _shown_numbers(poster: Poster, services: Mapping[str, Service]) -> list[str]:
    """The numbers that the poster's own words may say: those of the services it shows or names, and 112."""
    ids = [*poster.service_ids(), EMERGENCY]
    return [services[key].phone for key in ids if key in services and services[key].show == "number"]


def _unsupported(own: str, texts: list[str]) -> str:
    """The first number in a poster's own words that no fact's text has, as an editor is told of it; else nothing."""
    known = {number for text in texts for number in _DIGITS.findall(text)}
    for number in _DIGITS.findall(own):
        if number not in known:
            return f"siffran {number}"
    claims = (match[0] for match in _CLAIM.finditer(own))
    return next((f"”{claim}”" for claim in claims if not any(_bears(text, claim) for text in texts)), "")


def _bears(text: str, claim: str) -> bool:
    """Whether a fact's text has a claim in the same words, or its numbers in digits."""
    words = " ".join(claim.casefold().split())
    if re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text.casefold()):
        return True
    numbers = {str(_FIGURES.get(word, word)) for word in re.findall(rf"(?<!\w){_NUMBER}(?!\w)", words)}
    percent = _PERCENT.search(words) is not None
    same_kind = _PERCENT.search(text) is not None if percent else bool(numbers)
    return same_kind and numbers <= set(_DIGITS.findall(text))


def _without(text: str, phones: list[str]) -> str:
    """The text without the numbers of services, which have a rule of their own."""
    for phone in phones:
        text = re.sub(rf"(?<!\d){re.escape(phone)}(?!\d)", " ", text)
    return text

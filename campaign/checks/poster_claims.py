"""What a poster claims: every penalty and every number comes from a fact, and a penalty only from one that is sure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from campaign.checks.posters import poster_hit
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.coverage import EMERGENCY
from campaign.content.facts import Fact
from campaign.content.poster import Poster, PosterText
from campaign.content.services import Service

_PENALTY = re.compile(r"fängelse|(?<!\w)(?:dags)?böter|livstid", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")


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
    """En siffra i affischens egna ord står i en uppgift som affischen nämner, eller är numret till en tjänst som den visar.

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
            known = _numbers(facts, word)
            unknown = [number for number in _DIGITS.findall(own) if number not in known]
            if unknown:
                message = f"siffran {unknown[0]} står inte i någon av affischens uppgifter."
                suggestion = "Lägg till uppgiften under facts, eller tjänsten under services."
                yield poster_hit(context, word.place, message, suggestion)


def _shown_numbers(poster: Poster, services: Mapping[str, Service]) -> list[str]:
    """The numbers that the poster's own words may say: those of the services it shows or names, and 112."""
    ids = [*poster.service_ids(), EMERGENCY]
    return [services[key].phone for key in ids if key in services and services[key].show == "number"]


def _numbers(facts: list[Fact], word: PosterText) -> set[str]:
    texts = (fact.lattlast if word.variant == "lattlast" else fact.text for fact in facts)
    return {number for text in texts for number in _DIGITS.findall(text)}


def _without(text: str, phones: list[str]) -> str:
    """The text without the numbers of services, which have a rule of their own."""
    for phone in phones:
        text = re.sub(rf"(?<!\d){re.escape(phone)}(?!\d)", " ", text)
    return text

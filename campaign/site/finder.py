"""The finder's choices: what a reader may wish for, what each card answers, and the lists that need no script.

overrides/assets/stodsok.js asks the same questions of the same attributes; tests/test_finder.py compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from campaign.content.ages import OLDEST, YOUNGEST, age_span
from campaign.content.services import Need, Service, Way

#: Audiences that no service has in its `for`, but that a reader may be: they follow from what the service is good at.
_SPECIAL: dict[Need, str] = {"egna-tankar": "tankar", "egna-handlingar": "gjort"}

#: Groups whose readers are also of another: who works in a school works.
_KIN = {"larare": ("yrke",)}

EVERYBODY = "alla"
AT_WORK = frozenset({"bransch", "yrke", "larare"})

_NUMBER, _CHAT, _LINK = 1, 2, 3

_WAYS: dict[Way, str] = {"ring": "ring", "chatt": "skriv", "sms": "skriv", "mejl": "skriv", "besok": "mot"}


@dataclass(frozen=True)
class NeedGroup:
    """One choice under "Vad behöver du?": what it is called in both variants, and the needs it stands for."""

    title: str
    lattlast: str
    needs: frozenset[Need]


#: The choices in order, those who are in danger first. Every need of services.yml but the special ones has its place.
NEED_GROUPS: dict[str, NeedGroup] = {
    "fara": NeedGroup("Jag är i fara nu", "Jag är i fara nu", frozenset({"akut"})),
    "liv": NeedGroup("Jag tänker på att ta mitt liv", "Jag tänker på att ta mitt liv", frozenset({"sjalvmord"})),
    "prata": NeedGroup("Jag vill prata med någon", "Jag vill prata med någon", frozenset({"prata", "hbtqi"})),
    "vald": NeedGroup(
        "Våld, tvång eller övergrepp",
        "Någon gör mig illa",
        frozenset({"vald", "overgrepp", "manniskohandel"}),
    ),
    "heder": NeedGroup("Familjen styr mitt liv", "Familjen bestämmer över mig", frozenset({"heder"})),
    "bild": NeedGroup("Bilder som sprids, eller hot på nätet", "Bilder eller hot på nätet", frozenset({"bild", "hot"})),
    "vard": NeedGroup("Vård eller test", "Vård eller test", frozenset({"vard"})),
    "andra": NeedGroup(
        "Sluta, få bostad, pengar eller rättigheter",
        "Sluta, bostad eller pengar",
        frozenset({"sluta-kopa", "sex-mot-ersattning", "praktiskt", "rattigheter"}),
    ),
    "annan": NeedGroup(
        "Tipsa, anmäla, råd om någon annan",
        "Hjälpa någon annan",
        frozenset({"anmala", "oro-for-barn", "yrkesrad"}),
    ),
}


@dataclass(frozen=True)
class Answers:
    """What a service answers to each wish of the finder. Its first audience is the one that it is for before others."""

    audiences: tuple[str, ...]
    never: tuple[str, ...]
    needs: tuple[str, ...]
    ways: tuple[str, ...]
    languages: tuple[str, ...]
    ages: tuple[int, int]
    gender: str
    anonymous: bool
    without_papers: bool
    number: bool
    chat: bool

    @property
    def reach(self) -> int:
        """1 for a verified number, 2 for a chat, 3 for a mere link."""
        return _NUMBER if self.number else _CHAT if self.chat else _LINK

    @property
    def is_public(self) -> bool:
        """Whether it may be shown to a reader who has not said who she is."""
        return EVERYBODY not in self.never and not set(self.audiences) <= AT_WORK

    @property
    def attributes(self) -> dict[str, str]:
        """The same as short attributes of a card; what is empty is left out."""
        youngest, oldest = self.ages
        values = {
            "for": " ".join(self.audiences),
            "not": " ".join(self.never),
            "need": " ".join(self.needs),
            "way": " ".join(self.ways),
            "lang": " ".join(self.languages),
            "age": "" if (youngest, oldest) == (YOUNGEST, OLDEST) else f"{youngest} {oldest}",
            "gender": self.gender,
            "yes": " ".join(
                name for name, holds in (("anon", self.anonymous), ("papers", self.without_papers)) if holds
            ),
            "reach": str(self.reach) if self.reach < _LINK else "",
        }
        return {f"data-{name}": value for name, value in values.items() if value}


def answers_of(service: Service) -> Answers:
    """What the finder may say of a shown service: only what the data says, never what is not known."""
    special = [name for need, name in _SPECIAL.items() if need in service.needs]
    ways = dict.fromkeys(_WAYS[way] for way in service.ways if way in _WAYS)
    if "tillganglighet" in service.needs:
        ways["tecken"] = ways["text"] = ""
    elif service.aids or "skriv" in ways:
        ways["text"] = ""
    return Answers(
        audiences=(*service.audiences, *special),
        never=tuple(service.never_for),
        needs=_needs(service),
        ways=tuple(key for key in ways),
        languages=_languages(service),
        ages=age_span(service.age),
        gender=service.gender,
        anonymous=service.anonymous == "ja",
        without_papers=service.without_papers == "ja",
        number=service.show == "number",
        chat=bool(service.chat),
    )


def _needs(service: Service) -> tuple[str, ...]:
    """The choices that it answers, that of its own first need first."""
    found = (key for need in service.needs for key, group in NEED_GROUPS.items() if need in group.needs)
    return tuple(dict.fromkeys(found))


def _languages(service: Service) -> tuple[str, ...]:
    """`en` for English, `tolk` for an interpreter (or other languages), where the service has said so."""
    interpreters = [situation.interpreter.text for situation in service.before if situation.interpreter]
    tolk = any("tolk" in language or "fler språk" in language for language in service.languages)
    tolk = tolk or any(text.startswith("Ja") for text in interpreters)
    return tuple(key for key, holds in (("en", "engelska" in service.languages), ("tolk", tolk)) if holds)


#: So many services stand in a list by need; the rest stand in the groups.
LONGEST_LIST = 6


def in_order(services: Sequence[tuple[str, Answers]], need: str) -> list[str]:
    """The ids of the best services for a need, in the filter's order when nothing else is chosen.

    A verified number comes before a chat, a chat before a mere link, and of these, those whose first need it is;
    otherwise the order of the page holds. What is only for people at work is left out: nobody has said that the
    reader is one.
    """
    fitting = [(name, found) for name, found in services if need in found.needs and found.is_public]
    best = sorted(fitting, key=lambda pair: (pair[1].reach, pair[1].reach == _LINK and pair[1].needs[0] != need))
    return [name for name, _ in best][:LONGEST_LIST]


def nearness(found: Answers, audience: str) -> tuple[int, int]:
    """How near a service is to a group's readers, low first: is it theirs before others', and how is it reached."""
    own = {audience, *_KIN.get(audience, ())}
    first = found.audiences[0] in own or (found.audiences[0] == EVERYBODY and own & set(found.audiences))
    return (0 if first else 1), found.reach

"""Who comes to the finder, as data: what each person chooses, and the service that must then stand first.

The right service was decided from docs/_data/services.yml and from the help bar's table (campaign/content/help_bar.py)
before the order was written; `why` says from what.
"""

from __future__ import annotations

from dataclasses import dataclass

from campaign.site.finder import Answers

UNDER_18, UP_TO_25, OVER_25 = "0 17", "18 25", "26 120"


@dataclass(frozen=True)
class Case:
    """A person: the choices in the form, the service that must come first, and the way there without JavaScript.

    `path` is the id of a list by need (`behov-…`) or of a group (`for-…`); `years` the age where it matters.
    """

    name: str
    wish: dict[str, str]
    first: str
    path: str
    why: str
    years: int = 0


def fits(found: Answers, wish: dict[str, str]) -> bool:
    """Whether a service may be shown for a wish: the same rules as in stodsok.js, written once more on their own."""
    who = set(wish.get("who", "").split())
    helper = bool(who & {"foralder", "vuxen", "bransch", "yrke", "larare"})
    age, gender = ("", "") if helper else (wish.get("age", ""), wish.get("gender", ""))
    youth = {UNDER_18: {"ung", "elev"}, UP_TO_25: {"ung"}}.get(age, set())
    audiences, never = set(found.audiences), set(found.never)
    if who or age == UNDER_18:
        banned = who | (youth if age == UNDER_18 else set())
        if never & banned or not audiences & (who | youth | {"alla"}):
            return False
    elif not found.is_public or (age and audiences <= {"ung", "elev"} - youth):
        return False
    if age:
        low, high = map(int, age.split())
        if found.ages[0] > high or found.ages[1] < low:
            return False
    if gender in ("kvinna", "man") and found.gender in ("kvinna", "man") and found.gender != gender:
        return False
    return (
        (not wish.get("need") or wish["need"] in found.needs)
        and (not wish.get("how") or wish["how"] in found.ways)
        and (not wish.get("lang") or bool(set(wish["lang"].split()) & set(found.languages)))
        and ("anon" not in wish or found.anonymous)
        and ("papers" not in wish or found.without_papers)
    )


CASES = (
    Case(
        "17 år, hotad nu, kan inte ringa",
        {"age": UNDER_18, "need": "fara", "how": "skriv"},
        "bris",
        "behov-fara",
        "ung/* begins with Bris; its chat is open at all hours and it can help to reach SOS Alarm. SMS112 needs a "
        "registration made before.",
    ),
    Case(
        "utan papper, rädd för polisen",
        {"who": "utsatt", "need": "andra", "papers": "1"},
        "safe-havens",
        "for-utsatt",
        "The only one that writes: with or without papers, and no contact with the police is needed.",
    ),
    Case(
        "har köpt sex, vill sluta, klockan 02",
        {"who": "kopt", "need": "andra"},
        "kast-stockholm",
        "for-kopt",
        "stod/sluta begins with KAST. Nobody's verified hours cover the night, so the hour chooses nothing.",
    ),
    Case(
        "man, våldtagen, vill ringa",
        {"who": "utsatt", "need": "vald", "how": "ring", "gender": "man", "age": OVER_25},
        "stodlinjen-man",
        "behov-vald",
        "A verified number, for men who have been hurt, sexual violence among it; never Kvinnofridslinjen.",
    ),
    Case(
        "säljer sex, vill prata med någon anonymt",
        {"who": "salt", "need": "prata", "anon": "1"},
        "kvinnofridslinjen",
        "for-salt",
        "Mika stands first in the table, but sources disagree on anonymity, and unknown is not yes. Second in the "
        "table, verified number, anonymous: Kvinnofridslinjen.",
    ),
    Case(
        "mamma, orolig för dottern som är 14",
        {"who": "foralder", "need": "annan"},
        "ecpat-vuxenstod",
        "for-foralder",
        "vuxna/*: ECPAT Vuxenstöd for those near children; it is for parents before others and can be written to.",
    ),
    Case(
        "lärare, en elev har berättat",
        {"who": "larare yrke", "need": "annan"},
        "nspm",
        "for-larare",
        "skola/* for staff begins with 020-390 000; socialtjänsten comes after it.",
    ),
    Case(
        "hotell, misstänker något",
        {"who": "bransch", "need": "annan"},
        "polisen-114-14",
        "behov-annan",
        "vuxna/* begins with 114 14, where a tip may be given without a name.",
    ),
    Case(
        "transperson, utsatt",
        {"who": "utsatt", "gender": "trans"},
        "stodlinjen-trans",
        "behov-vald",
        "The verified number for trans people who have been hurt.",
    ),
    Case(
        "talar bara thailändska, utsatt",
        {"who": "utsatt", "lang": "tolk"},
        "kvinnofridslinjen",
        "for-utsatt",
        "The only stödlinje that writes that it has interpreters in most languages.",
    ),
    Case(
        "talar bara engelska, säljer sex",
        {"who": "salt", "lang": "en tolk"},
        "talita",
        "for-salt",
        "Of those who are there for people who sell sex, the only one that names English (and interpreters).",
    ),
    Case(
        "döv, akut",
        {"need": "fara", "how": "text"},
        "sms112",
        "for-alla",
        "It is for people who are deaf; its text says that the phone must be registered before, and relay services "
        "come next for those whose phone is not.",
    ),
    Case(
        "god man, misstänker något",
        {"who": "vuxen", "need": "annan"},
        "polisen-114-14",
        "behov-annan",
        "vuxna/* begins with 114 14.",
    ),
    Case(
        "har sett människohandel",
        {"need": "annan"},
        "polisen-114-14",
        "behov-annan",
        "stod/tvingad: Polisen 114 14, tips without a name. 112 stands above the list for danger.",
    ),
    Case(
        "självmordstankar, klockan 02",
        {"need": "liv"},
        "sjalvmordslinjen",
        "behov-liv",
        "Verified number, verified to be open at all hours, and for this alone.",
    ),
    Case(
        "bilder på mig sprids, 16 år",
        {"age": UNDER_18, "need": "bild"},
        "bris",
        "behov-bild",
        "ung/* begins with Bris: verified number, open at all hours; Ditt ECPAT comes next.",
    ),
    Case(
        "kvinna, bilder på mig sprids, 22 år",
        {"who": "utsatt", "age": UP_TO_25, "need": "bild", "gender": "kvinna"},
        "stopncii",
        "behov-bild",
        "For adults, from 18 years; Take It Down is for pictures taken before 18, Ditt ECPAT and Bris for children.",
        years=22,
    ),
    Case(
        "vill testa könssjukdom",
        {"need": "vard"},
        "vard-1177",
        "behov-vard",
        "Its text names tests; verified number, open at all hours.",
    ),
    Case(
        "vill sluta sälja, behöver bostad",
        {"who": "salt", "need": "andra"},
        "mika-stockholm",
        "for-salt",
        "stod/vagar-vidare begins with Mikamottagningen: practical help and contact with authorities.",
    ),
    Case(
        "familjen kontrollerar mig (heder), 19 år",
        {"age": UP_TO_25, "need": "heder"},
        "ratt-att-valja",
        "behov-heder",
        "The only one for those who are subject to it, all ages; the other line is for people at work.",
    ),
    Case(
        "hyresvärd, misstänker något",
        {"who": "bransch", "need": "annan", "how": "ring"},
        "polisen-114-14",
        "behov-annan",
        "vuxna/* begins with 114 14.",
    ),
    Case(
        "19-årig kille som säljer sex",
        {"who": "salt", "age": UP_TO_25, "gender": "man"},
        "mika-stockholm",
        "for-salt",
        "stod/prata and stod/man-och-hbtqi begin with Mika, from 18 years; Pegasus is for young hbtqi people.",
    ),
    Case(
        "kompis till någon som säljer sex",
        {"who": "anhorig", "need": "prata"},
        "kvinnofridslinjen",
        "for-anhorig",
        "stod/anhorig: Kvinnofridslinjen is also for relatives; the first two there concern children.",
    ),
    Case(
        "jag har gjort något mot någon, 15 år",
        {"who": "gjort", "age": UNDER_18},
        "bris",
        "for-ung",
        "The page ung/jag-har-gjort-nagot leads to Bris; Välj att sluta and Preventell are for adults.",
    ),
    Case(
        "vuxen, rädd för mina egna tankar",
        {"who": "tankar", "age": OVER_25},
        "preventell",
        "for-kopt",
        "stod/sluta names Preventell for thoughts that one is afraid of, and for nothing else.",
    ),
)

"""Terms to avoid, from docs/_data/terms.yml: whole words with Swedish endings, with their allowed exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.avoided_terms import AvoidedTerm
from campaign.content.pages import Page, Variant
from campaign.content.readability import words
from campaign.content.shortcodes import PATTERN
from campaign.findings import Severity

#: Endings of nouns, adjectives and verbs; a term in terms.yml is written in its base form.
ENDINGS = (
    "s n ns en ens et ets t ts a as e es er ers erna ernas ar ars arna arnas or ors orna ornas na nas ade ades at ats "
    "ande de des r"
).split()
#: Endings after a base form in -a or -e that has lost its vowel: flicka, flickor; köpare, köparna.
VOWEL_ENDINGS = {
    "a": "an ans or ors orna ornas ar as ade ades at ats ande".split(),
    "e": "en ens ar ars arna arnas er ers erna ernas na nas".split(),
}
_QUOTES = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^«»]*[«»]|“[^”]*”")


def inflections(term: str) -> list[str]:
    """The forms of a term's last word that count as the term: itself, and with every ending."""
    forms = [term, *(term + ending for ending in ENDINGS)]
    return forms + [term[:-1] + ending for ending in VOWEL_ENDINGS.get(term[-1], ())]


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...], exact: tuple[str, ...] = ()) -> re.Pattern[str]:
    """One pattern for all the words of a record, each with any ending, as whole words; those of `exact` as written.

    An exact word that begins with a capital is met only so: "Vidare" opens a sentence, "leda vidare" is common.
    """
    stems = {term: _inflected(term) for term in terms}
    stems |= {word: f"(?-i:{_spaced(word)})" if word[:1].isupper() else _spaced(word) for word in exact}
    longest_first = [stems[term] for term in sorted(stems, key=len, reverse=True)]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(longest_first)})(?![\w-])", re.IGNORECASE)


def _spaced(text: str) -> str:
    return r"[\s\u00a0]+".join(re.escape(part) for part in text.split())


def _inflected(term: str) -> str:
    vowel = "|".join(VOWEL_ENDINGS.get(term[-1], ()))
    usual = rf"{_spaced(term)}(?:{'|'.join(ENDINGS)})?"
    return rf"{usual}|{_spaced(term)[:-1]}(?:{vowel})" if vowel else usual


def find_terms(text: str, term: AvoidedTerm, page_id: str) -> Iterator[re.Match[str]]:
    """The uses of a term to avoid in a text, but for the exceptions that the record lists."""
    unless = term.unless
    if any(page_id.startswith(prefix) for prefix in unless.paths):
        return
    if unless.quotes:
        text = _QUOTES.sub(lambda match: " " * len(match[0]), text)
    if unless.words:
        # "kunde" is an exception to "kund"; with endings of its own it would take "kunden" and "kunder" along.
        own = {form for match in term.match for form in inflections(match)}
        exact = tuple(word for word in unless.words if word in own)
        free = _pattern(tuple(word for word in unless.words if word not in own), exact)
        text = free.sub(lambda match: " " * len(match[0]), text)
    yield from _pattern(tuple(term.match), tuple(term.replace)).finditer(text)


def _index(context: Context) -> dict[str, set[tuple[str, str]]]:
    """By the first word that each term can begin with: its id, and all its words if it has several."""
    index: dict[str, set[tuple[str, str]]] = {}
    for term in context.site.records.terms.values():
        for text in (*term.match, *term.replace):
            first, *rest = words(text.lower())
            for form in [first] if rest or text in term.replace else inflections(first):
                index.setdefault(form, set()).add((term.id, " ".join([first, *rest]) if rest else ""))
    return index


def _named(text: str, context: Context) -> list[AvoidedTerm]:
    """The records of which a word seems to stand in the text, in the order of the file.

    Most texts hold none; this tells them apart without trying every term's pattern.
    """
    index = context.shared(_index)
    found = words(text.lower())
    joined = " ".join(found)
    met = {key for word in index.keys() & set(found) for key, phrase in index[word] if phrase in joined}
    return [term for term in context.site.records.terms.values() if term.id in met]


def _message(match: re.Match[str], term: AvoidedTerm) -> tuple[str, str]:
    found = " ".join(match[0].split())
    own = term.replace.get(found) or {key.lower(): value for key, value in term.replace.items()}.get(found.lower())
    prefer = f"”{own}”" if own else " eller ".join(f"”{word}”" for word in term.prefer[:3])
    return f"Undvik ”{found}”. {term.reason}", f"Skriv {prefer}." if prefer else "Skriv om meningen."


def _page_texts(page: Page) -> Iterator[tuple[int, str]]:
    yield page.line("title"), page.title
    yield page.line("description"), page.head.description
    for block in page.body.blocks:
        yield block.line, "" if block.quoted else PATTERN.sub(" ", block.text)


def _found(page: Page, context: Context) -> list[tuple[str, Hit]]:
    """Every use of a term on the page, with its level."""
    texts = list(_page_texts(page))
    return [
        (level, Hit(line + text.count("\n", 0, match.start()), *_message(match, term)))
        for term in _named("\n".join(text for _, text in texts), context)
        if (level := term.level_in(page.variant.value))
        for line, text in texts
        for match in find_terms(text, term, page.id)
    ]


def _hits(page: Page, context: Context, level: Severity) -> Iterator[Hit]:
    return (hit for found, hit in context.once(_found, page) if found == level.value)


@page_rule()
def term_avoid(page: Page, context: Context) -> Iterator[Hit]:
    """Ord som skuldbelägger, förskönar eller avslöjar används inte.

    Dåligt: barnporr
    Bra: bilder av sexuella övergrepp mot barn
    """
    yield from _hits(page, context, Severity.ERROR)


@page_rule()
def term_consider(page: Page, context: Context) -> Iterator[Hit]:
    """Ord som ofta kan bytas mot ett bättre. Läs skälet och bestäm själv.

    Dåligt: en utsatt tjej
    Bra: en tjej som har blivit utsatt
    """
    yield from _hits(page, context, Severity.WARNING)


@site_rule()
def term_in_data(context: Context) -> Iterator[Hit]:
    """Texterna i datafilerna följer samma ordlista som sidorna.

    Dåligt: text: "Barnporr är förbjudet."
    Bra: text: "I lagen heter brottet barnpornografibrott."
    """
    records = context.site.records
    ordinary, simple = Variant.ORDINARY, Variant.LATTLAST
    texts = [("facts", fact.id, fact.text, ordinary) for fact in records.facts.values()]
    texts += [("facts", fact.id, fact.lattlast, simple) for fact in records.facts.values()]
    texts += [("services", service.id, "\n".join(service.texts), ordinary) for service in records.services.values()]
    texts += [("services", service.id, service.lattlast, simple) for service in records.services.values()]
    texts += [("glossary", term.id, term.explanation, simple) for term in records.glossary.values()]
    texts += [
        ("posters", word.place, word.own, Variant(word.variant))
        for poster in records.posters.values() for word in poster.words()
    ]  # fmt: skip
    for name, record_id, text, variant in texts:
        for term in _named(text, context):
            if term.level_in(variant.value) == "error":
                for match in find_terms(text, term, ""):
                    yield Hit(records.line(name, record_id), *_message(match, term), path=records.path(name))

"""Terms to avoid, from docs/_data/terms.yml: whole words with Swedish endings, with their allowed exceptions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page
from campaign.content.records import AvoidedTerm
from campaign.content.shortcodes import PATTERN
from campaign.findings import Severity

#: Endings of nouns, adjectives and verbs; a term in terms.yml is written in its base form.
ENDINGS = (
    "s|n|ns|en|ens|et|ets|t|ts|a|as|e|es|er|ers|erna|ernas|ar|ars|arna|arnas|or|ors|orna|ornas|na|nas|ade|ande|at|de"
)
_QUOTES = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^«»]*[«»]|“[^”]*”")


@lru_cache(maxsize=1024)
def _pattern(terms: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern for all the words of a record, each with any ending, as whole words."""
    stems = [r"[\s\u00a0]+".join(re.escape(part) for part in term.split()) for term in terms]
    return re.compile(rf"(?<![\w-])(?:{'|'.join(stems)})(?:{ENDINGS})?(?![\w-])", re.IGNORECASE)


def find_terms(text: str, term: AvoidedTerm, page_id: str) -> Iterator[re.Match[str]]:
    """The uses of a term to avoid in a text, but for the exceptions that the record lists."""
    unless = term.unless
    if any(page_id.startswith(prefix) for prefix in unless.paths):
        return
    if unless.quotes:
        text = _QUOTES.sub(lambda match: " " * len(match[0]), text)
    if unless.words:
        text = _pattern(tuple(unless.words)).sub(lambda match: " " * len(match[0]), text)
    yield from _pattern(tuple(term.match)).finditer(text)


def _message(match: re.Match[str], term: AvoidedTerm) -> tuple[str, str]:
    found = " ".join(match[0].split())
    prefer = " eller ".join(f"”{word}”" for word in term.prefer[:3])
    return f"Undvik ”{found}”. {term.reason}", f"Skriv {prefer}." if prefer else "Skriv om meningen."


def _page_texts(page: Page) -> Iterator[tuple[int, str]]:
    yield page.line("title"), page.title
    yield page.line("description"), page.head.description
    for block in page.body.blocks:
        yield block.line, "" if block.quoted else PATTERN.sub(" ", block.text)


def _hits(page: Page, context: Context, level: Severity) -> Iterator[Hit]:
    texts = list(_page_texts(page))
    whole = "\n".join(text for _, text in texts)  # most terms stand nowhere on a page: one search says so
    for term in context.site.records.terms.values():
        if term.level == level.value and _pattern(tuple(term.match)).search(whole):
            for line, text in texts:
                for match in find_terms(text, term, page.id):
                    yield Hit(line + text.count("\n", 0, match.start()), *_message(match, term))


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
    texts = [("facts", fact.id, f"{fact.text}\n{fact.lattlast}") for fact in records.facts.values()]
    texts += [("services", service.id, "\n".join(service.texts)) for service in records.services.values()]
    texts += [("glossary", term.id, f"{term.explanation}") for term in records.glossary.values()]
    for name, record_id, text in texts:
        for term in records.terms.values():
            if term.level == "error":
                for match in find_terms(text, term, ""):
                    yield Hit(records.line(name, record_id), *_message(match, term), path=records.path(name))

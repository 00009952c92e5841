"""Titles, descriptions, slugs, navigation and review dates."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page, Variant
from campaign.content.review import add_months, review_of
from campaign.schema import did_you_mean

NEUTRAL_SECTIONS = ("stod", "ung")
DESCRIPTION_LENGTHS = (50, 160)

#: What must not stand in an address or a title that others can see in the browser's history.
REVEALING = re.compile(
    r"sex(?!t(?:on|io))|prostit|porr|köp|sälj|sålt|människohand|manniskohand|naken|nude|övergrepp|overgrepp|våld|valdt|"
    r"utpress|gro+mi?n|koppleri|hallick|incest|sugardej|sugarda|e[sk]+[ck]ort|trafficking|"
    r"(?<![a-zåäö])(?:kop(?:a|er|t|te|are)?|salja|saljer|vald|hora|torsk)(?![a-zåäö])",
    re.IGNORECASE,
)


@page_rule()
def title_missing(page: Page, context: Context) -> Iterator[Hit]:
    """Varje sida har en rubrik i title.

    Dåligt: description: Vad lagen säger.
    Bra: title: Vad lagen säger
    """
    if not page.title:
        yield Hit(1, "Sidan saknar title.", "Lägg till en rad överst: title: Sidans rubrik")


@page_rule()
def description_missing(page: Page, context: Context) -> Iterator[Hit]:
    """Varje sida har en beskrivning, 50–160 tecken.

    Dåligt: description: Om lagen
    Bra: description: Vad lagen säger om att köpa sex, och vilket straff det kan ge.
    """
    length = len(page.head.description)
    low, high = DESCRIPTION_LENGTHS
    if not length:
        yield Hit(1, "Sidan saknar description.", "Lägg till en mening om vad läsaren får, 50–160 tecken.")
    elif not low <= length <= high:
        message = f"Beskrivningen har {length} tecken, ska ha {low}–{high}."
        yield Hit(page.line("description"), message, "Skriv en mening om vad läsaren får.")


@site_rule()
def title_duplicate(context: Context) -> Iterator[Hit]:
    """Två sidor får inte ha samma rubrik eller samma titel i webbläsaren.

    Dåligt: title: Få hjälp på två olika sidor
    Bra: title: Få hjälp att sluta och title: Prata med någon
    """
    for variant in Variant:
        titles: dict[str, Page] = {}
        for page in context.site.sound_pages(variant):
            first = titles.setdefault(page.title.casefold(), page)
            if page.title and first is not page:
                message = f"Sidan har samma rubrik som {first.path}: ”{page.title}”."
                yield Hit(page.line("title"), message, "Ge sidorna olika rubriker.", page.path)
    in_browser: dict[str, Page] = {}
    for page in context.site.sound_pages(Variant.ORDINARY):
        text = page.document_title
        first = in_browser.setdefault(text.casefold(), page)
        if text and first is not page and (page.meta.neutral_title or first.meta.neutral_title):
            message = f"Sidan har samma titel i webbläsaren som {first.path}: ”{text}”."
            yield Hit(page.line("neutral_title"), message, "Ge sidorna olika titlar.", page.path)


@page_rule(safety=True)
def slug_reveals(page: Page, context: Context) -> Iterator[Hit]:
    """Adress och titel under stod/ och ung/ avslöjar inte ämnet, för de syns i historiken.

    Dåligt: docs/stod/sluta-kopa-sex.md med title: Sluta köpa sex
    Bra: docs/stod/sluta.md med neutral_title: Att ändra en vana
    """
    neutral = page.section in NEUTRAL_SECTIONS
    old_paths = [path for path in page.meta.old_paths if neutral or path.split("/")[0] in NEUTRAL_SECTIONS]
    match = next(filter(None, map(REVEALING.search, old_paths)), None)
    if match and page.variant is Variant.ORDINARY:
        message = f"Den gamla adressen avslöjar ämnet: ”{match[0]}”."
        yield Hit(page.line("old_paths"), message, "Ta bort den ur old_paths.")
    if not neutral:
        return
    addresses = [page.id.removeprefix(f"{page.section}/"), page.meta.short]
    match = next(filter(None, map(REVEALING.search, addresses)), None)
    if match:
        yield Hit(1, f"Adressen avslöjar ämnet: ”{match[0]}”.", "Byt filnamn till ord som vem som helst får se.")
    match = REVEALING.search(page.meta.neutral_title or page.title)
    if match:
        message = f"Titeln i webbläsaren avslöjar ämnet: ”{match[0]}”."
        suggestion = "Lägg till neutral_title med ord som vem som helst får se."
        yield Hit(page.line("neutral_title") if page.meta.neutral_title else page.line("title"), message, suggestion)


@site_rule()
def not_in_navigation(context: Context) -> Iterator[Hit]:
    """Varje sida står i docs/_data/nav.yml, eller har hidden: true; och varje rad där leder till en sida.

    Dåligt: en ny sida lagen/ny.md som ingen kan hitta
    Bra: raden ”- ny” under lagen i nav.yml
    """
    site = context.site
    if "nav" in site.records.unreadable:
        return
    listed = list(site.records.navigation.page_ids())
    for page_id in sorted({page_id for page_id in listed if listed.count(page_id) > 1}):
        line = site.records.line("nav", page_id)
        yield Hit(line, f"Sidan ”{page_id}” står två gånger.", "Ta bort den ena raden.", site.records.path("nav"))
    for page in site.sound_pages(Variant.ORDINARY):
        if page.id not in listed and not page.meta.hidden:
            section, _, name = page.id.partition("/")
            suggestion = f"Lägg till raden ”- {name}” under {section} i {site.records.path('nav')}."
            yield Hit(1, "Sidan finns inte i menyn.", suggestion, page.path)
    known = [page_id for page_id, _ in site.pages]
    for page_id in listed:
        if page_id not in known and page_id != "index":
            message = f"Sidan ”{page_id}” finns inte."
            suggestion = did_you_mean(page_id, known) or "Ta bort raden eller skriv sidan."
            yield Hit(site.records.line("nav", page_id), message, suggestion, site.records.path("nav"))


@site_rule()
def related_unknown(context: Context) -> Iterator[Hit]:
    """Sidor som en sida nämner under related ska finnas.

    Dåligt: related: [lagen/staff]
    Bra: related: [lagen/straff]
    """
    site = context.site
    known = [page_id for page_id, _ in site.pages]
    for page in site.sound_pages(Variant.ORDINARY):
        for page_id in page.meta.related:
            if page_id not in known:
                suggestion = did_you_mean(page_id, known) or "Skriv sidans väg utan .md, till exempel lagen/straff."
                yield Hit(page.line("related"), f"Sidan ”{page_id}” finns inte.", suggestion, page.path)


@site_rule()
def source_unknown(context: Context) -> Iterator[Hit]:
    """En källa som en sida, ett faktum eller ett förklarat ord nämner ska stå i sources.yml.

    Dåligt: sources: [brottsbalk-kopia]
    Bra: sources: [brottsbalken-kopia]
    """
    records = context.site.records
    if "sources" in records.unreadable:
        return
    named = [
        (page.path, page.line("sources"), page.meta.sources) for page in context.site.sound_pages(Variant.ORDINARY)
    ]
    named += [(records.path("facts"), records.line("facts", fact.id), fact.sources) for fact in records.facts.values()]
    named += [
        (records.path("glossary"), records.line("glossary", term.id), term.sources)
        for term in records.glossary.values()
    ]
    for path, line, sources in named:
        for source in sources:
            if source not in records.sources:
                suggestion = did_you_mean(source, records.sources) or "Lägg till den i sources.yml."
                yield Hit(line, f"Källan ”{source}” finns inte.", suggestion, path)


@site_rule()
def review_overdue(context: Context) -> Iterator[Hit]:
    """En sida eller ett faktum ska läsas om i tid. Det är en varning och stoppar aldrig en ändring.

    Dåligt: last_reviewed_on: 2020-01-01
    Bra: En människa läser sidan och sätter dagens datum.
    """
    site = context.site
    for page in site.sound_pages():
        review = review_of(page, site)
        if review.is_overdue(context.today):
            message = f"Sidan skulle ha granskats senast {review.due_on}."
            yield Hit(page.line("last_reviewed_on"), message, "Läs sidan mot källorna.", page.path)
    for fact in site.records.facts.values():
        due: datetime.date = add_months(fact.checked_on, fact.review_in)
        if due < context.today:
            message = f"Uppgiften ”{fact.id}” skulle ha kontrollerats senast {due}."
            yield Hit(site.records.line("facts", fact.id), message, "Läs källan igen.", site.records.path("facts"))


@page_rule(safety=True)
def date_in_future(page: Page, context: Context) -> Iterator[Hit]:
    """Ingen sida har ändrats eller granskats en dag som inte har kommit.

    Dåligt: last_reviewed_on: 2062-11-22
    Bra: last_reviewed_on: 2026-11-22
    """
    for key in ("changed_on", "last_reviewed_on"):
        day: datetime.date | None = getattr(page.head, key)
        if day and is_in_future(day, context):
            yield Hit(page.line(key), f"Dagen {day} har inte kommit än.", "Skriv dagen då det hände.")


def is_in_future(day: datetime.date, context: Context) -> bool:
    """Whether a day has not come anywhere: it may be tomorrow already where it was written."""
    return day > context.today + datetime.timedelta(days=1)

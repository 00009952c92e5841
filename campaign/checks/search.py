"""The search finds what its words promise."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, site_rule
from campaign.schema import did_you_mean


@site_rule()
def synonym_page_unknown(context: Context) -> Iterator[Hit]:
    """Ord i synonyms.yml leder till sidor som finns och som sökningen får visa.

    Dåligt: pages: [stod/pratta]
    Bra: pages: [stod/prata]
    """
    records = context.site.records
    known = [page_id for page_id, _ in context.site.pages]
    path = records.path("synonyms")
    for number, synonym in enumerate(records.synonyms):
        for place, page_id in enumerate(synonym.pages):
            line = records.line("synonyms", f"{number}/{place}")
            page = context.site.page(page_id)
            if page_id not in known:
                suggestion = did_you_mean(page_id, known) or "Skriv sidans väg utan .md, till exempel stod/prata."
                yield Hit(line, f"Sidan ”{page_id}” finns inte.", suggestion, path)
            elif page and page.meta.hidden:
                message = f"Sidan ”{page_id}” är gömd, så sökningen visar den inte."
                yield Hit(line, message, "Välj en annan sida, eller ta bort hidden: true.", path)


@site_rule()
def synonym_duplicate(context: Context) -> Iterator[Hit]:
    """Ett ord står bara en gång i synonyms.yml, så att det är lätt att se vart det leder.

    Dåligt: words: [escort] på två rader
    Bra: words: [escort] på en rad, med alla sidor i pages
    """
    records = context.site.records
    seen: dict[str, int] = {}
    for number, synonym in enumerate(records.synonyms):
        line = records.line("synonyms", str(number))
        for word in synonym.words:
            if word.casefold() in seen:
                message = f"Ordet ”{word}” står redan på rad {seen[word.casefold()]}."
                yield Hit(line, message, "Behåll en av raderna, med alla sidor i pages.", records.path("synonyms"))
            seen.setdefault(word.casefold(), line)

"""The number gates of the language: sentences, LIX, long words, paragraphs, headings, lists, abbreviations.

The numbers stand in pyproject.toml; a page's measures need at least 100 words of running text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.pages import Page, Variant
from campaign.content.readability import SMALLEST_SAMPLE, Measures, abbreviations, words

#: Kinds of pages that are lists or fixed legal wordings by nature: only their sentences are measured.
SENTENCES_ONLY = ("lista", "stodsok", "redogorelse", "sok")


#: Words of a penalty: a sentence that states one may be a little longer, for it must be exact.
_PENALTY = re.compile(r"\b(?:fängelse|böter)", re.IGNORECASE)


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def _page_measures(page: Page, context: Context) -> Measures | None:
    if page.meta.kind in SENTENCES_ONLY:
        return None
    measures = context.measures(page)
    return measures if measures.words >= SMALLEST_SAMPLE else None


@page_rule()
def sentence_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """En mening får ha högst så många ord som varianten tillåter.

    Dåligt: Vi har, som vi nämnde tidigare i texten, nu till slut bestämt oss för hur det ska bli med allt det här.
    Bra: Vi har bestämt oss. Så här blir det:
    """
    limits = context.limits(page)
    for item in context.sentences(page):
        generous = item.has_fact or _PENALTY.search(item.sentence.text)
        limit = limits.sentence_words_with_fact if generous else limits.sentence_words
        if len(item.words) > limit:
            yield Hit(item.line, f"Meningen har {len(item.words)} ord, högst {limit}.", "Dela den i två meningar.")


@page_rule()
def sentences_too_long_on_average(page: Page, context: Context) -> Iterator[Hit]:
    """Sidans meningar ska i snitt vara korta.

    Dåligt: Varje mening på sidan har bisatser och drar ut på tiden innan läsaren får veta vad den handlar om.
    Bra: Meningarna är korta. Någon kan vara lite längre, om det behövs.
    """
    measures = _page_measures(page, context)
    limit = context.limits(page).mean_sentence_words
    if measures and measures.mean_sentence > limit:
        message = f"Meningarna har i snitt {_number(measures.mean_sentence)} ord, högst {_number(limit)}."
        yield Hit(page.body.first_line, message, "Dela de längsta meningarna.")


@page_rule()
def sentences_chopped(page: Page, context: Context) -> Iterator[Hit]:
    """Meningarna ska inte vara så korta att sammanhanget försvinner.

    Dåligt: Du kan ringa. Det är gratis. De lyssnar. De hjälper.
    Bra: Du kan ringa gratis. De lyssnar och hjälper dig vidare.
    """
    measures = _page_measures(page, context)
    limit = context.limits(page).mean_sentence_words_low
    if measures and measures.mean_sentence < limit:
        message = f"Meningarna har i snitt bara {_number(measures.mean_sentence)} ord. Texten kan kännas hackig."
        yield Hit(page.body.first_line, message, "Bind ihop några meningar.")


@page_rule()
def lix_too_high(page: Page, context: Context) -> Iterator[Hit]:
    """Sidans LIX ska hålla sig under gränsen. LIX varnar, men visar inte att en text är begriplig.

    Dåligt: Myndigheternas samverkansöverenskommelser konkretiserar ansvarsfördelningen.
    Bra: Myndigheterna har kommit överens om vem som gör vad.
    """
    measures = _page_measures(page, context)
    limit = context.limits(page).lix
    if measures and measures.lix > limit:
        message = f"Sidans LIX är {_number(measures.lix)}, högst {_number(limit)}."
        yield Hit(page.body.first_line, message, "Skriv kortare meningar och vanligare ord.")


@page_rule()
def lix_close_to_limit(page: Page, context: Context) -> Iterator[Hit]:
    """Sidans LIX närmar sig gränsen.

    Dåligt: En lättläst sida med LIX 25,5.
    Bra: En lättläst sida med LIX 22.
    """
    measures = _page_measures(page, context)
    limits = context.limits(page)
    if measures and limits.lix_warning < measures.lix <= limits.lix:
        message = f"Sidans LIX är {_number(measures.lix)}, helst högst {_number(limits.lix_warning)}."
        yield Hit(page.body.first_line, message, "Byt något långt ord.")


@page_rule()
def long_words(page: Page, context: Context) -> Iterator[Hit]:
    """Andelen långa ord (fler än sex bokstäver) ska hålla sig under gränsen.

    Dåligt: Verksamheten tillhandahåller samtalsstöd.
    Bra: Här får du prata med någon.
    """
    measures = _page_measures(page, context)
    limit = context.limits(page).long_words_percent
    if measures and measures.long_percent > limit:
        message = f"{_number(measures.long_percent)} procent av orden är långa, högst {_number(limit)}."
        yield Hit(page.body.first_line, message, "Byt långa ord mot kortare, vanliga ord.")


@page_rule()
def paragraph_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """Ett stycke ska ha få meningar, så att läsaren hittar tillbaka.

    Dåligt: Ett stycke med sju meningar om tre olika saker.
    Bra: Ett stycke om en sak. Nästa sak får ett eget stycke.
    """
    yield from _blocks_too_long(page, context, "paragraph", context.limits(page).paragraph_sentences, "Stycket")


@page_rule()
def list_item_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """En punkt i en lista ska vara kort.

    Dåligt: En punkt med fyra meningar som blir ett eget litet stycke.
    Bra: En punkt med en eller två meningar.
    """
    yield from _blocks_too_long(page, context, "item", context.limits(page).item_sentences, "Punkten")


def _blocks_too_long(page: Page, context: Context, kind: str, limit: int, name: str) -> Iterator[Hit]:
    if page.meta.kind == "redogorelse":
        return
    for block, sentences in context.blocks(page):
        if block.kind == kind and len(sentences) > limit:
            yield Hit(block.line, f"{name} har {len(sentences)} meningar, högst {limit}.", "Dela upp texten.")


@page_rule()
def heading_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """En rubrik ska vara kort.

    Dåligt: Det här behöver du tänka på innan du bestämmer dig för om du vill ringa till någon
    Bra: Innan du ringer
    """
    limit = context.limits(page).heading_words
    headings = [(page.line("title"), page.title), *((item.line, item.text) for item in page.body.headings)]
    for line, text in headings:
        if len(words(text)) > limit:
            yield Hit(line, f"Rubriken har {len(words(text))} ord, högst {limit}.", "Korta rubriken.")


@page_rule()
def abbreviation(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst skriver ut förkortningar.

    Dåligt: Ring t.ex. Bris.
    Bra: Ring till exempel Bris.
    """
    if page.variant is not Variant.LATTLAST:
        return
    for item in context.sentences(page):
        for found in abbreviations(item.sentence.text):
            yield Hit(item.line, f"Förkortningen ”{found}” är svår att läsa.", "Skriv ut hela ordet.")

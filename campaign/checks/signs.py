"""Signs and numbers that make a lättläst text hard: what a reader stops at before she reaches the words.

The list is that of Inclusion Europe, "Information for all", MTM's advice and FUB's checklist for lättläst.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.explanations import explained_words
from campaign.checks.registry import Context, Hit, PageSentence, page_rule
from campaign.content.pages import Page, Variant
from campaign.content.readability import is_long, words
from campaign.content.shortcodes import PATTERN

MOST_COMMAS = 1
MOST_PARENTHESES = 1
QUOTATION_WORDS = 4  # fewer are a name or an expression

_SLASH = re.compile(r"(?<![\w./:])([^\W\d_]+)\s?/\s?([^\W\d_]+)(?![\w/])")
_QUOTATION = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^«»]*[«»]|“[^”]*”")
_COMMA = re.compile(r",(?!\d)")
_PERCENT = re.compile(r"\d*\s*%|\bprocent\w*", re.IGNORECASE)
_DECIMAL = re.compile(r"(?<![\d,.])\d+,\d+(?![\d,])")
_LARGE = re.compile(r"(?<![\d-])(?:\d{1,3}(?:[ \u00a0]\d{3})+|\d{5,})(?![\d-])")
#: The next sentence explains: "… hos socialtjänsten. Det är kommunens hjälp."
_EXPLAINS = re.compile(r"\bbetyder\b|[.!?]\s+(?:Det|Den|De|Hon eller han)\s+är\b")
_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,}(?![\w-])")
#: "sex" is left out: on this site it is nearly always the other word.
_NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate("tre fyra fem _ sju åtta nio tio elva tolv".split(), 3)
    if word != "_"
}


def simple_sentences(page: Page, context: Context) -> list[PageSentence]:
    """The sentences of a lättläst page; none of an ordinary one."""
    return context.sentences(page) if page.variant is Variant.LATTLAST else []


@page_rule()
def semicolon(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst har inga semikolon.

    Dåligt: Ring Bris; de lyssnar.
    Bra: Ring Bris. De lyssnar.
    """
    for item in simple_sentences(page, context):
        if ";" in item.sentence.text:
            yield Hit(item.line, "Semikolon är svårt att läsa.", "Dela meningen i två.")


@page_rule()
def slash_between_words(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst skriver ”eller” i stället för snedstreck.

    Dåligt: Prata med en kurator och/eller en förälder.
    Bra: Prata med en kurator eller en förälder.
    """
    for item in simple_sentences(page, context):
        for match in _SLASH.finditer(item.sentence.text):
            yield Hit(item.line, f"Snedstrecket i ”{match[0]}” är svårt att läsa.", "Skriv ”och” eller ”eller”.")


@page_rule()
def commas_many(page: Page, context: Context) -> Iterator[Hit]:
    """En mening på lättläst har högst ett kommatecken.

    Dåligt: Du kan ringa, chatta, mejla eller gå dit.
    Bra: Du kan ringa eller chatta. Du kan också mejla eller gå dit.
    """
    for item in simple_sentences(page, context):
        number = len(_COMMA.findall(item.sentence.text))
        if number > MOST_COMMAS:
            message = f"Meningen har {number} kommatecken, högst {MOST_COMMAS}."
            yield Hit(item.line, message, "Dela den, eller gör en lista.")


@page_rule()
def parentheses_many(page: Page, context: Context) -> Iterator[Hit]:
    """En mening på lättläst har högst en parentes.

    Dåligt: Kuratorn (på skolan) kan hjälpa dig (gratis).
    Bra: Kuratorn på skolan kan hjälpa dig. Det är gratis.
    """
    for item in simple_sentences(page, context):
        if item.sentence.text.count("(") > MOST_PARENTHESES:
            yield Hit(item.line, "Meningen har flera parenteser.", "Skriv egna meningar i stället.")


@page_rule()
def quotation_inside(page: Page, context: Context) -> Iterator[Hit]:
    """Ett citat på lättläst står för sig, eller sist efter ett kolon. Enstaka ord får stå inom citattecken.

    Dåligt: Om någon säger ”du får skylla dig själv” är det fel.
    Bra: Någon kanske säger: ”Du får skylla dig själv.” Det är fel.
    """
    for item in simple_sentences(page, context):
        for match in _QUOTATION.finditer(item.sentence.text):
            before, after = item.sentence.text[: match.start()].rstrip(), item.sentence.text[match.end() :]
            stands_alone = not words(after) and (not words(before) or before.endswith(":"))
            if len(words(match[0])) >= QUOTATION_WORDS and not stands_alone:
                yield Hit(item.line, f"Citatet {match[0]} står inne i meningen.", "Skriv det sist, efter ett kolon.")


@page_rule()
def italics(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst har ingen kursiv stil, för sneda bokstäver är svårare att känna igen.

    Dåligt: Det är *aldrig* ditt fel.
    Bra: Det är aldrig ditt fel.
    """
    if page.variant is Variant.LATTLAST:
        for line in page.body.emphases:
            yield Hit(line, "Kursiv stil är svår att läsa.", "Ta bort stjärnorna eller understrecken runt orden.")


@page_rule()
def capitals(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst skriver inte ord med bara stora bokstäver. Namn som ECPAT och KAST får stå så.

    Dåligt: Skicka INTE bilden vidare.
    Bra: Skicka inte bilden vidare.
    """
    for item in simple_sentences(page, context):
        for match in _CAPITALS.finditer(item.sentence.text):
            if match[0] not in context.capital_names:
                message = f"”{match[0]}” står med bara stora bokstäver."
                yield Hit(
                    item.line, message, f"Skriv ”{match[0].lower()}”, eller lägg namnet i names i pyproject.toml."
                )


@page_rule()
def percent(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst räknar i människor, inte i procent.

    Dåligt: 90 procent av männen har aldrig köpt sex.
    Bra: 9 av 10 män har aldrig köpt sex.
    """
    for item in simple_sentences(page, context):
        if _PERCENT.search(item.sentence.text):
            yield Hit(item.line, "Procent är svårt att läsa.", "Skriv till exempel ”9 av 10”.")


@page_rule()
def number_hard(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst har inga decimaler och inga tal över 9999. Telefonnummer och årtal får stå.

    Dåligt: 12 345 personer fick hjälp i 2,5 timmar.
    Bra: Många fick hjälp. Det tog mer än 2 timmar.
    """
    for item in simple_sentences(page, context):
        for match in [*_DECIMAL.finditer(item.sentence.text), *_LARGE.finditer(item.sentence.text)]:
            if re.sub(r"\D", "", match[0]) not in context.shown_numbers:
                yield Hit(item.line, f"Talet {match[0]} är svårt att läsa.", "Runda av, eller skriv om meningen.")


@page_rule()
def number_in_words(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst skriver tal från 3 med siffror.

    Dåligt: Det finns åtta steg.
    Bra: Det finns 8 steg.
    """
    for item in simple_sentences(page, context):
        for word in item.words:
            if word.lower() in _NUMBER_WORDS:
                digit = _NUMBER_WORDS[word.lower()]
                yield Hit(item.line, f"Talet ”{word}” är skrivet med bokstäver.", f"Skriv {digit}.")


@page_rule()
def word_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """Ett ord med fler än 13 bokstäver är svårt på lättläst. Namn och ord som ordlistan eller sidan förklarar får stå.

    Dåligt: Kontakta brottsofferstödjaren.
    Bra: Prata med någon som hjälper den som har utsatts för brott.
    """
    for item in simple_sentences(page, context):
        for word in item.words:
            if context.is_hard_to_read(word) and word.lower() not in context.once(explained_words, page):
                message = f"Ordet ”{word}” har {len(word)} bokstäver."
                yield Hit(item.line, message, "Dela upp ordet, byt det, eller förklara det i glossary.yml.")


@page_rule()
def word_unexplained(page: Page, context: Context) -> Iterator[Hit]:
    """Ett långt ord som finns i ordlistan förklaras på den lättlästa sida där det används.

    Dåligt: Du kan få ett målsägandebiträde.
    Bra: Du kan få ett [[ordlista:malsagandebitrade]].
    """
    if page.variant is not Variant.LATTLAST:
        return
    word_ids, terms = context.site.records.word_ids, context.site.records.glossary
    explained = {word_ids.get(code.id) for code in page.body.shortcodes if code.kind == "ordlista"}
    met: set[str | None] = set()
    for block in page.body.blocks:
        text = "" if block.kind == "heading" else PATTERN.sub(" ", block.text)
        for word in words(text):
            term = context.glossary_forms.get(word.casefold())
            if term and is_long(word) and not terms[term].everyday and term not in explained | met:
                met.add(term)
                if _EXPLAINS.search(text.partition(word)[2]):
                    continue
                message = f"Ordet ”{word}” förklaras inte på sidan."
                yield Hit(block.line, message, f"Skriv [[ordlista:{term}]] första gången, eller förklara ordet.")

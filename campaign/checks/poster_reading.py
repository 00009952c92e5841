"""How a poster reads: easily in lättläst, the same in both variants, and no longer than its facts hold."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.metadata import is_in_future
from campaign.checks.posters import poster_hit
from campaign.checks.rare_words import is_known, is_rare
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.poster import Poster, PosterText
from campaign.content.posters import services_of, valid_until
from campaign.content.readability import split_sentences, words

#: Words, in lättläst: a poster is read in passing.
MOST_SENTENCE_WORDS, MOST_HEADLINE_WORDS = 12, 8


@site_rule()
def poster_hard_to_read(context: Context) -> Iterator[Hit]:
    """En affisch på lättläst har högst 8 ord i rubriken, högst 12 ord i en mening, och korta, vanliga ord.

    Dåligt: text_lattlast: ["Du som har blivit utsatt för något av det här kan få hjälp av oss om du vill."]
    Bra: text_lattlast: ["Har du blivit utsatt? Du kan få hjälp."]
    """
    for poster in context.site.records.posters.values():
        for word in poster.words():
            if word.variant == "lattlast" and "lattlast" in poster.variants:
                for message, suggestion in (*_too_long(word, context), *_hard_words(word, context)):
                    yield poster_hit(context, word.place, message, suggestion)


def _too_long(word: PosterText, context: Context) -> Iterator[tuple[str, str]]:
    text = context.site.records.expand(word.text, lattlast=True)
    if "/headline" in word.place:
        if (count := len(words(text))) > MOST_HEADLINE_WORDS:
            yield f"rubriken har {count} ord, högst {MOST_HEADLINE_WORDS} på lättläst.", "Säg det med färre ord."
        return
    for sentence in split_sentences(text):
        count = len(sentence.words)  # a fact's own sentences have the limit of pages
        if count > MOST_SENTENCE_WORDS and not context.has_fact(sentence.text, word.text):
            message = f"meningen ”{sentence.text}” har {count} ord, högst {MOST_SENTENCE_WORDS} på lättläst."
            yield message, "Dela den i två meningar."


def _hard_words(word: PosterText, context: Context) -> Iterator[tuple[str, str]]:
    """The poster's own words that are long, or rare where words are looked up."""
    for found in dict.fromkeys(words(word.own)):
        plain = found.lower()
        if context.is_hard_to_read(found):
            yield f"ordet ”{found}” är långt för en lättläst text.", "Byt det mot ett kortare."
        elif context.spelling and found.isalpha() and is_rare(plain) and not is_known(plain, context):
            yield f"ordet ”{found}” är ovanligt.", "Byt det mot ett vanligare."


@site_rule()
def poster_variants_differ(context: Context) -> Iterator[Hit]:
    """Båda texterna på en affisch har samma uppgifter och leder till samma hjälp.

    Dåligt: text: ["Fråga [[tjanst:bris]]."] och text_lattlast: ["Fråga en vuxen."]
    Bra: text: ["Fråga [[tjanst:bris]]."] och text_lattlast: ["Du kan fråga [[tjanst:bris]]."]
    """
    for poster in context.site.records.posters.values():
        if len(poster.variants) < 2:
            continue
        site = context.site
        for kind, ordinary, simple in (
            ("fakta", poster.fact_ids("sv"), poster.fact_ids("lattlast")),
            ("tjanst", services_of(poster, site, "sv"), services_of(poster, site, "lattlast")),
        ):
            yield from _only_in(context, poster, kind, ordinary, simple, "text_lattlast", "vanlig svenska")
            yield from _only_in(context, poster, kind, simple, ordinary, "text", "lättläst")


def _only_in(
    context: Context, poster: Poster, kind: str, here: list[str], there: list[str], key: str, variant: str
) -> Iterator[Hit]:
    """A hit for each of `here` that the other variant, whose texts stand under `key`, lacks."""
    for missing in here:
        if missing not in there:
            code = f"[[{kind}:{missing}]]"
            message = f"{code} står på {variant} men inte under {key}."
            suggestion = f"Lägg till {code}, så säger båda texterna samma sak."
            yield poster_hit(context, f"{poster.id}/{key}", message, suggestion)


@site_rule()
def poster_expired(context: Context) -> Iterator[Hit]:
    """En affisch gäller så länge dess uppgifter är kontrollerade. Sedan ska den läsas om, och den gamla tas ner.

    Dåligt: en affisch vars uppgift skulle ha kontrollerats i maj, när det är juni
    Bra: Läs källan igen, skriv dagens datum i checked_on, och skriv ut affischen på nytt.
    """
    records = context.site.records
    for poster in records.posters.values():
        until = valid_until(poster, context.site)
        if until and until < context.today:
            message = f"den gällde till {until}, men hänger kanske kvar."
            suggestion = "Kontrollera uppgifterna igen, byt changed_on och be den som satte upp den att byta ut den."
            yield poster_hit(context, poster.id, message, suggestion)


@site_rule(safety=True)
def poster_date_in_future(context: Context) -> Iterator[Hit]:
    """Ingen affisch har ändrats en dag som inte har kommit. Dagen står på papperet som affischens version.

    Dåligt: changed_on: 2062-11-22
    Bra: changed_on: 2026-11-22
    """
    for poster in context.site.records.posters.values():
        if is_in_future(poster.changed_on, context):
            message = f"dagen {poster.changed_on} har inte kommit än."
            yield poster_hit(context, f"{poster.id}/changed_on", message, "Skriv dagen då det hände.")

"""What would stand as signs on paper: a shortcode that is not one, Markdown, HTML, and quotes meant for YAML."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.posters import poster_hit
from campaign.checks.registry import Context, Hit, site_rule

#: A link before a bracket, for it is made of brackets; what Markdown, HTML and attribute lists are written with.
_LINK = re.compile(r"!?\[[^\[\]]*\]\(")
_SHORTCODE = re.compile(r"\[+|\]+")
_MARKDOWN = re.compile(r"\*\*+|__+|`+|(?<!\w)([*_])(?=[^\W\d_][^*_]*\w\1(?!\w))")
_OTHER_CODE = re.compile(r"[<>{}]|&(?:[a-z]+|#\w+);", re.IGNORECASE)

#: A whole value in one pair of quotes: a word processor has made YAML's straight quotes curly.
_WHOLE_QUOTED = re.compile(r"[”“„][^”“„]*[”“]")


@site_rule()
def poster_markup(context: Context) -> Iterator[Hit]:
    """En affisch har ord och hela kortkoder. Annan kod och Words citattecken skulle stå som tecken på papperet.

    Dåligt: text: ["Den som köper sex får [[fakta:kop-brott] **straff**."]
    Bra: text: ["[[fakta:kop-brott]]"]
    """
    for poster in context.site.records.posters.values():
        for word in poster.words():
            for message, suggestion in (*_code(word.own), *_quotes(word.text)):
                yield poster_hit(context, word.place, message, suggestion)


def _code(text: str) -> Iterator[tuple[str, str]]:
    """What stands in a text that is not words, once of each kind, and the cure."""
    if _LINK.search(text):
        yield "en länk går inte att följa på papper.", "Markdown fungerar inte på en affisch. Skriv bara orden."
    elif match := _SHORTCODE.search(text):
        yield f"”{match[0]}” skulle stå på papperet.", "Kortkoden är inte avslutad. Skriv [[fakta:id]]."
    if match := _MARKDOWN.search(text):
        yield f"”{match[0]}” skulle stå på papperet.", f"Markdown fungerar inte på en affisch. Ta bort {match[0]}."
    if match := _OTHER_CODE.search(text):
        yield f"”{match[0]}” skulle stå på papperet.", f"Kod fungerar inte på en affisch. Ta bort {match[0]}."


def _quotes(text: str) -> Iterator[tuple[str, str]]:
    """Curly quotes around a whole value, and one that has no partner."""
    cure = 'Sätt raka citattecken: "…".'
    if _WHOLE_QUOTED.fullmatch(text.strip()):
        yield "hela texten står inom böjda citattecken, som skulle stå på papperet.", cure
    elif text.count("”") % 2:
        yield "ett citattecken ” saknar sitt par.", f"Skriv båda eller inget. Runt hela texten: {cure}"

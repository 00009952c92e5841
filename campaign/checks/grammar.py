"""Sentences that are hard to follow in lättläst: two negations, an "if" shaped as a question, "man".

Word lists, no parser: what they miss stands in tests/checks/<rule>/limits*.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.checks.signs import simple_sentences
from campaign.content.pages import Page

_NEGATIONS = re.compile(r"\b(?:inte|ej|ingen|inget|inga|ingenting|aldrig|varken|utan\s+att)\b", re.IGNORECASE)

#: Finite verbs that open a question-shaped "if", and the subjects that follow. "När du" and "Var du" are not here.
_QUESTION_SHAPED = re.compile(
    r"(?:Är|Har|Hade|Vill|Kan|Får|Ska|Måste|Behöver|Blir|Blev|Ser|Såg|Känner|Bor|Går|Köper|Säljer|Tar|Tänker|Vet|"
    r"Hör|Misstänker|Ringer|Kommer|Finns|Hittar|Märker|Undrar|Möter|Arbetar|Jobbar|Skriver|Händer|Gäller|Tror|Mår|"
    r"Saknar|Väljer|Anmäler|Berättar|Söker|Önskar|Skulle)"
    r"\s+(?:inte\s+)?(?:du|ni|jag|vi|han|hon|hen|de|det|den|någon|något|man|barnet|en|ett|din|ditt|dina)\b"
)

_MAN = re.compile(
    r"\bman\s+(?:inte\s+)?(?:kan|ska|får|måste|vill|bör|har|är|blir|gör|går|tar|behöver|känner|säger|vet|tror|tycker)\b|"
    r"\b(?:kan|ska|får|måste|vill|bör|att|hur|vad|där|när|om|då|så)\s+man\b(?!\s+(?:och|eller)\b)",
    re.IGNORECASE,
)


@page_rule()
def negation_double(page: Page, context: Context) -> Iterator[Hit]:
    """En mening på lättläst har högst ett nekande ord.

    Dåligt: Det är inte ovanligt att ingen berättar.
    Bra: Många berättar aldrig.
    """
    for item in simple_sentences(page, context):
        found = _NEGATIONS.findall(item.sentence.text)
        if len(found) > 1:
            listed = "”, ”".join(" ".join(word.split()) for word in found)
            message = f"Meningen har {len(found)} nekande ord: ”{listed}”."
            yield Hit(item.line, message, "Säg vad som gäller, eller dela meningen.")


@page_rule()
def conditional_as_question(page: Page, context: Context) -> Iterator[Hit]:
    """Ett villkor på lättläst börjar med ”om”, så att det inte ser ut som en fråga.

    Dåligt: Är du under 18 år kan du ringa Bris.
    Bra: Om du är under 18 år kan du ringa Bris.
    """
    for item in simple_sentences(page, context):
        text = item.sentence.text.lstrip("”\"'»(")
        if _QUESTION_SHAPED.match(text) and not text.rstrip("”\"'»)").endswith("?"):
            yield Hit(item.line, f"”{' '.join(text.split()[:3])} …” ser ut som en fråga.", "Börja med ”Om”.")


@page_rule()
def impersonal_man(page: Page, context: Context) -> Iterator[Hit]:
    """Lättläst talar till läsaren: ”du”, inte ”man”.

    Dåligt: Man kan ringa.
    Bra: Du kan ringa.
    """
    for item in simple_sentences(page, context):
        if _MAN.search(item.sentence.text):
            yield Hit(item.line, "”Man” är otydligt.", "Skriv ”du”, eller vem det är.")

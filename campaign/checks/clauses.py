"""Subordinate clauses in lättläst, counted by the word that opens each.

The words have other uses ("att ringa", "om lagen", "som vanligt"), which are told apart by the word that follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.checks.signs import simple_sentences
from campaign.content.pages import Page

MOST_CLAUSES = 1
#: A second clause is easy to follow in a sentence of fewer words: "Ring 112 om du är rädd att du ska göra dig illa."
WORDS_TO_FOLLOW = 13

#: Who or what opens a clause: "om du …", "som hon …"; a noun can open one too, but is not told from "om lagen".
_SUBJECT = r"(?:du|ni|jag|vi|han|hon|hen|man|någon|ingen|alla)\b"
_ADVERB = r"(?:inte|aldrig|alltid|också|ofta|ibland|bara|redan|kanske|själv|ändå|nu|då)\s+"
#: Finite verbs: the short ones, present in -r, past in -de and -te.
_FINITE = (
    r"(?:är|var|blir|blev|har|hade|kan|kunde|ska|skulle|vill|ville|får|fick|måste|bör|borde|vet|visste|finns|fanns|"
    r"går|gick|står|stod|ser|såg|ger|gav|tar|tog|gör|gjorde|kom|sa|säger|heter|hette|behövs|känns|hör|bor|tror|mår|"
    r"[^\W\d]{2,}(?:ar|er)(?<!efter)(?<!under)(?<!över)(?<!eller)(?<!annar)|"
    r"[^\W\d]{3,}(?:ade|[dlnrv]de|[kpst]te)(?<!inte))\b"
)
#: "att ringa" is no clause: an infinitive ends in -a, or is one of the short verbs.
_INFINITIVE = (
    r"(?!(?:alla|många|andra|flera|båda|några|inga|bara|unga|vuxna|era|våra|[mds]ina|dessa|ofta|samma)\b)"
    r"(?:\w+a|\w+as|få|gå|stå|se|ge|be|bli|ha|dö|må|nå|ske|tro|bo|le|slå|förstå|finnas|ses|slåss|umgås)\b"
)

#: "Den som köper sex" names somebody, as a noun would; "vad som" is one question word.
_NOT_NAMING = "".join(rf"(?<!\b{word}\s)" for word in "den det de du ni alla dem dig vad vem".split())

_CLAUSE = rf"(?:{_SUBJECT}|(?:det|den|de|barnet|personen)\s+(?:{_ADVERB})?{_FINITE})"
_OPENERS = re.compile(
    rf"\b(?:(?:trots|därför|för|så|utan)\s+)?att\s+(?!(?:{_ADVERB})?{_INFINITIVE})|"
    rf"\b(?:även\s+)?om\s+(?={_CLAUSE}|(?:ditt|din|dina|ett|en)\s+\w+\s+(?:{_ADVERB})?{_FINITE})|"
    r"^\W*(?:Även\s+)?Om\s|"
    rf"{_NOT_NAMING}\bsom\s+(?={_CLAUSE}|(?:{_ADVERB})?{_FINITE})|"
    r"\b(?:eftersom|medan|fastän|tills|såvida|ifall)\b|\binnan\s+(?=(?:du|ni|vi|han|hon|hen|den|det|de|någon)\b)|"
    r"(?-i:\bnär\s|^\W*När\s)",
    re.IGNORECASE,
)
_QUOTATIONS = re.compile(r"”[^”]*”|\"[^\"]*\"|»[^«»]*[«»]")


def openers(sentence: str) -> list[str]:
    """The words that open the subordinate clauses of a sentence, without those inside quotation marks."""
    text = _QUOTATIONS.sub(" ", sentence).strip()
    found = [" ".join(match[0].split()) for match in _OPENERS.finditer(text)]
    return found[1:] if text.endswith("?") and found[:1] == ["När"] else found  # "När öppnar ni?" is no clause


@page_rule()
def clauses_many(page: Page, context: Context) -> Iterator[Hit]:
    """En mening på lättläst har högst en bisats, två om den är kort.

    Dåligt: Du kan berätta för en vuxen som du litar på om du tror att någon utnyttjar dig.
    Bra: Tror du att någon utnyttjar dig? Berätta för en vuxen.
    """
    for item in simple_sentences(page, context):
        found = [] if item.has_fact else openers(item.sentence.text)  # a fact's words were weighed one by one
        most = MOST_CLAUSES if len(item.words) >= WORDS_TO_FOLLOW else MOST_CLAUSES + 1
        if len(found) > most:
            listed = ", ".join(f"”{word.lower()} …”" for word in found)
            message = f"Meningen har {len(found)} bisatser: {listed}."
            yield Hit(item.line, message, "Dela den i två meningar.")

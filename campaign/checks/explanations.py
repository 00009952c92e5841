"""Which words a page explains itself, so that no rule asks for an easier word."""

from __future__ import annotations

import re
from itertools import zip_longest

from campaign.checks.registry import Context
from campaign.content.pages import Page

#: "Anstånd betyder …", "Det kallas bud", "Ett chip är ett litet märke", "Broddar är små spikar".
_EXPLAINS = re.compile(
    r"\b(?:betyder|kallas|heter)\b|"
    r"^\W*(?:Ett? )?\w{4,} är (?:en|ett|när|det|den|alla|små|stora|sådan\w*|saker|människor|personer|pengar)\b",
    re.IGNORECASE,
)
#: The next sentence explains: "Du kan få ett frikort. Då är besöken gratis."
_EXPLAINED_NEXT = re.compile(r"(?:Det|Den|De|Han|Hon|Hen|Där|Då)\b")


def explained_words(page: Page, context: Context) -> set[str]:
    """The words (lower case) of the sentences that explain a word, and of those that an explanation follows."""
    found: set[str] = set()
    sentences = context.sentences(page)
    for item, following in zip_longest(sentences, sentences[1:]):
        next_explains = following and following.line <= item.line + 1 and _EXPLAINED_NEXT.match(following.sentence.text)
        if next_explains or _EXPLAINS.search(item.sentence.text):
            found.update(word.lower() for word in item.words)
    return found

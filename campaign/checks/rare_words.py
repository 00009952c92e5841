"""Rare words in lättläst, by how often they stand in Swedish texts (the library wordfreq).

The scale is Zipf's: the logarithm to base ten of a word's uses in a thousand million words. Common words have 4 and
more, "kuvert" has 3.8, "gottgörelse" 2.5. Compounds are seldom listed; one of common parts is no rare word.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from campaign.checks.explanations import explained_words
from campaign.checks.registry import Context, Hit, page_rule
from campaign.checks.signs import simple_sentences
from campaign.content.pages import Page

LEAST_COMMON = 3.0  # Zipf
#: A part of a compound is met in other words too, and must be common by itself.
LEAST_COMMON_PART = 3.5
SHORTEST_PART = 3  # letters; one of only three must be very common, or any word would seem to be a compound
LEAST_COMMON_SHORT_PART = 4.0
SHORTEST_WORD = 5  # letters; shorter ones are names, forms of common words, or explained
LONGEST_WORD = 40  # letters; longer ones are no words, and would take long to part

_JOINTS = ("", "s")
#: What a first part becomes: kvinna, kvinno-; gata, gatu-; flicka, flick-; arbete, arbets-.
_FIRST_PARTS = (("o", "a"), ("u", "a"), ("e", "a"), ("", "a"), ("", "e"), ("s", "e"))
_SHORT_FIRST_PARTS = frozenset("o el tv is miss sam åter in ut upp ned över".split())
#: Endings of words that are no words themselves, or another word.
_SUFFIXES = frozenset("ning ring het are skap tion sion else ande ende ist isk lig bar dom eri iska inna".split())


@cache
def _zipf() -> Callable[[str], float]:
    from wordfreq import get_frequency_dict  # some tenths of a second, and only where words are looked up

    frequencies: Mapping[str, float] = get_frequency_dict("sv")
    return lambda word: math.log10(frequencies[word]) + 9 if word in frequencies else 0.0


@cache
def is_rare(word: str) -> bool:
    """Whether a word (lower case) is rare: neither common itself nor made of common parts."""
    zipf = _zipf()
    if not SHORTEST_WORD <= len(word) <= LONGEST_WORD or zipf(word) >= LEAST_COMMON:
        return False
    return not (_is_compound(word, zipf) or any(zipf(form) >= LEAST_COMMON for form in _base_forms(word)))


def _is_compound(word: str, zipf: Callable[[str], float]) -> bool:
    if "-" in word:
        return all(not part or not is_rare(part) for part in word.split("-"))
    for cut in range(1, len(word) - SHORTEST_PART + 1):
        first, rest = word[:cut], word[cut:]
        if _is_common_part(rest, zipf) and _is_first_part(first, zipf):
            return True
        if _is_first_part(first, zipf) and len(rest) > 2 * SHORTEST_PART and _is_compound(rest, zipf):
            return True
    return False


def _is_first_part(part: str, zipf: Callable[[str], float]) -> bool:
    if any(part.endswith(joint) and _is_common_part(part.removesuffix(joint), zipf) for joint in _JOINTS):
        return True
    if part in _SHORT_FIRST_PARTS:
        return True
    endings = ((part.removesuffix(written) + base) for written, base in _FIRST_PARTS if part.endswith(written))
    return any(_is_common_part(form, zipf) for form in endings)


def _is_common_part(part: str, zipf: Callable[[str], float]) -> bool:
    if len(part) < SHORTEST_PART or part in _SUFFIXES:
        return False
    if len(part) == SHORTEST_PART:
        return zipf(part) >= LEAST_COMMON_SHORT_PART
    return zipf(part) >= LEAST_COMMON_PART or any(zipf(form) >= LEAST_COMMON_PART for form in _base_forms(part))


#: An inflected form is as well known as its base form; each ending, and what the base may have instead.
_ENDINGS = {
    "": ("a",), "s": ("",), "n": ("",), "t": ("",), "d": ("",), "r": ("",), "a": ("",), "en": ("",), "et": ("",),
    "ens": ("",), "ets": ("",), "an": ("a",), "na": ("",), "er": ("", "a"), "ar": ("", "a", "e"), "or": ("a",),
    "erna": ("",), "arna": ("", "e"), "orna": ("a",), "ade": ("a",), "at": ("a",), "as": ("a",), "de": ("",),
    "te": ("a",), "are": ("a",),
}  # fmt: skip


def _base_forms(word: str) -> Iterator[str]:
    for length in range(5):
        stem, ending = (word[:-length], word[-length:]) if length else (word, "")
        if len(stem) < SHORTEST_PART:
            return
        yield from (stem + base for base in _ENDINGS.get(ending, ()))
        if ending in _ENDINGS and len(stem) > SHORTEST_PART and stem[-1] == stem[-2]:
            yield stem[:-1]  # chippet, chip


def _names(context: Context) -> set[str]:
    """Every word (lower case) that some sentence of the site writes with a capital, other than as its first."""
    pages = context.site.sound_pages()
    return {word.lower() for page in pages for item in context.sentences(page) for word in item.words[1:]
            if word[0].isupper()}  # fmt: skip


@page_rule()
def word_rare(page: Page, context: Context) -> Iterator[Hit]:
    """Ett ovanligt ord på lättläst byts mot ett vanligt, eller förklaras på sidan.

    Dåligt: Du kan få gottgörelse.
    Bra: Du kan få pengar för det som har hänt.
    """
    if not context.spelling:
        return
    sentences = [item for item in simple_sentences(page, context) if not item.has_fact]
    explained = context.once(explained_words, page) if sentences else set()
    told: set[str] = set()
    for item in sentences:
        for word in item.words:
            plain = word.lower()
            if plain in told or not word.isalpha() or not is_rare(plain) or is_known(plain, context):
                continue
            if explained.isdisjoint((plain, *_base_forms(plain))):
                told.add(plain)
                suggestion = "Byt det mot ett vanligare, eller förklara det i nästa mening."
                yield Hit(item.line, f"Ordet ”{word}” är ovanligt.", suggestion)


def is_known(word: str, context: Context) -> bool:
    """Whether a word (lower case) is a name, one that the glossary explains, or one of the site's own."""
    if word in context.glossary_forms or word in context.short_names or word in context.shared(_names):
        return True
    return context.is_own_word(word)

"""Swedish sentences, words and LIX. Pure functions on plain text.

LIX = words / sentences + 100 * words of more than six letters / words (C. H. Björnsson, "Läsbarhet", 1968).
Our own splitter, because the libraries that were tried broke on "t.ex. bl.a. kl. 8.30" or dropped short sentences.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

LONG_WORD_LETTERS = 6
SMALLEST_SAMPLE = 100  # words; page measures of less text say nothing

ABBREVIATIONS = frozenset(
    "t.ex bl.a m.m m.fl dvs d.v.s osv o.s.v p.g.a pga s.k f.d fr.o.m t.o.m e.d o.d resp kap st kl ca nr tel "
    "bl fr dr prof jfr kr obs bil s.a.s m.a.o i.e e.g inkl exkl max min ev etc sid mån tis ons tors fre lör sön "
    "må ti on to lö sö jan feb aug sept okt nov dec prop art avd enl ang forts kv skr dnr bitr leg".split()
)
#: Those that never end a sentence, whatever follows.
_BEFORE_A_NAME = frozenset("kl kap nr tel ca t.ex bl.a s.k dr prof jfr kv prop art avd enl ang dnr".split())
#: Words that begin a sentence rather than being a surname: "vitamin C. Det är bra", but "C. Björnsson".
_OPENING = re.compile(
    r"(?:Den|Det|De|Du|Han|Hon|Hen|Vi|Ni|Jag|Man|Och|Men|Sedan|Då|Så|Här|Där|I|På|För|Om|När|En|Ett|Alla|Ring|Läs|Gå)\b"
)
#: Abbreviations in the sense of the rule `abbreviation`: what a reader of lättläst should not meet.
_ABBREVIATED = re.compile(
    r"(?<![\w.])(?:t\.?\s?ex|bl\.?\s?a|m\.\s?m|m\.\s?fl|d\.?v\.?s|o\.?s\.?v|p\.?\s?g\.?\s?a|s\.\s?k|f\.\s?d|fr\.\s?o\.\s?m|"
    r"t\.\s?o\.\s?m|e\.\s?d|o\.\s?d|resp|kap|kl|ca|nr|tel|jfr|inkl|exkl|etc|ev)\.(?!\w)|§|"
    r"(?<![\w.])(?:t\.ex|bl\.a|m\.m|osv|dvs|pga|mkt|bla|tex)(?![\w.])",
    re.IGNORECASE,
)
_SPACED = re.compile(r"(?:^|\s)(?:t\. ?ex|bl\. ?a|(?:fr|t)\. ?o\. ?m|p\. ?g\. ?a|s\. ?k|f\. ?d)\.$", re.IGNORECASE)
_NEAR = 40  # letters before and after a stop that tell what it is; the longest abbreviation has seven
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")
_END = re.compile(r"[.!?…]+[”\"’')»]*(?=\s|$)")


@dataclass(frozen=True)
class Sentence:
    """A sentence and the number of line breaks before it in its block."""

    text: str
    lines_before: int

    @cached_property
    def words(self) -> list[str]:
        """The words of the sentence."""
        return words(self.text)


def words(text: str) -> list[str]:
    """The words of a text; a number is a word, a hyphenated compound is one."""
    return _WORD.findall(text)


def split_sentences(text: str) -> list[Sentence]:
    """Splits a block of text. A line break is not a sentence end; an item without a full stop is one sentence."""
    result: list[Sentence] = []
    lines = 0
    for piece in _pieces(text):
        leading = len(piece) - len(piece.lstrip())
        if words(piece):
            result.append(Sentence(" ".join(piece.split()), lines + piece.count("\n", 0, leading)))
        lines += piece.count("\n")
    return result


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that end where a sentence does; joined they are the text."""
    start = 0
    for match in _END.finditer(text):
        end = match.end()
        before, after = text[max(start, end - _NEAR) : end], text[end : end + _NEAR]
        if not _goes_on(after) and not _is_abbreviation(before, after):
            yield text[start:end]
            start = end
    yield text[start:]


def _goes_on(after: str) -> bool:
    """Whether what follows a stop begins with a small letter, and so goes on: ”Kom hit!” sa hon. Vi … vet."""
    return after.lstrip(" \n\t\u00a0–(”\"'»")[:1].islower()


def _is_abbreviation(before: str, after: str) -> bool:
    """Whether the stop that ends `before` belongs to an abbreviation or an initial in mid-sentence."""
    if not before.endswith("."):
        return False
    following = after.lstrip()
    if _SPACED.search(before):
        return True
    if re.search(r"(?:^|[\s(”\"])[^\W\diåö]\.$", before):  # C. H. Björnsson, t. ex.; but "i", "å" and "ö" are words
        return _OPENING.match(following) is None
    last = re.split(r"[\s–-]", before)[-1].strip("(”\"'»")
    short = last.rstrip(".").lower()
    if short in ABBREVIATIONS:
        return short in _BEFORE_A_NAME or not following[:1].isupper() or (last == "St." and following[:1].isupper())
    return False


def abbreviations(text: str) -> list[str]:
    """The abbreviations in a text, as written."""
    return [match[0] for match in _ABBREVIATED.finditer(text)]


def is_long(word: str, short_names: Collection[str] = frozenset()) -> bool:
    """Whether a word has more than six letters; names in `short_names` (lower case) count as short."""
    return sum(map(str.isalpha, word)) > LONG_WORD_LETTERS and word.lower() not in short_names


@dataclass(frozen=True)
class Measures:
    """Readability of a text: number of words and sentences, mean sentence, percent long words, LIX."""

    words: int
    sentences: int
    long_words: int

    @property
    def mean_sentence(self) -> float:
        """Words a sentence."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def long_percent(self) -> float:
        """Percent of the words that are long."""
        return 100 * self.long_words / self.words if self.words else 0.0

    @property
    def lix(self) -> float:
        """LIX."""
        return self.mean_sentence + self.long_percent


def measure(sentences: Iterable[Sentence], short_names: Collection[str] = frozenset()) -> Measures:
    """Counts a text's sentences and words."""
    listed = [sentence.words for sentence in sentences]
    return Measures(
        words=sum(map(len, listed)),
        sentences=len(listed),
        long_words=sum(is_long(word, short_names) for sentence in listed for word in sentence),
    )

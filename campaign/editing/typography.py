"""What is mechanical in Swedish type: abbreviations spelled out, quotation marks, ranges, spaces that hold together.

Each is a function from a piece of running text to the same text mended. Nothing here changes what a text means, and
nothing is mended twice.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

NBSP = "\u00a0"

#: Abbreviations that can be spelled out in one way only, as written with or without spaces: pattern and words. Those
#: that are inflected ("s.k.") or belong to citations ("kap.", "f.", "jfr") are left to the writer.
_SPELLED_OUT = {
    r"t\. ?ex\.?|t ex\.?": "till exempel",
    r"bl\. ?a\.?|bl a\.?": "bland annat",
    r"p\. ?g\. ?a\.?|pga\.?": "på grund av",
    r"fr\. ?o\. ?m\.?": "från och med",
    r"t\. ?o\. ?m\.?": "till och med",
    r"d\. ?v\. ?s\.?|dvs\.?": "det vill säga",
}
#: Those that may end a sentence, whose stop is then the sentence's too.
_AT_THE_END = {
    r"m\. ?m\.?": "med mera",
    r"m\. ?fl\.?": "med flera",
    r"o\. ?s\. ?v\.?|osv\.?": "och så vidare",
}
_EXPANSIONS = [
    (re.compile(rf"(?<![\w.])(?P<short>{pattern})(?![\w.])", re.IGNORECASE), words, pattern in _AT_THE_END)
    for pattern, words in (_SPELLED_OUT | _AT_THE_END).items()
]


def spelled_out(text: str, stop: str | None = ".") -> str:
    """`t.ex. Bris` as `till exempel Bris`.

    `stop` is what an abbreviation leaves that ends the text: a full stop, nothing, or None when nobody knows whether
    it also ends a sentence; then it is left as it is.
    """
    for pattern, words, may_end in _EXPANSIONS:

        def spell(match: re.Match[str], words: str = words, may_end: bool = may_end) -> str:
            left = _stop_left(match, stop) if may_end and match[0].endswith(".") else ""
            if left is None:
                return match[0]
            return (words.capitalize() if match[0][0].isupper() else words) + left

        text = pattern.sub(spell, text)
    return text


def _stop_left(match: re.Match[str], stop: str | None) -> str | None:
    """The full stop that an abbreviation leaves: it is the sentence's too where a new sentence or nothing follows."""
    after = match.string[match.end() :].lstrip(" \u00a0*_)”’")
    if not after:
        return stop
    if after[0].isupper():
        return "."
    return "" if after[0].islower() or after[0] in ",;:?!–" else None


_QUOTED = re.compile(r'(?<![^\s(\[*_/–—])"(?=[^\s"])([^"]*[^\s"])"(?![\w"])')


def swedish_quotes(text: str) -> str:
    """`"så"` as `”så”`; a text with an odd number of marks is left, for nobody knows which one is missing."""
    return text if text.count('"') % 2 else _QUOTED.sub(r"”\1”", text)


_RANGE = re.compile(r"(?<![\w.,:/§–-])(\d{1,2}|(?:19|20)\d\d)-(\d{1,2}|(?:19|20)\d\d)(?![\w/:–-]|[.,]\d|[ \u00a0]\d)")
_HOURS = re.compile(r"(?<![\w.,:/–-])(\d{1,2}[.:]\d\d)-(\d{1,2}[.:]\d\d)(?![\w/:–-]|[.,]\d)")


def ranges(text: str) -> str:
    """`8-17` as `8–17`: numbers and years that rise, and hours. Telephone numbers and dates are none."""

    def dashed(match: re.Match[str]) -> str:
        low, high = match[1], match[2]
        alike = (len(low) == 4) == (len(high) == 4)
        return f"{low}–{high}" if alike and int(low) < int(high) else match[0]

    return _HOURS.sub(r"\1–\2", _RANGE.sub(dashed, text))


_UNITS = (
    "år|månader|månad|veckor|vecka|dagar|dygn|dag|timmar|timme|minuter|minut|sekunder|kronor|kr|procent|%|"
    "meter|km|kg|kap\\.|§§|§"
)
_BEFORE_UNIT = re.compile(rf"(?<=\d) (?=(?:{_UNITS})(?![\w]))")
_AFTER_WORD = re.compile(r"(?<![\w.])(kl\.|§§|§) (?=\d)", re.IGNORECASE)


def held_together(text: str, phones: Mapping[str, str]) -> str:
    """A number and its unit on one line: `18 år`, `kl. 8`, `§ 3` and the telephone numbers that the site shows."""
    text = _AFTER_WORD.sub(rf"\1{NBSP}", _BEFORE_UNIT.sub(NBSP, text))
    for phone in phones.values():
        if " " in phone:
            text = re.sub(rf"(?<![\d+-]){re.escape(phone)}(?![\d-])", phone.replace(" ", NBSP), text)
    return text


_CALL = re.compile(r"\b(?:ring|ringer|ringa|ringt|telefon|telefonnummer|numret|nummer)\b[^\d\n]{0,20}$", re.IGNORECASE)
_WRITTEN = re.compile(r"(?<![\d+/.,:-])\d[\d \u00a0-]*\d(?![\d/:-]|[.,]\d)")


def phone_formats(text: str, phones: Mapping[str, str]) -> str:
    """A service's number as that service writes it. `phones` gives each number's form by its digits.

    A number of five digits may be any amount: it is mended only after "ring", "telefon" or "nummer".
    """

    def formed(match: re.Match[str]) -> str:
        digits = re.sub(r"\D", "", match[0])
        form = phones.get(digits)
        if form is None or match[0].replace(NBSP, " ") == form or len(digits) < 5:
            return match[0]
        sure = digits.startswith("0") or len(digits) > 5 or _CALL.search(match.string[: match.start()])
        return form if sure else match[0]

    return _WRITTEN.sub(formed, text)


def single_spaces(text: str) -> str:
    """Two spaces or a tab between words as one space."""
    return re.sub(r"(?<=\S)(?:[ \t]{2,}|\t)(?=\S)", " ", text)


def composed(text: str) -> str:
    """Letters of one sign each: an a and a ring as å (Unicode's form NFC)."""
    return unicodedata.normalize("NFC", text)

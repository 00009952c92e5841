"""Characters that deceive: hidden ones, letters and digits of other alphabets, loose accents, unusual spaces.

What is read aloud, searched for, dialled and compared is the character, not what it looks like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.characters import UNUSUAL, is_hidden, name_of, what_is_hidden

#: Where in a line a fault is, what is wrong and what to write.
Fault = tuple[int, str, str]

#: Addresses have rules of their own (checks/addresses.py).
_ADDRESS = re.compile(r"[\w+.-]*:?//[^\s)>\"']*|(?<=\]\()[^)\s]*")
_WORD = re.compile(r"[^\W\d_]+")
#: Letters of phonetics that pass for ordinary ones.
_PHONETIC = re.compile("[\u0250-\u02af\u01c0\u017f]")
#: Signs in ordinary use that Unicode also counts as a variant of plain letters.
_SIGNS = frozenset("ªº™℠№℃℉")
#: Letters of Greek and Cyrillic that look like Latin ones.
_LOOKALIKES = frozenset(
    "АВЕЅІЈКМНОРСТУХаеіјорсухѕѡԁԛԝɡΑΒΕΖΗΙΚΜΝΟΡΤΥΧοντυκρ"
)  # fmt: skip
_COMBINING = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]")
_SUPERSCRIPTS = frozenset("²³¹⁰⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉")
#: Digits and what is taken for one, in groups; a unit such as 10l is not.
_MISREAD = re.compile(r"(?<![\w/.=&-])(?P<run>\+?[\dOoIl]+(?:[ \u00a0-][\dOoIl]{2,})*)(?![\w=])", re.ASCII)
_BESIDE = re.compile(r"\d(?:[OoIl]|(?<=[OoIl]\d))", re.ASCII)
_UNIT = re.compile(r"[1-9]\d*l")
_GLUE = "\u00a0\u202f\u2009"  # no-break and thin spaces


def _lines(context: Context, pattern: re.Pattern[str]) -> Iterator[tuple[str, int, str]]:
    """Path, number and text of every line in pages and data files that `pattern` is found in."""
    texts = [(page.path, page.source) for page in context.site.sound_pages()]
    folder = context.site.records.folder
    texts += [(f"{folder}/{name}", text) for name, text in context.site.records.texts.items()]
    for path, text in texts:
        number, end = 1, 0
        for match in pattern.finditer(text):
            if match.start() < end:  # this line has been given
                continue
            start = text.rfind("\n", 0, match.start()) + 1
            number += text.count("\n", end, start) if end else text.count("\n", 0, start)
            stop = text.find("\n", match.end() - 1)
            end = len(text) if stop < 0 else stop
            yield path, number, text[start:end]


def _told(context: Context, pattern: re.Pattern[str], faults: Callable[[str], Iterator[Fault]]) -> Iterator[Hit]:
    """One hit a line: the first fault, and how many more there are."""
    for path, number, line in _lines(context, pattern):
        found = list(faults(line))
        if found:
            _, message, cure = found[0]
            more = f" Raden har {len(found) - 1} till." if len(found) > 1 else ""
            yield Hit(number, message + more, cure, path)


def _without_addresses(line: str) -> str:
    return _ADDRESS.sub(lambda match: " " * len(match[0]), line)


@site_rule(safety=True)
def character_invisible(context: Context) -> Iterator[Hit]:
    """Alla tecken i en text syns, och inget tecken vänder läsriktningen.

    Dåligt: polisen med ett osynligt tecken mitt i, inklistrat från ett annat program
    Bra: polisen, skrivet för hand
    """
    yield from _told(context, UNUSUAL, _hidden)


def _hidden(line: str) -> Iterator[Fault]:
    before = -2
    for match in UNUSUAL.finditer(line):
        if not is_hidden(match[0]):
            continue
        if match.start() != before + 1:  # the first in a row
            cure = "Ta bort tecknet, eller skriv om raden för hand."
            if match[0] == "\u00ad":
                cure = "Ta bort det. Var ett långt ord får brytas står i hyphenation.yml."
            elif match[0] == "\ufe0f":
                cure = "Ta bort tecknet och emojin före det, eller skriv med ord."
            yield match.start(), what_is_hidden(line, match.start()), cure
        before = match.start()


@site_rule(safety=True)
def letter_foreign(context: Context) -> Iterator[Hit]:
    """Ett ord skrivs med ett enda alfabet och med vanliga bokstäver.

    Dåligt: Вris, med ett ryskt В
    Bra: Bris
    """
    yield from _told(context, UNUSUAL, _foreign)


def _foreign(line: str) -> Iterator[Fault]:
    text = _without_addresses(line)
    words = [match for match in _WORD.finditer(text) if UNUSUAL.search(match[0])]
    natives = [match[0] for match in words if not _LOOKALIKES.issuperset(match[0]) and not _is_latin(match[0][0])]
    for match in words:
        word = match[0]
        latin = any(map(_is_latin, word))
        letters = filter(str.isalpha, word)
        odd = [char for char in letters if _is_styled(char) or (latin and not _is_latin(char) and char != "µ")]
        if not odd and _LOOKALIKES.issuperset(word) and not natives:
            odd = [word[0]]  # a whole word of them, in a line without any other word of that alphabet
        if odd:
            place = match.start() + word.index(odd[0])
            message = f"Tecken {place + 1} på raden är ingen vanlig bokstav ({name_of(odd[0])}): ”{word[:40]}”."
            yield place, message, "Skriv ordet på nytt för hand."


def _is_latin(char: str) -> bool:
    return char.isascii() or unicodedata.name(char, "").startswith(("LATIN", "FEMININE", "MASCULINE"))


def _is_styled(char: str) -> bool:
    if char in _SIGNS:
        return False
    plain = unicodedata.normalize("NFKC", char)
    return bool(_PHONETIC.match(char)) or (plain != char and plain.isascii() and plain.isalpha())


@site_rule(safety=True)
def letter_in_number(context: Context) -> Iterator[Hit]:
    """Ett tal har bara siffrorna 0–9: inga bokstäver som ser ut som siffror, inga siffror ur andra alfabet.

    Dåligt: O20-50 50 50, med bokstaven O
    Bra: 020-50 50 50, med siffran 0
    """
    yield from _told(context, _BESIDE, _misread)
    yield from _told(context, UNUSUAL, _foreign_digits)


def _misread(line: str) -> Iterator[Fault]:
    text = _without_addresses(line)
    for match in _MISREAD.finditer(text):
        run = match["run"]
        if not _BESIDE.search(run) or sum(map(str.isdigit, run)) < 2 or _UNIT.fullmatch(run):
            continue
        place = match.start() + min(run.index(char) for char in "OoIl" if char in run)
        message = f"Tecken {place + 1} på raden är bokstaven {text[place]} i ett tal: ”{run}”."
        yield place, message, f"Skriv siffran {'0' if text[place] in 'Oo' else '1'}."


def _foreign_digits(line: str) -> Iterator[Fault]:
    text = _without_addresses(line)
    for match in UNUSUAL.finditer(text):
        plain = unicodedata.normalize("NFKC", match[0])
        if match[0] not in _SUPERSCRIPTS and plain.isdecimal() and (plain != match[0] or not plain.isascii()):
            message = f"Tecken {match.start() + 1} på raden är ingen vanlig siffra ({name_of(match[0])})."
            yield match.start(), message, f"Skriv {''.join(str(int(char)) for char in plain)} för hand."


@site_rule(safety=True)
def letter_decomposed(context: Context) -> Iterator[Hit]:
    """En bokstav med prickar, ring eller accent är ett tecken, inte två.

    Dåligt: å skrivet som a och en lös ring, som i en del filer från Mac
    Bra: å
    """
    yield from _told(context, UNUSUAL, _decomposed)


def _decomposed(line: str) -> Iterator[Fault]:
    for match in _COMBINING.finditer(line):
        place = match.start()
        letter = unicodedata.normalize("NFC", line[max(0, place - 1) : place + 1])
        message = f"Tecken {place + 1} på raden ligger löst ovanpå tecknet före ({name_of(match[0])})."
        cure = f"Radera bokstaven och skriv {letter} på nytt." if len(letter) == 1 else "Ta bort det."
        yield place, message, cure
    if not _COMBINING.search(line) and not unicodedata.is_normalized("NFC", line):
        place = next(number for number, char in enumerate(line) if unicodedata.normalize("NFC", char) != char)
        message = f"Tecken {place + 1} på raden finns i två skrivsätt ({name_of(line[place])})."
        yield place, message, f"Skriv {unicodedata.normalize('NFC', line[place])} på nytt för hand."


@site_rule()
def space_unusual(context: Context) -> Iterator[Hit]:
    """Mellan ord står ett vanligt mellanslag. Ett hårt mellanslag hör hemma mellan ett tal och dess enhet.

    Dåligt: ett hårt mellanslag mellan två ord, inklistrat från ett annat program
    Bra: ett vanligt mellanslag mellan orden; 15 kronor och 6 kap. 11 § får ha hårda
    """
    yield from _told(context, UNUSUAL, _odd_spaces)


def _odd_spaces(line: str) -> Iterator[Fault]:
    for match in UNUSUAL.finditer(line):
        char, place = match[0], match.start()
        if unicodedata.category(char) != "Zs":
            continue
        before, after = line[max(0, place - 1) : place], line[place + 1 : place + 2]
        near = line[max(0, place - 5) : place] + line[place + 1 : place + 6]
        if char in _GLUE and before.strip() and after.strip() and re.search(r"[\d§]", near):
            continue
        yield (
            place,
            f"Tecken {place + 1} på raden är inget vanligt mellanslag ({name_of(char)}).",
            ("Radera det och tryck på mellanslag."),
        )

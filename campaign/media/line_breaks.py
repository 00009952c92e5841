"""Where Swedish text may be broken into lines, and the best way to do it. Draws and measures nothing by itself."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

NBSP = "\u00a0"
SOFT_HYPHEN = "\u00ad"

_MONTHS = "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december"

#: What belongs together on one line: 116 111, 15 år, § 4, kl. 9, 9 av 10, 1 april 1999; a dash never begins a line.
_TOGETHER = re.compile(
    rf"(?<=\d) (?=\d)|(?<=\d) (?=(?:år|kap\.|procent|%|§|kr|kronor|{_MONTHS})(?!\w))|(?<=§) (?=\d)|(?<=kl\.) (?=\d)"
    r"|(?<=\d) (?=av \d)|(?<=\d av) (?=\d)| (?=[–—])|(?<=CC) (?=BY)|(?<=CC BY) (?=\d)"
)
_MONTH_AND_YEAR = re.compile(rf"\b({_MONTHS}) (?=\d{{4}}\b)")

#: Small words that lean on the next one: a headline's line should not end with them.
_LEANING = frozenset(
    "i på en ett av och att är om till för med mot som vi du den det de har kan ska får inte eller när hur vad "
    "vid från din ditt dina vill måste".split()
)

_WIDOW_LETTERS = 5
_WIDOW, _HYPHEN, _LEAN, _ALONE = 100.0, 0.6, 0.08, 0.15

#: How much better a line is that ends with a sentence, or where a reader pauses.
_SENTENCE, _PAUSE = 0.3, 0.05

Measure = Callable[[str], float]


@dataclass(frozen=True)
class Piece:
    """What is never broken: a word, or a part of one; `joins` tells that it follows inside the same word."""

    text: str
    joins: bool


def kept_together(text: str) -> str:
    """`text` with single spaces, whole letters (å, not a and a ring), and no-break spaces in what belongs together."""
    whole = unicodedata.normalize("NFC", text)
    single = " ".join(part for part in re.split(r"[ \t\r\n\u2028\u2029]+", whole) if part)
    return _TOGETHER.sub(NBSP, _MONTH_AND_YEAR.sub(rf"\1{NBSP}", single))


def pieces(text: str, hyphenation: Iterable[str] = ()) -> list[Piece]:
    """The parts of `text` between which a line may end: at spaces, and where `hyphenation` has a | in a word."""
    found = []
    points = sorted((word.split("|") for word in hyphenation), key=lambda parts: -sum(map(len, parts)))
    for word in kept_together(text.replace(SOFT_HYPHEN, "")).split(" "):
        parts = _parted(word, points)
        found += [Piece(part.replace(NBSP, " "), number > 0) for number, part in enumerate(parts) if part]
    return found


def _parted(word: str, points: list[list[str]]) -> list[str]:
    """A word cut at the points of the longest listed word that it holds."""
    for parts in points:
        start = word.casefold().find("".join(parts).casefold())
        if start < 0:
            continue
        cut, end = [], start
        for part in parts:
            cut.append(word[end : end + len(part)])
            end += len(part)
        cut[0] = word[:start] + cut[0]
        cut[-1] += word[end:]
        return cut
    return [word]


def _line(run: list[Piece], after: Piece | None) -> str:
    """The pieces of one line as text, with a hyphen when the line ends inside a word."""
    text = "".join(piece.text if number == 0 or piece.joins else f" {piece.text}" for number, piece in enumerate(run))
    return f"{text}-" if after is not None and after.joins else text


def is_widow(lines: list[str]) -> bool:
    """Tells whether the last of several lines is one short word."""
    return len(lines) > 1 and " " not in lines[-1] and len(lines[-1].rstrip(".,!?:")) <= _WIDOW_LETTERS


def break_lines(parts: list[Piece], width: float, most: int, measure: Measure, balanced: bool) -> list[str]:
    """At most `most` lines of a text, none wider than `width`; empty when there are no such lines.

    `balanced` (headlines): as few lines as there can be, as even as they can be. Otherwise (running text) every line
    but the last is as full as it can be. No text is left with one short word on its last line if it can be avoided.
    """
    fewest = _fewest(parts, width, measure)
    if not 0 < fewest <= most:
        return []
    most = fewest if balanced else min(most, fewest + 1)
    best: list[dict[int, tuple[float, list[str]]]] = [{} for _ in range(len(parts) + 1)]
    best[0] = {0: (0.0, [])}
    for end in range(1, len(parts) + 1):
        after = parts[end] if end < len(parts) else None
        for start in range(end - 1, -1, -1):
            line = _line(parts[start:end], after)
            wide = measure(line)
            if wide > width and start < end - 1:
                break
            for count, (cost, lines) in best[start].items():
                if wide > width or count + 1 > most:
                    continue
                total = cost + _cost(line, wide / width, end == len(parts), after, balanced, count)
                if count + 1 not in best[end] or total < best[end][count + 1][0]:
                    best[end][count + 1] = (total, [*lines, line])
    return min(best[-1].values())[1]


def _cost(line: str, filled: float, last: bool, after: Piece | None, balanced: bool, lines_before: int) -> float:
    cost = 0.0 if last and not balanced else (1 - filled) ** 2
    if after is not None and after.joins:
        cost += _HYPHEN
    if last and lines_before and is_widow(["", line]):
        cost += _WIDOW
    elif last and lines_before and " " not in line:
        cost += _ALONE
    if not last and leans(line):
        cost += _LEAN
    if not last and line.endswith((".", "?", "!", ",", ":", "–")):
        cost -= _SENTENCE if line.endswith((".", "?", "!")) else _PAUSE
    return cost


def leans(line: str) -> bool:
    """Tells whether a line ends with a small word that belongs with the next one."""
    return line.rpartition(" ")[2].casefold() in _LEANING


def _fewest(parts: list[Piece], width: float, measure: Measure) -> int:
    """How many lines the text needs; 0 when it cannot be set."""
    count, start = 0, 0
    while start < len(parts):
        ends = range(start + 1, len(parts) + 1)
        fitting = 0
        for end in ends:
            after = parts[end] if end < len(parts) else None
            wide = measure(_line(parts[start:end], after))
            if wide <= width:
                fitting = end
            elif after is None or not after.joins:
                break
        if not fitting:
            return 0
        start, count = fitting, count + 1
    return count

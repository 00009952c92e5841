"""Where the words of a page's text stand in its rendered HTML.

Python-Markdown's HTML has no lines. But the scanner's blocks come in the text's order, and so do the words of the
HTML: a block is found where its words stand together, the first of them at a block's beginning.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from campaign.content.markdown import Block, Body
from campaign.content.shortcodes import PATTERN

#: Gives a text with its shortcodes as words.
Expand = Callable[[str], str]

_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-z0-9]+)(?:"[^"]*"|[^>"])*>|<!--.*?-->""", re.DOTALL)
_WORD = re.compile(r"&#?\w+;|(?P<word>[\w\u00ad]+)")
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd div summary blockquote section figcaption".split())
_SILENT = frozenset(("svg", "template"))

#: How far on a block's next words may stand: what a shortcode draws lies between them.
_NEAR = 60


@dataclass(frozen=True)
class Token:
    """A word of the HTML: where it stands, whether it begins a block, and where the link around it begins."""

    word: str
    start: int
    end: int
    first: bool
    link: int | None


@dataclass
class PlacedBlock:
    """A block of the text with its words: each one's line in the file and its place among the tokens."""

    block: Block
    text: str
    words: list[tuple[str, int, int]] = field(default_factory=list)


def _plain(word: str) -> str:
    return word.replace("\u00ad", "").casefold()


def plain_words(text: str) -> list[str]:
    return [_plain(match[0]) for match in re.finditer(r"[\w\u00ad]+", text)]


def tokens_of(source: str) -> list[Token]:
    """The words of a piece of well-formed HTML."""
    tokens: list[Token] = []
    first, link, silent, at = True, None, 0, 0
    for tag in [*_TAG.finditer(source), None]:
        for match in _WORD.finditer(source, at, tag.start() if tag else len(source)) if not silent else ():
            if match["word"]:
                tokens.append(Token(_plain(match[0]), match.start(), match.end(), first, link))
                first = False
        if tag is None:
            break
        at, name = tag.end(), tag["name"]
        if name in _SILENT:
            silent += -1 if tag["close"] else 1
        elif name == "a":
            link = None if tag["close"] else tag.start()
        elif name in _BLOCKS:
            first = True
    return tokens


def _runs(block: Block, expand: Expand) -> Iterator[tuple[list[tuple[str, int]], bool]]:
    """A block's words with their lines, in runs: what is written, and what shortcodes become (then True)."""
    line, at = block.line, 0
    for code in [*PATTERN.finditer(block.text), None]:
        piece = block.text[at : code.start() if code else len(block.text)]
        run = []
        for number, part in enumerate(piece.split("\n")):
            run += [(word, line + number) for word in plain_words(part)]
        line += piece.count("\n")
        yield run, False
        if code:
            at = code.end()
            yield [(word, line) for word in plain_words(expand(code[0]))], True


def _find(run: Sequence[str], tokens: Sequence[Token], start: int, end: int, *, first: bool) -> int | None:
    """Where the words of `run` stand together, the first of them at a block's beginning if it is to be `first`."""
    for place in range(start, min(end, len(tokens) - len(run) + 1)):
        if first and not tokens[place].first:
            continue
        if all(tokens[place + step].word == word for step, word in enumerate(run)):
            return place
    return None


def align(body: Body, tokens: Sequence[Token], expand: Expand) -> list[PlacedBlock]:
    """Each block with the places of its words; a block that the page draws otherwise has none."""
    lines, cursor = [], 0
    for block in body.blocks:
        line, at = PlacedBlock(block, expand(block.text)), cursor
        for run, drawn in _runs(block, expand):
            if not run:
                continue
            begins = not line.words
            end = len(tokens) if begins else at + _NEAR
            place = _find([word for word, _ in run], tokens, at, end, first=begins)
            if place is None and drawn:  # a shortcode may be drawn in other words than the plain ones
                continue
            if place is None:
                break
            line.words += [(word, number, place + step) for step, (word, number) in enumerate(run)]
            at = place + len(run)
        if line.words:
            cursor = at
        lines.append(line)
    return lines


def stretches(line: PlacedBlock, wanted: Sequence[str], number: int | None) -> list[list[int]]:
    """The places where the words `wanted` stand together in a block, on the line `number` unless that is None."""
    found = []
    for start in range(len(line.words) - len(wanted) + 1 if wanted else 0):
        piece = line.words[start : start + len(wanted)]
        if [word for word, _, _ in piece] == list(wanted) and number in (None, piece[0][1]):
            found.append([place for _, _, place in piece])
    return found

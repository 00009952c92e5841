"""Marks an editor's findings in a page's rendered text, for the panel of the preview.

A finding knows its line only, and Python-Markdown's HTML has no lines. But the scanner's blocks come in the text's
order, and so do the words of the HTML: a block is found where its words stand, and in it the words that the finding
speaks of. What cannot be found is not marked, and the panel says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from campaign.content.markdown import Block, Body
from campaign.content.preview import PANEL_MARK
from campaign.content.readability import split_sentences, words
from campaign.content.shortcodes import PATTERN
from campaign.findings import Finding, Severity

#: Gives a text with its shortcodes as words.
Expand = Callable[[str], str]

_TAG = re.compile(r"""<(?P<close>/?)(?P<name>[a-z0-9]+)(?:"[^"]*"|[^>"])*>|<!--.*?-->""", re.DOTALL)
_WORD = re.compile(r"&#?\w+;|(?P<word>[\w\u00ad]+)")
_BLOCKS = frozenset("p li h1 h2 h3 h4 h5 h6 td th dt dd div summary blockquote section figcaption".split())
_SILENT = frozenset(("svg", "template"))
_AFTER = re.compile(r"[.!?…,:;)”’]*")
_QUOTED = re.compile(r"”([^”]+)”")
_COUNTED = re.compile(r"Meningen har (\d+) ord")

#: How a message begins that speaks of one piece of the text. On the text's first line stand also those that concern
#: the whole page.
_OF_A_PIECE = ("Meningen", "Stycket", "Punkten", "Rubriken", "Listan", "Länken", "Tabellen", "Bilden")

#: How far on a block's next words may stand: what a shortcode draws lies between them.
_NEAR = 60


@dataclass(frozen=True)
class _Token:
    """A word of the HTML: where it stands, whether it begins a block, and where the link around it begins."""

    word: str
    start: int
    end: int
    first: bool
    link: int | None


@dataclass
class _Line:
    """A block of the text with its words: each one's line in the file and its place among the tokens."""

    block: Block
    text: str
    words: list[tuple[str, int, int]] = field(default_factory=list)


def _plain(word: str) -> str:
    return word.replace("\u00ad", "").casefold()


def _words(text: str) -> list[str]:
    return [_plain(match[0]) for match in re.finditer(r"[\w\u00ad]+", text)]


def _tokens(source: str) -> list[_Token]:
    """The words of a piece of well-formed HTML."""
    tokens: list[_Token] = []
    first, link, silent, at = True, None, 0, 0
    for tag in [*_TAG.finditer(source), None]:
        for match in _WORD.finditer(source, at, tag.start() if tag else len(source)) if not silent else ():
            if match["word"]:
                tokens.append(_Token(_plain(match[0]), match.start(), match.end(), first, link))
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
            run += [(word, line + number) for word in _words(part)]
        line += piece.count("\n")
        yield run, False
        if code:
            at = code.end()
            yield [(word, line) for word in _words(expand(code[0]))], True


def _find(run: Sequence[str], tokens: Sequence[_Token], start: int, end: int, *, first: bool) -> int | None:
    """Where the words of `run` stand together, the first of them at a block's beginning if it is to be `first`."""
    for place in range(start, min(end, len(tokens) - len(run) + 1)):
        if first and not tokens[place].first:
            continue
        if all(tokens[place + step].word == word for step, word in enumerate(run)):
            return place
    return None


def _align(body: Body, tokens: Sequence[_Token], expand: Expand) -> list[_Line]:
    """Each block with the places of its words; a block that the page draws otherwise has none."""
    lines, cursor = [], 0
    for block in body.blocks:
        line, at = _Line(block, expand(block.text)), cursor
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


def _stretches(line: _Line, wanted: Sequence[str], number: int | None) -> list[list[int]]:
    """The places where the words `wanted` stand together in a block, on the line `number` unless that is None."""
    found = []
    for start in range(len(line.words) - len(wanted) + 1 if wanted else 0):
        piece = line.words[start : start + len(wanted)]
        if [word for word, _, _ in piece] == list(wanted) and number in (None, piece[0][1]):
            found.append([place for _, _, place in piece])
    return found


def _sentences(finding: Finding, line: _Line) -> list[list[int]]:
    """The sentence that a message speaks of: the one with so many words, or the only one with the quoted words."""
    counted = _COUNTED.match(finding.message)
    quoted = {word for phrase in _QUOTED.findall(finding.message) for word in _words(phrase)}
    found = []
    for sentence in split_sentences(line.text):
        spoken = _words(sentence.text)
        fits = len(words(sentence.text)) == int(counted[1]) if counted else quoted and quoted <= set(spoken)
        on_line = line.block.line + sentence.lines_before == finding.line
        if fits and on_line:
            found += _stretches(line, spoken, None)[:1]
    return found


def _quotations(
    finding: Finding, body: Body, lines: Sequence[_Line], tokens: Sequence[_Token]
) -> list[list[int]]:
    """Every place of the words that a message quotes first: on its line, else in its block; a link's in a link."""
    match = _QUOTED.search(finding.message)
    quoted = match[1] if match else ""
    texts = [link.text for link in body.links if link.target == quoted and link.line == finding.line]
    wanted = _words(texts[0] if texts else quoted)
    for number in (finding.line, None):
        found = [places for line in lines for places in _stretches(line, wanted, number)]
        if finding.rule.startswith("link"):
            found = [places for places in found if tokens[places[0]].link is not None]
        if found:
            return found
    return []


def _places(finding: Finding, body: Body, lines: Sequence[_Line], tokens: Sequence[_Token]) -> list[list[int]]:
    """The stretches of tokens to mark for a finding; none when it concerns the whole page or is not found."""
    here = [line for line in lines if line.words and line.block.line <= finding.line <= line.block.last_line]
    if finding.message.startswith("Meningen"):
        found = [places for line in here for places in _sentences(finding, line)]
    else:
        found = _quotations(finding, body, here, tokens)
    if found:
        return found
    if finding.line == body.first_line and not finding.message.startswith(_OF_A_PIECE):
        return []
    return [[place for _, _, place in line.words] for line in here]


def mark(source: str, body: Body, findings: Mapping[int, Finding], expand: Expand) -> str:
    """The HTML `source` of a page's body with a mark on each finding's words, before which stands a link to its number.

    `findings` are those of the page and, at the line of their shortcode, those of its facts and services.
    """
    tokens = _tokens(source)
    lines = _align(body, tokens, expand)
    marks: dict[int, list[int]] = {}  # the findings of each token
    joined: set[int] = set()  # tokens that continue the stretch of the one before
    pins: dict[int, list[int]] = {}  # the findings that begin at an offset
    for number, finding in findings.items():
        stretches = _places(finding, body, lines, tokens)
        for stretch in stretches:
            for place in stretch:
                marks.setdefault(place, []).append(number)
            joined.update(stretch[1:])
        if stretches:
            token = tokens[stretches[0][0]]
            pins.setdefault(token.start if token.link is None else token.link, []).append(number)
    return _written(source, tokens, marks, joined, pins, findings)


def _written(
    source: str,
    tokens: Sequence[_Token],
    marks: Mapping[int, list[int]],
    joined: set[int],
    pins: Mapping[int, list[int]],
    findings: Mapping[int, Finding],
) -> str:
    added: list[tuple[int, int, str]] = []  # offset, order at the same offset, text
    for offset, numbers in pins.items():
        added.append((offset, 1, "".join(pin(number, findings[number]) for number in numbers)))
    for first, last in _segments(source, tokens, marks, joined):
        worst = min(findings[number].severity for number in marks[first])
        end = tokens[last].end
        after = _AFTER.match(source, end) if last > first else None
        numbers = " ".join(map(str, sorted(marks[first])))
        opening = f'<mark class="panel-mark panel-mark--{worst}" {PANEL_MARK}="{numbers}">'
        added.append((tokens[first].start, 2, opening))
        added.append((after.end() if after else end, 0, "</mark>"))
    parts, at = [], 0
    for offset, _, text in sorted(added):
        parts += [source[at:offset], text]
        at = offset
    return "".join([*parts, source[at:]])


def _segments(
    source: str, tokens: Sequence[_Token], marks: Mapping[int, list[int]], joined: set[int]
) -> Iterator[tuple[int, int]]:
    """First and last token of each run to mark: words of one stretch with no tag between them."""
    first = last = -1
    for place in sorted(marks):
        goes_on = place == last + 1 and place in joined and marks[place] == marks[last]
        if not goes_on or "<" in source[tokens[last].end : tokens[place].start]:
            if first >= 0:
                yield first, last
            first = place
        last = place
    if first >= 0:
        yield first, last


def pin(number: int, finding: Finding) -> str:
    """The link from a place in the text to the finding in the panel. Its number is drawn: the text stays as it is."""
    what = "Att rätta" if finding.severity is Severity.ERROR else "Råd"
    label = html.escape(f"{what} {number}: {finding.message}")
    return (
        f'<a class="panel-pin panel-pin--{finding.severity}" id="fynd-{number}" href="#rad-{number}"'
        f' data-number="{number}" aria-label="{label}" {PANEL_MARK}></a>'
    )


def unplaced(numbers: Iterable[int], output: str) -> list[int]:
    """Those findings that have no place in the finished page: a template may draw a heading in its own way."""
    return [number for number in numbers if f'id="fynd-{number}"' not in output]

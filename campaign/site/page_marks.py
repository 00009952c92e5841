"""Marks an editor's findings in a page's rendered text, for the panel of the preview.

A finding knows its line only: in the block that stands there, the words that its message speaks of are marked, or
else the whole block. What cannot be found is not marked, and the panel says so.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from campaign.content.markdown import Body
from campaign.content.preview import PANEL_MARK
from campaign.content.readability import split_sentences, words
from campaign.findings import Finding, Severity
from campaign.site.text_places import Expand, PlacedBlock, Token, align, plain_words, stretches, tokens_of

_AFTER = re.compile(r"[.!?…,:;)”’]*")
_QUOTED = re.compile(r"”([^”]+)”")
_COUNTED = re.compile(r"Meningen har (\d+) ord")

#: How a message begins that speaks of one piece of the text. On the text's first line stand also those that concern
#: the whole page.
_OF_A_PIECE = ("Meningen", "Stycket", "Punkten", "Rubriken", "Listan", "Länken", "Tabellen", "Bilden")


def _sentences(finding: Finding, line: PlacedBlock) -> list[list[int]]:
    """The sentence that a message speaks of: the one with so many words, or the only one with the quoted words."""
    counted = _COUNTED.match(finding.message)
    quoted = {word for phrase in _QUOTED.findall(finding.message) for word in plain_words(phrase)}
    found = []
    for sentence in split_sentences(line.text):
        spoken = plain_words(sentence.text)
        fits = len(words(sentence.text)) == int(counted[1]) if counted else quoted and quoted <= set(spoken)
        on_line = line.block.line + sentence.lines_before == finding.line
        if fits and on_line:
            found += stretches(line, spoken, None)[:1]
    return found


def _quotations(finding: Finding, body: Body, lines: Sequence[PlacedBlock], tokens: Sequence[Token]) -> list[list[int]]:
    """Every place of the words that a message quotes first: on its line, else in its block; a link's in a link."""
    match = _QUOTED.search(finding.message)
    quoted = match[1] if match else ""
    texts = [link.text for link in body.links if link.target == quoted and link.line == finding.line]
    wanted = plain_words(texts[0] if texts else quoted)
    for number in (finding.line, None):
        found = [places for line in lines for places in stretches(line, wanted, number)]
        if finding.rule.startswith("link"):
            found = [places for places in found if tokens[places[0]].link is not None]
        if found:
            return found
    return []


def _places(finding: Finding, body: Body, lines: Sequence[PlacedBlock], tokens: Sequence[Token]) -> list[list[int]]:
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
    if not findings:
        return source
    tokens = tokens_of(source)
    lines = align(body, tokens, expand)
    marks: dict[int, list[int]] = {}  # the findings of each token
    joined: set[int] = set()  # tokens that continue the stretch of the one before
    pins: dict[int, list[int]] = {}  # the findings that begin at an offset
    for number, finding in findings.items():
        pieces = _places(finding, body, lines, tokens)
        for stretch in pieces:
            for place in stretch:
                marks.setdefault(place, []).append(number)
            joined.update(stretch[1:])
        if pieces:
            token = tokens[pieces[0][0]]
            pins.setdefault(token.start if token.link is None else token.link, []).append(number)
    return _written(source, tokens, marks, joined, pins, findings)


def _written(
    source: str,
    tokens: Sequence[Token],
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
        after = _AFTER.match(source, end) if last in joined else None
        names = " ".join(map(str, sorted(set(marks[first]))))
        opening = f'<mark class="panel-mark panel-mark--{worst}" {PANEL_MARK}="{names}">'
        added.append((tokens[first].start, 2, opening))
        added.append((after.end() if after else end, 0, "</mark>"))
    parts, at = [], 0
    for offset, _, piece in sorted(added):
        parts += [source[at:offset], piece]
        at = offset
    return "".join([*parts, source[at:]])


def _segments(
    source: str, tokens: Sequence[Token], marks: Mapping[int, list[int]], joined: set[int]
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

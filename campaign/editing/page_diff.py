"""Two versions of a text compared as an editor reads them: sentence by sentence, under the heading they stand below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from campaign.content.markdown import Body
from campaign.content.readability import split_sentences

#: How alike two sentences are when the one was made of the other, and two headings when they mean the same section.
SAME_SENTENCE, SAME_HEADING = 0.5, 0.75
#: More changed sentences than this in one place are a new text: no one is paired with another.
MOST_PAIRED = 80

_FACT = re.compile(r"(\[\[fakta:[^\]]*\]\])")


@dataclass(frozen=True)
class Passage:
    """A sentence, a heading or a fact, its line, and the heading it stands below ("" above the first)."""

    text: str
    line: int
    heading: str
    is_heading: bool = False


@dataclass(frozen=True)
class Change:
    """What was said before and what is said now; one of them is None where a sentence is new or taken away."""

    before: Passage | None
    now: Passage | None

    @property
    def heading(self) -> str:
        """The heading that the change stands below: today's, where there is one."""
        place = self.now or self.before
        return place.heading if place else ""


def passages(body: Body) -> list[Passage]:
    """A body's text in order, sentence by sentence; a fact's shortcode is a sentence of its own."""
    result: list[Passage] = []
    heading = ""
    for block in body.blocks:
        if block.kind == "heading":
            heading = block.text
            result.append(Passage(block.text, block.line, heading, is_heading=True))
            continue
        line = block.line
        for part in _FACT.split(block.text):
            for sentence in split_sentences(part):
                result.append(Passage(sentence.text, line + sentence.lines_before, heading))
            line += part.count("\n")
    return result


def changes(old: Body, new: Body) -> list[Change]:
    """What differs in the words of two bodies, in the order of the new one."""
    before, now = passages(old), passages(new)
    matcher = SequenceMatcher(None, [_key(item) for item in before], [_key(item) for item in now], autojunk=False)
    return [
        change
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
        for change in _paired(before[a:b], now[c:d])
    ]


def _key(passage: Passage) -> tuple[bool, str]:
    return passage.is_heading, passage.text


def _paired(before: list[Passage], now: list[Passage]) -> Iterator[Change]:
    """Each old sentence beside the new one that it became, in order; the others alone."""
    if len(before) * len(now) > MOST_PAIRED**2:
        yield from (Change(item, None) for item in before)
        yield from (Change(None, item) for item in now)
        return
    first = 0
    for item in now:
        likeness = [_likeness(old, item) for old in before[first:]]
        best = max(range(len(likeness)), key=likeness.__getitem__, default=0)
        if likeness and likeness[best] >= SAME_SENTENCE:
            yield from (Change(old, None) for old in before[first : first + best])
            yield Change(before[first + best], item)
            first += best + 1
        else:
            yield Change(None, item)
    yield from (Change(old, None) for old in before[first:])


def _likeness(one: Passage, other: Passage) -> float:
    if one.is_heading != other.is_heading:
        return 0.0
    return SequenceMatcher(None, one.text.split(), other.text.split(), autojunk=False).ratio()


def other_changes(old: Body, new: Body) -> list[str]:
    """What differs besides the words, in Swedish: where links lead, and pictures."""
    told = []
    before: dict[str, list[str]] = {}
    for link in old.links:
        before.setdefault(link.text, []).append(link.target)
    for link in new.links:
        targets = before.get(link.text, [link.target])
        if link.target not in targets:
            told.append(f"Länken ”{link.text}” leder nu till {link.target}. Förut ledde den till {targets[0]}.")
    shown, was_shown = [image.target for image in new.images], [image.target for image in old.images]
    told += [f"Ny bild: {target}" for target in shown if target not in was_shown]
    told += [f"Borttagen bild: {target}" for target in was_shown if target not in shown]
    return told


@dataclass(frozen=True)
class Section:
    """A part of a text: its heading ("" above the first), the line where it begins, and its text."""

    heading: str
    line: int
    text: str


def section(body: Body, heading: str) -> Section | None:
    """The section of `body` whose heading is `heading` or nearly so; None when there is none."""
    found: dict[str, list[Passage]] = {}
    for item in passages(body):
        found.setdefault(item.heading, []).append(item)
    likeness = {
        name: 1.0 if name.casefold() == heading.casefold() else SequenceMatcher(None, name, heading).ratio()
        for name in found
        if bool(name) == bool(heading)
    }
    best = max(likeness, key=likeness.__getitem__, default=None)
    if best is None or likeness[best] < SAME_HEADING:
        return None
    text = " ".join(item.text for item in found[best] if not item.is_heading)
    return Section(best, found[best][0].line, text)

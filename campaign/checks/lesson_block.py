"""The block "Om en elev berättar": word for word the same in every lesson, and the finding says which line is not."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches

from campaign.checks.lessons import TELLS
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.lesson_pages import pupils_lessons
from campaign.content.lesson_plan import section_blocks, section_of
from campaign.content.markdown import Body

_ALL = "Ska texten bli en annan, ändra den i alla lektioner."


@dataclass(frozen=True)
class _Line:
    """A paragraph or list item: what it says, as an editor writes it, and its line."""

    text: str
    written: str
    line: int


@site_rule(safety=True)
def lesson_block_differs(context: Context) -> Iterator[Hit]:
    """Delen ”Om en elev berättar” är densamma i alla lektioner: den är prövad ord för ord.

    Dåligt: en lektion där punkten om 112 har fallit bort
    Bra: samma text i alla lektioner
    """
    blocks = [(page, _lines(page.body)) for page in pupils_lessons(context.site)]
    texts = [tuple(line.text for line in lines) for _, lines in blocks]
    known = [text for text in texts if text]
    usual = max(sorted(set(known)), key=known.count, default=())
    model = next((lines for (_, lines), text in zip(blocks, texts, strict=True) if text == usual), [])
    for (page, lines), text in zip(blocks, texts, strict=True):
        heading = section_of(page.body, TELLS)
        if heading and text != usual:
            for hit in _differences(lines, model, heading.line):
                yield Hit(hit.line, hit.message, f"{hit.suggestion} {_ALL}", page.path)


def _lines(body: Body) -> list[_Line]:
    source = body.text.split("\n")
    first = body.first_line
    return [
        _Line(block.text, " ".join(part.strip() for part in source[block.line - first : block.last_line - first + 1]),
              block.line)
        for block in section_blocks(body, TELLS)
    ]  # fmt: skip


def _differences(lines: list[_Line], usual: list[_Line], heading: int) -> Iterator[Hit]:
    """Every line that is another, should not be there, or is missing (told at the block's heading)."""
    matcher = SequenceMatcher(None, [line.text for line in lines], [line.text for line in usual], autojunk=False)
    for tag, start, end, usual_start, usual_end in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = _pairs(lines[start:end], usual[usual_start:usual_end])
        for line, right in pairs:
            if right:
                message = f"Raden ”{line.written}” är en annan i de andra lektionerna."
                yield Hit(line.line, message, f"Skriv: ”{right.written}”.")
            else:
                yield Hit(line.line, f"Raden ”{line.written}” ska inte stå här.", "Ta bort den.")
        for number in range(usual_start, usual_end):
            if usual[number] not in [right for _, right in pairs]:
                place = f"efter ”{usual[number - 1].written}”" if number else "först i delen"
                yield Hit(heading, f"Raden ”{usual[number].written}” saknas.", f"Skriv den {place}.")


def _pairs(have: list[_Line], should: list[_Line]) -> list[tuple[_Line, _Line | None]]:
    """Each line with the one that it should be: the one in its place, or the nearest when some are missing."""
    if len(have) == len(should):
        return list(zip(have, should, strict=True))
    left = list(should)
    pairs: list[tuple[_Line, _Line | None]] = []
    for line in have:
        near = get_close_matches(line.text, [right.text for right in left], n=1, cutoff=0.5)
        right = next((right for right in left if right.text in near), None)
        left = [other for other in left if other is not right]
        pairs.append((line, right))
    return pairs

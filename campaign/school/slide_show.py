"""A lesson's slides as a wall shows them: their order, the size of their letters, and how far the lesson has come."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement, builder

from campaign.content.lesson_plan import timed
from campaign.school.fragment import embolden_leads, parse, serialise, words_in
from campaign.school.kit import KitSlide

#: The sizes of the letters, in hundredths of a screen's height, largest first. The smallest is 33 px at 1024×768.
SIZES = (7.0, 6.2, 5.4, 4.8, 4.3)

#: How wide a slide's text is on a screen of 4:3 and of 16:10 or wider, and how high with its title, in that measure.
NARROW, WIDE = 116, 145
_HEIGHT = 78
_TITLE_SIZE, _TITLE_LINE = 7.5, 1.15
_LINE, _GAP = 1.3, 0.45  # heights of a line and of the space between two, in sizes of a letter
_LETTER, _BOLD = 0.48, 0.55  # the mean width of a letter
_INDENT = 1.3
_BLANKS = 2 * 1.9 + _GAP  # the two lines to write on

#: "1: Lagen gäller inte på nätet." and "Dag 3: …": a point that bears its own mark.
_MARKED = re.compile(r"(?P<mark>(?:\w+ )?\d{1,2}:|[A-ZÅÄÖ]:)\s+(?P<rest>.*)", re.DOTALL)
_LONG_MARK = 3  # letters: longer ones stand in a column of their own


@dataclass(frozen=True)
class ShownSlide:
    """A slide in its place. The title slide is number 1, so that these begin with 2.

    `size` and `wide_size` are the numbers, from 1, of one of SIZES on a screen of 4:3 and on a wider one. `place` says
    "bild 1 av 2" in a step of several slides. `passed` is how many minutes have gone when its step ends; None for a
    slide that its step goes on after.
    """

    number: int
    title: str
    html: str
    notes: str
    step: str
    minutes: int
    size: int
    wide_size: int
    place: str
    passed: int | None
    is_help: bool


def slide_show(slides: Sequence[KitSlide]) -> list[ShownSlide]:
    """The slides of a lesson, in order."""
    shown: list[ShownSlide] = []
    gone = 0
    for index, slide in enumerate(slides):
        group = [
            place for place, other in enumerate(slides) if (other.step, other.minutes) == (slide.step, slide.minutes)
        ]
        last = index == group[-1]
        gone += (slide.minutes if index == group[0] else 0) + _minutes_in(slide.notes)
        html = on_the_wall(slide.html)
        shown.append(
            ShownSlide(
                number=index + 2,
                title=slide.title,
                html=html,
                notes=as_notes(slide.notes),
                step=slide.step,
                minutes=slide.minutes,
                size=letter_size(slide.title, html, NARROW, slide.is_help),
                wide_size=letter_size(slide.title, html, WIDE, slide.is_help),
                place=f"bild {group.index(index) + 1} av {len(group)}" if len(group) > 1 else "",
                passed=gone if last else None,
                is_help=slide.is_help,
            )
        )
    return shown


def _minutes_in(notes: str) -> int:
    """The minutes of the steps that have no slide, whose headings stand among the notes."""
    return sum(timed(words_in(heading))[1] for heading in parse(notes).iter("h3"))


def as_notes(html: str) -> str:
    """The notes, with what each paragraph is in bold: what to say, what to mind, what it is for."""
    root = parse(without_ids(html))
    embolden_leads(root)
    return serialise(list(root))


def without_ids(html: str) -> str:
    """The fragment without ids: on a page of slides they are b1, b2 …"""
    root = parse(html)
    for element in root.xpath(".//*[@id]"):
        del element.attrib["id"]
    return serialise(list(root))


def on_the_wall(html: str) -> str:
    """What the class sees: numbers as text, since nobody calls from a wall, and marks before what they mark."""
    root = parse(without_ids(html))
    for link in root.xpath(".//a[starts-with(@href, 'tel:')]"):
        link.tag = "strong"
        del link.attrib["href"]
    for points in root.iter("ul"):
        if len(points) == 1:
            points.set("class", "one")
        _set_marks(points)
    return serialise(list(root))


def _set_marks(points: HtmlElement) -> None:
    """Lifts "1:" out of each point of a list where at least two have such a mark."""
    found = [(point, match) for point in points if (match := _MARKED.fullmatch(point.text or ""))]
    if len(found) < 2:
        return
    long = any(len(match["mark"]) > _LONG_MARK for _, match in found)
    points.set("class", "marked marked--long" if long else "marked")
    for point, match in found:
        rest = builder.E.span(match["rest"], *point)
        point.text = None
        point.extend([builder.E.strong(match["mark"]), rest])
        point[0].tail = " "


def letter_size(title: str, html: str, width: float, has_blanks: bool = False) -> int:
    """The largest of SIZES, by its number from 1, that has room at this width; the smallest if none has.

    Lines are estimated from the mean width of a letter. A slide that proves too high grows downwards.
    """
    blocks = [words_in(element) for element in parse(html).iter("li", "p")]
    title_lines = math.ceil(len(title) * _BOLD * _TITLE_SIZE / width)
    room = _HEIGHT - title_lines * _TITLE_SIZE * _TITLE_LINE
    for number, size in enumerate(SIZES, 1):
        lines = sum(math.ceil(len(block) * _LETTER * size / (width - _INDENT * size)) for block in blocks)
        height = lines * _LINE + max(0, len(blocks) - 1) * _GAP + (_BLANKS if has_blanks else 0)
        if height * size <= room:
            return number
    return len(SIZES)

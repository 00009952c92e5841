"""The slides in a teacher's page: each box "visa" is one, and the text around it is the teacher's notes."""

from __future__ import annotations

from lxml.html import HtmlElement

from campaign.content.lesson_plan import SHOWN, STEPS, timed
from campaign.school.fragment import parse, section_of, serialise, words_in
from campaign.school.kit import KitSlide


def read_slides(html: str) -> tuple[KitSlide, ...]:
    """The slides of a KitPage's fragment, in order.

    The text before a step's first box and after each box belongs to that box; a step without a box belongs to the
    slide before it, which still stands on the wall, and before the first slide to that one. Such a step keeps its
    heading among the notes.
    """
    slides: list[KitSlide] = []
    waiting: list[HtmlElement] = []
    heading: HtmlElement | None = None  # of a step that has had no box yet
    step, minutes = "", 0
    for element in section_of(parse(html), STEPS):
        if element.tag == "h3":
            waiting = [*_add_notes(slides, waiting), element]
            heading = element
            step, minutes = timed(words_in(element))
        elif SHOWN in element.get("class", "").split():
            if heading is None:
                waiting = _add_notes(slides, waiting)
            before = [item for item in waiting if item is not heading]
            slides.append(_slide(element, serialise(before), step, minutes))
            waiting, heading = [], None
        else:
            waiting.append(element)
    _add_notes(slides, waiting)
    return tuple(slides)


def _slide(box: HtmlElement, notes: str, step: str, minutes: int) -> KitSlide:
    title = next((item for item in box if "admonition-title" in item.get("class", "").split()), None)
    rest = [item for item in box if item is not title]
    words = words_in(title) if title is not None else step
    return KitSlide(words, serialise(rest), notes, step, minutes)


def _add_notes(slides: list[KitSlide], elements: list[HtmlElement]) -> list[HtmlElement]:
    """Puts the elements last among the notes of the last slide; gives those that have no slide to belong to yet."""
    if not slides:
        return elements
    last = slides[-1]
    slides[-1] = KitSlide(last.title, last.html, last.notes + serialise(elements), last.step, last.minutes)
    return []

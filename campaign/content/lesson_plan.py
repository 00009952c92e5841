"""A lesson's plan: the steps that a teacher's page describes, with their minutes and what the class sees.

The form, which checks/lessons.py holds every lesson to:

    ## Steg för steg
    ### Inledning, 5 minuter
    Säg: ”…”
    !!! visa "Så gör vi i dag"
        - Alla får säga pass.
    Tänk på: …
    Syfte: …
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaign.content.markdown import Block, Body, Box, Heading

STEPS = "Steg för steg"
SHORT = "Kort version"
SHOWN = "visa"

_TIMED = re.compile(r"(?P<name>.+?),\s*(?P<minutes>\d{1,3})\s+minuter")


def timed(heading: str) -> tuple[str, int]:
    """A step's name and minutes as its heading gives them; 0 minutes when it does not say."""
    match = _TIMED.fullmatch(heading)
    return (match["name"], int(match["minutes"])) if match else (heading, 0)


@dataclass(frozen=True)
class Slide:
    """What the class sees at once: a title, and the lines of the page that hold it."""

    title: str
    line: int
    last_line: int


@dataclass(frozen=True)
class Step:
    """A step of a lesson: its name, minutes (0 when the heading does not say), lines, and what the class sees.

    `mind` and `purpose` are the paragraphs that begin "Tänk på:" and "Syfte:"; empty when they are missing.
    """

    name: str
    minutes: int
    line: int
    last_line: int
    mind: str
    purpose: str
    slides: tuple[Slide, ...]


@dataclass(frozen=True)
class Plan:
    """The steps of a lesson, in order; `line` is where they begin (0: the section is missing)."""

    line: int
    steps: tuple[Step, ...]

    @property
    def minutes(self) -> int:
        """All minutes together."""
        return sum(step.minutes for step in self.steps)

    @property
    def slides(self) -> list[Slide]:
        """Everything that the class sees, in order."""
        return [slide for step in self.steps for slide in step.slides]


def read_plan(body: Body) -> Plan:
    """The plan in the body of a teacher's page."""
    start = section_of(body, STEPS)
    if start is None:
        return Plan(0, ())
    end = _end_of(start, body)
    headings = [item for item in body.headings if item.level == 3 and start.line < item.line <= end]
    ends = [item.line - 1 for item in headings[1:]] + [end]  # without steps an end, but no heading
    steps = tuple(_step(item, last, body) for item, last in zip(headings, ends, strict=False))
    return Plan(start.line, steps)


def section_of(body: Body, title: str) -> Heading | None:
    """The second-level heading with this text, or None."""
    return next((item for item in body.headings if item.level == 2 and item.text == title), None)


def section_blocks(body: Body, title: str) -> list[Block]:
    """The blocks of text under a second-level heading, the heading itself left out."""
    start = section_of(body, title)
    return [] if start is None else [item for item in body.blocks if start.line < item.line <= _end_of(start, body)]


def _end_of(start: Heading, body: Body) -> int:
    """The last line of the section that a heading opens."""
    after = [item.line for item in body.headings if item.level <= start.level and item.line > start.line]
    return min(after) - 1 if after else body.first_line + body.text.count("\n")


def _step(heading: Heading, last_line: int, body: Body) -> Step:
    name, minutes = timed(heading.text)
    paragraphs = [item.text for item in body.blocks if heading.line < item.line <= last_line]
    return Step(
        name=name,
        minutes=minutes,
        line=heading.line,
        last_line=last_line,
        mind=_said(paragraphs, "Tänk på:"),
        purpose=_said(paragraphs, "Syfte:"),
        slides=tuple(_slide(box) for box in body.boxes if box.kind == SHOWN and heading.line < box.line <= last_line),
    )


def _slide(box: Box) -> Slide:
    return Slide(box.title, box.line, box.last_line)


def _said(paragraphs: list[str], opening: str) -> str:
    """What the first paragraph that begins with `opening` says after it."""
    return next((text.removeprefix(opening).strip() for text in paragraphs if text.startswith(opening)), "")

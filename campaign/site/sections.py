"""A rendered body taken apart, for templates that put something between its parts."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

_HEADING = re.compile(r"<h2(?P<attributes>[^>]*)>(?P<title>.*?)</h2>", re.DOTALL)
_ANCHOR = re.compile(r'\bid="([^"]*)"')
_NUMBER = re.compile(r"(?P<number>\d{1,2})\.\s+")
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, as HTML; `number` is that of a step ("3. Spara chatten"), or empty."""

    source: str
    anchor: str = ""
    title: str = ""
    number: str = ""

    @property
    def heading(self) -> str:
        """The words of the heading without a step's number."""
        return _NUMBER.sub("", self.title, count=1) if self.number else self.title

    @property
    def rest(self) -> str:
        """What stands under the heading."""
        return _HEADING.sub("", self.source, count=1)


@dataclass(frozen=True)
class BodyParts:
    """The first paragraph, what else stands before the first `h2`, and a section for each `h2`."""

    lead: str
    before: str
    sections: list[Section]

    @property
    def rest(self) -> str:
        """All but the first paragraph."""
        return self.before + "".join(section.source for section in self.sections)


def body_parts(body: str) -> BodyParts:
    """Takes a sanitized body apart."""
    lead, rest = "", body
    if body.startswith("<p>"):
        end = body.index("</p>") + len("</p>")
        lead, rest = body[:end], body[end:]
    before, *sections = re.split(r"(?=<h2[ >])", rest)
    return BodyParts(lead, before, [_section(section) for section in sections])


def _section(source: str) -> Section:
    heading = _HEADING.match(source)
    if heading is None:
        return Section(source)
    title = html.unescape(_TAG.sub("", heading["title"])).strip()
    anchor = _ANCHOR.search(heading["attributes"])
    step = _NUMBER.match(title)
    return Section(source, anchor[1] if anchor else "", title, step["number"] if step else "")

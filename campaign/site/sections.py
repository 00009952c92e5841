"""A rendered body taken apart, for templates that put something between its parts."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class BodyParts:
    """The first paragraph, what else stands before the first `h2`, and one piece of HTML a section."""

    lead: str
    before: str
    sections: list[str]

    @property
    def rest(self) -> str:
        """All but the first paragraph."""
        return self.before + "".join(self.sections)


def body_parts(html: str) -> BodyParts:
    """Takes the sanitized body `html` apart."""
    lead, rest = "", html
    if html.startswith("<p>"):
        end = html.index("</p>") + len("</p>")
        lead, rest = html[:end], html[end:]
    before, *sections = re.split(r"(?=<h2[ >])", rest)
    return BodyParts(lead, before, sections)

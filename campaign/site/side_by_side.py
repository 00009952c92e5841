"""Both variants of a page beside each other, section by section, for the one who writes the second of them."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from campaign.site.sections import BodyParts, Section

#: The folder under a page's address.
FOLDER = "sida-vid-sida/"

_TAG = re.compile(r"<[^>]*>")
_LINK = re.compile(r'(?<= )(?P<name>href|src)="(?P<value>[^"]*)"')
_SET = re.compile(r'(?<= )srcset="(?P<value>[^"]*)"')
_ID = re.compile(r'(?<= )(?P<name>id|aria-labelledby|aria-describedby|aria-controls)="(?P<value>[^"]*)"')

#: Letters of a word that tell what it is about: Swedish inflects its ends.
_STEM = 5

#: Sections less alike than this stand alone.
_ALIKE = 0.12


@dataclass(frozen=True)
class Row:
    """What stands beside each other; None where a variant has nothing of the kind."""

    ordinary: str | None
    lattlast: str | None


def _stems(text: str) -> set[str]:
    plain = html.unescape(_TAG.sub(" ", text)).replace("\u00ad", "").casefold()
    return {word[:_STEM] for word in re.findall(r"[^\W\d_]{4,}", plain)}


@dataclass(frozen=True)
class _Subject:
    """What a section speaks of: the stems of its heading, and of all that it says."""

    heading: set[str]
    all: set[str]


def _subject(section: Section) -> _Subject:
    return _Subject(_stems(section.title), _stems(section.source))


def _likeness(one: _Subject, other: _Subject) -> float:
    def shared(left: set[str], right: set[str]) -> float:
        return len(left & right) / min(len(left), len(right)) if left and right else 0.0

    return (shared(one.heading, other.heading) + shared(one.all, other.all)) / 2


def likeness(one: Section, other: Section) -> float:
    """How much two sections speak of the same, 0–1: the words of their headings, and of all that they say."""
    return _likeness(_subject(one), _subject(other))


def pair(ordinary: Sequence[Section], lattlast: Sequence[Section]) -> list[tuple[int | None, int | None]]:
    """Which sections belong together, in both orders kept: the pairing with the greatest likeness in all."""
    others = [_subject(section) for section in lattlast]
    alike = [[_likeness(one, other) for other in others] for one in map(_subject, ordinary)]
    best = [[0.0] * (len(lattlast) + 1) for _ in range(len(ordinary) + 1)]
    for i in reversed(range(len(ordinary))):
        for j in reversed(range(len(lattlast))):
            both = best[i + 1][j + 1] + alike[i][j] if alike[i][j] >= _ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    pairs: list[tuple[int | None, int | None]] = []
    i = j = 0
    while i < len(ordinary) and j < len(lattlast):
        if alike[i][j] >= _ALIKE and best[i][j] == best[i + 1][j + 1] + alike[i][j]:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            pairs.append((i, None))
            i += 1
        else:
            pairs.append((None, j))
            j += 1
    return [*pairs, *((left, None) for left in range(i, len(ordinary))),
            *((None, right) for right in range(j, len(lattlast)))]  # fmt: skip


def rows(ordinary: BodyParts, lattlast: BodyParts) -> list[Row]:
    """What stands before the first heading, then each section beside its counterpart."""
    left, right = ordinary.sections, lattlast.sections
    return [
        Row(ordinary.lead + ordinary.before, lattlast.lead + lattlast.before),
        *(
            Row(None if i is None else left[i].source, None if j is None else right[j].source)
            for i, j in pair(left, right)
        ),
    ]


def moved(source: str, address: str, prefix: str) -> str:
    """A body that was made for the page at the path `address`, to be shown on another page of the site.

    Its links go from the root, and its ids begin with `prefix`, so that two bodies can share a page.
    """

    def away(link: str) -> str:
        return link if urlsplit(html.unescape(link)).scheme else urljoin(address, link)

    def names(match: re.Match[str]) -> str:
        return f'{match["name"]}="{" ".join(prefix + name for name in match["value"].split())}"'

    def pictures(match: re.Match[str]) -> str:
        parts = (part.split() for part in match["value"].split(","))
        return f'srcset="{", ".join(" ".join([away(part[0]), *part[1:]]) for part in parts if part)}"'

    source = _ID.sub(names, source)
    source = _SET.sub(pictures, source)
    return _LINK.sub(lambda match: f'{match["name"]}="{away(match["value"])}"', source)

"""`campaign check --fix`: what is mechanical in a page's text, mended line by line. Never what the text says.

Left alone: the front matter (but for letters in two parts), code, comments, HTML, shortcodes, what links and pictures
lead to, and a heading whose anchor would change. In quotations only spaces are mended: they are somebody else's words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from campaign.content.front_matter import split_head
from campaign.content.markdown import Body, scan
from campaign.content.services import Service
from campaign.editing.line_fixes import Phones, lines_of
from campaign.editing.typography import composed


@dataclass(frozen=True)
class Mend:
    """One thing that was mended: its line and what, in Swedish."""

    line: int
    what: str


@dataclass(frozen=True)
class Mended:
    """A text after mending, and what was mended in it: nothing where the text is as it was."""

    text: str
    mends: tuple[Mend, ...] = ()


def phones_of(services: Mapping[str, Service]) -> dict[str, str]:
    """How each number that the site shows is written, by its digits."""
    shown = [one for one in services.values() if one.show == "number"]
    return {re.sub(r"\D", "", form): form for one in shown for form in (one.phone, one.sms) if form[:1] != "+" and form}


def mended(text: str, phones: Phones) -> Mended:
    """A page's text, as it stands in its file, with all that is mechanical mended. Line ends are kept.

    Mending a mended text changes nothing. A line whose mending would change what the page is made of (headings,
    links, lists, shortcodes) is left as it was.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    rows = text.removeprefix("\ufeff").split("\n")
    parts = split_head("\n".join(row.removesuffix("\r") for row in rows))
    if parts is None:
        return Mended(text)
    first = parts.body_line
    body = scan(parts.body, first)
    fixed = list(rows)
    told: dict[int, list[str]] = {}
    for number, row in _mended_rows(rows, body, first, phones, told):
        fixed[number - 1] = row
    for number in _guilty(rows, fixed, body, first):
        fixed[number - 1] = rows[number - 1]
        told.pop(number, None)
    if fixed[-1]:
        told.setdefault(len(rows), []).append("radbrytning sist i filen")
        fixed[-1] += "\r" if rows[0].endswith("\r") else ""
        fixed.append("")
    mends = tuple(Mend(number, what) for number in sorted(told) for what in told[number])
    return Mended(mark + "\n".join(fixed), mends)


def _mended_rows(
    rows: list[str], body: Body, first: int, phones: Phones, told: dict[int, list[str]]
) -> Iterator[tuple[int, str]]:
    """Each row that is mended, by its number in the file; what was done is put into `told`."""
    lines = lines_of(body, rows)
    for number, row in enumerate(rows, 1):
        bare, ending = (row[:-1], "\r") if row.endswith("\r") else (row, "")
        if number < first:
            new = composed(bare)
            done = ["bokstäver i två delar"] if new != bare else []
        elif not bare.strip():
            inside = _in_code(rows, first, number)
            new, done = (bare, []) if inside else ("", ["mellanslag sist på raden"] if bare else [])
        elif number in lines:
            new, done = lines[number].mended(bare, phones)
        else:
            continue
        if new != bare:
            told[number] = done
            yield number, new + ending


def _in_code(rows: list[str], first: int, number: int) -> bool:
    """Whether an empty row stands inside fenced or indented code."""
    fence = ""
    for row in rows[first - 1 : number - 1]:
        match = re.match(r"\s*(`{3,}|~{3,})", row)
        if match and (not fence or row.strip().startswith(fence)):
            fence = "" if fence else match[1]
    return bool(fence) or bool(re.match(r" {4}|\t", rows[number - 1]))


def _guilty(rows: list[str], fixed: list[str], body: Body, first: int) -> list[int]:
    """The rows whose mending changes what the page is made of: none, as a rule."""
    if _same(_scanned(fixed, first), body):
        return []
    changed = [number for number, (old, new) in enumerate(zip(rows, fixed, strict=True), 1) if old != new]
    guilty = []
    for number in changed:
        alone = [*rows[: number - 1], fixed[number - 1], *rows[number:]]
        if not _same(_scanned(alone, first), body):
            guilty.append(number)
    rest = [rows[number - 1] if number in guilty else row for number, row in enumerate(fixed, 1)]
    return guilty if _same(_scanned(rest, first), body) else changed


def _scanned(rows: list[str], first: int) -> Body:
    return scan("\n".join(row.removesuffix("\r") for row in rows[first - 1 :]), first)


def _same(one: Body, other: Body) -> bool:
    """Whether two bodies have the same headings, links, pictures, lists, shortcodes, code and blocks."""

    def shape(body: Body) -> tuple[object, ...]:
        return (
            [(item.level, item.anchor, item.line) for item in body.headings],
            [(item.target, item.line) for item in body.links],
            [(item.target, item.line) for item in body.images],
            body.lists, body.shortcodes, body.html, body.emphases, body.codes, body.waivers,
            [(item.kind, item.line, item.last_line, item.quoted) for item in body.blocks],
        )  # fmt: skip

    return shape(one) == shape(other)

"""One line of running text: what of it may be mended, and in which order."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from markdown.extensions.toc import slugify

from campaign.content.markdown import Body
from campaign.editing.typography import (
    composed,
    held_together,
    phone_formats,
    ranges,
    single_spaces,
    spelled_out,
    swedish_quotes,
)

#: How each number that the site shows is written, by its digits.
Phones = Mapping[str, str]


@dataclass(frozen=True)
class Line:
    """What the page's parser knows of a line of text.

    `wording`: whether its words are the writer's own, and all its quotation marks in pairs. `goes_on`: whether its
    block has another line after it. `stop`: see `spelled_out`.
    """

    heading: bool
    wording: bool
    cell: bool
    goes_on: bool
    stop: str | None

    def mended(self, row: str, phones: Phones) -> tuple[str, list[str]]:
        """The row mended, and what was done."""
        if _MASKS & set(row) or re.match(r"\s*(?:!!!|\?\?\?)", row):
            return row, []
        prefix, text, tail = _parts(row)
        keeps_break = self.goes_on and len(tail) >= 2 and "\t" not in tail
        new, done = text, []
        for what, work in self._works(phones):
            now = work(new)
            if now != new:
                done.append(what)
            new = now
        start, end = prefix.expandtabs(4), tail if keeps_break else ""
        if start != prefix:
            done.append("tabb i början av raden")
        if end != tail:
            done.append("mellanslag sist på raden")
        return start + new + end, done

    def _works(self, phones: Phones) -> Iterator[tuple[str, Callable[[str], str]]]:
        """What is done with the text, in order: first what only concerns signs, then the wording."""
        yield "bokstäver i två delar", lambda text: _outside(text, _FIXED, composed)
        if not self.cell:
            yield "dubbla mellanslag", lambda text: _outside(text, _FIXED, single_spaces)
        if self.wording:
            yield "citattecken", self._safe(_FIXED, swedish_quotes)
            yield "förkortning", self._safe(_QUOTED, lambda text: spelled_out(text, self.stop))
            yield "streck mellan tal", self._safe(_QUOTED, ranges)
            yield "telefonnummer", self._safe(_QUOTED, lambda text: phone_formats(text, phones))
        yield "fast mellanslag", lambda text: _outside(text, _FIXED, lambda piece: held_together(piece, phones))

    def _safe(self, pattern: re.Pattern[str], work: Callable[[str], str]) -> Callable[[str], str]:
        """`work` outside what matches `pattern`; in a heading only where the anchor stays."""

        def mend(text: str) -> str:
            new = _outside(text, pattern, work)
            return text if self.heading and slugify(new, "-") != slugify(text, "-") else new

        return mend


_PREFIX = re.compile(r"\s*(?:(?:[-*+]|\d+[.)]|>|#{1,6}|:)\s+)*")
#: What is never touched: escapes, code, comments, HTML, shortcodes, targets, addresses, attributes.
_FIXED = re.compile(
    r"\\.|(?P<ticks>`+).*?(?P=ticks)|<!--.*?-->|<[^<>\s][^<>]*>|\[\[[^\]]*\]\]|\]\([^()]*(?:\([^()]*\)[^()]*)*\)|"
    r"\]\[[^\]]*\]|^\[[^\]]+\]:.*|\[\^[^\]]*\]|(?:https?|mailto|tel|ftp):\S+|www\.\S+|\S+@\S+|\{[^}]*\}"
)
_QUOTED = re.compile(rf"{_FIXED.pattern}|”[^”]*”|»[^»«]*[»«]|“[^”“]*[”“]|\"[^\"]*\"|’[^’]*’")
#: Signs of private use stand for what is left out while a line is mended.
_FIRST_MASK = 0xE000
_MASKS = {chr(number) for number in range(_FIRST_MASK, 0xF900)}


def _parts(row: str) -> tuple[str, str, str]:
    """A row's indentation and markers, its text, and the spaces after it."""
    match = _PREFIX.match(row)
    prefix = match[0] if match else ""
    text = row[len(prefix) :].rstrip(" \t")
    return prefix, text, row[len(prefix) + len(text) :]


def _outside(text: str, pattern: re.Pattern[str], work: Callable[[str], str]) -> str:
    """`text` with `work` done to all but what matches `pattern`."""
    held: list[str] = []

    def hide(match: re.Match[str]) -> str:
        held.append(match[0])
        return chr(_FIRST_MASK + len(held) - 1)

    hidden = pattern.sub(hide, text)
    if len(held) > len(_MASKS):
        return text
    done = work(hidden)
    return "".join(held[ord(sign) - _FIRST_MASK] if sign in _MASKS else sign for sign in done)


def lines_of(body: Body, rows: list[str]) -> dict[int, Line]:
    """The lines of running text in `body`, by their numbers; `rows` are all lines of its file."""
    result: dict[int, Line] = {}
    for block in body.blocks:
        numbers = range(block.line, min(block.last_line, len(rows)) + 1)
        written = [rows[number - 1] for number in numbers]
        if any(row.count("<!--") != row.count("-->") or row.count("`") % 2 for row in written):
            continue  # a comment or code that goes on over several lines
        odd = any(row.count(sign) % 2 for row in written for sign in '”"')
        complete = re.search(r"[.!?…:][”\")]*(?:\s|$)", re.sub(r"\b\w\.(?:\s?\w\.)+", "", block.text)) is not None
        for number in numbers:
            result[number] = Line(
                heading=block.kind == "heading",
                wording=not block.quoted and not odd,
                cell=block.kind == "cell",
                goes_on=number < block.last_line,
                stop=None if number < block.last_line else "." if complete or block.kind == "paragraph" else "",
            )
    return result

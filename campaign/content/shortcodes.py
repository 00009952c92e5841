"""Shortcodes: `[[tjanst:bris]]`, `[[fakta:kop-straff]]`, `[[ordlista:samtycke]]`, `[[lista:kallor]]`,
`[[bild:dorr-pa-glant]]`.

Only the parser; the site draws them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

ShortcodeKind = Literal["tjanst", "fakta", "ordlista", "bild", "lista"]

PATTERN = re.compile(r"\[\[(?P<kind>[a-zåäö]+):(?P<id>[^\]\s|]+)\]\]")
KINDS: tuple[ShortcodeKind, ...] = ("tjanst", "fakta", "ordlista", "bild", "lista")

#: The lists that the site writes from the data files and the pages: `[[lista:…]]` alone in a paragraph.
LISTS = (
    "innan-du-berattar", "kallor", "ordlista", "webbkarta", "redigera", "filer-lektioner", "filer-brev", "affischer",
)  # fmt: skip


@dataclass(frozen=True)
class Shortcode:
    """One use in a text: what kind, which id, on which line, and whether it fills a paragraph alone."""

    kind: str
    id: str
    line: int
    alone: bool


def find_shortcodes(text: str, line: int) -> Iterator[Shortcode]:
    """Every shortcode in a block of text whose first line has the number `line`."""
    for match in PATTERN.finditer(text):
        yield Shortcode(
            kind=match["kind"],
            id=match["id"],
            line=line + text.count("\n", 0, match.start()),
            alone=text.strip() == match[0],
        )


def expand(text: str, facts: Mapping[str, str], services: Mapping[str, str], glossary: Mapping[str, str]) -> str:
    """The text as a reader meets it: each shortcode as the words that the maps give; an unknown id as nothing."""
    words = {"fakta": facts, "tjanst": services, "ordlista": glossary}
    return PATTERN.sub(lambda match: words.get(match["kind"], {}).get(match["id"], ""), text)

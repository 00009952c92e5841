"""What a text consists of when it is not HTML: blocks, and runs of words of one look. block_reader.py reads them."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.school.errors import KitError

#: A framed list of a service's own words; the other kinds of boxes are those of the text, such as "visa".
SERVICE = "service"


class FragmentError(KitError):
    """Something on a page cannot stand in an editable file; the text says what and where, in Swedish."""


@dataclass(frozen=True)
class Run:
    """Words of one look; "\\n" is a line break. `href` is absolute, `lang` a tag when it is not the page's."""

    text: str
    strong: bool = False
    em: bool = False
    href: str = ""
    lang: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True)
class Heading:
    """A heading; `level` is 1 for the sections of the page (h2)."""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `kind` is empty, or "quote", "term" or "meaning" (of a list of words)."""

    runs: Runs
    kind: str = ""


@dataclass(frozen=True)
class Item:
    """An item of a list: `level` from 1, `number` in an ordered list, `first` of its list; `continued`: no mark."""

    runs: Runs
    level: int
    number: int | None
    first: bool
    continued: bool = False


@dataclass(frozen=True)
class Cell:
    """A cell, of one or several paragraphs; no words at all is where somebody writes."""

    paragraphs: tuple[Runs, ...]
    is_header: bool


@dataclass(frozen=True)
class Table:
    """A table: its rows, of equal length. `header` is empty when no row consists of headers."""

    header: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class Box:
    """A framed part of the text; `kind` is "visa" for what the class sees, "service", or empty."""

    kind: str
    title: Runs
    blocks: tuple[Heading | Paragraph | Item | Table, ...]


Simple = Heading | Paragraph | Item | Table
Block = Simple | Box


def words_of(runs: Runs) -> str:
    """The text of the runs."""
    return "".join(run.text for run in runs)

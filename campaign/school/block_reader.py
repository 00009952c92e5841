"""Reads a KitPage's fragment as blocks: one reader for all files that are not HTML. What it cannot read, it refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml.html import HtmlElement

from campaign.content.lesson_plan import SHOWN
from campaign.school.blocks import (
    SERVICE,
    Block,
    Box,
    Cell,
    FragmentError,
    Heading,
    Item,
    Paragraph,
    Run,
    Runs,
    Simple,
    Table,
)
from campaign.school.fragment import parse

DEEPEST = 3  # levels of lists that Word has styles for
_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
_INLINE = frozenset({"strong", "b", "em", "i", "a", "span", "abbr", "dfn", "cite", "br"})
_WHITE = re.compile(r"[ \t\n\r\f]+")
_BREAK = "\v"  # while white space is tidied, a line break is none


def read_blocks(html: str, place: str) -> tuple[Block, ...]:
    """The blocks of a KitPage's fragment, in order; `place` names the page in errors.

    Raises FragmentError for everything that has no place in an editable file, such as a picture.
    """
    return tuple(_Reader(place).flow(parse(html)))


class _Reader:
    def __init__(self, place: str) -> None:
        self.place = place

    def flow(self, parent: HtmlElement, kind: str = "") -> Iterator[Block]:
        """The blocks of an element that holds text, blocks or both."""
        for item in self._parts(parent):
            if isinstance(item, tuple):
                yield Paragraph(item, kind)
            else:
                yield from self._block(item, kind)

    def _parts(self, parent: HtmlElement) -> Iterator[Runs | HtmlElement]:
        """The element's content in order: words that stand by themselves, and elements that are blocks."""
        look = Run("", lang=_language(parent))
        runs = [replace(look, text=parent.text or "")]
        for child in parent:
            if isinstance(child.tag, str):  # a comment says nothing to readers, but text may follow it
                if child.tag in _INLINE:
                    runs += self._inline(child, look)
                else:
                    yield from _told(runs)
                    yield child
                    runs = []
            runs.append(replace(look, text=child.tail or ""))
        yield from _told(runs)

    def _inline(self, element: HtmlElement, look: Run) -> Iterator[Run]:
        look = replace(
            look,
            strong=look.strong or element.tag in ("strong", "b"),
            em=look.em or element.tag in ("em", "i"),
            href=element.get("href", look.href) if element.tag == "a" else look.href,
            lang=element.get("lang", look.lang),
        )
        if element.tag == "br":
            yield replace(look, text=_BREAK)
        together = "nowrap" in element.get("class", "").split()
        for run in self._inside(element, look):
            yield replace(run, text=_WHITE.sub("\N{NO-BREAK SPACE}", run.text)) if together else run

    def _inside(self, element: HtmlElement, look: Run) -> Iterator[Run]:
        yield replace(look, text=element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                if child.tag not in _INLINE:
                    raise self._refused(child)
                yield from self._inline(child, look)
            yield replace(look, text=child.tail or "")

    def _runs(self, element: HtmlElement) -> Runs:
        """The words of an element that holds nothing but words."""
        parts = list(self._parts(element))
        for part in parts:
            if not isinstance(part, tuple):
                raise self._refused(part)
        return tuple(run for part in parts for run in part)

    def _block(self, element: HtmlElement, kind: str) -> Iterator[Block]:
        match element.tag:
            case "h2" | "h3" | "h4":
                yield Heading(_HEADINGS[element.tag], self._runs(element))
            case "p":
                yield Paragraph(self._runs(element), kind)
            case "ul" | "ol":
                yield from self._list(element, 1)
            case "table":
                yield self._table(element)
            case "blockquote":
                yield from self.flow(element, "quote")
            case "dl":
                yield from self._words(element)
            case "div":
                yield from self._div(element, kind)
            case _:
                raise self._refused(element)

    def _div(self, element: HtmlElement, kind: str) -> Iterator[Block]:
        classes = element.get("class", "").split()
        if not {"admonition", SERVICE} & set(classes):
            yield from self.flow(element, kind)
            return
        heads = {"admonition-title", "service-name"}
        title = next((item for item in element if heads & set(item.get("class", "").split())), None)
        runs = () if title is None else self._runs(title)
        if title is not None:
            title.drop_tree()
        inside: list[Simple] = []
        for block in self.flow(element):
            if isinstance(block, Box):
                raise FragmentError(f"{self.place}: En ruta står i en annan ruta. Ställ rutorna efter varandra.")
            inside.append(block)
        box_kind = next((name for name in (SHOWN, SERVICE) if name in classes), "")
        yield Box(box_kind, runs, tuple(inside))

    def _list(self, element: HtmlElement, level: int) -> Iterator[Item]:
        if level > DEEPEST:
            raise FragmentError(f"{self.place}: Listan har mer än {DEEPEST} nivåer. Dela den i flera listor.")
        start = element.get("start", "1")
        if not start.isdecimal():
            raise FragmentError(f"{self.place}: Listan börjar med ”{start}”. Börja den med ett tal, till exempel 1.")
        for order, item in enumerate(self._only(element, "li")):
            number = int(start) + order if element.tag == "ol" else None
            yield from self._item(item, level, number, order == 0)

    def _item(self, element: HtmlElement, level: int, number: int | None, first: bool) -> Iterator[Item]:
        marked = False
        for part in self._parts(element):
            if isinstance(part, tuple) or part.tag == "p":
                runs = part if isinstance(part, tuple) else self._runs(part)
                yield Item(runs, level, number, first and not marked, continued=marked)
                marked = True
            elif part.tag in ("ul", "ol"):
                if not marked:
                    yield Item((), level, number, first)
                    marked = True
                yield from self._list(part, level + 1)
            else:
                raise self._refused(part)

    def _words(self, element: HtmlElement) -> Iterator[Paragraph]:
        for item in self._only(element, "dt", "dd"):
            yield Paragraph(self._runs(item), "term" if item.tag == "dt" else "meaning")

    def _table(self, element: HtmlElement) -> Table:
        rows = [tuple(self._cell(cell) for cell in self._only(row, "th", "td")) for row in self._rows(element)]
        if len({len(row) for row in rows}) != 1:
            raise FragmentError(f"{self.place}: Tabellens rader är olika långa. Ge alla rader lika många celler.")
        has_header = all(cell.is_header for cell in rows[0])
        return Table(rows[0] if has_header else (), tuple(rows[1:] if has_header else rows))

    def _rows(self, element: HtmlElement) -> Iterator[HtmlElement]:
        for child in self._only(element, "thead", "tbody", "tfoot", "tr"):
            if child.tag == "tr":
                yield child
            else:
                yield from self._only(child, "tr")

    def _cell(self, element: HtmlElement) -> Cell:
        if {element.get("colspan", "1"), element.get("rowspan", "1")} != {"1"}:
            raise FragmentError(f"{self.place}: Tabellen har sammanslagna celler. Skriv varje cell för sig.")
        paragraphs = [part if isinstance(part, tuple) else self._in_cell(part) for part in self._parts(element)]
        return Cell(tuple(paragraphs), element.tag == "th")

    def _in_cell(self, element: HtmlElement) -> Runs:
        if element.tag != "p":
            raise self._refused(element)
        return self._runs(element)

    def _only(self, parent: HtmlElement, *tags: str) -> Iterator[HtmlElement]:
        """The children of an element that may hold only these; words between them are refused, not lost."""
        between = [parent.text or "", *(child.tail or "" for child in parent)]
        stray = next((text.strip() for text in between if text.strip()), "")
        if stray:
            raise FragmentError(f"{self.place}: Orden ”{stray}” står löst i <{parent.tag}>. Skriv dem i en egen rad.")
        for child in parent.iterchildren(tag="*"):
            if child.tag not in tags:
                raise self._refused(child)
            yield child

    def _refused(self, element: HtmlElement) -> FragmentError:
        if element.tag in ("img", "picture", "figure", "svg"):
            said = "En bild kan inte följa med till Word eller PowerPoint. Säg det bilden säger i texten."
        else:
            said = f"Elementet <{element.tag}> i <{element.getparent().tag}> kan inte följa med till Word "
            said += "eller PowerPoint. Skriv det som vanlig text, lista eller tabell."
        return FragmentError(f"{self.place}: {said}")


def _language(element: HtmlElement) -> str:
    """The language that an element's words are in, when it is not the page's."""
    around = (item.get("lang", "") for item in (element, *element.iterancestors()))
    return next((lang for lang in around if lang), "")


def _told(runs: list[Run]) -> Iterator[Runs]:
    """The runs as readers see them, if they say anything: single spaces, and equal looks together."""
    tidy: list[Run] = []
    for run in runs:
        text = _WHITE.sub(" ", run.text)
        if text.startswith(" ") and (not tidy or tidy[-1].text.endswith((" ", _BREAK))):
            text = text[1:]
        if not text:
            continue
        if tidy and replace(tidy[-1], text="") == replace(run, text=""):
            tidy[-1] = replace(run, text=tidy[-1].text + text)
        else:
            tidy.append(replace(run, text=text))
    while tidy and not tidy[-1].text.strip(f" {_BREAK}"):
        tidy.pop()
    if tidy:
        tidy[-1] = replace(tidy[-1], text=tidy[-1].text.rstrip(f" {_BREAK}"))
    told = tuple(replace(run, text=re.sub(f" *{_BREAK} *", "\n", run.text)) for run in tidy if run.text)
    if told:
        yield told

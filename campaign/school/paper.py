"""A fragment as paper needs it: room to write where a pupil writes, a box around whom to talk to, links by address."""

from __future__ import annotations

import re
from dataclasses import dataclass

import lxml.html
from lxml.html import HtmlElement

from campaign.school.fragment import embolden_leads, parse, section_of, serialise, words_in
from campaign.school.kit import HELP

ANSWER = "Svar:"

#: From so many rows an empty cell is for a word or a cross; with fewer it is for a sentence.
_SHORT_ROWS = 5
_CROSS_COLUMNS = 3
_ANSWER_LINES = 2


def paper(html: str) -> str:
    """The fragment without anchors and boxes that only a screen needs, with what a leader says marked in bold."""
    root = _cleaned(html)
    embolden_leads(root)
    return serialise(list(root))


def worksheet(html: str) -> str:
    """The pupils' sheet: tables by how much is written in them, lines after "Svar:", whom to talk to kept together."""
    root = _cleaned(html)
    for table in root.iter("table"):
        _make_writable(table)
    for paragraph in root.xpath("./p"):
        if words_in(paragraph) == ANSWER:
            _add_lines(paragraph)
    _box_help(root)
    return serialise(list(root))


@dataclass(frozen=True)
class Rooms:
    """How many rows of a worksheet grow when the page has room left: those for sentences, and those for a word."""

    sentences: int
    words: int


def rooms(html: str) -> Rooms:
    """The rows to write in of a finished worksheet."""
    root = parse(html)
    sentences = root.xpath(".//table[starts-with(@class, 'skriv')]//tr[td[@class='tom']] | .//*[@class='linje']")
    return Rooms(len(sentences), len(root.xpath(".//table[@class='korta' or @class='kryss']//tr[td[@class='tom']]")))


def card(html: str) -> str:
    """The pocket card's text, with lines to write on after a last line that ends with a colon."""
    root = _cleaned(html)
    if root.text_content().rstrip().endswith(":"):
        root.extend([_line() for _ in range(_ANSWER_LINES)])
    return serialise(list(root))


def links(html: str) -> list[tuple[str, str]]:
    """The text and address of every link that leads to a page, each once, in order."""
    found: dict[str, str] = {}
    for link in parse(html).iter("a"):
        address = link.get("href", "")
        if address.startswith("http"):
            found.setdefault(address, words_in(link))
    return [(text, address) for address, text in found.items()]


def section(html: str, title: str) -> str:
    """What stands under the heading `title`; empty when there is no such heading."""
    return serialise(section_of(_cleaned(html), title))


def bare(address: str) -> str:
    """An address as paper shows it: without scheme, "www." and last slash."""
    return re.sub(r"^https?://(?:www\.)?|/$", "", address)


def _cleaned(html: str) -> HtmlElement:
    root = parse(html)
    for element in root.iterdescendants():
        element.attrib.pop("id", None)
        if element.tag == "a" and not element.get("href", "").startswith("http"):
            element.attrib.pop("href", None)  # a number is dialled by hand
    for table in root.xpath("./div[not(@class)]/table"):
        table.getparent().drop_tag()
    return root


def _make_writable(table: HtmlElement) -> None:
    rows = table.xpath(".//tr[td]")
    empty = [cell for row in rows for cell in row.xpath("./td") if not cell.text_content().strip()]
    for cell in empty:
        cell.set("class", "tom")
    columns = max((len(row.xpath("./td[@class='tom']")) for row in rows), default=0)
    if columns >= _CROSS_COLUMNS or (columns > 1 and len(rows) >= _SHORT_ROWS):
        table.set("class", "kryss")
    elif columns and len(rows) >= _SHORT_ROWS:
        table.set("class", "korta")
    elif columns:
        table.set("class", "skriv" if columns == 1 else "skriv flera")


def _add_lines(paragraph: HtmlElement) -> None:
    paragraph.set("class", "svar")
    for _ in range(_ANSWER_LINES):
        paragraph.addnext(_line())


def _line() -> HtmlElement:
    line = lxml.html.Element("div")
    line.set("class", "linje")
    return line


def _box_help(root: HtmlElement) -> None:
    """Puts the heading of whom to talk to, and what follows it, in a box of its own."""
    heading = next((item for item in root.xpath("./h2") if words_in(item) == HELP), None)
    if heading is None:
        return
    box = lxml.html.Element("section")
    box.set("class", "hjalp")
    following = []
    for element in heading.itersiblings():
        if element.tag == "h2":
            break
        following.append(element)
    heading.addprevious(box)
    box.extend([heading, *following])

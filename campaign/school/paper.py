"""A fragment as paper needs it: room to write where a pupil writes, a box around whom to talk to, links by address."""

from __future__ import annotations

import re

import lxml.html
from lxml.html import HtmlElement

from campaign.school.fragment import parse, serialise

HELP = "Vem kan du prata med?"
ANSWER = "Svar:"

#: From so many rows an empty cell is for a word or a cross; with fewer it is for a sentence.
_SHORT_ROWS = 5
_CROSS_COLUMNS = 3
_ANSWER_LINES = 2


def paper(html: str) -> str:
    """The fragment without anchors and boxes that only a screen needs."""
    return serialise(list(_cleaned(html)))


def worksheet(html: str) -> str:
    """The pupils' sheet: tables by how much is written in them, lines after "Svar:", whom to talk to kept together."""
    root = _cleaned(html)
    for table in root.iter("table"):
        _make_writable(table)
    for paragraph in root.xpath("./p"):
        if " ".join(paragraph.text_content().split()) == ANSWER:
            _add_lines(paragraph)
    _box_help(root)
    return serialise(list(root))


def room_count(html: str) -> int:
    """How many rows and lines of a finished worksheet grow when there is room left on the page."""
    root = parse(html)
    return len(root.xpath(".//table[@class='skriv']//tr[td[@class='tom']]")) + len(root.xpath(".//*[@class='linje']"))


def links(html: str) -> list[tuple[str, str]]:
    """The text and address of every link that leads to a page, each once, in order."""
    found: dict[str, str] = {}
    for link in parse(html).iter("a"):
        address = link.get("href", "")
        if address.startswith("http"):
            found.setdefault(address, " ".join(link.text_content().split()))
    return [(text, address) for address, text in found.items()]


def section(html: str, title: str) -> str:
    """What stands under the heading `title`, up to the next one of its level; empty when there is no such heading."""
    inside = False
    kept: list[HtmlElement] = []
    for element in _cleaned(html):
        if element.tag == "h2":
            inside = " ".join(element.text_content().split()) == title
        elif inside:
            kept.append(element)
    return serialise(kept)


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
        table.set("class", "skriv")


def _add_lines(paragraph: HtmlElement) -> None:
    paragraph.set("class", "svar")
    for _ in range(_ANSWER_LINES):
        line = lxml.html.Element("div")
        line.set("class", "linje")
        paragraph.addnext(line)


def _box_help(root: HtmlElement) -> None:
    """Puts the heading of whom to talk to, and what follows it, in a box of its own."""
    heading = next((item for item in root.xpath("./h2") if " ".join(item.text_content().split()) == HELP), None)
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

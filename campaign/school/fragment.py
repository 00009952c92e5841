"""A rendered page made plain: what paper, a slide, a document and a learning platform can show alike."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin

import lxml.html
from lxml.html import HtmlElement, builder

#: What means something on the site only.
_LEFT_OUT = "//svg | //template | //script | //button | //nav | //sup[a[contains(@class, 'source-ref')]]"

_LEADS = re.compile(r"(?P<lead>Säg|Tänk på|Syfte):(?P<rest>.*)", re.DOTALL)

_KEPT_CLASSES = frozenset({"admonition", "admonition-title", "visa", "nowrap", "service", "service-name"})
_KEPT_ATTRIBUTES = frozenset({"class", "href", "scope", "colspan", "rowspan", "lang", "start", "id"})


def parse(html: str) -> HtmlElement:
    """The fragment as the children of a `div`."""
    return lxml.html.fragment_fromstring(html, create_parent="div")


def serialise(elements: Iterator[HtmlElement] | list[HtmlElement]) -> str:
    """The HTML of the elements, without what follows after the last."""
    return "".join(lxml.html.tostring(element, encoding="unicode", with_tail=False) + "\n" for element in elements)


def plain(html: str, url: str) -> str:
    """A rendered body as a KitPage holds it; `url` is the page's own absolute address."""
    root = parse(html.replace("\N{SOFT HYPHEN}", ""))
    for element in root.xpath(_LEFT_OUT):
        element.drop_tree()
    for element in root.xpath(".//a[contains(@class, 'word-ref')] | .//a[not(@href)]"):
        element.drop_tag()
    for element in root.iterdescendants():
        _tidy(element, url)
    for element in root.xpath(".//span[not(@class)]"):
        element.drop_tag()
    return serialise(list(root))


def words_in(element: HtmlElement) -> str:
    """The element's words, with single spaces."""
    return " ".join(element.text_content().split())


def section_of(root: HtmlElement, title: str) -> list[HtmlElement]:
    """What stands under the second-level heading `title`, up to the next of its level."""
    found: list[HtmlElement] = []
    inside = False
    for element in root:
        if element.tag == "h2":
            inside = words_in(element) == title
        elif inside:
            found.append(element)
    return found


def embolden_leads(root: HtmlElement) -> None:
    """Sets in bold what a paragraph of a plan is: what to say, what to mind, what it is for."""
    for paragraph in root.iter("p"):
        if match := _LEADS.fullmatch(paragraph.text or ""):
            paragraph.text = None
            paragraph.insert(0, builder.E.strong(f"{match['lead']}:"))
            paragraph[0].tail = match["rest"]


def _tidy(element: HtmlElement, url: str) -> None:
    """Keeps the attributes that mean something elsewhere; makes addresses absolute."""
    for name in list(element.attrib):
        if name not in _KEPT_ATTRIBUTES:
            del element.attrib[name]
    classes = [name for name in element.get("class", "").split() if name in _KEPT_CLASSES]
    element.attrib.pop("class", None)
    if classes:
        element.set("class", " ".join(classes))
    if element.tag == "a":
        element.set("href", urljoin(url, element.get("href")))

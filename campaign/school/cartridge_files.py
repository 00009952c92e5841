"""What each file of a cartridge must be: a web link leads somewhere safe, a page is whole and fetches nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

from campaign.allowed import LINK_SCHEMES

WEB_LINKS = "http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1"

#: What a page may lead to besides https: who answers.
_CONTACT = LINK_SCHEMES - {"https"}

#: Elements and attributes that run something, or make a browser fetch something by itself.
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "base", "link", "form"})
_FETCHING = frozenset({"src", "srcset", "data", "poster", "background"})


def check_link(name: str, root: etree._Element, site: str) -> Iterator[str]:
    """The faults of a web link's file: `root` of its XML."""
    if root.tag != f"{{{WEB_LINKS}}}webLink" or [etree.QName(child).localname for child in root] != ["title", "url"]:
        yield f"Webblänken {name} ska ha en title och en url, och inget annat."
        return
    title, url = root
    if not (title.text or "").strip():
        yield f"Webblänken {name} saknar titel."
    address = url.get("href") or ""
    if not _leads_on(address, site):
        yield f"Webblänken {name} leder till ”{address}”; den ska börja med https:// och vara en hel adress."


def check_page(name: str, content: bytes, site: str) -> Iterator[str]:
    """The faults of a page's file."""
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        yield f"Sidan {name} är inte skriven i UTF-8."
        return
    if not text.lower().startswith("<!doctype html>") or "</html>" not in text:
        yield f"Sidan {name} är inte en hel HTML-sida."
        return
    root = lxml.html.document_fromstring(content, parser=lxml.html.HTMLParser(encoding="utf-8"))
    if not root.get("lang"):
        yield f"Sidan {name} säger inte vilket språk den är på (lang)."
    if not (root.findtext("head/title") or "").strip():
        yield f"Sidan {name} saknar title."
    headings = [heading for heading in root.iter("h1") if any(str(text).strip() for text in heading.itertext())]
    if len(headings) != 1:
        yield f"Sidan {name} ska ha en rubrik på högsta nivån (h1), men har {len(headings)}."
    elements = list(root.iter(etree.Element))
    if any(element.tag in _ACTIVE or any(name in element.attrib for name in _FETCHING) for element in elements):
        yield f"Sidan {name} har script, eller hämtar något utifrån."
    identifiers = Counter(element.get("id") or "" for element in elements if "id" in element.attrib)
    for identifier, count in identifiers.items():
        if count > 1:
            yield f"Sidan {name} har id:t ”{identifier}” {count} gånger."
    for link in root.iter("a"):
        address = link.get("href") or ""
        inside = address.startswith("#") and address[1:] in identifiers
        if not (inside or address.partition(":")[0] in _CONTACT or _leads_on(address, site)):
            yield f"Sidan {name} har länken ”{address}”, som inte leder någonstans därifrån."


def _leads_on(address: str, site: str) -> bool:
    """Whether an address is whole and safe to follow."""
    if any(character.isspace() or not character.isascii() for character in address):
        return False
    try:
        parts = urlsplit(address)
        whole = bool(parts.hostname) and parts.port != 0  # reading the port raises for what is none
    except ValueError:
        return False
    return whole and (parts.scheme == "https" or (bool(site) and address.startswith(site)))

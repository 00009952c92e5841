"""What other programs are told about a page: Open Graph for shared links, JSON-LD for search engines.

Pure. A shared link stands in chats and feeds that others see, so it says no more than the browser's history does.
"""

from __future__ import annotations

import datetime
import json
from dataclasses import dataclass
from typing import Any

from campaign.checks.metadata import NEUTRAL_SECTIONS
from campaign.content.pages import Page, Variant
from campaign.school.kit import Publication
from campaign.school.metadata import learning_resource
from campaign.site.frame import START, Frame

#: The picture of a shared link, made at build time: this one never names the subject. Those of single pages are named
#: alike, so that only the hash in their addresses tells them apart.
CARD = "kort.png"

#: What a shared link says of a page whose title is neutral: its own description names the subject.
NEUTRAL_DESCRIPTION = {
    Variant.ORDINARY: "Svar på frågor, och stöd för den som vill prata med någon.",
    Variant.LATTLAST: "Här finns svar på frågor. Här finns stöd för den som vill prata.",
}


@dataclass(frozen=True)
class Metadata:
    """A page's Open Graph values; `image` is absolute, and empty without a picture.

    `image_alt` is empty for the neutral card, which says nothing of the page. `data` is JSON-LD or empty.
    """

    title: str
    description: str
    url: str
    image: str
    image_alt: str
    data: str


@dataclass(frozen=True)
class _Described:
    """A page as the metadata of its lesson needs it."""

    title: str
    description: str
    url: str
    changed_on: datetime.date | None


def publication(frame: Frame) -> Publication:
    """The site as the school kit knows it: the sender is told by an approved release only."""
    return Publication(frame.name, frame.site_url, "" if frame.preview else frame.sender, frame.preview)


def page_metadata(frame: Frame, page: Page) -> Metadata | None:
    """The metadata of a page at its own address; None for a page that is not to be listed."""
    if page.meta.hidden or page.meta.draft:
        return None
    own = frame.cards.get(page.path, "")
    card = own or frame.assets.get(CARD, "")
    return Metadata(
        title=page.document_title,
        description=shared_description(page),
        url=frame.site_url + page.address,
        image=frame.site_url + card if card else "",
        image_alt=page.title if own else "",
        data=_data(frame, page),
    )


def _data(frame: Frame, page: Page) -> str:
    """The page's JSON-LD: the start page tells of the site, a lesson's page of the lesson."""
    if page.id == START:
        return as_data_block(start_data(frame, page))
    if page.meta.lesson and page.variant is Variant.ORDINARY:
        words = _Described(page.title, page.head.description, frame.site_url + page.address, page.head.changed_on)
        return as_data_block(learning_resource(page.meta.lesson, words, publication(frame)))
    return ""


def tells_nothing(page: Page) -> bool:
    """Whether a link to the page must say no more than the browser's history does: others may see it in a chat."""
    return bool(page.meta.neutral_title) or page.section in NEUTRAL_SECTIONS


def shared_description(page: Page) -> str:
    """The page's description where it reveals no more than the title does, otherwise a neutral sentence."""
    if tells_nothing(page):
        return NEUTRAL_DESCRIPTION[page.variant]
    return page.head.description


def start_data(frame: Frame, page: Page) -> dict[str, Any]:
    """A start page as schema.org's `WebSite`; an approved release with a sender also says who answers for it."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "WebSite",
        "name": frame.name,
        "url": frame.site_url + page.address,
        "inLanguage": page.variant.tag,
    }
    if frame.sender and not frame.preview:
        data["publisher"] = {"@type": "GovernmentOrganization", "name": frame.sender} | _contact(frame.sender_contact)
    return data


def _contact(contact: str) -> dict[str, Any]:
    """The sender's `ContactPoint`: an address of a form or of e-mail."""
    if not contact:
        return {}
    way = {"url": contact} if "://" in contact else {"email": contact.removeprefix("mailto:")}
    return {"contactPoint": {"@type": "ContactPoint", "contactType": "Något är fel på webbplatsen", **way}}


def as_data_block(data: dict[str, Any]) -> str:
    """JSON that can stand inside `<script type="application/ld+json">`: no text in it can end the element."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")

"""Permanent short addresses: /l/1/ for a lesson, and what a page's `short` says. Each is a page that leads on."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from campaign.content.addresses import short_addresses
from campaign.content.pages import Variant
from campaign.site.frame import Frame
from campaign.site.leading_on import Lead, leading_page


def short_pages(frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address and HTML of every short address."""
    for page in frame.site.sound_pages(Variant.ORDINARY):
        if not frame.has(page):
            continue
        for short in short_addresses(page):
            lead = Lead(short, page.address, page.document_title, "Sidan har en längre adress", page.variant.tag)
            yield short, leading_page(frame, environment, lead)

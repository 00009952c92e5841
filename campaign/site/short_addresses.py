"""Permanent short addresses: /l/1/ for a lesson, and what a page's `short` says. Each is a page that leads on.

Below /lattlast/ every one of them leads to the lättläst page: posters in lättläst print it. Where that text is missing
it leads to the page that says so and shows the ordinary text, for paper stays on a wall while texts come and go.
"""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from campaign.content.addresses import short_addresses
from campaign.content.pages import Variant
from campaign.site.frame import Frame, address_of
from campaign.site.leading_on import Lead, leading_page

HEADING = "Sidan har en längre adress"


def short_pages(frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address and HTML of every short address, in both variants."""
    for page in frame.site.sound_pages(Variant.ORDINARY):
        if not frame.has(page):
            continue
        twin = frame.site.twin(page)
        simple = twin if twin and frame.has(twin) else page
        for short in short_addresses(page):
            for old, shown, variant in (
                (short, page, Variant.ORDINARY),
                (f"lattlast/{short}", simple, Variant.LATTLAST),
            ):
                lead = Lead(old, address_of(page, variant), shown.document_title, HEADING, shown.variant.tag)
                yield old, leading_page(frame, environment, lead)

"""Permanent short addresses: /l/1/ for a lesson, and what a page's `short` says. Each is a page that leads on.

Below /lattlast/ every one of them leads to the lättläst page: posters in lättläst print it. Where that text is missing
it leads to the page that says so and shows the ordinary text, for paper stays on a wall while texts come and go.
"""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from campaign.content.pages import Page, Variant
from campaign.school.metadata import short_address
from campaign.site.addresses import Addresses
from campaign.site.frame import Frame, address_of


def short_pages(frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address and HTML of every short address."""
    template = environment.get_template("school/kort.html")
    for page in frame.site.sound_pages(Variant.ORDINARY):
        if not frame.has(page):
            continue
        twin = frame.site.twin(page)
        for short in _addresses(page):
            yield short, _leading_on(frame, template, short, page, Variant.ORDINARY)
            shown = twin if twin and frame.has(twin) else page
            yield f"lattlast/{short}", _leading_on(frame, template, f"lattlast/{short}", shown, Variant.LATTLAST)


def _leading_on(frame: Frame, template: jinja2.Template, short: str, page: Page, variant: Variant) -> str:
    """The HTML that leads from `short` to a page as it is served in `variant`."""
    return template.render(
        frame=frame,
        lang=page.variant.tag,
        short=short.rstrip("/"),
        title=page.document_title,
        href=Addresses(frame.site_url, short).href(address_of(page, variant)),
        canonical=frame.site_url + page.address,
    )


def _addresses(page: Page) -> Iterator[str]:
    if page.meta.lesson:
        yield short_address(page.meta.lesson)
    if page.meta.short:
        yield f"{page.meta.short.strip('/')}/"

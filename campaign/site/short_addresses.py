"""Permanent short addresses: /l/1/ for a lesson, and what a page's `short` says. Each is a page that leads on."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from campaign.content.pages import Page, Variant
from campaign.school.metadata import short_address
from campaign.site.addresses import Addresses
from campaign.site.frame import Frame


def short_pages(frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address and HTML of every short address."""
    template = environment.get_template("school/kort.html")
    for page in frame.site.sound_pages(Variant.ORDINARY):
        if not frame.has(page):
            continue
        for short in _addresses(page):
            yield (
                short,
                template.render(
                    frame=frame,
                    lang=page.variant.tag,
                    short=short.rstrip("/"),
                    title=page.document_title,
                    href=Addresses(frame.site_url, short).href(page.address),
                    canonical=frame.site_url + page.address,
                ),
            )


def _addresses(page: Page) -> Iterator[str]:
    if page.meta.lesson:
        yield short_address(page.meta.lesson)
    if page.meta.short:
        yield f"{page.meta.short.strip('/')}/"

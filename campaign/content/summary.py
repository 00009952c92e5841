"""The summary that becomes pages.json: what other programs (reminders, the status page, follow-up) read of the site."""

from __future__ import annotations

from typing import Any

from campaign.content.pages import Page, Site
from campaign.content.review import review_of


def summary(site: Site, site_url: str) -> list[dict[str, Any]]:
    """One object a published page: address, variant, title, twin, dates and sources. Dates only, never "overdue"."""
    return [_page(page, site, site_url.rstrip("/") + "/") for page in site.published()]


def _page(page: Page, site: Site, base: str) -> dict[str, Any]:
    review = review_of(page, site)
    twin = site.twin(page)
    return {
        "id": page.id,
        "address": base + page.address,
        "variant": page.variant.tag,
        "title": page.title,
        "description": page.head.description,
        "twin": base + twin.address if twin else None,
        "owner": page.meta.owner or None,
        "changed_on": _date(page.head.changed_on),
        "last_reviewed_on": _date(review.reviewed_on),
        "compared_on": _date(review.compared_on),
        "review_due_on": _date(review.due_on),
        "sources": page_sources(page, site),
    }


def page_sources(page: Page, site: Site) -> list[str]:
    """The ids of the sources a page builds on: its own and its facts', in the order they are met."""
    found = [
        source
        for code in page.body.shortcodes
        if code.kind == "fakta" and code.id in site.records.facts
        for source in site.records.facts[code.id].sources
    ]
    return list(dict.fromkeys(found + page.meta.sources))


def _date(day: object) -> str | None:
    return str(day) if day else None

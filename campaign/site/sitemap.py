"""Which pages there are in which variants, with absolute addresses: alternate links and sitemap.xml."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.pages import Page, Variant
from campaign.site.frame import Frame


@dataclass(frozen=True)
class Alternate:
    """The same page in a variant, with its absolute address."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class SitemapEntry:
    """One address of the sitemap."""

    url: str
    changed_on: str
    alternates: list[Alternate]


def page_alternates(frame: Frame, page: Page) -> list[Alternate]:
    """The variants of a page that are part of the build, and the ordinary one as the default."""
    both = [frame.site.page(page.id, variant) for variant in Variant]
    real = [found for found in both if found and frame.has(found)]
    return [
        *(Alternate(found.variant.tag, frame.site_url + found.address) for found in real),
        *(Alternate("x-default", frame.site_url + found.address) for found in real[:1]),
    ]


def sitemap(frame: Frame) -> list[SitemapEntry]:
    """Every page that may be listed, in both variants; no fallbacks."""
    return [
        SitemapEntry(
            url=frame.site_url + page.address,
            changed_on=changed.isoformat() if (changed := page.head.changed_on) else "",
            alternates=page_alternates(frame, page),
        )
        for page in frame.site.published()
    ]

"""Posters on the site: their words as readers meet them, their short addresses, and how long a copy on paper holds."""

from __future__ import annotations

import datetime
import re

from campaign.content.addresses import short_addresses as addresses_of
from campaign.content.pages import Page, Site, Variant
from campaign.content.poster import Format, Poster, PosterColours, PosterText, PosterVariant
from campaign.content.review import MONTHS_BY_SECTION, add_months

__all__ = [
    "Format", "Poster", "PosterColours", "PosterText", "PosterVariant", "headline_of", "services_of",
    "short_addresses", "texts_of", "valid_until",
]  # fmt: skip

#: How long a service's number counts as checked: as long as the pages about support.
SERVICE_MONTHS = MONTHS_BY_SECTION["stod"]


def headline_of(poster: Poster, site: Site, variant: PosterVariant) -> str:
    """The headline as a reader of the variant meets it."""
    return site.records.expand(poster.headline_in(variant), variant == "lattlast")


def texts_of(poster: Poster, site: Site, variant: PosterVariant) -> list[str]:
    """The texts as a reader of the variant meets them, shortcodes as words."""
    return [site.records.expand(text, variant == "lattlast") for text in poster.texts_in(variant)]


def services_of(poster: Poster, site: Site, variant: PosterVariant | None = None) -> list[str]:
    """The services that the poster, or one variant of it, shows: listed, named, or by a number such as 112 in words."""
    words = " ".join(word.own for word in poster.words() if variant in (None, word.variant))
    by_number = [key for key, service in site.records.services.items()
                 if service.phone and re.search(rf"(?<!\d){re.escape(service.phone)}(?!\d)", words)]  # fmt: skip
    return list(dict.fromkeys([*poster.service_ids(variant), *by_number]))


def valid_until(poster: Poster, site: Site) -> datetime.date | None:
    """The day up to which the poster holds: the earliest review of its facts and services; None when it has none.

    A service has no review of its own in its record: its number is to be read again after SERVICE_MONTHS.
    """
    facts, services, shown = site.records.facts, site.records.services, services_of(poster, site)
    days = [add_months(facts[key].checked_on, facts[key].review_in) for key in poster.fact_ids() if key in facts]
    days += [add_months(services[key].checked_on, SERVICE_MONTHS) for key in shown if key in services]
    return min(days, default=None)


def short_addresses(site: Site) -> dict[str, Page]:
    """Every permanent short address of the site without slashes around it, and the page that it leads to."""
    pages = site.sound_pages(Variant.ORDINARY)
    return {address.strip("/"): page for page in pages for address in addresses_of(page)}

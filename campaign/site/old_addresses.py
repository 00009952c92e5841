"""Addresses that pages had before (`old_paths`): a page at each that leads on, and redirects for servers.

A server with redirects answers before the page at the old address is ever fetched; the page is for hosts without them.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import jinja2

from campaign.content.addresses import as_folder, old_addresses
from campaign.content.pages import Page, Site, Variant
from campaign.site.drawing import without_waste
from campaign.site.frame import Frame, address_of
from campaign.site.leading_on import Lead, leading_page

MOVED = 301
HEADING = "Sidan har en ny adress"


class AddressTakenError(Exception):
    """What the build makes stands at an old address; the text says which, in Swedish."""


class Redirect(NamedTuple):
    """An old address and the new one, both from the site's root with a slash first, and the HTTP status."""

    old: str
    new: str
    status: int


def redirects(site: Site, *, drafts: bool = False) -> list[Redirect]:
    """What servers redirect, in order of the old address: both variants of every page that has moved.

    `drafts`: whether drafts are part of the site, as in a preview; otherwise nothing leads to them.
    """
    return sorted(redirect for redirect, page, _ in _moves(site) if drafts or not page.meta.draft)


def old_pages(frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address and HTML of every old address in this build."""
    for redirect, page, variant in _moves(frame.site):
        if frame.has(page):
            shown = frame.site.page(page.id, variant) or page  # a missing twin's place shows the ordinary text
            old = as_folder(redirect.old)
            lead = Lead(old, redirect.new.removeprefix("/"), shown.document_title, HEADING, variant.tag)
            yield old, leading_page(frame, environment, lead)


def write_old_pages(folder: Path, frame: Frame, environment: jinja2.Environment) -> None:
    """Writes the pages of all old addresses into the built site in `folder`. Raises AddressTakenError.

    May be done twice: the generator runs once a variant.
    """
    for address, page in old_pages(frame, environment):
        file, html = folder / address / "index.html", without_waste(page)
        if file.parent.is_file() or (file.exists() and file.read_text(encoding="utf-8") != html):
            plain = address.rstrip("/")
            raise AddressTakenError(f"{plain} står i old_paths, men där finns redan en sida eller en fil.")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(html, encoding="utf-8")


def _moves(site: Site) -> Iterator[tuple[Redirect, Page, Variant]]:
    """Each old address in each variant, with the ordinary page that has taken over. A file has no variant."""
    for page in site.sound_pages(Variant.ORDINARY):
        for old in old_addresses(page):
            if "." in old:
                yield Redirect(f"/{old.rstrip('/')}", f"/{page.address}", MOVED), page, Variant.ORDINARY
                continue
            for variant in Variant:
                prefix = "/lattlast/" if variant is Variant.LATTLAST else "/"
                yield Redirect(prefix + old, f"/{address_of(page, variant)}", MOVED), page, variant

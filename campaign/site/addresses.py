"""Addresses inside the site: relative to the page that links, so that the site works wherever it is put."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Addresses:
    """Links as seen from one page.

    `site_url` is the site's absolute address, ending with a slash. `here` is the page's address from the site's
    root (`lagen/straff/`), or None for the page "not found", which a server shows at any address.
    """

    site_url: str
    here: str | None

    def href(self, target: str) -> str:
        """The link to `target`, an address from the site's root (empty for the start page)."""
        if self.here is None:
            return urlsplit(self.site_url).path + target
        link = posixpath.relpath(f"/{target}", f"/{self.here}")
        return f"{link}/" if target == "" or target.endswith("/") else link

    def absolute(self, target: str) -> str:
        """The whole address of `target`, for canonical and alternate links."""
        return self.site_url + target


def host(url: str) -> str:
    """The name a reader recognises an address by: `https://www.umo.se/x` gives `umo.se`."""
    return (urlsplit(url).hostname or "").removeprefix("www.")

"""Our page for a file of MkDocs."""

from __future__ import annotations

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from campaign.content.pages import TWIN_ENDING, Page, Site, Variant


def _found(site: Site, file: File) -> Page | None:
    variant = Variant.LATTLAST if file.src_uri.endswith(TWIN_ENDING) else Variant.ORDINARY
    return site.page(file.src_uri.removesuffix(TWIN_ENDING).removesuffix(".md"), variant)


def is_readable(site: Site, file: File) -> bool:
    """Whether the file is a page that could be read."""
    page = _found(site, file)
    return page is not None and not page.broken


def page_of(site: Site, file: File) -> Page:
    """The page that the file is. Raises PluginError when it could not be read."""
    page = _found(site, file)
    if page is None or page.broken:
        raise PluginError(f"{file.src_uri} kan inte läsas. Kör ”campaign check” för att se varför.")
    return page

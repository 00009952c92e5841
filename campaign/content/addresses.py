"""The addresses that lead to a page besides its own: short ones that never change, and those that it had before.

All are from the site's root, without a slash first and with one last: `l/1/`.
"""

from __future__ import annotations

from campaign.content.lessons import Lesson
from campaign.content.pages import Page, Site, Variant

#: Sections of which nobody may be able to read when a page was opened.
UNTIMED_SECTIONS = ("stod", "ung")


def short_address(lesson: Lesson) -> str:
    """The permanent short address of a lesson."""
    return f"l/{lesson.number}/"


def short_addresses(page: Page) -> list[str]:
    """The short addresses of an ordinary page: its lesson's, and what its `short` says."""
    lesson = [short_address(page.meta.lesson)] if page.meta.lesson else []
    return [*lesson, *([as_folder(page.meta.short)] if page.meta.short else [])]


def old_addresses(page: Page) -> list[str]:
    """The addresses that an ordinary page had before; a file's is one too: `skola/brev.pdf/`."""
    return [as_folder(path) for path in page.meta.old_paths]


def untimed_addresses(site: Site) -> list[str]:
    """Every address that leads to a page about support or for young people, in both variants: `/vill-andra/`.

    Their visits are written without the time, as the pages' own are.
    """
    pages = [page for page in site.sound_pages(Variant.ORDINARY) if page.section in UNTIMED_SECTIONS]
    found = {path for page in pages for path in (*short_addresses(page), *old_addresses(page))}
    return sorted(f"/{variant}{path}" for variant in ("", "lattlast/") for path in found)


def as_folder(path: str) -> str:
    """A path on the site as the address of a folder."""
    return f"{path.strip('/')}/"

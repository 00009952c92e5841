"""The addresses that lead to a page besides its own: short ones that never change, and those that it had before.

All are from the site's root, without a slash first and with one last: `l/1/`.
"""

from __future__ import annotations

from campaign.content.lessons import Lesson
from campaign.content.pages import Page


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


def as_folder(path: str) -> str:
    """A path on the site as the address of a folder."""
    return f"{path.strip('/')}/"

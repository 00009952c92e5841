"""Which pages are lessons: the teachers' pages, and the package for a workplace meeting, with the plan of each."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content.lesson_plan import Plan, read_plan
from campaign.content.pages import Page, Site, Variant

LESSON_KIND = "lektion"
STAFF_KIND = "personal"


def is_for_pupils(page: Page) -> bool:
    """Whether the page is a teacher's page; its lättläst twin is not."""
    return page.variant is Variant.ORDINARY and page.meta.kind == LESSON_KIND


def is_for_staff(page: Page) -> bool:
    """Whether the page is the package for a workplace meeting: a page for staff with a lesson's record."""
    ordinary = page.variant is Variant.ORDINARY and page.meta.kind == STAFF_KIND
    return ordinary and page.meta.lesson is not None


def plan_of(page: Page) -> Plan | None:
    """The plan of a teacher's page or of the staff package; None for every other page."""
    return read_plan(page.body) if is_for_pupils(page) or is_for_staff(page) else None


def pupils_lessons(site: Site) -> Iterator[Page]:
    """The teachers' pages, in the order of the site's pages."""
    return filter(is_for_pupils, site.sound_pages(Variant.ORDINARY))

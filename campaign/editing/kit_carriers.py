"""The files of the school kit that carry a record: copies of them may be about, on paper and in learning platforms."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content.lessons import SHEET_ENDING
from campaign.content.pages import Page, Site, Variant
from campaign.school.files import ALL_LESSONS, LETTER, KitFile, lesson_files

_LETTER_PAGE = "skola/brev-hem"

#: The parts of a lesson that hold the teacher's text, and those that hold a sheet in each variant.
_OF_PLAN = ("plan", "plan-word", "slides", "card", "booklet", "cartridge")
_OF_SHEET = {
    Variant.ORDINARY: ("sheet", "booklet", "cartridge"),
    Variant.LATTLAST: ("sheet-simple", "booklet", "cartridge"),
}


def files_of(site: Site, page: Page) -> Iterator[KitFile]:
    """The files that hold the text of a page; none for a page that is no part of the kit."""
    if page.id == _LETTER_PAGE:
        yield LETTER[0 if page.variant is Variant.ORDINARY else 1]
        return
    owner = site.page(page.id.removesuffix(SHEET_ENDING))
    lesson = owner.meta.lesson if owner and not owner.broken else None
    if lesson is None:
        return
    parts: tuple[str, ...]
    if page.id.endswith(SHEET_ENDING):
        parts = _OF_SHEET[page.variant]
    else:
        parts = _OF_PLAN if page.variant is Variant.ORDINARY else ()
    yield from (file for file in lesson_files(lesson) if file.part in parts)
    if not lesson.for_staff:
        yield from (file for file in ALL_LESSONS if file.part in parts)

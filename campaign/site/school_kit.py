"""Gathers the rendered pages of the school kit, so that campaign/school/ can put them in other forms."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.content.lessons import LESSONS, Lesson, sheet_id
from campaign.content.pages import Page, Variant
from campaign.school.fragment import plain
from campaign.school.kit import KitPage, KitSource, LessonKit, Publication, School
from campaign.school.slides import read_slides
from campaign.site.frame import Frame
from campaign.site.lesson_views import lesson_view
from campaign.site.notes import source_notes, word_notes
from campaign.site.views import PageView

LETTER = "skola/brev-hem"

#: The rendered body of a page, by its id and the variant of its text.
Bodies = Mapping[tuple[str, Variant], str]


def belongs(page: Page) -> bool:
    """Whether a page is a part of the kit."""
    return page.meta.kind in ("lektion", "elevblad") or page.meta.lesson is not None or page.id == LETTER


def gather(frame: Frame, bodies: Bodies) -> School:
    """The kit of the pages that were rendered."""
    kits = [
        _lesson_kit(frame, bodies, page, page.meta.lesson)
        for (page_id, variant) in bodies
        if variant is Variant.ORDINARY and (page := frame.site.page(page_id)) and page.meta.lesson
    ]
    kits.sort(key=lambda kit: LESSONS.index(kit.lesson.id))
    return School(
        publication=Publication(frame.name, frame.site_url, "" if frame.preview else frame.sender, frame.preview),
        lessons=tuple(kit for kit in kits if not kit.lesson.for_staff),
        staff=next((kit for kit in kits if kit.lesson.for_staff), None),
        letter=_kit_page(frame, bodies, LETTER, Variant.ORDINARY),
        letter_simple=_kit_page(frame, bodies, LETTER, Variant.LATTLAST),
    )


def _lesson_kit(frame: Frame, bodies: Bodies, page: Page, lesson: Lesson) -> LessonKit:
    view = PageView(frame, page, Variant.ORDINARY)
    shown = lesson_view(view, page, lesson, view.source_numbers)
    plan = _kit_page(frame, bodies, page.id, Variant.ORDINARY)
    if plan is None:
        raise ValueError(f"{page.id} has not been rendered")
    sheet = sheet_id(lesson.id)
    return LessonKit(
        lesson=lesson,
        plan=plan,
        plan_simple=_kit_page(frame, bodies, page.id, Variant.LATTLAST),
        sheet=_kit_page(frame, bodies, sheet, Variant.ORDINARY),
        sheet_simple=_kit_page(frame, bodies, sheet, Variant.LATTLAST),
        slides=read_slides(plan.html),
        rows=tuple(shown.rows),
        curriculum=tuple(item.text for item in shown.curriculum),
        tried=shown.tried,
    )


def _kit_page(frame: Frame, bodies: Bodies, page_id: str, variant: Variant) -> KitPage | None:
    page = frame.site.page(page_id, variant)
    body = bodies.get((page_id, variant))
    if page is None or body is None:
        return None
    url = frame.site_url + page.address
    return KitPage(
        id=page.id,
        tag=variant.tag,
        title=page.title,
        description=page.head.description,
        url=url,
        changed_on=page.head.changed_on,
        html=plain(body, url),
        sources=tuple(KitSource(n.number, n.title, n.publisher, n.url) for n in source_notes(page, frame.site)),
        words=tuple((note.term, note.explanation) for note in word_notes(page, frame.site)),
    )

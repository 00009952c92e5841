"""What a lesson's page shows above the teacher's text: what it needs, its goals, its place in the curriculum."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.dates import when_text
from campaign.content.lessons import Lesson, Subject, Workplace, Year, sheet_id
from campaign.content.pages import Page, Variant
from campaign.school.files import lesson_files
from campaign.school.kit import LICENCE_NAME, LICENCE_URL
from campaign.site.frame import LinkView, View
from campaign.site.kit_files import NOTES, SLIDES, FileView, ShareView, file_views, share_view
from campaign.site.swedish import list_text

NOT_TRIED = "Inte prövad i klass ännu."
NOT_TRIED_AT_WORK = "Inte prövad på en arbetsplats ännu."

YEARS: dict[Year, str] = {
    "7": "7", "8": "8", "9": "9", "gymnasiet": "gymnasiet", "anpassad": "anpassad skola",
}  # fmt: skip
SUBJECTS: dict[Subject, str] = {
    "samhallskunskap": "samhällskunskap", "biologi": "biologi", "svenska": "svenska", "bild": "bild",
    "religionskunskap": "religionskunskap", "historia": "historia", "naturkunskap": "naturkunskap",
    "hem-och-konsumentkunskap": "hem- och konsumentkunskap", "idrott-och-halsa": "idrott och hälsa",
    "mentorstid": "mentorstid",
}  # fmt: skip
WORKPLACES: dict[Workplace, str] = {
    "socialtjanst": "socialtjänst", "lss": "LSS", "beroende": "beroendevård",
    "ungdomsmottagning": "ungdomsmottagning", "fritidsgard": "fritidsgård",
}  # fmt: skip


@dataclass(frozen=True)
class CurriculumView:
    """A statement of what the curriculum says, and the numbers of its sources on the page."""

    text: str
    numbers: list[int]


@dataclass(frozen=True)
class LessonView:
    """A lesson: its number in the set, what it needs by name, its goals, its curriculum links, its sheet and files.

    Of the staff package `curriculum` is empty and `sheet` None.
    """

    number: int
    rows: list[tuple[str, str]]
    goals: list[str]
    curriculum: list[CurriculumView]
    tried: str
    sheet: LinkView | None
    slides: str
    notes: str
    files: list[FileView]
    share: ShareView
    licence: LinkView


def lesson_view(view: View, page: Page, lesson: Lesson, source_numbers: dict[str, int]) -> LessonView:
    """The lesson of `page` as its page shows it; `source_numbers` are those of the page's own list of sources."""
    facts = view.frame.site.records.facts
    return LessonView(
        number=lesson.number,
        rows=_staff_rows(lesson) if lesson.for_staff else _rows(lesson),
        goals=lesson.goals,
        curriculum=[
            CurriculumView(
                facts[name].text, [source_numbers[key] for key in facts[name].sources if key in source_numbers]
            )
            for name in lesson.curriculum
            if name in facts
        ],
        tried=tried_text(lesson),
        sheet=None if lesson.for_staff else view.to(sheet_id(lesson.id), Variant.ORDINARY),
        slides=view.addresses.href(page.address + SLIDES),
        notes=view.addresses.href(page.address + NOTES),
        files=file_views(view, lesson_files(lesson)),
        share=share_view(view.frame.site_url, lesson),
        licence=LinkView(LICENCE_NAME, LICENCE_URL),
    )


def tried_text(lesson: Lesson) -> str:
    """Whether the lesson has been tried with those it is for, and when: a whole sentence."""
    if lesson.tried_on is None:
        return NOT_TRIED_AT_WORK if lesson.for_staff else NOT_TRIED
    return f"Prövad {'på en arbetsplats' if lesson.for_staff else 'i klass'} {when_text(lesson.tried_on)}."


def _rows(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        ("Årskurs", _listed([YEARS[year] for year in lesson.years])),
        ("Tid", f"{lesson.minutes} minuter, kort version {lesson.short_minutes} minuter"),
        ("Ämne", _listed([SUBJECTS[subject] for subject in lesson.subjects])),
        ("Grupp", lesson.group),
        ("Material", _listed(lesson.material)),
        ("Förberedelse", f"{lesson.prepare_minutes} minuter"),
    ]


def _staff_rows(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        ("Tid", f"{lesson.minutes} minuter"),
        ("Arbetsplats", _listed([WORKPLACES[place] for place in lesson.workplaces])),
        ("Grupp", lesson.group),
        ("Material", _listed(lesson.material)),
        ("Förberedelse", f"{lesson.prepare_minutes} minuter"),
    ]


def _listed(words: list[str]) -> str:
    """The words as a list that begins with a capital, as the other cells of the table do."""
    text = list_text(words)
    return text[:1].upper() + text[1:]

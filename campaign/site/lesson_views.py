"""What a lesson's page shows above the teacher's text: what it needs, its goals, its place in the curriculum."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.lessons import Lesson, Subject, Year, sheet_id
from campaign.content.pages import Variant
from campaign.site.frame import LinkView, View
from campaign.site.swedish import date_text, list_text

NOT_TRIED = "Inte prövad i klass ännu."

YEARS: dict[Year, str] = {
    "7": "7", "8": "8", "9": "9", "gymnasiet": "gymnasiet", "anpassad": "anpassad skola",
    "arbetsplats": "en arbetsplats",
}  # fmt: skip
SUBJECTS: dict[Subject, str] = {
    "samhallskunskap": "samhällskunskap", "biologi": "biologi", "svenska": "svenska", "bild": "bild",
    "religionskunskap": "religionskunskap", "historia": "historia", "naturkunskap": "naturkunskap",
    "hem-och-konsumentkunskap": "hem- och konsumentkunskap", "idrott-och-halsa": "idrott och hälsa",
    "mentorstid": "mentorstid",
}  # fmt: skip


@dataclass(frozen=True)
class CurriculumView:
    """A statement of what the curriculum says, and the numbers of its sources on the page."""

    text: str
    numbers: list[int]


@dataclass(frozen=True)
class LessonView:
    """A lesson: its number in the set, what it needs by name, its goals, its curriculum links and its sheet."""

    number: int
    rows: list[tuple[str, str]]
    goals: list[str]
    curriculum: list[CurriculumView]
    tried: str
    sheet: LinkView | None


def lesson_view(view: View, lesson: Lesson, source_numbers: dict[str, int]) -> LessonView:
    """The lesson as its page shows it; `source_numbers` are those of the page's own list of sources."""
    facts = view.frame.site.records.facts
    return LessonView(
        number=lesson.number,
        rows=_rows(lesson),
        goals=lesson.goals,
        curriculum=[
            CurriculumView(
                facts[name].text, [source_numbers[key] for key in facts[name].sources if key in source_numbers]
            )
            for name in lesson.curriculum
            if name in facts
        ],
        tried=f"Prövad i klass {date_text(lesson.tried_on)}." if lesson.tried_on else NOT_TRIED,
        sheet=view.to(sheet_id(lesson.id), Variant.ORDINARY),
    )


def _rows(lesson: Lesson) -> list[tuple[str, str]]:
    return [
        ("Årskurs", list_text([YEARS[year] for year in lesson.years])),
        ("Tid", f"{lesson.minutes} minuter, kort version {lesson.short_minutes} minuter"),
        ("Ämne", list_text([SUBJECTS[subject] for subject in lesson.subjects])),
        ("Grupp", lesson.group),
        ("Material", list_text(lesson.material)),
        ("Förberedelse", f"{lesson.prepare_minutes} minuter"),
    ]

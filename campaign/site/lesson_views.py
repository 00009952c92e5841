"""What a lesson's page shows besides the teacher's text: what it needs, its files, and how it is shared."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from campaign.content.lessons import LESSONS, Lesson, Subject, Year, sheet_id
from campaign.content.pages import Page, Variant
from campaign.school.files import ALL_LESSONS, LETTER, Format, KitFile, lesson_files
from campaign.school.kit import LICENCE_NAME, LICENCE_URL
from campaign.school.metadata import short_address
from campaign.site.frame import LinkView, View
from campaign.site.swedish import date_text, list_text

NOT_TRIED = "Inte prövad i klass ännu."

#: Below a lesson's address: the slides, and the teacher's notes to them.
SLIDES = "bildspel/"
NOTES = "bildspel/anteckningar/"

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
class FileView:
    """A file to fetch."""

    label: str
    format: Format
    href: str
    lang: str


@dataclass(frozen=True)
class FileGroup:
    """The files of one lesson, with its page and its slides."""

    lesson: LinkView | None
    number: int
    slides: str
    files: list[FileView]


@dataclass(frozen=True)
class ShareView:
    """The ways to pass a lesson on: its short address as it is written and as a link, and the two platforms'."""

    short: str
    url: str
    classroom: str
    teams: str


@dataclass(frozen=True)
class LessonView:
    """A lesson: its number in the set, what it needs by name, its goals, its curriculum links, its sheet and files."""

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
        slides=view.addresses.href(page.address + SLIDES),
        notes=view.addresses.href(page.address + NOTES),
        files=_files(view, lesson_files(lesson)),
        share=_share(view.frame.site_url, lesson),
        licence=LinkView(LICENCE_NAME, LICENCE_URL),
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


def _share(site_url: str, lesson: Lesson) -> ShareView:
    url = site_url + short_address(lesson)
    asked = quote(url, safe="")
    parts = urlsplit(url)
    return ShareView(
        short=f"{parts.netloc}{parts.path}".rstrip("/"),
        url=url,
        classroom=f"https://classroom.google.com/share?url={asked}",
        teams=f"https://teams.microsoft.com/share?href={asked}",
    )


def _files(view: View, files: Iterable[KitFile]) -> list[FileView]:
    """The files that this build makes: without Pango there is nothing printed."""
    frame = view.frame
    return [
        FileView(file.label, file.format, view.addresses.href(file.address(frame.preview)), file.tag)
        for file in files
        if frame.has_prints or not file.is_printed
    ]


def lessons_to_fetch(view: View) -> list[object]:
    """What holds all lessons, then the files of each lesson, in the outline's order."""
    groups: list[object] = [FileGroup(None, 0, "", _files(view, ALL_LESSONS))]
    return groups + [_group(view, page, page.meta.lesson) for page in _pages(view) if page.meta.lesson]


def letter_to_fetch(view: View) -> list[object]:
    """The letter home."""
    return [FileGroup(None, 0, "", _files(view, LETTER))]


def staff_to_fetch(view: View) -> list[object]:
    """The files of the package for a workplace."""
    pages = _pages(view, staff=True)
    return [_group(view, page, page.meta.lesson) for page in pages if page.meta.lesson]


def _group(view: View, page: Page, lesson: Lesson) -> FileGroup:
    slides = view.addresses.href(page.address + SLIDES)
    return FileGroup(view.to(page.id, Variant.ORDINARY), lesson.number, slides, _files(view, lesson_files(lesson)))


def _pages(view: View, staff: bool = False) -> list[Page]:
    """The pages that have a lesson's record: the lessons', or the package's."""
    frame = view.frame
    found = [page for page in frame.site.sound_pages(Variant.ORDINARY) if page.meta.lesson and frame.has(page)]
    chosen = [page for page in found if page.meta.lesson and (page.meta.lesson.id == "personal") is staff]
    return sorted(chosen, key=lambda page: LESSONS.index(page.meta.lesson.id) if page.meta.lesson else 0)

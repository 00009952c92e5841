"""What can be fetched of the school kit, and how a lesson is shared, as pages show it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from campaign.content.addresses import short_address
from campaign.content.lessons import Lesson
from campaign.content.pages import Page, Variant
from campaign.school.files import ALL_LESSONS, LETTER, Format, KitFile, lesson_files
from campaign.school.imprint import without_scheme
from campaign.site.frame import LinkView, View

#: Below a lesson's address: the slides, and the leader's notes to them.
SLIDES = "bildspel/"
NOTES = "bildspel/anteckningar/"


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


def share_view(site_url: str, lesson: Lesson) -> ShareView:
    """The ways to pass a lesson on; nothing loads from the platforms."""
    url = site_url + short_address(lesson)
    asked = quote(url, safe="")
    return ShareView(
        short=without_scheme(url).rstrip("/"),
        url=url,
        classroom=f"https://classroom.google.com/share?url={asked}",
        teams=f"https://teams.microsoft.com/share?href={asked}",
    )


def file_views(view: View, files: Iterable[KitFile]) -> list[FileView]:
    """The files that this build makes: without Pango there is nothing printed."""
    frame = view.frame
    return [
        FileView(file.label, file.format, view.addresses.href(file.address(frame.preview)), file.tag)
        for file in files
        if frame.has_prints or not file.is_printed
    ]


def lessons_to_fetch(view: View) -> list[object]:
    """What holds all lessons, then the files of each lesson, in the outline's order."""
    groups: list[object] = [FileGroup(None, 0, "", file_views(view, ALL_LESSONS))]
    return groups + [_group(view, page, page.meta.lesson) for page in _pages(view) if page.meta.lesson]


def letter_to_fetch(view: View) -> list[object]:
    """The letter home."""
    return [FileGroup(None, 0, "", file_views(view, LETTER))]


def _group(view: View, page: Page, lesson: Lesson) -> FileGroup:
    slides = view.addresses.href(page.address + SLIDES)
    return FileGroup(view.to(page.id, Variant.ORDINARY), lesson.number, slides, file_views(view, lesson_files(lesson)))


def _pages(view: View) -> list[Page]:
    """The pages of the lessons, in the outline's order."""
    found = [page for page in view.frame.site.sound_pages(Variant.ORDINARY) if view.frame.has(page)]
    numbered = [(lesson.number, page) for page in found if (lesson := page.meta.lesson) and not lesson.for_staff]
    return [page for _, page in sorted(numbered, key=lambda pair: pair[0])]

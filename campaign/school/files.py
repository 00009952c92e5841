"""Which files a kit has: their names, what they are called in running text, and their format."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from campaign.content.lessons import Lesson
from campaign.content.preview import DRAFT_PREFIX

#: The folder of all files to fetch, from the site's root.
FOLDER = "skola/filer/"

Format = Literal["PDF", "Word", "PowerPoint", "Common Cartridge 1.1"]

_ENDINGS: dict[Format, str] = {"PDF": "pdf", "Word": "docx", "PowerPoint": "pptx", "Common Cartridge 1.1": "imscc"}


@dataclass(frozen=True)
class KitFile:
    """A file to fetch: `part` says which one of its kit it is, `label` what a reader calls it."""

    part: str
    label: str
    format: Format
    stem: str
    tag: str = "sv"

    @property
    def name(self) -> str:
        """The file's name in a release."""
        return f"{self.stem}.{_ENDINGS[self.format]}"

    def address(self, preview: bool) -> str:
        """The address from the site's root; a preview's file says in its name that it is a draft."""
        return f"{FOLDER}{DRAFT_PREFIX if preview else ''}{self.name}"

    @property
    def is_printed(self) -> bool:
        """Whether it is made by the printer, which needs Pango."""
        return self.format == "PDF"


def stem_of(lesson: Lesson) -> str:
    """How the names of a lesson's files begin."""
    return "personal" if lesson.for_staff else f"lektion-{lesson.number}-{lesson.id}"


def lesson_files(lesson: Lesson) -> tuple[KitFile, ...]:
    """The files of a lesson, what pupils get first; of the package for a workplace, the leader's."""
    stem = stem_of(lesson)
    plan = "Upplägget" if lesson.for_staff else "Lektionsplanen"
    leader = (
        KitFile("plan", plan, "PDF", f"{stem}-plan"),
        KitFile("plan-word", f"{plan} att ändra i", "Word", f"{stem}-plan"),
        KitFile("slides", "Bilderna att ändra i", "PowerPoint", f"{stem}-bilder"),
    )
    if lesson.for_staff:
        return (*leader, KitFile("card", "Fickkortet", "PDF", "fickkort"))
    return (
        KitFile("sheet", "Elevbladet", "PDF", f"{stem}-elevblad"),
        KitFile("sheet-simple", "Elevbladet på lättläst", "PDF", f"{stem}-elevblad-lattlast", "sv-simple"),
        *leader,
        KitFile("booklet", "Allt i ett häfte", "PDF", f"{stem}-hafte"),
        KitFile("cartridge", "Fil till lärplattformen", "Common Cartridge 1.1", stem),
    )


#: Files that hold all lessons.
ALL_LESSONS = (
    KitFile("booklet", "Alla lektioner i ett häfte", "PDF", "alla-lektioner"),
    KitFile("cartridge", "Alla lektioner till lärplattformen", "Common Cartridge 1.1", "alla-lektioner"),
)

#: The letter home.
LETTER = (
    KitFile("letter", "Brevet", "Word", "brev-hem"),
    KitFile("letter-simple", "Brevet på lättläst", "Word", "brev-hem-lattlast", "sv-simple"),
)


def find(files: Iterable[KitFile], part: str) -> KitFile:
    """The file that is this part of its kit."""
    return next(file for file in files if file.part == part)

"""What every form of a lesson is made from: its pages as plain fragments of HTML, its slides, what all files say."""

from __future__ import annotations

import datetime
import hashlib
from dataclasses import dataclass
from functools import cached_property

from campaign.content.lessons import Lesson
from campaign.content.preview import DRAFT_PREFIX, PREVIEW_STATUS
from campaign.school.files import stem_of

LICENCE_NAME = "Creative Commons Erkännande 4.0 (CC BY 4.0)"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/deed.sv"

#: The title of what tells whom to talk to, on a slide and on a sheet.
HELP = "Vem kan du prata med?"

_VERSION_LENGTH = 8


@dataclass(frozen=True)
class Publication:
    """The site that the kit belongs to. `url` is absolute and ends with a slash; `sender` may be empty."""

    name: str
    url: str
    sender: str
    preview: bool

    @property
    def status(self) -> str:
        """The sentence that a preview's file carries on each page; empty in a release."""
        return PREVIEW_STATUS if self.preview else ""

    def file_name(self, name: str) -> str:
        """The name of a file to fetch, marked as a draft in a preview."""
        return f"{DRAFT_PREFIX}{name}" if self.preview else name


@dataclass(frozen=True)
class KitSource:
    """A source as paper shows it: its number in the text, its title and publisher, and its address."""

    number: int
    title: str
    publisher: str
    url: str


@dataclass(frozen=True)
class KitPage:
    """A page of the kit, ready to be put in another form.

    `html` is its body as a fragment: h2–h4, p, ul, ol, dl, table, blockquote, strong, em, a (absolute addresses), and
    boxes `div.admonition.KIND` that begin with `p.admonition-title`; a box of kind "visa" is what the class sees.
    Empty table cells are where a pupil writes. No icons, no scripts, no references to notes.
    """

    id: str
    tag: str  # of the language: sv or sv-simple
    title: str
    description: str
    url: str
    changed_on: datetime.date | None
    html: str
    sources: tuple[KitSource, ...] = ()
    words: tuple[tuple[str, str], ...] = ()  # hard words and what they mean

    @cached_property
    def version(self) -> str:
        """A short mark of what the page says: it changes with the text, whatever day it is."""
        return version_of(self.title, self.html)


@dataclass(frozen=True)
class KitSlide:
    """What the class sees at once, and what the teacher says and thinks of meanwhile (`notes`, a fragment)."""

    title: str
    html: str
    notes: str
    step: str
    minutes: int

    @property
    def is_help(self) -> bool:
        """Whether the slide tells whom to talk to: a school writes its own names there."""
        return self.title == HELP


@dataclass(frozen=True)
class LessonKit:
    """One lesson, or the package for a workplace: the leader's page in both variants, the pupils' sheet, the slides."""

    lesson: Lesson
    plan: KitPage
    plan_simple: KitPage | None
    sheet: KitPage | None
    sheet_simple: KitPage | None
    slides: tuple[KitSlide, ...]
    rows: tuple[tuple[str, str], ...]  # what the lesson needs, by name, as its page shows it
    curriculum: tuple[str, ...]
    tried: str  # "Inte prövad i klass ännu." or when it was

    @property
    def stem(self) -> str:
        """How the names of the lesson's files begin."""
        return stem_of(self.lesson)

    @property
    def pages(self) -> tuple[KitPage, ...]:
        """The pages that exist, the leader's first."""
        return tuple(page for page in (self.plan, self.plan_simple, self.sheet, self.sheet_simple) if page)

    @property
    def changed_on(self) -> datetime.date | None:
        """The day when any of its pages last changed in substance."""
        return max((page.changed_on for page in self.pages if page.changed_on), default=None)

    @cached_property
    def version(self) -> str:
        """A short mark of all that the kit says."""
        return version_of(*(page.version for page in self.pages))


@dataclass(frozen=True)
class School:
    """The whole kit: the lessons in the outline's order, the package for a workplace, and the letter home."""

    publication: Publication
    lessons: tuple[LessonKit, ...]
    staff: LessonKit | None
    letter: KitPage | None
    letter_simple: KitPage | None

    @property
    def kits(self) -> tuple[LessonKit, ...]:
        """The lessons, and the package for a workplace last."""
        return (*self.lessons, self.staff) if self.staff else self.lessons


def version_of(*texts: str) -> str:
    """The first characters of sha256 over the texts, each told apart from the next."""
    return hashlib.sha256("\0".join(texts).encode("utf-8")).hexdigest()[:_VERSION_LENGTH]

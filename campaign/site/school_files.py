"""The files of the school kit: which stand at which address; made when both variants have been rendered."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2

from campaign.content.pages import Variant
from campaign.images.cache import DigestCache
from campaign.school.cartridge import cartridge
from campaign.school.files import ALL_LESSONS, LETTER, KitFile, find, lesson_files
from campaign.school.kit import School
from campaign.school.metadata import CATALOGUE, catalogue
from campaign.school.presentation import presentation
from campaign.school.word import letter_document, plan_document
from campaign.site.drawing import without_waste
from campaign.site.frame import Frame
from campaign.site.school_kit import belongs, gather
from campaign.site.school_prints import prints
from campaign.site.school_slides import slide_pages
from campaign.site.short_addresses import short_pages
from campaign.site.views import PageView


class SchoolFiles:
    """Collects the bodies of the kit's pages during a build, and gives the files when all are there."""

    def __init__(self, frame: Frame, environment: jinja2.Environment, cache: DigestCache) -> None:
        self.frame = frame
        self.environment = environment
        self.cache = cache
        self.bodies: dict[tuple[str, Variant], str] = {}
        self._wanted = {
            (page.id, page.variant) for page in frame.site.pages.values() if frame.has(page) and belongs(page)
        }

    def add(self, view: PageView, body: str) -> None:
        """Keeps the sanitized body of a page of the kit; a fallback is no text of its own."""
        if belongs(view.page) and not view.fallback:
            self.bodies[(view.page.id, view.page.variant)] = body

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Address from the site's root and content of the short addresses, and of every file of the kit once all its
        pages are rendered."""
        for address, page in short_pages(self.frame, self.environment):
            yield f"{address}index.html", without_waste(page).encode("utf-8")
        if self._wanted and self._wanted <= self.bodies.keys():
            yield from self._made(gather(self.frame, self.bodies))

    def _made(self, school: School) -> Iterator[tuple[str, bytes]]:
        """The slides, the files to fetch, and the catalogue that tells of both."""
        for address, html in slide_pages(school, self.frame, self.environment):
            yield f"{address}index.html", html.encode("utf-8")
        made = (*prints(school, self.environment, self.cache), *documents(school), *cartridges(school))
        files = {file.address(self.frame.preview): content for file, content in made}
        yield from files.items()
        yield CATALOGUE, catalogue(school, {address: len(content) for address, content in files.items()})


def documents(school: School) -> Iterator[tuple[KitFile, bytes]]:
    """What a teacher can change: the plans and the letter for Word, the slides for PowerPoint."""
    publication = school.publication
    for kit in school.kits:
        files = lesson_files(kit.lesson)
        yield find(files, "plan-word"), plan_document(kit, publication)
        if kit.slides:
            yield find(files, "slides"), presentation(kit, publication)
    for part, page in (("letter", school.letter), ("letter-simple", school.letter_simple)):
        if page:
            yield find(LETTER, part), letter_document(page, publication)


def cartridges(school: School) -> Iterator[tuple[KitFile, bytes]]:
    """One for each lesson, and one for all. The package for a workplace is in none: they are given to pupils."""
    publication = school.publication
    for kit in school.lessons:
        yield find(lesson_files(kit.lesson), "cartridge"), cartridge([kit], publication, kit.plan.title)
    if school.lessons:
        title = f"Lektioner från {publication.name}"
        yield find(ALL_LESSONS, "cartridge"), cartridge(school.lessons, publication, title)

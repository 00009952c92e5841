"""The slides of each lesson as pages of their own: for the projector, and with the teacher's notes.

They stand outside MkDocs and outside the menu, the search and the sitemap: their addresses are permanent, and a
teacher comes to them from the lesson's page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import jinja2

from campaign.content.addresses import short_address
from campaign.content.dates import changed_text
from campaign.content.pages import Variant
from campaign.school.imprint import without_scheme
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, LessonKit, Publication, School
from campaign.school.slide_show import ShownSlide, slide_show
from campaign.site.addresses import Addresses
from campaign.site.drawing import without_waste
from campaign.site.frame import Frame
from campaign.site.kit_files import NOTES, SLIDES
from campaign.site.views import PageView


@dataclass(frozen=True)
class SlidesView(PageView):
    """One of the two pages with a lesson's slides: `folder` says which."""

    kit: LessonKit
    publication: Publication
    folder: str

    licence_name = LICENCE_NAME
    licence_url = LICENCE_URL

    @cached_property
    def addresses(self) -> Addresses:
        """The links as seen from that folder."""
        return Addresses(self.frame.site_url, f"{self.page.address}{self.folder}")

    @property
    def lesson_href(self) -> str:
        """The link to the lesson's own page."""
        return self.addresses.href(self.page.address)

    @property
    def slides_href(self) -> str:
        """The link to the slides."""
        return self.addresses.href(f"{self.page.address}{SLIDES}")

    @property
    def notes_href(self) -> str:
        """The link to the slides with notes."""
        return self.addresses.href(f"{self.page.address}{NOTES}")

    @cached_property
    def slides(self) -> list[ShownSlide]:
        """The slides after the title slide."""
        return slide_show(self.kit.slides)

    @property
    def number_of_slides(self) -> int:
        """All slides, the title slide among them."""
        return len(self.slides) + 1

    @property
    def label(self) -> str:
        """Which lesson it is, as a class calls it."""
        lesson = self.kit.lesson
        return f"På arbetsplatsen, {lesson.minutes} minuter" if self.for_staff else f"Lektion {lesson.number}"

    @property
    def for_staff(self) -> bool:
        """Whether it is the package for a workplace, which has no school to name."""
        return self.kit.lesson.for_staff

    @property
    def short_address(self) -> str:
        """The lesson's short address as somebody types it."""
        return without_scheme(self.publication.url + short_address(self.kit.lesson))

    @property
    def changed(self) -> str:
        """When the text changed, as a sentence; empty when nobody knows."""
        return changed_text(self.kit.changed_on)


def slide_pages(school: School, frame: Frame, environment: jinja2.Environment) -> Iterator[tuple[str, str]]:
    """Address from the site's root (it ends with a slash) and HTML of every page of slides.

    A kit without slides has none.
    """
    for kit in school.kits:
        page = frame.site.page(kit.plan.id)
        if page is None or not kit.slides:
            continue
        for folder, name in ((SLIDES, "bildspel"), (NOTES, "anteckningar")):
            view = SlidesView(frame, page, Variant.ORDINARY, kit, school.publication, folder)
            html = environment.get_template(f"school/{name}.html").render(campaign=view)
            yield f"{page.address}{folder}", without_waste(html)

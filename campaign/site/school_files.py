"""The files of the school kit: which stand at which address; made when both variants have been rendered."""

from __future__ import annotations

from collections.abc import Iterator

import jinja2
from mkdocs.exceptions import PluginError

from campaign.content.pages import Variant
from campaign.images.cache import DigestCache
from campaign.school.kit import FOLDER, School
from campaign.school.metadata import CATALOGUE, catalogue
from campaign.school.printing import PrintError
from campaign.site.frame import Frame
from campaign.site.school_kit import belongs, gather
from campaign.site.school_prints import prints
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
        """Address from the site's root and content of every file of the kit; none before all pages are rendered."""
        if self._wanted and self._wanted <= self.bodies.keys():
            yield from self._made(gather(self.frame, self.bodies))

    def _made(self, school: School) -> Iterator[tuple[str, bytes]]:
        yield CATALOGUE, catalogue(school, {})
        try:
            for name, content in prints(school, self.environment, self.cache):
                yield FOLDER + name, content
        except PrintError as error:
            raise PluginError(str(error)) from error

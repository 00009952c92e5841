"""Navigation as data: docs/_data/nav.yml gives the order of sections and pages, and their names in both variants."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.schema import Closed


class Start(Closed):
    """The start page's name in the menu."""

    title: str = "Start"
    lattlast: str = "Start"


class Section(Closed):
    """A folder of pages: its name in both variants and its pages in order, without the folder's name."""

    id: str
    title: str
    lattlast: str
    pages: list[str]

    @property
    def page_ids(self) -> list[str]:
        """The pages' ids, for example `lagen/straff`."""
        return [f"{self.id}/{page}" for page in self.pages]


class Navigation(Closed):
    """The whole navigation."""

    start: Start = Start()
    sections: list[Section] = []

    def page_ids(self) -> Iterator[str]:
        """Every page in the navigation, the start page first."""
        yield "index"
        for section in self.sections:
            yield from section.page_ids

    def section_of(self, page_id: str) -> Section | None:
        """The section that a page belongs to by its folder; None for the start page."""
        return next((section for section in self.sections if page_id.split("/")[0] == section.id), None)

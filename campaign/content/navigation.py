"""Navigation as data: docs/_data/nav.yml gives the order of sections and pages, and their names in both variants."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from campaign.schema import Closed


class Start(Closed):
    """The start page's name in the menu."""

    title: str = Field("Start", description="Namnet på vanlig svenska.", examples=["Start"])
    lattlast: str = Field("Start", description="Namnet på lättläst.", examples=["Start"])


class Section(Closed):
    """A folder of pages: its name in both variants and its pages in order, without the folder's name."""

    id: str = Field(description="Mappens namn under docs.", examples=["lagen"])
    title: str = Field(description="Avdelningens namn på vanlig svenska.", examples=["Lagen"])
    lattlast: str = Field(description="Avdelningens namn på lättläst.", examples=["Lagen"])
    pages: list[str] = Field(description="Sidorna i menyns ordning, utan mappens namn.", examples=[["index", "straff"]])

    @property
    def page_ids(self) -> list[str]:
        """The pages' ids, for example `lagen/straff`."""
        return [f"{self.id}/{page}" for page in self.pages]


class Navigation(Closed):
    """The whole navigation."""

    start: Start = Field(Start(), description="Startsidans namn i menyn.")
    sections: list[Section] = Field([], description="Avdelningarna i menyns ordning.")

    def page_ids(self) -> Iterator[str]:
        """Every page in the navigation, the start page first."""
        yield "index"
        for section in self.sections:
            yield from section.page_ids

    def section_of(self, page_id: str) -> Section | None:
        """The section that a page belongs to by its folder; None for the start page."""
        return next((section for section in self.sections if page_id.split("/")[0] == section.id), None)

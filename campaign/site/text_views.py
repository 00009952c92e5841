"""What a page shows of its own text: its facts, its sources and hard words, its review and its picture. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from campaign.content.facts import Fact
from campaign.content.pages import Page
from campaign.site.frame import View
from campaign.site.illustrations import IllustrationView, page_picture
from campaign.site.notes import (
    ReviewNote,
    SourceNote,
    WordNote,
    page_facts,
    review_note,
    source_notes,
    source_numbers,
    word_notes,
)
from campaign.site.poster_views import POSTERS, AudienceChoice, audience_choices


@dataclass(frozen=True)
class TextView(View):
    """A page and what belongs to its text. `page` is the text that is shown."""

    page: Page

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts of the text."""
        return page_facts(self.page, self.frame.site)

    @cached_property
    def sources(self) -> list[SourceNote]:
        """The page's sources, numbered."""
        return source_notes(self.page, self.frame.site)

    @cached_property
    def source_numbers(self) -> dict[str, int]:
        """The number of each source that the text refers to."""
        return source_numbers(self.page, self.frame.site)

    @cached_property
    def words(self) -> list[WordNote]:
        """The hard words that the text links to."""
        return word_notes(self.page, self.frame.site)

    @cached_property
    def review(self) -> ReviewNote:
        """Who has reviewed the page."""
        return review_note(self.page, self.frame.site)

    @property
    def has_pictures(self) -> bool:
        """Whether the text has pictures of its own, so that the head needs none: each is a request."""
        return any(code.kind == "bild" or code.id == POSTERS for code in self.page.body.shortcodes)

    @property
    def poster_audiences(self) -> list[AudienceChoice]:
        """The choices of the filter above the posters."""
        return audience_choices(self.frame.site.records.posters.values(), self.simple)

    @cached_property
    def picture(self) -> IllustrationView | None:
        """The page's picture, which a lättläst page shares with its twin."""
        return page_picture(self, self.page)

    @property
    def report_error(self) -> str:
        """The address behind "Något är fel", or the empty string."""
        contact = self.frame.settings.table.sender_contact
        return f"mailto:{contact}" if "@" in contact and not contact.startswith(("https:", "mailto:")) else contact

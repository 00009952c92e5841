"""What templates are given: one object `campaign` a page, with everything that is to be shown and nothing to decide.

Pure: no MkDocs, no clock. A page gets a PageView, the page 404 a NotFoundView.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from campaign.content.front_matter import Kind
from campaign.content.help_bar import help_for
from campaign.content.navigation import Section, Start
from campaign.content.pages import Variant
from campaign.site.addresses import Addresses
from campaign.site.assets import EVERYWHERE
from campaign.site.edit_links import edit_links
from campaign.site.frame import START, LinkView, View, address_of
from campaign.site.help_map import HELP_MAP, HelpMapView, help_map_view
from campaign.site.lesson_views import LessonView, lesson_view
from campaign.site.metadata import Metadata, page_metadata
from campaign.site.search_data import file_name, is_found
from campaign.site.service_views import (
    EMERGENCY_PAGE,
    EMERGENCY_SERVICE,
    GroupView,
    HelpView,
    NeedView,
    ServiceView,
    group_services,
    need_lists,
)
from campaign.site.sitemap import Alternate, page_alternates
from campaign.site.text_views import TextView

#: Every page in this section says that it is information, not legal advice.
LAW_SECTION = "lagen"

#: The kind of the page that shows every component.
SHOWS_ALL = "komponenter"

#: Pages for the young: there the first number stands at the top.
YOUNG_SECTION = "ung"

#: Services on the page "not found": children first, then women who have been hurt; 112 always.
NOT_FOUND_SERVICES = ("bris", "kvinnofridslinjen")


@dataclass(frozen=True)
class NotFoundView(View):
    """The page "not found": neutral to variant, with absolute paths since a server shows it at any address."""

    @cached_property
    def help(self) -> list[ServiceView]:
        """The help numbers for everybody."""
        views = (self.service(service_id) for service_id in NOT_FOUND_SERVICES)
        return [view for view in views if view]

    def in_lattlast(self, page_id: str) -> LinkView | None:
        """A link to a page in lättläst."""
        return self.to(page_id, Variant.LATTLAST)


@dataclass(frozen=True)
class PageView(TextView):
    """One page. `page` is the text that is shown, `served_as` the variant whose address it stands at."""

    served_as: Variant

    @property
    def page_id(self) -> str:
        """The page's id."""
        return self.page.id

    @property
    def build_variant(self) -> Variant:
        """The variant whose pages the links lead to."""
        return self.served_as

    @cached_property
    def addresses(self) -> Addresses:
        """The links as seen from this page."""
        return Addresses(self.frame.site_url, address_of(self.page, self.served_as))

    @property
    def fallback(self) -> bool:
        """Whether the ordinary text stands in for a lättläst page that is missing."""
        return self.page.variant is not self.served_as

    @property
    def lang(self) -> str:
        """The language tag of the text that is shown."""
        return self.page.variant.tag

    @property
    def simple(self) -> bool:
        """Whether the text is lättläst."""
        return self.page.variant is Variant.LATTLAST

    @property
    def is_law(self) -> bool:
        """Whether the page must say that it is information and not legal advice."""
        return self.page.section == LAW_SECTION

    @property
    def lesson(self) -> LessonView | None:
        """The lesson that the page is the teacher's text of; the lättläst page tells of it in words of its own."""
        lesson = self.page.meta.lesson
        return lesson_view(self, self.page, lesson, self.source_numbers) if lesson and not self.simple else None

    @cached_property
    def help_map(self) -> HelpMapView | None:
        """What stands on the sheets of the school's own help map."""
        return help_map_view(self, self.page) if self.page.meta.kind == HELP_MAP else None

    @property
    def kind_styles(self) -> list[str]:
        """The stylesheets that only pages of this kind load; all of them for the page that shows every component."""
        kinds = get_args(Kind) if self.page.meta.kind == SHOWS_ALL else [self.page.meta.kind]
        return [name for kind in kinds if (name := f"{kind}.css") in self.frame.assets]

    @property
    def script(self) -> str:
        """The script of this kind of page, which begins with that of all pages."""
        name = f"{self.page.meta.kind}.js"
        return name if name in self.frame.assets else EVERYWHERE

    @property
    def search_file(self) -> str:
        """The address of what the search knows of this variant's pages."""
        return self.asset(file_name(self.served_as.tag))

    @property
    def noindex(self) -> bool:
        """Whether search engines must leave the page out."""
        return self.frame.preview or self.fallback or self.page.meta.hidden or self.page.meta.draft

    @property
    def searchable(self) -> bool:
        """Whether the site's own search reads the page's text."""
        return not self.fallback and is_found(self.page)

    @property
    def canonical(self) -> str:
        """The page's absolute address; a fallback gives the ordinary page's."""
        return self.addresses.absolute(self.page.address)

    @cached_property
    def metadata(self) -> Metadata | None:
        """What shared links and search engines are told; None for a fallback and for a page that is not listed."""
        return None if self.fallback else page_metadata(self.frame, self.page)

    @cached_property
    def alternates(self) -> list[Alternate]:
        """The variants that really exist, this page among them; none for a fallback."""
        return [] if self.fallback else page_alternates(self.frame, self.page)

    @cached_property
    def twin(self) -> LinkView | None:
        """The same page in the other variant; from a fallback, the ordinary page it shows."""
        other = self.served_as.other
        exists = self.fallback or self.frame.has(self.frame.site.page(self.page.id, other))
        return self.to(self.page.id, other) if exists else None

    @property
    def twin_tag(self) -> str:
        """The language tag of the other variant."""
        return self.served_as.other.tag

    @cached_property
    def breadcrumb(self) -> list[LinkView]:
        """The way here from the start page, this page last; empty on the start page."""
        if self.page.id == START:
            return []
        navigation = self.frame.site.records.navigation
        names: dict[str, Start | Section] = {f"{section.id}/index": section for section in navigation.sections}
        names[START] = navigation.start
        links = []
        for page_id in (START, f"{self.page.section}/index"):
            link = self.to(page_id) if page_id != self.page.id else None
            if link:
                name = names.get(page_id)
                simple = self.served_as is Variant.LATTLAST
                links.append(LinkView((name.lattlast if simple else name.title) if name else link.text, link.href))
        return [*links, LinkView(self.page.title, "", current="page")]

    @cached_property
    def children(self) -> list[LinkView]:
        """On a section's landing page: its other pages that the text does not lead to, in the menu's order."""
        section = self.frame.site.records.navigation.section_of(self.page.id)
        if section is None or self.page.id != f"{section.id}/index":
            return []
        told = {self.page.id, *self._linked_ids}
        others = [page_id for page_id in section.page_ids if page_id not in told]
        return [link for link in map(self.listed, others) if link]

    @property
    def _linked_ids(self) -> set[str]:
        """The ids of the pages that the text links to."""
        return {self.page.target(link.target)[0].removesuffix(".md") for link in self.page.body.links}

    @cached_property
    def help(self) -> list[HelpView]:
        """The help bar of the page's group, in order; 112 stands first by the template."""
        views = ((item, self.service(item.service)) for item in help_for(self.page.id).items)
        return [HelpView(item.when or view.who, view) for item, view in views if view]

    @cached_property
    def emergency(self) -> ServiceView | None:
        """112, as a link that dials only on the page about emergencies."""
        return self.service(EMERGENCY_SERVICE)

    @cached_property
    def first_call(self) -> HelpView | None:
        """The number at the top of a page where somebody may need it before she has read: 112 on the page about
        emergencies, and the first number of the help bar on pages for the young."""
        if self.page.id == EMERGENCY_PAGE:
            return HelpView("", self.emergency) if self.emergency else None
        first = self.help[0] if self.help and self.page.section == YOUNG_SECTION else None
        return first if first and first.service.dial else None

    @cached_property
    def groups(self) -> list[GroupView]:
        """The finder: every shown service, grouped by whom it is for."""
        services = self.frame.site.records.services.values()
        return group_services([(service, self._service(service)) for service in services if service.show != "hidden"])

    @cached_property
    def needs(self) -> list[NeedView]:
        """The finder's choices, each with its services, best first."""
        return need_lists(self.groups, self.frame.site.records.services, self.simple)

    @cached_property
    def related(self) -> list[LinkView]:
        """At most three pages on."""
        return [link for link in (self.to(page_id) for page_id in self.page.meta.related) if link]

    @property
    def edit_url(self) -> str:
        """Where editors change the text that is shown; in a preview only."""
        return edit_links(self.frame.settings).edit(self.page.src_uri) if self.frame.preview else ""

    @property
    def new_twin_url(self) -> str:
        """Where editors begin the page's lättläst text, as long as there is none; in a preview only."""
        if not self.frame.preview or self.simple or self.frame.site.twin(self.page):
            return ""
        return edit_links(self.frame.settings).new_twin(self.page)

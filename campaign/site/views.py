"""What templates are given: one object `campaign` a page, with everything that is to be shown and nothing to decide.

Pure: no MkDocs, no clock. The template gets a PageView (pages) or a NotFoundView (the page 404).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from campaign.content.facts import Fact
from campaign.content.help_bar import help_for
from campaign.content.pages import Page, Site, Variant
from campaign.content.services import Service
from campaign.settings import Settings
from campaign.site.addresses import Addresses, host
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
from campaign.site.service_views import (
    EMERGENCY_PAGE,
    FOOTER_SERVICES,
    GROUP_TITLES,
    GroupView,
    HelpView,
    ServiceView,
    group_of,
    service_view,
    shown,
)

Mode = Literal["preview", "release"]

START = "index"
FINDER = "stod/index"

#: Sections that are doors on the start page stand in its text; these are not in the menu but in the footer.
FOOTER_SECTIONS = frozenset({"om"})

#: Services on the page "not found": children first, then women who have been hurt; 112 always.
NOT_FOUND_SERVICES = ("bris", "kvinnofridslinjen")


@dataclass(frozen=True)
class LinkView:
    """A link: text, relative address, and what may stand beside it."""

    text: str
    href: str
    description: str = ""
    current: str = ""  # the value of aria-current


@dataclass(frozen=True)
class Alternate:
    """The same page in a variant, with its absolute address."""

    hreflang: str
    url: str


@dataclass(frozen=True)
class Frame:
    """What all pages of a build share. `policy` is empty under `mkdocs serve`, whose live reload is inline."""

    site: Site
    settings: Settings
    mode: Mode
    site_url: str
    assets: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""

    @property
    def preview(self) -> bool:
        """Whether every page says that nobody has approved it."""
        return self.mode == "preview"

    def has(self, page: Page | None) -> bool:
        """Whether a page is part of this build: a release leaves drafts out."""
        return page is not None and not page.broken and (self.preview or not page.meta.draft)

    @property
    def name(self) -> str:
        """The site's name."""
        return self.settings.table.site_name

    @property
    def sender(self) -> str:
        """Who answers for the site; empty for a proposal."""
        return self.settings.table.sender

    @property
    def exit_url(self) -> str:
        """Where "Lämna sidan" leads."""
        return self.settings.exit_url

    @property
    def city_help_url(self) -> str:
        """The City's own help."""
        return self.settings.table.city_help_url

    @property
    def city_help_host(self) -> str:
        """The name of the City's own help, as a reader knows it."""
        return host(self.city_help_url)


def address_of(page: Page, variant: Variant) -> str:
    """The address of a page as served in `variant`, which may be another than its own (a fallback)."""
    prefix = "lattlast/" if variant is Variant.LATTLAST else ""
    return prefix + page.address.removeprefix("lattlast/")


@dataclass(frozen=True)
class View:
    """What the page and the page "not found" have in common: links, files, services, the menu."""

    frame: Frame

    @property
    def page_id(self) -> str:
        """The shown page's id; empty for "not found"."""
        return ""

    @property
    def build_variant(self) -> Variant:
        """The variant whose pages the links lead to."""
        return Variant.ORDINARY

    @cached_property
    def addresses(self) -> Addresses:
        """The links as seen from this page."""
        return Addresses(self.frame.site_url, None)

    @property
    def simple(self) -> bool:
        """Whether the template's own words are the lättläst ones."""
        return self.build_variant is Variant.LATTLAST

    def asset(self, name: str) -> str:
        """The address of one of our own files; its name carries its hash."""
        return self.addresses.href(self.frame.assets[name])

    def to(self, page_id: str, variant: Variant | None = None) -> LinkView | None:
        """A link to a page in `variant` (this page's, unless given); None while the page does not exist."""
        ordinary = self.frame.site.page(page_id)
        if ordinary is None or not self.frame.has(ordinary):
            return None
        variant = variant or self.build_variant
        page = self.frame.site.page(page_id, variant) or ordinary
        current = "page" if page_id == self.page_id and variant is self.build_variant else ""
        return LinkView(
            text=page.title,
            href=self.addresses.href(address_of(ordinary, variant)),
            description=page.head.description,
            current=current,
        )

    def service(self, service_id: str, may_dial_112: bool = False) -> ServiceView | None:
        """A service, or None when it does not exist or is hidden."""
        service = shown(self.frame.site.records.services, service_id)
        return self._service(service, may_dial_112) if service else None

    def _service(self, service: Service, may_dial_112: bool = False) -> ServiceView:
        emergency = self.to(EMERGENCY_PAGE)
        dial = may_dial_112 or self.page_id == EMERGENCY_PAGE
        return service_view(service, self.simple, emergency.href if emergency else "", dial)

    @cached_property
    def footer_services(self) -> list[ServiceView]:
        """The emergency numbers of the footer; 112 dials here."""
        views = (self.service(service_id, may_dial_112=True) for service_id in FOOTER_SERVICES)
        return [view for view in views if view]

    @cached_property
    def menu(self) -> list[LinkView]:
        """The sections, with the one that holds this page marked."""
        links = []
        for section in self.frame.site.records.navigation.sections:
            link = self.to(f"{section.id}/index")
            if link is None or section.id in FOOTER_SECTIONS:
                continue
            inside = self.page_id.startswith(f"{section.id}/")
            links.append(
                LinkView(
                    text=section.lattlast if self.build_variant is Variant.LATTLAST else section.title,
                    href=link.href,
                    current=link.current or ("true" if inside else ""),
                )
            )
        return links


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
class PageView(View):
    """One page. `page` is the text that is shown, `served_as` the variant whose address it stands at."""

    page: Page
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
    def noindex(self) -> bool:
        """Whether search engines must leave the page out."""
        return self.frame.preview or self.fallback or self.page.meta.hidden or self.page.meta.draft

    @property
    def canonical(self) -> str:
        """The page's absolute address; a fallback gives the ordinary page's."""
        return self.addresses.absolute(self.page.address)

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
        ids = [START]
        if self.page.section and self.page.id != f"{self.page.section}/index":
            ids.append(f"{self.page.section}/index")
        links = [link for link in (self.to(page_id) for page_id in ids) if link]
        start = self.frame.site.records.navigation.start
        if links and ids[0] == START:
            name = start.lattlast if self.served_as is Variant.LATTLAST else start.title
            links[0] = LinkView(name, links[0].href)
        return [*links, LinkView(self.page.title, "", current="page")]

    @cached_property
    def children(self) -> list[LinkView]:
        """On a section's landing page: the section's other pages, in the order of the navigation."""
        section = self.frame.site.records.navigation.section_of(self.page.id)
        if section is None or self.page.id != f"{section.id}/index":
            return []
        return [link for link in (self.to(page_id) for page_id in section.page_ids[1:]) if link]

    @cached_property
    def help(self) -> list[HelpView]:
        """The help bar of the page's group, in order; 112 stands first by the template."""
        views = ((item, self.service(item.service)) for item in help_for(self.page.id).items)
        return [HelpView(item.when or view.who, view) for item, view in views if view]

    @cached_property
    def emergency(self) -> ServiceView | None:
        """112, as a link that dials only on the page about emergencies."""
        return self.service(FOOTER_SERVICES[0])

    @cached_property
    def groups(self) -> list[GroupView]:
        """The finder: every shown service once, grouped by whom it is for."""
        by_group: dict[str, list[ServiceView]] = {audience: [] for audience in GROUP_TITLES}
        for service in self.frame.site.records.services.values():
            if service.show != "hidden":
                by_group[group_of(service)].append(self._service(service))
        return [GroupView(key, GROUP_TITLES[key], services) for key, services in by_group.items() if services]

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

    @cached_property
    def related(self) -> list[LinkView]:
        """At most three pages on."""
        return [link for link in (self.to(page_id) for page_id in self.page.meta.related) if link]

    @property
    def report_error(self) -> str:
        """The address behind "Något är fel", or the empty string."""
        contact = self.frame.settings.table.sender_contact
        return f"mailto:{contact}" if "@" in contact and not contact.startswith("https:") else contact

    @property
    def edit_url(self) -> str:
        """Where editors change the page; shown in a preview only."""
        repository = self.frame.settings.repository
        return f"{repository}/edit/main/docs/{self.page.src_uri}" if repository and self.frame.preview else ""


@dataclass(frozen=True)
class SitemapEntry:
    """One address of the sitemap."""

    url: str
    changed_on: str
    alternates: list[Alternate]


def page_alternates(frame: Frame, page: Page) -> list[Alternate]:
    """The variants of a page that are part of the build, and the ordinary one as the default."""
    both = [frame.site.page(page.id, variant) for variant in Variant]
    real = [found for found in both if found and frame.has(found)]
    return [
        *(Alternate(found.variant.tag, frame.site_url + found.address) for found in real),
        *(Alternate("x-default", frame.site_url + found.address) for found in real[:1]),
    ]


def sitemap(frame: Frame) -> list[SitemapEntry]:
    """Every page that may be listed, in both variants; no fallbacks."""
    return [
        SitemapEntry(
            url=frame.site_url + page.address,
            changed_on=changed.isoformat() if (changed := page.head.changed_on) else "",
            alternates=page_alternates(frame, page),
        )
        for page in frame.site.published()
    ]

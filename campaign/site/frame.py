"""What all pages share: the build, and links, files, services and menu as seen from one page.

Pure: no MkDocs, no clock.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from campaign.content.pages import Page, Site, Variant
from campaign.content.preview import PREVIEW_MARK, PREVIEW_STATUS
from campaign.content.services import Service
from campaign.settings import Settings
from campaign.site.addresses import Addresses, host
from campaign.site.assets import EVERYWHERE
from campaign.site.gallery import Gallery
from campaign.site.service_views import EMERGENCY_PAGE, FOOTER_SERVICES, ServiceView, service_view, shown

Mode = Literal["preview", "release"]

#: The id of the start page.
START = "index"

#: Not in the menu: the footer leads to "om" and "material", the header to "sprak" and "sok".
FOOTER_SECTIONS = frozenset({"om", "material", "sprak", "sok"})


@dataclass(frozen=True)
class LinkView:
    """A link: text, relative address, and what may stand beside it."""

    text: str
    href: str
    description: str = ""
    current: str = ""  # the value of aria-current


@dataclass(frozen=True)
class Frame:
    """What all pages of a build share. `policy` is empty under `mkdocs serve`, whose live reload is inline.

    `assets` holds addresses by name, `cards` those of pages' own pictures for shared links by the path of the page.
    `has_prints` says whether the kit's PDFs are made: they need a library that a computer may lack. `gallery` is what
    was drawn of the posters. `public_url` is the site's own address where an editor's server shows it at another.
    """

    site: Site
    settings: Settings
    mode: Mode
    site_url: str
    assets: Mapping[str, str] = field(default_factory=dict)
    policy: str = ""
    has_prints: bool = True
    cards: Mapping[str, str] = field(default_factory=dict)
    gallery: Gallery = field(default_factory=Gallery)
    public_url: str = ""

    @property
    def preview(self) -> bool:
        """Whether every page says that nobody has approved it."""
        return self.mode == "preview"

    @property
    def printed_url(self) -> str:
        """The address that stands on what is printed: never that of an editor's computer."""
        return self.public_url or self.site_url

    @property
    def preview_status(self) -> str:
        """The sentence that marks what is not a page."""
        return PREVIEW_STATUS

    @property
    def preview_mark(self) -> str:
        """The words that everything which leaves a preview build carries."""
        return PREVIEW_MARK

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
    def sender_contact(self) -> str:
        """Where somebody says that something is wrong: an address, an e-mail address, or nothing."""
        return self.settings.table.sender_contact

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

    @property
    def script(self) -> str:
        """The page's script."""
        return EVERYWHERE

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

    def listed(self, page_id: str) -> LinkView | None:
        """A link in a menu or a list: None also for a hidden page."""
        page = self.frame.site.page(page_id)
        return self.to(page_id) if page and not page.meta.hidden else None

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
            link = self.listed(f"{section.id}/index")
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

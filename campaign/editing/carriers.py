"""What carries a record: every page, list and place on the site where a reader meets a fact, a service, a word, a
source, a picture or a poster. A new kind of carrier is one more function in CARRIERS.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from campaign.content.help_bar import help_for, help_of_the_young
from campaign.content.pages import Page, Site, Variant
from campaign.content.posters import Poster, PosterVariant, services_of, short_addresses
from campaign.content.summary import page_sources
from campaign.editing.kit_carriers import files_of
from campaign.site.help_map import HELP_MAP
from campaign.site.service_views import EMERGENCY_SERVICE, FOOTER_SERVICES, shown

#: The kinds of records, by the name of their data file.
RecordKind = Literal["facts", "services", "glossary", "sources", "illustrations", "posters"]

_SHORTCODES: dict[str, RecordKind] = {
    "fakta": "facts", "tjanst": "services", "ordlista": "glossary", "bild": "illustrations",
}  # fmt: skip
_VARIANTS = {"sv": "vanlig", "lattlast": "lättläst"}
_PAGE_KINDS = {"lektion": "lektion", "personal": "sida för personal"}

#: What a poster is called among carriers.
POSTER = "affisch"

#: What a carrier in running text is called; only there do a page's words change.
IN_TEXT = "texten"


@dataclass(frozen=True, order=True)
class Carrier:
    """One place that carries a record: what it is, how it carries it, the page (or the empty id) and its variant.

    `printed`: copies on paper may be about, which must be called back when the record changes.
    """

    what: str
    how: str
    page: str
    variant: str
    title: str
    printed: bool = False


def _carrier(page: Page, how: str) -> Carrier:
    what = _PAGE_KINDS.get(page.meta.kind, "sida")
    return Carrier(what, how, page.id, page.variant.value, page.title)


def _by_shortcode(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    for page in site.sound_pages():
        for code in page.body.shortcodes:
            word = site.records.word_ids.get(code.id, "") if code.kind == "ordlista" else code.id
            if _SHORTCODES.get(code.kind) == kind and word == record_id:
                yield _carrier(page, IN_TEXT)


def _as_page_picture(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    for page in site.sound_pages():
        if kind == "illustrations" and page.meta.image == record_id:
            yield _carrier(page, "sidans bild")


def _as_source(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    for page in site.sound_pages():
        if kind == "sources" and record_id in page_sources(page, site):
            yield _carrier(page, "sidans källor")


def _in_list(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    """The lists that the site writes: `[[lista:kallor]]` and its like."""
    service = shown(site.records.services, record_id) if kind == "services" else None
    lists = {
        "kallor": "källförteckningen" if kind == "sources" else "",
        "ordlista": "ordlistan" if kind == "glossary" else "",
        "innan-du-berattar": "Innan du berättar" if service and service.before else "",
        "affischer": "affischerna" if any(posters_with(site, kind, record_id)) else "",
    }
    for page in site.sound_pages():
        for code in page.body.shortcodes:
            if code.kind == "lista" and (name := lists.get(code.id)):
                yield _carrier(page, name)


def _in_finder(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    if kind == "services" and shown(site.records.services, record_id):
        yield from (_carrier(page, "Hitta stöd") for page in site.sound_pages() if page.meta.kind == "stodsok")


def _in_help_bar(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    """The help bar; 112 stands first in every one of them."""
    if kind != "services":
        return
    for page in site.sound_pages():
        services = {EMERGENCY_SERVICE, *(item.service for item in help_for(page.id).items)}
        if record_id in services:
            yield _carrier(page, "hjälpraden")


def _on_help_map(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    """The sheets that a school prints and puts on its walls."""
    on_it = {EMERGENCY_SERVICE, *(item.service for item in help_of_the_young())}
    if kind == "services" and record_id in on_it and shown(site.records.services, record_id):
        for page in site.sound_pages():
            if page.meta.kind == HELP_MAP:
                yield replace(_carrier(page, "bladen att skriva ut"), printed=True)


def _in_footer(_: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    if kind == "services" and record_id in FOOTER_SERVICES:
        yield Carrier("alla sidor", "sidfoten", "", "", "Sidfoten på alla sidor")


def _in_curriculum(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    for page in site.sound_pages(Variant.ORDINARY):
        if kind == "facts" and page.meta.lesson and record_id in page.meta.lesson.curriculum:
            yield _carrier(page, "kopplingen till styrdokument")


def _in_files(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    """The files of the school kit, of which people have copies."""
    pages = {
        (carrier.page, carrier.variant)
        for find in (_by_shortcode, _in_curriculum)
        for carrier in find(site, kind, record_id)
    }
    for page in site.sound_pages():
        if (page.id, page.variant.value) in pages:
            for file in files_of(site, page):
                title = f"{file.label} ({file.format}): {file.name}"
                yield Carrier("fil", "filer att hämta", page.id, page.variant.value, title, printed=True)


def posters_with(site: Site, kind: RecordKind, record_id: str) -> Iterator[tuple[Poster, PosterVariant]]:
    """The posters that bear a record, each variant by itself; of a poster its own copies."""
    for poster in site.records.posters.values():
        for variant in poster.variants:
            held: dict[RecordKind, list[str]] = {
                "facts": poster.fact_ids(variant), "services": services_of(poster, site, variant),
                "illustrations": [poster.illustration], "posters": [poster.id],
            }  # fmt: skip
            if record_id in held.get(kind, ()):
                yield poster, variant


def _on_poster(site: Site, kind: RecordKind, record_id: str) -> Iterator[Carrier]:
    """Posters, screens and cards, which hang where somebody put them up; `page` is the one that their address is of."""
    addresses = short_addresses(site)
    for poster, variant in posters_with(site, kind, record_id):
        page = addresses.get(poster.address.strip("/"))
        title = f"Affischen {poster.id} ({_VARIANTS[variant]}): {', '.join(poster.formats)}"
        yield Carrier(POSTER, "affischer", page.id if page else "", variant, title, printed=True)


#: Every way in which something carries a record.
CARRIERS: tuple[Callable[[Site, RecordKind, str], Iterator[Carrier]], ...] = (
    _by_shortcode, _as_page_picture, _as_source, _in_list, _in_finder, _in_help_bar, _on_help_map,
    _in_footer, _in_curriculum, _in_files, _on_poster,
)  # fmt: skip


def carriers_of(site: Site, kind: RecordKind, record_id: str) -> list[Carrier]:
    """Everything on the site that carries the record `record_id` of the data file `kind`, each once."""
    return sorted({carrier for find in CARRIERS for carrier in find(site, kind, record_id)})

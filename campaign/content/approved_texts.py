"""What an approval covers: the hash of the words of a page, a fact, a service or a poster, and who approved them."""

from __future__ import annotations

from campaign.content.approvals import Role, content_hash
from campaign.content.facts import Fact
from campaign.content.pages import Page, Site, Variant
from campaign.content.poster import Poster, PosterVariant
from campaign.content.posters import headline_of, services_of, texts_of
from campaign.content.services import Service

#: What only editors see of a service; everything else decides what readers are shown, or who is led there.
EDITORS_ONLY = {"sources", "seen_via", "checked_on", "confidence", "release_check", "missing", "note"}


def page_hash(page: Page, site: Site) -> str:
    """The hash that an approval of a page carries: titles, description, the text with shortcodes expanded, pictures.

    A picture is what it shows in words; how it is drawn may change.
    """
    records = site.records
    text = records.expand(page.body.text, page.variant is Variant.LATTLAST)
    drawn = [page.meta.image, *(code.id for code in page.body.shortcodes if code.kind == "bild")]
    pictures = [records.illustrations[name].alt if name in records.illustrations else name for name in drawn]
    return content_hash(
        page.title, page.head.description, page.meta.neutral_title, text, *pictures, page.meta.image_alt
    )


def fact_hash(fact: Fact) -> str:
    """The hash that an approval of a fact carries: both wordings, the citation and what time they speak for."""
    return content_hash(fact.text, fact.lattlast, fact.cite, str(fact.in_force), str(fact.as_of))


def service_hash(service: Service) -> str:
    """The hash that an approval of a service carries: all that a reader is shown, and whom the finder leads there."""
    return content_hash(service.model_dump_json(exclude=EDITORS_ONLY))


def poster_hash(poster: Poster, site: Site) -> str:
    """The hash that an approval of a poster carries: all that stands on it in each variant, with facts and numbers as
    readers meet them, its text alternative, where it leads, what it shows, in which colours and formats.

    A changed fact or number breaks it as a changed word does, also a fact that its own words rest on. A picture is
    what it shows in words.
    """
    records = site.records
    picture = records.illustrations.get(poster.illustration)
    numbers = [f"{records.services[key].name} {records.services[key].phone}"
               for key in services_of(poster, site) if key in records.services]  # fmt: skip
    facts = [records.facts[key] for key in poster.fact_ids() if key in records.facts]
    return content_hash(
        *(text for variant in poster.variants for text in _on_poster(poster, site, variant)),
        *(wording for fact in facts for wording in (fact.text, fact.lattlast)),
        *numbers, poster.address, picture.alt if picture else poster.illustration,
        poster.colours.model_dump_json(), *poster.formats,
    )  # fmt: skip


def _on_poster(poster: Poster, site: Site, variant: PosterVariant) -> list[str]:
    """A variant's name and its words."""
    own = [headline_of(poster, site, variant), *texts_of(poster, site, variant)]
    return [variant, *own, poster.outside_in(variant), poster.alt_in(variant)]


def is_approved(site: Site, record_id: str, variant: str, wanted: str, role: Role | None) -> bool:
    """Whether somebody in `role` (None: any) approved the text of `record_id` whose hash is `wanted`."""
    return any(
        approval.id == record_id
        and approval.variant == variant
        and approval.content_hash == wanted
        and role in (None, approval.role)
        for approval in site.records.approvals
    )

"""What an approval covers: the hash of a page's, a fact's or a service's words, and whether somebody approved them."""

from __future__ import annotations

from campaign.content.approvals import Role, content_hash
from campaign.content.facts import Fact
from campaign.content.pages import Page, Site, Variant
from campaign.content.services import Service


def page_hash(page: Page, site: Site) -> str:
    """The hash that an approval of a page carries: title, description and the text with shortcodes expanded."""
    text = site.records.expand(page.body.text, page.variant is Variant.LATTLAST)
    return content_hash(page.title, page.head.description, text)


def fact_hash(fact: Fact) -> str:
    """The hash that an approval of a fact carries: both wordings, the citation and what time they speak for."""
    return content_hash(fact.text, fact.lattlast, fact.cite, str(fact.in_force), str(fact.as_of))


def service_hash(service: Service) -> str:
    """The hash that an approval of a service carries: all that a reader is shown."""
    hours = " ".join(f"{opening.what} {opening.open}" for opening in service.hours)
    return content_hash(
        *service.texts, service.phone, service.url, service.chat, service.sms, service.email, hours, service.anonymous,
        service.free, service.age, " ".join(service.languages), " ".join(service.ways),
    )  # fmt: skip


def is_approved(site: Site, record_id: str, variant: str, wanted: str, role: Role | None) -> bool:
    """Whether somebody in `role` (None: any) approved the text of `record_id` whose hash is `wanted`."""
    return any(
        approval.id == record_id
        and approval.variant == variant
        and approval.content_hash == wanted
        and role in (None, approval.role)
        for approval in site.records.approvals
    )

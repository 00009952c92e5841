"""The lines of approvals.yml that an approval of a page, a fact, a service or a poster would have, ready to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from campaign.content.approvals import Approval, Role, role_for
from campaign.content.approved_texts import fact_hash, page_hash, poster_hash, service_hash
from campaign.content.pages import Site, Variant
from campaign.content.posters import short_addresses
from campaign.schema import did_you_mean


class UnknownTextError(Exception):
    """No page, fact, service or poster has the id, or it cannot be read; the text says so in Swedish."""


@dataclass(frozen=True)
class Approvable:
    """A text that a person can approve: its id and variant in approvals.yml, its hash, the role, and its approvals.

    A fact, a service and a poster have no variant; anybody's role will do, and `role` is who usually knows.
    """

    id: str
    variant: str
    content_hash: str
    role: Role
    any_role: bool
    approvals: tuple[Approval, ...]

    def holds(self, approval: Approval) -> bool:
        """Whether an approval is of today's words, in a role that counts."""
        return approval.content_hash == self.content_hash and (self.any_role or approval.role == self.role)

    @property
    def is_approved(self) -> bool:
        """Whether somebody's approval holds."""
        return any(map(self.holds, self.approvals))


def approvables(site: Site, text_id: str) -> list[Approvable]:
    """The texts of `lagen/straff`, `fakta:kop-straff`, `tjanst:bris`, `affisch:en-van`: a page's two, or the record.

    Raises UnknownTextError.
    """
    kind, separator, record_id = text_id.partition(":")
    if separator:
        return [_record(site, kind, record_id)]
    pages = [page for variant in Variant if (page := site.page(text_id, variant)) and not page.broken]
    if not pages:
        near = did_you_mean(text_id, {page_id for page_id, _ in site.pages} - {text_id})
        raise UnknownTextError(f"Sidan ”{text_id}” finns inte, eller går inte att läsa. {near}".strip())
    return [
        _approvable(site, page.id, page.variant.value, page_hash(page, site), role_for(page.id, page.variant.value))
        for page in pages
    ]


def _record(site: Site, kind: str, record_id: str) -> Approvable:
    records = site.records
    text_id = f"{kind}:{record_id}"
    if kind == "fakta" and (fact := records.facts.get(record_id)):
        return _approvable(site, text_id, "", fact_hash(fact), "jurist", any_role=True)
    if kind == "tjanst" and (service := records.services.get(record_id)):
        return _approvable(site, text_id, "", service_hash(service), "verksamhet", any_role=True)
    if kind == "affisch" and (poster := records.posters.get(record_id)):
        page = short_addresses(site).get(poster.address.strip("/"))
        role = role_for(page.id, "sv") if page else "kommunikation"  # who answers for the page that it leads to
        return _approvable(site, text_id, "", poster_hash(poster, site), role, any_role=True)
    kinds: dict[str, Iterable[str]] = {"fakta": records.facts, "tjanst": records.services, "affisch": records.posters}
    known = [f"{name}:{key}" for name, found in kinds.items() for key in found]
    cure = (
        did_you_mean(text_id, known) or "Skriv en sida, eller fakta:, tjanst: eller affisch: och ett id ur datafilen."
    )
    raise UnknownTextError(f"”{text_id}” finns inte. {cure}")


def _approvable(
    site: Site, text_id: str, variant: str, content_hash: str, role: Role, *, any_role: bool = False
) -> Approvable:
    found = [item for item in site.records.approvals if item.id == text_id and item.variant == variant]
    return Approvable(text_id, variant, content_hash, role, any_role, tuple(found))


def approval_lines(text: Approvable) -> Iterator[str]:
    """The text's lines for approvals.yml, with a comment above that says which approval there is and if it holds."""
    names = {"sv": ", vanlig svenska", "lattlast": ", lättläst", "": ""}
    yield f"  # {text.id}{names[text.variant]}"
    for approval in text.approvals:
        verdict = "gäller" if text.holds(approval) else _why_not(text, approval)
        yield f"  # Godkänd {approval.date} av {approval.person} ({approval.role}): {verdict}."
    if text.is_approved:
        return
    if not text.approvals:
        yield "  # Ingen har godkänt den än."
    yield f"  - id: {text.id}"
    if text.variant:
        yield f"    variant: {text.variant}"
    yield f'    content_hash: "{text.content_hash}"'
    yield f"    role: {text.role}"
    yield '    person: "" # namnet på den som har läst och godkänt'
    yield '    date: "" # dagen då det skedde, till exempel 2026-11-22'


def _why_not(text: Approvable, approval: Approval) -> str:
    if approval.content_hash != text.content_hash:
        return "gäller inte längre, för texten är ändrad"
    return f"gäller inte, för sidan ska godkännas av rollen {text.role}"

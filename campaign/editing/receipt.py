"""The receipt of a change: what readers meet with other words than before, where, and whose approval that breaks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import get_args

from pydantic import BaseModel

from campaign.content.approvals import Approval, role_for
from campaign.content.approved_texts import fact_hash, is_approved, page_hash, poster_hash, service_hash
from campaign.content.pages import Site, Variant
from campaign.editing.carriers import IN_TEXT, Carrier, RecordKind, carriers_of, posters_with
from campaign.editing.shown_fields import Wording, shown_value, wordings

#: How approvals name the records of a data file.
_APPROVED_AS: dict[RecordKind, str] = {"facts": "fakta", "services": "tjanst", "posters": "affisch"}

#: Who compares a fact or a service with its source, or reads a poster as it will hang; any named person may.
CHECKER, POSTER_READER = "kontroll", "affisch"


@dataclass(frozen=True)
class BrokenApproval:
    """An approval that held before the change and does not now: of what, in which role, by whom, on which day."""

    id: str
    variant: str
    role: str
    person: str
    date: str


@dataclass(frozen=True)
class RecordChange:
    """A record that was changed, added or taken away, with all that carries it.

    `ask` gives, for each role, what somebody in it must read again: pages, and the record itself for who compares it
    with its source.
    """

    kind: RecordKind
    id: str
    wordings: list[Wording]
    carriers: list[Carrier]
    broken: list[BrokenApproval]
    ask: dict[str, list[str]]
    is_new: bool = False
    is_removed: bool = False


@dataclass(frozen=True)
class Receipt:
    """All changed records, and the approvals that changes of pages' own texts break."""

    records: list[RecordChange] = field(default_factory=list)
    broken_by_pages: list[BrokenApproval] = field(default_factory=list)


def make_receipt(before: Site, now: Site) -> Receipt:
    """Compares two readings of the site. A record that could not be read on either side is left out."""
    broken = [_broken(approval) for approval in before.records.approvals if _breaks(approval, before, now)]
    records = [
        _change(kind, record_id, before, now, broken)
        for kind in get_args(RecordKind)
        if kind not in before.records.unreadable | now.records.unreadable
        for record_id in _changed(_records(before, kind), _records(now, kind))
    ]
    records = [record for record in records if record.wordings]
    told = {approval for record in records for approval in record.broken}
    return Receipt(records, [approval for approval in broken if approval not in told])


def _records(site: Site, kind: RecordKind) -> Mapping[str, BaseModel]:
    found: Mapping[str, BaseModel] = getattr(site.records, kind)
    return found


def _changed(before: Mapping[str, BaseModel], now: Mapping[str, BaseModel]) -> Iterator[str]:
    """The ids of the records that differ, in today's order, the removed ones last."""
    for record_id in [*now, *(key for key in before if key not in now)]:
        if before.get(record_id) != now.get(record_id):
            yield record_id


def _change(kind: RecordKind, record_id: str, before: Site, now: Site, broken: list[BrokenApproval]) -> RecordChange:
    old, new = _records(before, kind).get(record_id), _records(now, kind).get(record_id)
    carriers = sorted({*carriers_of(before, kind, record_id), *carriers_of(now, kind, record_id)})
    texts = {(carrier.page, carrier.variant) for carrier in carriers if carrier.how == IN_TEXT}
    own = f"{_APPROVED_AS.get(kind, kind)}:{record_id}"
    posters = _posters(kind, record_id, before, now)
    return RecordChange(
        kind=kind,
        id=record_id,
        wordings=list(wordings(kind, old, new)),
        carriers=carriers,
        broken=[
            approval
            for approval in broken
            if approval.id in (own, *posters) or (approval.id, approval.variant) in texts
        ],
        ask=_ask(kind, old, new, own, texts) | ({POSTER_READER: posters} if posters else {}),
        is_new=old is None,
        is_removed=new is None,
    )


def _posters(kind: RecordKind, record_id: str, before: Site, now: Site) -> list[str]:
    """The posters of today, as approvals name them, that bear the record now or did before."""
    found = {poster.id for site in (before, now) for poster, _ in posters_with(site, kind, record_id)}
    return [f"{_APPROVED_AS['posters']}:{key}" for key in now.records.posters if key in found]


def _ask(
    kind: RecordKind, old: BaseModel | None, new: BaseModel | None, own: str, texts: set[tuple[str, str]]
) -> dict[str, list[str]]:
    """Whom a changed record asks for what. Of a service only the name stands in a page's own text."""
    result: dict[str, list[str]] = {CHECKER: [own]} if kind in ("facts", "services") and new is not None else {}
    if kind == "services" and shown_value(old, "name") == shown_value(new, "name"):
        return result
    for page_id, variant in sorted(texts):
        result.setdefault(role_for(page_id, variant), []).append(page_id)
    return dict(sorted(result.items()))


def _broken(approval: Approval) -> BrokenApproval:
    return BrokenApproval(approval.id, approval.variant, approval.role, approval.person, str(approval.date))


def _hash(site: Site, record_id: str, variant: str) -> str | None:
    """The hash that an approval of a page or a record must carry; None when there is no such thing."""
    kind, _, name = record_id.partition(":")
    if kind == "fakta" and name:
        return fact_hash(site.records.facts[name]) if name in site.records.facts else None
    if kind == "tjanst" and name:
        return service_hash(site.records.services[name]) if name in site.records.services else None
    if kind == "affisch" and name:
        return poster_hash(site.records.posters[name], site) if name in site.records.posters else None
    page = site.page(record_id, Variant(variant or "sv"))
    return page_hash(page, site) if page and not page.broken else None


def _breaks(approval: Approval, before: Site, now: Site) -> bool:
    """Whether an approval held before, and nobody in the same role has approved what stands there now."""
    if approval.content_hash != _hash(before, approval.id, approval.variant):
        return False
    wanted = _hash(now, approval.id, approval.variant)
    return wanted is None or not is_approved(now, approval.id, approval.variant, wanted, approval.role)

"""Takes stock of the site: the state of every pair, exception, fact, service and poster. Pure; it is told the day."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from campaign.checks import waivers_in_use
from campaign.checks.language import SENTENCES_ONLY
from campaign.checks.registry import Context
from campaign.content.approvals import role_for
from campaign.content.approved_texts import fact_hash, is_approved, page_hash, poster_hash, service_hash
from campaign.content.facts import Fact
from campaign.content.pages import Page, Site, Variant
from campaign.content.posters import headline_of, short_addresses, valid_until
from campaign.content.readability import SMALLEST_SAMPLE, measure
from campaign.content.review import MONTHS_BY_SECTION, add_months, review_of
from campaign.content.services import Service
from campaign.content.variants import twin_state
from campaign.editing.status import DataRecord, Half, PosterState, Row, Status, WaiverUse
from campaign.findings import Finding, Severity
from campaign.settings import Settings

SERVICE_MONTHS = MONTHS_BY_SECTION["stod"]  # a service is checked as often as the pages that show it


def take_stock(site: Site, settings: Settings, findings: Iterable[Finding], today: datetime.date) -> Status:
    """The state of the site on the day `today`; `findings` are those of `run_checks`. What needs work stands first."""
    context = Context(site, settings, today)
    found = tuple(findings)
    records = tuple(sorted(_records(site, today), key=lambda record: (record.due_on, record.id)))
    ids = sorted({page_id for page_id, _ in site.pages})
    rows = tuple(_row(page_id, context, found, records) for page_id in ids)
    waivers = tuple(WaiverUse(*use) for use in waivers_in_use(site))
    errors = tuple(finding for finding in found if finding.severity is Severity.ERROR)
    posters = tuple(sorted(_posters(site, today), key=lambda one: (one.valid_until or datetime.date.max, one.id)))
    return Status(today, rows, waivers, records, posters, errors).sorted_by("arbete")


def _row(page_id: str, context: Context, findings: tuple[Finding, ...], records: tuple[DataRecord, ...]) -> Row:
    site = context.site
    ordinary, twin = site.page(page_id), site.page(page_id, Variant.LATTLAST)
    pages = [page for page in (ordinary, twin) if page]
    paths = {page.path for page in pages}
    severities = [finding.severity for finding in findings if finding.path in paths]
    meta = pages[0].meta
    return Row(
        id=page_id,
        title=pages[0].title,
        draft=meta.draft,
        owner=meta.owner or role_for(page_id, Variant.ORDINARY.value),
        twin=twin_state(ordinary, twin),
        ordinary=_half(ordinary, context) if ordinary else None,
        lattlast=_half(twin, context) if twin else None,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        waivers=sum(len(page.body.waivers) for page in pages),
        old=tuple(record.id for record in records if record.overdue and page_id in record.pages),
    )


def _half(page: Page, context: Context) -> Half:
    site, variant = context.site, page.variant.value
    sentences = context.sentences(page)
    measures = measure((item.sentence for item in sentences), context.short_names)
    measured = page.meta.kind not in SENTENCES_ONLY and measures.words >= SMALLEST_SAMPLE
    review, role = review_of(page, site), role_for(page.id, variant)
    return Half(
        path=page.path,
        words=None if page.broken else measures.words,
        longest=None if page.broken else max((len(item.words) for item in sentences), default=0),
        lix=measures.lix if measured else None,
        gate=context.limits(page).lix,
        reviewed_on=review.reviewed_on,
        due_on=review.due_on,
        overdue=review.is_overdue(context.today),
        role=role,
        approved=not page.broken and is_approved(site, page.id, variant, page_hash(page, site), role),
    )


def _records(site: Site, today: datetime.date) -> Iterator[DataRecord]:
    """Every fact, and every service that is shown."""
    users: dict[str, set[str]] = {}
    for page in site.sound_pages():
        for code in page.body.shortcodes:
            users.setdefault(f"{code.kind}:{code.id}", set()).add(page.id)
    data = site.records
    kept: list[tuple[str, str, Fact | Service, int, str]] = [
        *(("fakta", "facts", fact, fact.review_in, fact_hash(fact)) for fact in data.facts.values()),
        *(
            ("tjanst", "services", service, SERVICE_MONTHS, service_hash(service))
            for service in data.services.values()
            if service.show != "hidden"
        ),
    ]
    for kind, file, record, months, wanted in kept:
        full_id = f"{kind}:{record.id}"
        due = add_months(record.checked_on, months)
        yield DataRecord(
            id=full_id,
            path=data.path(file),
            line=data.line(file, record.id),
            checked_on=record.checked_on,
            due_on=due,
            overdue=due < today,
            approved=is_approved(site, full_id, "", wanted, None),
            pages=tuple(sorted(users.get(full_id, ()))),
        )


def _posters(site: Site, today: datetime.date) -> Iterator[PosterState]:
    data, addresses = site.records, short_addresses(site)
    for poster in data.posters.values():
        page, until = addresses.get(poster.address.strip("/")), valid_until(poster, site)
        yield PosterState(
            id=poster.id,
            headline=headline_of(poster, site, "sv"),
            path=data.path("posters"),
            line=data.line("posters", poster.id),
            page=page.id if page else "",
            role=(page.meta.owner or role_for(page.id, Variant.ORDINARY.value)) if page else "",
            formats=tuple(poster.formats),
            changed_on=poster.changed_on,
            valid_until=until,
            overdue=until is not None and until < today,
            approved=is_approved(site, f"affisch:{poster.id}", "", poster_hash(poster, site), None),
        )

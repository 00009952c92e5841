"""The release gate: what a build for the public refuses. A preview passes; it is marked as one instead."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from urllib.parse import urlsplit

from campaign.content.approvals import role_for
from campaign.content.approved_texts import fact_hash, is_approved, page_hash, poster_hash, service_hash
from campaign.content.help_bar import help_for
from campaign.content.pages import Site, Variant
from campaign.content.preview import UNDECIDED
from campaign.findings import Finding
from campaign.images.fonts import font_problem
from campaign.settings import Settings

RESERVED_ENDINGS = (".example", ".test", ".invalid", ".localhost", ".local")
RESERVED_HOSTS = ("example.com", "example.org", "example.net", "localhost")


def release_blockers(site: Site, settings: Settings, site_url: str) -> list[Finding]:
    """Everything that stands in the way of a release, all at once."""
    found = [*_settings_blockers(settings, site_url), *_page_blockers(site), *_record_blockers(site)]
    return sorted([*found, *_poster_blockers(site)])


def checked_on(site: Site) -> dict[str, datetime.date]:
    """The day of the latest check of each shown record with `release_check` (penalties, ages, numbers, hours), by id.

    Only checks of exactly the words that are shown count; a record without one is a blocker already.
    """
    records = site.records
    wanted = {f"fakta:{fact.id}": fact_hash(fact) for fact in records.facts.values() if fact.release_check}
    wanted |= {
        f"tjanst:{service.id}": service_hash(service)
        for service in records.services.values()
        if service.release_check and service.show != "hidden"
    }
    days: dict[str, datetime.date] = {}
    for approval in records.approvals:
        if not approval.variant and wanted.get(approval.id) == approval.content_hash:
            days[approval.id] = max(approval.date, days.get(approval.id, approval.date))
    return days


def _settings_blockers(settings: Settings, site_url: str) -> Iterator[Finding]:
    if not settings.table.sender:
        message = "Ingen avsändare är bestämd."
        yield Finding("pyproject.toml", 1, "release-sender-missing", message, "Skriv sender under [tool.campaign].")
    if not settings.table.sender_contact:
        message = "Det finns ingen väg att säga till om fel."
        suggestion = "Skriv sender_contact under [tool.campaign]: ett formulär eller en e-postadress."
        yield Finding("pyproject.toml", 1, "release-sender-missing", message, suggestion)
    if not settings.table.security_contact:
        message = "Det finns ingen väg att säga till om en säkerhetsbrist."
        suggestion = "Skriv security_contact och security_expires under [tool.campaign]."
        yield Finding("pyproject.toml", 1, "release-security-missing", message, suggestion)
    problem = font_problem()
    if problem:
        message = "Sajtens typsnitt saknas, så sidorna och bilderna skulle inte se ut som de ska."
        yield Finding("requirements/runtime.txt", 1, "release-font-missing", message, problem)
    address = urlsplit(site_url)
    host = (address.hostname or "").rstrip(".")
    reserved = host.endswith(RESERVED_ENDINGS) or any(f".{host}".endswith(f".{name}") for name in RESERVED_HOSTS)
    if address.scheme != "https" or not host or reserved:
        message = f"Adressen {site_url or '(tom)'} kan inte vara sajtens riktiga adress."
        yield Finding(
            "mkdocs.yml", 1, "release-address-reserved", message, "Sätt CAMPAIGN_SITE_URL till en https-adress."
        )


def _page_blockers(site: Site) -> Iterator[Finding]:
    for page in site.sound_pages():
        if page.meta.draft:
            continue
        wanted, role = page_hash(page, site), role_for(page.id, page.variant.value)
        if not is_approved(site, page.id, page.variant.value, wanted, role):
            message = f"Sidan är inte godkänd av rollen {role}."
            expert = page.meta.release_check and page.variant is Variant.ORDINARY
            check = "Den som kan saken ska ha läst sidan, till exempel polisen eller ECPAT. " if expert else ""
            suggestion = f"{check}Raden i approvals.yml ska ha content_hash: {wanted}"
            yield Finding(page.path, 1, "release-not-approved", message, suggestion)
        for block in page.body.blocks:
            if UNDECIDED.casefold() in block.text.casefold():
                message = f"Här står ”{UNDECIDED}”."
                yield Finding(
                    page.path, block.line, "release-undecided", message, "Den ansvariga avgör vad som ska stå."
                )
        if page.variant is Variant.ORDINARY:
            first = site.records.services.get(help_for(page.id).items[0].service)
            if first is not None and first.show != "number":
                message = f"{first.name} står först i hjälpraden, men numret är inte kontrollerat."
                owner = page.meta.owner or role
                yield Finding(page.path, 1, "release-help-unverified", message, f"Ansvarig: {owner}.")


def _record_blockers(site: Site) -> Iterator[Finding]:
    records = site.records
    for fact in records.facts.values():
        wanted = fact_hash(fact)
        if not is_approved(site, f"fakta:{fact.id}", "", wanted, None):
            message = f"Faktumet ”{fact.id}” är inte kontrollerat av en namngiven person."
            known = [records.sources[source].url for source in fact.sources if source in records.sources]
            row = f"Raden i approvals.yml ska ha id: fakta:{fact.id} och content_hash: {wanted}"
            suggestion = f"Jämför med {' och '.join(known) or 'källan'}. {row}"
            line = records.line("facts", fact.id)
            yield Finding(records.path("facts"), line, "release-not-approved", message, suggestion)
    for service in records.services.values():
        wanted = service_hash(service)
        if service.show != "hidden" and not is_approved(site, f"tjanst:{service.id}", "", wanted, None):
            message = f"Tjänsten ”{service.id}” är inte kontrollerad av en namngiven person."
            check = f"Kontrollera {'; '.join(service.missing)}. " if service.missing else ""
            suggestion = f"{check}Raden i approvals.yml ska ha id: tjanst:{service.id} och content_hash: {wanted}"
            line = records.line("services", service.id)
            yield Finding(records.path("services"), line, "release-not-approved", message, suggestion)


def _poster_blockers(site: Site) -> Iterator[Finding]:
    """Posters that nobody has approved: paper cannot be mended, so both texts are read together, as they will hang."""
    records = site.records
    for poster in records.posters.values():
        wanted = poster_hash(poster, site)
        if not is_approved(site, f"affisch:{poster.id}", "", wanted, None):
            message = f"Affischen ”{poster.id}” är inte godkänd av en namngiven person."
            numbers = [records.services[key].phone for key in poster.services if key in records.services]
            call = f" Ring {', '.join(numbers)}." if numbers else ""
            check = f"Läs orden på vanlig svenska och lättläst.{call} Prova adressen {poster.address.strip('/')}/. "
            suggestion = f"{check}Raden i approvals.yml ska ha id: affisch:{poster.id} och content_hash: {wanted}"
            line = records.line("posters", poster.id)
            yield Finding(records.path("posters"), line, "release-not-approved", message, suggestion)

"""Which addresses of other sites ours shows, where they stand, and what to say when one does not answer well."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from campaign.content.before import QUESTIONS
from campaign.content.pages import Site
from campaign.content.services import Service
from campaign.findings import Finding, Severity
from campaign.release.external_links import Answer
from campaign.settings import Settings

#: An address that answered well is not asked again for so long.
FRESH = timedelta(days=7)

SETTINGS_FILE = "pyproject.toml"


@dataclass(frozen=True, order=True)
class Place:
    """Where an address stands: the shown path of a file, and the line."""

    path: str
    line: int


def shown_addresses(site: Site, settings: Settings) -> dict[str, list[Place]]:
    """Every https address that a reader can follow from the site, without its anchor, with where it stands."""
    found: dict[str, list[Place]] = {}
    for address, place in [*_in_pages(site), *_in_records(site), *_in_settings(settings)]:
        if urlsplit(address).scheme == "https":
            places = found.setdefault(urldefrag(address).url, [])
            if place not in places:
                places.append(place)
    return found


def _in_pages(site: Site) -> Iterator[tuple[str, Place]]:
    for page in site.sound_pages():
        for link in page.body.links:
            yield link.target, Place(page.path, link.line)


def _in_records(site: Site) -> Iterator[tuple[str, Place]]:
    records = site.records
    rows = {name: _rows(site.folder / "_data" / f"{name}.yml") for name in ("sources", "services")}
    shown = [("sources", source.id, source.url) for source in records.sources.values()]
    for service in records.services.values():
        if service.show != "hidden":
            shown += [("services", service.id, address) for address in _of_service(service)]
    for name, record_id, address in shown:
        line = _line(rows[name], address, records.line(name, record_id))
        yield address, Place(records.path(name), line)


def _of_service(service: Service) -> Iterator[str]:
    yield from (service.url, service.chat)
    for situation in service.before:
        yield from (answer.source for answer in map(situation.answer, QUESTIONS) if answer)


def _in_settings(settings: Settings) -> Iterator[tuple[str, Place]]:
    table, rows = settings.table, _rows(settings.project / SETTINGS_FILE)
    for address in (*table.exit_urls, table.city_help_url, table.sender_contact, table.security_contact):
        yield address, Place(SETTINGS_FILE, _line(rows, address, 1))


def _rows(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8").splitlines() if file.is_file() else []


def _line(rows: list[str], address: str, start: int) -> int:
    """The line from `start` on where the address stands, or `start` when it is written in another way."""
    return next((number for number, row in enumerate(rows, 1) if number >= start and address in row), start)


def link_findings(places: Mapping[str, Iterable[Place]], answers: Mapping[str, Answer]) -> list[Finding]:
    """What an editor should mend, for each place where an address stands that did not answer well."""
    findings = []
    for address, answer in answers.items():
        if answer.status in _SAID:
            rule, message, cure = _SAID[answer.status]
            severity = Severity.ERROR if answer.status == "gone" else Severity.WARNING
            said = message.format(address=address, detail=answer.detail)
            cure = cure.format(address=address, detail=answer.detail)
            findings += [
                Finding(place.path, place.line, rule, said, cure, severity) for place in places.get(address, ())
            ]
    return sorted(findings)


_OPEN = "Öppna länken själv. Fungerar den behöver du inte göra något."

#: By status: the rule's id, what is wrong, and what to do.
_SAID = {
    "gone": ("external-link-gone", "Sidan finns inte längre: {address} (svar {detail}).",
             "Leta upp den nya adressen, eller ta bort länken. Uppgiften kan behöva en ny källa."),
    "moved": ("external-link-moved", "Sidan har flyttat för gott: {address}", "Ny adress: {detail}"),
    "unsafe": ("external-link-unreachable", "{address} leder vidare till en osäker adress. {detail}", _OPEN),
    "circle": ("external-link-unreachable", "{address} skickar runt besökaren utan att visa någon sida.", _OPEN),
    "refused": ("external-link-unreachable", "{address} släpper inte in granskningen (svar {detail}).", _OPEN),
    "busy": ("external-link-unreachable", "{address} ber granskningen att vänta.", "Adressen prövas nästa vecka igen."),
    "silent": ("external-link-unreachable", "{address} svarar inte. {detail}", _OPEN),
}  # fmt: skip


def read_fresh(file: Path, today: date) -> dict[str, Answer]:
    """The addresses that answered well not long ago, from the cache `file`; a cache that cannot be read is empty."""
    try:
        rows = json.loads(file.read_text(encoding="utf-8"))
        days = {address: date.fromisoformat(day) for address, day in rows.items()}
    except (OSError, ValueError, AttributeError, TypeError):
        return {}
    return {address: Answer("ok") for address, day in days.items() if timedelta() <= today - day < FRESH}


def write_fresh(file: Path, fresh: Mapping[str, Answer], answers: Mapping[str, Answer], today: date) -> None:
    """Keeps which addresses answered well: those that were still `fresh`, with their old days, and today's."""
    try:
        old = json.loads(file.read_text(encoding="utf-8")) if fresh else {}
    except (OSError, ValueError):
        old = {}
    days = {address: old.get(address, str(today)) for address in fresh}
    days |= {address: str(today) for address, answer in answers.items() if answer.status == "ok"}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(days, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")

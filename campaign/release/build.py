"""The production build: checks → MkDocs in a staging folder → finish → verify → pack → manifest → swap.

A failed or killed build leaves the old site whole: nothing is written into the target before the new site
has been verified, and then the two change places in one step.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from campaign.checks import run_checks
from campaign.checks.built_site import check_built_site
from campaign.checks.published_addresses import check_published
from campaign.content.pages import Site, load_site
from campaign.content.preview import PREVIEW_MARK, PREVIEW_STATUS
from campaign.content.published import NAME as PUBLISHED
from campaign.content.summary import summary
from campaign.findings import Finding, has_errors
from campaign.hosting.compression import CompressionError, compress
from campaign.images.cache import CACHE_FOLDER, DigestCache
from campaign.release.gate import checked_on, release_blockers
from campaign.release.manifest import APPROVED, write_manifest
from campaign.release.swap import BusyError, staging_for, swap
from campaign.settings import Settings
from campaign.site.generator import GeneratorError, generate, site_url
from campaign.site.search import SearchError, write_index
from campaign.site.security import POLICY


class Mode(StrEnum):
    """A preview is marked as one; a release needs every approval."""

    PREVIEW = "preview"
    RELEASE = "release"


class BuildError(Exception):
    """The build stopped and the old site stands; `findings` are what an editor should mend."""

    def __init__(self, message: str, findings: list[Finding] | None = None) -> None:
        super().__init__(message)
        self.findings = findings or []


@dataclass(frozen=True)
class Built:
    """A finished build: the number of pages and the warnings."""

    pages: int
    warnings: list[Finding]


STILL_THERE = "Den gamla sajten är orörd."


def build_site(
    project: Path,
    output: Path,
    mode: Mode,
    settings: Settings,
    today: datetime.date,
    say: Callable[[str], None],
    say_more: Callable[[str], None] = lambda _: None,
) -> Built:
    """Builds the site of the folder `project` into `output`. Raises BuildError; the old `output` then stands.

    `say` is told, in Swedish, each stage as it begins, and `say_more` how far a long one has come.
    """
    _refuse_foreign(output)
    swapped = False
    try:
        with staging_for(output) as staging:
            say("1/5 Granskar texterna …")
            site, findings = _checked(project, settings, today)
            if mode is Mode.RELEASE:
                _pass_gate(site, settings, project)
            say(f"2/5 Bygger {len(site.pages)} sidor …")
            generate(project, staging, mode.value, lambda done, of: say_more(f"{done} av {of} bilder"))
            say("3/5 Skriver förteckningar …")
            _write_summary(staging, site, site_url(project), mode)
            write_index(staging)
            say("4/5 Granskar den byggda sajten …")
            _verify(staging, site, mode)
            compress(staging, DigestCache(project / CACHE_FOLDER))
            write_manifest(staging, _status(mode), checked_on(site) if mode is Mode.RELEASE else None)
            say("5/5 Byter ut den gamla sajten …")
            swap(staging, output)
            swapped = True
    except (GeneratorError, SearchError, CompressionError, BusyError) as error:
        raise BuildError(f"Bygget stannade. {STILL_THERE}\n{error}") from error
    except OSError as error:
        if swapped:
            raise BuildError(f"Den nya sajten är på plats, men den gamla kunde inte tas bort: {error}") from error
        raise BuildError(f"Bygget stannade: {error}. {STILL_THERE}") from error
    return Built(len(site.pages), findings)


def _refuse_foreign(output: Path) -> None:
    """Never replaces a folder that is not a site of ours: a slip in --output must not cost anybody a folder."""
    if output.exists() and not output.is_dir():
        raise BuildError(f"{output} är ingen mapp. Välj en annan plats med --output.")
    if output.is_dir() and any(output.iterdir()) and not (output / "manifest.json").is_file():
        raise BuildError(f"{output} är inte en sajt som vi har byggt (manifest.json saknas). Välj en annan mapp.")


def _checked(project: Path, settings: Settings, today: datetime.date) -> tuple[Site, list[Finding]]:
    site = load_site(project / "docs", "docs")
    findings = run_checks(site, settings, today)
    if has_errors(findings):
        raise BuildError(f"Texterna har fel som måste rättas först. {STILL_THERE}", findings)
    return site, findings


def _pass_gate(site: Site, settings: Settings, project: Path) -> None:
    blockers = release_blockers(site, settings, site_url(project))
    if blockers:
        raise BuildError(f"{len(blockers)} hinder för att släppa sajten. {STILL_THERE}", blockers)


def _status(mode: Mode) -> str:
    return PREVIEW_STATUS if mode is Mode.PREVIEW else APPROVED


def _write_summary(staging: Path, site: Site, address: str, mode: Mode) -> None:
    document = {"status": _status(mode), "pages": summary(site, address)}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (staging / "pages.json").write_text(text, encoding="utf-8")


def _verify(staging: Path, site: Site, mode: Mode) -> None:
    preview = mode is Mode.PREVIEW
    findings = check_built_site(staging, POLICY, PREVIEW_MARK if preview else "")
    files = [path.relative_to(staging).as_posix() for path in staging.rglob("*") if path.is_file()]
    list_path = f"{site.records.folder}/{PUBLISHED}"
    findings += check_published(site.records.published, files, list_path, preview=preview)
    if findings:
        raise BuildError(f"Den byggda sajten har fel. {STILL_THERE}", findings)

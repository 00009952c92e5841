"""What may leave the house: a release that is approved and freshly checked, or a preview where previews belong."""

from __future__ import annotations

import datetime
from pathlib import Path

from campaign.content.preview import PREVIEW_MARK, PREVIEW_STATUS
from campaign.publishing.errors import PublishError
from campaign.release.manifest import APPROVED, Manifest
from campaign.targets import Target

#: Days that a named person's check of a penalty, an age or a number is good for, at publishing.
FRESH_DAYS = 14


def refuse_unready(site: Path, manifest: Manifest, target: Target, *, preview: bool, today: datetime.date) -> None:
    """Raises PublishError where the built site in `site` may not go to `target` today."""
    marked = any(PREVIEW_MARK in page.read_text(encoding="utf-8") for page in sorted(site.glob("*.html")))
    if manifest.status == PREVIEW_STATUS:
        refuse_preview(target)
        if not preview:
            raise PublishError("Sajten är en förhandsvisning. Lägg till --preview om det är den som ska ut.")
    elif manifest.status != APPROVED or marked:
        raise PublishError("Det går inte att se om sajten är godkänd. Bygg den igen med campaign build --mode release.")
    else:
        _refuse_old_checks(manifest, today)


def refuse_preview(target: Target) -> None:
    """Raises PublishError where `target` takes no previews."""
    if not target.preview:
        raise PublishError(
            "Sajten är en förhandsvisning, och målet tar bara emot en godkänd sajt. Bygg med campaign build"
            " --mode release, eller välj ett mål med preview = true."
        )


def _refuse_old_checks(manifest: Manifest, today: datetime.date) -> None:
    if manifest.checked is None:
        raise PublishError("Sajten säger inte när straff och siffror kontrollerades. Bygg den igen.")
    old = [
        f"{record}: {day}"
        for record, day in sorted(manifest.checked.items())
        if not 0 <= (today - day).days <= FRESH_DAYS
    ]
    if old:
        first = "\n".join(old[:10])
        raise PublishError(
            f"{len(old)} uppgifter är inte kontrollerade de senaste {FRESH_DAYS} dagarna (straff, åldrar, siffror)."
            " En namngiven person läser källan igen, skriver dagen i approvals.yml, och sajten byggs om."
            f"\n{first}"
        )

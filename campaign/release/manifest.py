"""The manifest: sha256 of every file of a built site, so that a copy can be verified anywhere."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

NAME = "manifest.json"

#: The status of a site that has passed the release gate.
APPROVED = "Godkänd"


class ManifestError(Exception):
    """A manifest is not there or cannot be read; the text says which, in Swedish."""


@dataclass(frozen=True)
class Manifest:
    """What a manifest says: whether the site is a preview, in words, and sha256 of each file by its path."""

    status: str
    files: dict[str, str]


def digests(folder: Path) -> dict[str, str]:
    """sha256 of every file below `folder` but the manifest itself, by path, sorted."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in files
        if path.relative_to(folder).as_posix() != NAME
    }


def write_manifest(folder: Path, status: str, checked: Mapping[str, datetime.date] | None = None) -> None:
    """Writes `folder`/manifest.json. `status` says whether the site is a preview.

    `checked` is, for a release, the day of the latest check of each penalty, age and number: publish refuses old ones.
    """
    document: dict[str, object] = {"status": status}
    if checked is not None:
        document["checked"] = {record: day.isoformat() for record, day in sorted(checked.items())}
    document["files"] = digests(folder)
    (folder / NAME).write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a built site. Raises ManifestError."""
    path = folder / NAME
    if not path.is_file():
        raise ManifestError(f"{NAME} saknas")
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        return Manifest(str(document["status"]), dict(document["files"]))
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise ManifestError(f"{NAME} kan inte läsas") from error


def differences(folder: Path) -> list[str]:
    """What differs between a folder and its manifest, a line each in Swedish; empty when it verifies."""
    try:
        wanted = read_manifest(folder).files
    except ManifestError as error:
        return [str(error)]
    found = digests(folder)
    changed = [f"{name} är ändrad" for name in wanted if name in found and found[name] != wanted[name]]
    missing = [f"{name} saknas" for name in wanted if name not in found]
    extra = [f"{name} står inte i manifestet" for name in found if name not in wanted]
    return sorted(changed + missing + extra)

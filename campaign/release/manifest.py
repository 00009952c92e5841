"""The manifest: sha256 of every file of a built site, so that a copy can be verified anywhere.

One reader for all: a built site, an archive, and what stands on a publishing's target, which may be damaged or hostile.
"""

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


ID_LENGTH = 12
_HEXADECIMAL = frozenset("0123456789abcdef")
_NEVER_IN_A_NAME = frozenset("\n\r\0\\")


class ManifestError(Exception):
    """A manifest is not there or is none of ours; the text says which, in Swedish."""


@dataclass(frozen=True)
class Manifest:
    """What a site consists of: sha256 by path, of the manifest itself too. The same site has the same `id`.

    `status` says whether it is a preview, in words; `checked` the day of each record's check; `text` is the file.
    """

    id: str
    status: str
    files: Mapping[str, str]
    checked: Mapping[str, datetime.date] | None
    text: bytes

    @property
    def listed(self) -> dict[str, str]:
        """The files but the manifest itself."""
        return {name: digest for name, digest in self.files.items() if name != NAME}


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
    return parse_manifest(path.read_bytes())


def parse_manifest(text: bytes) -> Manifest:
    """The manifest in `text`. Raises ManifestError where anything in it cannot be ours."""
    try:
        document = json.loads(text)
        status, files, days = document["status"], document["files"], document.get("checked")
        checked = None if days is None else {key: datetime.date.fromisoformat(day) for key, day in days.items()}
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ManifestError(f"{NAME} kan inte läsas") from error
    if not isinstance(status, str) or not isinstance(files, dict):
        raise ManifestError(f"{NAME} kan inte läsas")
    for name, digest in files.items():
        # A damaged or hostile manifest must never lead a reading, an unpacking or a deletion outside its site.
        if not _is_inside(name) or name == NAME:
            raise ManifestError(f"{NAME} nämner en fil som inte kan vara vår: {name[:80]!r}")
        if not isinstance(digest, str) or len(digest) != 64 or set(digest) - _HEXADECIMAL:
            raise ManifestError(f"{NAME} har en kontrollsumma som inte är en: {name[:80]!r}")
    own = hashlib.sha256(text).hexdigest()
    return Manifest(own[:ID_LENGTH], status, {**files, NAME: own}, checked, text)


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return all(part not in ("", ".", "..") for part in parts) and not set(name) & _NEVER_IN_A_NAME


def differences(folder: Path) -> list[str]:
    """What differs between a folder and its manifest, a line each in Swedish; empty when it verifies."""
    try:
        wanted = read_manifest(folder).listed
    except ManifestError as error:
        return [str(error)]
    found = digests(folder)
    changed = [f"{name} är ändrad" for name in wanted if name in found and found[name] != wanted[name]]
    missing = [f"{name} saknas" for name in wanted if name not in found]
    extra = [f"{name} står inte i manifestet" for name in found if name not in wanted]
    return sorted(changed + missing + extra)

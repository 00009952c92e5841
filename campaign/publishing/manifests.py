"""A release as its manifest tells it: its id, its files with their sha256, its status, and when facts were checked."""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.publishing.errors import PublishError
from campaign.release.manifest import NAME, differences

ID_LENGTH = 12
_HEXADECIMAL = set("0123456789abcdef")


@dataclass(frozen=True)
class Manifest:
    """What a release consists of. `files` has the manifest itself too; `checked` is the day of each record's check."""

    id: str
    status: str
    files: Mapping[str, str]
    checked: Mapping[str, datetime.date] | None
    text: bytes


@dataclass(frozen=True)
class Change:
    """What differs between what readers see and a release: names of files, sorted."""

    new: list[str]
    changed: list[str]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


def read_manifest(text: bytes) -> Manifest:
    """The manifest in `text`. The same site has the same id. Raises ValueError where it is none of ours."""
    document = json.loads(text)
    if not isinstance(document, dict) or not isinstance(document.get("files"), dict):
        raise ValueError("no table of files")
    files = dict(document["files"])
    for name, digest in files.items():
        # A damaged or hostile manifest on a target must never lead a deletion outside its release.
        if not _is_inside(name) or not isinstance(digest, str) or len(digest) != 64 or set(digest) - _HEXADECIMAL:
            raise ValueError(f"a file that cannot be ours: {name!r}")
    days = document.get("checked")
    checked = None if days is None else {key: datetime.date.fromisoformat(day) for key, day in dict(days).items()}
    digest = hashlib.sha256(text).hexdigest()
    return Manifest(digest[:ID_LENGTH], str(document.get("status")), {**files, NAME: digest}, checked, text)


def _is_inside(name: str) -> bool:
    parts = name.split("/")
    return (
        bool(name) and all(part not in ("", ".", "..") for part in parts) and not set(name) & {"\n", "\r", "\0", "\\"}
    )


def built_manifest(site: Path) -> Manifest:
    """The manifest of the built site in the folder `site`, which must verify. Raises PublishError otherwise."""
    if not site.is_dir():
        raise PublishError(f"Det finns ingen byggd sajt i {site}/. Kör campaign build först.")
    wrong = differences(site)
    if wrong:
        first = "\n".join(wrong[:5])
        raise PublishError(f"Den byggda sajten i {site}/ är inte som den byggdes. Kör campaign build igen.\n{first}")
    strangers = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_symlink()]
    if strangers:
        raise PublishError(f"{site / strangers[0]} är en länk. En byggd sajt har bara filer. Kör campaign build igen.")
    try:
        return read_manifest((site / NAME).read_bytes())
    except (ValueError, TypeError) as error:
        raise PublishError(f"{site / NAME} kan inte läsas ({error}). Kör campaign build igen.") from error


def change(before: Manifest | None, after: Manifest) -> Change:
    """What the swap from `before` (None: nothing is there) to `after` does, the manifest itself left out."""
    old = {name: digest for name, digest in (before.files if before else {}).items() if name != NAME}
    new = {name: digest for name, digest in after.files.items() if name != NAME}
    return Change(
        sorted(new.keys() - old.keys()),
        sorted(name for name in new.keys() & old.keys() if new[name] != old[name]),
        sorted(old.keys() - new.keys()),
    )

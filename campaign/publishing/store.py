"""What a target's far side can do, whatever kind it is; and what stands in its own folder `.campaign/` there.

`.campaign/order.json` holds the releases, newest first; `.campaign/manifests/<id>.json` what each consists of; the lock
who is at work. All that is ever deleted on a target is listed in a manifest there, or lies in `.campaign/`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Protocol

from campaign.publishing.errors import PublishError
from campaign.release.manifest import ID_LENGTH, Manifest, ManifestError, parse_manifest

STATE = ".campaign"
ORDER = "order.json"
_ID = re.compile(f"[0-9a-f]{{{ID_LENGTH}}}")


@dataclass(frozen=True)
class Holder:
    """Who holds the lock of a target, since when, and a token that no other run has."""

    who: str
    when: str
    token: str

    def as_bytes(self) -> bytes:
        """The text of the lock file."""
        return (json.dumps(asdict(self), ensure_ascii=False) + "\n").encode()


@dataclass(frozen=True)
class Entry:
    """A release in the order: its id, when it was published, its status, its number of files, and whether all of it
    has been verified on the target (False: a publishing stopped half-way)."""

    id: str
    at: str
    status: str
    files: int
    whole: bool


class Store(Protocol):
    """A target's far side. Every method raises PublishError, in Swedish, when the target does not do it."""

    #: Whether `activate` shows the whole release in one step.
    one_step: bool

    def carried(self, manifest: Manifest) -> Manifest:
        """The manifest with those of its files that this kind of target has: they are sent, verified and shown."""

    def refuse_foreign(self, manifest: Manifest | None) -> None:
        """Raises PublishError where somebody else's files stand where `manifest` should be shown."""

    def read(self, name: str) -> bytes | None:
        """A file in `.campaign/`, or None."""

    def write(self, name: str, data: bytes) -> None:
        """Writes a file in `.campaign/`, whole or not at all."""

    def erase(self, name: str) -> None:
        """Removes a file in `.campaign/`."""

    def take_lock(self, holder: Holder) -> bytes | None:
        """Takes the lock and gives None, or gives the text of the lock that another run holds."""

    def drop_lock(self, token: str | None) -> None:
        """Gives back the lock with `token`; None breaks anybody's."""

    def holds_lock(self, token: str) -> bool:
        """Whether the lock with `token` is still there."""

    def current(self) -> str:
        """The id of the release that readers see, or the empty string. Raises PublishError where what stands there
        can be none of ours."""

    def upload(self, site: Path, manifest: Manifest, before: Manifest | None, step: Callable[[], None]) -> int:
        """Brings the files there beside what readers see, and gives how many had to be sent. What an earlier try sent
        and what the release `before` has already is not sent again."""

    def verify(self, manifest: Manifest) -> list[str]:
        """Reads the release's files on the target, and gives a line for each that differs from the manifest."""

    def activate(self, manifest: Manifest) -> None:
        """Shows the release to the readers."""

    def remove(self, manifest: Manifest, kept: list[Manifest]) -> None:
        """Removes a release's files but those that a release in `kept` has too. What is not in a manifest stays."""


def read_order(store: Store) -> list[Entry]:
    """The releases on a target, newest first. Raises PublishError where the list cannot be read."""
    text = store.read(ORDER)
    if text is None:
        return []
    try:
        return [_entry(row) for row in json.loads(text)["releases"]]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        message = f"{STATE}/{ORDER} på målet kan inte läsas. Sajten visas ändå. Ta bort filen och publicera igen."
        raise PublishError(message) from error


def _entry(row: dict[str, object]) -> Entry:
    """A row of the list. Raises ValueError or TypeError where it is none that we write."""
    match row:
        case {"id": str(release), "at": str(at), "status": str(status), "files": int(files), "whole": bool(whole)}:
            if len(row) == len(fields(Entry)) and is_id(release):
                return Entry(release, at, status, files, whole)
    raise ValueError(f"no release: {row!r}")


def is_id(text: str) -> bool:
    """Whether a text from a target can be the id of a release; others lead to files and commands of somebody else."""
    return bool(_ID.fullmatch(text))


def write_order(store: Store, entries: list[Entry]) -> None:
    """Writes the list of releases."""
    document = {"releases": [asdict(entry) for entry in entries]}
    store.write(ORDER, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode())


def kept_manifest(store: Store, release: str) -> Manifest | None:
    """The manifest of a release as the target has it (`carried`), or None where there is none that is whole."""
    text = store.read(manifest_name(release)) if is_id(release) else None
    if text is None:
        return None
    try:
        manifest = parse_manifest(text)
    except ManifestError:
        return None
    return store.carried(manifest) if manifest.id == release else None


def manifest_name(release: str) -> str:
    """Where the manifest of a release stands in `.campaign/`."""
    return f"manifests/{release}.json"


def read_holder(text: bytes) -> Holder:
    """Who wrote a lock; one that cannot be read is somebody's too."""
    try:
        return Holder(**json.loads(text))
    except (ValueError, TypeError):
        return Holder("okänd", "okänd tid", "")

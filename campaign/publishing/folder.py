"""A folder on this computer: `releases/<id>/` beside a link `current`, which changes in one step (rename).

A new release is made in `.campaign/incoming/`, verified there and renamed. A file that the release before has with
the same sha256 is linked, not copied. Times of files are never compared.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from campaign.publishing.errors import DiskFullError, PublishError, of_system
from campaign.publishing.store import STATE, Holder, is_id, read_holder
from campaign.release.manifest import Manifest

READABLE, OPEN = 0o644, 0o755


class FolderStore:
    """The store of a folder target."""

    one_step = True

    def __init__(self, path: Path) -> None:
        self.path = path
        self.state = path / STATE
        self.incoming = self.state / "incoming"
        self.link = path / "current"

    def _release(self, release: str) -> Path:
        return self.path / "releases" / release

    def _place(self, release: str) -> Path:
        """Where a release's files lie: in their place, or on the way there."""
        return self._release(release) if self._release(release).is_dir() else self.incoming

    def carried(self, manifest: Manifest) -> Manifest:
        """All files: a web server there sends the packed forms beside the texts."""
        return manifest

    def refuse_foreign(self, manifest: Manifest | None) -> None:
        """Raises PublishError where `current` is not a link of ours, or where our own folders are links."""
        self._refuse_links(manifest.id if manifest else "")
        self.current()

    def _refuse_links(self, release: str = "") -> None:
        """Raises PublishError where a folder of ours is a link: what we write and remove there would be others'."""
        manifests, releases = self.state / "manifests", self.path / "releases"
        with _told(self.path):
            names = {path.stem for path in manifests.glob("*.json")} | ({release} if release else set())
            folders = [self.state, self.incoming, manifests, releases, *map(self._release, sorted(names))]
            link = next((path for path in folders if path.is_symlink()), None)
        if link:
            raise PublishError(
                f"{link} är en länk, så andras filer kan ligga där. Ta bort länken, eller välj en annan mapp som mål."
            )

    def read(self, name: str) -> bytes | None:
        """A file in `.campaign/`, or None."""
        with _told(self.state):
            path = self.state / name
            return path.read_bytes() if path.is_file() else None

    def write(self, name: str, data: bytes) -> None:
        """Writes a file in `.campaign/`, whole or not at all."""
        with _told(self.state):
            path = self.state / name
            _make(path.parent)
            _put(data, path)

    def erase(self, name: str) -> None:
        """Removes a file in `.campaign/`."""
        self._refuse_links()
        with _told(self.state):
            (self.state / name).unlink(missing_ok=True)

    def take_lock(self, holder: Holder) -> bytes | None:
        """Makes the lock file, which only one can make."""
        self._refuse_links()
        with _told(self.state):
            _make(self.state)
            lock = self.state / "lock"
            try:
                file = lock.open("xb")
            except FileExistsError:
                return self.read("lock") or b""
            try:
                with file:
                    file.write(holder.as_bytes())
            except OSError:
                lock.unlink()  # a lock without a name would be a riddle
                raise
            return None

    def drop_lock(self, token: str | None) -> None:
        """Removes the lock file, if it is ours or is to be broken."""
        if token is None or self.holds_lock(token):
            self.erase("lock")

    def holds_lock(self, token: str) -> bool:
        """Whether the lock file is ours."""
        return read_holder(self.read("lock") or b"").token == token

    def current(self) -> str:
        """The id that `current` leads to."""
        with _told(self.link):
            if self.link.is_symlink():
                target = self.link.readlink()
                if target.parent.as_posix() != "releases" or not is_id(target.name):
                    raise PublishError(f"{self.link} leder till {target}, som vi inte har gjort. Välj en annan mapp.")
                return target.name
            if self.link.exists():
                raise PublishError(f"{self.link} är ingen länk som vi har gjort. Välj en annan mapp, eller flytta den.")
            return ""

    def upload(self, site: Path, manifest: Manifest, before: Manifest | None, step: Callable[[], None]) -> int:
        """Copies and links the files into the release's folder, or into the one for what is on the way."""
        try:
            return self._upload(site, manifest, before, step)
        except DiskFullError:
            shutil.rmtree(self.incoming, ignore_errors=True)
            raise

    def _upload(self, site: Path, manifest: Manifest, before: Manifest | None, step: Callable[[], None]) -> int:
        with _told(self.path):
            place = self._place(manifest.id)
            _make(place)
            if place == self.incoming:
                _clear_others(place, manifest)
            sent = 0
            for name, digest in manifest.files.items():
                path = place / name
                if _has(path, digest):
                    continue
                _make(path.parent)
                old = self._release(before.id) / name if before and before.files.get(name) == digest else None
                if not (old and _has(old, digest) and _link(old, path)):
                    _put((site / name).read_bytes(), path)
                    sent += 1
                    step()
            return sent

    def verify(self, manifest: Manifest) -> list[str]:
        """Reads every file of the release."""
        with _told(self.path):
            place = self._place(manifest.id)
            return [
                f"{name} saknas" if not (place / name).is_file() else f"{name} är ändrad"
                for name, digest in manifest.files.items()
                if not _has(place / name, digest)
            ]

    def activate(self, manifest: Manifest) -> None:
        """Renames a new link over `current`."""
        with _told(self.path):
            release = self._release(manifest.id)
            if not release.is_dir():
                _make(release.parent)
                self.incoming.rename(release)
            new = self.state / "current.new"
            new.unlink(missing_ok=True)
            new.symlink_to(Path("releases") / manifest.id)
            new.replace(self.link)

    def remove(self, manifest: Manifest, kept: list[Manifest]) -> None:
        """Removes a release's folder; a file that is not in its manifest stays, and the folder with it."""
        self._refuse_links(manifest.id)
        del kept  # each release has its own names; what is linked lives on in the others
        with _told(self.path):
            release = self._release(manifest.id)
            for name in manifest.files:
                (release / name).unlink(missing_ok=True)
            folders = {release / parent for name in manifest.files for parent in Path(name).parents}
            for folder in sorted(folders, key=lambda path: len(path.parts), reverse=True):
                if folder.is_dir() and not any(folder.iterdir()):
                    folder.rmdir()


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise of_system(error, path) from error


def _make(folder: Path) -> None:
    """Makes a folder that a web server may read, whatever mask the user has."""
    if folder.is_dir():
        return
    _make(folder.parent)
    folder.mkdir(exist_ok=True)
    folder.chmod(OPEN)


def _has(path: Path, digest: str) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    return hashlib.sha256(path.read_bytes()).hexdigest() == digest


def _put(data: bytes, path: Path) -> None:
    """Writes a file whole or not at all; a file that other releases are linked to keeps its content."""
    new = path.with_name(f".campaign-{path.name}")
    try:
        new.write_bytes(data)
        new.chmod(READABLE)
        new.replace(path)
    except OSError:
        new.unlink(missing_ok=True)  # readers may see this folder
        raise


def _link(old: Path, path: Path) -> bool:
    new = path.with_name(f".campaign-{path.name}")
    try:
        new.unlink(missing_ok=True)
        os.link(old, new)
        new.replace(path)
        new.unlink(missing_ok=True)  # a rename between two links of one file leaves both
    except OSError:
        return False  # this file system has no links, or no more of them: the file is copied
    return True


def _clear_others(place: Path, manifest: Manifest) -> None:
    """Removes what another release's stopped publishing left in our own folder for what is on the way."""
    for path in sorted(place.rglob("*"), reverse=True):
        if path.is_dir() and not path.is_symlink():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.relative_to(place).as_posix() not in manifest.files:
            path.unlink()
    for name in manifest.files:  # a folder where a file should be
        if (place / name).is_dir():
            shutil.rmtree(place / name)

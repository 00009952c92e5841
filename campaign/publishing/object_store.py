"""An S3-compatible object store, in which no swap of many objects is atomic: so whole pages, in a safe order.

    <prefix>/<name>                            what readers see
    <prefix>/.campaign/releases/<id>/<name>    each kept release's files with a fixed name: pages, lists, documents
    <prefix>/.campaign/current, order.json, manifests/, locks/

1. Files whose names change with their content go straight to their address: nobody asks for them yet, and they stay
   as long as a kept release has them. 2. Files with fixed names go beside, to the release's own folder. 3. All is read
   back and counted. 4. The store copies the fixed names to their addresses, pages last; each copy is one step.
   5. Addresses that the release has not are deleted. A rollback is 3–5 with an older release; nothing is uploaded.

A reader never gets a half page, nor one whose styles or scripts are of another release. The limit: while step 4 runs
(seconds; it says how long) one page may be new and the next one old, and a kill there leaves it so until the command
is run again, or rolled back. A site that must change as one stands in a folder or on a server. Plain files only are
sent: what compresses them is the content delivery network. So `.br` and `.gz` beside a file stand in the built site's
manifest, which is sent as it is, but are neither sent nor counted here (`carried`). The prefix `.campaign/` should not
be shown to readers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from campaign.hosting.compression import PACKED
from campaign.publishing.delivery import by_delivery, is_hashed
from campaign.publishing.errors import PublishError
from campaign.publishing.manifests import change
from campaign.publishing.rclone import Rclone
from campaign.publishing.store import STATE, Holder, is_id
from campaign.release.manifest import NAME, Manifest, ManifestError, parse_manifest


class ObjectStore:
    """The store of an S3 target."""

    one_step = False

    def __init__(self, rclone: Rclone) -> None:
        self.rclone = rclone

    def _fixed(self, release: str) -> str:
        """Where a release's files with fixed names are kept."""
        return f"{STATE}/releases/{release}"

    def _shown(self) -> dict[str, str]:
        """What readers can reach, with md5."""
        return {name: md5 for name, md5 in self.rclone.listing("").items() if not name.startswith(f"{STATE}/")}

    def _ours(self) -> set[str]:
        """Every name that a manifest of ours on the target lists."""
        text = self.rclone.read_all(f"{STATE}/manifests").decode("utf-8", "replace").strip()
        names: set[str] = set()
        decoder = json.JSONDecoder()
        while text:
            try:
                document, end = decoder.raw_decode(text)
                names |= parse_manifest(json.dumps(document).encode()).files.keys()
            except (ValueError, ManifestError) as error:
                message = f"En förteckning i {STATE}/manifests på målet är skadad. Ta bort den och kör igen."
                raise PublishError(message) from error
            text = text[end:].lstrip()
        return names

    def carried(self, manifest: Manifest) -> Manifest:
        """The plain files: an object has one encoding, and nobody would ask for packed forms beside it."""
        files = {name: digest for name, digest in manifest.files.items() if not _is_packed(name, manifest)}
        return replace(manifest, files=files)

    def refuse_foreign(self, manifest: Manifest | None) -> None:
        """Raises PublishError where objects that we have not put there stand at addresses of the release."""
        if manifest is None:
            return
        foreign = sorted((self._shown().keys() & manifest.files.keys()) - self._ours())
        if foreign:
            raise PublishError(
                f"På målet finns {len(foreign)} filer som vi inte har lagt dit, till exempel {foreign[0]}."
                " De skrivs inte över. Välj ett annat prefix, eller flytta dem."
            )

    def read(self, name: str) -> bytes | None:
        """An object in `.campaign/`, or None."""
        return self.rclone.read(f"{STATE}/{name}")

    def write(self, name: str, data: bytes) -> None:
        """Writes an object in `.campaign/`."""
        self.rclone.write(f"{STATE}/{name}", data)

    def erase(self, name: str) -> None:
        """Deletes an object in `.campaign/`."""
        folder, _, last = f"{STATE}/{name}".rpartition("/")
        self.rclone.delete(folder, [last])

    def take_lock(self, holder: Holder) -> bytes | None:
        """Puts our own lock and then looks for others: two may both give way, never both go on."""
        self.rclone.write(f"{STATE}/locks/{holder.token}.json", holder.as_bytes())
        others = self.rclone.listing(f"{STATE}/locks").keys() - {f"{holder.token}.json"}
        if not others:
            return None
        self.drop_lock(holder.token)
        return self.rclone.read(f"{STATE}/locks/{min(others)}") or b""

    def drop_lock(self, token: str | None) -> None:
        """Deletes our lock, or everybody's."""
        names = self.rclone.listing(f"{STATE}/locks") if token is None else [f"{token}.json"]
        self.rclone.delete(f"{STATE}/locks", names)

    def holds_lock(self, token: str) -> bool:
        """Whether our lock is there."""
        return f"{token}.json" in self.rclone.listing(f"{STATE}/locks")

    def current(self) -> str:
        """The id of the release whose files were last shown whole."""
        release = (self.read("current") or b"").decode("utf-8", "replace").strip()
        if release and not is_id(release):
            raise PublishError(f"{STATE}/current på målet är skadad. Ta bort den och publicera igen.")
        return release

    def upload(self, site: Path, manifest: Manifest, before: Manifest | None, step: Callable[[], None]) -> int:
        """Sends what the store has not, files with changing names first; the store itself copies unchanged pages."""
        md5 = {name: _md5(site / name) for name in manifest.files}
        changed = change(before, manifest).changed  # whatever its name promises
        hashed = [name for name in md5 if is_hashed(name) and name not in changed]
        shown, place = self._shown(), self._fixed(manifest.id)
        sent = self._send(site, "", [name for name in hashed if shown.get(name) != md5[name]], step)
        there = self.rclone.listing(place)
        wanted = [name for name in md5.keys() - set(hashed) if there.get(name) != md5[name]]
        if before:
            source = self.rclone.listing(self._fixed(before.id))
            same = [name for name in wanted if source.get(name) == md5[name]]
            self.rclone.copy(self.rclone.at(self._fixed(before.id)), place, same, None, lambda: None)
            wanted = [name for name in wanted if name not in set(same)]
        return sent + self._send(site, place, wanted, step)

    def _send(self, site: Path, place: str, names: Iterable[str], step: Callable[[], None]) -> int:
        groups = by_delivery(names)
        for headers, group in groups.items():
            self.rclone.copy(str(site), place, group, headers, step)
        return sum(map(len, groups.values()))

    def verify(self, manifest: Manifest) -> list[str]:
        """Reads every object of the release back and counts its sha256."""
        place = self._fixed(manifest.id)
        fixed = self.rclone.listing(place)
        beside = {name: digest for name, digest in manifest.files.items() if name in fixed or not is_hashed(name)}
        straight = {name: digest for name, digest in manifest.files.items() if name not in beside}
        wrong = [*self.rclone.differing(place, beside), *self.rclone.differing("", straight)]
        return [f"{name} saknas eller är ändrad" for name in sorted(wrong)]

    def activate(self, manifest: Manifest) -> None:
        """Has the store copy what differs to its address, pages after the rest, and deletes what is gone."""
        place = self._fixed(manifest.id)
        fixed, shown = self.rclone.listing(place), self._shown()
        stale = [name for name, md5 in fixed.items() if name in manifest.files and (not md5 or shown.get(name) != md5)]
        pages = [name for name in stale if name.endswith(".html")]
        for group in (set(stale) - {*pages, NAME}, pages, {NAME} & set(stale)):
            self.rclone.copy(self.rclone.at(place), "", group, None, lambda: None)
        now = self._shown() if stale else shown
        wrong = [name for name in stale if fixed[name] and now.get(name) != fixed[name]]
        if wrong:
            raise PublishError(f"{len(wrong)} filer kom inte fram till läsarna, till exempel {min(wrong)}.")
        named = {name.split("/", 1)[1] for name in self.rclone.listing(f"{STATE}/releases") if "/" in name}
        self.rclone.delete("", (named & now.keys()) - manifest.files.keys())
        self.write("current", manifest.id.encode())

    def remove(self, manifest: Manifest, kept: list[Manifest]) -> None:
        """Deletes a release's own folder, and the files with changing names that no kept release has."""
        place = self._fixed(manifest.id)
        self.rclone.delete(place, self.rclone.listing(place).keys() & manifest.files.keys())
        still = {name for other in kept for name in other.files}
        hashed = {name for name in manifest.files if is_hashed(name)}
        self.rclone.delete("", hashed - still)


def _is_packed(name: str, manifest: Manifest) -> bool:
    plain, dot, ending = name.rpartition(".")
    return f"{dot}{ending}" in PACKED and plain in manifest.files


def _md5(path: Path) -> str:
    return hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()

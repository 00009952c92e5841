"""The manifest of a site that is to be published, and what differs between two releases."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from campaign.publishing.errors import PublishError
from campaign.release.manifest import Manifest, differences, read_manifest


@dataclass(frozen=True)
class Change:
    """What differs between what readers see and a release: names of files, sorted."""

    new: list[str]
    changed: list[str]
    gone: list[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.changed or self.gone)


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
    return read_manifest(site)


def change(before: Manifest | None, after: Manifest) -> Change:
    """What the swap from `before` (None: nothing is there) to `after` does, the manifest itself left out."""
    old, new = before.listed if before else {}, after.listed
    return Change(
        sorted(new.keys() - old.keys()),
        sorted(name for name in new.keys() & old.keys() if new[name] != old[name]),
        sorted(old.keys() - new.keys()),
    )

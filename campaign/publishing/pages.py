"""The artefact for GitHub Pages: one tar as `actions/upload-pages-artifact` makes it, the same bytes for the same site.

Degraded: that host sends none of our headers, so that pages can be framed, and keeps no releases of ours.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from pathlib import Path

from campaign.publishing.errors import PublishError, of_system
from campaign.release.manifest import NAME, Manifest, ManifestError, parse_manifest

DEGRADED = (
    "GitHub Pages skickar inte våra säkerhetshuvuden: sidorna kan visas i en ram på andra sajter, och bara sidornas"
    " egna regler skyddar dem. Där sparas inte heller några äldre utgåvor."
)


def read_artifact(path: Path) -> Manifest | None:
    """The manifest of an artefact that we wrote, or None. Raises PublishError where the file is somebody else's."""
    if not path.exists():
        return None
    try:
        with tarfile.open(path) as archive:
            file = archive.extractfile(f"./{NAME}")
            assert file
            return parse_manifest(file.read())
    except (tarfile.TarError, KeyError, ManifestError, OSError) as error:
        raise PublishError(f"{path} är ingen fil som vi har skrivit. Välj ett annat namn, eller flytta den.") from error


def write_artifact(site: Path, manifest: Manifest, path: Path) -> None:
    """Writes the tar beside `path`, reads it back, and puts it in its place in one step."""
    new = path.with_name(f".campaign-{path.name}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tarfile.open(new, "w", format=tarfile.GNU_FORMAT) as archive:
            for name in sorted(manifest.files):
                data = (site / name).read_bytes()
                entry = tarfile.TarInfo(f"./{name}")
                entry.size, entry.mode = len(data), 0o644
                archive.addfile(entry, io.BytesIO(data))
        wrong = _differing(new, manifest)
        if wrong:
            raise PublishError(f"Filen för GitHub Pages blev inte hel: {wrong[0]}. Kör igen.")
        new.replace(path)
    except OSError as error:
        raise of_system(error, path) from error
    finally:
        if new.exists():
            new.unlink()


def _differing(path: Path, manifest: Manifest) -> list[str]:
    with tarfile.open(path) as archive:
        found = {
            entry.name.removeprefix("./"): hashlib.sha256(file.read()).hexdigest()
            for entry in archive
            if (file := archive.extractfile(entry))
        }
    return sorted(name for name in {**manifest.files, **found} if found.get(name) != manifest.files.get(name))

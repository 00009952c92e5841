"""A built site as one file for the archive: its manifest verified first, its words about itself, the zip read again.

No WARC: an archive that wants one says so, and makes it of the public site with a tool of its own.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from campaign.release.manifest import NAME, ManifestError, differences, read_manifest
from campaign.school.archives import deterministic_zip

README = "LAS-MIG.txt"
FOLDER = "sajt"
#: What a disk without hard links answers, such as a memory stick on its way to an archive.
NO_LINKS = (errno.EPERM, errno.ENOTSUP, errno.EMLINK)
MOST_SHOWN = 5  # differences; more would hide the sentence


class ArchiveError(Exception):
    """No archive was written; the text says why, in Swedish."""


@dataclass(frozen=True)
class Archived:
    """A written archive: how many files of the site it holds, its bytes and its sha256."""

    files: int
    size: int
    digest: str


def write_archive(site: Path, out: Path) -> Archived:
    """Packs the built site in the folder `site` as the zip file `out`; same site, same bytes. Raises ArchiveError.

    A file that stands at `out` is never touched, and nothing stands there until the archive has been read and verified.
    """
    _refuse(site, out)
    try:
        content = deterministic_zip(_contents(site))
        with tempfile.TemporaryDirectory(prefix=".campaign-", dir=out.parent) as folder:
            made = Path(folder) / out.name
            made.write_bytes(content)
            _verify(made, site)
            made.chmod(0o644)
            _place(made, out)
    except FileExistsError as error:
        raise ArchiveError(_taken(out)) from error
    except OSError as error:
        raise ArchiveError(f"Arkivet kunde inte skrivas: {error.strerror or error}.") from error
    except ValueError as error:
        raise ArchiveError(f"En fil i sajten har ett namn som inte kan packas: {error}.") from error
    return Archived(len(read_manifest(site).listed), len(content), hashlib.sha256(content).hexdigest())


def _place(made: Path, out: Path) -> None:
    """Gives the archive its name. Raises FileExistsError when somebody took the name meanwhile."""
    try:
        os.link(made, out)  # unlike a rename it refuses a name that is taken
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        out.open("xb").close()
        try:
            made.replace(out)
        except BaseException:
            out.unlink()
            raise


def _taken(out: Path) -> str:
    return f"{out} finns redan. Ett arkiv skrivs aldrig över. Välj ett annat namn."


def _refuse(site: Path, out: Path) -> None:
    if out.suffix != ".zip":
        raise ArchiveError(f"{out} slutar inte på .zip. Skriv till exempel --out arkiv.zip.")
    if os.path.lexists(out):
        raise ArchiveError(_taken(out))
    if not out.parent.is_dir():
        raise ArchiveError(f"Mappen {out.parent} finns inte. Skapa den först.")
    if out.resolve().is_relative_to(site.resolve()):
        raise ArchiveError(f"{out} ligger i sajtens mapp. Välj en annan plats.")
    found = differences(site)
    if found:
        more = f" och {len(found) - MOST_SHOWN} till" if len(found) > MOST_SHOWN else ""
        shown = ", ".join(found[:MOST_SHOWN])
        raise ArchiveError(f"Sajten i {site} är inte som den byggdes: {shown}{more}. Bygg den på nytt.")


def _contents(site: Path) -> dict[str, bytes]:
    names = sorted(read_manifest(site).files)
    return {README: readme(site).encode("utf-8")} | {f"{FOLDER}/{name}": (site / name).read_bytes() for name in names}


def readme(site: Path) -> str:
    """What stands first in the archive, in Swedish: what it is, how old its texts are, how to open and verify it.

    All of it is read from the site; nothing tells when the archive was made. Raises ArchiveError.
    """
    try:
        manifest = read_manifest(site)
        pages = json.loads((site / "pages.json").read_text(encoding="utf-8"))["pages"]
        days = sorted(page["changed_on"] for page in pages if page["changed_on"])
        start = min((page["address"] for page in pages), key=len, default="")
    except (ManifestError, OSError, ValueError, KeyError, TypeError) as error:
        raise ArchiveError("Sajtens pages.json kan inte läsas. Bygg sajten på nytt.") from error
    texts = f"Texterna ändrades {days[0]}–{days[-1]}." if days else "Ingen text säger när den ändrades."
    digest = hashlib.sha256((site / NAME).read_bytes()).hexdigest()
    return _README.format(status=manifest.status, address=start, pages=len(pages), files=len(manifest.listed),
                          texts=texts, digest=digest, folder=FOLDER, manifest=NAME)  # fmt: skip


_README = """\
EN HEL WEBBPLATS, SPARAD FÖR ARKIVET

Adress:      {address}
Status:      {status}
Omfattning:  {pages} sidor, {files} filer
{texts}

Vad det är
Mappen {folder} är webbplatsen som den byggdes, med alla sidor, bilder och filer
att hämta. Den behöver ingen server, inget nät och inget särskilt program.
Varje sida finns på vanlig svenska och på lättläst. De lättlästa ligger i
mappen {folder}/lattlast. Filen {folder}/pages.json räknar upp sidorna med
rubrik, datum, källor och ansvarig roll.

Så öppnar du den
Packa upp arkivet och öppna filen {folder}/index.html i en webbläsare. Länkarna
mellan sidorna leder till mappar. Öppna då filen index.html i mappen.
Sökningen och sajtens eget typsnitt kräver en webbserver.
Sidan A–Ö fungerar utan.

Så kontrollerar du att inget har ändrats
Filen {folder}/{manifest} har varje fils kontrollsumma (SHA-256).
Filens egen kontrollsumma är
{digest}

Arkivet säger inte när det gjordes: samma webbplats ger alltid samma arkiv.
Skriv dagen i arkivets förteckning.
"""


def _verify(made: Path, site: Path) -> None:
    """Reads the archive again: every file of the manifest must come out as it was built, and nothing else."""
    wanted = {f"{FOLDER}/{name}": digest for name, digest in read_manifest(site).listed.items()}
    own = {README, f"{FOLDER}/{NAME}"}
    try:
        with zipfile.ZipFile(made) as archive:
            found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
    except zipfile.BadZipFile as error:
        raise ArchiveError("Arkivet blev inte helt när det skrevs. Försök igen.") from error
    if found.keys() != wanted.keys() | own or any(found[name] != digest for name, digest in wanted.items()):
        raise ArchiveError("Arkivet stämmer inte med sajten. Ändrades den medan arkivet skrevs? Försök igen.")

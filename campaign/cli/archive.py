"""`campaign archive` and `campaign addresses`: what is kept of a site that has been built or released."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.checks.published_addresses import given_out
from campaign.cli.terminal import docs_option, say, stop
from campaign.content.pages import DATA_FOLDER
from campaign.content.preview import PREVIEW_STATUS
from campaign.content.published import NAME, lacking, with_added
from campaign.content.text_files import size_in_words
from campaign.editing.safe_files import WriteError, write_files
from campaign.release.archive import ArchiveError, write_archive
from campaign.release.manifest import ManifestError, differences, read_manifest

site_argument = click.argument("site", type=click.Path(path_type=Path), default=Path("site"), metavar="[MAPP]")


@click.command()
@click.option("--out", type=click.Path(path_type=Path), required=True, metavar="FIL",
              help="Arkivets namn, till exempel arkiv.zip. En fil som finns skrivs aldrig över.")  # fmt: skip
@site_argument
def archive(site: Path, out: Path) -> None:
    """Packar en byggd sajt i en zip-fil för arkivet. MAPP är sajten; utelämnad = site.

    Sajten jämförs med sitt manifest först, och arkivet läses igen när det har skrivits.
    """
    try:
        made = write_archive(site, out)
    except ArchiveError as error:
        stop(str(error), 1)
    say(f"Klart: {out} har {made.files} filer och är {size_in_words(made.size)}. Arkivets kontrollsumma (SHA-256):")
    click.echo(made.digest)


@click.command()
@click.option("--add", is_flag=True, help="Lägger adresserna sist i listan. Spara filen i en vanlig ändring.")
@docs_option
@site_argument
def addresses(site: Path, docs: Path, add: bool) -> None:
    """Visar vilka av en släppt sajts adresser som saknas i listan över utlämnade. MAPP är sajten; utelämnad = site.

    Kör det efter varje publicering. Varje adress i listan måste sedan leda någonstans.
    """
    try:
        manifest = read_manifest(site)
    except ManifestError as error:
        stop(f"{site} är inte en sajt som vi har byggt: {error}.", 2)
    if manifest.status == PREVIEW_STATUS:
        stop(f"Sajten i {site} är en förhandsvisning. Bara en släppt sajts adresser är utlämnade.", 1)
    if differences(site):
        stop(f"Sajten i {site} är inte som den byggdes. Bygg den på nytt.", 1)
    path = docs / DATA_FOLDER / NAME
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = lacking(text, given_out(manifest.files))
    click.echo("".join(f"{address}\n" for address in new), nl=False)
    if add and new:
        try:
            write_files({path: with_added(text, new).encode()})
        except WriteError as error:
            stop(str(error), 1)
    say(f"{len(new)} {'nya adresser lades till' if add else 'adresser saknas'} i {path}.")

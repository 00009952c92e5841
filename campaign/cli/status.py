"""`campaign status`: the state of every page, what needs work first."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import click

from campaign.cli import status_table
from campaign.cli.checking import checked
from campaign.cli.terminal import docs_option, read_settings, say, today_option, width
from campaign.content.pages import load_site
from campaign.editing.status import ORDERS, Status
from campaign.editing.status_formats import as_csv, as_html, as_json, summary
from campaign.editing.stocktaking import take_stock
from campaign.schema import did_you_mean

FORMATS: dict[str, Callable[[Status], str]] = {
    "text": lambda status: "".join(f"{line}\n" for line in status_table.lines(status, width())),
    "html": as_html,
    "json": as_json,
    "csv": as_csv,
}


@click.command()
@docs_option
@click.option("--only", default="", metavar="DEL", help="Bara en mapp eller en sida: lagen, lagen/straff.")
@click.option("--sort", type=click.Choice(list(ORDERS)), default="arbete", show_default=True,
              help="arbete = det som behöver göras står först; lix = det svåraste först.")  # fmt: skip
@click.option("--format", "output", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="html är en egen sida att öppna i webbläsaren; csv öppnas i ett kalkylprogram.")  # fmt: skip
@click.option("--output", "file", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL",
              help="Filen att skriva i. Utan den kommer allt i terminalen.")  # fmt: skip
@click.option("--spelling/--no-spelling", default=True, show_default=True, help="Om stavningen räknas med.")
@today_option
def status(
    docs: Path, only: str, sort: str, output: str, file: Path | None, spelling: bool, today: datetime.date
) -> None:
    """Visar hur det står till med varje sida: granskning, LIX, lättläst, fel.

    Visar också varje undantag med sitt skäl, och de uppgifter som behöver kontrolleras igen.
    """
    settings = read_settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    site = load_site(docs)
    whole = take_stock(site, settings, checked(site, settings, today, spelling), today)
    shown = (_part(whole, only) if only else whole).sorted_by(sort)
    if not shown.rows:
        raise click.UsageError(f"Mappen {docs} har inga sidor.")
    _write(FORMATS[output](shown), output, file)
    if file:
        say(f"{summary(shown)} Skrivet i {file}.")


def _part(whole: Status, only: str) -> Status:
    part = whole.only(only)
    if part.rows:
        return part
    known = {row.id for row in whole.rows}
    hint = did_you_mean(only, known | {page_id.rpartition("/")[0] for page_id in known} - {""})
    raise click.UsageError(f"Det finns ingen sida eller mapp ”{only}”. {hint}".rstrip())


def _write(text: str, output: str, file: Path | None) -> None:
    """Writes to the file, or to the terminal. A spreadsheet needs the mark first in the file to read å, ä, ö."""
    if file is None:
        click.echo(text, nl=False)
        return
    try:
        file.write_text(click.unstyle(text), encoding="utf-8-sig" if output == "csv" else "utf-8", newline="\n")
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error

"""`campaign report`: the follow-up report, from the server's logs and the state of the texts."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from campaign.cli.terminal import docs_option, read_settings, say, stop, today_option
from campaign.content.pages import load_site
from campaign.content.summary import summary
from campaign.editing.safe_files import WriteError, write_files
from campaign.editing.stocktaking import take_stock
from campaign.follow_up.counting import count_logs
from campaign.follow_up.counts import Counts
from campaign.follow_up.editorial import editorial_table
from campaign.follow_up.figures import figures_of
from campaign.follow_up.log_files import LogError
from campaign.follow_up.report import as_csv, as_html
from campaign.follow_up.small_counts import plain
from campaign.follow_up.titles import SiteError, titles_of, titles_of_built_site


@click.command()
@click.argument("logs", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--out", "file", type=click.Path(path_type=Path, dir_okay=False), default=Path("rapport.html"),
              show_default=True, metavar="FIL", help="Filen som rapporten skrivs i.")  # fmt: skip
@click.option("--csv", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="MAPP",
              help="Mapp för samma tabeller som filer till ett kalkylprogram.")  # fmt: skip
@click.option("--site", "built", type=click.Path(path_type=Path), metavar="MAPP",
              help="Den byggda webbplats som loggen gäller. Utan den tas sidornas namn ur texterna.")  # fmt: skip
@click.option("--leave-out-paths", is_flag=True,
              help="Utelämna rader där en besökare själv har skrivit en personuppgift i adressen.")  # fmt: skip
@docs_option
@today_option
def report(
    logs: tuple[Path, ...], file: Path, folder: Path | None, built: Path | None, leave_out_paths: bool, docs: Path,
    today: datetime.date,
) -> None:  # fmt: skip
    """Skriver uppföljningen: hur sidorna används och hur texterna mår.

    LOGG är en eller flera loggar från servern, packade med gzip eller inte. Loggar med personuppgifter tas inte emot.
    """
    settings = read_settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    targets = [file, *(folder.glob("*.csv") if folder and folder.is_dir() else ())]
    if {path.resolve() for path in logs} & {path.resolve() for path in targets}:
        raise click.UsageError("Rapporten skulle skrivas över en logg. Ange en annan fil med --out eller --csv.")
    try:
        site = load_site(docs)
        titles = titles_of_built_site(built) if built else titles_of(summary(site, ""))
        say("Läser loggarna …")
        counts = count_logs(logs, leave_out_paths=leave_out_paths)
        texts = editorial_table(take_stock(site, settings, (), today), site)
        figures = figures_of(counts, titles)
        written = {file: as_html(figures, texts, settings.table.site_name).encode()}
        if folder:
            written |= {folder / name: content for name, content in as_csv(figures, texts)}
        write_files(written)
    except (LogError, SiteError, WriteError) as error:
        stop(str(error), 1)
    _tell(counts)
    say(f"{file} är skriven{f', och tabellerna i {folder}' if folder else ''}.")


def _tell(counts: Counts) -> None:
    """What was read, and where the lines are that could not be."""
    say(f"{_lines(counts.lines)} lästa, från {counts.first_day} till {counts.last_day}.")
    if counts.rejected:
        say(f"{_lines(counts.rejected)} kunde inte läsas och är inte räknade:")
    for why, kind in sorted(counts.unreadable.items()):
        places = ", ".join(f"{name}:{number}" for name, number in kind.places)
        say(f"  {why.value}: {_lines(kind.number)}, först {places}")


def _lines(number: int) -> str:
    return f"{plain(number)} {'rad' if number == 1 else 'rader'}"

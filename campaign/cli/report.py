"""`campaign report`: the follow-up report, from the server's logs and the state of the texts."""

from __future__ import annotations

import datetime
from collections.abc import Collection
from pathlib import Path

import click

from campaign.cli.terminal import PROJECT, docs_option, read_settings, say, stop, today_option
from campaign.content.pages import load_site
from campaign.content.posters import short_addresses
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
from campaign.follow_up.sums import Sums
from campaign.follow_up.sums_file import SumsError, as_bytes, read_sums
from campaign.follow_up.titles import SiteError, titles_of, titles_of_built_site


@click.command()
@click.argument("logs", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", "file", type=click.Path(path_type=Path, dir_okay=False), default=None, metavar="FIL",
              help="Filen som rapporten skrivs i. Utelämnad: rapport.html, men med --save ingen rapport.")  # fmt: skip
@click.option("--csv", "folder", type=click.Path(path_type=Path, file_okay=False), metavar="MAPP",
              help="Mapp för samma tabeller som filer till ett kalkylprogram.")  # fmt: skip
@click.option("--save", "saved", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL",
              help="Lägg till loggarnas summor i den här filen. Den får inte publiceras.")  # fmt: skip
@click.option("--from", "source", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL",
              help="Gör rapporten av summorna i en fil från --save, och av loggarna om du anger några.")  # fmt: skip
@click.option("--site", "built", type=click.Path(path_type=Path), metavar="MAPP",
              help="Den byggda webbplats som loggen gäller. Utan den tas sidornas namn ur texterna.")  # fmt: skip
@click.option("--leave-out-paths", is_flag=True,
              help="Utelämna rader där en besökare själv har skrivit en personuppgift i adressen.")  # fmt: skip
@docs_option
@today_option
def report(
    logs: tuple[Path, ...], file: Path | None, folder: Path | None, saved: Path | None, source: Path | None,
    built: Path | None, leave_out_paths: bool, docs: Path, today: datetime.date,
) -> None:  # fmt: skip
    """Skriver uppföljningen: hur sidorna används och hur texterna mår.

    LOGG är en eller flera loggar från servern, packade med gzip eller inte. Loggar med personuppgifter tas inte emot.

    Servern sparar loggen i sju dagar. Kör därför varje dag med --save, så samlas summor vecka för vecka i en fil, och
    gör årets rapport med --from. Ange alla loggar på en gång. Bara hela dagar räknas: inte dagens datum, och ingen
    dag som redan finns i filen. Samma logg två gånger ändrar alltså inget.

    Filen med summor är bara för dem som driver servern. Den har exakta tal, också små, som kan peka ut någon. Lägg
    den inte bland det som publiceras. Rapporten visar ”<5”. Sprid den högst en gång om året: skillnaden mellan två
    rapporter kan visa ett litet tal.
    """
    settings = read_settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    if not saved or folder:
        file = file or Path("rapport.html")
    _refuse_places(logs, file, folder, saved, source, docs)
    try:
        say("Läser loggarna …" if logs else "Läser summorna …")
        site = load_site(docs)
        counts = _counted(
            logs, saved, source, leave_out_paths, [f"/{short}/" for short in short_addresses(site)], today
        )
        if file is None:
            return
        titles = titles_of_built_site(built) if built else titles_of(summary(site, ""))
        texts = editorial_table(take_stock(site, settings, (), today), site)
        figures = figures_of(counts, titles)
        written = {file: as_html(figures, texts, settings.table.site_name).encode()}
        if folder:
            written |= {folder / name: content for name, content in as_csv(figures, texts)}
        write_files(written)
    except (LogError, SiteError, SumsError, WriteError) as error:
        stop(str(error), 1)
    say(f"{file} är skriven{f', och tabellerna i {folder}' if folder else ''}.")


def _refuse_places(
    logs: tuple[Path, ...], file: Path | None, folder: Path | None, saved: Path | None, source: Path | None, docs: Path
) -> None:
    """Stops when nothing is asked for, a file would be written over another, or sums would be published."""
    if saved and source:
        raise click.UsageError("Ange --save eller --from, inte båda. Rapporten med --save görs av hela filen.")
    if not logs and not source:
        raise click.UsageError("Ange minst en LOGG, eller --from med sparade summor.")
    targets = [*([file] if file else ()), *(folder.glob("*.csv") if folder and folder.is_dir() else ())]
    sums = [path for path in (saved, source) if path]
    if {path.resolve() for path in logs} & {path.resolve() for path in (*targets, *sums)}:
        raise click.UsageError("Rapporten skulle skrivas över en logg. Ange en annan fil eller mapp.")
    if {path.resolve() for path in sums} & {path.resolve() for path in targets}:
        raise click.UsageError("Rapporten skulle skrivas över de sparade summorna. Ange en annan fil med --out.")
    for public in (docs, PROJECT / "docs", PROJECT / "site"):
        if saved and saved.resolve().is_relative_to(public.resolve()):
            raise click.UsageError(f"Summorna får inte ligga i {public.name}/, som publiceras. Ange en annan fil.")


def _counted(
    logs: tuple[Path, ...], saved: Path | None, source: Path | None, leave_out_paths: bool, short: Collection[str],
    today: datetime.date,
) -> Counts:  # fmt: skip
    """What the report is of: the logs alone, or sums with what the logs add to them. Saves them when asked to."""
    if not saved and not source:
        counts = count_logs(logs, leave_out_paths=leave_out_paths, short=short)
        _tell(counts)
        if counts.first_day is None:
            raise LogError(
                "Ingen rad gick att räkna, och ingen rapport är skriven. Ovan står varför. Ange fler loggar."
            )
        return counts
    file = saved or source
    assert file is not None
    new = bool(saved) and not file.exists()
    sums = Sums(today=today) if new else read_sums(file, today)
    if logs:
        _tell(count_logs(logs, leave_out_paths=leave_out_paths, short=short, into=sums))
        _tell_days(sums, file)
    if not sums.weeks:
        raise SumsError("Det finns ingen hel dag att räkna. Dagens datum räknas först i morgon.")
    if saved:
        write_files({file: as_bytes(sums)})
        if new:
            file.chmod(0o600)
        say(f"Summorna är sparade i {file}. Filen har exakta tal: visa den inte för andra och publicera den inte.")
    return sums.total()


def _tell_days(sums: Sums, file: Path) -> None:
    """Which days of the logs were added to the sums, and which were not."""
    for days, told in (
        (sums.added, "Nya dagar: {}."),
        (sums.skipped, f"Dagar som redan finns i {file} räknas inte igen: {{}}."),
        (sums.unfinished, "Dagar som inte är slut än räknas inte: {}."),
    ):
        if days:
            say(told.format(_spans(sorted(days))))


def _spans(days: list[datetime.date]) -> str:
    """Days in words, those that follow upon each other as one span."""
    spans: list[list[datetime.date]] = []
    for day in days:
        if spans and day - spans[-1][-1] == datetime.timedelta(1):
            spans[-1].append(day)
        else:
            spans.append([day])
    return ", ".join(f"{span[0]} till {span[-1]}" if len(span) > 1 else f"{span[0]}" for span in spans)


def _tell(counts: Counts) -> None:
    """What was read, and where the lines are that could not be."""
    span = f", från {counts.first_day} till {counts.last_day}" if counts.first_day else ""
    say(f"{_lines(counts.lines)} lästa{span}.")
    if counts.rejected:
        say(f"{_lines(counts.rejected)} kunde inte läsas och är inte räknade:")
    for why, kind in sorted(counts.unreadable.items()):
        places = ", ".join(f"{name}:{number}" for name, number in kind.places)
        say(f"  {why.value}: {_lines(kind.number)}, först {places}")


def _lines(number: int) -> str:
    return f"{plain(number)} {'rad' if number == 1 else 'rader'}"

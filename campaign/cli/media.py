"""`campaign media`: the posters' files, and what must be called back when a fact is no longer right."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import get_args

import click

from campaign.cli.checking import checked
from campaign.cli.terminal import (
    PROJECT,
    folded,
    progress,
    read_settings,
    say,
    show_findings,
    stop,
    today_option,
)
from campaign.content.pages import Site, load_site
from campaign.content.poster import Format, Poster, PosterVariant
from campaign.editing.file_batches import batch
from campaign.editing.recall import UnknownRecordError, recall_lines, recalled
from campaign.editing.safe_files import WriteError
from campaign.findings import has_errors
from campaign.images.cache import CACHE_FOLDER, DigestCache
from campaign.images.fonts import FontMissingError
from campaign.media.errors import MediaError
from campaign.media.files import FOLDER
from campaign.media.pool import draw_all
from campaign.release.build import Mode
from campaign.release.gate import release_blockers
from campaign.schema import did_you_mean
from campaign.settings import Settings
from campaign.site.frame import Frame
from campaign.site.generator import GeneratorError, site_url
from campaign.site.posters import Jobs, poster_jobs, project_tokens, studio

#: Git leaves this folder alone.
OUTPUT = Path(".build/material")


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=OUTPUT, show_default=True, metavar="MAPP",
              help="Mappen som filerna läggs i. Varje affisch får en egen mapp i den.")  # fmt: skip
@click.option("--only", multiple=True, metavar="AFFISCH", help="Bara den här affischen. Kan skrivas flera gånger.")
@click.option("--format", "form", type=click.Choice(get_args(Format)), metavar="FORMAT",
              help=f"Bara det här formatet: {', '.join(get_args(Format))}.")  # fmt: skip
@click.option("--variant", type=click.Choice(get_args(PosterVariant)), help="Bara den här texten.")
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.PREVIEW.value,
              show_default=True, help="preview = märkt som utkast; release = kräver godkännanden.")  # fmt: skip
@click.option("--processes", type=click.IntRange(min=0), default=0, show_default=True, metavar="TAL",
              help="Hur många processer som ritar; 0 = datorn väljer.")  # fmt: skip
@click.option("--recall", default="", metavar="UPPGIFT",
              help="Ritar inget. Visar allt på papper och alla sidor som bär en uppgift eller tjänst.")  # fmt: skip
@today_option
def media(
    output: Path, only: tuple[str, ...], form: str | None, variant: str | None, mode: str, processes: int,
    recall: str, today: datetime.date,
) -> None:  # fmt: skip
    """Ritar affischer, skärmbilder och kort ur posters.yml.

    Med --recall visas i stället vad som ska tas ner när en uppgift inte längre stämmer, till exempel
    campaign media --recall kop-brott.
    """
    settings = read_settings()
    site = load_site(PROJECT / "docs", "docs")
    if recall:
        _show_recalled(site, recall)
        return
    posters = _chosen(site, only)
    with _told_in_swedish():
        frame = Frame(site, settings, Mode(mode).value, site_url(PROJECT))
        _refuse_faults(frame, settings, today)
        jobs = _wanted(poster_jobs(frame, posters, project_tokens(frame)), form, variant)
        _draw(jobs, frame, output, processes)


def _show_recalled(site: Site, record_id: str) -> None:
    try:
        found = recalled(site, record_id)
    except UnknownRecordError as error:
        raise click.UsageError(str(error)) from error
    for number, record in enumerate(found):
        if number:
            click.echo()
        for line in recall_lines(record):
            click.echo(folded(line, "  ", err=False))


def _chosen(site: Site, only: tuple[str, ...]) -> list[Poster]:
    """The posters to draw: those that `only` names, else all."""
    posters = site.records.posters
    for key in only:
        if key not in posters:
            cure = did_you_mean(key, posters) or f"Välj någon av {', '.join(posters) or '(inga)'}."
            raise click.UsageError(f"Affischen ”{key}” finns inte i {site.records.path('posters')}. {cure}")
    return [poster for key, poster in posters.items() if key in only or not only]


@contextmanager
def _told_in_swedish() -> Iterator[None]:
    """Ends with 1, and says why, when something cannot be drawn or saved."""
    try:
        yield
    except (MediaError, WriteError, FontMissingError, GeneratorError) as error:
        stop(str(error), 1)
    except OSError as error:
        stop(f"{error.filename or 'Filerna'} kan inte läsas eller sparas: {error.strerror or error}", 1)


def _refuse_faults(frame: Frame, settings: Settings, today: datetime.date) -> None:
    """Ends with 1 when the data files have errors, and in a release when the gate does not let it through."""
    site = frame.site
    folder = f"{site.records.folder}/"
    faults = [one for one in checked(site, settings, today, spelling=False)
              if one.path.startswith(folder) and has_errors([one])]  # fmt: skip
    if faults:
        show_findings(faults, err=True)
        stop("Datafilerna har fel som måste rättas först. Inget är ritat.", 1)
    blockers = [] if frame.preview else release_blockers(site, settings, frame.site_url)
    if blockers:
        show_findings(blockers, err=True)
        stop(f"{len(blockers)} hinder för att släppa affischer. Inget är ritat.", 1)


def _wanted(jobs: Jobs, form: str | None, variant: str | None) -> Jobs:
    """The files of a format and a variant, where they are chosen."""
    found = {
        file: words for file, words in jobs.items() if form in (None, file.format) and variant in (None, file.variant)
    }
    if not found:
        what = f" i formatet {form}" if form else ""
        raise click.UsageError(f"Ingen affisch görs{what} med de här valen. Formaten står i posters.yml.")
    return found


def _draw(jobs: Jobs, frame: Frame, output: Path, processes: int) -> None:
    began = datetime.datetime.now(datetime.UTC)
    cache = DigestCache(PROJECT / CACHE_FOLDER)
    with batch(output) as files, progress("Ritar affischerna", len(jobs)) as step:
        for file, content in draw_all(jobs, studio(frame), cache, _counting(len(jobs), step), processes):
            files.add(file.address(frame.preview).removeprefix(FOLDER), content)
    took = datetime.datetime.now(datetime.UTC) - began
    how_many = "1 fil" if len(jobs) == 1 else f"{len(jobs)} filer"
    say(f"Klart: {how_many}, {_megabytes(files.size)}, på {took.total_seconds():.0f} sekunder. De ligger i {output}/.")


def _counting(jobs: int, step: Callable[[], None]) -> Callable[[int, int], None]:
    """A progress that counts all jobs: those that are kept from before count with the first that is drawn."""

    def tell(done: int, of: int) -> None:
        for _ in range(jobs - of + 1 if done == 1 else 1):
            step()

    return tell


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB".replace(".", ",")

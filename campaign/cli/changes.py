"""What a change does: its findings, `campaign summary`, `campaign receipt` and `campaign drill`."""

from __future__ import annotations

import datetime
import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from campaign.cli.terminal import PROJECT, count, docs_option, read_settings, say, show_findings, today_option
from campaign.content.pages import load_site
from campaign.editing.annotations import annotate, as_commands, older_errors
from campaign.editing.change_summary import older_line, summary_text
from campaign.editing.comparison import Comparison, compare
from campaign.editing.drill import UnknownFactError, drill_steps, play
from campaign.editing.history import HistoryError
from campaign.editing.receipt import Receipt, make_receipt
from campaign.editing.receipt_text import receipt_lines
from campaign.findings import has_errors
from campaign.settings import Settings

RECEIPT_FORMATS = ("text", "markdown", "json")

format_option = click.option(
    "--format", "output", type=click.Choice(RECEIPT_FORMATS), default="text", show_default=True,
    help="text för skärmen, markdown för GitHub, json för program.",
)  # fmt: skip


def check_change(
    docs: Path, base: str, output: str, settings: Settings, today: datetime.date, *, spelling: bool,
    summary_file: Path | None = None,
) -> NoReturn:  # fmt: skip
    """Prints what a change since `base` has to answer for, adds its summary to `summary_file`, and ends as
    `campaign check` does."""
    with _compared(docs, base, settings, today, spelling=spelling) as comparison:
        findings = comparison.sorted
        if output == "github":
            annotations = annotate(findings, comparison.change, docs.as_posix())
            click.echo("".join(as_commands(annotations, findings)), nl=False)
        else:
            show_findings(findings.shown, output)
        if summary_file:
            _add_to(summary_file, summary_text(comparison, docs.as_posix()))
    say(f"{count(findings.shown)} {older_line(findings.older)}".rstrip())
    errors = [finding for finding in findings.older if has_errors([finding])]
    if errors:
        say(older_errors(errors))
    sys.exit(1 if has_errors(comparison.found) else 0)


@click.command()
@docs_option
@click.option("--base", metavar="VERSION", default="origin/main", show_default=True,
              help="Versionen som ändringen jämförs med.")  # fmt: skip
@click.option("--spelling/--no-spelling", default=True, show_default=True, help="Om stavningen granskas.")
@today_option
def summary(docs: Path, base: str, spelling: bool, today: datetime.date) -> None:
    """Sammanfattar en ändring på en sida: LIX, lättläst, råd och kvitto."""
    settings = read_settings()
    with _compared(docs, base, settings, today, spelling=spelling) as comparison:
        click.echo(summary_text(comparison, docs.as_posix()), nl=False)


@click.command()
@docs_option
@click.option("--base", metavar="VERSION", default="HEAD", show_default=True,
              help="Versionen som ändringen jämförs med; HEAD = det du inte har sparat i git än.")  # fmt: skip
@format_option
@today_option
def receipt(docs: Path, base: str, output: str, today: datetime.date) -> None:
    """Visar allt som bär en ändrad uppgift eller tjänst, och vilka godkännanden som bryts."""
    with _compared(docs, base, read_settings(), today, spelling=False) as comparison:
        _print_receipt(make_receipt(comparison.before, comparison.now), output)


@click.command()
@docs_option
@click.option("--text", default="", help="Den nya lydelsen på vanlig svenska.")
@click.option("--lattlast", default="", help="Den nya lydelsen på lättläst.")
@format_option
@click.argument("fact")
def drill(docs: Path, text: str, lattlast: str, output: str, fact: str) -> None:
    """Övar en ändring av FAKTUM, till exempel kop-straff. Ingenting sparas.

    Utan nya lydelser höjs en siffra med ett, och texten märks ÖVNING.
    """
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    site = load_site(docs)
    try:
        changed = play(site, fact, text, lattlast)
    except UnknownFactError as error:
        raise click.UsageError(str(error)) from error
    found = make_receipt(site, changed)
    if output == "json":
        _print_receipt(found, output)
        return
    click.echo("Det här är en övning. Ingenting är ändrat eller sparat.\n")
    _print_receipt(found, output)
    click.echo("\n" + "\n".join(drill_steps(site, fact)))


def _add_to(file: Path, text: str) -> None:
    """Adds a text to the end of a file: the code host's summary holds what earlier steps said."""
    try:
        with file.open("a", encoding="utf-8") as opened:
            opened.write(text)
    except OSError as error:
        raise click.FileError(str(file), error.strerror) from error


def _print_receipt(found: Receipt, output: str) -> None:
    if output == "json":
        click.echo(json.dumps(asdict(found), ensure_ascii=False, indent=2))
    else:
        click.echo("\n".join(receipt_lines(found, markdown=output == "markdown")).rstrip())


@contextmanager
def _compared(
    docs: Path, base: str, settings: Settings, today: datetime.date, *, spelling: bool
) -> Iterator[Comparison]:
    """The comparison with `base`; what git cannot answer, or the dictionary, ends the command in Swedish."""
    if docs.is_absolute() or not docs.is_dir() or ".." in docs.parts:
        raise click.UsageError(f"Mappen {docs} ska ligga i projektets mapp, till exempel docs.")
    try:
        with compare(PROJECT, docs.as_posix(), base, settings, today, spelling=spelling) as comparison:
            yield comparison
    except HistoryError as error:
        raise click.UsageError(f"{error} Skriv en version som finns, till exempel main.") from error
    except (FileNotFoundError, RuntimeError) as error:
        raise click.ClickException(f"Stavningen kan inte granskas: {error}") from error

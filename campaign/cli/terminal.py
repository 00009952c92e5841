"""What the commands share: the project's folder, the settings, the day, and how they speak to whom uses them."""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

import click

from campaign.findings import FORMATS, Finding, Severity
from campaign.settings import Settings, SettingsError, load_settings

#: Commands are started in the project's folder.
PROJECT = Path()

WIDEST, NARROWEST = 80, 20  # characters a line
ROOM_FOR_PERCENT = 12
ROOM_FOR_STAGE = 48

#: A stage that takes longer tells how far it has come.
LONG = datetime.timedelta(seconds=2)


class SwedishDate(click.ParamType[datetime.date]):
    """A day written as 2026-11-22."""

    name = "datum"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The day; fails with a Swedish message."""
        try:
            return value if isinstance(value, datetime.date) else datetime.date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"”{value}” är inget datum. Skriv till exempel 2026-11-22.", param, ctx)


today_option = click.option(
    "--today", type=SwedishDate(), default=lambda: datetime.date.today(), show_default="dagens datum",
    help="Dagen som granskningsdatum jämförs med.",
)  # fmt: skip


docs_option = click.option(
    "--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True, metavar="MAPP",
    help="Mappen med texter.",
)  # fmt: skip


def read_settings() -> Settings:
    """The settings; says what is wrong in them and ends with 2."""
    try:
        return load_settings(PROJECT)
    except SettingsError as error:
        stop(str(error), 2)


def stop(why: str, code: int) -> NoReturn:
    """Says why a command cannot go on and ends it: 1 where the texts are at fault, 2 where the use of it is."""
    click.echo(click.style("✗ ", fg="red", bold=True) + folded(f"  {why}", "  ")[2:], err=True)
    sys.exit(code)


def say(text: str) -> None:
    """Tells how the work goes, on the error stream: what a command gives stands alone on the other."""
    click.echo(folded(f"→ {text}", "  "), err=True)


def width() -> int:
    """How many characters a line may have: those of the terminal, and never more than 80."""
    columns = shutil.get_terminal_size((0, 0)).columns
    if not columns and sys.stderr.isatty():
        columns = os.get_terminal_size(sys.stderr.fileno()).columns
    return max(NARROWEST, min(WIDEST, columns or WIDEST))


def folded(text: str, indent: str, *, err: bool = True) -> str:
    """A text folded within the terminal that it goes to, later lines indented; elsewhere as it is."""
    if not (sys.stderr if err else sys.stdout).isatty():
        return text
    lines = text.split("\n")
    return "\n".join(
        textwrap.fill(line, width(), subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
        for line in lines
    )


def show_findings(findings: Sequence[Finding], output: str = "text", *, err: bool = False) -> None:
    """Prints findings. On a terminal lines are folded and the words ”Fel” and ”Varning” coloured.

    Programs that read the text get one finding a line, as `FORMATS` writes it.
    """
    if output != "text" or not (sys.stderr if err else sys.stdout).isatty():
        click.echo(FORMATS[output](findings), nl=False, err=err)
        return
    for finding in findings:
        word, color = ("Fel", "red") if finding.severity is Severity.ERROR else ("Varning", "yellow")
        told = " ".join(f"{finding.message} {finding.suggestion}".split())
        line = f"{finding.path}:{finding.line}: {word}: {told} ({finding.rule})"
        text = folded(line, "    ", err=err)
        click.echo(re.sub(rf"(?<=\s){word}:", click.style(f"{word}:", fg=color, bold=True), text, count=1), err=err)


@contextlib.contextmanager
def progress(what: str, length: int) -> Iterator[Callable[[], None]]:
    """Shows how a work of `length` steps goes; what is given is called after each.

    A bar on a terminal; elsewhere a line when it begins (the command itself says what came of it).
    """
    if not sys.stderr.isatty():
        say(f"{what} …")
        yield lambda: None
        return
    with _bar(what, length, width() - len(what) - ROOM_FOR_PERCENT) as bar:
        yield lambda: bar.update(1)


class Stages:
    """Tells how a work of a few long stages goes: called with each stage as it begins."""

    def __init__(self, bar: Any = None) -> None:
        self._bar = bar  # None where nobody watches
        self._stage, self._since = "", datetime.datetime.now(datetime.UTC)

    def __call__(self, stage: str) -> None:
        """A stage begins."""
        if self._bar is None:
            say(stage)
            return
        self._bar.update(1 if self._stage else 0, stage)
        self._bar.render_progress()
        self._stage, self._since = stage, datetime.datetime.now(datetime.UTC)

    def more(self, detail: str) -> None:
        """How far the stage has come; shown where somebody watches, and only when it takes its time."""
        if self._bar is not None and datetime.datetime.now(datetime.UTC) - self._since > LONG:
            self._bar.update(0, f"{self._stage.split()[0]} {detail}")
            self._bar.render_progress()


@contextlib.contextmanager
def stages(number: int) -> Iterator[Stages]:
    """Shows how a work of a few long stages goes; what is given is told each stage as it begins."""
    if not sys.stderr.isatty():
        yield Stages()
        return
    with _bar("", number, width() - ROOM_FOR_STAGE) as bar:
        yield Stages(bar)
        bar.update(1, "klart")


def _bar(what: str, length: int, room: int) -> Any:
    return click.progressbar(
        length=length, show_eta=False, width=max(4, min(30, room)), file=sys.stderr, show_percent=bool(what),
        bar_template=f"→ {what} [%(bar)s] %(info)s".replace("  ", " "), item_show_func=lambda stage: stage,
    )  # fmt: skip


def count(findings: list[Finding]) -> str:
    """How many errors and warnings, in words."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}."

"""What the commands share: the project's folder, the settings, the day, and how they speak to whom uses them."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from campaign.findings import Finding, Severity
from campaign.settings import Settings, SettingsError, load_settings

#: Commands are started in the project's folder.
PROJECT = Path()


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
    "--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True, help="Mappen med texter."
)


def read_settings() -> Settings:
    """The settings; says what is wrong in them and ends with 2."""
    try:
        return load_settings(PROJECT)
    except SettingsError as error:
        click.echo(f"✗ {error}", err=True)
        sys.exit(2)


def say(text: str) -> None:
    """Tells how the work goes, on the error stream: what a command gives stands alone on the other."""
    click.echo(f"→ {text}", err=True)


def count(findings: list[Finding]) -> str:
    """How many errors and warnings, in words."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}."

"""`campaign rules`: what the texts are checked against."""

from __future__ import annotations

import textwrap

import click

from campaign.checks import RULES
from campaign.cli.terminal import read_settings
from campaign.findings import Severity


@click.command()
@click.option("--exempel", is_flag=True, help="Visa också ett dåligt och ett bra exempel.")
def rules(exempel: bool) -> None:
    """Listar reglerna som texterna granskas mot."""
    settings = read_settings()
    for rule in sorted(RULES.values(), key=lambda item: item.id):
        severities = {settings.severity(rule.id, "sv"), settings.severity(rule.id, "lattlast")}
        name = " / ".join(sorted("fel" if severity is Severity.ERROR else "varning" for severity in severities))
        click.echo(click.style(rule.id, bold=True) + f" ({name})")
        click.echo(textwrap.fill(rule.description, 76, initial_indent="  ", subsequent_indent="  "))
        if exempel:
            click.echo(f"  Dåligt: {rule.bad}\n  Bra: {rule.good}")

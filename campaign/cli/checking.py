"""What the commands that check have in common: every finding, with a bar that shows how far it has come."""

from __future__ import annotations

import datetime

import click

from campaign.checks import run_checks, steps
from campaign.cli.terminal import progress
from campaign.content.pages import Site
from campaign.findings import Finding
from campaign.settings import Settings


def checked(site: Site, settings: Settings, today: datetime.date, spelling: bool) -> list[Finding]:
    """Every finding of the site; ends with 1 when the words cannot be looked up."""
    with progress("Granskar texterna", steps(site)) as step:
        try:
            return run_checks(site, settings, today, spelling=spelling, step=step)
        except (FileNotFoundError, RuntimeError) as error:
            raise click.ClickException(f"Stavningen kan inte granskas: {error}") from error

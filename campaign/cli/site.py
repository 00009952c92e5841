"""`campaign build` and `campaign serve`: the site, made and shown."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import click

from campaign.checks import run_checks
from campaign.cli.terminal import PROJECT, count, read_settings, say, show_findings, stages, stop, today_option
from campaign.content.pages import load_site
from campaign.findings import as_text
from campaign.release.build import BuildError, Mode, build_site


@click.command()
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True, metavar="MAPP",
              help="Mappen som sajten byggs i. Den gamla byts ut först när den nya är hel.")  # fmt: skip
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.PREVIEW.value,
              show_default=True, help="preview = märkt som förslag; release = kräver godkännanden.")  # fmt: skip
@today_option
def build(output: Path, mode: str, today: datetime.date) -> None:
    """Granskar texterna och bygger webbplatsen."""
    settings = read_settings()
    try:
        with stages(5) as tell:
            result = build_site(PROJECT, output, Mode(mode), settings, today, tell)
    except BuildError as error:
        show_findings(error.findings, err=True)
        stop(str(error), 1)
    show_findings(result.warnings, err=True)
    say(f"Klart: {result.pages} sidor i {output}/. Öppna {output / 'index.html'} eller kör scripts/serve.")


@click.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Porten på den här datorn.")
def serve(port: int) -> None:
    """Visar sajten medan du skriver, på http://127.0.0.1:8000/. Avsluta med Ctrl+C."""
    settings = read_settings()
    findings = run_checks(load_site(PROJECT / "docs", "docs"), settings, datetime.date.today())
    click.echo(as_text(findings), nl=False, err=True)
    say(count(findings))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
    sys.exit(subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode)

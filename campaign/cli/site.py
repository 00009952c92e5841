"""`campaign build` and `campaign serve`: the site, made and shown."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from pathlib import Path

import click

from campaign.cli.production import serve_built
from campaign.cli.terminal import PROJECT, read_settings, say, show_findings, stages, stop, today_option
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
            result = build_site(PROJECT, output, Mode(mode), settings, today, tell, tell.more)
    except BuildError as error:
        show_findings(error.findings, err=True)
        stop(str(error), 1)
    show_findings(result.warnings, err=True)
    say(f"Klart: {result.pages} sidor i {output}/. Öppna {output / 'index.html'} eller kör scripts/serve.")


@click.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Porten på den här datorn.")
@click.option(
    "--production",
    is_flag=True,
    help="Visa site/, som den är byggd, med en riktig webbserver: så som besökarna får den. Bygger inget.",
)
@today_option
def serve(port: int, production: bool, today: datetime.date) -> None:
    """Visar sajten medan du skriver, på http://127.0.0.1:8000/. Avsluta med Ctrl+C.

    Varje sida har en granskning i hörnet: vad som ska rättas, markerat i texten, och hur lätt texten är att läsa.
    """
    read_settings()
    if production:
        serve_built(port)
        return
    say("Granskar och bygger. Öppna sidan när adressen står här nedanför; i hörnet står vad som ska rättas.")
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "CAMPAIGN_PANEL": today.isoformat()}
    # What a build would stop at, such as a broken link, must not keep the editor from seeing the page and the reason.
    command = [sys.executable, "-m", "mkdocs", "serve", "--no-strict", "--dev-addr", f"127.0.0.1:{port}",
               "--livereload"]  # fmt: skip
    sys.exit(subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode)

"""The real site, built once for all workers of a test run, and the neutral page that its exit link leads to."""

from __future__ import annotations

import fcntl
import os
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

PROJECT = Path(__file__).resolve().parent.parent
#: The variable that tells the workers where the exit link leads: the run's first process serves that page to the end.
EXIT = "CAMPAIGN_TEST_EXIT"
NEUTRAL = "<!doctype html><title>Vädret</title><h1>Vädret</h1>"


def run_campaign(*arguments: str, cwd: Path = PROJECT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs the real command line in a subprocess."""
    command = [sys.executable, "-m", "campaign", *arguments]
    return subprocess.run(
        command, cwd=cwd, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )


@dataclass(frozen=True)
class BuiltSite:
    """The real site, built once by the real command: its folder and the exit link's target."""

    folder: Path
    exit_url: str
    output: str

    @property
    def addresses(self) -> list[str]:
        """Every address of sitemap.xml, as a path from the root."""
        text = (self.folder / "sitemap.xml").read_text(encoding="utf-8")
        return [urlsplit(found).path for found in re.findall(r"<loc>([^<]+)</loc>", text)]

    def file(self, address: str) -> Path:
        """The HTML file of an address."""
        return self.folder / address.lstrip("/") / "index.html"


def build_once(folder: Path, exit_url: str) -> BuiltSite:
    """The site in `folder`, built by the worker that asks first while the others wait.

    To build it for each worker took a minute of every run, and twice as long when nothing was drawn before.
    """
    folder.mkdir(exist_ok=True)
    output = folder / "output.txt"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not output.exists():
            result = run_campaign("build", "--output", str(folder / "site"), CAMPAIGN_EXIT_URL=exit_url)
            assert result.returncode == 0, result.stderr
            output.write_text(result.stderr, encoding="utf-8")
    return BuiltSite(folder / "site", exit_url, output.read_text(encoding="utf-8"))

"""Lighthouse (mobile) on one page of every template: medians, budgets and what fails. Run by scripts/check-lighthouse.

Accessibility, best practices and performance are measured on the site as it is. A preview asks search engines to stay
away, so SEO is measured on a release of the same texts in which invented people have approved everything.
"""

from __future__ import annotations

import contextlib
import functools
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import brotli
import click
from approved_project import RELEASE_URL, approve_everything, copy_project
from browser import CHROMIUM_FLAGS, chromium_path
from real_site import PROJECT, run_campaign
from templates import NOT_FOUND, TEMPLATES

LIGHTHOUSE = PROJECT / ".build/lighthouse/node_modules/.bin/lighthouse"

#: Every template, and in lättläst the two that differ most from the ordinary ones.
PAGES = TEMPLATES | {f"{name}-lattlast": f"/lattlast{TEMPLATES[name]}" for name in ("artikel", "stodsok")}
NAMES = {"accessibility": "tillgänglighet", "best-practices": "god praxis", "performance": "snabbhet", "seo": "SEO"}
BUDGETS = {"accessibility": 100, "best-practices": 100, "performance": 98, "seo": 100}
#: A metric at 0.9 or more is green in Lighthouse; below its budget, a page is told all that took something away.
LEAST = 0.9
SITE_CATEGORIES = ["accessibility", "best-practices", "performance"]

Scores = dict[str, list[int]]
Failures = dict[str, str]


class CompressedHandler(SimpleHTTPRequestHandler):
    """Serves a folder as a good host does: brotli, one connection, and assets that browsers keep for a year."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = _compressed(file)
        self.send_response(HTTPStatus.OK)
        kept = "public, max-age=31536000, immutable" if "/assets/" in self.path else "no-cache"
        headers = {"Content-Type": self.guess_type(str(file)), "Cache-Control": kept, "Vary": "Accept-Encoding"}
        if "br" in self.headers.get("Accept-Encoding", ""):
            headers["Content-Encoding"] = "br"
        else:
            body = file.read_bytes()
        for name, value in (headers | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@functools.cache
def _compressed(file: Path) -> bytes:
    return brotli.compress(file.read_bytes(), quality=11)


@contextlib.contextmanager
def serve(folder: Path) -> Iterator[str]:
    """Serves `folder` on a free port of loopback; gives the address, without a slash at the end."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(CompressedHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def lighthouse(url: str, categories: list[str]) -> dict[str, Any]:
    """The report of one run on a phone as Lighthouse imagines it (its defaults)."""
    command = [
        str(LIGHTHOUSE), url, "--output=json", "--quiet", "--no-enable-error-reporting",
        f"--only-categories={','.join(categories)}", f"--chrome-flags={' '.join(['--headless=new', *CHROMIUM_FLAGS])}",
    ]  # fmt: skip
    environment = {**os.environ, "CHROME_PATH": chromium_path()}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode:
        raise click.ClickException(f"Lighthouse stannade på {url}:\n{result.stderr.strip()[-2000:]}")
    return dict(json.loads(result.stdout))


def measure(url: str, categories: list[str], runs: int) -> tuple[Scores, Failures]:
    """The scores of each category (0–100, one a run), and each audit that lowered one, with what it says."""
    scores: Scores = {category: [] for category in categories}
    failures: Failures = {}
    for _ in range(runs):
        read_report(lighthouse(url, categories), scores, failures)
    return scores, failures


def read_report(report: dict[str, Any], scores: Scores, failures: Failures) -> None:
    """Adds a run's scores, and the audits that failed; an audit that could not be run gives its category 0."""
    for category, found in scores.items():
        told = report["categories"][category]
        found.append(round(100 * (told["score"] or 0)))
        least = LEAST if found[-1] >= BUDGETS[category] else 1
        for reference in told["auditRefs"]:
            audit = report["audits"][reference["id"]]
            score = 0 if audit["scoreDisplayMode"] == "error" else audit["score"]
            if reference["weight"] and score is not None and score < least:
                failures[audit["id"]] = _explained(category, score, audit)


def _explained(category: str, score: float, audit: dict[str, Any]) -> str:
    items = (audit.get("details") or {}).get("items") or []
    places = [item["node"]["snippet"] for item in items if isinstance(item.get("node"), dict)]
    said = [audit["title"], audit.get("displayValue", ""), audit.get("errorMessage", ""), *places[:3]]
    return " · ".join([NAMES[category], str(round(100 * score)), *filter(None, said)])


def within_budget(scores: Scores) -> bool:
    """Whether the median of every category reaches its budget."""
    return all(statistics.median(found) >= BUDGETS[category] for category, found in scores.items())


def build(folder: Path, release: bool) -> Path:
    """The built site: today's texts, or a release of a copy of them in `folder` that invented people have approved."""
    output = folder / "sajt"
    arguments: dict[str, Any] = {"cwd": PROJECT}
    if release:
        arguments = {"cwd": copy_project(folder / "projekt"), "CAMPAIGN_SITE_URL": RELEASE_URL}
        approve_everything(arguments["cwd"])
    result = run_campaign("build", "--mode", "release" if release else "preview", "--output", str(output), **arguments)
    if result.returncode:
        raise click.ClickException(f"Sajten kunde inte byggas:\n{result.stderr}")
    return output


def check(
    templates: dict[str, str], categories: list[str], runs: int, release: bool, say: Callable[[str], None]
) -> bool:
    """Measures the templates on one built site and says the table; whether every budget is kept."""
    say(f"{'mall':<18}{'sida':<28}" + "".join(f"{NAMES[category]:>16}" for category in categories))
    say(f"{'budget':<46}" + "".join(f"{BUDGETS[category]:>16}" for category in categories))
    kept, failed = True, {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = build(Path(temporary), release)
        with serve(folder) as address:
            for name, path in templates.items():
                if path != NOT_FOUND and not (folder / path.strip("/") / "index.html").is_file():
                    say(f"{name:<18}{path:<28}{'sidan finns inte':>32}")
                    kept = False
                    continue
                scores, failures = measure(address + path, categories, runs)
                cells = (f"{statistics.median(found):.0f} ({min(found)}–{max(found)})" for found in scores.values())
                say(f"{name:<18}{path:<28}" + "".join(f"{cell:>16}" for cell in cells))
                kept = within_budget(scores) and kept
                failed[name] = failures
    for name, failures in failed.items():
        for audit, said in failures.items():
            say(f"  {name}: {audit}: {said}")
    return kept


@click.command()
@click.option("--runs", type=click.IntRange(1, 9), default=3, show_default=True, help="Mätningar av varje sida.")
@click.option("--only", "only", type=click.Choice(list(PAGES)), multiple=True, help="Mät bara den mallen.")
@click.option("--seo/--no-seo", default=True, show_default=True, help="Mät också SEO på en släppt provsajt.")
def main(runs: int, only: tuple[str, ...], seo: bool) -> None:
    """Mäter en sida av varje mall med Lighthouse på en telefon. Slutar med 1 om en budget inte hålls."""
    templates = {name: path for name, path in PAGES.items() if name in only or not only}
    click.echo(f"→ Median av {runs} (lägst–högst). Datorns last: {os.getloadavg()[0]:.1f}", err=True)
    kept = check(templates, SITE_CATEGORIES, runs, False, click.echo)
    listed = {name: path for name, path in templates.items() if path != NOT_FOUND}  # that one is never listed
    if seo and listed:
        click.echo("")
        kept = check(listed, ["seo"], 1, True, click.echo) and kept
    click.echo(
        f"→ Datorns last: {os.getloadavg()[0]:.1f}. {'Budgeten hålls.' if kept else 'Budgeten hålls inte.'}", err=True
    )
    sys.exit(0 if kept else 1)


if __name__ == "__main__":
    main()

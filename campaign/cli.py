"""The command line, floor 5: the only place that reads the clock and prints."""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import click

from campaign.checks import RULES, run_checks
from campaign.content.pages import Page, Variant, load_site
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.findings import FORMATS, Finding, Severity, as_text, has_errors
from campaign.release.build import BuildError, Mode, build_site
from campaign.settings import Settings, SettingsError, load_settings

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


def _settings() -> Settings:
    try:
        return load_settings(PROJECT)
    except SettingsError as error:
        click.echo(f"✗ {error}", err=True)
        sys.exit(2)


def _say(text: str) -> None:
    click.echo(f"→ {text}", err=True)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def main() -> None:
    """Granskar texterna och bygger webbplatsen."""


@main.command()
@click.option("--docs", type=click.Path(path_type=Path), default=Path("docs"), show_default=True,
              help="Mappen med texter.")  # fmt: skip
@click.option("--format", "output", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="text för människor, github för en pull request, json för program.")  # fmt: skip
@click.option("--spelling/--no-spelling", default=True, show_default=True, help="Om stavningen granskas.")
@today_option
@click.argument("paths", nargs=-1, type=click.Path())
def check(docs: Path, output: str, spelling: bool, today: datetime.date, paths: tuple[str, ...]) -> None:
    """Granskar texterna. Med PATHS visas bara de filerna eller mapparna.

    Slutar med 0 när inget fel finns, 1 vid fel och 2 när kommandot inte kan köras.
    """
    settings = _settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    try:
        findings = run_checks(load_site(docs), settings, today, spelling=spelling)
    except (FileNotFoundError, RuntimeError) as error:
        raise click.ClickException(f"Stavningen kan inte granskas: {error}") from error
    if paths:
        missing = [path for path in paths if not Path(path).exists()]
        if missing:
            raise click.UsageError(f"Filen finns inte: {', '.join(missing)}")
        findings = [finding for finding in findings if _is_below(finding.path, paths)]
    click.echo(FORMATS[output](findings), nl=False)
    _say(_summary(findings))
    sys.exit(1 if has_errors(findings) else 0)


def _is_below(found: str, paths: tuple[str, ...]) -> bool:
    """Whether a finding's file is one of the given files or lies in one of the given folders."""
    file = Path(found).resolve()
    return any(file == Path(path).resolve() or Path(path).resolve() in file.parents for path in paths)


def _summary(findings: list[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    warnings = len(findings) - errors
    return f"{errors} fel, {warnings} {'varning' if warnings == 1 else 'varningar'}."


@main.command()
@click.option("--output", type=click.Path(path_type=Path), default=Path("site"), show_default=True,
              help="Mappen som sajten byggs i. Den gamla byts ut först när den nya är hel.")  # fmt: skip
@click.option("--mode", type=click.Choice([mode.value for mode in Mode]), default=Mode.PREVIEW.value,
              show_default=True, help="preview = märkt som förslag; release = kräver godkännanden.")  # fmt: skip
@today_option
def build(output: Path, mode: str, today: datetime.date) -> None:
    """Granskar texterna och bygger webbplatsen."""
    settings = _settings()
    try:
        result = build_site(PROJECT, output, Mode(mode), settings, today, _say)
    except BuildError as error:
        click.echo(as_text(error.findings), nl=False, err=True)
        click.echo(f"✗ {error}", err=True)
        sys.exit(1)
    if result.warnings:
        click.echo(as_text(result.warnings), nl=False, err=True)
    _say(f"Klart: {result.pages} sidor i {output}/. Öppna {output / 'index.html'} eller kör scripts/serve.")


@main.command()
@click.option("--port", type=int, default=8000, show_default=True, help="Porten på den här datorn.")
def serve(port: int) -> None:
    """Visar sajten medan du skriver, på http://127.0.0.1:8000/. Avsluta med Ctrl+C."""
    settings = _settings()
    findings = run_checks(load_site(PROJECT / "docs", "docs"), settings, datetime.date.today())
    click.echo(as_text(findings), nl=False, err=True)
    _say(_summary(findings))
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}", "--livereload"]
    sys.exit(subprocess.run(command, cwd=PROJECT, env=environment, check=False).returncode)


@main.command()
@click.option("--exempel", is_flag=True, help="Visa också ett dåligt och ett bra exempel.")
def rules(exempel: bool) -> None:
    """Listar reglerna som texterna granskas mot."""
    settings = _settings()
    for rule in sorted(RULES.values(), key=lambda item: item.id):
        severities = {settings.severity(rule.id, "sv"), settings.severity(rule.id, "lattlast")}
        name = " / ".join(sorted("fel" if severity is Severity.ERROR else "varning" for severity in severities))
        click.echo(click.style(rule.id, bold=True) + f" ({name})")
        click.echo(textwrap.fill(rule.description, 76, initial_indent="  ", subsequent_indent="  "))
        if exempel:
            click.echo(f"  Dåligt: {rule.bad}\n  Bra: {rule.good}")


@main.command("mark-translated")
@click.option("--docs", type=click.Path(path_type=Path, exists=True), default=Path("docs"), show_default=True,
              help="Mappen med texter.")  # fmt: skip
@click.argument("pages", nargs=-1, required=True)
def mark_translated(docs: Path, pages: tuple[str, ...]) -> None:
    """Intygar att den lättlästa texten följer den vanliga: skriver source_hash i PAGES, till exempel lagen/straff."""
    site = load_site(docs)
    pairs = [(site.page(page_id), site.page(page_id, Variant.LATTLAST)) for page_id in pages]
    for page_id, (ordinary, twin) in zip(pages, pairs, strict=True):
        if ordinary is None or twin is None or ordinary.broken or twin.broken:
            raise click.UsageError(f"Sidan ”{page_id}” har inte båda varianterna, eller går inte att läsa.")
    for ordinary, twin in pairs:
        assert ordinary and twin  # checked above, all before the first file is written
        stamp = source_hash(ordinary)
        if twin_state(ordinary, twin) is not TwinState.CURRENT:
            _stamp(docs / twin.src_uri, twin, stamp)
        _say(f"{twin.path}: source_hash: {stamp}")


def _stamp(file: Path, twin: Page, stamp: str) -> None:
    """Writes one line of the front matter and leaves every other byte, line ends too, as it was."""
    lines = file.read_bytes().splitlines(keepends=True)
    ending = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    row = f"source_hash: {stamp}".encode() + ending
    if "source_hash" not in twin.lines:
        lines.insert(1, row)
    else:
        first = twin.lines["source_hash"] - 1
        later = [line - 1 for line in twin.lines.values() if line - 1 > first]
        closing = next(number for number, line in enumerate(lines) if number > first and line.rstrip() == b"---")
        lines[first : min([*later, closing])] = [row]
    file.write_bytes(b"".join(lines))

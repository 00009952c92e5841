"""`campaign check`: every finding of the texts."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from campaign.checks import run_checks
from campaign.cli.terminal import count, docs_option, read_settings, say, today_option
from campaign.content.pages import load_site
from campaign.findings import FORMATS, has_errors


@click.command()
@docs_option
@click.option("--format", "output", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="text för människor, github för en pull request, json för program.")  # fmt: skip
@click.option("--spelling/--no-spelling", default=True, show_default=True, help="Om stavningen granskas.")
@click.option("--base", metavar="VERSION", default="",
              help="Visa bara det som har ändrats sedan den versionen, till exempel origin/main.")  # fmt: skip
@click.option("--summary", "summary_file", type=click.Path(path_type=Path, dir_okay=False), metavar="FIL",
              help="Med --base: lägg också sammanfattningen av ändringen sist i filen.")  # fmt: skip
@click.option("--external", is_flag=True, help="Kontrollera i stället länkarna till andra sajter. Kräver nät.")
@today_option
@click.argument("paths", nargs=-1, type=click.Path())
def check(
    docs: Path, output: str, spelling: bool, base: str, summary_file: Path | None, external: bool,
    today: datetime.date, paths: tuple[str, ...],
) -> None:  # fmt: skip
    """Granskar texterna. Med PATHS visas bara de filerna eller mapparna.

    Slutar med 0 när inget fel finns, 1 vid fel och 2 när kommandot inte kan köras.
    """
    settings = read_settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    if (paths and (base or external)) or (base and external) or (summary_file and not base):
        raise click.UsageError("Välj filer, --base eller --external. --summary hör ihop med --base.")
    if base:
        from campaign.cli.changes import check_change  # on use: a plain check needs neither git nor the network

        check_change(docs, base, output, settings, today, spelling=spelling, summary_file=summary_file)
    if external:
        from campaign.cli.external import check_external

        check_external(docs, output, settings, today)
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
    say(count(findings))
    sys.exit(1 if has_errors(findings) else 0)


def _is_below(found: str, paths: tuple[str, ...]) -> bool:
    """Whether a finding's file is one of the given files or lies in one of the given folders."""
    file = Path(found).resolve()
    return any(file == Path(path).resolve() or Path(path).resolve() in file.parents for path in paths)

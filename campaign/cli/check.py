"""`campaign check`: every finding of the texts; those of a change; what can be mended; links to other sites."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import click

from campaign.cli.checking import checked
from campaign.cli.terminal import count, docs_option, read_settings, say, show_findings, today_option
from campaign.content.pages import load_site
from campaign.findings import FORMATS, has_errors

# What only some ways of checking need is imported on use: a plain check needs neither git nor the network.


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
@click.option("--fix", is_flag=True, help="Rättar det som är rent skrivsätt, aldrig vad texten säger.")
@click.option("--dry-run", is_flag=True, help="Med --fix: visar vad som skulle ändras, men sparar inget.")
@click.option("--yes", is_flag=True, help="Med --fix: ställer inga frågor. Intygar aldrig en lättläst text.")
@today_option
@click.argument("paths", nargs=-1, type=click.Path())
def check(
    docs: Path, output: str, spelling: bool, base: str, summary_file: Path | None, external: bool, fix: bool,
    dry_run: bool, yes: bool, today: datetime.date, paths: tuple[str, ...],
) -> None:  # fmt: skip
    """Granskar texterna. Med PATHS visas bara de filerna eller mapparna.

    Slutar med 0 när inget fel finns, 1 vid fel och 2 när kommandot inte kan köras.
    """
    settings = read_settings()
    if not docs.is_dir():
        raise click.UsageError(f"Mappen {docs} finns inte.")
    missing = [path for path in paths if not Path(path).exists()]
    if missing:
        raise click.UsageError(f"Filen finns inte: {', '.join(missing)}")
    if (bool(paths or fix) + bool(base) + external > 1) or (summary_file and not base):
        raise click.UsageError("Välj filer eller --fix, --base eller --external. --summary hör ihop med --base.")
    if (dry_run or yes) and not fix:
        raise click.UsageError("--dry-run och --yes används tillsammans med --fix.")
    if base:
        from campaign.cli.changes import check_change

        check_change(docs, base, output, settings, today, spelling=spelling, summary_file=summary_file)
    if external:
        from campaign.cli.external import check_external

        check_external(docs, output, settings, today)
    if fix:
        from campaign.cli.fix import fix as mend

        mend(load_site(docs), lambda path: not paths or _is_below(path, paths), dry_run=dry_run, ask=not yes)
        if dry_run:
            return
    findings = checked(load_site(docs), settings, today, spelling)
    if paths:
        findings = [finding for finding in findings if _is_below(finding.path, paths)]
    show_findings(findings, output)
    say(count(findings))
    sys.exit(1 if has_errors(findings) else 0)


def _is_below(found: str, paths: tuple[str, ...]) -> bool:
    """Whether a finding's file is one of the given files or lies in one of the given folders."""
    file = Path(found).resolve()
    return any(file == Path(path).resolve() or Path(path).resolve() in file.parents for path in paths)

"""`campaign mark-translated` and `campaign mark-reviewed`: what a person vouches for, written into the page."""

from __future__ import annotations

import datetime
from pathlib import Path

import click

from campaign.checks import run_checks
from campaign.cli.compare import compared, find_pair, summary
from campaign.cli.questions import confirmed, yes_option
from campaign.cli.terminal import docs_option, read_settings, say, today_option
from campaign.content.pages import Page, Site, Variant, load_site
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.editing.head_lines import with_key
from campaign.editing.safe_files import WriteError, write_files
from campaign.findings import Finding, Severity, as_text
from campaign.schema import did_you_mean

TRANSLATED = "Har du läst båda texterna, och säger den lättlästa samma sak?"
REVIEWED = "Har du läst hela sidan och jämfört med källorna?"
#: The values of --variant, and which variants they mean.
VARIANTS = {"sv": (Variant.ORDINARY,), "lattlast": (Variant.LATTLAST,), "båda": tuple(Variant)}


@click.command("mark-translated")
@docs_option
@yes_option
@click.argument("pages", nargs=-1, required=True)
def mark_translated(docs: Path, yes: bool, pages: tuple[str, ...]) -> None:
    """Intygar att den lättlästa texten följer den vanliga: skriver source_hash i PAGES, till exempel lagen/straff."""
    site = load_site(docs)
    pairs = [find_pair(site, page_id) for page_id in dict.fromkeys(pages)]
    texts: dict[Path, bytes] = {}
    refused: set[str] = set()
    for ordinary, twin in pairs:
        if twin_state(ordinary, twin) is TwinState.CURRENT:
            continue
        if not yes:
            for row in summary(compared(site, docs, (ordinary, twin))):
                click.echo(row, err=True)
        if confirmed(TRANSLATED, yes=yes):
            file = docs / twin.src_uri
            texts[file] = with_key(file.read_bytes(), "source_hash", source_hash(ordinary))
        else:
            refused.add(twin.id)
    save(texts)
    for ordinary, twin in pairs:
        say(f"{twin.path}: {'inget är skrivet' if twin.id in refused else f'source_hash: {source_hash(ordinary)}'}")


@click.command("mark-reviewed")
@docs_option
@click.option("--variant", type=click.Choice(list(VARIANTS)), default="båda", show_default=True,
              help="Vilken text du har läst.")  # fmt: skip
@today_option
@yes_option
@click.argument("pages", nargs=-1, required=True)
def mark_reviewed(docs: Path, variant: str, today: datetime.date, yes: bool, pages: tuple[str, ...]) -> None:
    """Skriver dagen då du har granskat PAGES, till exempel lagen/straff. Ditt namn skrivs aldrig."""
    site = load_site(docs)
    reviewed = [_page(site, page_id, one) for page_id in dict.fromkeys(pages) for one in VARIANTS[variant]]
    _refuse_errors(site, reviewed, today)
    for page in reviewed:
        if page.variant is Variant.LATTLAST and twin_state(site.page(page.id), page) is not TwinState.CURRENT:
            message = (
                f"{page.path} följer inte den vanliga texten längre. Kör först: campaign diff {page.id} "
                "Har du bara läst den vanliga texten: --variant sv"
            )
            raise click.ClickException(message)
    if not yes:
        for page in reviewed:
            say(page.path)
    if not confirmed(REVIEWED, yes=yes):
        say("Inget är skrivet.")
        return
    files = [docs / page.src_uri for page in reviewed]
    save({file: with_key(file.read_bytes(), "last_reviewed_on", today.isoformat()) for file in files})
    for page in reviewed:
        say(f"{page.path}: last_reviewed_on: {today.isoformat()}")


def save(texts: dict[Path, bytes]) -> None:
    """Writes all the files or none; ends with 1 and a Swedish message when one cannot be."""
    try:
        write_files(texts)
    except WriteError as error:
        raise click.ClickException(str(error)) from error


def _page(site: Site, page_id: str, variant: Variant) -> Page:
    """The page to review; raises click.UsageError when it is missing or cannot be read."""
    page = site.page(page_id, variant)
    if page is None or page.broken:
        near = did_you_mean(page_id, {known for known, found in site.pages if found is variant} - {page_id})
        name = "på lättläst" if variant is Variant.LATTLAST else "på vanlig svenska"
        raise click.UsageError(f"Sidan ”{page_id}” finns inte {name}, eller går inte att läsa. {near}".strip())
    return page


def _refuse_errors(site: Site, pages: list[Page], today: datetime.date) -> None:
    """Ends with 1 when a page has an error; what is wrong with a twin's hash is told apart."""
    try:
        findings = run_checks(site, read_settings(), today, spelling=True)
    except (FileNotFoundError, RuntimeError) as error:
        raise click.ClickException(f"Stavningen kan inte granskas: {error}") from error
    paths = {page.path for page in pages}
    errors = [finding for finding in findings if finding.path in paths and _counts(finding)]
    if errors:
        click.echo(as_text(errors), nl=False, err=True)
        number = "ett fel" if len(errors) == 1 else f"{len(errors)} fel"
        raise click.ClickException(f"Sidan har {number}. Rätta först, och granska sedan.")


def _counts(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR and finding.rule != "twin-outdated"

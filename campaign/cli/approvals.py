"""`campaign approve-hash`: the lines that a person's approval has in approvals.yml."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.terminal import docs_option, say
from campaign.content.pages import load_site
from campaign.editing.approval_lines import UnknownTextError, approvables, approval_lines


@click.command("approve-hash")
@docs_option
@click.argument("texts", nargs=-1, required=True)
def approve_hash(docs: Path, texts: tuple[str, ...]) -> None:
    """Skriver ut raderna som ett godkännande av TEXTS har i approvals.yml. Inget sparas.

    Skriv sidor (lagen/straff), fakta (fakta:kop-straff), tjänster (tjanst:bris) eller
    affischer (affisch:en-van).
    """
    site = load_site(docs)
    try:
        found = [item for text_id in dict.fromkeys(texts) for item in approvables(site, text_id)]
    except UnknownTextError as error:
        raise click.UsageError(str(error)) from error
    for item in found:
        for line in approval_lines(item):
            click.echo(line)
    if not all(item.is_approved for item in found):
        say(f"Klistra in raderna sist i {site.records.path('approvals')} och fyll i namn och datum.")
        if not site.records.approvals:
            say("Byt samtidigt ”approvals: []” mot ”approvals:”.")

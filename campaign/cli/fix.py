"""`campaign check --fix`: mends what is mechanical, and asks about twins that their page has left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from campaign.cli.compare import compared, summary
from campaign.cli.marks import TRANSLATED, save
from campaign.cli.questions import confirmed, is_terminal
from campaign.cli.terminal import say
from campaign.content.pages import Site, Variant
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.editing.head_lines import with_key
from campaign.editing.repairs import Repairs, repairs

#: More lines than this of one page are told as a number.
MOST_LINES = 8


def fix(site: Site, wanted: Callable[[str], bool], *, dry_run: bool, ask: bool) -> None:
    """Mends the pages whose path is `wanted`, or with `dry_run` shows what it would do; says what was done.

    `ask`: whether somebody may be asked about outdated twins. Ends with 1 when a file cannot be written.
    """
    found = repairs(site, wanted)
    if dry_run:
        click.echo(found.unified(), nl=False)
    else:
        save(found.after)
    _tell(found, dry_run=dry_run)
    if ask and not dry_run and is_terminal():
        _ask_about_twins(site, wanted, {page.id for page in found.restamped})


def _tell(found: Repairs, *, dry_run: bool) -> None:
    """What was mended where, and what follows from it."""
    for path, mends in sorted(found.mends.items()):
        lines: dict[str, list[int]] = {}
        for mend in mends:
            lines.setdefault(mend.what, []).append(mend.line)
        for what, numbers in lines.items():
            shown = ", ".join(map(str, numbers[:MOST_LINES]))
            more = f" och {len(numbers) - MOST_LINES} till" if len(numbers) > MOST_LINES else ""
            say(f"{path}: {what} (rad {shown}{more})")
    for page in found.restamped:
        say(f"{page.path}: ny source_hash, för bara skrivsättet ändrades på den vanliga sidan")
    for page in found.unapproved:
        say(f"{page.path}: godkännandet gällde texten som den var. Kör campaign approve-hash {page.id}")
    number = len(found.after)
    files = "1 fil" if number == 1 else f"{number} filer"
    if not number:
        say("Det fanns inget att rätta automatiskt.")
    else:
        say(f"{files} skulle ändras. Inget är sparat." if dry_run else f"{files} är rättade." if number > 1
            else f"{files} är rättad.")  # fmt: skip


def _ask_about_twins(site: Site, wanted: Callable[[str], bool], done: set[str]) -> None:
    """Shows what has changed above each outdated twin, and stamps it when the person says that it follows."""
    for ordinary in site.sound_pages(Variant.ORDINARY):
        twin = site.twin(ordinary)
        if twin is None or ordinary.id in done or not (wanted(twin.path) or wanted(ordinary.path)):
            continue
        if twin_state(ordinary, twin) is not TwinState.OUTDATED:
            continue
        for row in summary(compared(site, site.folder, (ordinary, twin))):
            click.echo(row, err=True)
        if confirmed(f"{twin.path}: {TRANSLATED}", yes=False):
            file: Path = site.folder / twin.src_uri
            save({file: with_key(file.read_bytes(), "source_hash", source_hash(ordinary))})
            say(f"{twin.path}: source_hash: {source_hash(ordinary)}")

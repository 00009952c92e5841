"""`campaign mark-translated`: what a person vouches for, written into the page."""

from __future__ import annotations

from pathlib import Path

import click

from campaign.cli.terminal import docs_option, say
from campaign.content.pages import Variant, load_site
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.editing.head_lines import write_key


@click.command("mark-translated")
@docs_option
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
            write_key(docs / twin.src_uri, twin, "source_hash", stamp)
        say(f"{twin.path}: source_hash: {stamp}")

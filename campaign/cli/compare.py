"""`campaign diff`: what has changed in a page's ordinary text since its lättläst twin was last certified."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import click

from campaign.cli.terminal import docs_option, say
from campaign.content.front_matter import TwinHead
from campaign.content.pages import Page, Site, Variant, load_site
from campaign.content.shortcodes import PATTERN
from campaign.content.variants import TwinState, source_hash, text_hash, twin_state
from campaign.editing.certified import OldText, RecordChange, old_text, record_changes, stamped_at, text_since
from campaign.editing.history import History, HistoryError
from campaign.editing.page_diff import Change, Passage, changes, other_changes, section
from campaign.schema import did_you_mean

WIDTH = 80


@dataclass(frozen=True)
class Difference:
    """A pair compared with an old version: which one (None: there is none), what differs in the text and the records.

    `problem` says in Swedish why the history could not be asked; `facts` is the wording of each fact, by id.
    """

    pair: tuple[Page, Page]
    state: TwinState
    old: OldText | None = None
    changes: tuple[Change, ...] = ()
    others: tuple[str, ...] = ()
    records: tuple[RecordChange, ...] = ()
    problem: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


def find_pair(site: Site, page_id: str) -> tuple[Page, Page]:
    """The two variants of the page `page_id`; raises click.UsageError when one is missing or cannot be read."""
    ordinary, twin = site.page(page_id), site.page(page_id, Variant.LATTLAST)
    if ordinary is None or twin is None or ordinary.broken or twin.broken:
        known = sorted({found for found, _ in site.pages} - {page_id})
        cure = (
            f"Skriv den med: campaign new --twin {page_id}" if ordinary and not twin else did_you_mean(page_id, known)
        )
        message = f"Sidan ”{page_id}” har inte båda varianterna, eller går inte att läsa. {cure}"
        raise click.UsageError(message.strip())
    return ordinary, twin


def compared(site: Site, docs: Path, pair: tuple[Page, Page], since: str = "") -> Difference:
    """The pair compared with the version that its twin was certified against, or with the version `since`."""
    ordinary, twin = pair
    state = twin_state(ordinary, twin)
    stamp = _stamp(twin)
    history = History(docs)
    try:
        old = text_since(history, ordinary, since) if since else old_text(history, ordinary, stamp)
        if since and old is None:
            return Difference(pair, state, problem=f"Sidan fanns inte i versionen {since}.")
        revision = since or stamped_at(history, twin, stamp)
        records = record_changes(history, site, pair, revision) if revision else []
    except HistoryError as error:
        return Difference(pair, state, problem=str(error))
    if old is None:
        return Difference(pair, state, records=tuple(records))
    found = changes(old.body, ordinary.body)
    others = other_changes(old.body, ordinary.body)
    if not (found or others or text_hash(old.body.text) == text_hash(ordinary.body.text)):
        others = ["Inga ord skiljer, bara annat: till exempel fetstil, listor eller var ett stycke börjar."]
    facts = {key: fact.text for key, fact in site.records.facts.items()}
    return Difference(pair, state, old, tuple(found), tuple(others), tuple(records), facts=facts)


def _stamp(twin: Page) -> str:
    """The hash that the twin carries; empty when nobody has certified it."""
    return twin.head.source_hash if isinstance(twin.head, TwinHead) else ""


def summary(difference: Difference) -> list[str]:
    """The difference in lines of text, before the question whether the twin says the same."""
    twin = difference.pair[1]
    rows = [*_opening(difference)]
    heading = None
    for change in difference.changes:
        if change.heading != heading:
            heading = change.heading
            rows += ["", f"”{heading}”" if heading else "Före den första rubriken"]
            rows += _beside(twin, heading)
        rows += _change_rows(change, difference.facts)
    rows += ["", *(_filled("", text) for text in difference.others)] if difference.others else []
    for record in difference.records:
        rows += ["", f"Ändrat på sidan: [[{record.code}]]"]
        for row in record.rows:
            before, now = _filled("    Förut: ", row.before or "(tomt)"), _filled("    Nu:    ", row.after or "(tomt)")
            rows += [f"  {row.name}", before, now]
    return rows


def _opening(difference: Difference) -> Iterator[str]:
    """What is compared with what, and why."""
    ordinary, old = difference.pair[0], difference.old
    if difference.problem:
        yield _filled("", f"Det går inte att se vad som har ändrats. {difference.problem}")
    elif old is None and difference.state is TwinState.OUTDATED:
        yield _filled("", f"Ingen sparad version av {ordinary.path} går att jämföra med. Läs hela sidan.")
    elif old and not old.version.day:
        yield _filled("", f"Här jämförs med versionen {old.version.commit}.")
    elif old and not old.certified:
        reason = (
            "Ingen sparad version har den source_hash som står på den lättlästa sidan."
            if _stamp(difference.pair[1])
            else "Ingen har intygat den lättlästa sidan än."
        )
        version = f"från {old.version.day} ({old.version.commit[:8]})"
        yield _filled("", f"{reason} Här jämförs i stället med den senaste sparade versionen, {version}.")
    elif old and difference.state is TwinState.OUTDATED and old.certified:
        yield _filled("", f"Den lättlästa sidan följer texten från {old.version.day} ({old.version.commit[:8]}).")
    number = len(difference.changes)
    if difference.state is TwinState.CURRENT:
        yield _filled("", f"{ordinary.id}: den lättlästa sidan är intygad mot dagens text.")
    if number:
        yield f"{ordinary.id}: {number} {'ställe skiljer' if number == 1 else 'ställen skiljer'} sedan dess."


def _beside(twin: Page, heading: str) -> Iterator[str]:
    """The lättläst section under the same heading."""
    found = section(twin.body, heading)
    if found and found.text:
        yield _filled(f"  Lättläst i dag (rad {found.line}): ", found.text)


def _change_rows(change: Change, facts: Mapping[str, str]) -> Iterator[str]:
    """What was said and what is said; a fact's words beside its shortcode."""
    before, now = (_said(item, facts) if item else "" for item in (change.before, change.now))
    if change.before and change.now:
        yield _filled("  Förut: ", before)
        yield _filled("  Nu:    ", f"{now} (rad {change.now.line})")
    elif change.now:
        yield _filled("  Ny rubrik: " if change.now.is_heading else "  Ny mening: ", f"{now} (rad {change.now.line})")
    elif change.before:
        yield _filled("  Borttagen rubrik: " if change.before.is_heading else "  Borttagen: ", before)


def _said(passage: Passage, facts: Mapping[str, str]) -> str:
    match = PATTERN.fullmatch(passage.text)
    words = facts.get(match["id"]) if match and match["kind"] == "fakta" else None
    return f"{passage.text} = ”{words}”" if words else passage.text


def _filled(start: str, text: str) -> str:
    """A text in lines of at most 80 signs, the later ones set in below the first."""
    indent = " " * min(len(start), 9)
    return textwrap.fill(text, WIDTH, initial_indent=start, subsequent_indent=indent, break_long_words=False,
                         break_on_hyphens=False)  # fmt: skip


@click.command()
@docs_option
@click.option("--since", default="", metavar="VERSION", help="Jämför med den här versionen i git, till exempel main.")
@click.argument("page")
def diff(docs: Path, since: str, page: str) -> None:
    """Visar vad som har ändrats sedan den lättlästa texten skrevs, mening för mening.

    PAGE är till exempel lagen/straff.
    """
    site = load_site(docs)
    pair = find_pair(site, page)
    difference = compared(site, docs, pair, since)
    for row in summary(difference):
        click.echo(row)
    ordinary, twin = pair
    if difference.state is TwinState.CURRENT:
        if not (difference.changes or difference.records or difference.problem):
            say("Inget att göra.")
        return
    place = f"rad {twin.lines['source_hash']}" if "source_hash" in twin.lines else "en rad överst, under ---"
    click.echo("\n" + _filled("", f"När den lättlästa sidan säger samma sak, skriv i {twin.path}, {place}:"))
    click.echo(f"\n  source_hash: {source_hash(ordinary)}\n\nEller kör: campaign mark-translated {page}")

"""Draws the cards that are not kept from before, in a few processes when they are many."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from campaign.images.cache import DigestCache
from campaign.images.page_cards import PageCard, Style, draw_page_card
from campaign.images.processes import Progress, in_processes, unheard
from campaign.images.text import TextError

__all__ = ["Progress", "make_page_cards", "unheard"]

#: To start a process takes as long as to draw this many cards.
WORTH_A_PROCESS = 12


def make_page_cards(
    cards: Mapping[str, PageCard],
    style: Style,
    cache: DigestCache,
    progress: Progress,
    processes: int = 0,
    warn: Callable[[str], None] | None = None,
) -> dict[str, bytes]:
    """Every card as PNG by the path of its page; `processes` is chosen by the work and the computer when it is 0.

    Raises TextError that names every page whose words do not fit; if `warn` is given it is told of each instead, and
    that page has no card.
    """
    made, missing = {}, []
    for path, card in cards.items():
        kept = cache.kept("card", style.made_from(card))
        if kept is None:
            missing.append(path)
        else:
            made[path] = kept
    faults = []
    results = in_processes(_draw, [cards[path] for path in missing], style, WORTH_A_PROCESS, processes)
    for number, (path, drawn) in enumerate(zip(missing, results, strict=True), 1):
        progress(number, len(missing))
        if isinstance(drawn, bytes):
            made[path] = drawn
            cache.keep("card", style.made_from(cards[path]), drawn)
        else:
            faults.append(f"{path}: {drawn}")
    if warn:
        for fault in faults:
            warn(fault)
    elif faults:
        raise TextError("\n".join(faults))
    return {path: made[path] for path in cards if path in made}


def _draw(card: PageCard, style: Style) -> bytes | str:
    """The card, or what is wrong with its words."""
    try:
        return draw_page_card(card, style)
    except TextError as error:
        return str(error)

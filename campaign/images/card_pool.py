"""Draws the cards that are not kept from before, in a few processes when they are many.

Each process is started anew and given the fonts once: the same on every system, and whatever else this one holds.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor

from campaign.images.cache import DigestCache
from campaign.images.page_cards import PageCard, Style, draw_page_card
from campaign.images.text import TextError

#: To start a process takes as long as to draw this many cards.
WORTH_A_PROCESS = 12
MOST_PROCESSES = 4

#: Told after each drawn card: how many are done, of how many.
Progress = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """The progress of a work that nobody waits for."""


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
    for number, (path, drawn) in enumerate(_drawn([(path, cards[path]) for path in missing], style, processes), 1):
        progress(number, len(missing))
        if isinstance(drawn, bytes):
            made[path] = drawn
            cache.keep("card", style.made_from(cards[path]), drawn)
        else:
            faults.append(f"{path}: {drawn}")
    if faults and warn is None:
        raise TextError("\n".join(faults))
    for fault in faults if warn else ():
        warn(fault)
    return {path: made[path] for path in cards if path in made}


Job = tuple[str, PageCard]


def _drawn(jobs: Sequence[Job], style: Style, processes: int) -> Iterator[tuple[str, bytes | str]]:
    """Each page's path with its card, or with what is wrong with its words."""
    wanted = processes or min(os.cpu_count() or 1, MOST_PROCESSES, len(jobs) // WORTH_A_PROCESS)
    if wanted < 2:
        yield from (_draw(job, style) for job in jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(wanted, context, initializer=_begin, initargs=(style,)) as pool:
        yield from pool.map(_draw, jobs, chunksize=4)


_shared: list[Style] = []  # in a process of the pool: what it was given when it began


def _begin(style: Style) -> None:
    _shared.append(style)


def _draw(job: Job, style: Style | None = None) -> tuple[str, bytes | str]:
    path, card = job
    try:
        return path, draw_page_card(card, style or _shared[0])
    except TextError as error:
        return path, str(error)

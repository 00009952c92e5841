"""Draws many things in a few processes, in their order, with no more than a few drawn things in memory.

Each process is started anew and given what all drawings share once: the same on every system, and whatever else this
one holds.
"""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from typing import Any, TypeVar

MOST_PROCESSES = 4

#: Drawn things that wait to be taken, or are being drawn, for each process.
_IN_FLIGHT = 4

#: Told after each drawn thing: how many are done, of how many.
Progress = Callable[[int, int], None]

Job = TypeVar("Job")
Shared = TypeVar("Shared")
Drawn = TypeVar("Drawn")


def unheard(_done: int, _of: int) -> None:
    """The progress of a work that nobody waits for."""


def in_processes(
    draw: Callable[[Job, Shared], Drawn], jobs: Sequence[Job], shared: Shared, worth: int, processes: int = 0
) -> Iterator[Drawn]:
    """What `draw` gives for each job, in the jobs' order; `draw` is a function of a module, for it is sent by name.

    `worth` is how many jobs take as long as to start a process. `processes` is chosen by the work and the computer
    when it is 0. Raises what `draw` raises, and BrokenProcessPool when a process is killed.
    """
    wanted = min(processes or min(os.cpu_count() or 1, MOST_PROCESSES, len(jobs) // worth), len(jobs))
    if wanted < 2:
        yield from (draw(job, shared) for job in jobs)
        return
    context = multiprocessing.get_context("spawn")
    waiting: deque[Future[Drawn]] = deque()
    with ProcessPoolExecutor(wanted, context, initializer=_begin, initargs=(shared,)) as pool:
        for job in jobs:
            waiting.append(pool.submit(_draw, draw, job))
            if len(waiting) >= wanted * _IN_FLIGHT:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()


_shared: list[Any] = []  # in a process of the pool: what it was given when it began


def _begin(shared: Any) -> None:
    _shared.append(shared)


def _draw(draw: Callable[[Job, Any], Drawn], job: Job) -> Drawn:
    return draw(job, _shared[0])

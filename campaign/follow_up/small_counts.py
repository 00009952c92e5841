"""Numbers so small that they may point somebody out: hidden, and so that nobody can work them out from a sum.

A number under five is shown as `<5`, nought too. Where a sum is shown beside the numbers that it is the sum of, a lone
hidden number would be the sum minus the rest. So a number of five or more is hidden too, shown as `dolt`, the smallest
first, until what is missing from the sum leaves every small number free to be anything from 0 to 4. Where that cannot
be, the sum is hidden.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

LIMIT = 5
SMALL, HIDDEN = "<5", "dolt"

Key = TypeVar("Key", bound=Hashable)


def protect(cells: Mapping[Key, int], sums: Iterable[Collection[Key]]) -> dict[Key, str]:
    """Which cells may not be shown, and what stands there instead. `sums` are the cells of each sum that is shown."""
    hidden = {key: SMALL for key, number in cells.items() if number < LIMIT}
    groups = [list(group) for group in sums]
    changed = True
    while changed:
        changed = False
        for group in groups:
            while key := _also(group, cells, hidden):
                hidden[key[0]] = HIDDEN
                changed = True
    return hidden


def _also(group: list[Key], cells: Mapping[Key, int], hidden: Mapping[Key, str]) -> tuple[Key] | None:
    """The cell that must be hidden too, or None when the group is safe or has no more to hide."""
    if sum(cells[key] for key in group) < LIMIT or not _gives_away(group, cells, hidden):
        return None
    shown = [key for key in group if key not in hidden]
    return (min(shown, key=lambda key: (cells[key], str(key))),) if shown else None


def figure(number: int) -> str:
    """A number as Swedish writes it, thousands apart; `<5` for a small one."""
    return SMALL if number < LIMIT else plain(number)


def plain(number: int) -> str:
    """A number as Swedish writes it, thousands apart."""
    return f"{number:,}".replace(",", "\u00a0")


def shown_sum(cells: Mapping[Key, int], group: Collection[Key], hidden: Mapping[Key, str]) -> str:
    """The sum of a group, as it may be shown: `dolt` where hiding every cell did not set the small ones free."""
    total = sum(cells[key] for key in group)
    if total >= LIMIT and _gives_away(list(group), cells, hidden):
        return HIDDEN
    return figure(total)


def _gives_away(group: list[Key], cells: Mapping[Key, int], hidden: Mapping[Key, str]) -> bool:
    """Whether what is missing from the group's sum says anything of its small cells.

    The reader knows that each small one is at most 4, and each other hidden one at least 5. A small one is free when
    it may be 0 (what is missing is not too much for the others) and may be 4 (it is enough for the others).
    """
    missing = [key for key in group if key in hidden]
    small = sum(hidden[key] == SMALL for key in missing)
    others = len(missing) - small
    unknown = sum(cells[key] for key in missing)
    most = LIMIT - 1
    return bool(small) and (unknown < LIMIT * others + most or (not others and unknown > most * (small - 1)))

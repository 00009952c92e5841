"""A table of the report, and how its cells are said: every one already has `<5` where a number is too small."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from campaign.follow_up.small_counts import Key, plain


@dataclass(frozen=True)
class Table:
    """A table: `name` is its file's and its anchor's, the first column of a row its heading."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def shown(cells: Mapping[Key, int], hidden: Mapping[Key, str], key: Key) -> str:
    """A cell as it may be shown: what stands instead of it, or its number."""
    return hidden.get(key) or plain(cells[key])

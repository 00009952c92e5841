"""Counters that stay small whatever is put into them."""

from __future__ import annotations

from collections.abc import Iterator

MOST = 20_000  # names; the site has some 600 addresses


class Tally:
    """How often each name was counted. Past `most` names the rarest half is let go, and counted as `rest`."""

    def __init__(self, most: int = MOST) -> None:
        self.most = most
        self.rest = 0
        self._counts: dict[str, int] = {}

    def add(self, name: str, number: int) -> None:
        """Counts `number` more of a name."""
        self._counts[name] = self._counts.get(name, 0) + number
        if len(self._counts) > self.most:
            self._let_go()

    def add_all(self, other: Tally) -> None:
        """Counts everything that another has counted."""
        for name in other:
            self.add(name, other[name])
        self.rest += other.rest

    def _let_go(self) -> None:
        by_number = sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))
        kept = by_number[: self.most // 2]
        self.rest += sum(number for _, number in by_number[self.most // 2 :])
        self._counts = dict(kept)

    def __getitem__(self, name: str) -> int:
        return self._counts.get(name, 0)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._counts))

    def __len__(self) -> int:
        return len(self._counts)

    @property
    def total(self) -> int:
        """Everything that was counted."""
        return self.rest + sum(self._counts.values())

    def most_common(self, number: int) -> list[tuple[str, int]]:
        """The `number` names that were counted most, those counted alike by name."""
        return sorted(self._counts.items(), key=lambda item: (-item[1], item[0]))[:number]

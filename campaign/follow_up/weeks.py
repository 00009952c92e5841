"""The measures week by week and year by year, as a report may show them: in tables and in charts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from campaign.follow_up.addresses import Measure
from campaign.follow_up.counts import Counts
from campaign.follow_up.small_counts import HIDDEN, plain, protect, shown_sum
from campaign.follow_up.table import Table, shown

#: What stands in a week's row, from left to right.
WEEKLY = (Measure.ORDINARY, Measure.SIMPLE, Measure.HELP, Measure.LESSON, Measure.SLIDES, Measure.CARTRIDGE,
          Measure.PDF, Measure.OFFICE, Measure.POSTER)  # fmt: skip


@dataclass(frozen=True)
class Bar:
    """A week in a chart: `height` is a share of the highest, None where the number is hidden."""

    week: str
    shown: str
    height: float | None


@dataclass(frozen=True)
class Chart:
    """A measure week by week. `top` is the highest number, in words; empty when every number is hidden."""

    measure: Measure
    bars: tuple[Bar, ...]
    top: str


def week_name(week: str) -> str:
    """`2026-W47` as Swedish writes it."""
    year, _, number = week.partition("-W")
    return f"{year} v. {int(number)}"


class Weeks:
    """The measures by week and by year, and what of it is hidden: all of `withheld`, whose sums may not be known."""

    def __init__(self, counts: Counts, withheld: Collection[Measure] = ()) -> None:
        self.withheld = withheld
        self.weeks = sorted(counts.weeks)
        self.cells = {(measure, week): counts.weeks[week][measure] for measure in Measure for week in self.weeks}
        self.of_year = sorted({week[:4] for week in self.weeks})
        groups = [self._group(measure, year) for measure in Measure for year in ("", *self.of_year)]
        self.hidden = {key: HIDDEN for key in self.cells if key[0] in withheld} | protect(self.cells, groups)

    def _group(self, measure: Measure, year: str = "") -> list[tuple[Measure, str]]:
        return [(measure, week) for week in self.weeks if week.startswith(year)]

    def given_away(self) -> Iterable[Measure]:
        """The measures whose sum cannot be shown beside the weeks."""
        return [measure for measure in Measure if self.total(measure) == HIDDEN]

    def sum(self, measure: Measure) -> int:
        """How much was counted in all: a figure not yet fit to be shown."""
        return sum(self.cells[key] for key in self._group(measure))

    def total(self, measure: Measure, year: str = "") -> str:
        """How much was counted, in all or in a year."""
        if measure in self.withheld:
            return HIDDEN
        return shown_sum(self.cells, self._group(measure, year), self.hidden)

    def years(self) -> Table | None:
        """The years beside each other, when there is more than one."""
        if len(self.of_year) < 2:
            return None
        cells = {
            (measure, year): sum(self.cells[key] for key in self._group(measure, year))
            for measure in WEEKLY for year in self.of_year
        }  # fmt: skip
        hidden = protect(cells, [[(measure, year) for year in self.of_year] for measure in WEEKLY])
        rows = (
            (year, *(
                HIDDEN if self.total(measure, year) == HIDDEN else shown(cells, hidden, (measure, year))
                for measure in WEEKLY
            ))
            for year in self.of_year
        )  # fmt: skip
        return Table("ar", "År för år. Åren räknas i hela veckor.", ("År", *WEEKLY), tuple(rows))

    def table(self, totals: Mapping[Measure, str]) -> Table:
        """The weeks below each other, and the sum."""
        rows = [
            (week_name(week), *(shown(self.cells, self.hidden, (measure, week)) for measure in WEEKLY))
            for week in self.weeks
        ]
        rows.append(("Hela tiden", *(totals[measure] for measure in WEEKLY)))
        return Table("veckor", "Vecka för vecka, från måndag till söndag.", ("Vecka", *WEEKLY), tuple(rows))

    def chart(self, measure: Measure) -> Chart:
        """The measure's bars: of shown numbers only."""
        keys = self._group(measure)
        highest = max((self.cells[key] for key in keys if key not in self.hidden), default=0)
        bars = (
            Bar(week_name(week), shown(self.cells, self.hidden, key),
                None if key in self.hidden else self.cells[key] / highest)
            for week, key in zip(self.weeks, keys, strict=True)
        )  # fmt: skip
        return Chart(measure, tuple(bars), plain(highest) if highest else "")

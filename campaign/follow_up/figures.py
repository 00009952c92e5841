"""The figures of the report as they may be shown: every table already has `<5` where a number is too small."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from campaign.follow_up.addresses import FILES, Measure
from campaign.follow_up.counts import Counts
from campaign.follow_up.read_pages import OTHER_PAGES, ReadPages
from campaign.follow_up.small_counts import HIDDEN, LIMIT, SMALL, figure, plain, protect, shown_sum
from campaign.follow_up.table import Table, shown
from campaign.follow_up.weeks import Chart, Weeks

#: What is drawn too.
DRAWN = (Measure.ORDINARY, Measure.SIMPLE, Measure.HELP, Measure.LESSON)

MOST_MISSING = 30
OTHER_FILES = "Andra filer"


@dataclass(frozen=True)
class Figures:
    """All that the logs say. `totals` is what was counted of each measure in the whole period."""

    counts: Counts
    totals: Mapping[Measure, str]
    opened: str
    simple_share: str
    years: Table | None
    weeks: Table
    charts: tuple[Chart, ...]
    pages: Table
    lessons: Table
    help: Table
    files: Table
    missing: Table
    missing_total: str
    platforms: Table
    unreadable: str = field(default="")

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in the report's order; the lessons and the pages about help stand among the pages."""
        years = (self.years,) if self.years else ()
        return (*years, self.weeks, self.pages, self.files, self.missing, self.platforms)


def figures_of(counts: Counts, titles: Mapping[str, str]) -> Figures:
    """The figures of `counts`; pages that are not among `titles` (path → title) are counted together."""
    withheld = {*Weeks(counts).given_away(), *ReadPages(counts, titles).given_away(), *_files(counts)[1]}
    by_week, pages = Weeks(counts, withheld), ReadPages(counts, titles, withheld)
    totals = {measure: by_week.total(measure) for measure in Measure}
    ordinary, simple = (by_week.sum(measure) for measure in (Measure.ORDINARY, Measure.SIMPLE))
    both_shown = not {totals[Measure.ORDINARY], totals[Measure.SIMPLE]} & {SMALL, HIDDEN}
    missing, missing_total = _missing(counts)
    return Figures(
        counts=counts,
        totals=totals,
        opened=plain(ordinary + simple) if both_shown else HIDDEN if ordinary + simple >= LIMIT else SMALL,
        simple_share=f"{round(100 * simple / (ordinary + simple))}\u00a0%" if both_shown else HIDDEN,
        years=by_week.years(),
        weeks=by_week.table(totals),
        charts=tuple(by_week.chart(measure) for measure in DRAWN),
        pages=pages.table("sidor", "Varje sida, den mest lästa först.", totals),
        lessons=pages.table("lektioner", "Lektionernas sidor.", totals, Measure.LESSON),
        help=pages.table("stod", "Sidor om stöd och sidor för unga.", totals, Measure.HELP),
        files=_files(counts, withheld)[0],
        missing=missing,
        missing_total=missing_total,
        platforms=_platforms(counts),
        unreadable=figure(counts.rejected) if counts.rejected else "",
    )


def _files(counts: Counts, withheld: Collection[Measure] = ()) -> tuple[Table, set[Measure]]:
    """The files that were fetched, and the sorts whose sum would give a small number away."""
    rows: list[tuple[str, ...]] = []
    given_away = set()
    for measure in FILES:
        tally = counts.files[measure]
        cells = {path: tally[path] for path in tally}
        if tally.rest:
            cells[OTHER_FILES] = tally.rest
        hidden = protect(cells, [list(cells)])
        if shown_sum(cells, list(cells), hidden) == HIDDEN:
            given_away.add(measure)
        if measure in withheld:
            hidden = dict.fromkeys(cells, HIDDEN) | hidden
        for path in sorted(cells, key=lambda path: (-cells[path] if path not in hidden else 0, path)):
            rows.append((path.rpartition("/")[2], measure.value, shown(cells, hidden, path)))
    return Table("filer", "Filer som har hämtats.", ("Fil", "Slag", "Gånger"), tuple(rows)), given_away


def _missing(counts: Counts) -> tuple[Table, str]:
    listed = [(path, number) for path, number in counts.missing.most_common(MOST_MISSING) if number >= LIMIT]
    cells = dict(listed)
    rest = counts.missing.total - sum(cells.values())
    if rest:
        cells[OTHER_PAGES] = rest
    hidden = protect(cells, [list(cells)])
    rows = tuple((path, hidden.get(path) or plain(number)) for path, number in cells.items())
    table = Table("saknas", "Adresser som inte finns, den mest efterfrågade först.", ("Adress", "Gånger"), rows)
    return table, shown_sum(cells, list(cells), hidden)


def _platforms(counts: Counts) -> Table:
    """The platforms that led here; those under five are left out, and no sum is shown."""
    most = counts.platforms.most_common(len(counts.platforms))
    rows = tuple((name, plain(number)) for name, number in most if number >= LIMIT)
    return Table("larplattformar", "Lärplattformar som har lett hit.", ("Lärplattform", "Öppnade sidor"), rows)

"""The figures of the report as they may be shown: every table already has `<5` where a number is too small."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from campaign.follow_up.addresses import FILES, LATTLAST, Measure, ordinary_path, place_of
from campaign.follow_up.counts import Counts
from campaign.follow_up.small_counts import HIDDEN, LIMIT, SMALL, Key, figure, plain, protect, shown_sum

#: What stands in a week's row, from left to right.
WEEKLY = (Measure.ORDINARY, Measure.SIMPLE, Measure.HELP, Measure.LESSON, Measure.SLIDES, Measure.CARTRIDGE,
          Measure.PDF, Measure.OFFICE, Measure.POSTER)  # fmt: skip
#: What is drawn too.
DRAWN = (Measure.ORDINARY, Measure.SIMPLE, Measure.HELP, Measure.LESSON)

MOST_MISSING = 30
OTHER_PAGES, OTHER_FILES = "Andra adresser", "Andra filer"
SECTIONS = {"": "Start", "lagen": "Lagen", "stod": "Få stöd", "ung": "För unga", "vuxna": "För vuxna", "skola": "Skola",
            "yrkesverksamma": "Yrkesverksamma", "om": "Om", "material": "Material"}  # fmt: skip
NO_SECTION = "Övrigt"


@dataclass(frozen=True)
class Table:
    """A table: `name` is its file's and its anchor's, the first column of a row its heading."""

    name: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


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


def week_name(week: str) -> str:
    """`2026-W47` as Swedish writes it."""
    year, _, number = week.partition("-W")
    return f"{year} v. {int(number)}"


def figures_of(counts: Counts, titles: Mapping[str, str]) -> Figures:
    """The figures of `counts`; pages that are not among `titles` (path → title) are counted together."""
    withheld = {*_Weekly(counts).given_away(), *_Pages(counts, titles).given_away(), *_files(counts)[1]}
    by_week, pages = _Weekly(counts, withheld), _Pages(counts, titles, withheld)
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


def _shown(cells: Mapping[Key, int], hidden: Mapping[Key, str], key: Key) -> str:
    return hidden.get(key) or plain(cells[key])


class _Weekly:
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
                HIDDEN if self.total(measure, year) == HIDDEN else _shown(cells, hidden, (measure, year))
                for measure in WEEKLY
            ))
            for year in self.of_year
        )  # fmt: skip
        return Table("ar", "År för år. Åren räknas i hela veckor.", ("År", *WEEKLY), tuple(rows))

    def table(self, totals: Mapping[Measure, str]) -> Table:
        """The weeks below each other, and the sum."""
        rows = [
            (week_name(week), *(_shown(self.cells, self.hidden, (measure, week)) for measure in WEEKLY))
            for week in self.weeks
        ]
        rows.append(("Hela tiden", *(totals[measure] for measure in WEEKLY)))
        return Table("veckor", "Vecka för vecka, från måndag till söndag.", ("Vecka", *WEEKLY), tuple(rows))

    def chart(self, measure: Measure) -> Chart:
        """The measure's bars: of shown numbers only."""
        keys = self._group(measure)
        highest = max((self.cells[key] for key in keys if key not in self.hidden), default=0)
        bars = (
            Bar(week_name(week), _shown(self.cells, self.hidden, key),
                None if key in self.hidden else self.cells[key] / highest)
            for week, key in zip(self.weeks, keys, strict=True)
        )  # fmt: skip
        return Chart(measure, tuple(bars), plain(highest) if highest else "")


class _Pages:
    """The pages in their two variants, and what of it is hidden: all of `withheld`, whose sums may not be known."""

    def __init__(self, counts: Counts, titles: Mapping[str, str], withheld: Collection[Measure] = ()) -> None:
        self.titles = titles
        ordinary = sorted({ordinary_path(path) for path in titles})
        self.cells = {
            (path, simple): counts.pages[_path(path, simple)] for path in ordinary for simple in (False, True)
        }
        unknown = [path for path in counts.pages if path not in titles]
        for simple in (False, True):
            found = sum(counts.pages[path] for path in unknown if path.startswith(LATTLAST) is simple)
            self.cells[(OTHER_PAGES, simple)] = found
        self.cells[(OTHER_PAGES, False)] += counts.pages.rest
        self.paths = [*ordinary, OTHER_PAGES]
        self.groups = {measure: self._group(measure) for measure in
                       (Measure.ORDINARY, Measure.SIMPLE, Measure.HELP, Measure.LESSON)}  # fmt: skip
        keys = {key for measure, group in self.groups.items() if measure in withheld for key in group}
        self.hidden = dict.fromkeys(keys, HIDDEN) | protect(self.cells, self.groups.values())

    def _group(self, measure: Measure) -> list[tuple[str, bool]]:
        if measure in (Measure.ORDINARY, Measure.SIMPLE):
            return [(path, measure is Measure.SIMPLE) for path in self.paths]
        return [(path, simple) for path in self.paths for simple in (False, True)
                if measure in place_of(_path(path, simple)).measures]  # fmt: skip

    def given_away(self) -> Iterable[Measure]:
        """The measures whose sum cannot be shown beside the pages."""
        shown = {measure: shown_sum(self.cells, group, self.hidden) for measure, group in self.groups.items()}
        return [measure for measure, text in shown.items() if text == HIDDEN]

    def table(self, name: str, caption: str, totals: Mapping[Measure, str], only: Measure | None = None) -> Table:
        """The pages, those read most first; `only` those of a measure."""
        chosen = [path for path in self.paths if not only or only in place_of(path).measures]
        rows = [self._row(path) for path in sorted(chosen, key=self._order)]
        if only is None:
            rows.append(("Alla sidor", "", totals[Measure.ORDINARY], totals[Measure.SIMPLE], ""))
        return Table(name, caption, ("Sida", "Avdelning", "Vanlig svenska", "Lättläst", "Adress"), tuple(rows))

    def _row(self, path: str) -> tuple[str, ...]:
        numbers = (_shown(self.cells, self.hidden, (path, simple)) for simple in (False, True))
        if path == OTHER_PAGES:
            return (OTHER_PAGES, "", *numbers, "")
        title = self.titles.get(path) or self.titles[_path(path, True)]
        section = path.split("/")[1]
        return (title, SECTIONS.get(section, NO_SECTION), *numbers, path)

    def _order(self, path: str) -> tuple[bool, int, str]:
        """By the numbers that are shown: the order says nothing of those that are not."""
        shown = sum(self.cells[key] for key in ((path, False), (path, True)) if key not in self.hidden)
        return (path == OTHER_PAGES, -shown, path)


def _path(ordinary: str, simple: bool) -> str:
    return LATTLAST[:-1] + ordinary if simple and ordinary.startswith("/") else ordinary


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
            rows.append((path.rpartition("/")[2], measure.value, _shown(cells, hidden, path)))
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

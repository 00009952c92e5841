"""The pages that were read, in their two variants, as a report may show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from campaign.follow_up.addresses import LATTLAST, Measure, ordinary_path, place_of
from campaign.follow_up.counts import Counts
from campaign.follow_up.small_counts import HIDDEN, protect, shown_sum
from campaign.follow_up.table import Table, shown

OTHER_PAGES = "Andra adresser"
SECTIONS = {"": "Start", "lagen": "Lagen", "stod": "Få stöd", "ung": "För unga", "vuxna": "För vuxna", "skola": "Skola",
            "yrkesverksamma": "Yrkesverksamma", "om": "Om", "material": "Material"}  # fmt: skip
NO_SECTION = "Övrigt"


class ReadPages:
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
        sums = {measure: shown_sum(self.cells, group, self.hidden) for measure, group in self.groups.items()}
        return [measure for measure, text in sums.items() if text == HIDDEN]

    def table(self, name: str, caption: str, totals: Mapping[Measure, str], only: Measure | None = None) -> Table:
        """The pages, those read most first; `only` those of a measure."""
        chosen = [path for path in self.paths if not only or only in place_of(path).measures]
        rows = [self._row(path) for path in sorted(chosen, key=self._order)]
        if only is None:
            rows.append(("Alla sidor", "", totals[Measure.ORDINARY], totals[Measure.SIMPLE], ""))
        return Table(name, caption, ("Sida", "Avdelning", "Vanlig svenska", "Lättläst", "Adress"), tuple(rows))

    def _row(self, path: str) -> tuple[str, ...]:
        numbers = (shown(self.cells, self.hidden, (path, simple)) for simple in (False, True))
        if path == OTHER_PAGES:
            return (OTHER_PAGES, "", *numbers, "")
        title = self.titles.get(path) or self.titles[_path(path, True)]
        section = path.split("/")[1]
        return (title, SECTIONS.get(section, NO_SECTION), *numbers, path)

    def _order(self, path: str) -> tuple[bool, int, str]:
        """By the numbers that are shown: the order says nothing of those that are not."""
        known = sum(self.cells[key] for key in ((path, False), (path, True)) if key not in self.hidden)
        return (path == OTHER_PAGES, -known, path)


def _path(ordinary: str, simple: bool) -> str:
    return LATTLAST[:-1] + ordinary if simple and ordinary.startswith("/") else ordinary

"""The formats of a poster: paper in millimetres, screens and shared pictures in whole pixels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from campaign.content.poster import Format as FormatName

Kind = Literal["poster", "tall", "wide", "square", "strip", "talong", "card"]

#: The compositions with room for running text.
WITH_LINES = frozenset({"poster", "tall", "talong"})

_SCREEN = 96  # dots an inch: a screen's pixels have no size of their own


@dataclass(frozen=True)
class Format:
    """One format. `kind` is the composition: which words it has, and where; `dpi` is the finest that PNG is drawn in.

    `qr` tells whether it has a code: never on what is seen on a telephone, which cannot photograph itself.
    `units` is how many units its short side has: sizes of text are told in units, so fewer make everything larger.
    """

    name: FormatName
    width_mm: float
    height_mm: float
    bleed_mm: float
    dpi: int
    kind: Kind
    qr: bool = True
    units: int = 210

    @property
    def unit(self) -> float:
        """Millimetres of one unit."""
        return min(self.width_mm, self.height_mm) / self.units

    @property
    def has_lines(self) -> bool:
        """Tells whether there is room for running text below the headline."""
        return self.kind in WITH_LINES or (self.kind == "wide" and self.qr)

    @property
    def pixels(self) -> tuple[int, int]:
        """Width and height of the trimmed sheet in pixels."""
        return round(self.width_mm * self.dpi / 25.4), round(self.height_mm * self.dpi / 25.4)


def _pixels(name: FormatName, width: int, height: int, kind: Kind, qr: bool, units: int) -> Format:
    return Format(name, width * 25.4 / _SCREEN, height * 25.4 / _SCREEN, 0, _SCREEN, kind, qr, units)


#: Every format by name: those that docs/_data/posters.yml may name.
FORMATS: Mapping[FormatName, Format] = {
    made.name: made
    for made in (
        Format("a4", 210, 297, 3, 300, "poster"),
        Format("a3", 297, 420, 3, 300, "poster"),
        Format("talong", 210, 297, 0, 300, "talong"),
        Format("kort", 85, 55, 3, 300, "card", True, 78),
        _pixels("skarm-staende", 1080, 1920, "tall", True, 210),
        _pixels("skarm-liggande", 1920, 1080, "wide", True, 190),
        _pixels("delning", 1200, 630, "wide", False, 150),
        _pixels("kvadrat", 1080, 1080, "square", False, 165),
        _pixels("banner-bred", 1456, 360, "strip", False, 110),
        _pixels("banner-hog", 600, 1200, "tall", False, 150),
    )
}

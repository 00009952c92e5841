"""A poster while it is composed: its words, its format, and the things that have got their places so far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.content.illustrations import HEIGHT, WIDTH
from campaign.media.formats import Format
from campaign.media.layout import Area, Item, Modules, Picture, Rectangle
from campaign.media.qr import QUIET_ZONE, SMALLEST_MODULE, qr_modules
from campaign.media.typesetting import Block, Typesetter, TypeStyle

#: The side of the QR code in units of the format.
QR_UNITS = 40.0

_FIGURES_AIR = 0.03  # of the illustration's height, above and below its figures


@dataclass(frozen=True)
class PosterWords:
    """What a poster says. `services` are names with numbers; `address` begins with https://; `colours` are #rrggbb.

    `lines` stand below the headline where there is room; `footer` is the small print (version, until when it holds,
    who sends it, or that it is a preview). `outside` stands on the outside of a card, which is without words when it
    is empty. `figures` is where the illustration's shapes begin, where those begin that have to be seen, and where they
    end, from 0 (its upper edge) to 1 (its lower).
    """

    id: str
    headline: str
    lines: tuple[str, ...]
    services: tuple[tuple[str, str], ...]
    address: str
    footer: tuple[str, ...]
    illustration: str
    alt: str
    colours: Mapping[str, str]
    tag: str = "sv"
    outside: str = ""
    figures: tuple[float, float, float] = (0.1, 0.25, 0.93)

    @property
    def shown_address(self) -> str:
        """The address as it is read and typed."""
        return self.address.removeprefix("https://").rstrip("/")


@dataclass(frozen=True)
class Comfort:
    """How much room each part of a sheet is given, in one attempt at composing it.

    `panel`: how large the panel's text may be, of 1; `picture`: how high the picture is, from 0 (low) to 1 (its figures
    stand whole); `headline` and `lines`: the smallest sizes in units that are still wanted.
    """

    panel: float
    picture: float
    headline: float
    lines: float


@dataclass
class Draft:
    """A sheet while it is composed: its items in millimetres."""

    words: PosterWords
    format: Format
    setter: Typesetter
    comfort: Comfort = Comfort(1.0, 1.0, 8.0, 4.4)
    items: list[Item] = field(default_factory=list)

    @property
    def unit(self) -> float:
        return self.format.unit

    def fill(self, x: float, y: float, width: float, height: float, part: str) -> None:
        """A block of colour; an edge that lies on the sheet's own reaches out into the bleed."""
        self.items.append(Rectangle(self._bled(x, y, width, height), self.words.colours[part]))

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """The illustration, out into the bleed where it meets the sheet's edge, cut so that its figures are seen."""
        area = self._bled(x, y, width, height)
        down = _down(self.words.figures, HEIGHT / WIDTH * area.width, area.height)
        self.items.append(Picture(area, self.words.illustration, self.words.alt, down))

    def figures_height(self, width: float) -> float:
        """How high a picture `width` wide has to be for its figures to stand whole."""
        top, _, bottom = self.words.figures
        whole = HEIGHT / WIDTH * (width + 2 * self.format.bleed_mm)
        return min(1.0, bottom - top + 2 * _FIGURES_AIR) * whole + self.format.bleed_mm

    def write(self, block: Block, x: float, y: float, part: str, centred_in: float = 0.0) -> float:
        """The block's lines; gives the height that they take."""
        self.items += block.placed(x, y, self.words.colours[part], centred_in)
        return block.height

    def set(
        self, text: str, bounds: tuple[float, float], width: float, height: float, part: str,
        bold: bool = False, balanced: bool = False, leading: float = 1.3,
    ) -> Block:  # fmt: skip
        """`text` set between bounds in units; `part` names it in errors."""
        look = self.look(bounds, bold, balanced, leading)
        return self.setter.set(text, look, width, height, self.what(part))

    def what(self, part: str) -> str:
        """A part of the poster as errors name it: design, format, part."""
        return f"Affischen ”{self.words.id}”, formatet {self.format.name}: {part}"

    def look(
        self, bounds: tuple[float, float], bold: bool = False, balanced: bool = False, leading: float = 1.3
    ) -> TypeStyle:
        """A style whose sizes are told in units of the format."""
        smallest, largest = (bound * self.unit for bound in bounds)
        return TypeStyle("Bold" if bold else "Regular", smallest, largest, leading, balanced)

    def code(self, x: float, y: float, side: float) -> None:
        """The QR code of the poster's address."""
        modules = qr_modules(self.words.address)
        self.items.append(Modules(Area(x, y, side, side), modules, self.words.address))

    def code_side(self, units: float = QR_UNITS) -> float:
        """How large the code is: about as told, its modules whole pixels and never too small to be read."""
        modules = len(qr_modules(self.words.address)) + 2 * QUIET_ZONE
        pixel = 25.4 / self.format.dpi
        module = max(units * self.unit / modules, SMALLEST_MODULE)
        return modules * math.ceil(module / pixel - 0.01) * pixel

    def _bled(self, x: float, y: float, width: float, height: float) -> Area:
        """An area whose edges on the sheet's own edges reach out into the bleed."""
        bleed, near = self.format.bleed_mm, 0.001
        right, bottom = x + width, y + height
        left, top = (side - bleed if abs(side) < near else side for side in (x, y))
        right += bleed if abs(right - self.format.width_mm) < near else 0
        bottom += bleed if abs(bottom - self.format.height_mm) < near else 0
        return Area(left, top, right - left, bottom - top)


def _down(figures: tuple[float, float, float], whole: float, seen: float) -> float:
    """Which part of an illustration `whole` high is seen in a picture `seen` high: a Picture's `down`.

    Its figures stand in the middle. Where they have no room, what only furnishes (a window, a cloud) is cut so that
    people stand on their feet; where that is not enough, feet go rather than faces, umbrellas and speech bubbles.
    """
    if seen >= whole:
        return 0.5
    top, needed, bottom = (side * whole for side in figures)
    air = _FIGURES_AIR * whole
    whole_figures = seen >= bottom - top + 2 * air
    above = (top + bottom - seen) / 2 if whole_figures else min(bottom + air - seen, needed - air)
    return round(min(max(above / (whole - seen), 0.0), 1.0), 3)

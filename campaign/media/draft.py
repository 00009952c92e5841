"""A poster while it is composed: its words, its format, and the things that have got their places so far."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field

from campaign.media.formats import Format
from campaign.media.layout import Area, Item, Modules, Picture, Rectangle
from campaign.media.qr import QUIET_ZONE, SMALLEST_MODULE, qr_modules
from campaign.media.typesetting import Block, Typesetter, TypeStyle

#: The side of the QR code in units of the format.
QR_UNITS = 40.0


@dataclass(frozen=True)
class PosterWords:
    """What a poster says. `services` are names with numbers; `address` begins with https://; `colours` are #rrggbb.

    `lines` stand below the headline where there is room; `footer` is the small print (version, until when it holds,
    who sends it, or that it is a preview).
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
    outside: str = ""  # what stands on the outside of a card

    @property
    def shown_address(self) -> str:
        """The address as it is read and typed."""
        return self.address.removeprefix("https://").rstrip("/")


@dataclass
class Draft:
    """A sheet while it is composed: its items in millimetres. `generous`: how large the panel's text may be, of 1."""

    words: PosterWords
    format: Format
    setter: Typesetter
    generous: float = 1.0
    items: list[Item] = field(default_factory=list)

    @property
    def unit(self) -> float:
        return self.format.unit

    def fill(self, x: float, y: float, width: float, height: float, part: str) -> None:
        """A block of colour; an edge that lies on the sheet's own reaches out into the bleed."""
        self.items.append(Rectangle(self._bled(x, y, width, height), self.words.colours[part]))

    def picture(self, x: float, y: float, width: float, height: float) -> None:
        """The illustration, out into the bleed where it meets the sheet's edge."""
        area = self._bled(x, y, width, height)
        self.items.append(Picture(area, self.words.illustration, self.words.alt))

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

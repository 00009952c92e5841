"""Illustrations as data: which shapes stand where in a picture, and what the picture shows in words."""

from __future__ import annotations

import re

from pydantic import Field, field_validator

from campaign.schema import Closed, Text

#: The size of every illustration, in the units of its coordinates.
WIDTH, HEIGHT = 480, 300

ALT_WORDS = 15
MOST_SHAPES = 30

#: Shapes that end at most so far above the lowest one stand on the ground as it does.
_GROUND = 27

#: Shapes that only furnish: a picture says the same without their upper part.
_FURNISHING = frozenset({"bildram", "fonster", "klocka", "moln", "tavla"})


class PlacedShape(Closed):
    """A shape of overrides/shapes/ put into a picture.

    `x` is the middle of the shape and `y` its lower edge, so that things stand on the ground where the picture says
    so; `size` is its height; `turn` is in degrees, clockwise, around its middle. `colours` gives the shape's own
    names (coat, skin …) other colours of the palette.
    """

    shape: Text = Field(description="Formens namn: en fil i overrides/shapes/.", examples=["dorr"])
    x: int = Field(
        ge=-200, le=WIDTH + 200, description="Formens mitt, räknat från vänster. Bilden är 480 bred.", examples=[300]
    )
    y: int = Field(
        ge=-100, le=HEIGHT + 200, description="Formens nederkant, räknat uppifrån. Bilden är 300 hög.", examples=[250]
    )
    size: int = Field(ge=4, le=600, description="Formens höjd.", examples=[180])
    flip: bool = Field(False, description="true = formen vänds åt andra hållet.", examples=[True])
    turn: int = Field(0, ge=-180, le=180, description="Hur många grader formen vrids, medurs.", examples=[-8])
    colours: dict[str, str] = Field(
        {}, description="Andra färger på formens delar.", examples=[{"coat": "plum", "skin": "skin-4"}]
    )


class Illustration(Closed):
    """One picture: a background with the given `colours`, and shapes, the farthest first.

    `alt` is one short sentence in lättläst that says what the picture shows.
    """

    id: Text = Field(description="Bildens korta namn: a–z, siffror och bindestreck.", examples=["barn-vid-dorr"])
    alt: Text = Field(
        description="En kort mening på lättläst om vad bilden visar, högst 15 ord.",
        examples=["Ett barn står vid en öppen dörr."],
    )
    background: Text = Field(
        description="Bakgrunden: en form vars namn börjar med bakgrund-.", examples=["bakgrund-rum"]
    )
    colours: dict[str, str] = Field(
        {}, description="Andra färger på bakgrundens delar.", examples=[{"wall": "mist", "floor": "clay"}]
    )
    shapes: list[PlacedShape] = Field(
        min_length=1, max_length=MOST_SHAPES, description="Formerna, den som är längst bort först, högst 30."
    )

    @property
    def figures(self) -> tuple[float, float, float]:
        """Where its shapes begin, where those begin that have to be seen, and where they end.

        From 0 (the picture's upper edge) to 1 (its lower). What furnishes a room and does not stand on the ground (a
        window, a cloud) may be cut off; an umbrella or a speech bubble is what the picture is about.
        """
        bottom = max(shape.y for shape in self.shapes)
        top = min(shape.y - shape.size for shape in self.shapes)
        needed = min(
            shape.y - shape.size for shape in self.shapes
            if shape.y >= bottom - _GROUND or shape.shape not in _FURNISHING
        )  # fmt: skip
        return max(0.0, top / HEIGHT), max(0.0, needed / HEIGHT), min(1.0, bottom / HEIGHT)

    @field_validator("id")
    @classmethod
    def _fits_an_address(cls, value: str) -> str:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", value):
            raise ValueError(f"är ”{value}”, men blir en adress; använd bara a–z, siffror och bindestreck")
        return value

    @field_validator("alt")
    @classmethod
    def _one_short_sentence(cls, value: str) -> str:
        if len(value.split()) > ALT_WORDS:
            raise ValueError(f"har {len(value.split())} ord, högst {ALT_WORDS}; säg bara vad bilden visar")
        if not value.endswith(".") or re.search(r"[.!?]\s", value):
            raise ValueError("ska vara en mening med punkt; skriv till exempel En dörr står på glänt.")
        return value

"""Reads drawings (SVG) that editors put in docs/: their size, and everything in them that is not a drawing.

An SVG file is a document of its own when it is opened at its address: it may run scripts and fetch from other sites,
and a drawing program leaves names and paths of its user in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

NAMESPACE = "http://www.w3.org/2000/svg"
_XLINK = "http://www.w3.org/1999/xlink"
_XML = "http://www.w3.org/XML/1998/namespace"

#: What a still drawing consists of.
ELEMENTS = frozenset(
    "svg g defs title desc path rect circle ellipse line polyline polygon text tspan textPath symbol use marker "
    "pattern clipPath mask linearGradient radialGradient stop style".split()
)

_NUMBER = re.compile(r"\s*([0-9]*\.?[0-9]+)(?:px)?\s*")
#: Other addresses than the file's own parts; a backslash could spell them differently.
_OUTSIDE = re.compile(r"url\(\s*['\"]?(?!\s*['\"]?#)|@import|expression\(|\\", re.IGNORECASE)


@dataclass(frozen=True)
class SvgProblem:
    """Something in a drawing that must not be there: its line, what it is, what to do, in Swedish."""

    line: int
    message: str
    suggestion: str


@dataclass
class Drawing:
    """A read SVG: its size in CSS pixels (None when it does not say), and what must not be there.

    `broken` is the line where the file stops being XML, 0 when it is whole.
    """

    size: tuple[int, int] | None = None
    problems: list[SvgProblem] = field(default_factory=list)
    broken: int = 0


class _EnoughError(Exception):
    """Reading stops here; what was found is told."""


_SAVE_PLAIN = "Spara den som vanlig SVG (plain SVG), eller ta bort det ur filen."


def read_svg(content: bytes) -> Drawing:
    """Reads an SVG file. Nothing is raised, and nothing that it refers to is opened."""
    reader = _Reader()
    try:
        reader.parser.Parse(content, True)
    except _EnoughError:
        pass
    except (expat.ExpatError, ValueError):
        reader.drawing.broken = reader.parser.ErrorLineNumber or 1
    return reader.drawing


class _Reader:
    """Hears what the parser meets, and notes what must not be there."""

    def __init__(self) -> None:
        self.drawing = Drawing()
        self.in_style: list[bool] = []  # for each open element
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = lambda _: self.in_style.pop()
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.ProcessingInstructionHandler = self._instruction

    def _found(self, message: str, suggestion: str = _SAVE_PLAIN) -> None:
        self.drawing.problems.append(SvgProblem(self.parser.CurrentLineNumber, message, suggestion))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if not self.in_style:
            if (namespace, local) != (NAMESPACE, "svg"):
                self._found(f"Filen börjar med <{local}> och är ingen SVG.", "Lägg in en SVG-bild.")
            self.drawing.size = _size(attributes)
        elif namespace != NAMESPACE or local not in ELEMENTS:
            self._found(f"Bilden har <{local}>, som inte hör till en stilla teckning.")
        for message in _attribute_problems(attributes):
            self._found(message)
        self.in_style.append(local == "style")

    def _text(self, data: str) -> None:
        if self.in_style and self.in_style[-1] and _OUTSIDE.search(data):
            self._found("Bilden hämtar något från en annan plats i sin stil.")

    def _doctype(self, *_: object) -> None:
        self._found("Bilden har en DOCTYPE, som kan hämta eller mångfaldiga innehåll.", "Ta bort raden med <!DOCTYPE.")
        raise _EnoughError  # its entities are never unfolded

    def _instruction(self, target: str, _: str) -> None:
        self._found(f"Bilden har instruktionen <?{target}?>.")


def _attribute_problems(attributes: dict[str, str]) -> Iterator[str]:
    for name, value in attributes.items():
        namespace, _, local = name.rpartition(" ")
        if namespace not in ("", _XLINK, _XML):
            yield f"Bilden har uppgiften {local} från ett ritprogram."
        elif local.lower().startswith("on"):
            yield f"Bilden har {local}, som kör program."
        elif local.lower() in ("href", "src", "base") and not value.startswith("#"):
            yield f"Bilden hämtar {value[:60]} från en annan plats."
        elif _OUTSIDE.search(value):
            yield f"Bilden hämtar något från en annan plats i {local}."


def _size(attributes: dict[str, str]) -> tuple[int, int] | None:
    """The size from width and height, else from the view box; None without either."""
    sides = [_NUMBER.fullmatch(attributes.get(name, "")) for name in ("width", "height")]
    numbers = [float(side[1]) for side in sides if side]
    if len(numbers) < 2:
        box = re.split(r"[\s,]+", attributes.get("viewBox", "").strip())
        try:
            numbers = [float(number) for number in box[2:4]]
        except ValueError:
            return None
    if len(numbers) < 2 or not all(0 < number < 100_000 for number in numbers):
        return None
    return max(1, round(numbers[0])), max(1, round(numbers[1]))

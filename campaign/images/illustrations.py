"""Composes an illustration: a scene of docs/_data/illustrations.yml and the vocabulary give one small SVG.

Pure: the same scene, shapes and palette give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from campaign.content.illustrations import HEIGHT, WIDTH, Illustration, PlacedShape
from campaign.images.palette import TOKENS, Palette, read_palette
from campaign.images.shapes import CUT, FOLDER, Shape, draw, read_shapes
from campaign.schema import did_you_mean

MOST_BYTES = 6_000

#: From how many names on a message tells where they stand instead of all of them.
MOST_NAMES = 12

#: How the names of shapes that fill a whole picture begin.
BACKGROUND = "bakgrund-"

#: The soft shadow under each piece, as if the picture were layers of cut paper.
_SHADOW = (
    f'<filter id="{CUT}" x="-.3" y="-.3" width="1.6" height="1.6">'
    '<feDropShadow dx="0" dy="1.5" stdDeviation="1.6" flood-color="{colour}" flood-opacity=".28"/></filter>'
)


@dataclass(frozen=True)
class Vocabulary:
    """What pictures are composed of: shapes and colours, by name."""

    shapes: Mapping[str, Shape]
    palette: Palette


@dataclass(frozen=True)
class Problem:
    """What is wrong in a scene: the number of the placed shape (None: the scene itself), and what to do."""

    number: int | None
    message: str
    suggestion: str


def read_vocabulary(project: Path) -> Vocabulary:
    """The shapes and colours of the project's folder; a file that is no shape is left out (a rule tells).

    Raises FileNotFoundError where the stylesheet with the colours is missing.
    """
    palette = read_palette((project / TOKENS).read_text(encoding="utf-8"))
    return Vocabulary(read_shapes(project / FOLDER, palette)[0], palette)


def problems(scene: Illustration, vocabulary: Vocabulary) -> Iterator[Problem]:
    """Everything that keeps `scene` from being drawn, or that makes it too heavy."""
    found = list(_unknown(None, scene.background, scene.colours, vocabulary))
    for number, placed in enumerate(scene.shapes):
        found += _unknown(number, placed.shape, placed.colours, vocabulary)
    background = vocabulary.shapes.get(scene.background)
    if background and (background.width, background.height) != (WIDTH, HEIGHT):
        backgrounds = [name for name in vocabulary.shapes if name.startswith(BACKGROUND)]
        message = f"Formen ”{scene.background}” fyller inte bilden."
        found.append(Problem(None, message, f"Välj en bakgrund: {', '.join(backgrounds)}."))
    yield from found
    if not found and (size := len(compose(scene, vocabulary))) > MOST_BYTES:
        message = f"Bilden blir {size} byte, högst {MOST_BYTES}."
        yield Problem(None, message, "Ta bort former, eller välj enklare.")


def _unknown(number: int | None, name: str, colours: Mapping[str, str], vocabulary: Vocabulary) -> Iterator[Problem]:
    shape = vocabulary.shapes.get(name)
    if shape is None:
        yield Problem(number, f"Formen ”{name}” finns inte.", _instead(name, vocabulary.shapes))
        return
    for slot, colour in colours.items():
        if slot not in shape.slots:
            message = f"Formen ”{name}” har ingen del som heter ”{slot}”."
            yield Problem(number, message, _instead(slot, shape.slots))
        if colour not in vocabulary.palette:
            yield Problem(number, f"Färgen ”{colour}” finns inte.", _instead(colour, vocabulary.palette))


def _instead(word: str, known: Iterable[str]) -> str:
    names = list(known)
    if near := did_you_mean(word, names):
        return near
    if len(names) > MOST_NAMES:
        return f"Formerna finns i {FOLDER.as_posix()}/, färgerna i {TOKENS.as_posix()}."
    return f"Välj {', '.join(names)}." if names else "Ta bort färgen."


def compose(scene: Illustration, vocabulary: Vocabulary) -> bytes:
    """The picture as SVG. Raises KeyError for a shape or colour that does not exist."""
    background = draw(vocabulary.shapes[scene.background], vocabulary.palette, scene.colours)
    pieces = "".join(_placed(placed, vocabulary) for placed in scene.shapes)
    shadow = _SHADOW.format(colour=vocabulary.palette["night"])
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">{shadow}{background}{pieces}</svg>\n'
    ).encode()


def _placed(placed: PlacedShape, vocabulary: Vocabulary) -> str:
    shape = vocabulary.shapes[placed.shape]
    scale = placed.size / shape.height
    across = -scale if placed.flip else scale
    left = placed.x - across * shape.width / 2
    moves = [f"translate({_number(left)} {_number(placed.y - placed.size)})"]
    if placed.turn:
        middle = f"{_number(placed.x)} {_number(placed.y - placed.size / 2)}"
        moves.insert(0, f"rotate({_number(placed.turn)} {middle})")
    sizes = _number(scale, 3) if not placed.flip else f"{_number(across, 3)} {_number(scale, 3)}"
    if sizes != "1":
        moves.append(f"scale({sizes})")
    inside = draw(shape, vocabulary.palette, placed.colours)
    return f'<g transform="{"".join(moves)}" filter="url(#{CUT})">{inside}</g>'


def _number(value: float, digits: int = 1) -> str:
    """A number as short as it can be written: 12, .5, -3.25."""
    text = f"{value:.{digits}f}".rstrip("0").rstrip(".")
    short = text.replace("0.", ".", 1) if text.startswith(("0.", "-0.")) else text
    return "0" if short in ("-0", "", "-") else short

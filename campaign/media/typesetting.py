"""Sets a text in a room of millimetres: the largest size between two bounds in which its lines fit, well broken."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from campaign.images.text import TextTooLongError
from campaign.media.layout import Line, Style
from campaign.media.line_breaks import NBSP, Piece, break_lines, is_widow, kept_together, leans, pieces
from campaign.media.typeface import ASCENT, DESCENT, Typeface

_STEP = 0.97  # from one size to the next that is tried
_FOR_BEAUTY = 0.7  # so much smaller a text may be for even lines that end where the sense does, without a widow
_MOST_SHOWN = 60  # signs of the words that a message says to cut
_LEANING = 0.3  # how ugly a headline's line is that ends with a word that belongs with the next one
_FOR_WHOLE_WORDS = 0.7  # and so much smaller to keep its words whole


@dataclass(frozen=True)
class TypeStyle:
    """How a text is set: its weight, smallest and largest size in mm, line height in sizes, even lines, how many."""

    style: Style
    smallest: float
    largest: float
    leading: float = 1.3
    balanced: bool = False
    most_lines: int = 99


@dataclass(frozen=True)
class Block:
    """A text that has been set: its lines with their widths, and the size, all in millimetres."""

    lines: tuple[str, ...]
    widths: tuple[float, ...]
    size: float
    style: Style
    leading: float

    @property
    def height(self) -> float:
        """From the top of an Å on the first line to the foot of a g on the last."""
        return self.size * (ASCENT + DESCENT + (len(self.lines) - 1) * self.leading) if self.lines else 0.0

    @property
    def width(self) -> float:
        """The width of the widest line."""
        return max(self.widths, default=0.0)

    def placed(self, x: float, y: float, colour: str, centred_in: float = 0.0) -> list[Line]:
        """The lines with the block's upper left corner at (x, y); centred when a width to be centred in is given."""
        first = y + ASCENT * self.size
        return [
            Line(
                text, x + max(0.0, centred_in - width) / 2, first + number * self.leading * self.size, self.size,
                width, colour, self.style,
            )
            for number, (text, width) in enumerate(zip(self.lines, self.widths, strict=True))
        ]  # fmt: skip


@dataclass(frozen=True)
class Typesetter:
    """Sets texts in one font, with the words of docs/_data/hyphenation.yml that may be broken.

    `explains`: an error says what to do, which takes time; not wanted where another attempt follows.
    """

    face: Typeface
    hyphenation: Sequence[str] = ()
    explains: bool = True

    def set(self, text: str, look: TypeStyle, width: float, height: float, what: str) -> Block:
        """`text` in the room `width` × `height` mm; `what` names it in errors: poster, format and part.

        Raises TextTooLongError, which says how many words to cut, and SignMissingError.
        """
        self.face.require_signs(text, what)
        block = self.attempt(text, look, width, height)
        if block is None:
            cure = self._cure(text, look, width, height) if self.explains else ""
            raise TextTooLongError(f"{what} ryms inte. {cure}")
        return block

    def attempt(self, text: str, look: TypeStyle, width: float, height: float) -> Block | None:
        """As `set`, but None for a text that does not fit, and its signs are not looked at."""
        whole = self._largest(text, (), look, width, height)
        broken = self._largest(text, self.hyphenation, look, width, height) if self.hyphenation else None
        if whole and (broken is None or whole.size >= _FOR_WHOLE_WORDS * broken.size):
            return whole
        return broken

    def _largest(
        self, text: str, hyphenation: Sequence[str], look: TypeStyle, width: float, height: float
    ) -> Block | None:
        if not kept_together(text):
            return Block((), (), look.largest, look.style, look.leading)
        parts, found, size = pieces(text, hyphenation), list[Block](), look.largest
        while size >= look.smallest and (not found or size >= _FOR_BEAUTY * found[0].size):
            if block := self._at(size, parts, look, width, height):
                found.append(block)
            if size == look.smallest:
                break
            size = max(look.smallest, size * _STEP)
        return min(found, key=lambda block: _ugliness(block, found[0].size, look.balanced), default=None)

    def _at(self, size: float, parts: list[Piece], look: TypeStyle, width: float, height: float) -> Block | None:
        """The text in one size; None when it does not fit."""

        def measure(line: str) -> float:
            return self.face.width(line, look.style)

        most = int((height / size - ASCENT - DESCENT) / look.leading + 1.0001)
        lines = break_lines(parts, width / size, min(most, look.most_lines), measure, look.balanced)
        widths = tuple(measure(line) * size for line in lines)
        return Block(tuple(lines), widths, size, look.style, look.leading) if lines else None

    def _cure(self, text: str, look: TypeStyle, width: float, height: float) -> str:
        """What to do about a text that does not fit even in its smallest size."""
        for piece in pieces(text, self.hyphenation):
            if self.face.width(piece.text, look.style) * look.smallest > width:
                shown = piece.text if len(piece.text) <= 40 else f"{piece.text[:40]}…"
                return (
                    f"Ordet ”{shown}” är bredare än sin plats. Välj ett kortare ord, eller skriv i "
                    "docs/_data/hyphenation.yml var det får brytas."
                )
        words = kept_together(text).split(" ")
        tight = replace(look, largest=look.smallest)
        keep = len(words) - 1
        while keep and self.attempt(" ".join(words[:keep]), tight, width, height) is None:
            keep -= 1
        if not keep:
            return "Platsen är för liten. Ta bort texten, eller välj ett annat format."
        last = " ".join(words[keep:]).replace(NBSP, " ")
        shown = last if len(last) <= _MOST_SHOWN else f"{last[:_MOST_SHOWN]}…"
        return f"Ta bort minst {len(words) - keep} ord, till exempel ”{shown}”."


def _ugliness(block: Block, largest: float, balanced: bool) -> float:
    """How uneven a headline's lines are, how they end, how much smaller it is than it could be, and its widow."""
    uneven = 1 - min(block.widths) / block.width if balanced else 0.0
    uneven += _LEANING * sum(leans(line) for line in block.lines[:-1]) if balanced else 0.0
    return uneven + 1.5 * (1 - block.size / largest) + (10 if is_widow(list(block.lines)) else 0)

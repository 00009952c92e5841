"""The colours of a poster: whole, and far enough apart to be read (WCAG's contrast ratio)."""

from __future__ import annotations

import re
from collections.abc import Mapping

from campaign.images.palette import contrast
from campaign.schema import did_you_mean

#: WCAG 2.2 AAA for text.
SMALLEST_CONTRAST = 7.0

#: What a poster is painted with: its ground, its text (and the block behind the numbers), and a strip between.
PARTS = ("background", "ink", "accent")


class ColourError(ValueError):
    """A poster's colours cannot be used; the message, in Swedish, says which and what to do."""


def colours_by_token(names: Mapping[str, str], tokens: Mapping[str, str], what: str) -> dict[str, str]:
    """The colours (#rrggbb) of a poster's parts, named by the stylesheet's tokens. Raises ColourError."""
    for part, name in names.items():
        if name not in tokens:
            instead = did_you_mean(name, tokens) or "Välj ett namn ur stilmallens första fil, 1-tokens.css."
            raise ColourError(f"{what}: färgen ”{name}” för {part} finns inte. {instead}")
    return {part: tokens[name] for part, name in names.items()}


def require_readable(colours: Mapping[str, str], what: str) -> None:
    """Raises ColourError unless every part is #rrggbb and text stands at least 7:1 against its ground."""
    for part in PARTS:
        if part not in colours:
            raise ColourError(f"{what}: färgen {part} saknas. Skriv {', '.join(PARTS)}.")
        if not re.fullmatch(r"#[0-9a-fA-F]{6}", colours[part]):
            raise ColourError(f"{what}: ”{colours[part]}” är ingen färg för {part}. Skriv som #0b4650.")
    ratio = contrast(colours["ink"], colours["background"])
    if ratio < SMALLEST_CONTRAST:
        shown = f"{ratio:.1f}".replace(".", ",")
        raise ColourError(f"{what}: texten har kontrasten {shown}:1, minst 7:1 behövs. Välj mörkare ink.")

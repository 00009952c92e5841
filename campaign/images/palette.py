"""The site's colours, read from the stylesheet's tokens, so that pictures made at build time have the same."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

#: Where the colours stand, from the project's folder.
TOKENS = Path("overrides/assets/campaign.css/1-tokens.css")

#: What the names of the illustrations' colours begin with.
PICTURES = "picture-"

_COLOUR = re.compile(r"--([a-z][a-z0-9-]*):\s*(#(?:[0-9a-f]{3}){1,2})\s*;", re.IGNORECASE)

Palette = Mapping[str, str]


def read_colours(style: str) -> Palette:
    """The colours of the light scheme by name without dashes, as #rrggbb: those before the first media query."""
    light = style.partition("@media")[0]
    return {name: _long(value) for name, value in _COLOUR.findall(light)}


def read_palette(style: str) -> Palette:
    """The illustrations' colours (`teal`, `skin-1`), which are the same in both schemes, as #rgb or #rrggbb."""
    named = {name: value for name, value in _COLOUR.findall(style) if name.startswith(PICTURES)}
    return {name.removeprefix(PICTURES): value for name, value in named.items()}


def read_tokens(style: str) -> Palette:
    """Every colour that a poster may name, as #rrggbb: the light scheme's, and the illustrations' as `picture-teal`."""
    pictures = {PICTURES + name: _long(value) for name, value in read_palette(style).items()}
    return {**read_colours(style), **pictures}


def contrast(first: str, second: str) -> float:
    """The contrast of two colours (#rrggbb), from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _long(value: str) -> str:
    return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])

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


def _long(value: str) -> str:
    return value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])

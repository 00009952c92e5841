"""The colours of the illustrations: the custom properties `--picture-…` of the stylesheet's tokens, read as data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

#: Where the colours stand, from the project's folder.
TOKENS = Path("overrides/assets/campaign.css/1-tokens.css")

_COLOUR = re.compile(r"--picture-(?P<name>[a-z]+(?:-\d)?):\s*(?P<value>#(?:[0-9a-f]{3}){1,2})\b")

Palette = Mapping[str, str]


def read_palette(style: str) -> Palette:
    """The colours by name (`teal`, `skin-1`) that the stylesheet `style` gives, as #rgb or #rrggbb."""
    return {match["name"]: match["value"] for match in _COLOUR.finditer(style)}

"""The site's colours, read from the stylesheet's tokens, so that pictures made at build time have the same."""

from __future__ import annotations

import re

#: The stylesheet's piece that holds the tokens, below overrides/assets/.
TOKENS = "campaign.css/1-tokens.css"

_COLOUR = re.compile(r"--([a-z][a-z0-9-]*):\s*(#[0-9a-f]{6}|#[0-9a-f]{3})\s*;", re.IGNORECASE)


def read_colours(css: str) -> dict[str, str]:
    """The colours of the light scheme by name without dashes, as #rrggbb: those before the first media query."""
    light = css.partition("@media")[0]
    return {name: value if len(value) == 7 else "#" + "".join(2 * digit for digit in value[1:])
            for name, value in _COLOUR.findall(light)}  # fmt: skip

"""What the build makes besides pages: the one place that says which assets are drawn, cut or compiled.

Each is made from the project's own files and installed packages, never from the clock or the network.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from campaign.images.cache import DigestCache
from campaign.images.fonts import FontMissing, web_fonts
from campaign.site.frame import Mode

#: The stylesheet's piece that names the fonts' files.
FONT_STYLES = "campaign.css/1-fonts.css"

# Not MkDocs' logger, where a warning stops a strict build.
_log = logging.getLogger("campaign")


@dataclass
class Made:
    """Assets by name, files at the site's root by name, and the pieces of bundles that must be left out."""

    assets: dict[str, bytes] = field(default_factory=dict)
    root: dict[str, bytes] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


def make_assets(cache: DigestCache, overrides: Path, mode: Mode) -> Made:
    """Everything that the build makes. `overrides` is the folder of templates.

    A preview goes on without the site's font and says so; a release raises FontMissing.
    """
    made = Made()
    try:
        made.assets |= web_fonts(cache)
    except FontMissing as error:
        if mode == "release":
            raise
        _log.warning("Varning: %s Förhandsvisningen byggs med datorns eget typsnitt.", error)
        made.left_out.add(FONT_STYLES)
    return made

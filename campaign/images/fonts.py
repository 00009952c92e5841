"""The site's font, Atkinson Hyperlegible: subset to the letters that Swedish needs, for the web; whole, for pictures.

The font is drawn for people with low vision and is licensed under the SIL Open Font License 1.1 (no reserved name);
its copyright and licence stay in every published file. It comes from a package, and nothing is downloaded.
"""

from __future__ import annotations

import functools
import importlib
import io
from importlib.metadata import version
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from campaign.images.cache import DigestCache, recipe

PACKAGE = "fontpkg_atkinson_hyperlegible"

#: The published names, with the font's own.
WEIGHTS = {"atkinson-regular.woff2": "Regular", "atkinson-bold.woff2": "Bold"}

#: Typographic signs outside Latin-1. The font lacks → ✓ and U+2011: icons are SVG, and numbers stand in `nowrap`.
#: Names of other languages (docs/sprak) with letters outside Latin-1 are shown in the system's font.
SIGNS = "–—‘’‚“”„•…‹›€−™"

#: Basic Latin and Latin-1, nbsp and soft hyphen among them, and the signs.
CHARACTERS = frozenset([*range(0x20, 0x7F), *range(0xA0, 0x100), *map(ord, SIGNS)])

#: What the letters need to stand right: marks, pairs, ligatures.
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]

#: Copyright, family, style, unique id, full name, version, PostScript name, licence and its address.
_NAMES = [0, 1, 2, 3, 4, 5, 6, 13, 14]

_MISSING = "Typsnittet Atkinson Hyperlegible är inte installerat. Kör ./scripts/prepare, så läggs det in."


class FontMissingError(Exception):
    """The font's package is not installed, or not whole; the text says what to do, in Swedish."""


def font_path(style: str) -> Path:
    """Where the whole font in the style "Regular" or "Bold" stands, as TrueType. Raises FontMissingError."""
    try:
        package = importlib.import_module(PACKAGE)
    except ImportError as error:
        raise FontMissingError(_MISSING) from error
    path = Path(str(package.__file__)).parent / "files" / f"AtkinsonHyperlegible-{style}.ttf"
    if not path.is_file():
        raise FontMissingError(_MISSING)
    return path


def font_file(style: str) -> bytes:
    """The whole font in the style "Regular" or "Bold", as TrueType. Raises FontMissingError."""
    try:
        return font_path(style).read_bytes()
    except OSError as error:
        raise FontMissingError(_MISSING) from error


@functools.cache
def characters(whole: bytes) -> frozenset[int]:
    """The code points that a TrueType font has signs for."""
    with TTFont(io.BytesIO(whole), lazy=True) as font:
        return frozenset(font.getBestCmap())


def font_problem() -> str:
    """Why the font cannot be used, in Swedish; empty when it can."""
    try:
        for style in WEIGHTS.values():
            font_file(style)
    except FontMissingError as error:
        return str(error)
    return ""


def web_fonts(cache: DigestCache) -> dict[str, bytes]:
    """Both weights as WOFF2, by published name. The same package gives the same bytes. Raises FontMissingError."""
    tools = (version("fonttools"), version("brotli"), recipe("fonts"))
    fonts = {}
    for name, style in WEIGHTS.items():
        whole = font_file(style)
        fonts[name] = cache.get("font", (whole, *tools), lambda whole=whole: subset(whole))  # type: ignore[misc]
    return fonts


def subset(whole: bytes) -> bytes:
    """A TrueType font with only CHARACTERS and FEATURES, without hinting and dates of its own, as WOFF2."""
    options = Options(
        flavor="woff2", hinting=False, desubroutinize=True, layout_features=FEATURES, name_IDs=_NAMES,
        name_legacy=False, recalc_timestamp=False, notdef_outline=True, glyph_names=False,
    )  # fmt: skip
    options.drop_tables += ["DSIG", "gasp"]
    with TTFont(io.BytesIO(whole), recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=CHARACTERS)
        subsetter.subset(font)
        font.flavor = "woff2"
        result = io.BytesIO()
        font.save(result)
    return result.getvalue()

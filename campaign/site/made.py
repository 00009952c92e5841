"""What the build makes besides pages: the one place that says which assets are drawn, cut or compiled.

Each is made from the project's own files and installed packages, never from the clock or the network.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from pathlib import Path

from campaign.content.pages import Site
from campaign.images.cache import DigestCache
from campaign.images.card_pool import Progress, make_page_cards, unheard
from campaign.images.cards import CardFonts, CardWords, make_card
from campaign.images.fonts import FontMissingError, font_file, web_fonts
from campaign.images.icons import favicon
from campaign.images.illustrations import read_vocabulary
from campaign.images.page_cards import Style
from campaign.images.palette import TOKENS, read_colours
from campaign.settings import Settings
from campaign.site.frame import Mode
from campaign.site.illustrations import made_illustrations
from campaign.site.metadata import CARD
from campaign.site.search_data import search_files
from campaign.site.shared_cards import page_cards

#: The stylesheet's piece that names the fonts' files.
FONT_STYLES = "campaign.css/1-fonts.css"

# Not MkDocs' logger, where a warning stops a strict build.
_log = logging.getLogger("campaign")


@dataclass
class Made:
    """Assets by name, pages' own cards by the path of the page, files at the site's root by name, and the pieces of
    bundles that must be left out.
    """

    assets: dict[str, bytes] = field(default_factory=dict)
    cards: dict[str, bytes] = field(default_factory=dict)
    root: dict[str, bytes] = field(default_factory=dict)
    left_out: set[str] = field(default_factory=set)


def make_assets(
    cache: DigestCache,
    assets: Path,
    site: Site,
    settings: Settings,
    mode: Mode,
    progress: Progress = unheard,
    serving: bool = False,
) -> Made:
    """Everything that the build makes; `assets` is the folder of our own files, `progress` is told of drawn cards.

    A preview goes on without the site's font and says so; a release raises FontMissingError. A name or a title that
    cannot stand on a card raises TextError, a picture of shapes that do not exist KeyError. While an editor is
    `serving`, a page whose title has no room is told of, and has the neutral card.
    """
    made = Made(
        assets=made_illustrations(site, read_vocabulary(settings.project)) | search_files(site, mode == "preview"),
        root={"favicon.ico": favicon((assets / "favicon.svg").read_bytes())},
    )
    try:
        made.assets |= web_fonts(cache)
        style = _card_style(settings, mode)
        made.assets[CARD] = make_card(style.words, style.colours, style.fonts, style.preview, cache)
        made.cards = make_page_cards(page_cards(site), style, cache, progress, warn=_warn if serving else None)
    except FontMissingError as error:
        if mode == "release":
            raise
        _log.warning("Varning: %s Förhandsvisningen byggs med datorns eget typsnitt, utan delningsbilder.", error)
        made.left_out.add(FONT_STYLES)
    return made


def _warn(fault: str) -> None:
    _log.warning("Varning: En delningsbild kunde inte ritas, och lämnas utanför. %s", fault)


def _card_style(settings: Settings, mode: Mode) -> Style:
    words = CardWords(settings.table.site_name, settings.table.sender if mode == "release" else "")
    colours = read_colours((settings.project / TOKENS).read_text(encoding="utf-8"))
    return Style(words, colours, CardFonts(font_file("Regular"), font_file("Bold")), mode == "preview")

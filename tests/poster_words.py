"""Invented posters in three lengths, and what is needed to draw them."""

from __future__ import annotations

from functools import cache

from conftest import PROJECT

from campaign.content.pages import load_site
from campaign.content.preview import PREVIEW_STATUS
from campaign.images.illustrations import compose, read_vocabulary
from campaign.media.draft import PosterWords
from campaign.media.typeface import site_typeface
from campaign.media.typesetting import Typesetter

FACE = site_typeface()
COLOURS = {"background": "#fbe7d3", "ink": "#0b4650", "accent": "#f0a566"}
ADDRESS = "https://kampanj.example/a/3"
FOOTER = ("Version 2026-11-22", "Giltig till 1 maj 2027", f"{PREVIEW_STATUS}", "Inte prövad i klass ännu.", "CC BY 4.0")
BRIS, LINE, POLICE = ("Bris, för dig under 18 år", "116 111"), ("Kvinnofridslinjen", "116 016"), ("Polisen", "114 14")


def invented(length: str) -> PosterWords:
    """An invented poster: "short", "usual" or "long"."""
    headline, lines, services = {
        "short": ("Prata", (), (BRIS,)),
        "usual": (
            "Du kan alltid prata med någon som lyssnar",
            ("Det är inte ditt fel. Du väljer själv vad du berättar.", "Du behöver inte säga vem du är."),
            (BRIS, LINE),
        ),
        "long": (
            "Ungdomsmottagningen hjälper dig som är ung och som vill prata",
            (
                "Det är inte ditt fel. Du väljer själv vad du vill berätta och när du gör det.",
                "Du behöver inte säga vem du är. Det kostar ingenting att ringa.",
                "Du kan ringa flera gånger, och du kan lägga på när du vill.",
            ),
            (BRIS, LINE, POLICE),
        ),
    }[length]
    alt = "En person går mot en dörr som är öppen."
    return PosterWords("prov", headline, lines, services, ADDRESS, FOOTER, "stod", alt, COLOURS)


@cache
def setter() -> Typesetter:
    """The project's font and hyphenation."""
    return Typesetter(FACE, load_site(PROJECT / "docs").records.hyphenation)


@cache
def illustrations() -> dict[str, bytes]:
    """The project's illustrations as SVG."""
    vocabulary = read_vocabulary(PROJECT)
    scenes = load_site(PROJECT / "docs").records.illustrations
    return {name: compose(scene, vocabulary) for name, scene in scenes.items()}

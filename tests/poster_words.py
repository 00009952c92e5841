"""Invented posters in three lengths, and what is needed to draw them."""

from __future__ import annotations

from functools import cache

from real_site import PROJECT

from campaign.content.pages import Site, load_site
from campaign.content.posters import Poster, PosterVariant, headline_of, texts_of
from campaign.content.preview import PREVIEW_STATUS
from campaign.images.illustrations import compose, read_vocabulary
from campaign.images.palette import TOKENS, read_tokens
from campaign.media.colours import colours_by_token
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
def site() -> Site:
    """The project's own content."""
    return load_site(PROJECT / "docs")


def real(poster: Poster, variant: PosterVariant) -> PosterWords:
    """A poster of docs/_data/posters.yml as it is drawn in a preview, under the reserved name."""
    services, scene = site().records.services, site().records.illustrations[poster.illustration]
    tokens = read_tokens((PROJECT / TOKENS).read_text(encoding="utf-8"))
    lattlast = "lattlast/" if variant == "lattlast" else ""
    return PosterWords(
        poster.id,
        headline_of(poster, site(), variant),
        tuple(texts_of(poster, site(), variant)),
        tuple((services[key].name, services[key].phone) for key in poster.services),
        f"https://kampanj.example/{lattlast}{poster.address}/",
        ("Version 2026-11-22", "Giltig till 22 maj 2027", PREVIEW_STATUS, "Licens: CC BY 4.0"),
        poster.illustration,
        poster.alt_in(variant),
        colours_by_token(poster.colours.model_dump(), tokens, poster.id),
        outside=poster.outside_in(variant),
        figures=scene.figures,
    )


@cache
def setter() -> Typesetter:
    """The project's font and hyphenation."""
    return Typesetter(FACE, site().records.hyphenation)


@cache
def illustrations() -> dict[str, bytes]:
    """The project's illustrations as SVG."""
    vocabulary = read_vocabulary(PROJECT)
    scenes = site().records.illustrations
    return {name: compose(scene, vocabulary) for name, scene in scenes.items()}

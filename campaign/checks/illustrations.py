"""Drawn pictures: every lättläst page has one, and what a picture is composed of exists."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page, Variant
from campaign.images.illustrations import problems, read_vocabulary
from campaign.images.palette import TOKENS, read_palette
from campaign.images.shapes import FOLDER, read_shapes
from campaign.schema import did_you_mean


@page_rule()
def lattlast_picture_missing(page: Page, context: Context) -> Iterator[Hit]:
    """Varje lättläst sida har minst en bild som stöder texten. Ett utkast får vänta.

    Dåligt: en lättläst sida utan bild, och en vanlig sida utan image
    Bra: image: dorr-pa-glant på den vanliga sidan, eller [[bild:dorr-pa-glant]] i den lättlästa texten
    """
    ordinary = context.site.page(page.id)
    if ordinary and ordinary.broken:  # it may well name a picture; first it must be mended
        return
    in_text = page.body.images or any(code.kind == "bild" for code in page.body.shortcodes)
    if page.variant is Variant.LATTLAST and not (page.meta.image or in_text or page.meta.draft):
        message = "Den lättlästa sidan har ingen bild."
        yield Hit(1, message, "Välj en i illustrations.yml och skriv image: och bildens id på den vanliga sidan.")


@page_rule()
def picture_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """En sidas bild finns: som id i illustrations.yml, eller som fil under docs/.

    Dåligt: image: dorr-pa-glantt
    Bra: image: dorr-pa-glant
    """
    records, image = context.site.records, page.meta.image
    if "illustrations" in records.unreadable:
        return
    known = list(records.illustrations)
    files = [name for name in context.site.files if not name.endswith((".md", ".yml", ".txt"))]
    if page.variant is Variant.ORDINARY and image and image not in (*known, *files):
        suggestion = did_you_mean(image, [*known, *files]) or "Välj ett id i illustrations.yml."
        yield Hit(page.line("image"), f"Bilden ”{image}” finns inte.", suggestion)
    for code in page.body.shortcodes:
        if code.kind == "bild" and code.id not in known:
            suggestion = did_you_mean(code.id, known) or "Välj ett id i illustrations.yml."
            yield Hit(code.line, f"Bilden [[bild:{code.id}]] finns inte.", suggestion)


@site_rule()
def illustration_invalid(context: Context) -> Iterator[Hit]:
    """En bild är gjord av former och färger som finns, och väger högst 6 000 byte.

    Dåligt: shape: dor
    Bra: shape: dorr
    """
    records = context.site.records
    if not records.illustrations or not (context.settings.project / TOKENS).is_file():
        return
    vocabulary = read_vocabulary(context.settings.project)
    for key, scene in records.illustrations.items():
        for problem in problems(scene, vocabulary):
            place = key if problem.number is None else f"{key}/{problem.number}"
            line = records.line("illustrations", place)
            yield Hit(line, problem.message, problem.suggestion, records.path("illustrations"))


@site_rule()
def shape_invalid(context: Context) -> Iterator[Hit]:
    """En form i overrides/shapes/ är enkel SVG med palettens färgnamn, utan text, stil, länkar och skript.

    Dåligt: <path d="M0 0h9v9z" fill="#0b4650" onclick="…"/>
    Bra: <path d="M0 0h9v9z" fill="coat:teal"/>
    """
    project = context.settings.project
    if not (project / TOKENS).is_file():
        message = "Filen med bildernas färger finns inte."
        yield Hit(1, message, "Lägg tillbaka den från den senaste versionen.", TOKENS.as_posix())
        return
    palette = read_palette((project / TOKENS).read_text(encoding="utf-8"))
    for name, error in read_shapes(project / FOLDER, palette)[1].items():
        yield Hit(
            1, str(error), "Rätta filen, eller hämta tillbaka den förra versionen.", f"{FOLDER.as_posix()}/{name}"
        )

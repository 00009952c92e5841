"""Pictures: a text alternative for each, files that can be shown, and nothing in them that harms anybody."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from campaign.allowed import MOST_BYTES
from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page, Variant
from campaign.images.pictures import RASTER_TYPES, PictureError, Problem
from campaign.images.svg import Drawing, read_svg


@page_rule()
def image_alt_missing(page: Page, context: Context) -> Iterator[Hit]:
    """En bild i texten har en beskrivning för den som inte ser den.

    Dåligt: ![](dorr.svg)
    Bra: ![En dörr som står på glänt](dorr.svg)
    """
    for image in page.body.images:
        if not image.alt:
            yield Hit(
                image.line, f"Bilden {image.target} saknar beskrivning.", "Skriv vad bilden visar mellan [ och ]."
            )
    drawn = page.meta.image in context.site.records.illustrations  # an illustration describes itself
    there = page.meta.image in context.site.files
    if page.variant is Variant.ORDINARY and there and not (drawn or page.meta.image_alt):
        yield Hit(page.line("image"), "Sidans bild saknar beskrivning.", "Skriv image_alt: och vad bilden visar.")


@page_rule(safety=True)
def image_linked(page: Page, context: Context) -> Iterator[Hit]:
    """En länk leder aldrig till en bildfil, för originalet publiceras inte: det kan visa var bilden togs.

    Dåligt: [Gatan](../bilder/gata.jpg)
    Bra: ![En gata i gryning](../bilder/gata.jpg)
    """
    for link in page.body.links:
        uri, _ = page.target(link.target)
        if uri in context.site.files and PurePosixPath(uri).suffix in RASTER_TYPES:
            message = f"Länken leder till bildfilen {link.target}, som inte publiceras."
            yield Hit(link.line, message, "Visa bilden i texten: sätt ett utropstecken före [.")


def _with_problem(context: Context, problem: Problem) -> Iterator[Hit]:
    for uri, found in context.pictures.items():
        if isinstance(found, PictureError) and found.problem == problem:
            yield Hit(1, found.message, found.suggestion, path=f"{context.site.docs}/{uri}")


def _drawings(context: Context) -> Iterator[tuple[str, Drawing]]:
    """Every SVG file that is not too large to be opened: its shown path and what it holds."""
    for uri in sorted(context.site.files):
        file = context.site.folder / uri
        if uri.endswith(".svg") and file.stat().st_size <= MOST_BYTES[".svg"]:
            yield f"{context.site.docs}/{uri}", read_svg(file.read_bytes())


@site_rule(safety=True)
def image_unreadable(context: Context) -> Iterator[Hit]:
    """En bildfil är hel och går att läsa, och en SVG säger hur stor den är.

    Dåligt: ett fotografi som bara laddats ner till hälften
    Bra: hela fotografiet
    """
    yield from _with_problem(context, "unreadable")
    for path, drawing in _drawings(context):
        if drawing.broken:
            yield Hit(drawing.broken, "SVG-filen går inte att läsa härifrån.", "Spara bilden på nytt.", path=path)
        elif not drawing.size and not drawing.problems:
            cure = 'Skriv till exempel viewBox="0 0 480 300" i <svg>.'
            yield Hit(1, "Bilden säger inte hur stor den är.", cure, path=path)


@site_rule(safety=True)
def image_type_differs(context: Context) -> Iterator[Hit]:
    """En bildfils namn slutar på den filtyp som den är.

    Dåligt: en GIF som heter gata.jpg
    Bra: en JPEG som heter gata.jpg
    """
    yield from _with_problem(context, "type-differs")


@site_rule(safety=True)
def image_too_large(context: Context) -> Iterator[Hit]:
    """En bild har högst 40 miljoner pixlar och väger högst 15 MB.

    Dåligt: en bild på 20 000 × 20 000 pixlar
    Bra: en bild på 2 000 × 1 500 pixlar
    """
    yield from _with_problem(context, "too-large")


@site_rule(safety=True)
def image_animated(context: Context) -> Iterator[Hit]:
    """En bild rör sig inte: rörelse stör den som läser.

    Dåligt: en WebP med flera bildrutor
    Bra: en stillbild
    """
    yield from _with_problem(context, "animated")


@site_rule(safety=True)
def image_has_position(context: Context) -> Iterator[Hit]:
    """En bildfil säger inte var den togs eller vem som tog den.

    Dåligt: ett fotografi med telefonens position
    Bra: samma fotografi, sparat utan uppgifter om plats
    """
    for uri, found in context.pictures.items():
        if isinstance(found, list) and found:
            message = f"Filen berättar {' och '.join(found)}. De publicerade kopiorna är rensade, men inte originalet."
            cure = "Ta bort uppgifterna och lägg in bilden igen. Den gamla filen finns kvar i projektets historik."
            yield Hit(1, message, cure, path=f"{context.site.docs}/{uri}")


@site_rule(safety=True)
def svg_active(context: Context) -> Iterator[Hit]:
    """En SVG är en stilla teckning: inga program, inga händelser, inget från andra platser.

    Dåligt: <svg onload="start()"><script>…</script></svg>
    Bra: <svg viewBox="0 0 9 9"><path d="M0 0h9v9z"/></svg>
    """
    for path, drawing in _drawings(context):
        for problem in drawing.problems:
            yield Hit(problem.line, problem.message, problem.suggestion, path=path)

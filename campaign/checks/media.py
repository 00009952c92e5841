"""Pictures: a text alternative for each. (File types, sizes and positions come with the pictures themselves.)"""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.pages import Page


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

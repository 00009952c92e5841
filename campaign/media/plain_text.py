"""A composed draft as a sheet with its title and its text for those who cannot see it."""

from __future__ import annotations

from campaign.media.draft import Draft
from campaign.media.layout import Sheet


def sheet_of(draft: Draft, name: str) -> Sheet:
    """The draft's items as a sheet called `name`."""
    words, form = draft.words, draft.format
    plain, title = plain_text(draft), words.headline
    return Sheet(name, form.width_mm, form.height_mm, form.bleed_mm, tuple(draft.items), title, plain, words.tag)


def plain_text(draft: Draft) -> str:
    """The sheet's text in reading order, with what its picture shows."""
    words = draft.words
    text = [words.headline, *(words.lines if draft.format.has_lines else ())]
    text += [f"{name}: {number}" for name, number in words.services]
    text += [words.shown_address, *words.footer]
    if draft.format.kind != "card":
        text.append(f"Bild: {words.alt}")
    return "\n".join(text)

"""A card for the pocket: an inside with the help, and an outside that anybody may see."""

from __future__ import annotations

from campaign.content.preview import PREVIEW_STATUS
from campaign.media.draft import Draft
from campaign.media.layout import Sheet
from campaign.media.message import draw_message, measure_message
from campaign.media.panel import draw_panel, measure_panel
from campaign.media.small_print import measure_status

#: What the outside is called when it has no words: nothing that names the subject.
OUTSIDE_TITLE = "Kort, utsida"
_PLAIN = "Kortets utsida har bara färger och inga ord."

_MARGIN = 7.0  # units
_FOOT = 0.74  # of the card's height: where the colours at the foot of its outside begin


def draw_inside(draft: Draft) -> None:
    """The inside of a card: a short message and the panel."""
    unit, form = draft.unit, draft.format
    margin, strip, air = _MARGIN * unit, 1.6 * unit, 4.0 * unit
    panel = measure_panel(draft, form.width_mm, margin, low=True, code_units=26)
    room = form.height_mm - panel.height - strip - 2 * air
    message = measure_message(draft, form.width_mm - 2 * margin, room)
    draw_message(draft, message, margin, air + (room - message.height) / 2)
    draft.fill(0, form.height_mm - panel.height - strip, form.width_mm, strip, "accent")
    draw_panel(draft, panel, 0, form.height_mm - panel.height, form.width_mm, panel.height)


def outside(inside: Draft) -> Sheet:
    """The outside: colours, and a few neutral words if it has any, so that whoever sees it in a hand learns nothing.

    A preview's outside with words also says that it is one.
    """
    words, form = inside.words, inside.format
    draft = Draft(words, form, inside.setter, inside.comfort)
    width, height, margin = form.width_mm, form.height_mm, _MARGIN * form.unit
    foot, strip = _FOOT * height, 3.5 * form.unit
    draft.fill(0, 0, width, height, "background")
    draft.fill(0, foot, width, strip, "accent")
    draft.fill(0, foot + strip, width, height - foot - strip, "ink")
    plain = [words.outside or _PLAIN]
    if words.outside:
        bounds = (8.0, 13.0)  # units: large, or not at all
        block = draft.set(
            words.outside, bounds, width - 2 * margin, foot - 2 * margin, "kortets utsida", True, True, leading=1.15
        )
        draft.write(block, margin, (foot - block.height) / 2, "ink")
        if PREVIEW_STATUS in words.footer:
            plain.append(PREVIEW_STATUS)
            status = measure_status(draft, width - 2 * margin)
            free = height - foot - strip - status.height
            draft.write(status, margin, foot + strip + free / 2, "background")
    name, title = f"{words.id}-{form.name}-utsida", words.outside or OUTSIDE_TITLE
    return Sheet(name, width, height, form.bleed_mm, tuple(draft.items), title, "\n".join(plain), words.tag)

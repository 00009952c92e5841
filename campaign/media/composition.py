"""Composes a poster in a format: a picture, the message in large type, and a strong block with the help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from campaign.content.illustrations import HEIGHT, WIDTH
from campaign.content.poster import Format as FormatName
from campaign.images.text import TextTooLongError
from campaign.media.card import draw_inside, outside
from campaign.media.colours import require_readable
from campaign.media.draft import QR_UNITS, Comfort, Draft, PosterWords
from campaign.media.formats import FORMATS, Format
from campaign.media.layout import Sheet
from campaign.media.message import draw_message, measure_message
from campaign.media.panel import draw_panel, measure_panel
from campaign.media.plain_text import sheet_of
from campaign.media.slips import draw_slips, slips_height
from campaign.media.typesetting import Typesetter

#: Units: the margin, the space around the message, the strip of the third colour.
_MARGIN, _MARGIN_SQUARE, _AIR, _STRIP = 14.0, 12.0, 10.0, 3.5

#: How high the picture is, of the room above the foot: at least, and at most where its figures need it.
_LOWEST, _HIGHEST = 0.27, 0.4
_LOWEST_SQUARE, _HIGHEST_SQUARE = 0.22, 0.48

#: What is given up, in the order of attempts: first the panel is set smaller, then the picture lower; the message last.
_ATTEMPTS = (
    Comfort(1.0, 1.0, 16.0, 6.2),
    Comfort(0.85, 1.0, 15.0, 6.0),
    Comfort(0.85, 0.6, 14.0, 5.8),
    Comfort(0.75, 0.3, 12.0, 5.2),
    Comfort(0.75, 0.0, 10.0, 4.8),
    Comfort(0.5, 0.0, 8.0, 4.4),
)

#: The same where several numbers stand in the panel: they are what the reader came for, so the picture goes first.
_ATTEMPTS_NUMBERS = (
    Comfort(1.0, 0.7, 18.0, 6.4),
    Comfort(1.0, 0.4, 16.0, 6.2),
    Comfort(1.0, 0.2, 14.0, 5.8),
    Comfort(1.0, 0.0, 12.0, 5.6),
    Comfort(0.85, 0.0, 11.0, 5.2),
    Comfort(0.7, 0.0, 10.0, 4.8),
    Comfort(0.5, 0.0, 8.0, 4.4),
)


def compose_sheets(words: PosterWords, form: Format, setter: Typesetter) -> tuple[Sheet, ...]:
    """The sheets of a poster in a format: one, and for a card its outside and its inside.

    Raises TextTooLongError, SignMissingError and ColourError, in Swedish, and ValueError for an unfit address.
    """
    require_readable(words.colours, f"Affischen ”{words.id}”")
    _require_signs(Draft(words, form, setter))
    silent = replace(setter, explains=False)
    *attempts, last = _ATTEMPTS_NUMBERS if len(words.services) > 1 else _ATTEMPTS
    for comfort in attempts:
        try:
            return _composed(Draft(words, form, silent, comfort))
        except TextTooLongError:
            continue
    return _composed(Draft(words, form, setter, last))


def _require_signs(draft: Draft) -> None:
    """Refuses signs that the font lacks, in every text of the poster, also in one that this format leaves out."""
    words = draft.words
    parts = {
        "rubriken": [words.headline],
        "brödtexten": words.lines,
        "tjänstens namn": [name for name, _ in words.services],
        "numret": [number for _, number in words.services],
        "adressen": [words.shown_address],
        "raderna längst ned": words.footer,
        "kortets utsida": [words.outside],
    }
    for part, texts in parts.items():
        for text in texts:
            draft.setter.face.require_signs(text, draft.what(part))


def _composed(draft: Draft) -> tuple[Sheet, ...]:
    words, form = draft.words, draft.format
    draft.fill(0, 0, form.width_mm, form.height_mm, "background")
    if form.kind == "card":
        draw_inside(draft)
        return outside(draft), sheet_of(draft, f"{words.id}-{form.name}-insida")
    if form.kind == "wide":
        _wide(draft)
    elif form.kind == "strip":
        _strip(draft)
    elif form.kind == "talong":
        top = form.height_mm - slips_height(draft)
        _stack(draft, top)
        draw_slips(draft, top)
    else:
        _stack(draft, form.height_mm)
    return (sheet_of(draft, f"{words.id}-{form.name}"),)


def compose_all(
    words: PosterWords, setter: Typesetter, names: Sequence[FormatName] = tuple(FORMATS)
) -> tuple[Sheet, ...]:
    """The sheets of all named formats. Raises KeyError for a format that does not exist, else as compose_sheets."""
    return tuple(sheet for name in names for sheet in compose_sheets(words, FORMATS[name], setter))


def _stack(draft: Draft, bottom: float) -> None:
    """The picture above, the message, the panel below; what the message leaves free goes to the picture."""
    unit, width = draft.unit, draft.format.width_mm
    square = draft.format.kind == "square"
    margin, strip = (_MARGIN_SQUARE if square else _MARGIN) * unit, _STRIP * unit
    air = (6.0 if square else _AIR) * unit
    slips = draft.format.kind == "talong"  # each has a code of its own: the panel needs none
    beside = slips and len(draft.words.services) == 1
    panel = measure_panel(
        draft, width, margin, low=square or slips, columns=beside, code_units=0.0 if slips else QR_UNITS
    )
    smallest = _picture_height(draft, bottom)
    room = bottom - panel.height - smallest - strip - 2 * air
    message = measure_message(draft, width - 2 * margin, room)
    picture = min(smallest + room - message.height, HEIGHT / WIDTH * width)
    free = bottom - panel.height - picture - strip - message.height
    draft.picture(0, 0, width, picture)
    draft.fill(0, picture, width, strip, "accent")
    draw_message(draft, message, margin, picture + strip + free / 2)
    draw_panel(draft, panel, 0, bottom - panel.height, width, panel.height)


def _picture_height(draft: Draft, bottom: float) -> float:
    """How high the picture is at least, above what ends at `bottom`."""
    square = draft.format.kind == "square"
    lowest, highest = (_LOWEST_SQUARE, _HIGHEST_SQUARE) if square else (_LOWEST, _HIGHEST)
    wanted = min(highest * bottom, draft.figures_height(draft.format.width_mm))
    return max(lowest * bottom, lowest * bottom + draft.comfort.picture * (wanted - lowest * bottom))


def _wide(draft: Draft) -> None:
    """The message to the left of the picture, the panel below both."""
    unit, form = draft.unit, draft.format
    margin, strip, air = 12.0 * unit, _STRIP * unit, 8.0 * unit
    panel = measure_panel(draft, form.width_mm, margin, columns=True, code_units=36.0)
    bottom = form.height_mm - panel.height
    picture = min(max(1.15 * bottom, 0.38 * form.width_mm), 0.45 * form.width_mm)
    split = form.width_mm - picture - strip
    room = bottom - 2 * air
    message = measure_message(draft, split - 1.8 * margin, room)
    draw_message(draft, message, margin, air + (room - message.height) / 2)
    draft.fill(split, 0, strip, bottom, "accent")
    draft.picture(split + strip, 0, picture, bottom)
    draw_panel(draft, panel, 0, bottom, form.width_mm, panel.height)


def _strip(draft: Draft) -> None:
    """A low banner: message, panel and picture side by side."""
    unit, form = draft.unit, draft.format
    margin, line = 9.0 * unit, 2.0 * unit
    first, second = 0.44 * form.width_mm, 0.75 * form.width_mm
    message = measure_message(draft, first - 2 * margin, form.height_mm - 2 * margin)
    draw_message(draft, message, margin, (form.height_mm - message.height) / 2)
    panel = measure_panel(draft, second - first, 0.8 * margin)
    _require_height(draft, panel.height)
    draw_panel(draft, panel, first, 0, second - first, form.height_mm)
    draft.fill(second, 0, line, form.height_mm, "accent")
    draft.picture(second + line, 0, form.width_mm - second - line, form.height_mm)


def _require_height(draft: Draft, height: float) -> None:
    """Refuses a panel that is higher than the whole sheet."""
    if height > draft.format.height_mm:
        what = f"Affischen ”{draft.words.id}”, formatet {draft.format.name}"
        raise TextTooLongError(f"{what}: numren och adressen ryms inte. Ta bort en tjänst.")

"""Composes a poster in a format: a picture, the message in large type, and a strong block with the help."""

from __future__ import annotations

from collections.abc import Sequence

from campaign.images.text import TextTooLongError
from campaign.media.colours import require_readable
from campaign.media.draft import Draft, PosterWords
from campaign.media.formats import FORMATS, Format
from campaign.media.layout import Line, Sheet
from campaign.media.message import draw_message, measure_message
from campaign.media.panel import draw_panel, measure_panel
from campaign.media.typesetting import Typesetter

#: Units: the margin, the space around the message, the strip of the third colour.
_MARGIN, _AIR, _STRIP = 14.0, 10.0, 3.5

_TALONG_HEIGHT, _TALONG_COUNT, _CUT_LINE = 62.0, 8, 0.25  # millimetres; strips across the sheet

#: How large the text beside the code may be, in the order of attempts: the message goes first.
_GENEROUS = (1.0, 0.85, 0.7, 0.5)

#: What the outside of a card is called: nothing that names the subject.
OUTSIDE_TITLE = "Kort, utsida"


def compose_sheets(words: PosterWords, form: Format, setter: Typesetter) -> tuple[Sheet, ...]:
    """The sheets of a poster in a format: one, and for a card its outside and its inside.

    Raises TextTooLongError, SignMissingError and ColourError, in Swedish, and ValueError for an unfit address.
    """
    require_readable(words.colours, f"Affischen ”{words.id}”")
    for generous in _GENEROUS[2:] if form.kind == "card" else _GENEROUS:
        try:
            return _composed(Draft(words, form, setter, generous=generous))
        except TextTooLongError:
            if generous == _GENEROUS[-1]:
                raise
    raise AssertionError("the last attempt returns or raises")


def _composed(draft: Draft) -> tuple[Sheet, ...]:
    words, form = draft.words, draft.format
    draft.fill(0, 0, form.width_mm, form.height_mm, "background")
    if form.kind == "card":
        _card(draft)
        return _outside(words, form, draft.setter), _sheet(draft, f"{words.id}-{form.name}-insida")
    if form.kind == "wide":
        _wide(draft)
    elif form.kind == "strip":
        _strip(draft)
    elif form.kind == "talong":
        _stack(draft, form.height_mm - _TALONG_HEIGHT)
        _talong(draft, form.height_mm - _TALONG_HEIGHT)
    else:
        _stack(draft, form.height_mm)
    return (_sheet(draft, f"{words.id}-{form.name}"),)


def compose_all(words: PosterWords, setter: Typesetter, names: Sequence[str] = tuple(FORMATS)) -> tuple[Sheet, ...]:
    """The sheets of all named formats. Raises KeyError for a format that does not exist, else as compose_sheets."""
    return tuple(sheet for name in names for sheet in compose_sheets(words, FORMATS[name], setter))


def _stack(draft: Draft, bottom: float) -> None:
    """The picture above, the message, the panel below; what the message leaves free goes to the picture."""
    unit, width = draft.unit, draft.format.width_mm
    margin, strip = _MARGIN * unit, _STRIP * unit
    square = draft.format.kind == "square"
    air = (6.0 if square else _AIR) * unit
    panel = measure_panel(draft, width, margin, compact=square or draft.format.kind == "talong")
    smallest = (0.25 if square else 0.28) * bottom
    room = bottom - panel.height - smallest - strip - 2 * air
    message = measure_message(draft, width - 2 * margin, room)
    picture = min(smallest + room - message.height, 0.8 * width)
    free = bottom - panel.height - picture - strip - message.height
    draft.picture(0, 0, width, picture)
    draft.fill(0, picture, width, strip, "accent")
    draw_message(draft, message, margin, picture + strip + free / 2)
    draw_panel(draft, panel, 0, bottom - panel.height, width, panel.height)


def _wide(draft: Draft) -> None:
    """The message to the left above the panel, the picture to the right in the sheet's whole height."""
    unit, form = draft.unit, draft.format
    margin, strip = 12.0 * unit, _STRIP * unit
    split = 0.56 * form.width_mm
    panel = measure_panel(draft, split, margin, compact=not form.qr)
    air = 8.0 * unit
    room = form.height_mm - panel.height - 2 * air
    message = measure_message(draft, split - 2 * margin, room)
    draw_message(draft, message, margin, air + (room - message.height) / 2)
    draw_panel(draft, panel, 0, form.height_mm - panel.height, split, panel.height)
    draft.fill(split, 0, strip, form.height_mm, "accent")
    draft.picture(split + strip, 0, form.width_mm - split - strip, form.height_mm)


def _strip(draft: Draft) -> None:
    """A low banner: message, panel and picture side by side."""
    unit, form = draft.unit, draft.format
    margin, line = 9.0 * unit, 2.0 * unit
    first, second = 0.44 * form.width_mm, 0.75 * form.width_mm
    message = measure_message(draft, first - 2 * margin, form.height_mm - 2 * margin)
    draw_message(draft, message, margin, (form.height_mm - message.height) / 2)
    panel = measure_panel(draft, second - first, 0.8 * margin, compact=True)
    _require_height(draft, panel.height)
    draw_panel(draft, panel, first, 0, second - first, form.height_mm)
    draft.fill(second, 0, line, form.height_mm, "accent")
    draft.picture(second + line, 0, form.width_mm - second - line, form.height_mm)


def _card(draft: Draft) -> None:
    """The inside of a card: a short message and the panel."""
    unit, form = draft.unit, draft.format
    margin, strip, air = 7.0 * unit, 1.6 * unit, 4.0 * unit
    panel = measure_panel(draft, form.width_mm, margin, compact=True, code_units=26)
    room = form.height_mm - panel.height - strip - 2 * air
    message = measure_message(draft, form.width_mm - 2 * margin, room)
    draw_message(draft, message, margin, air + (room - message.height) / 2)
    draft.fill(0, form.height_mm - panel.height - strip, form.width_mm, strip, "accent")
    draw_panel(draft, panel, 0, form.height_mm - panel.height, form.width_mm, panel.height)


def _outside(words: PosterWords, form: Format, setter: Typesetter) -> Sheet:
    """The outside of a card: colour only, so that whoever sees it in a hand or a pocket learns nothing."""
    draft = Draft(words, form, setter)
    width, height = form.width_mm, form.height_mm
    draft.fill(0, 0, width, height, "ink")
    draft.fill(0, 0.62 * height, width, 0.1 * height, "accent")
    draft.fill(0, 0.72 * height, width, 0.28 * height, "background")
    plain = "Kortets utsida har bara färger och inga ord."
    name = f"{words.id}-{form.name}-utsida"
    return Sheet(name, width, height, form.bleed_mm, tuple(draft.items), OUTSIDE_TITLE, plain, words.tag)


def _talong(draft: Draft, top: float) -> None:
    """Strips to tear off: only a number, the address and its code, nothing that names the subject."""
    form, words = draft.format, draft.words
    width = form.width_mm / _TALONG_COUNT
    room, side = width - 5.0, draft.code_side(0)
    number = words.services[0][1].replace(" ", "\u00a0") if words.services else ""
    host, _, path = words.shown_address.partition("/")
    parts = [draft.set(number, (3.4, 6.4), room, 9, "talongens nummer", bold=True)]
    parts += [draft.set(text, (1.9, 2.9), room, 4, "talongens adress") for text in (host, f"/{path}" if path else "")]
    draft.fill(0, top, form.width_mm, _TALONG_HEIGHT, "background")
    free = _TALONG_HEIGHT - side - sum(part.height for part in parts) - 4
    for count in range(_TALONG_COUNT):
        left = count * width
        if count:
            draft.fill(left - _CUT_LINE / 2, top, _CUT_LINE, _TALONG_HEIGHT, "ink")
        at = top + free / 2
        at += draft.write(parts[0], left + 2.5, at, "ink", room) + 2
        draft.code(left + (width - side) / 2, at, side)
        at += side + 2
        for part in parts[1:]:
            at += draft.write(part, left + 2.5, at, "ink", room)


def _require_height(draft: Draft, height: float) -> None:
    """Refuses a panel that is higher than the whole sheet."""
    if height > draft.format.height_mm:
        what = f"Affischen ”{draft.words.id}”, formatet {draft.format.name}"
        raise TextTooLongError(f"{what}: numren och adressen ryms inte. Ta bort en tjänst.")


def _sheet(draft: Draft, name: str) -> Sheet:
    words, form = draft.words, draft.format
    return Sheet(
        name, form.width_mm, form.height_mm, form.bleed_mm, tuple(draft.items), words.headline, _plain(draft), words.tag
    )


def _plain(draft: Draft) -> str:
    """The sheet's text in reading order, with what its picture shows."""
    words = draft.words
    shown = draft.format.has_lines and any(isinstance(item, Line) for item in draft.items)
    text = [words.headline, *(words.lines if shown else ())]
    text += [f"{name}: {number}" for name, number in words.services]
    text += [words.shown_address, *words.footer]
    if draft.format.kind != "card":
        text.append(f"Bild: {words.alt}")
    return "\n".join(text)

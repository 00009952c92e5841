"""Slides that a teacher changes in PowerPoint: what the class sees, and what the teacher says as notes."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from campaign.school.block_reader import read_blocks
from campaign.school.blocks import Box, FragmentError, Heading, Item, Paragraph, Run, Table
from campaign.school.imprint import LICENCE, Imprint, kit_imprint
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, KitSlide, LessonKit, Publication
from campaign.school.package import finished
from campaign.school.slide_frame import (
    BODY,
    LEFT,
    OPENING,
    OPENING_TEXT,
    OPENING_TITLE,
    PAIR,
    PLAIN,
    RIGHT,
    TITLE,
    Place,
    blank_presentation,
    kind_of,
    name_places,
)
from campaign.school.slide_size import SIZES, Measured, largest_size, title_size, width_of
from campaign.school.slide_text import SlideText, measured, write_notes

#: Whom a school has names for; a line beside each is left to write on.
HELPERS = ("Kurator", "Skolsköterska", "Rektor", "Ungdomsmottagning")
HELPERS_TITLE = "Hos oss"
HELPERS_NOTE = "Skriv skolans namn på raderna innan du visar bilden."

_BLANK = "\N{NO-BREAK SPACE}"  # underlined: a line to write on, which a screen reader passes over in silence
_FOOTER_SIZE = 12

SlideBlock = Paragraph | Item


def presentation(kit: LessonKit, publication: Publication) -> bytes:
    """The lesson's slides as a PowerPoint file. Raises FragmentError for a slide that is too full or holds a table."""
    imprint = kit_imprint(kit, publication)
    made = blank_presentation()
    _add_opening(made, kit, publication, imprint)
    for slide in kit.slides:
        _add_slide(made, kit, slide, imprint)
    return finished(made.save, imprint)


def _add_opening(made: Any, kit: LessonKit, publication: Publication, imprint: Imprint) -> None:
    """The first slide: which lesson it is, and what the file says of itself."""
    place = f"{kit.plan.id}, första bilden"
    slide = made.slides.add_slide(made.slide_layouts[OPENING])
    _write_title(slide, kit.plan.title, OPENING_TITLE, place)
    name = f"Lektion {kit.lesson.number}. {publication.name}" if kit.sheet else publication.name
    lines = [
        *([Run(imprint.status, strong=True)] if imprint.status else []),
        Run(name),
        Run(imprint.tried),
        Run(imprint.changed),
        Run(LICENCE_NAME, href=LICENCE_URL),
        Run(imprint.address),
    ]
    size = _size([Measured(line.text, bold=line.strong) for line in lines], OPENING_TEXT, place)
    text = SlideText(slide.placeholders[1].text_frame, min(size, 28))
    for line in lines:
        text.line((line,))
    notes = SlideText(slide.notes_slide.notes_text_frame)
    notes.line((Run("Lärarens sida: "), Run(kit.plan.url, href=kit.plan.url)))
    _finish_slide(slide, imprint)


def _add_slide(made: Any, kit: LessonKit, shown: KitSlide, imprint: Imprint) -> None:
    place = f"{kit.plan.id}, bilden ”{shown.title}”"
    fill_in = shown.is_help and kit.sheet is not None
    blocks = _slide_blocks(shown, place)
    slide = made.slides.add_slide(made.slide_layouts[PAIR if fill_in else PLAIN])
    _write_title(slide, shown.title, TITLE, place)
    room = LEFT if fill_in else BODY
    size = _size(measured(blocks), room, place)
    if fill_in:
        lines = [Measured(HELPERS_TITLE, bold=True), *(Measured(f"{name}:\n{_BLANK}") for name in HELPERS)]
        size = min(size, _size(lines, RIGHT, place))
        _write_helpers(SlideText(slide.placeholders[2].text_frame, size), size)
    text = SlideText(slide.placeholders[1].text_frame, size)
    for block in blocks:
        if isinstance(block, Item):
            text.item(block)
        else:
            text.paragraph(block.runs)
    _write_notes(slide, shown, fill_in, place)
    _finish_slide(slide, imprint)


def _slide_blocks(shown: KitSlide, place: str) -> list[SlideBlock]:
    """What stands on the slide; a slide has only paragraphs and lists."""
    blocks: list[SlideBlock] = []
    names = {Table: "en tabell", Box: "en ruta", Heading: "en rubrik till"}
    for block in read_blocks(shown.html, place):
        if isinstance(block, Paragraph | Item):
            blocks.append(block)
        else:
            raise FragmentError(f"{place}: På en bild kan inte {names[type(block)]} stå. Skriv punkter i en lista.")
    return blocks


def _size(paragraphs: list[Measured], room: Place, place: str) -> int:
    size = largest_size(paragraphs, *room.inner)
    if size is None:
        message = f"{place}: Texten får inte plats med så stora bokstäver som {SIZES[-1]} punkter."
        raise FragmentError(f"{message} Dela den på två bilder.")
    return size


def _write_title(slide: Any, title: str, room: Place, place: str) -> None:
    size = title_size(title, *room.inner)
    if size is None:
        raise FragmentError(f"{place}: Rubriken ”{title}” får inte plats. Korta den.")
    SlideText(slide.shapes.title.text_frame, size).line((Run(title),))


def _write_helpers(text: SlideText, size: int) -> None:
    """A line for each name that only the school knows, as wide as its place so that a long name has room."""
    blank = _BLANK * int((RIGHT.inner[0] - size) / width_of(_BLANK, size))
    text.paragraph((Run(HELPERS_TITLE, strong=True),))
    for name in HELPERS:
        paragraph = text.paragraph((Run(f"{name}:\n"), Run(blank)))
        paragraph.runs[-1].font.underline = True


def _write_notes(slide: Any, shown: KitSlide, fill_in: bool, place: str) -> None:
    text = SlideText(slide.notes_slide.notes_text_frame)
    if shown.step:
        timed = f"{shown.step}, {shown.minutes} minuter" if shown.minutes else shown.step
        text.line((Run(timed),), bold=True)
    if fill_in:
        text.line((Run(HELPERS_NOTE),))
    write_notes(text, read_blocks(shown.notes, f"{place}, anteckningarna"))


def _finish_slide(slide: Any, imprint: Imprint) -> None:
    """Puts the foot and the number last on the slide, as its layout has them, and names the places in Swedish."""
    for shape in slide.slide_layout.placeholders:
        if kind_of(shape) not in ("ftr", "sldNum"):
            continue
        element = deepcopy(shape._element)
        element.nvSpPr.cNvPr.set("id", str(max(item.shape_id for item in slide.shapes) + 1))
        slide.shapes._spTree.append(element)
    name_places(slide)
    notes = slide.notes_slide
    for shape in list(notes.placeholders):
        if kind_of(shape) == "sldNum":
            notes.shapes._spTree.remove(shape._element)  # the library leaves it empty
    name_places(notes)
    for shape in slide.placeholders:
        if kind_of(shape) == "ftr":
            facts = f"{imprint.changed} {imprint.tried} {LICENCE}. {imprint.address}"
            text = SlideText(shape.text_frame, _FOOTER_SIZE)
            for line in (imprint.status, facts):
                if line:
                    text.line((Run(line),))

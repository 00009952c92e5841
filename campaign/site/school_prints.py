"""The school kit on paper: which PDFs there are, what stands in them, and what is said of a text that does not fit."""

from __future__ import annotations

import logging
import math
from collections.abc import Iterator
from dataclasses import replace

import jinja2

from campaign.content.dates import date_text
from campaign.images.cache import DigestCache
from campaign.images.fonts import font_problem
from campaign.school import printing
from campaign.school.files import ALL_LESSONS, KitFile, find, lesson_files
from campaign.school.kit import LessonKit, School, version_of
from campaign.school.paper import Rooms, rooms
from campaign.school.printing import PrintError
from campaign.site.press import Job, Press
from campaign.site.print_parts import NARROW_MM, ROW_MM, Part, card_part, plan_part, sheet_parts

#: The section of the staff's package that becomes a card.
CARD_SECTION = "Fickkort"
BOOKLET_TITLE = "Alla lektioner"

#: What print.css leaves of a sheet and of a card between top and foot, and how wide their paper is.
SHEET_HEIGHT_MM, SHEET_WIDTH_MM = 297 - 10 - 20, 210
CARD_HEIGHT_MM, CARD_WIDTH_MM = 105 - 2 * 5, 74

_HIGHEST_ROW_MM, _WIDEST_NARROW_MM, _STEP_MM, _SPARE_MM = 14.0, 7.5, 0.25, 0.5
_LINE_MM, _CARD_LINE_MM = 4.75, 3.75

_log = logging.getLogger("campaign")


def obstacle() -> str:
    """Why no PDF can be made here and what to do, in Swedish; empty when they can. Pages then link to none."""
    return printing.missing() or font_problem()


def prints(school: School, environment: jinja2.Environment, cache: DigestCache) -> Iterator[tuple[KitFile, bytes]]:
    """Every PDF of the kit.

    Raises PrintError, which names every text that does not fit its paper. Where PDFs cannot be made, a preview goes on
    without them and says which are missing, and a release raises PrintError.
    """
    if reason := obstacle():
        if not school.publication.preview:
            raise PrintError(reason)
        missing = ", ".join(school.publication.file_name(file.name) for file in printed_files(school))
        _log.warning("Varning: %s Förhandsvisningen byggs utan %s.", reason, missing)
        return
    with Press(school.publication, environment, cache) as press:
        jobs = _jobs(school, press)
        yield from zip(jobs, press.pdfs(jobs.values()), strict=True)


def printed_files(school: School) -> list[KitFile]:
    """The PDFs of the kit: of each lesson those that it has the pages for."""
    return [file for kit in school.kits for file in _of_kit(kit)] + (
        [find(ALL_LESSONS, "booklet")] if school.lessons else []
    )


def _of_kit(kit: LessonKit) -> list[KitFile]:
    pages = {"sheet": kit.sheet, "sheet-simple": kit.sheet_simple, "booklet": kit.sheet or kit.sheet_simple}
    return [file for file in lesson_files(kit.lesson) if file.is_printed and pages.get(file.part, kit.plan)]


def _jobs(school: School, press: Press) -> dict[KitFile, Job]:
    """Every document by its file. Raises PrintError for texts that do not fit."""
    sheets = [sheet_parts(kit) for kit in school.kits]
    card = card_part(school.staff, CARD_SECTION) if school.staff else None
    fitted, too_long = _fitted([part for parts in sheets for part in parts], press)
    too_long += _card_faults(card, press) if card else []
    if too_long:
        raise PrintError("\n".join(too_long))
    lessons = [
        [plan_part(kit), *(fitted[part.anchor] for part in parts)]
        for kit, parts in zip(school.kits, sheets, strict=True)
    ]
    jobs: dict[KitFile, Job] = {}
    for kit, parts in zip(school.kits, lessons, strict=True):
        jobs |= {file: _lesson_job(file.part, parts, card, press) for file in _of_kit(kit)}
    if school.lessons:
        jobs[find(ALL_LESSONS, "booklet")] = _booklet(school, lessons[: len(school.lessons)], press)
    return jobs


def _lesson_job(name: str, parts: list[Part], card: Part | None, press: Press) -> Job:
    """The document that is this part of a lesson; `parts` are its plan and its sheets."""
    plan, *sheets = parts
    if name == "booklet":
        return _job("hafte", plan, f"{plan.title} Hela häftet", press, lessons=[parts])
    if name == "card" and card:
        return _job("fickkort", card, f"{CARD_SECTION}: {card.title}", press)
    if name == "plan":
        return _job("plan", plan, plan.title, press)
    sheet = next(part for part in sheets if part.simple == (name == "sheet-simple"))
    return _job("elevblad", sheet, sheet.title, press)


def _job(template: str, part: Part, title: str, press: Press, **values: object) -> Job:
    html = press.html(
        template, part=part, title=title, description=part.description, changed_on=part.changed_on, **values
    )
    return Job(html, part.path)


def _booklet(school: School, lessons: list[list[Part]], press: Press) -> Job:
    """All lessons in one document, behind a table of contents."""
    changed_on = max((kit.changed_on for kit in school.lessons if kit.changed_on), default=None)
    cover = {
        "title": BOOKLET_TITLE,
        "overline": f"{school.publication.name}, skolmaterialet.",
        "lead": "Lärarens plan till varje lektion, och elevbladen på vanlig svenska och lättläst.",
        "url": f"{school.publication.url}skola/",
        "version": version_of(*(kit.version for kit in school.lessons)),
        "changed": date_text(changed_on) if changed_on else "",
        "tried": " ".join(dict.fromkeys(kit.tried for kit in school.lessons)),
    }
    values = {"title": BOOKLET_TITLE, "description": cover["lead"], "changed_on": changed_on}
    return Job(press.html("hafte", cover=cover, lessons=lessons, **values), "docs/skola")


def _fitted(sheets: list[Part], press: Press) -> tuple[dict[str, Part], list[str]]:
    """The sheets by anchor, each with the largest letters and rows that fit one page, and what is said of the rest."""
    fitted: dict[str, Part] = {}
    waiting = [replace(part, large=part.simple) for part in sheets]
    faults: list[str] = []
    while waiting:
        jobs = [_job("elevblad", part, part.title, press) for part in waiting]
        tried = list(zip(waiting, press.heights(jobs, SHEET_WIDTH_MM), strict=True))
        waiting = []
        for part, height in tried:
            left = SHEET_HEIGHT_MM - height
            if left >= 0:
                fitted[part.anchor] = _roomy(part, left - _SPARE_MM)
            elif part.large:
                waiting.append(replace(part, large=False))
            else:
                faults.append(_too_long(part, -left, "Elevbladet", "en A4-sida", _LINE_MM))
    return fitted, faults


def _roomy(part: Part, left_mm: float) -> Part:
    """The sheet with its rows as high as the rest of the page allows, those for sentences first."""
    counted: Rooms = rooms(part.html)
    row = _grown(ROW_MM, left_mm, counted.sentences, _HIGHEST_ROW_MM)
    left_mm -= (row - ROW_MM) * counted.sentences
    return replace(part, row_mm=row, narrow_mm=_grown(NARROW_MM, left_mm, counted.words, _WIDEST_NARROW_MM))


def _grown(least_mm: float, left_mm: float, count: int, most_mm: float) -> float:
    """How high each of `count` rows can be when they share what is left, in steps that a ruler shows."""
    if not count or left_mm <= 0:
        return least_mm
    return min(most_mm, least_mm + math.floor(left_mm / count / _STEP_MM) * _STEP_MM)


def _card_faults(card: Part, press: Press) -> list[str]:
    if not card.html:
        return [f"{card.path}: Sidan har ingen text till fickkortet. Lägg till rubriken ## {CARD_SECTION}."]
    (height,) = press.heights([_job("fickkort", card, card.title, press)], CARD_WIDTH_MM)
    over = height - CARD_HEIGHT_MM
    return [_too_long(card, over, "Fickkortet", "ett kort i A7", _CARD_LINE_MM)] if over > 0 else []


def _too_long(part: Part, over_mm: float, what: str, size: str, line_mm: float) -> str:
    lines = math.ceil(over_mm / line_mm)
    many = f"{lines} {'rad' if lines == 1 else 'rader'}"
    return (
        f"{part.path}: {what} är ungefär {many} för långt för {size}. Korta texten, eller ta bort en rad ur en tabell."
    )

"""The school kit on paper: which PDFs there are, and the templates that they are drawn with."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import jinja2

from campaign.content.pages import TWIN_ENDING
from campaign.images.cache import DigestCache
from campaign.images.fonts import font_file
from campaign.school import paper, pdf_structure, printing
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, KitPage, LessonKit, Publication, School, version_of
from campaign.school.printing import PrintError, height, make_pdf
from campaign.site.swedish import date_text

#: The section of the staff's package that becomes a card, and the card's file.
CARD_SECTION = "Fickkort"
CARD = "fickkort.pdf"
BOOKLET = "alla-lektioner.pdf"

#: What print.css leaves of the paper between top and foot, and how wide the paper is.
SHEET_HEIGHT_MM, SHEET_WIDTH_MM = 297 - 10 - 20, 210
CARD_HEIGHT_MM, CARD_WIDTH_MM = 105 - 2 * 5, 74
ROW_MM, HIGHEST_ROW_MM = 7.5, 15.0
LINE_MM, CARD_LINE_MM = 4.75, 3.75
_SPARE_MM = 0.5

_STYLES = "school/print.css"
_TOOLS = tuple(Path(str(module.__file__)).read_bytes() for module in (printing, pdf_structure))


@dataclass(frozen=True)
class Part:
    """A plan or a sheet as the templates show it; `kind` is plan or blad, `anchor` its own in a booklet."""

    kind: str
    anchor: str
    name: str
    title: str
    overline: str
    html: str
    url: str
    version: str
    changed: str
    tried: str
    large: bool = False
    row_mm: float = ROW_MM
    purpose: str = ""
    goals_lead: str = ""
    goals: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    curriculum: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str, str], ...] = ()
    sources: tuple[tuple[Any, str], ...] = ()

    @property
    def address(self) -> str:
        """The page's address as paper shows it."""
        return paper.bare(self.url)


def prints(school: School, environment: jinja2.Environment, cache: DigestCache) -> Iterator[tuple[str, bytes]]:
    """Name and content of every PDF, those of a lesson together.

    Raises PrintError, which names every page that does not fit its paper. Ask `printing.missing()` first.
    """
    press = Press(school.publication, environment, cache)
    lessons: list[list[Part]] = []
    too_long: list[str] = []
    for kit in school.kits:
        parts = [_plan(kit)]
        for page, ending in ((kit.sheet, "elevblad"), (kit.sheet_simple, "elevblad-lattlast")):
            if page is not None:
                try:
                    parts.append(press.fitted(_sheet(kit, page, f"{kit.lesson.id}-{ending}")))
                except PrintError as error:
                    too_long.append(str(error))
        lessons.append(parts)
    if too_long:
        raise PrintError("\n".join(too_long))
    for kit, parts in zip(school.kits, lessons, strict=True):
        yield from press.lesson(kit, parts)
    if school.lessons:
        yield press.name(BOOKLET), press.booklet(school, lessons[: len(school.lessons)])
    if school.staff:
        yield press.name(CARD), press.card(school.staff)


class Press:
    """Draws the templates and makes the PDFs, each from the cache when nothing that it is made of has changed."""

    def __init__(self, publication: Publication, environment: jinja2.Environment, cache: DigestCache) -> None:
        self.publication = publication
        self.environment = environment
        self.cache = cache
        self.name = publication.file_name

    @cached_property
    def styles(self) -> str:
        """The stylesheet of all paper."""
        if self.environment.loader is None:
            raise ValueError("the environment has no templates")
        return self.environment.loader.get_source(self.environment, _STYLES)[0]

    @cached_property
    def fonts(self) -> dict[str, bytes]:
        """The whole fonts, by the names in the stylesheet. Raises FontMissingError."""
        return {f"{style}.ttf": font_file(style) for style in ("Regular", "Bold")}

    def lesson(self, kit: LessonKit, parts: list[Part]) -> Iterator[tuple[str, bytes]]:
        """The plan, the sheets, and the booklet of them when there is more than the plan."""
        plan, *sheets = parts
        yield self.name(f"{kit.stem}-plan.pdf"), self._made(kit.plan, "plan", part=plan, title=plan.title)
        for part in sheets:
            name = f"{kit.stem}-{part.anchor.removeprefix(f'{kit.lesson.id}-')}.pdf"
            yield self.name(name), self._made(kit.plan, "elevblad", part=part, title=part.title)
        if sheets:
            booklet = self._made(kit.plan, "hafte", lessons=[parts], cover=None, title=f"{plan.title}, hela häftet")
            yield self.name(f"{kit.stem}-hafte.pdf"), booklet

    def booklet(self, school: School, lessons: list[list[Part]]) -> bytes:
        """All lessons in one document, behind a table of contents."""
        first = school.lessons[0]
        changed_on = max((kit.changed_on for kit in school.lessons if kit.changed_on), default=None)
        title = "Alla lektioner"
        cover = {
            "title": title,
            "overline": f"{self.publication.name}, skolmaterialet.",
            "lead": "Lärarens plan till varje lektion, och elevblad på vanlig svenska och lättläst.",
            "address": paper.bare(f"{self.publication.url}skola/"),
            "version": version_of(*(kit.version for kit in school.lessons)),
            "changed": date_text(changed_on) if changed_on else "",
            "tried": " ".join(dict.fromkeys(kit.tried for kit in school.lessons)),
        }
        return self._made(first.plan, "hafte", lessons=lessons, cover=cover, title=title, changed_on=changed_on)

    def card(self, kit: LessonKit) -> bytes:
        """The pocket card. Raises PrintError when the page has no text for it, or too much."""
        html = paper.section(kit.plan.html, CARD_SECTION)
        if not html:
            message = f"{_path(kit.plan)}: Sidan har ingen text till fickkortet. Lägg till rubriken ## {CARD_SECTION}."
            raise PrintError(message)
        part = _part(kit, kit.plan, "plan", "fickkort", paper.worksheet(html))
        values = {"part": part, "heading": CARD_SECTION, "html": part.html, "title": f"{CARD_SECTION}: {part.title}"}
        over = self._height(_path(kit.plan), self._html(kit.plan, "fickkort", **values), CARD_WIDTH_MM) - CARD_HEIGHT_MM
        if over > 0:
            raise _too_long(over, _path(kit.plan), "Fickkortet", CARD_LINE_MM, "ett kort i A7")
        return self._made(kit.plan, "fickkort", **values)

    def fitted(self, sheet: tuple[KitPage, Part]) -> Part:
        """The sheet with the largest letters and rows that fit one page. Raises PrintError when nothing fits."""
        page, part = sheet
        for large in (True, False) if page.tag == "sv-simple" else (False,):
            part = replace(part, large=large)
            html = self._html(page, "elevblad", part=part, title=part.title)
            left = SHEET_HEIGHT_MM - self._height(_path(page), html, SHEET_WIDTH_MM)
            if left >= 0:
                more = (left - _SPARE_MM) / max(1, paper.room_count(part.html))
                return replace(part, row_mm=min(HIGHEST_ROW_MM, ROW_MM + max(0.0, int(more * 4) / 4)))
        raise _too_long(-left, _path(page), "Elevbladet", LINE_MM, "en A4-sida")

    def _height(self, path: str, html: str, width_mm: float) -> float:
        def made() -> bytes:
            return str(height(html, self.styles, self.fonts, path, width_mm)).encode()

        return float(self.cache.get("height", (html, *self._recipe, str(width_mm)), made))

    def _made(self, page: KitPage, template: str, **values: Any) -> bytes:
        html = self._html(page, template, **values)
        return self.cache.get(
            "pdf", (html, *self._recipe), lambda: make_pdf(html, self.styles, self.fonts, _path(page))
        )

    @cached_property
    def _recipe(self) -> tuple[str | bytes, ...]:
        return (self.styles, *self.fonts.values(), *printing.tools(), *_TOOLS)

    def _html(self, page: KitPage, template: str, **values: Any) -> str:
        licence = {"name": LICENCE_NAME, "url": LICENCE_URL}
        known = {"publication": self.publication, "licence": licence, "description": page.description}
        known |= {"changed_on": page.changed_on} | values
        return self.environment.get_template(f"school/{template}.html").render(known)


def _path(page: KitPage) -> str:
    """The file that a page is written in."""
    return f"docs/{page.id}{TWIN_ENDING if page.tag == 'sv-simple' else '.md'}"


def _too_long(over_mm: float, path: str, what: str, line_mm: float, paper_size: str) -> PrintError:
    """What is said of a document that is longer than its page."""
    lines = math.ceil(over_mm / line_mm)
    many = f"{lines} {'rad' if lines == 1 else 'rader'}"
    cure = "Korta texten, eller ta bort en rad i en tabell."
    return PrintError(f"{path}: {what} är ungefär {many} för långt för {paper_size}. {cure}")


def _part(kit: LessonKit, page: KitPage, kind: str, anchor: str, html: str) -> Part:
    number = "" if kit.lesson.id == "personal" else f"Lektion {kit.lesson.number}: "
    sheet = "Elevblad" + (", lättläst" if page.tag == "sv-simple" else "")
    return Part(
        kind=kind,
        anchor=anchor,
        name=f"{number}{page.title}" if kind == "plan" else sheet,
        title=page.title,
        overline=f"Lektion {kit.lesson.number}. Lärarens plan." if number else "Plan för den som leder.",
        html=html,
        url=page.url,
        version=page.version,
        changed=date_text(page.changed_on) if page.changed_on else "",
        tried=kit.tried,
    )


def _plan(kit: LessonKit) -> Part:
    page = kit.plan
    part = _part(kit, page, "plan", f"{kit.lesson.id}-plan", paper.paper(page.html))
    return replace(
        part,
        purpose=kit.lesson.purpose,
        goals_lead="Efter lektionen kan eleven" if kit.sheet else "Efter mötet kan du",
        goals=tuple(kit.lesson.goals),
        rows=kit.rows,
        curriculum=kit.curriculum,
        words=page.words,
        links=tuple((text, address, paper.bare(address)) for text, address in paper.links(page.html)),
        sources=tuple((source, paper.bare(source.url)) for source in page.sources),
    )


def _sheet(kit: LessonKit, page: KitPage, anchor: str) -> tuple[KitPage, Part]:
    return page, _part(kit, page, "blad", anchor, paper.worksheet(page.html))

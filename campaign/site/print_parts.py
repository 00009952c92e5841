"""A plan and a sheet as the templates for paper show them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from campaign.content.dates import date_text
from campaign.content.pages import TWIN_ENDING
from campaign.school import paper
from campaign.school.kit import KitPage, KitSource, LessonKit

#: Millimetres of a row to write a sentence in, and of one for a word or a cross, when there is no room to spare.
ROW_MM, NARROW_MM = 7.5, 5.5


@dataclass(frozen=True)
class Part:
    """A plan, a sheet or a card.

    `name` stands in a table of contents, `anchor` is its own in a booklet, and its text stands in the file `path`.
    """

    kind: str  # plan, blad or fickkort
    name: str
    anchor: str
    path: str
    title: str
    description: str
    overline: str
    html: str
    url: str
    version: str
    changed_on: str
    changed: str
    tried: str
    simple: bool = False
    large: bool = False
    row_mm: float = ROW_MM
    narrow_mm: float = NARROW_MM
    purpose: str = ""
    goals_lead: str = ""
    goals: tuple[str, ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    curriculum: tuple[str, ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # text and address
    sources: tuple[KitSource, ...] = ()


def plan_part(kit: LessonKit) -> Part:
    """The leader's plan: all that her page says."""
    page = kit.plan
    return replace(
        _part(kit, page, "plan", paper.paper(page.html)),
        purpose=kit.lesson.purpose,
        goals_lead="Efter lektionen kan eleven" if kit.sheet else "Efter mötet kan du",
        goals=tuple(kit.lesson.goals),
        rows=kit.rows,
        curriculum=kit.curriculum,
        words=page.words,
        links=tuple(paper.links(page.html)),
        sources=page.sources,
    )


def sheet_parts(kit: LessonKit) -> list[Part]:
    """The pupils' sheets of a lesson, the ordinary one first."""
    pages = [page for page in (kit.sheet, kit.sheet_simple) if page]
    return [_part(kit, page, "blad", paper.worksheet(page.html)) for page in pages]


def card_part(kit: LessonKit, section: str) -> Part:
    """The pocket card of the leader's page; its html is empty when the page has no such section."""
    return _part(kit, kit.plan, "fickkort", paper.card(paper.section(kit.plan.html, section)))


def _part(kit: LessonKit, page: KitPage, kind: str, html: str) -> Part:
    simple = page.tag == "sv-simple"
    lesson = kit.lesson
    in_school = not lesson.for_staff
    name = page.title + (" (lättläst)" if simple else "")
    return Part(
        kind=kind,
        name=f"Lektion {lesson.number}: {name}" if kind == "plan" and in_school else name,
        anchor=f"{lesson.id}-{kind}{'-lattlast' if simple else ''}",
        path=f"docs/{page.id}{TWIN_ENDING if simple else '.md'}",
        title=page.title,
        description=page.description,
        overline=f"Lektion {lesson.number}. Lärarens plan." if in_school else "Plan för den som leder mötet.",
        html=html,
        url=page.url,
        version=page.version,
        changed_on=page.changed_on.isoformat() if page.changed_on else "",
        changed=date_text(page.changed_on) if page.changed_on else "",
        tried=kit.tried,
        simple=simple,
    )

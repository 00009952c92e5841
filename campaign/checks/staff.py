"""The package for a workplace meeting: six pictures, three cases, two questions said aloud, and a card that fits."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.lessons import POCKET_CARD
from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.lesson_pages import is_for_staff, plan_of
from campaign.content.lesson_plan import section_blocks, section_of
from campaign.content.pages import Page
from campaign.content.readability import words

SLIDES = 6
CASES = 3
QUESTIONS = 2
ASKING = "Våga fråga"
CASE = "Påhittat exempel:"

CARD_WORDS = 60  # what an A7 card holds in type that can be read at arm's length
CARD_LINES = 7


@page_rule()
def staff_parts_differ(page: Page, context: Context) -> Iterator[Hit]:
    """Personalens utbildning har sex bilder, tre påhittade fall och två frågor att säga högt: så hinns den på ett möte.

    Dåligt: fem bilder, två fall och en fråga
    Bra: sex bilder (!!! visa), tre fall (Påhittat exempel:) och två frågor på bilden i steget Våga fråga
    """
    plan = plan_of(page)
    if plan is None or not is_for_staff(page) or not plan.line:
        return
    if len(plan.slides) != SLIDES:
        yield Hit(plan.line, f"Utbildningen har {len(plan.slides)} bilder, den ska ha {SLIDES}.",
                  "Lägg till eller ta bort en ruta som börjar !!! visa.")  # fmt: skip
    cases = sum(block.text.startswith(CASE) for block in page.body.blocks)
    if cases != CASES:
        yield Hit(plan.line, f"Utbildningen har {cases} påhittade fall, den ska ha {CASES}.",
                  f"Börja varje fall så: {CASE} Sam, 16 år, …")  # fmt: skip
    step = next((step for step in plan.steps if step.name == ASKING), None)
    lines = {line for slide in (step.slides if step else ()) for line in range(slide.line, slide.last_line + 1)}
    asked = sum("?" in block.text for block in page.body.blocks if block.line in lines)
    if asked != QUESTIONS:
        yield Hit(step.line if step else plan.line,
                  f"Steget ”{ASKING}” visar {asked} frågor att säga högt, det ska visa {QUESTIONS}.",
                  f"Skriv två frågor i rutan !!! visa i steget ### {ASKING}, 6 minuter.")  # fmt: skip


@page_rule()
def pocket_card_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """Fickkortet är en lista som ryms på ett papper stort som en mobil (A7).

    Dåligt: ett fickkort med tolv punkter
    Bra: ett fickkort med högst 7 punkter och 60 ord
    """
    heading = section_of(page.body, POCKET_CARD)
    if not is_for_staff(page) or heading is None:
        return
    blocks = section_blocks(page.body, POCKET_CARD)
    for block in blocks:
        if block.kind != "item":
            yield Hit(
                block.line, "Fickkortet har något annat än en lista.", "Skriv det som en punkt, eller flytta det."
            )
    count = sum(len(words(context.expanded(block.text, page.variant))) for block in blocks)
    if not blocks:
        yield Hit(heading.line, "Fickkortet är tomt.", f"Skriv högst {CARD_LINES} korta punkter.")
    elif len(blocks) > CARD_LINES:
        yield Hit(heading.line, f"Fickkortet har {len(blocks)} punkter, högst {CARD_LINES}.", "Stryk någon.")
    elif count > CARD_WORDS:
        yield Hit(heading.line, f"Fickkortet har {count} ord, högst {CARD_WORDS}.", "Korta en punkt.")

"""Lessons: a teacher who follows the page to the letter keeps the time, and no pupil is hurt by a question."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.lesson_pages import LESSON_KIND, STAFF_KIND, is_for_pupils, is_for_staff, plan_of
from campaign.content.lesson_plan import SHORT, STEPS, section_blocks, section_of
from campaign.content.lessons import LESSONS, SHEET_ENDING, STAFF
from campaign.content.pages import Page, Variant
from campaign.content.readability import words
from campaign.content.review import add_months
from campaign.schema import did_you_mean

TELLS = "Om en elev berättar"
DISCUSSION = "Frågor att diskutera"
GOES_WRONG = "När det går fel"
PREPARE = "Förbered tryggt"
ADAPTED = "I anpassad skola"
POCKET_CARD = "Fickkort"
SECTIONS = (PREPARE, STEPS, SHORT, DISCUSSION, GOES_WRONG, TELLS)
STAFF_SECTIONS = (PREPARE, STEPS, GOES_WRONG, "Vem måste anmäla", "Vem ni frågar om råd", POCKET_CARD)

SLIDE_TITLE = 45  # characters: one line in large type on a projector
SLIDE_WORDS = 40
SLIDE_LINES = 6

_MINUTES = re.compile(r"(\d{1,3})\s+minut")
_SHORT_STEP = re.compile(r"(?P<name>.+?),\s*(?P<minutes>\d{1,3})\s+minuter")
#: A question that asks a pupil about herself. "Vad skulle du säga till en vän?" is about what one can do.
_PERSONAL = re.compile(
    r"\b(?:har (?:du|ni|någon av er)\b(?! (?:hört|sett|läst|tänkt))|hänt dig|känner du någon som|"
    r"(?:din|ditt|dina) (?:egen|eget|egna|kropp|partner|pojkvän|flickvän|ex|familj|första)|"
    r"själv (?:varit|blivit|gjort|skickat|fått|köpt|sålt))",
    re.IGNORECASE,
)


@page_rule()
def lesson_record_missing(page: Page, context: Context) -> Iterator[Hit]:
    """En lektion har uppgifter under lesson: överst. Dess id är filens namn, eller personal i personalens utbildning.

    Dåligt: kind: lektion, men ingen lesson:
    Bra: lesson: med id, minutes, goals och curriculum
    """
    lesson = page.meta.lesson
    if page.variant is not Variant.ORDINARY:
        return
    name = page.id.rpartition("/")[2]
    if is_for_pupils(page) and lesson is None:
        yield Hit(page.line("kind"), "Lektionen saknar sina uppgifter.", "Skriv lesson: överst på sidan.")
    elif is_for_pupils(page) and lesson and lesson.id != name:
        message = f"Lektionens id är ”{lesson.id}”, men filen heter {name}.md."
        yield Hit(page.line("lesson"), message, f"Skriv id: {name}, eller byt namn på filen.")
    elif lesson and page.meta.kind != (kind := STAFF_KIND if lesson.for_staff else LESSON_KIND):
        message = f"En lektion med id ”{lesson.id}” kan inte ha kind: {page.meta.kind}."
        yield Hit(page.line("kind"), message, f"Skriv kind: {kind}, eller ta bort lesson:.")


@site_rule()
def lesson_id_duplicate(context: Context) -> Iterator[Hit]:
    """Två sidor kan inte vara samma lektion: id är också lektionens korta adress och namnet på dess filer.

    Dåligt: id: lagen på två sidor
    Bra: id: lagen på den ena och id: natet på den andra
    """
    pages = [page for page in context.site.sound_pages(Variant.ORDINARY) if page.meta.lesson]
    taken = [page.meta.lesson.id for page in pages if page.meta.lesson]
    free = ", ".join(name for name in LESSONS if name not in taken and name != STAFF)
    for page, name in zip(pages, taken, strict=True):
        others = [other.path for other, used in zip(pages, taken, strict=True) if used == name and other is not page]
        if others:
            cure = "Ta bort den ena sidan" + (f", eller ge den ett ledigt id: {free}." if free else ".")
            yield Hit(page.line("lesson"), f"Lektionens id ”{name}” står också i {others[0]}.", cure, page.path)


@page_rule()
def lesson_section_missing(page: Page, context: Context) -> Iterator[Hit]:
    """En lektion har alla sina delar, med samma rubriker; personalens utbildning har sina egna.

    Dåligt: en lektion utan ”När det går fel”
    Bra: Förbered tryggt, Steg för steg, Kort version, Frågor att diskutera, När det går fel, Om en elev berättar
    """
    if plan_of(page) is None:
        return
    lesson = page.meta.lesson
    adapted = [ADAPTED] if lesson and "anpassad" in lesson.years else []
    what = "Utbildningen" if is_for_staff(page) else "Lektionen"
    for title in [*(STAFF_SECTIONS if is_for_staff(page) else SECTIONS), *adapted]:
        if section_of(page.body, title) is None:
            yield Hit(page.body.first_line, f"{what} saknar delen ”{title}”.", f"Lägg till rubriken ## {title}.")


@page_rule()
def lesson_minutes_differ(page: Page, context: Context) -> Iterator[Hit]:
    """Stegens minuter blir tillsammans lektionens tid, och varje steg säger sin tid.

    Dåligt: minutes: 60, men stegen är 5 + 20 + 20 minuter
    Bra: minutes: 45, och stegen är 5 + 20 + 20 minuter
    """
    plan = plan_of(page)
    if plan is None or not plan.line:
        return
    if not plan.steps:
        yield Hit(plan.line, f"Delen ”{STEPS}” har inga steg.", "Skriv varje steg så här: ### Inledning, 5 minuter.")
        return
    for step in plan.steps:
        if not step.minutes:
            yield Hit(step.line, f"Steget ”{step.name}” säger inte hur lång tid det tar.",
                      f"Skriv ### {step.name}, 10 minuter.")  # fmt: skip
    lesson = page.meta.lesson
    if lesson and all(step.minutes for step in plan.steps) and plan.minutes != lesson.minutes:
        message = f"Stegen är {plan.minutes} minuter tillsammans, men lektionen är {lesson.minutes}."
        yield Hit(plan.line, message, "Ändra stegens tid, eller minutes överst på sidan.")


@page_rule()
def lesson_short_version_differs(page: Page, context: Context) -> Iterator[Hit]:
    """Den korta versionen säger samma tid som short_minutes, och dess steg är lektionens och blir den tiden.

    Dåligt: short_minutes: 40, men texten säger 45 minuter
    Bra: short_minutes: 40, och texten börjar ”Lektionen går att hålla på 40 minuter.”
    """
    lesson, plan = page.meta.lesson, plan_of(page)
    if plan is None or lesson is None or lesson.for_staff:
        return
    blocks = section_blocks(page.body, SHORT)
    told = [int(match[1]) for block in blocks[:1] for match in _MINUTES.finditer(block.text)]
    if blocks and lesson.short_minutes not in told:
        message = f"Den korta versionen säger inte {lesson.short_minutes} minuter."
        cure = f"Börja stycket så: Lektionen går att hålla på {lesson.short_minutes} minuter."
        yield Hit(blocks[0].line, message, cure)
    steps = [(block, match) for block in blocks if (match := _SHORT_STEP.fullmatch(block.text))]
    names = [step.name for step in plan.steps]
    for block, match in steps:
        if match["name"] not in names:
            cure = did_you_mean(match["name"], names) or f"Skriv namnet på ett steg: {', '.join(names)}."
            yield Hit(block.line, f"Steget ”{match['name']}” finns inte under ”{STEPS}”.", cure)
    total = sum(int(match["minutes"]) for _, match in steps)
    if steps and total != lesson.short_minutes:
        message = f"Den korta versionens steg är {total} minuter tillsammans, men short_minutes är"
        yield Hit(steps[0][0].line, f"{message} {lesson.short_minutes}.", "Ändra stegens tid, eller short_minutes.")


@page_rule()
def lesson_step_incomplete(page: Page, context: Context) -> Iterator[Hit]:
    """Varje steg säger vad läraren ska tänka på och varför steget finns.

    Dåligt: ett steg utan ”Syfte:”
    Bra: Tänk på: peka på stödet. Syfte: alla vet var det finns hjälp.
    """
    plan = plan_of(page)
    for step in plan.steps if plan else ():
        missing = [name for name, said in (("Tänk på:", step.mind), ("Syfte:", step.purpose)) if not said]
        if missing:
            listed = " och ".join(f"”{name}”" for name in missing)
            yield Hit(step.line, f"Steget ”{step.name}” saknar {listed}.", "Skriv ett eget stycke som börjar så.")


@page_rule()
def lesson_slide_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """Det som klassen ser på skärmen är kort nog att läsa från sista raden.

    Dåligt: !!! visa "En lång rubrik som säger allt om lektionens första del" med tio punkter
    Bra: !!! visa "Så gör vi i dag" med fyra korta punkter
    """
    plan = plan_of(page)
    for slide in plan.slides if plan else ():
        if len(slide.title) > SLIDE_TITLE:
            yield Hit(slide.line, f"Bildens rubrik har {len(slide.title)} tecken, högst {SLIDE_TITLE}.",
                      "Korta rubriken.")  # fmt: skip
        inside = [block for block in page.body.blocks if slide.line < block.line <= slide.last_line]
        number = sum(len(words(context.expanded(block.text, page.variant))) for block in inside)
        if number > SLIDE_WORDS:
            yield Hit(slide.line, f"Bilden har {number} ord, högst {SLIDE_WORDS}.", "Dela den på två bilder.")
        elif len(inside) > SLIDE_LINES:
            yield Hit(slide.line, f"Bilden har {len(inside)} rader, högst {SLIDE_LINES}.", "Dela den på två bilder.")


@page_rule(safety=True)
def lesson_question_personal(page: Page, context: Context) -> Iterator[Hit]:
    """En fråga i en lektion handlar om andra, aldrig om eleven själv: någon i rummet kan vara utsatt.

    Dåligt: Har du någon gång skickat en bild som du ångrade?
    Bra: Vad kan göra det svårt för någon att säga nej?
    """
    sheet = page.meta.kind == "elevblad"
    if not sheet and plan_of(page) is None:
        return
    whom = "den som är med" if is_for_staff(page) else "eleven"
    for item in context.sentences(page):
        match = _PERSONAL.search(item.sentence.text)
        if match and item.sentence.text.rstrip("”\"'»)").endswith("?"):
            yield Hit(item.line, f"Frågan ”… {match[0]} …” handlar om {whom} själv.",
                      "Skriv den om ”någon”, eller om ett påhittat fall.")  # fmt: skip


@page_rule()
def lesson_curriculum_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """En koppling till styrdokument är ett faktum med källa och datum, som inte är för gammalt.

    Dåligt: curriculum: [samhallskunskap]
    Bra: curriculum: [gy25-samhallskunskap]
    """
    lesson = page.meta.lesson
    if plan_of(page) is None or lesson is None:
        return
    facts = context.site.records.facts
    for name in lesson.curriculum:
        fact = facts.get(name)
        if fact is None:
            yield Hit(page.line("lesson"), f"Faktumet ”{name}” finns inte i facts.yml.",
                      "Skriv id på ett faktum om läroplanen eller kursplanen.")  # fmt: skip
        elif add_months(fact.checked_on, fact.review_in) < context.today:
            yield Hit(page.line("lesson"), f"Kopplingen ”{name}” jämfördes med källan {fact.checked_on}.",
                      "Jämför på nytt, och ändra checked_on i facts.yml.")  # fmt: skip


@page_rule()
def lesson_sheet_missing(page: Page, context: Context) -> Iterator[Hit]:
    """Varje lektion har ett elevblad, och varje elevblad en lektion.

    Dåligt: skola/lektioner/lagen.md utan lagen-elev.md
    Bra: lagen.md och lagen-elev.md bredvid varandra
    """
    if is_for_pupils(page) and context.site.page(f"{page.id}{SHEET_ENDING}") is None:
        yield Hit(1, "Lektionen har inget elevblad.", f"Skriv {page.id}{SHEET_ENDING}.md och dess lättlästa text.")
    if page.meta.kind == "elevblad" and context.site.page(page.id.removesuffix(SHEET_ENDING)) is None:
        yield Hit(1, "Elevbladet har ingen lektion.", "Ge filen lektionens namn med -elev efter.")

"""A lesson's plan, as read from the teacher's page."""

from __future__ import annotations

from campaign.content.lesson_plan import Slide, read_plan, section_blocks
from campaign.content.markdown import scan

LESSON = """\
Ingress.

## Förbered tryggt

- Läs sidan.

## Steg för steg

### Inledning, 5 minuter

Säg: ”Hej.”

!!! visa "Så gör vi i dag"
    - Alla får säga pass.

    Ingen berättar om sig själv.

Tänk på: peka på stödet.

Syfte: alla vet vad som gäller.

### Tre fall

Läs.

#### Ett fall

!!! visa "Fall 1"
    Text.

!!! visa "Fall 2"
    Text.

!!! note "Till läraren"
    Text.

## Kort version

Hoppa över fallen.
"""


def test_a_plan_has_its_steps_with_minutes_and_what_the_class_sees() -> None:
    plan = read_plan(scan(LESSON, first_line=10))
    first, second = plan.steps
    assert (plan.line, plan.minutes) == (16, 5)
    assert (first.name, first.minutes, first.line) == ("Inledning", 5, 18)
    assert (first.mind, first.purpose) == ("peka på stödet.", "alla vet vad som gäller.")
    assert [slide.title for slide in first.slides] == ["Så gör vi i dag"]
    assert (second.name, second.minutes, second.mind, second.purpose) == ("Tre fall", 0, "", "")
    assert [slide.title for slide in second.slides] == ["Fall 1", "Fall 2"]
    assert [slide.title for slide in plan.slides] == ["Så gör vi i dag", "Fall 1", "Fall 2"]


def test_a_slide_knows_its_lines() -> None:
    [slide] = read_plan(scan(LESSON)).steps[0].slides
    assert slide == Slide("Så gör vi i dag", 13, 17)
    assert LESSON.splitlines()[12].startswith("!!! visa")


def test_a_page_without_steps_has_an_empty_plan() -> None:
    plan = read_plan(scan("Text.\n\n## Något annat\n\n### Inledning, 5 minuter\n"))
    assert (plan.line, plan.steps, plan.minutes) == (0, (), 0)


def test_the_text_of_a_section() -> None:
    body = scan(LESSON)
    assert [block.text for block in section_blocks(body, "Förbered tryggt")] == ["Läs sidan."]
    assert [block.text for block in section_blocks(body, "Kort version")] == ["Hoppa över fallen."]
    assert section_blocks(body, "Finns inte") == []

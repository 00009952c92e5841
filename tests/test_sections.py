"""A rendered body taken apart: nothing is lost, and each section is a piece of its own."""

from __future__ import annotations

import pytest

from campaign.site.sections import body_parts

LEAD = "<p>Svaret.</p>"
BEFORE = "\n<p>Mer.</p>\n"
ONE = '<h2 id="ett">Ett</h2>\n<p>A</p>\n<h3>Under</h3>\n<p>B</p>\n'
TWO = "<h2>Två</h2>\n<p>C</p>\n"


def test_the_first_paragraph_the_rest_and_the_sections_are_told_apart() -> None:
    parts = body_parts(LEAD + BEFORE + ONE + TWO)
    assert (parts.lead, parts.before) == (LEAD, BEFORE)
    assert [section.source for section in parts.sections] == [ONE, TWO]
    assert parts.rest == BEFORE + ONE + TWO


@pytest.mark.parametrize(
    "html",
    ["", LEAD, BEFORE, ONE + TWO, LEAD + ONE, "<ul><li><p>A</p></li></ul>" + ONE, '<p class="word">Ord</p>' + TWO,
     '<div class="service"><p>Bris</p></div>' + LEAD, LEAD + "<h2-x>inte en rubrik</h2-x>"],
)  # fmt: skip
def test_no_part_of_the_text_is_lost_or_doubled(html: str) -> None:
    parts = body_parts(html)
    assert parts.lead + parts.before + "".join(section.source for section in parts.sections) == html
    assert parts.lead + parts.rest == html


@pytest.mark.parametrize("html", [ONE + LEAD, '<p class="word">Ord</p>', '<div class="service"><p>Bris</p></div>'])
def test_only_a_plain_paragraph_at_the_very_top_is_the_lead(html: str) -> None:
    assert body_parts(html).lead == ""


def test_only_h2_begins_a_section() -> None:
    assert body_parts("<h3>A</h3><h20>B</h20><h2x>C</h2x>").sections == []
    assert len(body_parts("<h2>A</h2><h2 id='b'>B</h2>").sections) == 2


def test_a_section_knows_its_heading_and_what_stands_under_it() -> None:
    section = body_parts('<h2 id="3-spara">3. Spara <em>chatten</em> &amp; länken</h2>\n<p>A</p>').sections[0]
    assert (section.anchor, section.number, section.heading) == ("3-spara", "3", "Spara chatten & länken")
    assert section.rest == "\n<p>A</p>"


@pytest.mark.parametrize("title", ["Ett", "18 år", "2018. ", "1.5 gånger"])
def test_a_number_in_a_heading_is_not_always_a_step(title: str) -> None:
    section = body_parts(f"<h2>{title}</h2>").sections[0]
    assert section.number == "" and section.heading == title.strip()

"""What stands at a page's foot: the sources with their numbers, the hard words, and who has reviewed the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA

from campaign.content.facts import Term
from campaign.content.pages import Page, Site, Variant, load_site
from campaign.site.notes import (
    SourceNote,
    explanation,
    page_facts,
    review_note,
    source_notes,
    source_numbers,
    word_notes,
)

SOURCES = """\
sources:
  - {id: balken, title: Brottsbalken, publisher: Riksdagen, url: "https://www.riksdagen.se/x", kind: lag,
     read: En kopia., read_on: 2026-11-20, age: Våren 2026.}
  - {id: prop, title: Propositionen, publisher: Regeringen, url: "https://www.regeringen.se/y", kind: forarbete,
     read: Sammanfattningen., read_on: 2026-11-22, age: Mars 2025.}
  - {id: egen, title: Rapporten, publisher: Bris, url: "https://bris.se/z", kind: organisation,
     read: Hela rapporten., read_on: 2026-11-01, age: "2024."}
"""


def fact(fact_id: str, sources: str, cite: str = "", as_of: str = "2026-04", checked_on: str = "2026-11-21") -> str:
    return f"""\
  - {{id: {fact_id}, text: Text {fact_id}., lattlast: Lätt {fact_id}., cite: "{cite}", as_of: {as_of},
     sources: [{sources}], seen_via: kopia, checked_on: {checked_on}, confidence: high}}
"""


FACTS = "facts:\n" + "".join(
    [
        fact("ett", "balken", "brottsbalken 6 kap. 11 §"),
        fact("tva", "prop, balken", "prop. 2024/25:124 s. 7", "2025-03-01", "2026-11-23"),
        fact("tre", "balken", "brottsbalken 6 kap. 15 §", "2026-08"),
        fact("utan-tid", "balken", as_of="utan datum"),
        fact("okand", "finns-inte, prop"),
    ]
)
GLOSSARY = """\
glossary:
  - {id: boter, term: böter, explanation: pengar som man betalar som straff.}
  - {id: samtycke, term: samtycke, explanation: att man vill vara med}
"""

Make = Callable[..., tuple[Page, Site]]


@pytest.fixture
def make(write_docs: Callable[..., Path]) -> Make:
    """`make("[[fakta:ett]]")` gives the page and its site."""

    def made(body: str, head: str = "", twin: str | None = None) -> tuple[Page, Site]:
        files: Mapping[str, str] = {"om/a.md": f"---\ntitle: A\n{head}---\n{body}\n"} | (
            {} if twin is None else {"om/a.lattlast.md": f"---\ntitle: A\n{twin}---\n{body}\n"}
        )
        site = load_site(write_docs(files, DATA | {"sources": SOURCES, "facts": FACTS, "glossary": GLOSSARY}), "docs")
        assert site.findings == []
        page = site.page("om/a", Variant.ORDINARY if twin is None else Variant.LATTLAST)
        assert page is not None
        return page, site

    return made


def numbered(notes: list[SourceNote]) -> list[tuple[int, str]]:
    return [(note.number, note.title) for note in notes]


def test_sources_are_numbered_in_the_order_that_the_text_needs_them(make: Make) -> None:
    page, site = make("[[fakta:tva]] [[fakta:ett]]\n\n- [[fakta:tva]]\n- [[fakta:tre]]\n")
    assert [fact.id for fact in page_facts(page, site)] == ["tva", "ett", "tre"]
    assert numbered(source_notes(page, site)) == [(1, "Propositionen"), (2, "Brottsbalken")]
    assert source_numbers(page, site) == {"prop": 1, "balken": 2}


def test_the_sources_that_the_page_names_itself_come_last_and_once(make: Make) -> None:
    page, site = make("[[fakta:ett]]", "sources: [egen, balken, prop]\n")
    assert numbered(source_notes(page, site)) == [(1, "Brottsbalken"), (2, "Rapporten"), (3, "Propositionen")]
    assert source_numbers(page, site) == {"balken": 1}


def test_the_number_in_the_text_is_the_number_in_the_list_even_when_a_source_is_unknown(make: Make) -> None:
    page, site = make("[[fakta:okand]] [[fakta:finns-inte]] [[fakta:ett]]", "sources: [saknas, egen]\n")
    notes = {note.title: note.number for note in source_notes(page, site)}
    assert notes == {"Propositionen": 1, "Brottsbalken": 2, "Rapporten": 3}
    for source_id, number in source_numbers(page, site).items():
        assert notes[site.records.sources[source_id].title] == number


def test_a_source_tells_the_places_the_times_and_the_last_day_it_was_read(make: Make) -> None:
    page, site = make("[[fakta:ett]] [[fakta:tva]] [[fakta:tre]]")
    law, bill = source_notes(page, site)
    assert law.cites == "brottsbalken 6 kap. 11 §, 15 §"
    assert law.as_of == "i april 2026 och i augusti 2026"
    assert law.checked_on == "21 november 2026"
    assert (law.publisher, law.host, law.read, law.age) == ("Riksdagen", "riksdagen.se", "En kopia.", "Våren 2026.")
    assert (bill.cites, bill.as_of, bill.checked_on) == (
        "prop. 2024/25:124 s. 7", "den 1 mars 2025", "23 november 2026",
    )  # fmt: skip
    assert (law.anchor, bill.anchor) == ("kalla-1", "kalla-2")


def test_a_facts_place_in_the_law_is_not_said_of_its_second_source(make: Make) -> None:
    page, site = make("[[fakta:tva]]")
    second = source_notes(page, site)[1]
    assert (second.title, second.cites, second.as_of) == ("Brottsbalken", "", "")
    assert second.checked_on == "20 november 2026"


def test_a_time_that_is_only_words_is_left_out(make: Make) -> None:
    page, site = make("[[fakta:utan-tid]] [[fakta:ett]]")
    assert [note.as_of for note in source_notes(page, site)] == ["i april 2026"]


def test_a_page_without_facts_and_sources_has_no_notes(make: Make) -> None:
    page, site = make("Bara text. [[tjanst:bris]]")
    assert source_notes(page, site) == [] and source_numbers(page, site) == {} and word_notes(page, site) == []


@pytest.mark.parametrize("given", ["att man vill", "att man vill.", "att man vill..."])
def test_an_explanation_ends_with_one_full_stop(given: str) -> None:
    assert explanation(Term(id="a", term="a", explanation=given)) == "att man vill."


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("Du får [[ordlista:boter]].", ["boter"]),
        ("[[ordlista:samtycke]] och [[ordlista:boter]] och [[ordlista:samtycke]]", ["samtycke", "boter"]),
        ("[[ordlista:boter]]", []),
        ("> [[ordlista:boter]]", []),
        ("- [[ordlista:boter]]", ["boter"]),
        ("| a | b |\n|---|---|\n| [[ordlista:boter]] | c |", ["boter"]),
        ("## Om [[ordlista:boter]]", ["boter"]),
        ("Text.\n\n[[ordlista:boter]]\n\nMer om [[ordlista:boter]].", ["boter"]),
        ("Ett [[ordlista:finns-inte]].", []),
    ],
)
def test_a_word_in_running_text_has_a_note_and_a_word_alone_is_explained_there(
    body: str, wanted: list[str], make: Make
) -> None:
    assert [note.id for note in word_notes(*make(body))] == wanted


def test_a_words_note_has_its_explanation_and_anchor(make: Make) -> None:
    (note,) = word_notes(*make("Ditt [[ordlista:samtycke]]."))
    assert (note.term, note.explanation, note.anchor) == ("samtycke", "att man vill vara med.", "ord-samtycke")


def test_a_review_by_a_person_is_told_with_its_day(make: Make) -> None:
    note = review_note(*make("[[fakta:ett]]", "last_reviewed_on: 2026-10-05\nowner: jurist\n"))
    assert note.sentences == ["Sidan granskades den 5 oktober 2026."]
    assert (note.next_review, note.owner) == ("5 oktober 2027", "jurist")


def test_without_a_review_the_page_says_so_and_when_the_facts_were_compared(make: Make) -> None:
    note = review_note(*make("[[fakta:tva]] [[fakta:ett]]"))
    assert note.sentences == [
        "Ingen har granskat sidan än.", "Uppgifterna jämfördes med källorna den 21 november 2026.",
    ]  # fmt: skip
    assert (note.next_review, note.owner) == ("21 november 2027", "")


def test_without_review_and_facts_the_page_only_says_that_nobody_has_read_it(make: Make) -> None:
    note = review_note(*make("Bara text."))
    assert note.sentences == ["Ingen har granskat sidan än."] and note.next_review == ""


def test_a_twin_never_inherits_a_review_but_does_inherit_its_owner(make: Make) -> None:
    note = review_note(*make("[[fakta:ett]]", "last_reviewed_on: 2026-10-05\nowner: jurist\n", twin=""))
    assert note.sentences == [
        "Ingen har granskat sidan än.", "Vi jämförde texten med källorna den 21 november 2026.",
    ]  # fmt: skip
    assert note.owner == "jurist"


def test_a_twin_that_readers_have_tried_says_so(make: Make) -> None:
    tested = 'last_reviewed_on: 2026-10-06\ntested_with_readers: "2026-10-01, fem läsare."\n'
    note = review_note(*make("Text.", twin=tested))
    assert note.sentences == [
        "Sidan granskades den 6 oktober 2026.", "Läsare har prövat texten: 2026-10-01, fem läsare.",
    ]  # fmt: skip

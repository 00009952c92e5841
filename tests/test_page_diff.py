"""Two versions of a text, sentence by sentence."""

from __future__ import annotations

from campaign.content.markdown import scan
from campaign.editing.page_diff import changes, other_changes, passages, section

OLD = """\
Först en mening. Sedan en till.

## Straffet

Det är en domstol som bestämmer straffet. Den prövar varje fall.

- En punkt om böter.

## Hjälp

Ring någon.
"""


def told(old: str, new: str) -> list[tuple[str, str | None, str | None]]:
    """Each change: below which heading, before, now."""
    return [
        (item.heading, item.before and item.before.text, item.now and item.now.text)
        for item in changes(scan(old), scan(new))
    ]


def test_the_same_text_has_no_changes() -> None:
    assert told(OLD, OLD) == []
    assert told(OLD, OLD.replace("mening. Sedan", "mening.\nSedan")) == []


def test_a_changed_sentence_stands_beside_what_it_was() -> None:
    new = OLD.replace("Det är en domstol som bestämmer", "En domstol bestämmer")
    assert told(OLD, new) == [
        ("Straffet", "Det är en domstol som bestämmer straffet.", "En domstol bestämmer straffet.")
    ]


def test_new_and_removed_sentences() -> None:
    new = OLD.replace("Sedan en till.", "").replace("Ring någon.", "Ring någon. Du kan vara anonym.")
    assert told(OLD, new) == [("", "Sedan en till.", None), ("Hjälp", None, "Du kan vara anonym.")]


def test_a_sentence_with_nothing_in_common_is_not_called_the_same() -> None:
    assert told("Katten sover hela dagen.", "Ring polisen nu.") == [
        ("", None, "Ring polisen nu."), ("", "Katten sover hela dagen.", None),
    ]  # fmt: skip


def test_a_new_heading_and_an_added_fact() -> None:
    new = OLD.replace("Ring någon.", "[[fakta:kop-brott]] Ring någon.\n\n## Mer")
    assert told(OLD, new) == [("Hjälp", None, "[[fakta:kop-brott]]"), ("Mer", None, "Mer")]


def test_lines_are_those_of_the_file() -> None:
    lines = {item.text: item.line for item in passages(scan("Ett.\nTvå. [[fakta:a]]\nTre.\n\nFyra.", 7))}
    assert lines == {"Ett.": 7, "Två.": 8, "[[fakta:a]]": 8, "Tre.": 9, "Fyra.": 11}


def test_a_long_rewrite_is_told_without_pairs() -> None:
    old = "\n\n".join(f"Gammal mening nummer {number}." for number in range(200))
    new = "\n\n".join(f"Helt nytt stycke med siffran {number}." for number in range(200))
    found = told(old, new)
    assert len(found) == 400
    assert all(before is None or now is None for _, before, now in found)


def test_what_differs_besides_the_words() -> None:
    old = scan("[Läs](a.md) och [läs](b.md). ![Bild](a.svg)")
    assert other_changes(old, scan("[Läs](c.md) och [läs](b.md). ![Bild](b.svg)")) == [
        "Länken ”Läs” leder nu till c.md. Förut ledde den till a.md.", "Ny bild: b.svg", "Borttagen bild: a.svg",
    ]  # fmt: skip
    assert other_changes(old, old) == []


def test_the_section_under_the_same_heading() -> None:
    twin = scan("Kort.\n\n## Straffet\n\nEn domstol bestämmer.\n\nSå är det.\n\n## Här finns hjälp\n\nRing.", 5)
    found = section(twin, "STRAFFET")
    assert found and (found.heading, found.line, found.text) == ("Straffet", 7, "En domstol bestämmer. Så är det.")
    assert section(twin, "") == section(twin, "") and section(twin, "").text == "Kort."  # type: ignore[union-attr]
    assert section(twin, "Något annat") is None
    assert section(scan(""), "") is None

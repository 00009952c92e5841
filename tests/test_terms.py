"""The terms to avoid in docs/_data/terms.yml are found in their Swedish inflections, and their neighbours are not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from real_site import PROJECT

from campaign.checks.terms import find_terms
from campaign.content.avoided_terms import AvoidedTerm, Exceptions
from campaign.content.records import load_records

RECORDS, FINDINGS = load_records(PROJECT / "docs/_data", "docs/_data")
TERMS = list(RECORDS.terms.values())

#: How nouns and adjectives are inflected: what is taken off the base form, and what is put there instead.
PARADIGMS = {
    "flicka": ("a", ["a", "as", "an", "ans", "or", "ors", "orna", "ornas"]),
    "köpare": ("", ["", "s", "n", "ns", "na", "nas"]),
    "torsk": ("", ["", "s", "en", "ens", "ar", "ars", "arna", "arnas"]),
    "gubbe": ("e", ["e", "es", "en", "ens", "ar", "ars", "arna", "arnas"]),
    "klient": ("", ["", "s", "en", "ens", "er", "ers", "erna", "ernas"]),
    "bransch": ("", ["", "s", "en", "ens", "er", "ers", "erna", "ernas"]),
    "industri": ("", ["", "s", "n", "ns", "er", "ers", "erna", "ernas"]),
    "arbete": ("", ["", "s", "t", "ts", "n", "ns", "na", "nas"]),
    "porr": ("", ["", "s", "en", "ens"]),
    "utsatt": ("", ["", "s", "e", "es", "a", "as"]),
    "naiv": ("", ["", "t", "a", "as"]),
}
WORDS = {
    "flicka": "hora glädjeflicka eskortflicka gatflicka särskola grundsärskola gymnasiesärskola sugarmama",
    "köpare": "sexarbetare barnsexarbetare barnsexköpare barnförövare medborgare",
    "torsk": "torsk horbock brottsling mardröm sexslav",
    "gubbe": "fulgubbe snuskgubbe",
    "klient": "klient gäst kund horkund pedofil sexturist barnsexturist",
    "bransch": "sexbransch eskort escort massagesalong",
    "industri": "sexindustri barnpornografi hämndpornografi",
    "arbete": "sexarbete riskbeteende",
    "porr": "barnporr hämndporr deepfakeporr sextortion grooming barnsexturism sexturism barnprostitution särvux",
    "utsatt": "prostituerad barnprostituerad lyxprostituerad avslöjad",
    "naiv": "naiv fasansfull",
}
#: The site's own words and common ones that begin as a term does. "Kunde" stands in the list of exceptions.
INNOCENT = """prostitution människohandel kunde kunnat kundtjänst kundvagn gästfrihet gästrum klientel torskfilé torka
    horn hortensia horisont eskortera eskorterade naivitet naturlig samtal samtycke dockor docka vidareutbildning
    medborgarkontoret medborgarskap brottslighet offer offret offert offentlig chockad slav slavisk traffickingbrott
    barnpornografibrott pedagog marknaden mardrömslik avslöjandet erkännande hamn porto porren""".split()


def hits(text: str, term: AvoidedTerm) -> list[str]:
    return [match[0] for match in find_terms(text, term.model_copy(update={"unless": Exceptions()}), "prov")]


def forms() -> Iterator[tuple[str, str]]:
    for name, listed in WORDS.items():
        ending, endings = PARADIGMS[name]
        for word in listed.split():
            yield from ((word, word.removesuffix(ending) + form) for form in endings)


def test_the_file_can_be_read() -> None:
    assert FINDINGS == []
    assert len(TERMS) > 40


@pytest.mark.parametrize("term", TERMS, ids=lambda term: term.id)
def test_every_term_is_found_in_its_base_form_and_as_a_genitive(term: AvoidedTerm) -> None:
    for text in term.match:
        assert hits(f"Det är {text} här.", term) == [text]
        assert hits(f"Är det {text.upper()}?", term) == [text.upper()]
        assert hits(f"Det är {text.replace(' ', chr(0xA0))}s sak.", term) != []
        assert text not in hits(f"Det är {text}xq och xq{text} och {text}-xq.", term)
    for text in term.replace:
        assert hits(f"{text} är ett ord.", term) == [text]
        assert hits(f"Det är {text}xq och xq{text}.", term) == []


@pytest.mark.parametrize(("word", "form"), list(forms()))
def test_a_term_is_found_in_every_inflection(word: str, form: str) -> None:
    found = [term.id for term in TERMS if word in term.match and hits(f"Det gäller {form}, ibland.", term) == [form]]
    assert found or not any(word in term.match for term in TERMS)


def test_most_of_the_listed_words_are_still_terms() -> None:
    listed = {word for words in WORDS.values() for word in words.split()}
    assert len(listed & {text for term in TERMS for text in term.match}) > 30


@pytest.mark.parametrize("word", INNOCENT)
def test_a_neighbour_of_a_term_is_innocent(word: str) -> None:
    found = [term.id for term in TERMS for _ in find_terms(f"Det var {word} i går.", term, "prov")]
    assert found == []


def test_a_word_with_a_capital_is_only_met_with_a_capital() -> None:
    term = next(term for term in TERMS if "Vidare" in term.replace)
    assert hits("Vidare gäller det.", term) == ["Vidare"]
    assert hits("Vi hjälper dig vidare.", term) == []


def test_an_exception_that_is_a_form_of_the_word_takes_no_other_form_along() -> None:
    text = "Kunden och kunder, kundens. Hon kunde inte."
    assert [match[0] for match in find_terms(text, RECORDS.terms["kund"], "prov")] == ["Kunden", "kunder", "kundens"]

"""Which words on a poster are a punishment or a number, and which only look like one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA, TODAY
from test_posters import PAGE, YAML

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.settings import Settings

Told = Callable[..., list[str]]


@pytest.fixture
def told(write_docs: Callable[..., Path], settings: Settings) -> Told:
    """The rules about claims that speak of a poster with the headline, whose fact says `fact`."""

    def ask(headline: str, fact: str = "Så är det.") -> list[str]:
        facts = DATA["facts"].replace("Det är brott att köpa sex.", fact)
        assert fact in facts
        posters = YAML.replace("Du kan hjälpa en vän", f'"{headline}"')
        data: Mapping[str, str] = {**DATA, "facts": facts, "posters": posters}
        site = load_site(write_docs({"lagen/sida.md": PAGE}, data), "docs")
        found = run_checks(site, settings, TODAY)
        return [one.rule for one in found if one.rule in ("poster-penalty-unsure", "poster-number-unsupported")]

    return ask


@pytest.mark.parametrize(
    "word",
    ["bötesstraff", "Böter", "dagsböter", "penningböter", "böte", "bötfälls", "straff", "Straffet", "straffas",
     "fängelsestraff", "häkte", "häktad", "häktas", "dömas", "döms", "dömd", "fängslas", "fängslad", "livstid"],
)  # fmt: skip
def test_a_punishment_in_its_own_words_is_told(told: Told, word: str) -> None:
    assert told(f"Du kan få eller bli {word} då") == ["poster-penalty-unsure"]


@pytest.mark.parametrize(
    "sentence",
    ["Våga fråga, lugnt och utan att döma", "Prata utan att dömas", "Ingen dömer dig", "Berätta utan att bli dömd",
     "En fängslande bok", "Du kan fördöma", "Botten är nådd", "En av oss", "En dag i taget", "Året som gick",
     "Att köpa sex av en vuxen", "Två i telefon", "Gå dit båda två", "Ettårig kurs"],
)  # fmt: skip
def test_words_that_only_look_alike_are_allowed(told: Told, sentence: str) -> None:
    assert told(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    ["Nio av tio köper inte sex", "9 av tio köper inte", "Var tionde har köpt sex", "Tio procent har köpt sex",
     "Många procent har köpt", "Det kan ge ett år", "Du kan få två års tid", "Sex månader", "Tjugofem procent",
     "En av fyra"],
)  # fmt: skip
def test_a_number_in_words_needs_a_fact(told: Told, sentence: str) -> None:
    assert told(sentence) == ["poster-number-unsupported"]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("Nio av tio köper inte sex", "Ungefär 9 av 10 köper inte sex."),
     ("Nio av tio köper inte sex", "Nio av tio köper inte sex."),
     ("Det kan ta ett år", "Det tar högst ett år."),
     ("Tjugofem procent har köpt", "25 % har köpt sex."),
     ("Var tionde har köpt sex", "Var tionde man har köpt sex.")],
)  # fmt: skip
def test_a_number_in_words_that_a_fact_bears_is_allowed(told: Told, sentence: str, fact: str) -> None:
    assert told(sentence, fact) == []


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [("Nio av tio köper inte sex", "Tre av tio köper sex."), ("Tio procent har köpt", "10 av 100 har köpt sex."),
     ("Det kan ta ett år", "Det tar 10 år."), ("Var tionde har köpt sex", "1 av 10 har köpt sex.")],
)  # fmt: skip
def test_a_fact_with_other_numbers_bears_nothing(told: Told, sentence: str, fact: str) -> None:
    assert told(sentence, fact) == ["poster-number-unsupported"]

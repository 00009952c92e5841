"""The passive forms that the rule finds in lättläst, and the words in -s that it leaves alone."""

from __future__ import annotations

import pytest

from campaign.checks.passive import passive_forms


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Bilden skickas till polisen.", ["skickas"]),
        ("Brevet hämtas.", ["hämtas"]),
        ("Maten ska inte värmas här.", ["värmas"]),
        ("Det kan betalas i förväg.", ["betalas"]),
        ("Den måste läsas noga.", ["läsas"]),
        ("Huset byggdes i fjol.", ["byggdes"]),
        ("Bilen köptes begagnad.", ["köptes"]),
        ("Dörren målades grön.", ["målades"]),
        ("Uppgifterna registreras hos dem.", ["registreras"]),
        ("De har skickats hem.", ["skickats"]),
        ("Maten lagas här och läggas ska den inte.", ["lagas"]),
        ("Det har inte skrivits ner.", ["skrivits"]),
        ("Soporna slängs.", ["slängs"]),
        ("Hon blev lurad.", ["blev lurad"]),
        ("Han blir dömd.", ["blir dömd"]),
        ("Bilden sprids och tas bort.", ["sprids", "tas"]),
    ],
)
def test_a_passive_form_is_found(text: str, wanted: list[str]) -> None:
    assert list(passive_forms(text)) == wanted


@pytest.mark.parametrize("verb", "finns hoppas känns behövs trivs minns lyckas träffas syns hörs saknas andas låtsas "
                         "misslyckas umgås slåss skäms vistas kallas ändras mötas ses".split())  # fmt: skip
def test_a_deponent_is_not_passive(verb: str) -> None:
    assert list(passive_forms(f"Det {verb} på kvällen.")) == []
    assert list(passive_forms(f"De ska {verb}.")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kommunens hus och flickornas rum.",
        "Människas lott, mammas bil och de ungas framtid.",
        "En plats på en buss, ett pris för alla och tusen års vila.",
        "Det har plats för alla.",
        "Bussen går på biogas.",
        "Fråga efter deras namn, bådas namn och de vuxnas hjälp.",
        "Således är det alldeles särdeles bra utomlands.",
        "Jonas och Tobias bor hos Matilda.",
        "Elsas mamma är här.",
        "Bussen blir försenad och du blir glad.",
        "Du får ett resultat och blir kamrat med kocken.",
    ],
)
def test_other_words_in_s_are_left_alone(text: str) -> None:
    assert list(passive_forms(text)) == []

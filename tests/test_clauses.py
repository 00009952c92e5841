"""The words that open a subordinate clause, and the same words in other uses."""

from __future__ import annotations

import pytest

from campaign.checks.clauses import openers


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Jag tror att du behöver hjälp.", ["att"]),
        ("Det är bra att många ringer.", ["att"]),
        ("Jag vet att andra har gjort det.", ["att"]),
        ("Ring, så att någon kommer.", ["så att"]),
        ("Du får bo kvar trots att du har flyttat in nyss.", ["trots att"]),
        ("Om bussen är sen får du vänta.", ["Om"]),
        ("Fråga om du får följa med.", ["om"]),
        ("Fråga om det är öppet.", ["om"]),
        ("Det gäller även om du är ung.", ["även om"]),
        ("Läs boken som du har lånat.", ["som"]),
        ("Läs boken som ligger där.", ["som"]),
        ("Läs boken som inte kostar något.", ["som"]),
        ("Vänta tills bussen har kommit.", ["tills"]),
        ("Ring innan du går, eftersom det kan vara stängt.", ["innan", "eftersom"]),
        ("Gå ut när larmet går.", ["när"]),
        ("När larmet går ska du gå ut.", ["När"]),
    ],
)
def test_an_opener_is_found(text: str, wanted: list[str]) -> None:
    assert openers(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Det är svårt att ringa.",
        "Tänk på att alltid ta med kortet.",
        "Det går att få hjälp, att gå dit och att inte se på.",
        "Läs om lagen, om polisen och om dina rättigheter.",
        "Ta hand om barnet och se dig om.",
        "Hon arbetar som lärare, precis som vanligt.",
        "Den som köper sex gör fel. Du som är ung får hjälp.",
        "Läs om det som hände och fråga vad som gäller.",
        "När öppnar ni?",
        "Hon sa: ”Jag vet att du är rädd.”",
    ],
)
def test_the_same_words_have_other_uses(text: str) -> None:
    assert openers(text) == []

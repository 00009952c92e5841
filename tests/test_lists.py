"""The lists that the site writes: `[[lista:…]]`."""

from __future__ import annotations

from campaign.content.shortcodes import LISTS
from campaign.site.lists import LIST_VIEWS
from campaign.site.swedish import alphabetical


def test_every_list_has_a_view() -> None:
    assert set(LIST_VIEWS) == set(LISTS)


def test_the_alphabet_is_swedish() -> None:
    names = ["Östra", "ärende", "Åka", "zon", "”Anmäla”", "apa", "18–25 år", "Äga", "é-bok"]
    assert sorted(names, key=alphabetical) == [
        "18–25 år", "”Anmäla”", "apa", "é-bok", "zon", "Åka", "Äga", "ärende", "Östra",
    ]  # fmt: skip

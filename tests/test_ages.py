"""The ages that a service is for, read from words."""

from __future__ import annotations

import pytest

from campaign.content.ages import age_span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("", (0, 120)), ("alla åldrar", (0, 120)), ("bilden togs före 18 år", (0, 120)), ("vuxna", (18, 120)),
        ("från 18 år", (18, 120)), ("Från 13 år (yngre barn tas emot på annat håll).", (13, 120)),
        ("under 18 år", (0, 17)), ("upp till 20 år", (0, 20)), ("upp till ungefär 25 år", (0, 25)),
        ("13–25 år", (13, 25)),
    ],
)  # fmt: skip
def test_ages_are_read_as_written(text: str, span: tuple[int, int]) -> None:
    assert age_span(text) == span


@pytest.mark.parametrize("text", ["arton", "13-25 år", "18+", "från arton år", "unga"])
def test_an_age_that_cannot_be_read_is_refused_with_what_to_write(text: str) -> None:
    with pytest.raises(ValueError, match="skriv från 18 år, under 18 år"):
        age_span(text)

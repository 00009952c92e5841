"""Navigation as data."""

from __future__ import annotations

import pytest

from campaign.content.navigation import Navigation
from campaign.schema import validate

VALUE = {
    "start": {"title": "Start", "lattlast": "Början"},
    "sections": [
        {"id": "lagen", "title": "Lagen", "lattlast": "Om lagen", "pages": ["index", "straff"]},
        {"id": "skola", "title": "Skolan", "lattlast": "Skolan", "pages": ["index", "lektioner/lagen"]},
    ],
}
NAVIGATION = Navigation.model_validate(VALUE)


def test_pages_come_in_the_order_of_the_file_the_start_page_first() -> None:
    assert list(NAVIGATION.page_ids()) == [
        "index",
        "lagen/index",
        "lagen/straff",
        "skola/index",
        "skola/lektioner/lagen",
    ]


def test_an_empty_navigation_still_has_the_start_page() -> None:
    assert list(Navigation().page_ids()) == ["index"]
    assert (Navigation().start.title, Navigation().start.lattlast) == ("Start", "Start")


@pytest.mark.parametrize(
    ("page_id", "wanted"),
    [("lagen/straff", "lagen"), ("skola/lektioner/lagen", "skola"), ("lagen/ej-i-menyn", "lagen"), ("index", None),
     ("om/index", None), ("lagenx/a", None)],
)  # fmt: skip
def test_a_page_belongs_to_the_section_of_its_folder(page_id: str, wanted: str | None) -> None:
    section = NAVIGATION.section_of(page_id)
    assert (section.id if section else None) == wanted


def test_a_section_needs_its_name_in_both_variants() -> None:
    _, errors = validate(Navigation, {"sections": [{"id": "lagen", "title": "Lagen", "pages": []}]})
    assert [error.message for error in errors] == ["”sections.0.lattlast” saknas."]


def test_a_misspelt_key_asks_did_you_mean() -> None:
    _, errors = validate(Navigation, {"sections": [{**VALUE["sections"][0], "page": []}]})  # type: ignore[dict-item]
    assert [error.suggestion for error in errors] == ["Menade du ”pages”?"]
    _, errors = validate(Navigation, {"section": []})
    assert [error.suggestion for error in errors] == ["Menade du ”sections”?"]

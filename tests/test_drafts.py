"""Addresses made of titles, and the tables that an editor chooses from."""

from __future__ import annotations

from typing import get_args

import pytest
from real_site import PROJECT

from campaign.content.front_matter import Audience, Kind
from campaign.content.pages import load_site
from campaign.editing.choices import AUDIENCES, KINDS, OWNERS
from campaign.editing.drafts import owners, suggested_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("För dig i tandvården", "tandvarden"),
        ("Vad är grooming?", "grooming"),
        ("När någon är under 18 år", "nagon-under-18-ar"),
        ("Åtta frågor om äldre, öl & Émile", "atta-fragor-aldre-ol"),
        ("Det är du", "det-ar-du"),
        ("???", "sida"),
        ("Ett a\u030ar", "ar"),
    ],
)
def test_a_name_is_made_of_the_words_that_say_something(title: str, name: str) -> None:
    assert suggested_name(title) == name


def test_every_value_has_its_words() -> None:
    assert set(AUDIENCES) == set(get_args(Audience))
    assert set(KINDS) == set(get_args(Kind))


def test_the_suggested_roles_are_those_of_the_site() -> None:
    site = load_site(PROJECT / "docs")
    assert set(owners(site)) == {page.meta.owner for page in site.sound_pages() if page.meta.owner}
    assert set(OWNERS) <= {section.id for section in site.records.navigation.sections}

"""The summary that becomes pages.json: addresses, dates and sources, and never a word that depends on the day."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from campaign.content.pages import Site
from campaign.content.summary import page_sources, summary

MakeSite = Callable[[Mapping[str, str]], Site]

ORDINARY = """\
---
title: Straffet
description: Vad lagen säger.
owner: jurist
changed_on: 2026-11-20
last_reviewed_on: 2026-08-31
sources: [prop, brottsbalken]
---
[[fakta:kop-brott]] [[tjanst:bris]] [[fakta:finns-inte]]
"""
TWIN = "---\ntitle: Om straffet\ndescription: Kort.\nchanged_on: 2026-11-21\n---\n[[fakta:kop-brott]]\n"


@pytest.fixture
def pages(make_site: MakeSite) -> list[dict[str, Any]]:
    """The summary of one page with its twin."""
    files = {"lagen/straff.md": ORDINARY, "lagen/straff.lattlast.md": TWIN}
    return summary(make_site(files), "https://kampanj.example")


def test_a_page_is_an_object_with_address_twin_dates_and_sources(pages: list[dict[str, Any]]) -> None:
    assert pages[0] == {
        "id": "lagen/straff",
        "address": "https://kampanj.example/lagen/straff/",
        "variant": "sv",
        "title": "Straffet",
        "description": "Vad lagen säger.",
        "twin": "https://kampanj.example/lattlast/lagen/straff/",
        "owner": "jurist",
        "changed_on": "2026-11-20",
        "last_reviewed_on": "2026-08-31",
        "compared_on": "2026-11-22",
        "review_due_on": "2027-02-28",
        "sources": ["brottsbalken", "prop"],
    }


def test_the_twin_has_its_own_words_and_dates_and_inherits_no_review(pages: list[dict[str, Any]]) -> None:
    twin = pages[1]
    assert (twin["variant"], twin["title"], twin["owner"]) == ("sv-simple", "Om straffet", "jurist")
    assert (twin["changed_on"], twin["last_reviewed_on"]) == ("2026-11-21", None)
    assert twin["review_due_on"] == "2027-05-22"
    assert twin["twin"] == "https://kampanj.example/lagen/straff/"


def test_the_summary_can_be_written_as_json(pages: list[dict[str, Any]]) -> None:
    assert json.loads(json.dumps(pages)) == pages


@pytest.mark.parametrize(
    "address", ["https://kampanj.example", "https://kampanj.example/", "https://kampanj.example//"]
)
def test_an_address_has_one_slash_between_site_and_page(make_site: MakeSite, address: str) -> None:
    [start] = summary(make_site({"index.md": ORDINARY}), address)
    assert start["address"] == "https://kampanj.example/"
    assert start["twin"] is None


def test_drafts_hidden_and_broken_pages_are_left_out(make_site: MakeSite) -> None:
    files = {
        "a.md": ORDINARY.replace("owner: jurist", "draft: true"),
        "a.lattlast.md": TWIN,
        "b.md": ORDINARY.replace("owner: jurist", "hidden: true"),
        "c.md": "",
        "d.md": ORDINARY,
    }
    assert [page["id"] for page in summary(make_site(files), "")] == ["d"]


def test_what_nobody_wrote_is_null(make_site: MakeSite) -> None:
    [page] = summary(make_site({"a.md": "---\ntitle: A\n---\nText.\n"}), "https://a.example")
    empty = ["twin", "owner", "changed_on", "last_reviewed_on", "compared_on", "review_due_on"]
    assert {key: page[key] for key in empty} == dict.fromkeys(empty)
    assert page["sources"] == []


def test_sources_come_once_each_the_facts_first(make_site: MakeSite) -> None:
    text = "---\ntitle: A\nsources: [prop, brottsbalken, prop]\n---\n[[fakta:kop-distans]] [[fakta:kop-brott]]\n"
    site = make_site({"a.md": text})
    page = site.page("a")
    assert page is not None
    assert page_sources(page, site) == ["brottsbalken", "prop"]

"""Review dates: months over year ends, short months, and what the date counts from. No test asks what day it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from conftest import DATA, TODAY

from campaign.checks import run_checks
from campaign.content.pages import Site, Variant, load_site
from campaign.content.review import Review, add_months, review_of
from campaign.settings import Settings

MakeSite = Callable[[Mapping[str, str]], Site]
DAY = datetime.date.fromisoformat


@pytest.mark.parametrize(
    ("day", "months", "wanted"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-08-31", 6, "2027-02-28"),
        ("2027-08-31", 6, "2028-02-29"),
        ("2026-10-31", 1, "2026-11-30"),
        ("2026-12-31", 1, "2027-01-31"),
        ("2026-12-01", 12, "2027-12-01"),
        ("2026-11-22", 0, "2026-11-22"),
        ("2026-11-30", 3, "2027-02-28"),
        ("2026-01-15", 11, "2026-12-15"),
        ("2026-01-15", 60, "2031-01-15"),
        ("2028-02-29", 12, "2029-02-28"),
        ("2026-06-30", 6, "2026-12-30"),
    ],
)
def test_months_are_added_and_a_short_month_ends_earlier(day: str, months: int, wanted: str) -> None:
    assert add_months(DAY(day), months) == DAY(wanted)


def test_a_page_is_overdue_the_day_after_it_is_due() -> None:
    review = Review(None, None, DAY("2026-11-22"))
    assert not review.is_overdue(DAY("2026-11-21"))
    assert not review.is_overdue(DAY("2026-11-22"))
    assert review.is_overdue(DAY("2026-11-23"))


def test_a_page_without_a_date_is_never_overdue() -> None:
    assert not Review(None, None, None).is_overdue(DAY("9999-12-31"))


def review(make_site: MakeSite, file: str, head: str, body: str = "Text.") -> Review:
    site = make_site({file: f"---\ntitle: A\n{head}---\n{body}\n"})
    page = site.page(file.removesuffix(".md"))
    assert page is not None
    assert not page.broken
    return review_of(page, site)


@pytest.mark.parametrize(
    ("file", "head", "due"),
    [
        ("om/a.md", "", "2027-11-22"),
        ("lagen/a.md", "", "2027-05-22"),
        ("stod/a.md", "", "2027-05-22"),
        ("ung/a.md", "", "2027-11-22"),
        ("a.md", "", "2027-11-22"),
        ("lagen/a.md", "review_in: 2\n", "2027-01-22"),
        ("lagen/a.md", "review_in: 0\n", "2027-05-22"),
        ("om/a.md", "review_in: 60\n", "2031-11-22"),
    ],
)
def test_without_a_persons_review_the_date_counts_from_the_facts_on_the_page(
    make_site: MakeSite, file: str, head: str, due: str
) -> None:
    found = review(make_site, file, head, "[[fakta:kop-brott]]")
    assert (found.reviewed_on, found.compared_on, found.due_on) == (None, DAY("2026-11-22"), DAY(due))


def test_a_persons_review_counts_before_the_facts(make_site: MakeSite) -> None:
    found = review(make_site, "lagen/a.md", "last_reviewed_on: 2026-08-31\n", "[[fakta:kop-brott]]")
    assert (found.reviewed_on, found.compared_on) == (DAY("2026-08-31"), DAY("2026-11-22"))
    assert found.due_on == DAY("2027-02-28")


def test_a_page_with_neither_review_nor_facts_has_no_date(make_site: MakeSite) -> None:
    assert review(make_site, "lagen/a.md", "") == Review(None, None, None)


def test_an_unknown_fact_gives_no_date(make_site: MakeSite) -> None:
    assert review(make_site, "lagen/a.md", "", "[[fakta:finns-inte]]") == Review(None, None, None)


def test_the_oldest_comparison_on_the_page_counts(write_docs: Callable[..., object]) -> None:
    facts = DATA["facts"].replace("checked_on: 2026-11-22\n    confidence: high\n    core", "checked_on: 2026-03-31\n"
                                  "    confidence: high\n    core")  # fmt: skip
    text = "---\ntitle: A\n---\n[[fakta:kop-distans]] [[fakta:kop-brott]] [[tjanst:bris]]\n"
    site = load_site(write_docs({"lagen/a.md": text}, {**DATA, "facts": facts}), "docs")  # type: ignore[arg-type]
    page = site.page("lagen/a")
    assert page is not None
    assert review_of(page, site).compared_on == DAY("2026-03-31")
    assert review_of(page, site).due_on == DAY("2026-09-30")


def test_a_services_check_counts_as_a_comparison(make_site: MakeSite) -> None:
    assert review(make_site, "om/a.md", "", "[[tjanst:bris]]").compared_on == DAY("2026-11-22")


def test_a_glossary_word_with_a_services_id_is_no_comparison(make_site: MakeSite) -> None:
    assert review(make_site, "om/a.md", "", "Ordet [[ordlista:bris]].").compared_on is None


def test_a_twins_review_is_its_own_but_its_months_are_the_ordinary_pages(make_site: MakeSite) -> None:
    site = make_site({
        "lagen/a.md": "---\ntitle: A\nreview_in: 3\nlast_reviewed_on: 2026-11-01\n---\nText.\n",
        "lagen/a.lattlast.md": "---\ntitle: A\nlast_reviewed_on: 2026-01-31\n---\nText.\n",
    })  # fmt: skip
    twin = site.page("lagen/a", Variant.LATTLAST)
    assert twin is not None
    assert review_of(twin, site) == Review(DAY("2026-01-31"), None, DAY("2026-04-30"))


@pytest.mark.parametrize("day", ["9999-12-31", "9999-02-01"])
def test_a_day_at_the_end_of_time_does_not_stop_the_check(make_site: MakeSite, settings: Settings, day: str) -> None:
    site = make_site({"lagen/a.md": f"---\ntitle: A\nlast_reviewed_on: {day}\nreview_in: 12\n---\nText.\n"})
    assert run_checks(site, settings, TODAY)

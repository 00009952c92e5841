"""The real docs/: no error, nothing approved that nobody has approved, nothing unverified shown."""

from __future__ import annotations

import re

from conftest import PROJECT, TODAY

from campaign.checks import run_checks, waivers_in_use
from campaign.content.pages import Variant, load_site
from campaign.findings import Severity
from campaign.release.gate import release_blockers
from campaign.settings import Settings

NEEDED = """index lagen/index lagen/straff lagen/pa-natet stod/index stod/prata stod/sluta stod/akut ung/index
ung/det-har-hant-mig ung/hjalpa-en-van skola/index skola/lektioner/lagen vuxna/index vuxna/foraldrar om/index
om/surfa-sakert om/tillganglighetsredogorelse""".split()


def test_the_texts_have_no_error(settings: Settings) -> None:
    findings = run_checks(load_site(PROJECT / "docs", "docs"), settings, TODAY, spelling=True)
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []


def test_every_page_of_the_first_delivery_is_there_in_both_variants() -> None:
    site = load_site(PROJECT / "docs", "docs")
    for page_id in NEEDED:
        assert site.page(page_id) and site.page(page_id, Variant.LATTLAST), page_id


def test_nobody_has_approved_anything_and_the_release_gate_says_so(settings: Settings) -> None:
    site = load_site(PROJECT / "docs", "docs")
    assert site.records.approvals == []
    blockers = release_blockers(site, settings, "https://kampanj.example/")
    rules = {finding.rule for finding in blockers}
    assert rules >= {"release-not-approved", "release-sender-missing", "release-address-reserved", "release-undecided"}
    assert sum(finding.rule == "release-not-approved" for finding in blockers) >= len(site.pages)


def test_no_page_claims_a_review_or_a_reader_test_that_nobody_made() -> None:
    for page in load_site(PROJECT / "docs", "docs").sound_pages():
        assert page.head.last_reviewed_on is None, page.path


def test_nothing_unverified_stands_in_a_text() -> None:
    for path in (PROJECT / "docs").rglob("*"):
        if path.suffix in (".md", ".yml"):
            assert "EJ VERIFIERAD" not in path.read_text(encoding="utf-8").upper(), path


def test_penalties_that_are_not_certain_carry_their_date() -> None:
    for fact in load_site(PROJECT / "docs", "docs").records.facts.values():
        if fact.confidence == "medium":
            for text in (fact.text, fact.lattlast):
                assert re.search(r"\b20\d\d\b", text), fact.id


def test_every_waiver_gives_a_reason() -> None:
    for path, line, _, reason in waivers_in_use(load_site(PROJECT / "docs", "docs")):
        assert len(reason.split()) >= 2, f"{path}:{line}"


def test_every_shown_service_says_in_lattlast_whom_it_is_for() -> None:
    services = load_site(PROJECT / "docs", "docs").records.services.values()
    assert [service.id for service in services if service.show != "hidden" and not service.who_lattlast] == []

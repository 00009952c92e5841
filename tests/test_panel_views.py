"""What the editor's panel says of a page: findings, figures, twin, review and records."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

import pytest
from conftest import DATA, TODAY
from small_project import page

from campaign.checks import run_rules
from campaign.checks.registry import Context
from campaign.content.pages import Page, Site, Variant
from campaign.content.variants import source_hash
from campaign.findings import Finding, Severity
from campaign.settings import Settings
from campaign.site.panel import Examined, by_path, count_text, readability, records, remarks, review_task, twin_task

MakeSite = Callable[[Mapping[str, str]], Site]
SENTENCE = "Du kan prata med oss om det som har hänt dig. "


def examined(site: Site, settings: Settings) -> Examined:
    context = Context(site, settings, TODAY)
    return Examined(context, by_path(run_rules(context)))


def one(site: Site, page_id: str, variant: Variant = Variant.ORDINARY) -> Page:
    found = site.page(page_id, variant)
    assert found
    return found


@pytest.mark.parametrize(
    ("errors", "warnings", "text"),
    [(0, 0, "Inget att rätta"), (1, 0, "1 sak att rätta"), (3, 2, "3 saker att rätta, 2 råd"), (0, 1, "1 råd")],
)
def test_the_count_is_words(errors: int, warnings: int, text: str) -> None:
    finding = Finding("docs/a.md", 1, "r", "m")
    assert count_text([finding] * errors + [finding.with_severity(Severity.WARNING)] * warnings) == text


def test_what_is_wrong_with_a_fact_is_told_on_the_pages_that_show_it(make_site: MakeSite, settings: Settings) -> None:
    services = DATA["services"].replace("what: Du kan prata med en kurator.", "what: Du kan prata om barnporr.")
    files = {
        "_data/services.yml": services,
        "a.md": page("A", "Text.\n\nRing [[tjanst:bris]]."),
        "b.md": page("B", "Ring [[tjanst:sos-112]]."),
    }
    known = examined(make_site(files), settings)
    [remark] = [item for item in remarks(one(known.site, "a"), known) if item.finding.path.endswith("services.yml")]
    assert remark.finding.rule == "term-in-data" and remark.line == remark.on_page.line == 7
    assert [note.id for note in records(one(known.site, "a"), known)] == ["bris"]
    assert not [item for item in remarks(one(known.site, "b"), known) if item.finding.path.endswith("services.yml")]


def test_the_figures_are_those_of_the_rules(make_site: MakeSite, settings: Settings) -> None:
    long = "Det " + "står samtalsstödet tillgängligt " * 12 + "här."
    known = examined(make_site({"a.md": page("A", SENTENCE * 12 + long)}), settings)
    figures = {figure.name: figure for figure in readability(one(known.site, "a"), known).figures}
    assert figures["Längsta meningen"].text.startswith("38 av högst") and figures["Längsta meningen"].over
    assert "Meningen har 38 ord" in " ".join(item.message for item in known.findings["docs/a.md"])
    lix = next((item.message for item in known.findings["docs/a.md"] if item.rule == "lix-too-high"), "")
    assert figures["LIX"].over == bool(lix) and (not lix or figures["LIX"].text.split()[0] in lix)
    assert figures["Ord på sidan"].text.startswith("170 ") and not figures["Ord på sidan"].over
    assert 0 < figures["Ord på sidan"].share < figures["Ord på sidan"].gate < 100


def test_a_short_page_is_not_given_a_lix(make_site: MakeSite, settings: Settings) -> None:
    known = examined(make_site({"a.md": page("A", SENTENCE)}), settings)
    found = readability(one(known.site, "a"), known)
    assert "LIX" not in [figure.name for figure in found.figures] and "100 ord" in found.missing


def test_the_twin_says_what_to_do(make_site: MakeSite) -> None:
    site = make_site({
        "a.md": page("A"), "b.md": page("B"), "b.lattlast.md": page("B"),
        "c.md": "---\ntitel: C\n---\nText.", "c.lattlast.md": page("C"), "d.lattlast.md": page("D"),
    })  # fmt: skip
    assert twin_task(one(site, "a"), site).code == ["docs/a.lattlast.md"]
    outdated = twin_task(one(site, "b"), site)
    stamp = source_hash(one(site, "b"))
    assert not outdated.done and outdated.code == [f"source_hash: {stamp}", "campaign mark-translated b"]
    assert "kan inte läsas" in twin_task(one(site, "c", Variant.LATTLAST), site).sentences[0]
    assert "ingen vanlig sida" in twin_task(one(site, "d", Variant.LATTLAST), site).sentences[0]
    current = make_site({"b.md": page("B"), "b.lattlast.md": page("B", source_hash=stamp)})
    assert twin_task(one(current, "b"), current).done


@pytest.mark.parametrize(("day", "done"), [("2026-11-22", True), ("2027-06-01", False)])
def test_a_review_that_is_due_is_something_to_do(make_site: MakeSite, day: str, done: bool) -> None:
    site = make_site({"lagen/a.md": page("A", last_reviewed_on="2026-11-01", owner="jurist")})
    task = review_task(one(site, "lagen/a"), site, datetime.date.fromisoformat(day))
    assert task.done is done and "Ansvarig roll: jurist." in task.sentences
    assert ("Den skulle ha granskats senast den 1 maj 2027." in task.sentences) is not done

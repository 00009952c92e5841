"""The release gate: what stands in the way of a release, all at once, and what an approval covers."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA

from campaign.content.approvals import Approval, Role, role_for
from campaign.content.approved_texts import EDITORS_ONLY, fact_hash, page_hash, service_hash
from campaign.content.facts import Fact
from campaign.content.pages import Site, Variant, load_site
from campaign.content.services import Service
from campaign.findings import Finding
from campaign.release.gate import release_blockers
from campaign.settings import Settings

ADDRESS = "https://www.sajt.se/"
FILES = {
    "lagen/pa-natet.md": "---\ntitle: På nätet\ndescription: Om nätet.\n---\nDet gäller. [[fakta:kop-brott]]\n",
    "lagen/pa-natet.lattlast.md": "---\ntitle: Nätet\ndescription: Om nätet.\n---\nSå är det. [[fakta:kop-brott]]\n",
}


@pytest.fixture
def ready(settings: Settings) -> Settings:
    """Settings with a sender and ways to reach it."""
    update = {"sender": "Avsändaren", "sender_contact": "post@sajt.se", "security_contact": "tel:08-1"}
    table = settings.table.model_copy(update=update)
    return dataclasses.replace(settings, table=table)


@pytest.fixture
def site(make_site: Callable[[Mapping[str, str]], Site]) -> Site:
    """A small site where every page and record is approved."""
    site = make_site(FILES)
    approve_all(site)
    return site


def approve_all(site: Site) -> None:
    """Approves every page and record as it stands."""
    rows: list[tuple[str, str, str, Role]] = [
        (page.id, page.variant.value, page_hash(page, site), role_for(page.id, page.variant.value))
        for page in site.sound_pages()
    ]
    rows += [(f"fakta:{fact.id}", "", fact_hash(fact), "jurist") for fact in site.records.facts.values()]
    rows += [(f"tjanst:{item.id}", "", service_hash(item), "verksamhet") for item in site.records.services.values()]
    site.records.approvals = [
        Approval.model_validate({"id": record_id, "variant": variant, "content_hash": wanted, "role": role,
                                 "person": "Ett Namn", "date": "2026-11-22"})
        for record_id, variant, wanted, role in rows
    ]  # fmt: skip


def rules(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.path, finding.rule) for finding in findings]


def test_a_site_where_all_is_approved_and_decided_passes(site: Site, ready: Settings) -> None:
    assert release_blockers(site, ready, ADDRESS) == []


def test_the_shipped_settings_and_files_stop_a_release_with_everything_at_once(
    make_site: Callable[[Mapping[str, str]], Site], settings: Settings
) -> None:
    found = release_blockers(make_site(FILES), settings, "https://kampanj.example/")
    names = [rule for _, rule in rules(found)]
    assert names.count("release-sender-missing") == 2
    assert names.count("release-security-missing") == 1
    assert names.count("release-address-reserved") == 1
    assert names.count("release-not-approved") == 2 + 2 + 3
    assert all(finding.message.endswith(".") and finding.suggestion for finding in found)
    assert found == sorted(found)


@pytest.mark.parametrize(
    "address",
    ["", "http://www.sajt.se/", "https://kampanj.example/", "https://a.b.test/", "https://x.invalid", "https://localhost:8/",
     "https://dator.local/", "https://example.com/", "https://www.example.com/", "https://www.example.org/x/",
     "https://KAMPANJ.EXAMPLE/", "https://kampanj.example./", "www.sajt.se", "https:///lagen/", "ftp://www.sajt.se/"],
)  # fmt: skip
def test_an_address_that_cannot_be_the_real_one_stops_a_release(site: Site, ready: Settings, address: str) -> None:
    assert rules(release_blockers(site, ready, address)) == [("mkdocs.yml", "release-address-reserved")]


@pytest.mark.parametrize("address", ["https://www.sajt.se/", "https://example.se/", "https://myexample.com/kampanj/"])
def test_an_address_that_can_be_real_passes(site: Site, ready: Settings, address: str) -> None:
    assert release_blockers(site, ready, address) == []


@pytest.mark.parametrize(
    ("key", "rule"),
    [("sender", "release-sender-missing"), ("sender_contact", "release-sender-missing"),
     ("security_contact", "release-security-missing")],
)  # fmt: skip
def test_a_missing_sender_or_contact_stops_a_release(site: Site, ready: Settings, key: str, rule: str) -> None:
    table = ready.table.model_copy(update={key: ""})
    found = release_blockers(site, dataclasses.replace(ready, table=table), ADDRESS)
    assert rules(found) == [("pyproject.toml", rule)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("lagen/pa-natet.md", "Det gäller.", "Det gäller nu."),
        ("lagen/pa-natet.md", "title: På nätet", "title: Nätet"),
        ("lagen/pa-natet.md", "Om nätet.", "Om nätet nu."),
        ("lagen/pa-natet.lattlast.md", "Så är det.", "Så var det."),
    ],
)
def test_a_single_changed_word_breaks_the_pages_approval_and_no_other(
    write_docs: Callable[[Mapping[str, str]], Path], ready: Settings, file: str, old: str, new: str
) -> None:
    first = load_site(write_docs(FILES), "docs")
    approve_all(first)
    changed = load_site(write_docs({**FILES, file: FILES[file].replace(old, new)}), "docs")
    changed.records.approvals = first.records.approvals
    assert rules(release_blockers(changed, ready, ADDRESS)) == [(f"docs/{file}", "release-not-approved")]


def test_a_changed_fact_breaks_the_approval_of_the_fact_and_of_the_pages_that_show_it(
    write_docs: Callable[..., Path], ready: Settings
) -> None:
    first = load_site(write_docs(FILES), "docs")
    approve_all(first)
    facts = DATA["facts"].replace("text: Det är brott att köpa sex.", "text: Det är ett brott att köpa sex.")
    changed = load_site(write_docs(FILES, {**DATA, "facts": facts}), "docs")
    changed.records.approvals = first.records.approvals
    assert rules(release_blockers(changed, ready, ADDRESS)) == [
        ("docs/_data/facts.yml", "release-not-approved"),
        ("docs/lagen/pa-natet.md", "release-not-approved"),
    ]


@pytest.mark.parametrize(
    "change", [{"role": "kommunikation"}, {"variant": "lattlast"}, {"variant": ""}, {"id": "lagen/straff"}]
)
def test_an_approval_of_another_role_variant_or_page_does_not_count(
    site: Site, ready: Settings, change: dict[str, str]
) -> None:
    site.records.approvals[0] = site.records.approvals[0].model_copy(update=change)
    found = release_blockers(site, ready, ADDRESS)
    assert rules(found) == [("docs/lagen/pa-natet.md", "release-not-approved")]
    assert "jurist" in found[0].message


def test_the_suggestion_gives_the_hash_to_paste(site: Site, ready: Settings) -> None:
    page = site.page("lagen/pa-natet", Variant.LATTLAST)
    assert page is not None
    site.records.approvals = [item for item in site.records.approvals if item.variant != "lattlast"]
    [finding] = release_blockers(site, ready, ADDRESS)
    assert page_hash(page, site) in finding.suggestion
    assert "lattlast" in finding.message


def test_a_fact_is_told_on_its_line_with_what_to_write(site: Site, ready: Settings) -> None:
    site.records.approvals = [item for item in site.records.approvals if item.id != "fakta:kop-distans"]
    [finding] = release_blockers(site, ready, ADDRESS)
    assert (finding.path, finding.line) == ("docs/_data/facts.yml", 12)
    assert "fakta:kop-distans" in finding.suggestion


def test_a_hidden_service_needs_no_approval(site: Site, ready: Settings) -> None:
    hidden = site.records.services["nspm"].model_copy(update={"show": "hidden"})
    site.records.services["nspm"] = hidden
    site.records.approvals = [item for item in site.records.approvals if item.id != "tjanst:nspm"]
    assert release_blockers(site, ready, ADDRESS) == []


def test_a_draft_and_its_twin_need_no_approval(make_site: Callable[[Mapping[str, str]], Site], ready: Settings) -> None:
    files = {**FILES, "lagen/pa-natet.md": FILES["lagen/pa-natet.md"].replace("title:", "draft: true\ntitle:")}
    site = make_site(files)
    approve_all(site)
    site.records.approvals = [item for item in site.records.approvals if ":" in item.id]
    assert release_blockers(site, ready, ADDRESS) == []


def test_words_that_wait_for_a_decision_stop_a_release_on_their_line(
    make_site: Callable[[Mapping[str, str]], Site], ready: Settings
) -> None:
    files = {**FILES, "om/a.md": "---\ntitle: A\n---\n\nText.\n\n- Ansvarig: inte Bestämt än.\n"}
    site = make_site(files)
    approve_all(site)
    found = release_blockers(site, ready, ADDRESS)
    assert [(item.path, item.line, item.rule) for item in found] == [("docs/om/a.md", 7, "release-undecided")]


def test_a_first_place_in_the_help_bar_without_a_verified_number_stops_a_release_and_names_the_owner(
    make_site: Callable[[Mapping[str, str]], Site], ready: Settings
) -> None:
    site = make_site({"index.md": "---\ntitle: A\nowner: verksamhet\n---\nText.\n"})
    bris = site.records.services["bris"]
    site.records.services["bris"] = bris.model_copy(update={"show": "link", "phone": "", "url": "https://bris.se"})
    approve_all(site)
    [finding] = release_blockers(site, ready, ADDRESS)
    assert (finding.path, finding.rule) == ("docs/index.md", "release-help-unverified")
    assert finding.suggestion == "Ansvarig: verksamhet."


@pytest.mark.parametrize("key", ["text", "lattlast", "cite", "in_force", "as_of"])
def test_a_facts_hash_covers_all_that_a_reader_is_shown(site: Site, key: str) -> None:
    fact: Fact = site.records.facts["kop-brott"]
    assert fact_hash(fact.model_copy(update={key: "annat"})) != fact_hash(fact)


@pytest.mark.parametrize("key", ["note", "seen_via", "checked_on", "review_in"])
def test_a_facts_hash_leaves_out_what_only_editors_see(site: Site, key: str) -> None:
    fact = site.records.facts["kop-brott"]
    assert fact_hash(fact.model_copy(update={key: "annat"})) == fact_hash(fact)


@pytest.mark.parametrize(
    ("key", "value"),
    [*((key, "annat") for key in ("name", "who", "what", "lattlast", "phone", "url", "chat", "anonymous_note", "traces",
                                  "aids", "age", "as_of")),
     ("anonymous", "nej"), ("free", "nej"), ("gender", "kvinna"), ("without_papers", "ja"), ("not_alone", True),
     ("languages", ["arabiska"]), ("audiences", ["kopt"]), ("never_for", ["ung"]), ("needs", ["vard"]),
     ("ways", ["sms"])],
)  # fmt: skip
def test_a_services_hash_covers_all_that_a_reader_is_shown(site: Site, key: str, value: object) -> None:
    service: Service = site.records.services["bris"]
    assert getattr(service, key) != value
    assert service_hash(service.model_copy(update={key: value})) != service_hash(service)


def test_a_services_hash_leaves_out_what_only_editors_see(site: Site) -> None:
    service = site.records.services["bris"]
    other = {"note": "annat", "seen_via": "annat", "checked_on": datetime.date(2020, 1, 1), "missing": ["annat"]}
    assert other.keys() <= EDITORS_ONLY
    assert service_hash(service.model_copy(update=other)) == service_hash(service)


def test_a_pages_hash_covers_what_its_pictures_show(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site({"a.md": "---\ntitle: A\nimage: dorr-pa-glant\n---\nText.\n\n[[bild:dorr-pa-glant]]\n"})
    [page] = site.sound_pages()
    before = page_hash(page, site)
    door = site.records.illustrations["dorr-pa-glant"]
    site.records.illustrations["dorr-pa-glant"] = door.model_copy(update={"alt": "En dörr är stängd."})
    assert page_hash(page, site) != before
    site.records.illustrations["dorr-pa-glant"] = door.model_copy(update={"shapes": door.shapes * 2})
    assert page_hash(page, site) == before


def test_a_services_hash_covers_its_hours(site: Site) -> None:
    service = site.records.services["sos-112"]
    assert service_hash(service.model_copy(update={"hours": []})) != service_hash(service)


def test_a_pages_hash_does_not_change_with_white_space(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    head = "---\ntitle: A\ndescription: B\n---\n"
    site = make_site({"a.md": f"{head}Ett två.\n", "b.md": f"{head}\nEtt\n  två.\n\n", "c.md": f"{head}Ett, två.\n"})
    first, second, third = (page_hash(page, site) for page in site.sound_pages())
    assert first == second
    assert first != third


def test_a_blocker_says_what_a_person_must_check(site: Site, ready: Settings) -> None:
    site.records.approvals = []
    bris = site.records.services["bris"]
    site.records.services["bris"] = bris.model_copy(update={"missing": ["öppettider", "språk"]})
    page = site.page("lagen/pa-natet")
    assert page is not None
    page.meta = page.meta.model_copy(update={"release_check": True})
    told = {finding.message: finding.suggestion for finding in release_blockers(site, ready, ADDRESS)}
    assert told["Tjänsten ”bris” är inte kontrollerad av en namngiven person."].startswith(
        "Kontrollera öppettider; språk. Raden i approvals.yml"
    )
    assert told["Faktumet ”kop-brott” är inte kontrollerat av en namngiven person."].startswith("Jämför med https://")
    assert any("polisen eller ECPAT" in suggestion for suggestion in told.values())

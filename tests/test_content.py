"""The real docs/: no error, nothing approved that nobody has approved, nothing unverified shown."""

from __future__ import annotations

import posixpath
import re

from conftest import TODAY
from real_site import PROJECT

from campaign.checks import run_checks, waivers_in_use
from campaign.content.lesson_pages import pupils_lessons
from campaign.content.lesson_plan import section_of
from campaign.content.lessons import LESSONS, SHEET_ENDING
from campaign.content.pages import Variant, load_site
from campaign.content.readability import words
from campaign.findings import Severity
from campaign.release.gate import release_blockers
from campaign.settings import Settings

NEEDED = """index lagen/andra-lander lagen/fragor-och-svar lagen/historia lagen/index lagen/koppleri-och-manniskohandel
lagen/myter lagen/pa-natet lagen/samtycke lagen/straff lagen/under-18 lagen/utomlands lagen/varfor material/index
om/barnets-basta om/idag om/index om/kallor om/kontakt om/lattlast om/ordlista om/personuppgifter om/redigera
om/sa-arbetar-vi om/sa-valjer-vi-tjanster om/surfa-sakert om/tillganglighetsredogorelse om/uppfoljning om/webbkarta
skola/brev-hem skola/elevhalsa skola/hamta skola/hjalpkarta skola/index skola/lararhandledning
skola/om-en-elev-berattar skola/rektor sprak/index stod/akut stod/anhorig stod/anmala stod/dina-rattigheter
stod/halsa stod/index stod/innan-du-berattar stod/man-och-hbtqi stod/nar-du-ringer stod/okej stod/prata stod/sluta
stod/tvingad stod/vagar-vidare ung/18-25 ung/ai-bilder ung/bilder ung/det-du-ser ung/det-har-hant-mig
ung/dina-rattigheter ung/erbjudanden ung/hjalpa-en-van ung/hot ung/index ung/jag-har-gjort-nagot ung/jobb
ung/kontakt ung/ungdomsmottagningen ung/vad-skulle-du-gora vuxna/arbetsgivare vuxna/foraldrar vuxna/god-man-och-lss
vuxna/hotell-och-restaurang vuxna/hyresvard-och-granne vuxna/idrott vuxna/index vuxna/kollega-och-van
vuxna/natplattformar vuxna/taxi yrkesverksamma/anmalningsplikt yrkesverksamma/din-sakerhet yrkesverksamma/index
yrkesverksamma/samverkan yrkesverksamma/utbildning yrkesverksamma/vaga-fraga""".split()
NEEDED += [f"skola/lektioner/{lesson}{end}" for lesson in LESSONS if lesson != "personal" for end in ("", SHEET_ENDING)]


#: Linked from a lesson's preparation, but sent, or read the first time only.
NOT_READ_EACH_TIME = {"skola/brev-hem", "skola/lararhandledning", "skola/lektioner/lagen"}


def test_the_texts_have_no_error(settings: Settings) -> None:
    findings = run_checks(load_site(PROJECT / "docs", "docs"), settings, TODAY, spelling=True)
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []


def test_every_page_is_there_in_both_variants() -> None:
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


def test_a_lesson_is_prepared_in_the_time_it_says() -> None:
    """At 200 words a minute: the teacher's page, its sheet, and what its preparation asks to be read each time."""
    site = load_site(PROJECT / "docs", "docs")
    for page in [*pupils_lessons(site), site.page("yrkesverksamma/utbildning")]:
        assert page and page.meta.lesson
        start, end = (section_of(page.body, title) for title in ("Förbered tryggt", "Steg för steg"))
        assert start and end
        asked = [link for link in page.body.links if start.line < link.line < end.line]
        ids = {posixpath.normpath(f"{page.id}/../{link.target.removesuffix('.md')}") for link in asked}
        read = [found for name in sorted(ids - NOT_READ_EACH_TIME) if (found := site.page(name))]
        assert page.meta.lesson.for_staff or len(read) >= 3, page.id
        number = sum(
            len(words(site.records.expand(block.text, lattlast=False)))
            for one in [page, *read] for block in one.body.blocks
        )  # fmt: skip
        assert number / 200 <= page.meta.lesson.prepare_minutes, f"{page.id}: {number} words"

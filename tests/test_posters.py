"""Posters: the record, its words, the day until which a copy holds, what carries what, and the real six designs."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import get_args

import pytest
from real_site import PROJECT

from campaign.checks.metadata import REVEALING
from campaign.checks.posters import LEAST_INK, SIGNS
from campaign.content.approvals import Approval
from campaign.content.approved_texts import poster_hash
from campaign.content.pages import Site, load_site
from campaign.content.poster import Format
from campaign.content.posters import Poster, headline_of, services_of, short_addresses, texts_of, valid_until
from campaign.editing.approval_lines import UnknownTextError, approvables
from campaign.editing.carriers import carriers_of
from campaign.editing.drill import play
from campaign.editing.receipt import make_receipt
from campaign.editing.receipt_text import receipt_lines
from campaign.findings import Finding
from campaign.images.fonts import CHARACTERS, characters, font_file
from campaign.images.palette import TOKENS, contrast, read_tokens
from campaign.release.gate import release_blockers
from campaign.schema import validate
from campaign.settings import Settings

RECORD = {
    "id": "en-van",
    "audience": "ung",
    "headline": "Du kan hjälpa en vän",
    "headline_lattlast": "Hjälp en vän",
    "text": ["[[fakta:kop-brott]]", "Fråga [[tjanst:bris]]."],
    "text_lattlast": ["Fråga [[tjanst:bris]]."],
    "facts": ["kop-distans"],
    "services": ["sos-112"],
    "address": "en-sida",
    "illustration": "dorr-pa-glant",
    "colours": {"background": "night", "ink": "on-night", "accent": "apricot"},
    "formats": ["a4", "talong"],
    "alt": "En affisch.",
    "alt_lattlast": "En affisch.",
    "changed_on": "2026-11-22",
}
YAML = """\
posters:
  - id: en-van
    audience: ung
    headline: Du kan hjälpa en vän
    headline_lattlast: Hjälp en vän
    text:
      - "[[fakta:kop-brott]]"
      - "Fråga [[tjanst:bris]]."
    text_lattlast: ["Fråga [[tjanst:bris]]."]
    facts: [kop-distans]
    services: [sos-112]
    address: en-sida
    illustration: dorr-pa-glant
    colours: {background: night, ink: on-night, accent: apricot}
    formats: [a4, talong]
    alt: En affisch.
    alt_lattlast: En affisch.
    changed_on: 2026-11-22
"""
PAGE = "---\ntitle: En sida\ndescription: En sida.\nshort: en-sida\n---\nText.\n"
MakeSite = Callable[[Mapping[str, str]], Site]

REAL = load_site(PROJECT / "docs", "docs")


def poster(**changes: object) -> Poster:
    record, errors = validate(Poster, RECORD | changes)
    assert record is not None, errors
    return record


def refused(**changes: object) -> str:
    record, errors = validate(Poster, RECORD | changes)
    assert record is None
    return " ".join(f"{error.message} {error.suggestion}" for error in errors)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    return make_site({"lagen/sida.md": PAGE, "_data/posters.yml": YAML})


# --- the record


def test_a_poster_is_read_with_a_line_for_every_value(site: Site) -> None:
    assert site.findings == []
    assert site.records.posters == {"en-van": poster()}
    places = ("", "/headline", "/text/0", "/text/1", "/text_lattlast/0", "/services/0", "/colours/ink", "/address")
    lines = {place: site.records.line("posters", f"en-van{place}") for place in places}
    assert lines == {"": 2, "/headline": 4, "/text/0": 7, "/text/1": 8, "/text_lattlast/0": 9, "/services/0": 11,
                     "/colours/ink": 14, "/address": 12}  # fmt: skip


def test_the_lines_are_right_after_a_poster_that_could_not_be_read(make_site: MakeSite) -> None:
    broken = "posters:\n  - id: trasig\n" + YAML.removeprefix("posters:\n")
    site = make_site({"_data/posters.yml": broken})
    assert list(site.records.posters) == ["en-van"]
    assert site.records.line("posters", "en-van/text/1") == 9
    assert {finding.line for finding in site.findings} == {2}


def test_an_id_twice_is_a_finding_and_the_first_one_stands(make_site: MakeSite) -> None:
    twice = YAML + YAML.removeprefix("posters:\n").replace("Du kan hjälpa", "Så hjälper du")
    site = make_site({"_data/posters.yml": twice})
    assert [(finding.rule, finding.line) for finding in site.findings] == [("key-duplicate", 19)]
    assert site.records.posters["en-van"].headline == "Du kan hjälpa en vän"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"id": "en vän"}, "bara a–z, siffror och bindestreck"),
        ({"audience": "vänner"}, "”audience” kan inte vara ”vänner”"),
        ({"text": []}, "minst 1"),
        ({"text": ["a", "b", "c", "d"]}, "högst 3"),
        ({"text": [""]}, "får inte vara tomt"),
        ({"formats": ["kvadratt"]}, "Menade du ”kvadrat”?"),
        ({"formats": ["a4", "a4"]}, "har ”a4” två gånger"),
        ({"variants": []}, "minst 1"),
        ({"address": ""}, "”address” är tom"),
        ({"address": "https://x.example/"}, "inte är en adress på sajten"),
        ({"colours": {"background": "night", "inc": "ink", "accent": "plum"}}, "Menade du ”ink”?"),
        ({"hedline": "x"}, "Menade du ”headline”?"),
        ({"changed_on": "i dag"}, "inte är ett datum"),
    ],
)
def test_a_wrong_value_is_refused_in_swedish(changes: dict[str, object], told: str) -> None:
    assert told in refused(**changes)


def test_its_words_are_each_variants_own(site: Site) -> None:
    record = poster()
    assert headline_of(record, site, "sv") == "Du kan hjälpa en vän"
    assert headline_of(record, site, "lattlast") == "Hjälp en vän"
    assert texts_of(record, site, "sv") == ["Det är brott att köpa sex.", "Fråga Bris."]
    assert texts_of(record, site, "lattlast") == ["Fråga Bris."]
    assert [word.own for word in record.words() if word.place == "en-van/text/1"] == ["Fråga  ."]


def test_it_carries_what_it_lists_and_what_its_texts_name() -> None:
    record = poster()
    assert record.fact_ids() == ["kop-distans", "kop-brott"] and record.fact_ids("lattlast") == ["kop-distans"]
    assert record.service_ids("sv") == record.service_ids() == ["sos-112", "bris"]


def test_a_number_in_its_own_words_is_a_service_too(site: Site) -> None:
    record = poster(services=[], text=["Ring 112."], text_lattlast=["Ring 1120 eller 1 12."])
    assert services_of(record, site) == services_of(record, site, "sv") == ["sos-112"]
    assert services_of(record, site, "lattlast") == []
    moved = with_days(site, {}, {"sos-112": "2026-10-01"})
    assert valid_until(record, moved) == datetime.date(2027, 4, 1)


# --- valid until


def with_days(site: Site, facts: Mapping[str, tuple[str, int]], services: Mapping[str, str]) -> Site:
    for key, (day, months) in facts.items():
        changed = {"checked_on": datetime.date.fromisoformat(day), "review_in": months}
        site.records.facts[key] = site.records.facts[key].model_copy(update=changed)
    for key, day in services.items():
        changed_day = {"checked_on": datetime.date.fromisoformat(day)}
        site.records.services[key] = site.records.services[key].model_copy(update=changed_day)
    return site


@pytest.mark.parametrize(
    ("facts", "services", "until"),
    [
        ({}, {}, "2027-05-22"),  # services: six months from 2026-11-22
        ({"kop-brott": ("2026-11-22", 3)}, {}, "2027-02-22"),  # a fact in a text
        ({"kop-distans": ("2026-08-31", 6)}, {}, "2027-02-28"),  # a fact that its own words rest on
        ({}, {"bris": "2026-09-01"}, "2027-03-01"),  # a service that is only named
        ({}, {"sos-112": "2026-08-01", "nspm": "2020-01-01"}, "2027-02-01"),  # another's service is none of its
    ],
)
def test_it_holds_until_the_earliest_review(
    site: Site, facts: dict[str, tuple[str, int]], services: dict[str, str], until: str
) -> None:
    assert valid_until(poster(), with_days(site, facts, services)) == datetime.date.fromisoformat(until)


def test_a_poster_that_claims_nothing_has_no_last_day(site: Site) -> None:
    assert valid_until(poster(facts=[], services=[], text=["Hej."], text_lattlast=["Hej."]), site) is None


# --- addresses, carriers, the receipt


def test_short_addresses_are_those_of_pages_and_lessons() -> None:
    found = {address: page.id for address, page in short_addresses(REAL).items()}
    assert found["vill-andra"] == "stod/sluta"
    assert (found["l/1"], found["l/9"]) == ("skola/lektioner/lagen", "yrkesverksamma/utbildning")


def test_a_poster_carries_its_facts_services_and_picture_on_paper(site: Site) -> None:
    def titles(kind: str, record_id: str) -> list[str]:
        found = [one for one in carriers_of(site, kind, record_id) if one.what == "affisch"]  # type: ignore[arg-type]
        assert all(one.printed and one.page == "lagen/sida" for one in found)
        return [one.title for one in found]

    both = ["Affischen en-van (lättläst): a4, talong", "Affischen en-van (vanlig): a4, talong"]
    assert titles("facts", "kop-distans") == titles("services", "bris") == titles("services", "sos-112") == both
    assert titles("illustrations", "dorr-pa-glant") == both
    assert titles("facts", "kop-brott") == both[1:]
    assert titles("services", "nspm") == []


def test_the_receipt_of_a_drill_names_the_posters_to_call_back(site: Site) -> None:
    lines = "\n".join(receipt_lines(make_receipt(site, play(site, "kop-brott")), markdown=False))
    assert "Filer och papper att dra tillbaka:" in lines and "Affischen en-van (vanlig): a4, talong" in lines
    assert "Affischen en-van (lättläst)" not in lines


# --- approval


HASHED = {
    "headline": "Så hjälper du en vän", "headline_lattlast": "Så hjälper du", "text": ["Lyssna."],
    "text_lattlast": ["Lyssna."], "services": [], "address": "en-annan", "illustration": "vagskal",
    "colours": {"background": "night", "ink": "on-night", "accent": "sea"}, "variants": ["sv"], "formats": ["a4"],
    "outside": "Prata", "outside_lattlast": "Prata", "alt": "En annan.", "alt_lattlast": "En annan.",
}  # fmt: skip


@pytest.mark.parametrize("key", HASHED)
def test_an_approval_covers_all_that_stands_on_a_poster(site: Site, key: str) -> None:
    assert poster_hash(poster(**{key: HASHED[key]}), site) != poster_hash(poster(), site)


def test_an_approval_is_broken_by_a_changed_fact_and_by_a_changed_number(site: Site) -> None:
    before = poster_hash(poster(), site)
    assert poster_hash(poster(), play(site, "kop-brott")) != before
    assert poster_hash(poster(), play(site, "kop-distans")) != before, "its own words rest on that one"
    number = site.records.services["sos-112"].model_copy(update={"phone": "113"})
    site.records.services["sos-112"] = number
    assert poster_hash(poster(), site) != before


def test_what_no_reader_sees_breaks_no_approval(site: Site) -> None:
    other = poster(changed_on="2026-12-01", audience="elev")
    assert poster_hash(other, site) == poster_hash(poster(), site)


def approved(site: Site) -> Site:
    row = {"id": "affisch:en-van", "content_hash": poster_hash(poster(), site), "role": "kommunikation",
           "person": "Kim Ek", "date": "2026-11-22"}  # fmt: skip
    site.records.approvals = [Approval.model_validate(row)]
    return site


def blockers(site: Site, settings: Settings) -> list[Finding]:
    return [one for one in release_blockers(site, settings, "https://www.sajt.se/") if "posters" in one.path]


def test_a_release_refuses_a_poster_that_nobody_has_approved(site: Site, settings: Settings) -> None:
    (found,) = blockers(site, settings)
    assert (found.rule, found.line) == ("release-not-approved", 2)
    assert "Affischen ”en-van” är inte godkänd" in found.message
    assert "Ring 112. Prova adressen en-sida/." in found.suggestion
    assert found.suggestion.endswith(f"id: affisch:en-van och content_hash: {poster_hash(poster(), site)}")
    assert blockers(approved(site), settings) == []
    assert blockers(play(approved(site), "kop-brott"), settings), "a changed fact needs a new approval"


def test_the_lines_of_an_approval_are_those_of_the_role_that_knows_the_page(site: Site) -> None:
    (text,) = approvables(site, "affisch:en-van")
    assert (text.content_hash, text.role, text.is_approved) == (poster_hash(poster(), site), "jurist", False)
    assert approvables(approved(site), "affisch:en-van")[0].is_approved
    with pytest.raises(UnknownTextError, match="Menade du ”affisch:en-van”"):
        approvables(site, "affisch:en-vn")


def test_the_receipt_tells_of_a_changed_poster_its_old_copies_and_its_broken_approval(site: Site) -> None:
    before = approved(site)
    changed = before.records.posters["en-van"].model_copy(update={"headline": "Så hjälper du en vän"})
    now = replace(before, records=replace(before.records, posters={"en-van": changed}))
    (change,) = make_receipt(before, now).records
    assert (change.kind, change.id, [one.name for one in change.wordings]) == (
        "posters", "en-van", ["Rubrik, vanlig svenska"]
    )  # fmt: skip
    assert [one.id for one in change.broken] == ["affisch:en-van"] and change.ask == {"affisch": ["affisch:en-van"]}
    lines = "\n".join(receipt_lines(make_receipt(before, now), markdown=False))
    assert "Affischen en-van är ändrad" in lines and "- Affischen en-van (vanlig): a4, talong" in lines


def test_a_changed_fact_asks_who_approves_the_posters_that_bear_it(site: Site) -> None:
    (change,) = make_receipt(approved(site), play(site, "kop-brott")).records
    assert change.ask["affisch"] == ["affisch:en-van"]
    assert [one.id for one in change.broken] == ["affisch:en-van"]


# --- signs and colours


def test_every_sign_that_a_poster_may_have_is_in_the_font_in_both_weights() -> None:
    for style in ("Regular", "Bold"):
        assert not {sign for sign in SIGNS if ord(sign) not in characters(font_file(style))}
    assert {ord(sign) for sign in SIGNS} <= CHARACTERS


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.478, abs=0.001)
    assert contrast("#0b3a43", "#0b3a43") == 1


def test_tokens_are_those_of_the_light_scheme_and_of_the_pictures() -> None:
    tokens = read_tokens((PROJECT / TOKENS).read_text(encoding="utf-8"))
    assert (tokens["paper"], tokens["card"], tokens["picture-teal"]) == ("#fffaf3", "#ffffff", "#0b4650")
    assert "teal" not in tokens


# --- the real posters


def test_there_are_six_designs_for_six_readers() -> None:
    audiences = [tuple(one.audience) for one in REAL.records.posters.values()]
    assert audiences == [("alla",), ("kopt",), ("salt",), ("ung", "elev"), ("ung", "elev"), ("yrke",)]
    assert {form for one in REAL.records.posters.values() for form in one.formats} == set(get_args(Format))


@pytest.mark.parametrize("record", REAL.records.posters.values(), ids=lambda record: str(record.id))
def test_a_real_poster_is_whole_in_both_variants(record: Poster) -> None:
    tokens = read_tokens((PROJECT / TOKENS).read_text(encoding="utf-8"))
    assert contrast(tokens[record.colours.ink], tokens[record.colours.background]) >= LEAST_INK
    assert record.variants == ["sv", "lattlast"]
    assert record.address in short_addresses(REAL)
    assert valid_until(record, REAL) is not None
    for text in (record.id, record.address, record.outside, record.outside_lattlast):
        assert not REVEALING.search(text)
    assert record.fact_ids("sv") == record.fact_ids("lattlast"), "both variants say the same"
    assert services_of(record, REAL, "sv") == services_of(record, REAL, "lattlast"), "both lead to the same help"

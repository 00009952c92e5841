"""The data files: each problem is a finding with its line, and one bad record does not take the others along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, NO_ADDRESSES, OWN_WORDS, TODAY

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.content.records import FILES, Records, load_records
from campaign.findings import Finding
from campaign.settings import Settings

Read = Callable[..., tuple[Records, list[Finding]]]


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads the small data files, some of them changed; None leaves a file out."""

    def reader(**changes: str | bytes | None) -> tuple[Records, list[Finding]]:
        (tmp_path / "ord.txt").write_text(OWN_WORDS, encoding="utf-8")
        (tmp_path / "adresser.txt").write_text(NO_ADDRESSES, encoding="utf-8")
        for name, text in {**DATA, **changes}.items():
            if text is not None:
                (tmp_path / f"{name}.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return load_records(tmp_path, "docs/_data")

    return reader


def found(findings: list[Finding]) -> list[tuple[str, int, str]]:
    return [(finding.path.removeprefix("docs/_data/"), finding.line, finding.rule) for finding in findings]


def test_the_small_data_files_are_read_without_findings(read: Read) -> None:
    records, findings = read()
    assert findings == []
    assert records.unreadable == set()
    assert list(records.services) == ["sos-112", "bris", "nspm"]
    assert list(records.facts) == ["kop-brott", "kop-distans"]
    assert list(records.sources) == ["brottsbalken"]
    assert list(records.glossary) == ["samtycke"]
    assert list(records.terms) == ["barnporr", "offer"]
    assert records.approvals == []


def test_a_record_has_the_line_where_it_begins(read: Read) -> None:
    records, _ = read()
    assert records.line("facts", "kop-brott") == 2
    assert records.line("facts", "kop-distans") == 12
    assert records.line("facts", "finns-inte") == 1
    assert records.path("facts") == "docs/_data/facts.yml"


def test_a_row_of_the_navigation_has_its_line(read: Read) -> None:
    nav = "sections:\n  - id: lagen\n    title: Lagen\n    lattlast: Lagen\n    pages:\n      - index\n      - straff\n"
    records, findings = read(nav=nav)
    assert findings == []
    assert records.line("nav", "lagen/straff") == 7


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_one_finding_and_the_others_are_read(read: Read, name: str) -> None:
    records, findings = read(**{name: None})
    assert found(findings) == [(f"{name}.yml", 1, "data-missing")]
    assert findings[0].suggestion
    assert records.unreadable == {name}


@pytest.mark.parametrize("name", FILES)
def test_a_file_in_another_encoding_is_one_finding(read: Read, name: str) -> None:
    records, findings = read(**{name: f"# å\n{DATA[name]}".encode("latin-1")})
    assert found(findings) == [(f"{name}.yml", 1, "not-utf8")]
    assert records.unreadable == {name}


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_is_a_folder_is_one_finding(tmp_path: Path, read: Read, name: str) -> None:
    (tmp_path / f"{name}.yml").mkdir()
    records, findings = read(**{name: None})
    assert [finding.path for finding in findings] == [f"docs/_data/{name}.yml"]
    assert records.unreadable == {name}


@pytest.mark.parametrize("name", FILES)
def test_broken_yaml_is_one_finding_on_its_line(read: Read, name: str) -> None:
    records, findings = read(**{name: f"{DATA[name]}# slut\ntrasig: a: b\n"})
    assert found(findings) == [(f"{name}.yml", DATA[name].count("\n") + 2, "data-invalid")]
    assert "citattecken" in findings[0].suggestion
    assert records.unreadable == {name}


@pytest.mark.parametrize("name", [name for name in FILES if name != "nav"])
@pytest.mark.parametrize(
    "text", ["", "# bara en kommentar\n", "- id: a\n", "hej\n", "rader: []\n", "{name}:\n", "{name}: x\n"]
)
def test_a_file_without_its_list_is_a_finding_that_says_how_to_write_it_empty(read: Read, name: str, text: str) -> None:
    records, findings = read(**{name: text.replace("{name}", name)})
    assert (f"{name}.yml", 1, "data-invalid") in found(findings)
    assert any(f"{name}: []" in finding.suggestion for finding in findings)
    assert records.unreadable == {name}


def test_an_empty_list_is_no_finding(read: Read) -> None:
    records, findings = read(glossary="glossary: []\n")
    assert findings == []
    assert records.glossary == {}
    assert records.unreadable == set()


def test_an_empty_navigation_is_no_finding(read: Read) -> None:
    assert read(nav="# inget än\n")[1] == []


def test_an_extra_key_beside_the_list_is_a_finding_and_the_list_is_read(read: Read) -> None:
    records, findings = read(facts=f"{DATA['facts']}fakta: []\n")
    assert found(findings) == [("facts.yml", DATA["facts"].count("\n") + 1, "data-invalid")]
    assert list(records.facts) == ["kop-brott", "kop-distans"]


def test_an_id_that_stands_twice_is_a_finding_on_the_second_and_the_first_stands(read: Read) -> None:
    text = DATA["glossary"] + "  - id: samtycke\n    term: ja\n    explanation: att man vill\n"
    records, findings = read(glossary=text)
    assert found(findings) == [("glossary.yml", 5, "key-duplicate")]
    assert "samtycke" in findings[0].message
    assert records.glossary["samtycke"].term == "samtycke"


def test_a_key_that_stands_twice_in_a_record_is_a_finding_and_the_record_is_read(read: Read) -> None:
    text = DATA["glossary"].replace("    term: samtycke\n", "    term: samtycke\n    term: ja\n")
    records, findings = read(glossary=text)
    assert found(findings) == [("glossary.yml", 4, "key-duplicate")]
    assert records.glossary["samtycke"].term == "samtycke"


def test_a_bad_record_is_told_on_its_own_line_and_the_others_are_read(read: Read) -> None:
    records, findings = read(services=DATA["services"].replace('show: number\n    phone: "116 111"', "show: nummer"))
    assert found(findings) == [("services.yml", 21, "data-invalid")]
    assert "Menade du ”number”?" in findings[0].suggestion
    assert set(records.services) == {"sos-112", "nspm"}


def test_a_misspelt_key_in_a_record_asks_did_you_mean(read: Read) -> None:
    _, findings = read(services=DATA["services"].replace("    who: Barn och unga", "    vho: Barn\n    who: Barn"))
    assert [finding.suggestion for finding in findings] == ["Menade du ”who”?"]


@pytest.mark.parametrize("item", ["bara text", "[a, b]", "", "2026-11-22"])
def test_a_record_that_is_no_list_of_keys_is_a_finding(read: Read, item: str) -> None:
    _, findings = read(glossary=f"{DATA['glossary']}  - {item}\n")
    assert found(findings) == [("glossary.yml", 5, "data-invalid")]
    assert findings[0].suggestion


def test_words_that_yaml_would_guess_about_stay_words(read: Read) -> None:
    rows = [f"  - id: ord-{number}\n    term: {word}\n    explanation: ett ord\n"
            for number, word in enumerate(["ja", "no", "on", "12:30", "0123", "yes"])]  # fmt: skip
    records, findings = read(glossary="glossary:\n" + "".join(rows))
    assert findings == []
    assert [term.term for term in records.glossary.values()] == ["ja", "no", "on", "12:30", "0123", "yes"]


def test_an_alias_makes_the_file_unreadable_with_one_finding(read: Read) -> None:
    text = DATA["services"].replace("operator: Bris", "operator: &b Bris").replace("who: Yrkesverksamma", "who: *b")
    _, findings = read(services=text)
    assert [rule for _, _, rule in found(findings)] == ["data-invalid"]
    assert "& och *" in findings[0].message


@pytest.mark.parametrize("start", ["\ufeff", ""])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_byte_order_mark_and_windows_line_ends_do_no_harm(read: Read, start: str, end: str) -> None:
    records, findings = read(**{name: start + text.replace("\n", end) for name, text in DATA.items()})
    assert findings == []
    assert records.line("facts", "kop-distans") == 12


def test_deep_nesting_is_a_finding_and_not_a_traceback(read: Read) -> None:
    _, findings = read(glossary="glossary: " + "[" * 4900)
    assert [rule for _, _, rule in found(findings)] == ["data-invalid"]


def test_every_finding_has_a_whole_sentence_and_a_cure(read: Read) -> None:
    services = DATA["services"].replace('phone: "116 111"', 'hours: [{what: telefon, open: "alltid"}]')
    facts = DATA["facts"].replace("sources: [brottsbalken]", "sources: []").replace("core: true", "review_in: 99")
    glossary = DATA["glossary"].replace("att man vill vara med", "ord " * 16)
    _, findings = read(services=services, facts=facts, glossary=glossary)
    assert len(findings) >= 4
    for finding in findings:
        assert finding.message.endswith((".", "…", ":")), finding
        assert finding.suggestion, finding


def test_shortcodes_in_a_text_become_the_words_of_the_variant(read: Read) -> None:
    records, _ = read()
    text = "[[fakta:kop-distans]] Ring [[tjanst:bris]] om [[ordlista:samtycke]].[[fakta:okand]]"
    assert records.expand(text, lattlast=False) == "Det gäller också på nätet. Ring Bris om samtycke."
    assert records.expand(text, lattlast=True) == "Det gäller på nätet också. Ring Bris om samtycke."


PAGE = "---\ntitle: Straffet\ndescription: {}\n---\n\nText om lagen. [[tjanst:bris]]\n".format("ord " * 15)


def test_one_slip_in_the_navigation_does_not_make_every_page_a_finding(
    write_docs: Callable[..., Path], settings: Settings
) -> None:
    nav = "sections:\n  - id: lagen\n    title: Lagen\n    latlast: Lagen\n    lattlast: Lagen\n    pages: [straff]\n"
    site = load_site(write_docs({"lagen/straff.md": PAGE}, {**DATA, "nav": nav}), "docs")
    rules = [finding.rule for finding in run_checks(site, settings, TODAY)]
    assert "data-invalid" in rules
    assert "not-in-navigation" not in rules


def test_one_slip_in_a_service_does_not_say_that_the_service_does_not_exist(
    write_docs: Callable[..., Path], settings: Settings
) -> None:
    services = DATA["services"].replace("    who: Barn och unga", "    vho: Barn\n    who: Barn")
    site = load_site(write_docs({"lagen/straff.md": PAGE}, {**DATA, "services": services}), "docs")
    rules = [finding.rule for finding in run_checks(site, settings, TODAY)]
    assert "data-invalid" in rules
    assert "service-unknown" not in rules

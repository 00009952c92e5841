"""Front matter: a closed list of keys, read strictly, with the line of every problem."""

from __future__ import annotations

import datetime

import pytest

from campaign.content.front_matter import PageHead, ReadHead, TwinHead, read_head, split_head
from campaign.findings import Finding


def read(yaml_text: str) -> ReadHead:
    return read_head(yaml_text, "docs/lagen/straff.md", PageHead)


def only_finding(yaml_text: str) -> Finding:
    result = read(yaml_text)
    assert len(result.findings) == 1, result.findings
    return result.findings[0]


def test_a_text_is_taken_apart_and_the_body_keeps_its_line() -> None:
    parts = split_head("---\ntitle: A\n---\n\nText.\n")
    assert parts is not None
    assert (parts.yaml, parts.body, parts.body_line) == ("title: A\n", "\nText.\n", 4)


def test_spaces_after_the_dashes_do_no_harm() -> None:
    parts = split_head("--- \ntitle: A\n---\t\nText.\n")
    assert parts is not None
    assert parts.body == "Text.\n"


@pytest.mark.parametrize(
    "text",
    ["", "Text.", "---", "---\ntitle: A\n", "\n---\ntitle: A\n---\n", " ---\ntitle: A\n---\n", "----\na: b\n---\n"],
)
def test_a_text_without_two_lines_of_dashes_has_no_front_matter(text: str) -> None:
    assert split_head(text) is None


def test_a_line_of_dashes_in_the_body_belongs_to_the_body() -> None:
    parts = split_head("---\ntitle: A\n---\nText.\n\n---\n\nMer.\n")
    assert parts is not None
    assert parts.body == "Text.\n\n---\n\nMer.\n"


def test_dashes_indented_in_a_value_do_not_end_the_front_matter() -> None:
    parts = split_head("---\ndescription: |\n  ett\n  ---\ntitle: A\n---\nText.\n")
    assert parts is not None
    assert parts.yaml.endswith("title: A\n")


def test_an_empty_front_matter_has_no_values_and_no_findings() -> None:
    parts = split_head("---\n---\nText.\n")
    assert parts is not None
    result = read(parts.yaml)
    assert result.head == PageHead()
    assert result.findings == ()


def test_only_comments_are_an_empty_front_matter() -> None:
    assert read("# inget här\n").head == PageHead()


def test_all_keys_are_read_with_their_types_and_lines() -> None:
    result = read(
        "title: Straffet\nneutral_title: Regler\ndescription: Vad.\naudience: [kopt, ung]\nkind: steg\ndraft: true\n"
        "changed_on: 2026-11-22\nlast_reviewed_on: 2026-11-21\nreview_in: 6\nowner: jurist\nsources: [brottsbalken]\n"
        "related:\n  - lagen/index\nsearch_words: [straff]\nhidden: false\nlattlast: kort\n"
    )
    assert result.findings == ()
    head = result.head
    assert isinstance(head, PageHead)
    assert head.audience == ["kopt", "ung"]
    assert head.changed_on == datetime.date(2026, 11, 22)
    assert head.review_in == 6
    assert head.draft is True
    assert head.related == ["lagen/index"]
    assert (result.lines["title"], result.lines["related"], result.lines["search_words"]) == (2, 13, 15)


def test_one_audience_may_be_written_without_a_list() -> None:
    head = read("audience: ung\n").head
    assert isinstance(head, PageHead)
    assert head.audience == ["ung"]


def test_a_key_without_a_value_counts_as_left_out() -> None:
    result = read("title: A\nkind:\nchanged_on:\naudience: ~\n")
    assert result.findings == ()
    assert result.head == PageHead(title="A")


@pytest.mark.parametrize("title", ["12:30", "0123", "yes", "112", "3.10", "Nej", "1e5", "Ring 112: nu går bra"])
def test_a_title_that_yaml_would_guess_about_is_kept_as_it_is_written(title: str) -> None:
    row = f'title: "{title}"' if ": " in title else f"title: {title}"
    head = read(row + "\n").head
    assert head is not None
    assert head.title == title


def test_a_title_that_is_a_date_asks_for_quotation_marks() -> None:
    finding = only_finding("description: x\ntitle: 2026-01-01\n")
    assert (finding.line, finding.rule) == (3, "front-matter-invalid")
    assert "citattecken" in finding.suggestion


def test_a_title_in_quotation_marks_may_be_a_date() -> None:
    head = read('title: "2026-01-01"\n').head
    assert head is not None
    assert head.title == "2026-01-01"


def test_a_misspelt_key_asks_did_you_mean() -> None:
    finding = only_finding("description: x\ntitel: Straffet\n")
    assert (finding.line, finding.rule) == (3, "front-matter-unknown-key")
    assert finding.suggestion == "Menade du ”title”?"


@pytest.mark.parametrize("row", ["audience: elever", "audience: [ung, elever]"])
def test_a_misspelt_audience_asks_did_you_mean(row: str) -> None:
    finding = only_finding(row)
    assert finding.rule == "front-matter-invalid"
    assert "Menade du ”elev”?" in finding.suggestion


def test_a_misspelt_kind_asks_did_you_mean() -> None:
    assert "Menade du ”lektion”?" in only_finding("kind: lektioner").suggestion


def test_a_list_over_several_lines_is_told_on_the_line_of_the_bad_value() -> None:
    assert only_finding("title: A\naudience:\n  - ung\n  - elever\n").line == 5


@pytest.mark.parametrize("row", ["draft: ja", "hidden: nej", "draft: sant", "draft: [true]"])
def test_a_yes_or_no_is_written_true_or_false(row: str) -> None:
    assert "true eller false" in only_finding(row).suggestion


@pytest.mark.parametrize(
    "row",
    ["changed_on: 22 november", "changed_on: 2026-1-5", "changed_on: 2026-02-30", "changed_on: 20261122",
     "last_reviewed_on: nej", "last_reviewed_on: 0", "changed_on: 86400"],
)  # fmt: skip
def test_a_day_is_written_with_year_month_and_day(row: str) -> None:
    finding = only_finding(row)
    assert "2026-11-22" in f"{finding.message} {finding.suggestion}"


@pytest.mark.parametrize(
    "row", ["review_in: 61", "review_in: -1", "review_in: ett år", "related: [a, b, c, d]", "audience: []"]
)
def test_a_value_outside_its_limits_is_a_finding_with_a_cure(row: str) -> None:
    finding = only_finding(row)
    assert finding.rule == "front-matter-invalid"
    assert finding.suggestion


@pytest.mark.parametrize("text", ["hej\n", "- a\n- b\n", '"text"\n'])
def test_front_matter_that_is_no_list_of_keys_is_a_finding(text: str) -> None:
    finding = only_finding(text)
    assert finding.rule == "front-matter-invalid"
    assert read(text).head is None


def test_broken_yaml_is_one_finding_and_no_head() -> None:
    finding = only_finding("title: Våld: så får du hjälp\n")
    assert (finding.path, finding.line, finding.rule) == ("docs/lagen/straff.md", 2, "front-matter-invalid")
    assert 'title: "Våld: så får du hjälp"' in finding.suggestion
    assert read("title: Våld: så\n").head is None


def test_a_duplicate_key_is_a_finding_but_the_page_is_still_read() -> None:
    result = read("title: A\ndescription: x\ntitle: B\n")
    assert [(finding.line, finding.rule) for finding in result.findings] == [(4, "key-duplicate")]
    assert result.head is not None
    assert result.head.title == "A"


def test_an_alias_is_a_finding() -> None:
    assert "& och *" in only_finding("title: &a A\ndescription: *a\n").message


def test_all_problems_come_at_once() -> None:
    result = read("titel: A\nkind: x\nchanged_on: x\n")
    assert sorted(finding.line for finding in result.findings) == [2, 3, 4]


@pytest.mark.parametrize("key", ["audience: ung", "owner: jurist", "sources: [a]", "review_in: 3", "draft: true"])
def test_a_twin_inherits_the_rest_and_may_not_say_it_itself(key: str) -> None:
    result = read_head(f"title: A\n{key}\n", "docs/a.lattlast.md", TwinHead)
    assert [finding.rule for finding in result.findings] == ["front-matter-unknown-key"]


def test_a_twin_has_its_own_keys() -> None:
    text = "title: A\ndescription: b\nsource_hash: 01234567\nchanged_on: 2026-01-02\nlast_reviewed_on: 2026-01-03\n"
    result = read_head(text + "tested_with_readers: 2026-01-04, fem läsare\n", "docs/a.lattlast.md", TwinHead)
    assert result.findings == ()
    assert isinstance(result.head, TwinHead)
    assert result.head.source_hash == "01234567"


@pytest.mark.parametrize("stamp", ["12345678", "1e234567", "00000000", "0x123456"])
def test_a_hash_that_looks_like_a_number_stays_as_it_is(stamp: str) -> None:
    head = read_head(f"source_hash: {stamp}\n", "a", TwinHead).head
    assert isinstance(head, TwinHead)
    assert head.source_hash == stamp


def test_every_key_is_described_to_the_editor() -> None:
    for model in (PageHead, TwinHead):
        for name, field in model.model_fields.items():
            assert field.description and field.description.endswith("."), name

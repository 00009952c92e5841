"""YAML as text: nothing is guessed, every value has its line, and bad YAML is a problem and never an exception."""

from __future__ import annotations

import datetime

import pytest

from campaign.content.plain_yaml import Problem, read_yaml


def only_problem(text: str) -> Problem:
    document = read_yaml(text)
    assert len(document.problems) == 1, document.problems
    return document.problems[0]


@pytest.mark.parametrize(
    "word", "yes no on off true false ja nej 12:30 0123 0x1F 1e3 1_000 .inf 5.5 007 2026 2026-04 2026-1-5".split()
)
def test_a_word_that_yaml_would_guess_about_stays_text(word: str) -> None:
    assert read_yaml(f"key: {word}").value == {"key": word}


def test_a_day_is_a_date() -> None:
    assert read_yaml("key: 2026-01-01").value == {"key": datetime.date(2026, 1, 1)}


def test_a_day_in_quotation_marks_is_text() -> None:
    assert read_yaml('key: "2026-01-01"').value == {"key": "2026-01-01"}


@pytest.mark.parametrize("day", ["2026-02-29", "2026-13-01", "0000-01-01"])
def test_a_day_that_does_not_exist_stays_text_for_the_schema_to_refuse(day: str) -> None:
    assert read_yaml(f"key: {day}").value == {"key": day}


@pytest.mark.parametrize("nothing", ["", "~", "null", "# kommentar"])
def test_nothing_is_none(nothing: str) -> None:
    assert read_yaml(f"key: {nothing}").value == {"key": None}


def test_nothing_in_quotation_marks_is_text() -> None:
    assert read_yaml('a: ""\nb: "null"').value == {"a": "", "b": "null"}


@pytest.mark.parametrize("text", ["", "\n\n", "# bara\n# kommentarer\n", "---\n", "\ufeff"])
def test_an_empty_text_has_no_value_and_no_problem(text: str) -> None:
    document = read_yaml(text)
    assert document.value is None
    assert document.problems == []


def test_a_byte_order_mark_is_no_part_of_the_first_key() -> None:
    assert read_yaml("\ufeffkey: x").value == {"key": "x"}


def test_windows_line_ends_give_the_same_values_and_lines() -> None:
    document = read_yaml("a: x\r\nb:\r\n  - y\r\n")
    assert document.value == {"a": "x", "b": ["y"]}
    assert document.line(("b", 0)) == 3


def test_every_key_has_its_line() -> None:
    document = read_yaml("# först\nlist:\n  - id: a\n    name: A\n\n  - id: b\n    name: B\n", first_line=10)
    assert document.line(("list",)) == 11
    assert document.line(("list", 0)) == 12
    assert document.line(("list", 0, "name")) == 13
    assert document.line(("list", 1, "name")) == 16


def test_a_key_that_is_not_there_has_the_line_of_the_one_above() -> None:
    document = read_yaml("list:\n  - id: a\n", first_line=5)
    assert document.line(("list", 0, "missing", 3)) == 6
    assert document.line(("other",)) == 5


def test_a_duplicate_key_is_a_problem_on_the_second_line_and_the_first_value_stands() -> None:
    document = read_yaml("a: 1\nb: 2\na: 3\n")
    assert document.value == {"a": "1", "b": "2"}
    assert [(problem.line, problem.rule) for problem in document.problems] == [(3, "key-duplicate")]


def test_a_duplicate_key_deep_down_is_a_problem_too() -> None:
    assert only_problem("list:\n  - id: a\n    id: b\n").line == 3


@pytest.mark.parametrize(
    "text",
    ["a: &x 1\nb: *x\n", "a: &x [*x]\nb: 2\n", "a: &x {c: 1}\nb:\n  <<: *x\n"],
    ids=["alias", "a loop", "a merge key"],
)
def test_an_alias_is_a_problem_and_not_followed(text: str) -> None:
    assert "& och *" in only_problem(text).message


def test_a_text_that_would_swell_by_aliases_is_read_at_once() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    document = read_yaml("\n".join(rows))
    assert [problem.line for problem in document.problems] == list(range(2, 12))  # one a line, and ten in all


@pytest.mark.parametrize(
    "text",
    [
        "key: !important x",
        "key: !!str x",
        "key: !!int 5",
        'key: !!python/object/apply:os.system ["ls"]',
        "key: !map {a: b}",
        "key: !list [a]",
        "!all\nkey: x",
    ],
)
def test_a_tag_is_a_problem(text: str) -> None:
    assert any("Märket" in problem.message for problem in read_yaml(text).problems)


def test_an_exclamation_mark_within_the_text_is_no_tag() -> None:
    document = read_yaml("key: Ring nu!\nother: Ring! Nu.\n")
    assert document.problems == []
    assert document.value == {"key": "Ring nu!", "other": "Ring! Nu."}


def test_a_colon_in_a_value_gets_the_line_to_paste() -> None:
    problem = only_problem("a: x\ntitle: Våld: så får du hjälp\n")
    assert problem.line == 2
    assert problem.suggestion == 'Sätt citattecken runt värdet: title: "Våld: så får du hjälp"'


@pytest.mark.parametrize("row", ["title: Våld: så", 'title: Hon sade "nej": det räcker', "title: a\\b: c"])
def test_the_line_to_paste_can_be_read(row: str) -> None:
    cure = only_problem(row + "\n").suggestion.partition(": ")[2]
    document = read_yaml(cure)
    assert document.problems == []
    assert document.value == {"title": row.partition(": ")[2]}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: x\nb: [y\nc: z\n", 3),
        ("a: x\n\tb: y\n", 2),
        ("a: x\nb: @y\n", 2),
        ("a: x\nb: 'y' z\n", 2),
        ("a: x\n b: y\n", 2),
        ("a: x\nutan kolon\nb: y\n", 3),
        ("a: *finns-inte\n", 1),
        ("a: x\n---\nb: y\n", 2),
        ("a: x\nb: y\tz: w\n", 2),
    ],
)
def test_broken_yaml_is_one_problem_near_its_line_with_a_cure(text: str, line: int) -> None:
    problem = only_problem(text)
    assert abs(problem.line - line) <= 1
    assert problem.rule == "data-invalid"
    assert problem.message.endswith(".")
    assert problem.suggestion


def test_a_quotation_mark_never_closed_is_a_problem_where_it_was_opened() -> None:
    assert only_problem('a: x\nb: "öppet\nc: y\nd: z\n').line == 2


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b"])
def test_an_unusable_character_is_a_problem_on_its_line_in_one_line_of_swedish(character: str) -> None:
    problem = only_problem(f"a: x\nb: y{character}z\n")
    assert "\n" not in problem.message
    assert "unacceptable" not in problem.message
    assert problem.suggestion == "Ta bort tecknet, eller skriv om raden för hand."
    assert f"Tecken 5 på raden är osynligt (U+{ord(character):04X})." == problem.message
    assert problem.line == 2


@pytest.mark.parametrize(
    "text",
    ["a: " + "[" * 5000, "a: " + "[" * 3000 + "]" * 3000, "a: " + "{b: " * 3000 + "}" * 3000,
     "\n".join(" " * depth + "a:" for depth in range(3000)), "- " * 3000 + "x"],
    ids=["open brackets", "closed brackets", "braces", "indented keys", "dashes"],
)  # fmt: skip
def test_deep_nesting_is_a_problem_and_not_a_traceback(text: str) -> None:
    assert read_yaml(text).problems


def test_a_key_that_is_a_list_is_told_without_the_parsers_own_words() -> None:
    document = read_yaml("? [a, b]\n: c\n")
    shown = f"{document.value} {document.problems}"
    assert "Node" not in shown


def test_the_rule_and_the_first_line_are_the_callers() -> None:
    problem = read_yaml("a: [\n", first_line=2, rule="front-matter-invalid").problems[0]
    assert problem.rule == "front-matter-invalid"
    assert problem.line >= 2


@pytest.mark.parametrize("text", ['a: b\nc: ["d"', 'a: b\nc: ["d"\n\n\n', "a: b\nc: {d: e,"])
def test_what_is_missing_at_the_end_is_told_on_the_last_line_that_holds_something(text: str) -> None:
    """Found by tests/test_mutated_pages.py: the parser's line lay outside the file."""
    assert only_problem(text).line == 2

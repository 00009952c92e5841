"""Findings: order, severity, and the three ways to print them."""

from __future__ import annotations

import json

from campaign.findings import FORMATS, Finding, Severity, as_github, as_json, as_text, has_errors

ERROR = Finding("docs/lagen/straff.md", 14, "sentence-too-long", "Meningen har 31 ord, högst 25.", "Dela den.")
WARNING = Finding("docs/lagen/straff.md", 3, "term-consider", "Undvik ”x”.", severity=Severity.WARNING)


def test_text_is_path_line_message_suggestion_and_rule() -> None:
    wanted = "docs/lagen/straff.md:14: Meningen har 31 ord, högst 25. Dela den. (sentence-too-long)\n"
    assert as_text([ERROR]) == wanted


def test_text_marks_a_warning_and_leaves_no_gap_where_the_suggestion_is_empty() -> None:
    assert as_text([WARNING]) == "docs/lagen/straff.md:3: Varning: Undvik ”x”. (term-consider)\n"


def test_text_of_no_findings_is_empty() -> None:
    assert as_text([]) == ""


def test_a_finding_is_one_line_of_text_also_when_it_quotes_a_line_break() -> None:
    finding = Finding(
        "docs/a.md", 2, "link-text-generic", "Länken ”läs\nmer” säger inte vart den leder.", "Ändra\r\nden."
    )
    assert len(as_text([finding]).splitlines()) == 1


def test_json_has_every_field_and_keeps_swedish_letters() -> None:
    text = as_json([ERROR, WARNING])
    assert "högst" in text
    assert text.endswith("\n")
    assert json.loads(text) == [
        {
            "path": "docs/lagen/straff.md",
            "line": 14,
            "rule": "sentence-too-long",
            "message": "Meningen har 31 ord, högst 25.",
            "suggestion": "Dela den.",
            "severity": "error",
        },
        {
            "path": "docs/lagen/straff.md",
            "line": 3,
            "rule": "term-consider",
            "message": "Undvik ”x”.",
            "suggestion": "",
            "severity": "warning",
        },
    ]


def test_json_of_no_findings_is_an_empty_list() -> None:
    assert json.loads(as_json([])) == []


def test_github_shows_severity_file_line_and_rule() -> None:
    assert as_github([WARNING]) == "::warning file=docs/lagen/straff.md,line=3,title=term-consider::Undvik ”x”.\n"


def test_github_escapes_what_would_end_the_command_or_a_property() -> None:
    finding = Finding("docs/a,b:c%d.md", 1, "x", "50 % av\r\nalla: ja, alla")
    assert as_github([finding]) == (
        "::error file=docs/a%2Cb%3Ac%25d.md,line=1,title=x::50 %25 av%0D%0Aalla: ja, alla\n"
    )


def test_github_escapes_a_percent_sign_only_once() -> None:
    assert "%2525" not in as_github([Finding("a.md", 1, "x", "20 %")])


def test_there_are_three_formats() -> None:
    assert set(FORMATS) == {"text", "json", "github"}
    assert all(print_findings([ERROR]) for print_findings in FORMATS.values())


def test_only_an_error_counts_as_an_error() -> None:
    assert has_errors([WARNING, ERROR])
    assert not has_errors([WARNING])
    assert not has_errors([])


def test_findings_sort_by_path_then_by_line_as_a_number() -> None:
    lines = [Finding("b.md", 2, "x", "m"), Finding("b.md", 10, "x", "m"), Finding("a.md", 99, "x", "m")]
    assert [(item.path, item.line) for item in sorted(lines)] == [("a.md", 99), ("b.md", 2), ("b.md", 10)]


def test_another_severity_makes_a_new_finding_and_leaves_the_old_as_it_was() -> None:
    softer = ERROR.with_severity(Severity.WARNING)
    assert softer.severity is Severity.WARNING
    assert ERROR.severity is Severity.ERROR
    assert softer.message == ERROR.message

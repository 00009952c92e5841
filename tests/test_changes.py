"""Which findings a change has to answer for, and where they are shown."""

from __future__ import annotations

import pytest

from campaign.checks import RULES
from campaign.editing.annotations import MOST, annotate, as_commands
from campaign.editing.change_summary import older_line
from campaign.editing.changes import WHOLE_PAGE, Change, Sorted, sort_findings, twin_path
from campaign.findings import Finding, Severity

PAGE, TWIN = "docs/lagen/straff.md", "docs/lagen/straff.lattlast.md"
FACTS = "docs/_data/facts.yml"


def finding(
    line: int = 7, rule: str = "term-avoid", message: str = "Undvik ”x”.", path: str = PAGE, **more: str
) -> Finding:
    return Finding(path, line, rule, message, **more)


def change(**lines: set[int]) -> Change:
    """A change of the page, the twin or the facts."""
    paths = {"page": PAGE, "twin": TWIN, "facts": FACTS}
    touched = {paths[name]: numbers for name, numbers in lines.items()}
    return Change("base", frozenset(touched), touched)


def lix(value: str, rule: str = "lix-too-high", line: int = 7) -> Finding:
    limit = "högst 35" if rule == "lix-too-high" else "helst högst 33"
    return finding(line, rule, f"Sidans LIX är {value}, {limit}.")


def test_a_finding_on_a_changed_line_is_the_editor_s_own_though_it_was_there_before() -> None:
    assert sort_findings([finding()], [finding()], change(page={7})) == Sorted(own=[finding()])


def test_a_finding_elsewhere_that_was_there_before_is_older_wherever_it_stands_now() -> None:
    moved = finding(line=12)
    assert sort_findings([moved], [finding(line=7)], change(page={3})) == Sorted(older=[moved])


def test_a_finding_elsewhere_that_was_not_there_is_caused() -> None:
    there = finding(path=TWIN)
    assert sort_findings([there], [], change(page={3})) == Sorted(caused=[there])


def test_two_of_the_same_where_one_was_is_one_more() -> None:
    result = sort_findings([finding(3), finding(9)], [finding(3)], change(page={5}))
    assert (len(result.caused), len(result.older)) == (1, 1)


def test_the_finding_of_a_changed_line_does_not_use_up_the_old_one_twice() -> None:
    result = sort_findings([finding(3), finding(9)], [finding(3), finding(8)], change(page={9}))
    assert (result.own, result.older) == ([finding(9)], [finding(3)])


def test_a_line_number_in_a_message_may_move() -> None:
    said = "Det är 130 ord sedan rubriken på rad {}, högst 120."
    old, now = finding(20, "subheading-missing", said.format(10)), finding(25, "subheading-missing", said.format(15))
    assert sort_findings([now], [old], change(page={3})) == Sorted(older=[now])


@pytest.mark.parametrize(
    ("before", "now", "is_hers"),
    [
        ("36,2", "36,2", False),
        ("36,2", "36,5", True),
        ("36,5", "36,2", False),
        ("9,9", "10,1", True),
        (None, "36,2", True),
    ],
)
def test_a_measure_of_the_page_is_hers_when_it_is_worse_also_on_a_line_she_changed(
    before: str | None, now: str, is_hers: bool
) -> None:
    old = [lix(before, line=6)] if before else []
    for touched, kind in (({7}, "own"), ({30}, "caused")):
        result = sort_findings([lix(now)], old, change(page=touched))
        assert getattr(result, kind if is_hers else "older") == [lix(now)]


def test_a_page_that_came_down_from_the_limit_is_better() -> None:
    close = lix("34,8", "lix-close-to-limit")
    assert sort_findings([close], [lix("36,2")], change(page={9})).older == [close]
    assert sort_findings([lix("36,2")], [close], change(page={9})).caused == [lix("36,2")]


def test_the_same_measure_under_another_limit_is_not_worse() -> None:
    now = finding(7, "lix-too-high", "Sidans LIX är 36,2, högst 33.")
    assert sort_findings([now], [lix("36,2")], change(page={9})) == Sorted(older=[now])


def test_sentences_that_are_chopped_get_worse_downwards() -> None:
    said = "Meningarna har i snitt bara {} ord. Texten kan kännas hackig."
    old, worse = (finding(7, "sentences-chopped", said.format(value)) for value in ("5,2", "4,9"))
    assert sort_findings([worse], [old], change(page={9})).caused == [worse]
    assert sort_findings([old], [worse], change(page={9})).older == [old]


def test_a_text_that_has_changed_once_more_since_its_twin_was_read_is_told_again() -> None:
    old, now = (
        finding(4, "twin-outdated", "Den vanliga sidan har ändrats.", TWIN, suggestion=f"source_hash: {stamp}")
        for stamp in ("11111111", "22222222")
    )
    assert sort_findings([now], [old], change(page={9})).caused == [now]
    assert sort_findings([now], [now], change(page={9})).older == [now]
    assert sort_findings([now], [now], change(twin={4})).own == [now]


def test_the_rules_about_a_whole_page_exist() -> None:
    assert set(RULES) >= WHOLE_PAGE


def test_older_advice_is_one_sentence() -> None:
    warning = finding().with_severity(Severity.WARNING)
    assert older_line([warning] * 12) == "12 äldre råd på andra rader visas inte här."
    assert older_line([finding()]) == ""


@pytest.mark.parametrize(("path", "other"), [(PAGE, TWIN), (TWIN, PAGE)])
def test_the_twin_of_a_file(path: str, other: str) -> None:
    assert twin_path(path) == other


# --- where they are shown


def place(found: Finding, touched: Change, kind: str = "caused") -> tuple[str, int, str]:
    annotation = annotate(Sorted(**{kind: [found]}), touched, "docs").shown[0]
    return annotation.path, annotation.line, annotation.note


def test_a_finding_on_a_changed_line_is_shown_there() -> None:
    assert place(finding(7), change(page={7}), "own") == (PAGE, 7, "")


def test_a_finding_beside_the_changed_lines_is_shown_on_the_nearest() -> None:
    assert place(finding(7), change(page={2, 9, 30})) == (PAGE, 9, "Gäller rad 7.")
    assert place(lix("36,2"), change(page={40})) == (PAGE, 40, "")


def test_a_finding_in_a_file_outside_the_change_is_shown_in_the_twin() -> None:
    outdated = finding(4, "twin-outdated", "Den vanliga sidan har ändrats.", TWIN)
    assert place(outdated, change(page={12, 15})) == (PAGE, 12, f"Gäller {TWIN}, rad 4.")


def test_a_finding_that_a_record_caused_is_shown_in_its_data_file() -> None:
    unknown = finding(9, "fact-unknown", "Faktumet ”x” finns inte.")
    both = Change("base", frozenset(), {FACTS: {44, 50}, "docs/_data/approvals.yml": {2}})
    assert place(unknown, both) == (FACTS, 44, f"Gäller {PAGE}, rad 9.")
    other = Change("base", frozenset(), {"docs/_data/glossary.yml": {3}})
    assert place(finding(9, "word-unexplained"), other)[:2] == ("docs/_data/glossary.yml", 3)


def test_a_link_to_a_page_that_was_taken_away_is_shown_with_the_run() -> None:
    broken = finding(9, "link-broken", "Länken ”x.md” leder inte till någon sida.")
    assert place(broken, change(facts={3})) == ("", 0, f"Gäller {PAGE}, rad 9.")
    commands = list(as_commands(annotate(Sorted(caused=[broken]), change(), "docs"), Sorted()))
    assert commands[0].startswith("::error title=link-broken::Gäller docs/lagen/straff.md, rad 9. Länken")


def test_ten_of_each_kind_are_shown_the_gravest_first_and_the_rest_is_named() -> None:
    errors = [finding(number, "abbreviation") for number in range(1, 15)]
    phone = finding(99, "number-unknown", "Numret 1 hör inte till någon tjänst.")
    warnings = [finding(number).with_severity(Severity.WARNING) for number in range(1, 13)]
    touched = change(page=set(range(100)))
    shown = annotate(Sorted(own=[*warnings, *errors, phone]), touched, "docs")
    kinds = [annotation.finding.severity for annotation in shown.shown]
    assert kinds == [Severity.ERROR] * MOST + [Severity.WARNING] * MOST
    assert shown.shown[0].finding == phone, "a safety rule comes first"
    assert len(shown.left_out) == 5 + 2
    commands = list(as_commands(shown, Sorted()))
    assert commands[-1] == (
        "::notice title=Mer att läsa::7 råd och fel till får inte plats på raderna. De står i sammanfattningen.\n"
    )
    assert commands[-2].count("docs/lagen/straff.md:") == 7, "the log has them all"


def test_what_more_there_is_to_say_of_a_line_waits_for_the_first_of_every_line() -> None:
    double = [finding(1, "number-unknown", f"Numret {number}.") for number in range(12)]
    other = finding(2, "abbreviation")
    shown = annotate(Sorted(own=[*double, other]), change(page={1, 2}), "docs").shown
    assert [annotation.finding.line for annotation in shown[:3]] == [1, 2, 1]


def test_an_older_error_is_told_once_with_whose_it_is_not_and_keeps_its_room() -> None:
    own = [finding(number) for number in range(1, 15)]
    findings = Sorted(own=own, older=[finding(80, path="docs/om/index.md"), finding(81, path="docs/om/index.md")])
    annotations = annotate(findings, change(page=set(range(20))), "docs")
    commands = list(as_commands(annotations, findings))
    errors = [text for text in commands if text.startswith("::error")]
    assert len(errors) == MOST
    assert errors[-1].startswith(
        "::error title=Felet är inte ditt::2 fel fanns före din ändring: docs/om/index.md:80, "
    )

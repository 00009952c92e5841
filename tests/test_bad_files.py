"""Every bad file gives exactly the findings that it should give, on their lines, each with a cure."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from bad_files import BadFile, cases, place

CASES = {case.name: case for case in cases()}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_a_bad_file_gives_exactly_the_findings_it_should(tmp_path: Path, case: BadFile) -> None:
    found = case.found(tmp_path)
    assert Counter(map(place, found)) == case.expected, "\n".join(map(str, found))
    for finding in found:
        assert finding.message.endswith((".", "…", ":"))
        assert finding.suggestion.endswith((".", "?", ",", "]", "”")) or ": " in finding.suggestion, finding.suggestion
        assert "\n" not in str(finding)


def test_the_ways_of_going_wrong_are_many() -> None:
    assert len(CASES) >= 80
    assert len(CASES) == len(cases()), "two cases with one name"
    assert len({rule for case in CASES.values() for _, _, rule in case.expected}) >= 50
    assert all(case.expected for case in CASES.values())


def test_the_sound_site_gives_nothing(tmp_path: Path) -> None:
    assert BadFile("felfri", lambda docs: None).found(tmp_path) == []  # noqa: ARG005

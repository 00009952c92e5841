"""`python tests/rule_fixtures.py` prints each rule's bad, good and limit fixtures, and the findings they expect."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from test_checks import _EXPECT, FOLDER, MADE_ELSEWHERE

from campaign.checks import RULES


def _row(rule: str) -> tuple[int, int, int, int]:
    paths = sorted((FOLDER / rule).glob("*.md"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    expected = sum(match[2] == rule for text in texts for match in _EXPECT.finditer(text))
    return _starting(paths, "bad"), expected, _starting(paths, "good"), _starting(paths, "limits")


def _starting(paths: list[Path], start: str) -> int:
    return sum(path.name.startswith(start) for path in paths)


def table() -> Iterator[str]:
    """A line for each rule, and the sums."""
    rows = {rule: _row(rule) for rule in sorted(RULES)}
    yield f"{'rule':<34}{'bad':>5}{'expected':>10}{'good':>6}{'limits':>8}"
    for rule, row in rows.items():
        note = f"  in {MADE_ELSEWHERE[rule]}" if rule in MADE_ELSEWHERE else ""
        yield f"{rule:<34}{row[0]:>5}{row[1]:>10}{row[2]:>6}{row[3]:>8}{note}"
    sums = [sum(column) for column in zip(*rows.values(), strict=True)]
    yield f"{f'{len(rows)} rules':<34}{sums[0]:>5}{sums[1]:>10}{sums[2]:>6}{sums[3]:>8}"


if __name__ == "__main__":
    sys.stdout.write("\n".join([*table(), ""]))

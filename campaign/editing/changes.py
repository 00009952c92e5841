"""Which findings belong to a change: those on its lines, and those that it caused elsewhere. The rest is older."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field

from campaign.content.pages import TWIN_ENDING
from campaign.findings import Finding

#: Rules about a whole page: the line where they are told, often the first, is not the line that is wrong.
WHOLE_PAGE = frozenset(
    {"lix-too-high", "lix-close-to-limit", "long-words", "sentences-too-long-on-average", "sentences-chopped",
     "page-too-long", "twin-copied"}
)  # fmt: skip
#: Rules whose measure is worse the lower it is; of all others the first number of the message is worse the higher.
_LOWER_IS_WORSE = frozenset({"sentences-chopped"})
#: Two rules of one measure: a page that went from above the limit to near it has become better.
_SAME_MEASURE = {"lix-close-to-limit": "lix-too-high"}

_NUMBER = re.compile(r"\d+(?:,\d+)?")
_LINE_NUMBER = re.compile(r"\brad \d+")

_Key = tuple[str, str, str]


@dataclass(frozen=True)
class Change:
    """What a change touched: its files, and the new or changed lines of those that are there today.

    `base` is the commit that it is compared with. Paths are those of findings, from the project's folder.
    """

    base: str
    files: frozenset[str] = frozenset()
    lines: Mapping[str, Set[int]] = field(default_factory=dict)

    def touches(self, finding: Finding) -> bool:
        """Whether a finding stands on a line of the change."""
        return finding.line in self.lines.get(finding.path, ())

    def first_line(self, path: str) -> int | None:
        """The first changed line of a file; None where no line of it is there."""
        return min(self.lines.get(path, ()), default=None)

    def nearest_line(self, path: str, line: int) -> int | None:
        """The changed line of a file that is nearest to `line`."""
        return min(self.lines.get(path, ()), key=lambda changed: (abs(changed - line), changed), default=None)


@dataclass(frozen=True)
class Sorted:
    """The findings of a change: `own` on its lines, `caused` by it elsewhere, and the `older` ones."""

    own: list[Finding] = field(default_factory=list)
    caused: list[Finding] = field(default_factory=list)
    older: list[Finding] = field(default_factory=list)

    @property
    def shown(self) -> list[Finding]:
        """What the editor is told, in the order of files and lines."""
        return sorted([*self.own, *self.caused])


def sort_findings(now: Iterable[Finding], before: Sequence[Finding], change: Change) -> Sorted:
    """Sorts the findings of today, given those of the texts as they were before the change.

    A finding is the same as before when file, rule and message are; where it stands does not matter, for lines move.
    One whose message differs in its numbers only is the change's when its measure is worse.
    """
    known = Counter(map(_identity, before))
    result = Sorted()
    unseen: list[Finding] = []
    for finding in sorted(now, key=lambda one: (not change.touches(one), one)):
        if change.touches(finding) and finding.rule not in WHOLE_PAGE:
            known[_identity(finding)] -= 1
            result.own.append(finding)
        elif known[_identity(finding)] > 0:
            known[_identity(finding)] -= 1
            result.older.append(finding)
        else:
            unseen.append(finding)
    left = []
    for finding in before:
        if known[_identity(finding)] > 0:
            known[_identity(finding)] -= 1
            left.append(finding)
    for finding, is_worse in _measured(unseen, left):
        kind = result.own if change.touches(finding) else result.caused
        (kind if is_worse else result.older).append(finding)
    return result


def _identity(finding: Finding) -> _Key:
    """What tells a finding from another, wherever it stands. That a page has changed once more since its twin was
    read is seen in the suggestion only."""
    said = f"{finding.message} {finding.suggestion}" if finding.rule == "twin-outdated" else finding.message
    return finding.path, finding.rule, _LINE_NUMBER.sub("rad", said)


def _shape(finding: Finding) -> _Key:
    """What two findings with other numbers have in common."""
    path, rule, said = _identity(finding)
    if rule in WHOLE_PAGE:
        return path, _SAME_MEASURE.get(rule, rule), ""
    return path, rule, said if rule == "twin-outdated" else _NUMBER.sub("#", said)


def _value(finding: Finding) -> float:
    """How bad a finding is: the first number of its message, endless when it has none."""
    match = _NUMBER.search(finding.message)
    value = float(match[0].replace(",", ".")) if match else float("inf")
    return -value if finding.rule in _LOWER_IS_WORSE else value


def _measured(unseen: list[Finding], left: list[Finding]) -> Iterator[tuple[Finding, bool]]:
    """Each of the `unseen` findings, and whether it is worse than its like among those that are `left` from before."""
    old: dict[_Key, list[float]] = {}
    for finding in sorted(left, key=_value):
        old.setdefault(_shape(finding), []).append(_value(finding))
    for finding in sorted(unseen, key=lambda one: (-_value(one), one)):
        values = old.get(_shape(finding))
        yield finding, not values or _value(finding) > values.pop()


def twin_path(path: str) -> str:
    """The path of the same page in the other variant."""
    if path.endswith(TWIN_ENDING):
        return path.removesuffix(TWIN_ENDING) + ".md"
    return path.removesuffix(".md") + TWIN_ENDING

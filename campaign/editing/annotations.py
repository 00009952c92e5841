"""A change's findings as annotations: the gravest first, as many as the code host shows, each on a changed line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from campaign.checks import RULES
from campaign.editing.changes import WHOLE_PAGE, Change, Sorted, twin_path
from campaign.findings import Finding, Severity, as_text, github_command

#: The code host shows no more of each kind in one step, and the rest nowhere.
MOST = 10

#: The data file of a record, by the word that begins a message about one that is not there.
_RECORD_FILES = {
    "Faktumet": "facts", "Tjänsten": "services", "Ordet": "glossary", "Bilden": "illustrations", "Källan": "sources",
}  # fmt: skip
#: Rules about another page, which the data files have nothing to do with.
_LINKS = frozenset({"link-broken", "anchor-broken"})


@dataclass(frozen=True)
class Annotation:
    """A finding and where it is shown; `path` is empty where no file of the change has a line for it."""

    finding: Finding
    path: str = ""
    line: int = 0
    note: str = ""

    def __str__(self) -> str:
        found = self.finding
        text = " ".join(f"{self.note} {found.message} {found.suggestion}".split())
        return github_command(found.severity, found.rule, text, self.path, self.line)


@dataclass(frozen=True)
class Annotations:
    """What is shown on the lines, and what did not fit."""

    shown: list[Annotation]
    left_out: list[Finding]


def annotate(findings: Sorted, change: Change, docs: str) -> Annotations:
    """The annotations of a change whose pages lie in the folder `docs`, the most important first."""
    room = {Severity.ERROR: MOST - any(map(_is_error, findings.older)), Severity.WARNING: MOST}
    shown: list[Annotation] = []
    left_out: list[Finding] = []
    for finding in _by_weight(findings):
        if room[finding.severity]:
            room[finding.severity] -= 1
            shown.append(_placed(finding, change, docs))
        else:
            left_out.append(finding)
    return Annotations(shown, left_out)


def as_commands(annotations: Annotations, findings: Sorted) -> Iterator[str]:
    """The workflow commands: the annotations, errors that were there before, and that more stands in the summary."""
    yield from map(str, annotations.shown)
    yield as_text(annotations.left_out)
    old = [finding for finding in findings.older if _is_error(finding)]
    if old:
        yield github_command("error", "Felet är inte ditt", older_errors(old))
    if annotations.left_out:
        number = len(annotations.left_out)
        text = f"{number} råd och fel till får inte plats på raderna. De står i sammanfattningen."
        yield github_command("notice", "Mer att läsa", text)


def older_errors(old: list[Finding]) -> str:
    """That the texts had errors before the change, where they are, and whose they are not."""
    places = ", ".join(f"{finding.path}:{finding.line}" for finding in old[:3])
    more = f" och {len(old) - 3} till" if len(old) > 3 else ""
    return (
        f"{len(old)} fel fanns före din ändring: {places}{more}. De är inte dina, men sajten kan inte byggas förrän "
        "de är rättade. Säg till redaktionen, eller rätta dem här."
    )


def _is_error(finding: Finding) -> bool:
    return finding.severity is Severity.ERROR


def _by_weight(findings: Sorted) -> list[Finding]:
    """Errors first, then what protects a reader, then the editor's own lines. What more there is to say of a line
    comes after the first of every line: often it goes away with it."""
    own = set(findings.own)

    def weight(finding: Finding) -> tuple[bool, bool, bool, Finding]:
        rule = RULES.get(finding.rule)
        return not _is_error(finding), not (rule and rule.safety), finding not in own, finding

    ordered = sorted(findings.shown, key=weight)
    told: set[tuple[str, int]] = set()
    first: list[Finding] = []
    more: list[Finding] = []
    for finding in ordered:
        (more if (finding.path, finding.line) in told else first).append(finding)
        told.add((finding.path, finding.line))
    return sorted([*first, *more], key=lambda finding: not _is_error(finding))


def _placed(finding: Finding, change: Change, docs: str) -> Annotation:
    """Where a finding is shown: on its own line, on the nearest changed one, or in the file that caused it."""
    if finding.rule in WHOLE_PAGE:
        line = change.nearest_line(finding.path, finding.line)
        return _elsewhere(finding, change, docs) if line is None else Annotation(finding, finding.path, line)
    if change.touches(finding):
        return Annotation(finding, finding.path, finding.line)
    line = change.nearest_line(finding.path, finding.line)
    if line is not None:
        return Annotation(finding, finding.path, line, f"Gäller rad {finding.line}.")
    return _elsewhere(finding, change, docs)


def _elsewhere(finding: Finding, change: Change, docs: str) -> Annotation:
    note = f"Gäller {finding.path}, rad {finding.line}."
    for path in (twin_path(finding.path), *_causes(finding, change, docs)):
        line = change.first_line(path)
        if line is not None:
            return Annotation(finding, path, line, note)
    return Annotation(finding, note=note)


def _causes(finding: Finding, change: Change, docs: str) -> Iterator[str]:
    """The changed data files that a finding may come from, that of a record which is not there first."""
    named = _RECORD_FILES.get(finding.message.partition(" ")[0])
    if named:
        yield f"{docs}/_data/{named}.yml"
    if finding.rule not in _LINKS:
        yield from (path for path in sorted(change.lines) if path.startswith(f"{docs}/_data/"))

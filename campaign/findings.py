"""What a check says: findings, their severity and the three ways to print them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding weighs. Only errors change the exit code."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Finding:
    """One thing an editor should mend.

    `path` is shown as given (relative to where the command was started), `line` counts from 1,
    `rule` is kebab-case English, `message` and `suggestion` are Swedish sentences.
    """

    path: str
    line: int
    rule: str
    message: str
    suggestion: str = ""
    severity: Severity = Severity.ERROR

    def with_severity(self, severity: Severity) -> Finding:
        """The same finding with another severity."""
        return replace(self, severity=severity)

    def __str__(self) -> str:
        start = "Varning: " if self.severity is Severity.WARNING else ""
        text = " ".join(f"{self.message} {self.suggestion}".split())
        return f"{self.path}:{self.line}: {start}{text} ({self.rule})"


def has_errors(findings: Iterable[Finding]) -> bool:
    """Whether any finding is an error; warnings do not count."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def as_text(findings: Iterable[Finding]) -> str:
    """One finding a line: `path:line: message (rule)`."""
    return "".join(f"{finding}\n" for finding in findings)


def as_json(findings: Iterable[Finding]) -> str:
    """A list of objects with path, line, rule, severity, message and suggestion."""
    return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2) + "\n"


def github_command(level: str, title: str, message: str, path: str = "", line: int = 0) -> str:
    """One workflow command, which the code host shows on `line` of `path`, or with the run where `path` is empty.

    `level` is error, warning or notice.
    """

    def escape(text: str) -> str:
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")

    def escape_property(text: str) -> str:
        return escape(text).replace(":", "%3A").replace(",", "%2C")

    place = f"file={escape_property(path)},line={line}," if path else ""
    return f"::{level} {place}title={escape_property(title)}::{escape(message)}\n"


def as_github(findings: Iterable[Finding]) -> str:
    """Workflow commands, which the code host shows on the changed line of a pull request."""
    return "".join(
        github_command(
            found.severity, found.rule, f"{found.message} {found.suggestion}".strip(), found.path, found.line
        )
        for found in findings
    )


FORMATS = {"text": as_text, "json": as_json, "github": as_github}

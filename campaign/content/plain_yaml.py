"""YAML read as text: every value is a string (or a date), with its line; YAML's own guesses are left out.

YAML makes `yes` True, `12:30` 750 and `0123` 83. Here the schema decides the type instead. A duplicate key,
an alias and a tag are problems with a line number.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field

import yaml

from campaign.schema import Key

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Problem:
    """Something in the YAML that cannot be used: its line, what is wrong and what to write (Swedish)."""

    line: int
    rule: str
    message: str
    suggestion: str


@dataclass
class Document:
    """A read YAML text: the value, the line of every key path, and the problems."""

    value: object = None
    lines: dict[Key, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def line(self, key: Key) -> int:
        """The line of `key`, or of the nearest key above it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return self.lines.get(key, 1)


def read_yaml(text: str, first_line: int = 1, rule: str = "data-invalid") -> Document:
    """Reads `text`, whose first line has the number `first_line`; never raises on bad YAML."""
    document = Document()
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = first_line + (mark.line if mark else 0)
        document.problems.append(Problem(line, rule, *_explain(text, mark.line if mark else 0, error)))
        return document
    except yaml.YAMLError as error:
        message = f"Texten innehåller ett tecken som inte kan användas: {error}."
        document.problems.append(Problem(first_line, rule, message, "Ta bort tecknet."))
        return document
    document.lines[()] = first_line
    if node is not None:
        document.value = _Reader(document, first_line, rule).read(node, ())
    return document


def _explain(text: str, line: int, error: yaml.MarkedYAMLError) -> tuple[str, str]:
    rows = text.splitlines()
    row = rows[line].strip() if line < len(rows) else ""
    if error.problem and "mapping values are not allowed" in error.problem:
        key, _, value = row.partition(":")
        return (
            f"Värdet efter ”{key}:” innehåller ett kolon.",
            f'Sätt citattecken runt värdet: {key}: "{value.strip()}"',
        )
    return (
        "Raden kan inte läsas.",
        "Kontrollera citattecken, kolon och indrag. Skriv ”nyckel: värde”, en på varje rad.",
    )


class _Reader:
    def __init__(self, document: Document, first_line: int, rule: str) -> None:
        self.document = document
        self.first_line = first_line
        self.rule = rule
        self.seen: set[int] = set()

    def read(self, node: yaml.Node, key: Key) -> object:
        line = self.first_line + node.start_mark.line
        self.document.lines.setdefault(key, line)
        if id(node) in self.seen:
            self._problem(line, self.rule, "Hänvisningar med & och * används inte här.", "Skriv ut värdet.")
            return None
        self.seen.add(id(node))
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*key, number)) for number, item in enumerate(node.value)]
        return self._scalar(node, line)

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            name = str(key_node.value)
            line = self.first_line + key_node.start_mark.line
            if name in result:
                self._problem(line, "key-duplicate", f"Nyckeln ”{name}” står två gånger.", "Ta bort den ena.")
                continue
            self.document.lines[(*key, name)] = line
            result[name] = self.read(value_node, (*key, name))
        return result

    def _scalar(self, node: yaml.Node, line: int) -> object:
        text = str(node.value)
        if node.tag.startswith("!"):
            self._problem(line, self.rule, f"Märket ”{node.tag}” används inte här.", "Skriv värdet som vanlig text.")
            return text
        if getattr(node, "style", None) is None:
            if text in ("", "~", "null"):
                return None
            if _DATE.fullmatch(text):
                try:
                    return datetime.date.fromisoformat(text)
                except ValueError:
                    return text
        return text

    def _problem(self, line: int, rule: str, message: str, suggestion: str) -> None:
        self.document.problems.append(Problem(line, rule, message, suggestion))

"""YAML read as text: every value is a string (or a date), with its line; YAML's own guesses are left out.

YAML makes `yes` True, `12:30` 750 and `0123` 83. Here the schema decides the type instead. A duplicate key,
an alias and a tag are problems with a line number.
"""

from __future__ import annotations

import contextlib
import datetime
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

import yaml

from campaign.content.characters import CONTROL, what_is_hidden
from campaign.schema import Key

#: libyaml's loader where the wheel has it: five times as fast, with the same nodes and lines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20  # levels; our own records have four
MOST_REFUSED = 10  # problems of this kind that are told at once
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
    document = Document(lines={(): first_line})

    def problem(row: int, message: str, suggestion: str) -> None:
        document.problems.append(Problem(first_line + row, rule, message, suggestion))

    control = CONTROL.search(text)
    if control:
        start = text.rfind("\n", 0, control.start()) + 1
        message = what_is_hidden(text[start : control.end()], control.start() - start)
        problem(text.count("\n", 0, control.start()), message, "Ta bort tecknet, eller skriv om raden för hand.")
        return document
    try:
        for row, message, suggestion in islice(_refused(text), MOST_REFUSED):
            problem(row, message, suggestion)
        if not document.problems:
            node = yaml.compose(text, Loader=_LOADER)
            document.value = _Reader(document, first_line, rule).read(node, ()) if node is not None else None
    except yaml.MarkedYAMLError as error:
        problem(*_explain(text, error))
    return document


def _refused(text: str) -> Iterator[tuple[int, str, str]]:
    """What YAML allows but we do not: tags, aliases, and nesting that the composer would drown in."""
    depth, told = 0, -1
    for event in yaml.parse(text, Loader=_LOADER):
        row = int(event.start_mark.line) if event.start_mark else 0
        tag = getattr(event, "tag", None)
        if tag is not None:
            yield row, f"Märket ”{tag}” används inte här.", "Skriv värdet som vanlig text."
        if isinstance(event, yaml.AliasEvent) and row != told:
            told = row
            yield row, "Hänvisningar med & och * används inte här.", "Skriv ut värdet."
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > DEEPEST:
                yield row, "Raderna är indragna i för många nivåer.", "Ta bort indrag, eller dela upp posten."
                return
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


def _explain(text: str, error: yaml.MarkedYAMLError) -> tuple[int, str, str]:
    """The row (from 0), what is wrong and what to write, of an error that the parser found."""
    unclosed = "quoted scalar" in (error.context or "")
    mark = (error.context_mark if unclosed else error.problem_mark) or error.context_mark
    # What is missing at the end is told on the last line that holds something: the parser counts one too many.
    row = min(int(mark.line), text.rstrip().count("\n")) if mark else 0
    rows = text.split("\n")
    line = rows[row].strip() if row < len(rows) else ""
    if unclosed:
        return row, "Citattecknet som börjar här slutar aldrig.", "Sätt ett citattecken också efter värdet."
    if "mapping values are not allowed" in (error.problem or ""):
        key, _, value = line.partition(":")
        value = value.strip()
        quoted = (
            f"'{value}'"
            if ('"' in value or "\\" in value) and "'" not in value
            else json.dumps(value, ensure_ascii=False)
        )
        return row, f"Värdet efter ”{key}:” innehåller ett kolon.", f"Sätt citattecken runt värdet: {key}: {quoted}"
    return (
        row,
        "Raden kan inte läsas.",
        "Kontrollera citattecken, kolon och indrag. Skriv ”nyckel: värde”, en på varje rad.",
    )


class _Reader:
    def __init__(self, document: Document, first_line: int, rule: str) -> None:
        self.document = document
        self.first_line = first_line
        self.rule = rule

    def read(self, node: yaml.Node, key: Key) -> object:
        self.document.lines.setdefault(key, self.first_line + node.start_mark.line)
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, key)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*key, number)) for number, item in enumerate(node.value)]
        return self._scalar(node)

    def _mapping(self, node: yaml.MappingNode, key: Key) -> dict[str, object]:
        result: dict[str, object] = {}
        for key_node, value_node in node.value:
            line = self.first_line + key_node.start_mark.line
            if not isinstance(key_node, yaml.ScalarNode):
                self._problem(line, self.rule, "En nyckel ska vara ett ord.", "Skriv ”nyckel: värde”.")
                continue
            name = str(key_node.value)
            if name in result:
                self._problem(line, "key-duplicate", f"Nyckeln ”{name}” står två gånger.", "Ta bort den ena.")
                continue
            self.document.lines[(*key, name)] = line
            result[name] = self.read(value_node, (*key, name))
        return result

    def _scalar(self, node: yaml.Node) -> object:
        text = str(node.value)
        if not getattr(node, "style", None):  # plain: neither quoted nor a block
            if text in ("", "~", "null"):
                return None
            if _DATE.fullmatch(text):
                with contextlib.suppress(ValueError):  # 2026-02-30 stays text, and the schema says what is wrong
                    return datetime.date.fromisoformat(text)
        return text

    def _problem(self, line: int, rule: str, message: str, suggestion: str) -> None:
        self.document.problems.append(Problem(line, rule, message, suggestion))

"""Reading a YAML file of docs/_data strictly: every problem is a finding with its line, and none is raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from campaign.content.plain_yaml import Document, Problem, read_yaml
from campaign.content.text_files import MOST_DATA_BYTES, read_text_file
from campaign.findings import Finding
from campaign.schema import Key, validate

MOST_RECORDS = 2_000  # in a file; the most is 300

AnyModel = TypeVar("AnyModel", bound=BaseModel)


class DataReader:
    """Reads the files of `folder`, whose shown path is `shown`.

    `findings` is all that was wrong, `unreadable` the names of files that could not be used, `documents` those that
    could, by name, and `texts` what stands in those.
    """

    def __init__(self, folder: Path, shown: str) -> None:
        self.folder = folder
        self.shown = shown
        self.findings: list[Finding] = []
        self.unreadable: set[str] = set()
        self.documents: dict[str, Document] = {}
        self.texts: dict[str, str] = {}

    def path(self, name: str) -> str:
        """The shown path of the data file `name`, for example `facts`."""
        return f"{self.shown}/{name}.yml"

    def each(self, name: str, top: str, add: Callable[[object, Key, Document], None]) -> None:
        """Calls `add` with each item of the list under the key `top` of the file `name`, its key and the document."""
        document = self.read(name)
        if document is None:
            return
        value: Mapping[str, object] = document.value if isinstance(document.value, dict) else {}
        items = value.get(top)
        extra = [key for key in value if key != top]
        for key in extra:
            self.find(name, document.line((key,)), "data-invalid", f"Nyckeln ”{key}” finns inte.",
                       f"Filen har bara nyckeln ”{top}”.")  # fmt: skip
        if not isinstance(items, list):
            self.unreadable.add(name)
            self.find(
                name, 1, "data-invalid", f"Filen ska ha en lista under ”{top}:”.", f"Skriv {top}: [] om den är tom."
            )
            return
        if len(items) > MOST_RECORDS:
            self.unreadable.add(name)
            message = f"Filen har {len(items)} poster, högst {MOST_RECORDS}."
            line = document.line((top, MOST_RECORDS))
            self.find(name, line, "text-too-large", message, "Ta bort det som inte hör hit.")
            return
        for number, item in enumerate(items):
            add(item, (top, number), document)

    def read(self, name: str) -> Document | None:
        """The file `name` as plain values with their lines, or None when it cannot be used."""
        path = self.folder / f"{name}.yml"
        if path.is_symlink() or self.folder.is_symlink():  # what it leads to is never read; it is a finding already
            self.unreadable.add(name)
            return None
        try:
            text = read_text_file(path, MOST_DATA_BYTES)
        except FileNotFoundError:
            self.unreadable.add(name)
            self.find(
                name, 1, "data-missing", "Filen finns inte.", f"Lägg tillbaka {name}.yml från den senaste versionen."
            )
            return None
        if isinstance(text, Problem):
            self.unreadable.add(name)
            self.find(name, text.line, text.rule, text.message, text.suggestion)
            return None
        document = read_yaml(text)
        for problem in document.problems:
            self.find(name, problem.line, problem.rule, problem.message, problem.suggestion)
        if any(problem.rule != "key-duplicate" for problem in document.problems):
            self.unreadable.add(name)
            return None
        self.documents[name] = document
        self.texts[name] = text
        return document

    def validated(
        self, name: str, model: type[AnyModel], item: object, key: Key, document: Document
    ) -> AnyModel | None:
        """`item` as the model, or None; each fault is a finding on the line of its key."""
        value = {k: v for k, v in item.items() if v is not None} if isinstance(item, dict) else item
        record, errors = validate(model, value)
        for error in errors:
            self.find(name, document.line((*key, *error.key)), "data-invalid", error.message, error.suggestion)
        return record

    def find(self, name: str, line: int, rule: str, message: str, suggestion: str) -> None:
        """Adds a finding about the file `name`."""
        self.findings.append(Finding(self.path(name), line, rule, message, suggestion))

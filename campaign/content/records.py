"""The data files in docs/_data: which there are, what they hold, and reading them with every problem as a finding."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from campaign.content.approvals import Approval
from campaign.content.avoided_terms import AvoidedTerm
from campaign.content.comprehension import PageQuestions
from campaign.content.data_files import DataReader
from campaign.content.facts import Fact, Source, Term
from campaign.content.illustrations import Illustration
from campaign.content.navigation import Navigation
from campaign.content.plain_yaml import Document, Problem
from campaign.content.poster import Poster
from campaign.content.published import read_published
from campaign.content.services import Service
from campaign.content.shortcodes import PATTERN, expand
from campaign.content.synonyms import Synonym
from campaign.content.text_files import MOST_DATA_BYTES, read_text_file
from campaign.findings import Finding
from campaign.schema import Key

Record = TypeVar("Record", Service, Fact, Source, Term, AvoidedTerm, PageQuestions, Illustration, Poster)


@dataclass
class Records:
    """All data files, read. A file that is missing or cannot be read is named in `unreadable`.

    `texts` is what stands in each file that could, by its name under docs/_data; `published` has each line's address.
    """

    services: dict[str, Service] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    glossary: dict[str, Term] = field(default_factory=dict)
    terms: dict[str, AvoidedTerm] = field(default_factory=dict)
    comprehension: dict[str, PageQuestions] = field(default_factory=dict)
    illustrations: dict[str, Illustration] = field(default_factory=dict)
    posters: dict[str, Poster] = field(default_factory=dict)
    navigation: Navigation = field(default_factory=Navigation)
    approvals: list[Approval] = field(default_factory=list)
    hyphenation: list[str] = field(default_factory=list)
    synonyms: list[Synonym] = field(default_factory=list)
    own_words: frozenset[str] = frozenset()
    published: dict[str, int] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)
    unreadable: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    folder: str = ""

    @cached_property
    def word_ids(self) -> dict[str, str]:
        """The id of each glossary word by what a shortcode may say: the id itself, or a form of the word."""
        forms = {form: key for key, term in self.glossary.items() for form in term.forms}
        return forms | {key: key for key in self.glossary}

    def path(self, name: str) -> str:
        """The shown path of the data file `name`, for example `facts`."""
        return f"{self.folder}/{name}.yml"

    def expand(self, text: str, lattlast: bool) -> str:
        """A text with its shortcodes as words: a fact's wording, a service's name, a glossary word."""
        ids = {match["id"] for match in PATTERN.finditer(text)}  # few; a page is expanded many times
        if not ids:
            return text
        facts = {key: self.facts[key].lattlast if lattlast else self.facts[key].text for key in ids & self.facts.keys()}
        services = {key: self.services[key].name for key in ids & self.services.keys()}
        words = {key: self._word(key) for key in ids & self.word_ids.keys()}
        return expand(text, facts, services, words)

    def _word(self, key: str) -> str:
        """What `[[ordlista:key]]` shows: the word of an id, or the form itself."""
        return self.glossary[key].term if key in self.glossary else key

    def line(self, name: str, record_id: str) -> int:
        """The line where the record `record_id` of the file `name` begins."""
        return self.lines.get((name, record_id), 1)


OWN_WORDS = "ord.txt"
FILES = ("services", "facts", "sources", "glossary", "terms", "nav", "approvals", "hyphenation", "forstaelse",
         "illustrations", "posters", "synonyms")  # fmt: skip


def load_records(folder: Path, shown: str) -> tuple[Records, list[Finding]]:
    """Reads every data file of `folder`, whose shown path is `shown`. Never raises on bad content."""
    records = Records(folder=shown)
    reader = _Reader(folder, records)
    records.services = reader.keyed("services", Service)
    records.facts = reader.keyed("facts", Fact)
    records.sources = reader.keyed("sources", Source)
    records.glossary = reader.keyed("glossary", Term)
    records.terms = reader.keyed("terms", AvoidedTerm)
    records.comprehension = reader.keyed("forstaelse", PageQuestions)
    records.illustrations = reader.illustrations()
    records.posters = reader.posters()
    records.navigation = reader.navigation()
    records.approvals = reader.approvals()
    records.own_words = reader.own_words()
    records.hyphenation = reader.hyphenation()
    records.synonyms = reader.synonyms()
    records.unreadable = reader.unreadable
    records.texts |= {f"{name}.yml": text for name, text in reader.texts.items()}
    records.published, findings = read_published(folder, shown)
    return records, [*reader.findings, *findings]


class _Reader(DataReader):
    """What each file holds."""

    def __init__(self, folder: Path, records: Records) -> None:
        super().__init__(folder, records.folder)
        self.records = records

    def keyed(self, name: str, model: type[Record]) -> dict[str, Record]:
        """The list under the key `name` of the file `name`.yml, by id."""
        result: dict[str, Record] = {}

        def add(item: object, key: Key, document: Document) -> None:
            record = self.validated(name, model, item, key, document)
            if record is None:  # no rule shall say that the record does not exist
                self.unreadable.add(name)
                return
            line = document.line(key)
            if record.id in result:
                self.find(name, document.line((*key, "id")), "key-duplicate", f"Id ”{record.id}” står två gånger.",
                           "Ge posten ett eget id eller ta bort den ena.")  # fmt: skip
                return
            result[record.id] = record
            self.records.lines[(name, record.id)] = line

        self.each(name, name, add)
        return result

    def illustrations(self) -> dict[str, Illustration]:
        """The file illustrations.yml; each placed shape has its own line, `id/number`."""
        result = self.keyed("illustrations", Illustration)
        lines = self.records.lines
        starts = {lines[("illustrations", key)]: key for key in result}
        for key, line in self.documents["illustrations"].lines.items() if result else ():
            if len(key) == 4 and key[2] == "shapes":
                record = starts.get(self.documents["illustrations"].line(key[:2]))
                lines[("illustrations", f"{record}/{key[3]}")] = line
        return result

    def posters(self) -> dict[str, Poster]:
        """The file posters.yml; every value has its own line, `id/key` or `id/key/number`."""
        result = self.keyed("posters", Poster)
        lines = self.records.lines
        starts = {lines[("posters", key)]: key for key in result}
        for key, line in self.documents["posters"].lines.items() if result else ():
            record = starts.get(self.documents["posters"].line(key[:2])) if len(key) > 2 else None
            if record:
                lines[("posters", "/".join(map(str, (record, *key[2:]))))] = line
        return result

    def navigation(self) -> Navigation:
        """The file nav.yml."""
        document = self.read("nav")
        if document is None:
            return Navigation()
        navigation = self.validated("nav", Navigation, document.value or {}, (), document)
        for key, line in document.lines.items():
            if len(key) == 4 and key[2] == "pages" and navigation is not None:
                section = navigation.sections[int(key[1])]
                self.records.lines[("nav", f"{section.id}/{section.pages[int(key[3])]}")] = line
        if navigation is None:
            self.unreadable.add("nav")
        return navigation or Navigation()

    def approvals(self) -> list[Approval]:
        """The file approvals.yml."""
        result: list[Approval] = []

        def add(item: object, key: Key, document: Document) -> None:
            approval = self.validated("approvals", Approval, item, key, document)
            if approval is not None:
                result.append(approval)

        self.each("approvals", "approvals", add)
        return result

    def hyphenation(self) -> list[str]:
        """The file hyphenation.yml: long words with a | where they may break."""
        result: list[str] = []

        def add(item: object, key: Key, document: Document) -> None:
            if isinstance(item, str) and all(item.split("|")) and "|" in item:
                result.append(item)
                return
            message = f"”{item}” är inget ord med brytning."
            self.find(
                "hyphenation", document.line(key), "data-invalid", message, "Skriv som tillgänglighets|redogörelse."
            )

        self.each("hyphenation", "hyphenation", add)
        return result

    def synonyms(self) -> list[Synonym]:
        """The file synonyms.yml; the lines are kept by a row's number, and by row and page ("3/0")."""
        result: list[Synonym] = []

        def add(item: object, key: Key, document: Document) -> None:
            synonym = self.validated("synonyms", Synonym, item, key, document)
            if synonym is not None:
                number = len(result)
                self.records.lines[("synonyms", str(number))] = document.line(key)
                for place in range(len(synonym.pages)):
                    line = document.line((*key, "pages", place))
                    self.records.lines[("synonyms", f"{number}/{place}")] = line
                result.append(synonym)

        self.each("synonyms", "synonyms", add)
        return result

    def own_words(self) -> frozenset[str]:
        """The file ord.txt: words that the dictionary lacks, one a line; a line that begins with # says why."""
        path, shown = self.folder / OWN_WORDS, f"{self.records.folder}/{OWN_WORDS}"
        if path.is_symlink() or self.folder.is_symlink():
            return frozenset()
        try:
            text = read_text_file(path, MOST_DATA_BYTES)
        except FileNotFoundError:
            message = f"Ordlistan {OWN_WORDS} finns inte."
            self.findings.append(Finding(shown, 1, "data-missing", message, "Lägg tillbaka filen."))
            return frozenset()
        if isinstance(text, Problem):
            self.findings.append(Finding(shown, text.line, text.rule, text.message, text.suggestion))
            return frozenset()
        self.records.texts[OWN_WORDS] = text
        lines = (line.strip() for line in text.splitlines())
        return frozenset(line for line in lines if line and not line.startswith("#"))

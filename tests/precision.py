"""How often the language rules cry wolf: false alarms per 1,000 words of the texts in tests/corpus.

`python tests/precision.py` prints a table for the open and the held part; `open` or `held` chooses one, `--all` adds
every finding. A finding is just when a good editor would act on it: tests/corpus/just.tsv lists those, with a reason;
every other is false. A rule's rate is that of the variant where it is worse, so that a rule for lättläst alone is not
flattered by the ordinary pages.
"""

from __future__ import annotations

import csv
import datetime
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from campaign.checks import run_checks
from campaign.checks.registry import PAGE_RULES, SITE_RULES, Context
from campaign.content.pages import Site, load_site
from campaign.findings import Finding
from campaign.settings import Settings, load_settings

PROJECT = Path(__file__).resolve().parent.parent
CORPUS = PROJECT / "tests" / "corpus"
PARTS = ("open", "held")
TODAY = datetime.date(2026, 11, 22)
MOST_FALSE = 2.0  # per 1,000 words, of a rule that stops a text
LANGUAGE = ("clauses", "dates", "grammar", "language", "passive", "rare_words", "signs", "spelling", "terms")
#: Rules of the language modules that look at data files or at the project's own glossary marks.
NOT_TEXT = ("term-in-data", "word-unexplained")


@dataclass
class Part:
    """What was found in one part of the corpus: findings by rule and variant, words by variant."""

    findings: list[Finding] = field(default_factory=list)
    words: Counter[str] = field(default_factory=Counter)
    sentences: Counter[str] = field(default_factory=Counter)
    just: list[Finding] = field(default_factory=list)

    def count(self, rule: str, *, just: bool) -> int:
        """How many findings of the rule are just, or false."""
        return sum(item.rule == rule and (item in self.just) == just for item in self.findings)

    def rate(self, rule: str, variant: str = "") -> float:
        """False alarms per 1,000 words, in one variant, or in the one where there are more."""
        false = Counter(_variant(item.path) for item in self.findings if item.rule == rule and item not in self.just)
        return max(1000 * false[name] / self.words[name] for name in self.words if variant in ("", name))


def _variant(path: str) -> str:
    return "lattlast" if path.endswith(".lattlast.md") else "sv"


def language_rules() -> list[str]:
    """The ids of the rules that judge a page's language."""
    known = {**PAGE_RULES, **SITE_RULES}
    found = [rule for rule, function in known.items() if function.__module__.rpartition(".")[2] in LANGUAGE]
    return sorted(set(found) - set(NOT_TEXT))


def just_findings() -> dict[tuple[str, int, str], str]:
    """What just.tsv holds: path under tests/corpus, line and rule, with the reason."""
    with (CORPUS / "just.tsv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file, delimiter="\t") if row and not row[0].startswith("#")]
    return {(path, int(line), rule): reason for path, line, rule, reason in rows}


def _read(part: str, folder: Path, harder: bool) -> Site:
    shutil.copytree(CORPUS / part, folder / part)
    for twin in folder.glob("*/*.lattlast.md") if harder else ():
        shutil.copy(twin.with_name(twin.name.replace(".lattlast", "")), twin)
    shutil.copytree(PROJECT / "docs/_data", folder / part / "_data")
    return load_site(folder / part, part)


def measure(part: str, settings: Settings, *, harder: bool = False) -> Part:
    """Runs every language rule over one part of the corpus, with the project's own settings and data.

    `harder`: the ordinary texts stand in for the lättläst ones, where the rules should find much.
    """
    result = Part()
    with tempfile.TemporaryDirectory() as folder:
        site = _read(part, Path(folder), harder)
        context = Context(site, settings, TODAY)
        for page in site.sound_pages():
            result.words[page.variant.value] += sum(len(item.words) for item in context.sentences(page))
            result.sentences[page.variant.value] += len(context.sentences(page))
        rules, pages = language_rules(), {page.path for page in site.sound_pages()}
        found = run_checks(site, settings, TODAY, spelling=True)
    result.findings = [item for item in found if item.rule in rules and item.path in pages]
    just = just_findings()
    result.just = [item for item in result.findings if (item.path, item.line, item.rule) in just]
    return result


def table(parts: dict[str, Part]) -> Iterator[str]:
    """The lines of the table: the sizes, then a line for each rule that found something."""
    for name, part in parts.items():
        sizes = ", ".join(f"{part.sentences[key]} sentences and {part.words[key]} words of {key}" for key in part.words)
        yield f"{name}: {sizes}"
    yield f"{'rule':<32}" + "".join(f"{name:>8}: found  just false per 1,000" for name in parts)
    silent = []
    for rule in language_rules():
        counts = [(part.count(rule, just=True), part.count(rule, just=False)) for part in parts.values()]
        if not any(map(any, counts)):
            silent.append(rule)
            continue
        rates = [part.rate(rule) for part in parts.values()]
        yield f"{rule:<32}" + "".join(
            f"{just + false:>15}{just:>6}{false:>6}{rate:>10.1f}"
            for (just, false), rate in zip(counts, rates, strict=True)
        )
    yield f"found nothing: {', '.join(silent)}"


def main(arguments: list[str]) -> None:
    """Prints the table, and with `--all` every finding."""
    settings = load_settings(PROJECT, {})
    chosen = [name for name in PARTS if name in arguments] or list(PARTS)
    parts = {name: measure(name, settings) for name in chosen}
    lines = list(table(parts))
    if "--all" in arguments:
        lines += [
            f"{'just ' if item in part.just else 'FALSE'} {item}" for part in parts.values() for item in part.findings
        ]
    sys.stdout.write("\n".join([*lines, ""]))


if __name__ == "__main__":
    main(sys.argv[1:])

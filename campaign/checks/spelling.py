"""Spelling, by hunspell with the dictionary of the locked package `hunspell-sv`, in one run for the whole site.

Where the program is missing the library spylls reads the same dictionary: the same answers, some seconds slower.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.pages import Page
from campaign.content.shortcodes import PATTERN
from campaign.content.spelling import words_to_check

DICTIONARY = "sv_SE"
LIKENESS = 80  # percent; a suggestion less alike is no help
SUGGESTIONS = 2

#: A text, the shown path of its file, the record's or block's first line, and whether the text's lines are the file's.
_Text = tuple[str, str, int, bool]


def dictionary_path() -> Path:
    """The dictionary's path without ending. Raises FileNotFoundError when the package is not installed."""
    path = Path(sysconfig.get_path("data")) / "share" / "hunspell" / DICTIONARY
    if not path.with_suffix(".dic").is_file():
        raise FileNotFoundError(f"{path}.dic: kör scripts/prepare, som installerar ordlistan hunspell-sv")
    return path


def misspelled(words: Iterable[str], program: str | None) -> set[str]:
    """Those of `words` that the dictionary does not know. `program` is hunspell's path, or None for spylls.

    Raises RuntimeError when hunspell cannot be run.
    """
    wanted = sorted(set(words))
    if program is None:
        return {word for word in wanted if not _spylls().lookup(word)}
    command = [program, "-d", str(dictionary_path()), "-i", "utf-8", "-l"]
    result = subprocess.run(command, input="\n".join(wanted), capture_output=True, encoding="utf-8", check=False)
    if result.returncode or result.stderr.strip():
        raise RuntimeError(f"hunspell: {result.stderr.strip() or result.returncode}")
    parts = set(result.stdout.split())
    return {word for word in wanted if word in parts or parts & set(word.replace("’", "-").split("-"))}


@cache
def _spylls() -> Any:
    from spylls.hunspell import Dictionary  # slow to import, and only where hunspell is missing

    return Dictionary.from_files(str(dictionary_path()))


@site_rule()
def spelling(context: Context) -> Iterator[Hit]:
    """Orden är rättstavade. Namn och ord som ordlistan saknar står i docs/_data/ord.txt, ett på varje rad.

    Dåligt: Du kan prata med en kurtor.
    Bra: Du kan prata med en kurator.
    """
    if not context.spelling:
        return
    found: dict[str, list[tuple[str, int]]] = {}
    for text, path, line, counted in _texts(context):
        for word, start in words_to_check(text):
            if not context.is_own_word(word):
                found.setdefault(word, []).append((path, line + (text.count("\n", 0, start) if counted else 0)))
    unknown = misspelled(found, shutil.which("hunspell"))
    known = sorted({*found, *context.site.records.own_words} - unknown)
    for word in sorted(unknown):
        suggestion = _suggestion(word, known)
        for path, line in found[word]:
            yield Hit(line, f"Ordet ”{word}” finns inte i ordlistan.", suggestion, path)


def _texts(context: Context) -> Iterator[_Text]:
    for page in context.site.sound_pages():
        yield from _page_texts(page)
    records = context.site.records
    for fact in records.facts.values():
        yield f"{fact.text} {fact.lattlast}", records.path("facts"), records.line("facts", fact.id), False
    for term in records.glossary.values():
        yield term.explanation, records.path("glossary"), records.line("glossary", term.id), False
    for service in records.services.values():
        yield "\n".join(service.texts), records.path("services"), records.line("services", service.id), False
    for poster in records.posters.values():
        for word in poster.words():
            yield word.own, records.path("posters"), records.line("posters", word.place), False


def _page_texts(page: Page) -> Iterator[_Text]:
    yield page.title, page.path, page.line("title"), False
    yield page.head.description, page.path, page.line("description"), False
    for block in page.body.blocks:
        text = PATTERN.sub(" ", block.text)
        for code in sorted(page.body.codes, key=len, reverse=True):  # file names and keys are no words
            text = re.sub(rf"(?<!\w){re.escape(code)}(?!\w)", " ", text)
        yield text, page.path, block.line, True


def _suggestion(word: str, known: list[str]) -> str:
    """The most alike words: first those of the site itself, then the dictionary's."""
    from rapidfuzz import fuzz, process  # only where there is something to suggest

    near = [
        match
        for choices in (known, _dictionary_words())
        for match, _, _ in process.extract(word, choices, scorer=fuzz.ratio, score_cutoff=LIKENESS, limit=SUGGESTIONS)
    ]
    listed = " eller ".join(f"”{match}”" for match in dict.fromkeys(near[: SUGGESTIONS + 1]))
    own = f"lägg till {word} i docs/_data/ord.txt om ordet är rätt"
    return f"Menade du {listed}? Annars: {own}." if listed else f"Rätta ordet, eller {own}."


@cache
def _dictionary_words() -> list[str]:
    lines = dictionary_path().with_suffix(".dic").read_text(encoding="utf-8").splitlines()[1:]
    return [line.split("/")[0] for line in lines]

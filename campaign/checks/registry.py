"""The registry of rules: a rule is a decorated generator; its name comes from the function.

Its docstring is the catalogue that `campaign rules` prints: one sentence, then `Dåligt:` and `Bra:`.
"""

from __future__ import annotations

import datetime
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar, cast

from campaign.content.markdown import Block
from campaign.content.pages import Page, Site, Variant
from campaign.content.readability import Measures, Sentence, is_long, measure, split_sentences, words
from campaign.content.shortcodes import PATTERN
from campaign.images.pictures import RASTER_TYPES, PictureError, examine_picture
from campaign.settings import Limits, Settings

LONGEST_WORD = 13  # letters of a word, in lättläst

_FACT = re.compile(r"\[\[fakta:[^\]]*\]\]")

#: What a question about a page is answered with.
Found = TypeVar("Found")


@dataclass(frozen=True)
class Hit:
    """What a rule yields: the line, what is wrong, what to write instead; `path` only from a site rule."""

    line: int
    message: str
    suggestion: str = ""
    path: str = ""


@dataclass(frozen=True)
class PageSentence:
    """A sentence on a page as the reader meets it, its line, and whether a fact stands in it."""

    sentence: Sentence
    line: int
    has_fact: bool

    @property
    def words(self) -> list[str]:
        """The words of the sentence."""
        return self.sentence.words


@dataclass
class Context:
    """What every rule may ask: the site, the settings, the day, and each page's text as a reader meets it.

    `spelling`: whether words are looked up in the dictionary, which takes a program or some seconds. What several
    rules ask of a page is found out once, by `once`.
    """

    site: Site
    settings: Settings
    today: datetime.date
    spelling: bool = False
    _known: dict[tuple[object, str], object] = field(default_factory=dict)

    def once(self, find: Callable[[Page, Context], Found], page: Page) -> Found:
        """What `find` says of a page; it is asked the first time only."""
        key = (find, page.path)
        if key not in self._known:
            self._known[key] = find(page, self)
        return cast("Found", self._known[key])

    def shared(self, find: Callable[[Context], Found]) -> Found:
        """What `find` says of the whole site; it is asked the first time only."""
        key = (find, "")
        if key not in self._known:
            self._known[key] = find(self)
        return cast("Found", self._known[key])

    def limits(self, page: Page) -> Limits:
        """The limits of the language rules for a page. Pupils' sheets are as easy as lättläst in both variants."""
        simple = page.meta.kind == "elevblad"
        return self.settings.limits(page.section, "lattlast" if simple else page.variant.value)

    @cached_property
    def short_names(self) -> frozenset[str]:
        """Names of authorities, services, laws and places (lower case), which count as short words."""
        records = self.site.records
        texts = [service.name + " " + service.operator for service in records.services.values()]
        texts += [source.publisher for source in records.sources.values()]
        names = {word.lower() for text in texts for word in words(text) if word[:1].isupper() and is_long(word)}
        names |= {name.lower() for name in self.settings.table.names}
        return frozenset(names | {f"{name}s" for name in names})

    @cached_property
    def capital_names(self) -> frozenset[str]:
        """Names that are written with capitals only, such as ECPAT: those of the data files and of `names`."""
        records = self.site.records
        texts = [f"{service.name} {service.operator}" for service in records.services.values()]
        texts += [f"{source.title} {source.publisher}" for source in records.sources.values()]
        texts += [term.term for term in records.glossary.values()] + self.settings.table.names
        return frozenset(word for text in texts for word in words(text) if word.isupper())

    @cached_property
    def shown_numbers(self) -> frozenset[str]:
        """The telephone numbers that the site shows, as digits."""
        services = self.site.records.services.values()
        return frozenset(re.sub(r"\D", "", service.phone) for service in services if service.show == "number")

    @cached_property
    def glossary_forms(self) -> dict[str, str]:
        """Every form of every glossary word of one word (lower case), with the word's id."""
        return {
            form.casefold(): key
            for key, term in self.site.records.glossary.items()
            for form in (term.term, *term.forms)
        }

    @cached_property
    def _own_words(self) -> frozenset[str]:
        records = self.site.records
        names = [f"{service.name} {service.operator}" for service in records.services.values()]
        names += [source.publisher for source in records.sources.values()] + self.settings.table.names
        forms = [form for term in records.glossary.values() for form in (term.term, *term.forms)]
        return frozenset(word.casefold() for text in [*names, *forms, *records.own_words] for word in words(text))

    @cached_property
    def pictures(self) -> dict[str, list[str] | PictureError]:
        """Every picture of pixels under docs/ by its path: what its metadata tells, or why it cannot be published."""
        found: dict[str, list[str] | PictureError] = {}
        for uri in sorted(self.site.files):
            if PurePosixPath(uri).suffix in RASTER_TYPES:
                try:
                    found[uri] = examine_picture(self.site.folder / uri)
                except PictureError as error:
                    found[uri] = error
        return found

    def is_own_word(self, word: str) -> bool:
        """Whether a word is one of the site's own: ord.txt, the glossary, names; also as a genitive or compound."""
        parts = [word.casefold(), *word.casefold().split("-")]
        known = [part in self._own_words or part.removesuffix("s") in self._own_words for part in parts]
        return known[0] or (len(known) > 1 and any(known[1:]))

    def is_hard_to_read(self, word: str) -> bool:
        """Whether a word is too long for lättläst: neither a name nor a word that the glossary explains."""
        letters = max(sum(map(str.isalpha, part)) for part in word.split("-"))
        known = word.casefold() in self.glossary_forms or word.lower() in self.short_names
        return letters > LONGEST_WORD and not known

    def expanded(self, text: str, variant: Variant) -> str:
        """A text as a reader of the variant meets it."""
        return self.site.records.expand(text, variant is Variant.LATTLAST)

    def blocks(self, page: Page) -> list[tuple[Block, list[Sentence]]]:
        """The paragraphs and list items of a page with their sentences; tables are left out."""
        return self.once(_split_blocks, page)

    def sentences(self, page: Page) -> list[PageSentence]:
        """The sentences of a page's running text: paragraphs and list items; tables and cards are left out."""
        return self.once(_page_sentences, page)

    def measures(self, page: Page) -> Measures:
        """The readability of a page's running text."""
        return self.once(_measure, page)

    def has_fact(self, sentence: str, block: str) -> bool:
        """Whether the sentence comes from a fact: it is not there when the block's facts are left out."""
        if "[[fakta:" not in block:
            return False
        without = self.site.records.expand(_FACT.sub("", block), lattlast=False)
        return sentence not in " ".join(without.split())


def _split_blocks(page: Page, context: Context) -> list[tuple[Block, list[Sentence]]]:
    running = (block for block in page.body.blocks if block.kind in ("paragraph", "item"))
    return [(block, split_sentences(context.expanded(block.text, page.variant))) for block in running]


def _page_sentences(page: Page, context: Context) -> list[PageSentence]:
    return [
        PageSentence(sentence, block.line + sentence.lines_before, context.has_fact(sentence.text, block.text))
        for block, sentences in context.blocks(page)
        if not _is_card(block.text)
        for sentence in sentences
    ]


def _measure(page: Page, context: Context) -> Measures:
    return measure((item.sentence for item in context.sentences(page)), context.short_names)


def _is_card(text: str) -> bool:
    match = PATTERN.fullmatch(text.strip())
    return match is not None and match["kind"] in ("tjanst", "ordlista")


PageRule = Callable[[Page, Context], Iterator[Hit]]
SiteRule = Callable[[Context], Iterator[Hit]]


@dataclass(frozen=True)
class Rule:
    """A rule in the catalogue. `safety`: an editor cannot allow an exception."""

    id: str
    description: str
    bad: str
    good: str
    safety: bool = False


RULES: dict[str, Rule] = {}
PAGE_RULES: dict[str, PageRule] = {}
SITE_RULES: dict[str, SiteRule] = {}


def describe(rule_id: str, docstring: str, *, safety: bool = False) -> None:
    """Puts a rule in the catalogue. Raises ValueError when the docstring lacks Dåligt or Bra."""
    text = inspect.cleandoc(docstring)
    head, _, rest = text.partition("Dåligt:")
    bad, _, good = rest.partition("Bra:")
    if not head.strip() or not bad.strip() or not good.strip():
        raise ValueError(f"rule {rule_id}: the docstring needs a sentence, ”Dåligt:” and ”Bra:”")
    RULES[rule_id] = Rule(rule_id, " ".join(head.split()), bad.strip(), good.strip(), safety)


def page_rule(*, safety: bool = False) -> Callable[[PageRule], PageRule]:
    """Registers a rule that looks at one page at a time."""

    def register(function: PageRule) -> PageRule:
        rule_id = function.__name__.replace("_", "-")
        describe(rule_id, function.__doc__ or "", safety=safety)
        PAGE_RULES[rule_id] = function
        return function

    return register


def site_rule(*, safety: bool = False) -> Callable[[SiteRule], SiteRule]:
    """Registers a rule that looks at the whole site; its hits name their path."""

    def register(function: SiteRule) -> SiteRule:
        rule_id = function.__name__.replace("_", "-")
        describe(rule_id, function.__doc__ or "", safety=safety)
        SITE_RULES[rule_id] = function
        return function

    return register

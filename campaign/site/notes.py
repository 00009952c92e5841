"""What stands at a page's foot: its sources, its hard words and its review, ready to show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from campaign.content.dates import date_text, when_text
from campaign.content.facts import Fact, Source, Term
from campaign.content.pages import Page, Site, Variant
from campaign.content.review import review_of
from campaign.content.shortcodes import PATTERN
from campaign.site.addresses import host
from campaign.site.swedish import cites_text, list_text


@dataclass(frozen=True)
class SourceNote:
    """One source of a page: where the reader finds the text, which part, what we read and when."""

    number: int
    id: str
    title: str
    publisher: str
    url: str
    host: str
    cites: str
    read: str
    age: str
    as_of: str
    checked_on: str

    @property
    def anchor(self) -> str:
        """The note's id on the page."""
        return f"kalla-{self.number}"


@dataclass(frozen=True)
class WordNote:
    """A hard word that the text links to, explained."""

    id: str
    term: str
    explanation: str

    @property
    def anchor(self) -> str:
        """The note's id on the page."""
        return f"ord-{self.id}"


@dataclass(frozen=True)
class ReviewNote:
    """Sentences about who has reviewed the page, and the next review (shown in a preview only)."""

    sentences: list[str]
    next_review: str = ""
    owner: str = ""


@dataclass
class _Collected:
    source: Source
    facts: list[Fact] = field(default_factory=list)


def page_facts(page: Page, site: Site) -> list[Fact]:
    """The facts that a page uses, in the order of the text, each once; those of a lesson's curriculum come first."""
    lesson = page.meta.lesson if page.variant is Variant.ORDINARY else None
    used = (code.id for code in page.body.shortcodes if code.kind == "fakta")
    ids = dict.fromkeys([*(lesson.curriculum if lesson else ()), *used])
    return [site.records.facts[fact_id] for fact_id in ids if fact_id in site.records.facts]


def source_notes(page: Page, site: Site) -> list[SourceNote]:
    """The page's sources, numbered in the order that the text needs them; then those that the page names itself."""
    collected: dict[str, _Collected] = {}

    def collect(source_id: str) -> _Collected | None:
        source = site.records.sources.get(source_id)
        return collected.setdefault(source_id, _Collected(source)) if source else None

    for fact in page_facts(page, site):
        for position, source_id in enumerate(fact.sources):
            entry = collect(source_id)
            if entry and position == 0:  # `cite` and `as_of` speak of the first source
                entry.facts.append(fact)
    for source_id in page.meta.sources:
        collect(source_id)
    return [_note(number, entry) for number, entry in enumerate(collected.values(), 1)]


def _note(number: int, entry: _Collected) -> SourceNote:
    source = entry.source
    cites = dict.fromkeys(fact.cite for fact in entry.facts if fact.cite)
    as_of = dict.fromkeys(when_text(fact.as_of) for fact in entry.facts if any(map(str.isdigit, fact.as_of)))
    return SourceNote(
        number=number,
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        host=host(source.url),
        cites=cites_text(cites),
        read=source.read,
        age=source.age,
        as_of=list_text(as_of),
        checked_on=date_text(max([source.read_on, *(fact.checked_on for fact in entry.facts)])),
    )


def source_numbers(page: Page, site: Site) -> dict[str, int]:
    """The number of each source id on the page, for the references in the text."""
    ids: dict[str, None] = {}
    for fact in page_facts(page, site):
        ids.update(dict.fromkeys(source_id for source_id in fact.sources if source_id in site.records.sources))
    return {source_id: number for number, source_id in enumerate(ids, 1)}


def explanation(term: Term) -> str:
    """The explanation as the end of the sentence "X betyder …"."""
    return term.explanation.rstrip(".") + "."


def word_notes(page: Page, site: Site) -> list[WordNote]:
    """The words that the text links to. A word alone in a paragraph is explained there and needs no note."""
    terms = site.records.glossary
    word_ids = site.records.word_ids
    ids = dict.fromkeys(word_ids[word] for word in _inline_words(page) if word in word_ids)
    return [WordNote(word, terms[word].term, explanation(terms[word])) for word in ids]


def _inline_words(page: Page) -> Iterator[str]:
    for block in page.body.blocks:
        if block.kind == "paragraph" and PATTERN.fullmatch(block.text.strip()):
            continue
        yield from (match["id"] for match in PATTERN.finditer(block.text) if match["kind"] == "ordlista")


def review_note(page: Page, site: Site) -> ReviewNote:
    """The page's review: a person's, or that there is none yet."""
    review = review_of(page, site)
    simple = page.variant is Variant.LATTLAST
    sentences = []
    if review.reviewed_on:
        sentences.append(f"Sidan granskades den {date_text(review.reviewed_on)}.")
    else:
        sentences.append("Ingen har granskat sidan än.")
        if review.compared_on:
            day = date_text(review.compared_on)
            text = "Vi jämförde texten med källorna den" if simple else "Uppgifterna jämfördes med källorna den"
            sentences.append(f"{text} {day}.")
    tested = getattr(page.head, "tested_with_readers", "")
    if tested:
        sentences.append(f"Läsare har prövat texten: {tested.rstrip('.')}.")
    return ReviewNote(
        sentences=sentences,
        next_review=date_text(review.due_on) if review.due_on else "",
        owner=page.meta.owner,
    )

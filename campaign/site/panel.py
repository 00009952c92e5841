"""What the editor's panel shows of a page under `campaign serve`: its findings, figures, twin, review and records.

Pure: the findings and the day are given. Nothing of it is part of a built site.
"""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from campaign.checks.language import SENTENCES_ONLY
from campaign.checks.registry import Context
from campaign.content.dates import date_text
from campaign.content.pages import TWIN_ENDING, Page, Site, Variant
from campaign.content.readability import SMALLEST_SAMPLE, measure
from campaign.content.review import review_of
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.findings import Finding, Severity
from campaign.settings import Limits
from campaign.site.edit_links import edit_links

#: The longest record text that is shown whole, in characters.
_SHORT = 70

#: The file of each kind of shortcode that stands for a record, and what an editor calls the record.
_RECORDS = {"fakta": ("facts", "Faktum"), "tjanst": ("services", "Tjänst"), "ordlista": ("glossary", "Ord")}


@dataclass(frozen=True)
class Remark:
    """A finding in the panel. `line` is where its mark belongs in the page, `finding.line` where it is mended."""

    number: int
    finding: Finding
    line: int
    edit_url: str = ""

    @property
    def is_error(self) -> bool:
        """Whether it must be mended before the site can be built."""
        return self.finding.severity is Severity.ERROR

    @property
    def on_page(self) -> Finding:
        """The finding as if it stood where the page shows what it speaks of."""
        return replace(self.finding, line=self.line)


@dataclass(frozen=True)
class Figure:
    """A measure beside its gate: "24 av högst 25". `share` and `gate` are percent of the bar's length."""

    name: str
    text: str
    share: int
    gate: int
    over: bool


@dataclass(frozen=True)
class Readability:
    """A page's figures, and a sentence on what was not measured (or nothing)."""

    figures: list[Figure]
    missing: str = ""


@dataclass(frozen=True)
class Task:
    """What to do about something: sentences, and a line to write or a command to run."""

    done: bool
    sentences: list[str]
    code: list[str]


@dataclass(frozen=True)
class RecordNote:
    """A fact, a service or a word that the page shows, and where it is changed."""

    what: str
    id: str
    text: str
    path: str
    line: int
    edit_url: str


@dataclass(frozen=True)
class Examined:
    """A site that has been checked: its findings by path, and the context that the rules asked."""

    context: Context
    findings: Mapping[str, list[Finding]]

    @property
    def site(self) -> Site:
        """The site."""
        return self.context.site


def by_path(findings: Iterable[Finding]) -> dict[str, list[Finding]]:
    """Findings in their order, by the file that they stand in."""
    sorted_out: dict[str, list[Finding]] = {}
    for finding in findings:
        sorted_out.setdefault(finding.path, []).append(finding)
    return sorted_out


def count_text(findings: Collection[Finding]) -> str:
    """How much there is to do: "3 saker att rätta, 2 råd"."""
    errors = sum(finding.severity is Severity.ERROR for finding in findings)
    advice = len(findings) - errors
    if not findings:
        return "Inget att rätta"
    parts = [f"{errors} {'sak' if errors == 1 else 'saker'} att rätta"] if errors else []
    return ", ".join([*parts, *([f"{advice} råd"] if advice else [])])


def edit_url(examined: Examined, path: str, line: int = 0) -> str:
    """Where the file at the shown `path` under docs/ is changed in the browser; empty where it cannot be."""
    uri = path.removeprefix(f"{examined.site.docs}/")
    address = edit_links(examined.context.settings).edit(uri) if uri != path else ""
    return f"{address}#L{line}" if address and line else address


def remarks(page: Page, examined: Examined) -> list[Remark]:
    """The page's findings in the order of its lines, then those of the records that it shows; numbered from 1."""
    found = [(finding, finding.line) for finding in examined.findings.get(page.path, [])]
    for note, line in _records(page, examined):
        found += [(finding, line) for finding in _of_record(note, examined)]
    return [
        Remark(number, finding, line, edit_url(examined, finding.path, finding.line))
        for number, (finding, line) in enumerate(found, 1)
    ]


def _of_record(note: RecordNote, examined: Examined) -> Iterator[Finding]:
    """The findings on the lines of a record: from its own line to that of the next one."""
    if note.path not in examined.findings:
        return
    name = note.path.rpartition("/")[2].removesuffix(".yml")
    starts = sorted(line for (file, _), line in examined.site.records.lines.items() if file == name)
    after = next((line for line in starts if line > note.line), None)
    for finding in examined.findings.get(note.path, []):
        if note.line <= finding.line and (after is None or finding.line < after):
            yield finding


def records(page: Page, examined: Examined) -> list[RecordNote]:
    """The facts, services and words of the page, each once, in the order of the text."""
    return [note for note, _ in _records(page, examined)]


def _records(page: Page, examined: Examined) -> Iterator[tuple[RecordNote, int]]:
    """Each record of the page with the line where the page first shows it."""
    known = examined.site.records
    seen = set()
    for code in page.body.shortcodes:
        file, what = _RECORDS.get(code.kind, ("", ""))
        record_id = known.word_ids.get(code.id, "") if file == "glossary" else code.id
        if (file, record_id) not in known.lines or (file, record_id) in seen:
            continue
        seen.add((file, record_id))
        path, line = known.path(file), known.line(file, record_id)
        text = known.expand(f"[[{code.kind}:{code.id}]]", page.variant is Variant.LATTLAST)
        short = text if len(text) <= _SHORT else f"{text[:_SHORT].rpartition(' ')[0]} …"
        yield RecordNote(what, record_id, short, path, line, edit_url(examined, path, line)), code.line


def readability(page: Page, examined: Examined) -> Readability:
    """The page's measures beside the gates."""
    context = examined.context
    limits = context.limits(page)
    broken = {finding.rule for finding in examined.findings.get(page.path, [])}
    sentences = context.sentences(page)
    shown = [_longest(max((len(item.words) for item in sentences), default=0), limits, broken)]
    if page.meta.kind in SENTENCES_ONLY:
        return Readability(shown, f"På sidor av slaget {page.meta.kind} mäts bara meningarna.")
    measures = measure((item.sentence for item in sentences), context.short_names)
    length = _figure("Ord på sidan", measures.words, limits.page_words, "ord", "page-too-long" in broken, "helst högst")
    if measures.words < SMALLEST_SAMPLE:
        missing = f"LIX och snitt säger något först vid {SMALLEST_SAMPLE} ord löpande text."
        return Readability([*shown, length], missing)
    mean = measures.mean_sentence
    return Readability([
        _figure("LIX", measures.lix, limits.lix, "", "lix-too-high" in broken),
        *shown,
        _figure("Meningar i snitt", mean, limits.mean_sentence_words, "ord", "sentences-too-long-on-average" in broken),
        _figure("Långa ord", measures.long_percent, limits.long_words_percent, "procent", "long-words" in broken),
        length,
    ])  # fmt: skip


def _longest(count: int, limits: Limits, broken: Collection[str]) -> Figure:
    """The longest sentence: one that is allowed more for its fact or penalty is shown beside that gate."""
    over = "sentence-too-long" in broken
    allowed = count > limits.sentence_words and not over
    gate = limits.sentence_words_with_fact if allowed else limits.sentence_words
    return _figure("Längsta meningen", count, gate, "ord, med fakta eller straff" if allowed else "ord", over)


def _figure(name: str, value: float, gate: float, unit: str, over: bool, most: str = "högst") -> Figure:
    whole = max(value, 1.25 * gate)
    text = f"{_number(value)} av {most} {_number(gate)} {unit}".rstrip()
    return Figure(name, text, round(100 * value / whole), round(100 * gate / whole), over)


def _number(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").removesuffix(",0")


def twin_task(page: Page, site: Site) -> Task:
    """How the pair of variants stands, as seen from `page`, and what to do about it."""
    ordinary, twin = site.page(page.id), site.page(page.id, Variant.LATTLAST)
    simple = page.variant is Variant.LATTLAST
    state = twin_state(ordinary, twin)
    if state is TwinState.MISSING:
        name = page.path.removesuffix(".md") + TWIN_ENDING
        sentences = ["Sidan finns inte på lättläst.", "Skriv en egen text på lättläst, i den här filen:"]
        return Task(page.meta.draft, sentences, [name])
    if state is TwinState.ORPHANED or ordinary is None or twin is None:
        return Task(False, ["Den lättlästa sidan har ingen vanlig sida.", "Skriv den, eller ta bort filen."], [])
    if ordinary.broken or twin.broken:
        return Task(False, ["Den andra filen kan inte läsas, så de två går inte att jämföra."], [])
    if state is TwinState.OUTDATED:
        start = "Den vanliga texten" if simple else "Texten"
        return Task(False, [
            f"{start} har ändrats sedan den lättlästa skrevs.",
            f"Läs båda och rätta den lättlästa. Skriv sedan den här raden överst i {twin.path}, eller kör kommandot:",
        ], [f"source_hash: {source_hash(ordinary)}", f"campaign mark-translated {page.id}"])  # fmt: skip
    return Task(True, ["Texten följer den vanliga." if simple else "Den lättlästa texten följer den här."], [])


def review_task(page: Page, site: Site, today: datetime.date) -> Task:
    """When a person last reviewed the page, and when it is to be reviewed again."""
    review = review_of(page, site)
    sentences = ["Ingen har granskat sidan än."]
    if review.reviewed_on:
        sentences = [f"Sidan granskades den {date_text(review.reviewed_on)}."]
    if review.due_on:
        overdue = review.is_overdue(today)
        sentences.append(f"Den {'skulle ha granskats' if overdue else 'ska granskas'} senast den "
                         f"{date_text(review.due_on)}.")  # fmt: skip
        if overdue:
            sentences.append("Läs sidan mot källorna.")
    if page.meta.owner:
        sentences.append(f"Ansvarig roll: {page.meta.owner}.")
    return Task(not review.is_overdue(today), sentences, [])

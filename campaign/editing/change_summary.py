"""The summary of a change, as Markdown for the code host: its pages, what found no room on the lines, the receipt."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content.pages import Variant
from campaign.content.variants import TwinState
from campaign.editing.annotations import annotate, older_errors
from campaign.editing.changed_pages import ChangedPage, Figures, changed_pages
from campaign.editing.comparison import Comparison
from campaign.editing.markdown_text import cell, code, plain
from campaign.editing.receipt import make_receipt
from campaign.editing.receipt_text import receipt_lines
from campaign.findings import Finding, Severity, has_errors

#: The code host refuses a summary of more than one mebibyte; a receipt can be long.
MOST_BYTES = 900_000

_TWIN_STATES = {
    TwinState.CURRENT: "följer", TwinState.OUTDATED: "läs om", TwinState.MISSING: "saknas",
    TwinState.ORPHANED: "vanlig text saknas", None: "borttagen",
}  # fmt: skip


def summary_text(comparison: Comparison, docs: str) -> str:
    """The whole summary; what goes beyond the code host's limit is left out, and that is said."""
    text = "\n".join(_lines(comparison, docs)) + "\n"
    whole = text.encode()
    if len(whole) <= MOST_BYTES:
        return text
    cut = whole[:MOST_BYTES].decode(errors="ignore").rpartition("\n")[0]
    return f"{cut}\n\nResten får inte plats här. Kör campaign summary på din dator.\n"


def older_line(older: list[Finding]) -> str:
    """One sentence on the findings that the change has nothing to do with; empty when there are none."""
    advice = sum(finding.severity is Severity.WARNING for finding in older)
    if not advice:
        return ""
    return f"{advice} äldre råd på andra rader visas inte här."


def _lines(comparison: Comparison, docs: str) -> Iterator[str]:
    findings = comparison.sorted
    yield from ["## Granskning av ändringen", "", _verdict(findings.shown), ""]
    errors = [finding for finding in findings.older if has_errors([finding])]
    for sentence in filter(None, [older_errors(errors) if errors else "", older_line(findings.older)]):
        yield from [plain(sentence), ""]
    yield from _pages(changed_pages(comparison, docs))
    left_out = annotate(findings, comparison.change, docs).left_out
    if left_out:
        yield from ["### Råd och fel som inte fick plats på raderna", ""]
        yield from (_finding(finding) for finding in left_out)
        yield ""
    yield from ["## Kvitto på ändringen", ""]
    yield from receipt_lines(make_receipt(comparison.before, comparison.now), markdown=True)


def _verdict(shown: list[Finding]) -> str:
    errors = sum(finding.severity is Severity.ERROR for finding in shown)
    warnings = len(shown) - errors
    if not shown:
        return "Inget att rätta på det som ändrades."
    parts = [f"**{errors} fel** att rätta" if errors else "Inga fel", f"{warnings} råd" if warnings else "inga råd"]
    return f"{' och '.join(parts)} på det som ändrades. De står på raderna under Files changed."


def _pages(pages: list[ChangedPage]) -> Iterator[str]:
    if not pages:
        yield from ["Inga sidor är ändrade.", ""]
        return
    yield "| Sida | LIX vanlig | LIX lättläst | Ord vanlig | Ord lättläst | Lättläst version | Fel | Råd |"
    yield "| :-- | --: | --: | --: | --: | :-- | --: | --: |"
    for page in pages:
        figures = [(page.before[variant], page.now[variant]) for variant in Variant]
        row = [
            f"{cell(page.title)}<br>{code(page.id)}",
            *(_change(*map(_lix, pair)) for pair in figures),
            *(_change(*map(_words, pair)) for pair in figures),
            "kan inte läsas" if page.broken else _TWIN_STATES[page.twin],
            str(page.errors),
            str(page.warnings),
        ]
        yield f"| {' | '.join(row)} |"
    yield ""


def _lix(figures: Figures | None) -> str:
    return f"{figures.lix:.1f}".replace(".", ",") if figures and figures.lix is not None else "–"


def _words(figures: Figures | None) -> str:
    return str(figures.words) if figures else "–"


def _change(before: str, now: str) -> str:
    return now if before == now else f"{before} → {now}"


def _finding(finding: Finding) -> str:
    name = "Fel" if finding.severity is Severity.ERROR else "Råd"
    said = plain(f"{finding.message} {finding.suggestion}")
    return f"- {name}: {code(f'{finding.path}:{finding.line}')} {said} ({code(finding.rule)})"

"""The pages of a change, with their figures before and after."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from campaign.checks.registry import Context
from campaign.content.pages import TWIN_ENDING, Page, Variant
from campaign.content.readability import SMALLEST_SAMPLE, Measures, measure
from campaign.content.variants import TwinState, twin_state
from campaign.editing.comparison import Comparison
from campaign.findings import Severity


@dataclass(frozen=True)
class Figures:
    """A page's words and LIX; LIX is None of so short a text that it says nothing."""

    words: int
    lix: float | None


@dataclass(frozen=True)
class ChangedPage:
    """A page whose texts a change touched: the figures of each variant (None where it is not there) before and now,
    the twin's state, whether a text cannot be read, and how many findings of the change its two files have."""

    id: str
    title: str
    before: dict[Variant, Figures | None]
    now: dict[Variant, Figures | None]
    twin: TwinState | None
    broken: bool
    errors: int
    warnings: int


def changed_pages(comparison: Comparison, docs: str) -> list[ChangedPage]:
    """The pages under the folder `docs` that a change touched, in the order of ids."""
    start = f"{docs}/"
    files = (path.removeprefix(start) for path in comparison.change.files if path.startswith(start))
    ids = {name.removesuffix(TWIN_ENDING).removesuffix(".md") for name in files if name.endswith(".md")}
    contexts = (
        Context(comparison.before, comparison.settings_before, comparison.today),
        Context(comparison.now, comparison.settings, comparison.today),
    )
    found = Counter((finding.path, finding.severity) for finding in comparison.sorted.shown)
    return [_page(page_id, comparison, contexts, found, start) for page_id in sorted(ids)]


def _page(
    page_id: str,
    comparison: Comparison,
    contexts: tuple[Context, Context],
    found: Counter[tuple[str, Severity]],
    start: str,
) -> ChangedPage:
    before, now = ({variant: _figures(context, page_id, variant) for variant in Variant} for context in contexts)
    site = comparison.now
    ordinary, twin = site.page(page_id), site.page(page_id, Variant.LATTLAST)
    title = next((page.title for page in (ordinary, twin, comparison.before.page(page_id)) if page and page.title), "")
    files = (f"{start}{page_id}.md", f"{start}{page_id}{TWIN_ENDING}")
    return ChangedPage(
        id=page_id,
        title=title,
        before=before,
        now=now,
        twin=twin_state(ordinary, twin) if ordinary or twin else None,
        broken=any(page.broken for page in (ordinary, twin) if page),
        errors=sum(found[file, Severity.ERROR] for file in files),
        warnings=sum(found[file, Severity.WARNING] for file in files),
    )


def _figures(context: Context, page_id: str, variant: Variant) -> Figures | None:
    page: Page | None = context.site.page(page_id, variant)
    if page is None or page.broken:
        return None
    measures: Measures = measure((item.sentence for item in context.sentences(page)), context.short_names)
    return Figures(measures.words, measures.lix if measures.words >= SMALLEST_SAMPLE else None)

"""The receipt of a change in words: as lines for a screen, or as Markdown for the code host."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from itertools import groupby

from campaign.content.pages import Variant
from campaign.editing.carriers import IN_TEXT, Carrier, RecordKind
from campaign.editing.markdown_text import plain
from campaign.editing.receipt import CHECKER, POSTER_READER, BrokenApproval, Receipt, RecordChange

WIDTH = 78  # signs on a line of a screen

_KINDS: dict[RecordKind, str] = {
    "facts": "Uppgiften", "services": "Tjänsten", "glossary": "Ordet", "sources": "Källan", "illustrations": "Bilden",
    "posters": "Affischen",
}  # fmt: skip
_ROLES = {"lattlast": "lättläst", CHECKER: "den som kontrollerar mot källan",
          POSTER_READER: "den som godkänner affischen, också på papper"}  # fmt: skip
_VARIANTS = {Variant.ORDINARY.value: "vanlig", Variant.LATTLAST.value: "lättläst"}

NOTHING = "Ändringen rör ingen uppgift, tjänst, källa, bild, affisch eller ordförklaring."
NOTHING_PRINTED = "Filer och papper att dra tillbaka: inga."


def receipt_lines(receipt: Receipt, *, markdown: bool) -> Iterator[str]:
    """The receipt, line by line; headings begin on level three in Markdown."""
    write = _Writer(markdown)
    if not receipt.records and not receipt.broken_by_pages:
        yield from write.paragraph(NOTHING)
        return
    for change in receipt.records:
        yield from _record(change, write)
    if receipt.broken_by_pages:
        yield from write.heading("Godkännanden som bryts av ändrade sidor")
        yield from _approvals(receipt.broken_by_pages, write)
    printed = {carrier.title for change in receipt.records for carrier in change.carriers if carrier.printed}
    yield from write.paragraph(NOTHING_PRINTED if not printed else "Filer och papper att dra tillbaka:")
    yield from (line for title in sorted(printed) for line in write.item(title))


class _Writer:
    """Headings, paragraphs and items in one of the two forms."""

    def __init__(self, markdown: bool) -> None:
        self.markdown = markdown

    def heading(self, text: str) -> Iterator[str]:
        yield from ([f"### {plain(text)}", ""] if self.markdown else [text, "-" * min(len(text), WIDTH)])

    def paragraph(self, text: str) -> Iterator[str]:
        yield from ([plain(text)] if self.markdown else textwrap.wrap(text, WIDTH))
        yield ""

    def item(self, text: str) -> Iterator[str]:
        if self.markdown:
            yield f"- {plain(text)}"
        else:
            yield from textwrap.wrap(text, WIDTH, initial_indent="- ", subsequent_indent="  ")


def _record(change: RecordChange, write: _Writer) -> Iterator[str]:
    state = " är ny" if change.is_new else " är borttagen" if change.is_removed else " är ändrad"
    yield from write.heading(f"{_KINDS[change.kind]} {change.id}{state}")
    for wording in change.wordings:
        yield from write.item(f"{wording.name}, före: {wording.before or '–'}")
        yield from write.item(f"{wording.name}, efter: {wording.after or '–'}")
    yield ""
    yield from _carriers(change.carriers, write)
    if change.broken:
        yield from write.paragraph("Godkännanden som bryts:")
        yield from _approvals(change.broken, write)
    elif change.kind in ("facts", "services", "posters"):
        yield from write.paragraph("Inget godkännande bryts.")
    if change.ask:
        yield from write.paragraph("Be de här rollerna läsa:")
        for role, pages in change.ask.items():
            yield from write.item(f"{_ROLES.get(role, role)}: {', '.join(pages)}")
        yield ""


def _carriers(carriers: list[Carrier], write: _Writer) -> Iterator[str]:
    texts = [carrier for carrier in carriers if carrier.how == IN_TEXT]
    others = [carrier for carrier in carriers if carrier.how != IN_TEXT and not carrier.printed]
    if not carriers:
        yield from write.paragraph("Ingen sida visar den.")
        return
    if texts:
        lessons = len({carrier.page for carrier in texts if carrier.what == "lektion"})
        among = f", av dem {lessons} {'lektion' if lessons == 1 else 'lektioner'}" if lessons else ""
        yield from write.paragraph(f"Står i texten på {_number(len({carrier.page for carrier in texts}))}{among}:")
    for (page, what), found in groupby(_by_page(texts), key=lambda one: (one.page, one.what)):
        listed = list(found)
        variants = " och ".join(_VARIANTS.get(carrier.variant, carrier.variant) for carrier in listed)
        kind = f" ({what})" if what != "sida" else ""
        yield from write.item(f"{listed[0].title}{kind}: {page}, {variants}")
    if texts:
        yield ""
    if others:
        yield from write.paragraph("Visas också här:")
        for how, found in groupby(sorted(others, key=lambda one: (one.how, one.page)), key=lambda one: one.how):
            pages = list(dict.fromkeys(carrier.page for carrier in found if carrier.page))
            where = f" på {_number(len(pages))}: {', '.join(pages)}" if pages else " på alla sidor"
            yield from write.item(f"{how}{where}")
        yield ""


def _by_page(carriers: list[Carrier]) -> list[Carrier]:
    """The carriers page by page, lessons first, the ordinary variant before the lättläst one."""
    return sorted(carriers, key=lambda one: (one.what != "lektion", one.page, one.variant != "sv"))


def _approvals(approvals: list[BrokenApproval], write: _Writer) -> Iterator[str]:
    for approval in approvals:
        variant = f", {_VARIANTS[approval.variant]}" if approval.variant in _VARIANTS else ""
        role = _ROLES.get(approval.role, approval.role)
        text = f"{approval.id}{variant}: {approval.person} ({role}) godkände den {approval.date}"
        yield from write.item(text)
    yield ""


def _number(pages: int) -> str:
    return "1 sida" if pages == 1 else f"{pages} sidor"

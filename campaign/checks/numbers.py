"""Telephone numbers: nothing that looks like one may stand on the site unless a service shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page

_DIGITS = re.compile(r"(?<![\d:§.,-])\+?\d(?:[\d \u00a0\u2011/–-]{0,18}\d)?(?![\d:])")
_PHONE = re.compile(r"112|11414|1177|90101|11\d{3}|116\d{3}|0\d{7,9}|(?:\+46|0046)\d{7,10}")
_GROUPED = re.compile(r"11\d[ \u00a0]?\d\d")


def phone_numbers(text: str) -> Iterator[tuple[str, str]]:
    """What looks like a telephone number in a text: as written, and as digits.

    112, 114 14, 1177, 90101, 11x xx, 116 xxx and 0 + 7–9 digits count; years, dates, SFS numbers and § do not.
    """
    for match in _DIGITS.finditer(text):
        written = match[0]
        digits = re.sub(r"[^\d+]", "", written)
        if not _PHONE.fullmatch(digits):
            continue
        if re.fullmatch(r"11\d{3}", digits) and not _GROUPED.fullmatch(written):
            continue
        yield written, digits


def _known(context: Context) -> set[str]:
    return {service.dial for service in context.site.records.services.values() if service.show == "number"}


_MESSAGE = "Numret {} hör inte till någon tjänst som visar sitt nummer."
_SUGGESTION = "Använd en tjänst ur services.yml, till exempel [[tjanst:bris]]."


@page_rule(safety=True)
def number_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """Ett telefonnummer på sajten ska vara ett kontrollerat nummer ur services.yml. Ett fel nummer kan skada någon.

    Dåligt: Ring 020-12 34 56.
    Bra: [[tjanst:kvinnofridslinjen]]
    """
    if "services" in context.site.records.unreadable:
        return
    known = _known(context)
    texts = [(page.line("title"), page.title), (page.line("description"), page.head.description)]
    texts += [(block.line, block.text) for block in page.body.blocks]
    texts += [(link.line, link.target.partition(":")[2]) for link in page.body.links if link.target.startswith("tel:")]
    for line, text in texts:
        for written, digits in phone_numbers(text):
            if digits not in known:
                yield Hit(line, _MESSAGE.format(written), _SUGGESTION)


@site_rule(safety=True)
def number_unknown_in_data(context: Context) -> Iterator[Hit]:
    """Också datafilernas texter visar bara kontrollerade nummer.

    Dåligt: what: "Ring 020-12 34 56."
    Bra: phone: "116 016" på tjänsten själv
    """
    records = context.site.records
    if "services" in records.unreadable:
        return
    known = _known(context)
    texts = [("facts", fact.id, f"{fact.text} {fact.lattlast}") for fact in records.facts.values()]
    texts += [("glossary", term.id, term.explanation) for term in records.glossary.values()]
    texts += [
        ("services", service.id, " ".join([service.name, service.who, service.what, service.lattlast,
                                           service.anonymous_note, service.aids, service.traces]))
        for service in records.services.values() if service.show != "hidden"
    ]  # fmt: skip
    for name, record_id, text in texts:
        for written, digits in phone_numbers(text):
            if digits not in known:
                yield Hit(records.line(name, record_id), _MESSAGE.format(written), _SUGGESTION, records.path(name))

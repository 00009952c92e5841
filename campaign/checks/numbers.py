"""Telephone numbers: nothing that looks like one may stand on the site unless a service shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.pages import Page

#: Groups of digits with what people put between them. A dash only after an area code: "90–101" is a range.
_RUN = re.compile(
    r"(?<![\d§])(?:\(?(?:\+|00)46\)?[\s\u2011-]{0,2}(?:\(0\))?[\s\u2011-]{0,2})?"
    r"(?:\(?0\d{1,3}\)?[\s\u2011–/-]{0,3})?\d+(?:[ \u00a0\u202f\u2011\n-]\d+)*"
)
_GROUP = re.compile(r"\d+")
_MOST_GROUPS = 16  # digits of a number with its country code, should each stand alone
_PHONE = re.compile(r"112|11414|1177|90101|11\d{3}|116\d{3}|0\d{7,9}")
#: The short numbers, as they are written: 11x xx and not 11500, 1177 and not 1 177.
_SHORT = re.compile(r"112|114[ \u00a0]?14|1177|90[ \u00a0]?101|901[ \u00a0]01|11\d[ \u00a0]\d\d|116[ \u00a0-]?\d{3}")
_NOT_NUMBERS = re.compile(
    r"[0-2]?\d[-–][0-2]?\d(?:[ ][0-2]?\d[-–][0-2]?\d)*|"  # hours: 08-12 13-16
    r"\d{1,2}/\d{1,2}[/ ](?:19|20)\d\d|"  # dates: 05/11 2026
    r"(?:19|20)\d\d-\d\d-\d\d"
)
_POSTAL_CODE = re.compile(r"(?:(?<=,)|^)\s*\d{3}[ \u00a0]\d\d[ \u00a0][A-ZÅÄÖ]", re.MULTILINE)


def unknown_numbers(text: str, known: Set[str]) -> Iterator[tuple[str, int]]:
    """What looks like a telephone number in a text and is not in `known`: as written, and where it begins.

    112, 114 14, 1177, 90101, 11x xx, 116 xxx and 0 + 7–9 digits count, also after +46; years, dates, hours, postal
    codes, SFS numbers and § do not. `known` holds numbers as digits.
    """
    text = _POSTAL_CODE.sub(lambda match: re.sub(r"\d", "·", match[0]), text)
    for run in _RUN.finditer(text):
        if not _NOT_NUMBERS.fullmatch(run[0].strip()):
            yield from _in_run(run[0], run.start(), known)


def _in_run(run: str, offset: int, known: Set[str]) -> Iterator[tuple[str, int]]:
    """The unknown numbers in a run of digit groups: each is the longest that begins at its group."""
    groups = list(_GROUP.finditer(run))
    starts = {"0", "1", "9", *(number[0] for number in known if number)}
    if "+" in run:
        starts |= {"4", "6"}
    first = 0
    while first < len(groups):
        if groups[first][0][0] not in starts:
            first += 1
            continue
        taken = 0
        for last in range(min(len(groups), first + _MOST_GROUPS), first, -1):
            written = run[groups[first].start() : groups[last - 1].end()]
            before = run[: groups[first].start()]
            abroad = ("+" in before and not _GROUP.search(before)) or groups[first][0].startswith("0046")
            written = before.lstrip("( ") + written if abroad else written
            digits = _national("".join(group[0] for group in groups[first:last]), abroad)
            if digits in known:
                taken = last - first
                break
            if not taken and _looks_like_a_number(digits, written):
                taken = last - first
                found = (written, offset + groups[first].start())
        else:
            if taken:
                yield found
        first += taken or 1


def _national(digits: str, abroad: bool) -> str:
    """A number without Sweden's country code."""
    if not abroad:
        return digits
    return "0" + re.sub(r"^(?:00)?46(?:0(?=[1-9]))?", "", digits)


def _looks_like_a_number(digits: str, written: str) -> bool:
    if not _PHONE.fullmatch(digits):
        return False
    return digits.startswith("0") or _SHORT.fullmatch(written.replace("\n", " ")) is not None


def _known(context: Context) -> set[str]:
    services = context.site.records.services.values()
    return {_national(service.dial.lstrip("+"), service.dial.startswith("+")) for service in services
            if service.show == "number"}  # fmt: skip


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
    texts = [(page.line(key), str(getattr(page.head, key, ""))) for key in
             ("title", "description", "neutral_title", "image_alt")]  # fmt: skip
    texts += [(block.line, block.text) for block in page.body.blocks]
    texts += [(link.line, link.target.partition(":")[2]) for link in page.body.links if link.target.startswith("tel:")]
    for line, text in texts:
        for written, start in unknown_numbers(text, known):
            yield Hit(line + text.count("\n", 0, start), _MESSAGE.format(" ".join(written.split())), _SUGGESTION)


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
    texts = [("facts", fact.id, f"{fact.text}\n{fact.lattlast}") for fact in records.facts.values()]
    texts += [("glossary", term.id, term.explanation) for term in records.glossary.values()]
    texts += [
        ("services", service.id, "\n".join(service.texts))
        for service in records.services.values() if service.show != "hidden"
    ]  # fmt: skip
    for name, record_id, text in texts:
        for written, _ in unknown_numbers(text, known):
            message = _MESSAGE.format(" ".join(written.split()))
            yield Hit(records.line(name, record_id), message, _SUGGESTION, records.path(name))

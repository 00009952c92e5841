"""Pairs of variants: every page has its lättläst twin, of its own, up to date, with the same facts and services."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator

from campaign.checks.numbers import unknown_numbers
from campaign.checks.registry import Context, Hit, site_rule
from campaign.content.pages import Page, Variant
from campaign.content.readability import words
from campaign.content.shortcodes import PATTERN
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.schema import did_you_mean

COPIED_RATIO = 0.75
MOST_COMPARED = 1_500  # words of each text; the longest page has 1 200, and the time grows with the square


def _pairs(context: Context) -> Iterator[tuple[Page | None, Page | None]]:
    site = context.site
    for page_id in sorted({page_id for page_id, _ in site.pages}):
        yield site.page(page_id), site.page(page_id, Variant.LATTLAST)


def _sound_pairs(context: Context) -> Iterator[tuple[Page, Page]]:
    for ordinary, twin in _pairs(context):
        if ordinary and twin and not ordinary.broken and not twin.broken:
            yield ordinary, twin


@site_rule()
def twin_missing(context: Context) -> Iterator[Hit]:
    """Varje sida finns också på lättläst; bara ett utkast får vänta.

    Dåligt: straff.md utan straff.lattlast.md
    Bra: straff.md och straff.lattlast.md
    """
    for ordinary, twin in _pairs(context):
        if ordinary and twin_state(ordinary, twin) is TwinState.MISSING and not ordinary.meta.draft:
            name = ordinary.src_uri.rsplit("/", 1)[-1].removesuffix(".md")
            yield Hit(1, "Sidan finns inte på lättläst.", f"Skriv {name}.lattlast.md bredvid.", ordinary.path)


@site_rule()
def twin_orphaned(context: Context) -> Iterator[Hit]:
    """En lättläst sida hör till en vanlig sida.

    Dåligt: straff.lattlast.md utan straff.md
    Bra: straff.md och straff.lattlast.md
    """
    for ordinary, twin in _pairs(context):
        if twin and twin_state(ordinary, twin) is TwinState.ORPHANED:
            yield Hit(1, "Den lättlästa sidan har ingen vanlig sida.", "Skriv den, eller ta bort filen.", twin.path)


@site_rule()
def twin_outdated(context: Context) -> Iterator[Hit]:
    """När den vanliga texten ändras ska den lättlästa läsas om. source_hash visar att någon har gjort det.

    Dåligt: source_hash från en äldre text
    Bra: source_hash från dagens text
    """
    for ordinary, twin in _sound_pairs(context):
        if twin_state(ordinary, twin) is TwinState.OUTDATED:
            message = "Den vanliga sidan har ändrats sedan den lättlästa skrevs."
            suggestion = f"Läs båda, rätta texten och skriv sedan: source_hash: {source_hash(ordinary)}"
            yield Hit(twin.line("source_hash"), message, suggestion, twin.path)


def _bare_text(page: Page) -> list[str]:
    text = PATTERN.sub(" ", " ".join(block.text for block in page.body.blocks))
    return [word.casefold() for word in words(text)][:MOST_COMPARED]


@site_rule()
def twin_copied(context: Context) -> Iterator[Hit]:
    """Den lättlästa sidan är en egen text, inte en kopia.

    Dåligt: samma stycken med några ord strukna
    Bra: en text i den ordning som är lättast att följa, med exempel
    """
    for ordinary, twin in _sound_pairs(context):
        likeness = difflib.SequenceMatcher(None, _bare_text(ordinary), _bare_text(twin), autojunk=False)
        if ordinary.meta.lattlast == "kort" or likeness.quick_ratio() < COPIED_RATIO:  # never less than the ratio
            continue
        if (ratio := likeness.ratio()) >= COPIED_RATIO:
            message = f"Den lättlästa texten är till {round(100 * ratio)} procent samma som den vanliga."
            yield Hit(twin.body.first_line, message, "Skriv en egen text på lättläst.", twin.path)


NUMBER_WORDS = {"en": "1"} | dict(
    zip("noll ett två tre fyra fem sex sju åtta nio tio elva tolv".split(), map(str, range(13)), strict=True)
)
_DIGITS = re.compile(r"\d+(?:[ \u00a0]\d{3})*")


def _digits(page: Page, *, expand: Callable[[str], str], with_words: bool) -> dict[str, int]:
    """The numbers in a page's text, with the line of the first use; `expand` says what a shortcode counts as."""
    found: dict[str, int] = {}
    for block in page.body.blocks:
        text = re.sub(r"^\s*(?:steg\s+)?\d+[.):]\s", " ", expand(block.text), flags=re.IGNORECASE)
        text = re.sub(r"\bsteg\s+\d+\b", " ", text, flags=re.IGNORECASE)
        for match in _DIGITS.finditer(text):
            found.setdefault(re.sub(r"\D", "", match[0]), block.line)
        if with_words:
            for word in words(text):
                if word.casefold() in NUMBER_WORDS:
                    found.setdefault(NUMBER_WORDS[word.casefold()], block.line)
    return found


def _without_numbers(text: str, context: Context) -> str:
    """A text without the telephone numbers that another rule, number-unknown, takes away."""
    for written, start in list(unknown_numbers(text, context.shown_numbers)):
        text = text[:start] + re.sub(r"\d", "·", text[start : start + len(written)]) + text[start + len(written) :]
    return text


def _used(page: Page, kind: str) -> set[str]:
    return {code.id for code in page.body.shortcodes if code.kind == kind}


@site_rule()
def parity_differs(context: Context) -> Iterator[Hit]:
    """Båda varianterna har samma tjänster och samma kärnfakta, och lättläst har inga egna siffror.

    Dåligt: [[tjanst:bris]] bara på den vanliga sidan
    Bra: [[tjanst:bris]] på båda
    """
    facts, services = context.site.records.facts, context.site.records.services
    core = {key for key, fact in facts.items() if fact.core}
    for ordinary, twin in _sound_pairs(context):
        if ordinary.meta.lattlast == "kort":
            continue
        for kind, name, wanted in (("tjanst", "Tjänsten", services.keys()), ("fakta", "Faktumet", core)):
            here, there = _used(ordinary, kind), _used(twin, kind)  # an unknown id is told by fact-unknown
            for missing in sorted((here & wanted) - there):
                code = f"[[{kind}:{missing}]]"
                message = f"{name} {code} står på den vanliga sidan men inte här."
                yield Hit(twin.body.first_line, message, f"Lägg till {code}.", twin.path)
            for extra in sorted((there & (services.keys() | facts.keys())) - here):
                code = f"[[{kind}:{extra}]]"
                message = f"{name} {code} står på den lättlästa sidan men inte här."
                yield Hit(ordinary.body.first_line, message, f"Lägg till {code}.", ordinary.path)
        known = _digits(ordinary, expand=lambda text: context.expanded(text, Variant.ORDINARY), with_words=True)
        own = _digits(twin, expand=lambda text: _without_numbers(PATTERN.sub(" ", text), context), with_words=False)
        for digits, line in own.items():
            if digits not in known:
                message = f"Siffran {digits} står inte på den vanliga sidan."
                yield Hit(line, message, "Använd ett faktum, eller skriv samma uppgift på båda.", twin.path)


@site_rule()
def comprehension_page_unknown(context: Context) -> Iterator[Hit]:
    """Frågorna i forstaelse.yml hör till en sida som finns på lättläst.

    Dåligt: id: lagen/strafet
    Bra: id: lagen/straff
    """
    records, site = context.site.records, context.site
    twins = {page_id for page_id, variant in site.pages if variant is Variant.LATTLAST}
    for page_id in records.comprehension:
        if page_id not in twins:
            suggestion = did_you_mean(page_id, twins) or "Ta bort frågorna, eller skriv sidan."
            line = records.line("forstaelse", page_id)
            yield Hit(line, f"Sidan ”{page_id}” finns inte på lättläst.", suggestion, records.path("forstaelse"))

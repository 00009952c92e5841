"""Services, facts and glossary words in the right place: known ids, the right audience, the right help bar."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.help_bar import EVERYWHERE_ELSE, GROUPS
from campaign.content.pages import Page
from campaign.content.shortcodes import KINDS, LISTS, PATTERN
from campaign.schema import did_you_mean

_BRACKETS = re.compile(r"\[\[[^\[\]\n]*\]\]")


def _unknown(
    page: Page, context: Context, kind: str, name: str, known: Mapping[str, object], what: str
) -> Iterator[Hit]:
    if name in context.site.records.unreadable:
        return
    for code in page.body.shortcodes:
        if code.kind == kind and code.id not in known:
            suggestion = did_you_mean(code.id, known) or f"Lägg till den i {name}.yml."
            yield Hit(code.line, f"{what} ”{code.id}” finns inte.", suggestion)


@page_rule(safety=True)
def fact_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """Ett faktum i texten ska finnas i facts.yml.

    Dåligt: [[fakta:kop-staff]]
    Bra: [[fakta:kop-straff]]
    """
    yield from _unknown(page, context, "fakta", "facts", context.site.records.facts, "Faktumet")


@page_rule(safety=True)
def service_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """En tjänst i texten ska finnas i services.yml och få visas.

    Dåligt: [[tjanst:briss]]
    Bra: [[tjanst:bris]]
    """
    services = context.site.records.services
    yield from _unknown(page, context, "tjanst", "services", services, "Tjänsten")
    for code in page.body.shortcodes:
        service = services.get(code.id) if code.kind == "tjanst" else None
        if service and service.show == "hidden":
            yield Hit(code.line, f"Tjänsten ”{code.id}” är dold (show: hidden).", "Byt den mot en annan tjänst.")


@page_rule(safety=True)
def glossary_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """Ett ord som förklaras ska finnas i glossary.yml, med sitt id eller en av sina former.

    Dåligt: [[ordlista:samtyke]]
    Bra: [[ordlista:samtycke]]
    """
    yield from _unknown(page, context, "ordlista", "glossary", context.site.records.word_ids, "Ordet")


@page_rule(safety=True)
def shortcode_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """Kortkoderna är tjanst, fakta, ordlista, bild och lista. En bild eller lista står ensam i ett stycke.

    Dåligt: [[stod:bris]]
    Bra: [[tjanst:bris]]
    """
    for code in page.body.shortcodes:
        if code.kind not in KINDS:
            suggestion = did_you_mean(code.kind, KINDS) or f"Välj {', '.join(KINDS)}."
            yield Hit(code.line, f"Kortkoden ”{code.kind}” finns inte.", suggestion)
        elif code.kind == "lista" and code.id not in LISTS:
            suggestion = did_you_mean(code.id, LISTS) or f"Välj {', '.join(LISTS)}."
            yield Hit(code.line, f"Listan ”{code.id}” finns inte.", suggestion)
        elif code.kind in ("lista", "bild") and not code.alone:
            message = f"Kortkoden [[{code.kind}:{code.id}]] står inne i en text."
            yield Hit(code.line, message, "Skriv den ensam i ett stycke.")
    for block in page.body.blocks:
        for match in _BRACKETS.finditer(block.text):
            if not PATTERN.fullmatch(match[0]):
                line = block.line + block.text.count("\n", 0, match.start())
                yield Hit(line, f"Kortkoden {match[0]} kan inte läsas.", "Skriv som [[tjanst:bris]], utan mellanslag.")


@page_rule(safety=True)
def service_misplaced(page: Page, context: Context) -> Iterator[Hit]:
    """En tjänst står bara på sidor för dem som tjänsten är till för. Fel linje är ett samtal i onödan, eller farligt.

    Dåligt: [[tjanst:nspm]] på en sida för den som säljer sex
    Bra: [[tjanst:nspm]] på en sida för yrkesverksamma
    """
    if page.meta.kind == "stodsok":
        return
    services = context.site.records.services
    audience = set(page.meta.audience)
    used = {code.id for code in page.body.shortcodes if code.kind == "tjanst"}
    for code in page.body.shortcodes:
        service = services.get(code.id) if code.kind == "tjanst" else None
        if service is None:
            continue
        never = audience & set(service.never_for)
        if never:
            message = f"{service.name} får aldrig stå på en sida för {', '.join(sorted(never))}."
            yield Hit(code.line, message, "Välj en tjänst som är till för läsaren.")
        elif "alla" not in service.audiences and not audience & set(service.audiences):
            meant, here = ", ".join(service.audiences), ", ".join(sorted(audience))
            message = f"{service.name} är till för {meant}, men sidan för {here}."
            yield Hit(code.line, message, "Välj en annan tjänst, eller rätta audience.")
        elif service.not_alone and "alla" in audience and len(used) == 1:
            message = f"{service.name} är bara till för en del av läsarna och får inte stå ensam här."
            yield Hit(code.line, message, "Nämn också en tjänst för de andra.")


@site_rule(safety=True)
def help_bar_broken(context: Context) -> Iterator[Hit]:
    """Hjälpen på varje sida bygger på tjänster som finns och får visas.

    Dåligt: bris tas bort ur services.yml
    Bra: en ny tjänst tar dess plats i campaign/content/help_bar.py först
    """
    records = context.site.records
    if "services" in records.unreadable:
        return
    groups = [*GROUPS, EVERYWHERE_ELSE]
    for service_id in sorted({item.service for group in groups for item in group.items} | {"sos-112"}):
        service = records.services.get(service_id)
        if service is None or service.show == "hidden":
            message = f"Tjänsten ”{service_id}” står i hjälpraden på sajten men kan inte visas."
            yield Hit(1, message, "Lägg tillbaka tjänsten.", records.path("services"))

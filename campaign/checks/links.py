"""Links lead somewhere, and say where."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from campaign.allowed import LINK_SCHEMES
from campaign.checks.registry import Context, Hit, page_rule
from campaign.content.pages import DATA_FOLDER, TWIN_ENDING, Page
from campaign.schema import did_you_mean

GENERIC = re.compile(
    r"(?:(?:klicka|tryck|läs|se|gå|titta)\s+)?(?:här|hit|mer|vidare|mera|länk|länken|denna länk|den här länken|info|"
    r"mer information|läs mer|läs mer här|sidan|den här sidan|webbplatsen)[.!›»→ ]*",
    re.IGNORECASE,
)


def _is_external(target: str) -> bool:
    return bool(urlsplit(target).scheme) or target.startswith("//")


@page_rule(safety=True)
def link_broken(page: Page, context: Context) -> Iterator[Hit]:
    """En länk leder till en sida eller fil som finns.

    Dåligt: [Straffet](staff.md)
    Bra: [Straffet](straff.md)
    """
    site = context.site
    pages = {f"{page_id}.md" for page_id, _ in site.pages}
    targets = [(link.target, link.line) for link in page.body.links]
    targets += [(image.target, image.line) for image in page.body.images]
    pictures = {image.target for image in page.body.images}
    for target, line in targets:
        if not target:
            yield Hit(line, "Länken leder ingenstans.", "Skriv sidans filnamn mellan ( och ).")
            continue
        if _is_external(target):
            if target in pictures:
                yield Hit(line, f"Bilden {target} ligger på en annan sajt.", "Lägg bilden i docs.")
                continue
            if urlsplit(target).scheme not in LINK_SCHEMES:
                yield Hit(line, f"Länken ”{target}” har fel början.", "Länkar till andra sajter börjar med https://.")
            continue
        path, _ = page.target(target)
        if target.startswith("/"):
            yield Hit(
                line, f"Länken ”{target}” börjar med snedstreck.", "Skriv vägen från den här filen, som straff.md."
            )
        elif path.endswith(TWIN_ENDING) and path != page.src_uri:
            plain = path.removesuffix(TWIN_ENDING) + ".md"
            message = f"Länken ”{target}” pekar på den lättlästa filen."
            yield Hit(line, message, f"Skriv {posixpath.basename(plain)}; läsaren stannar i sin variant.")
        elif path not in pages and (path not in site.files or path.startswith(f"{DATA_FOLDER}/")):
            near = did_you_mean(path, sorted(pages))
            yield Hit(line, f"Länken ”{target}” leder inte till någon sida.", near or "Rätta länken eller ta bort den.")
        elif not page.meta.draft and _is_draft(path, context):
            yield Hit(line, f"Länken ”{target}” leder till ett utkast.", "Vänta med länken tills sidan är klar.")


def _is_draft(path: str, context: Context) -> bool:
    page = context.site.page(path.removesuffix(".md"))
    return page is not None and page.meta.draft


@page_rule(safety=True)
def anchor_broken(page: Page, context: Context) -> Iterator[Hit]:
    """En länk till en rubrik leder till en rubrik som finns, i samma variant.

    Dåligt: [Försök](straff.md#forsokk)
    Bra: [Försök](straff.md#forsok)
    """
    site = context.site
    for link in page.body.links:
        if _is_external(link.target) or "#" not in link.target:
            continue
        path, anchor = page.target(link.target)
        page_id = path.removesuffix(TWIN_ENDING).removesuffix(".md")
        found = site.page(page_id, page.variant) or site.page(page_id)
        if found and not found.broken and anchor not in found.body.anchors:
            suggestion = (
                did_you_mean(anchor, found.body.anchors) or "Skriv rubrikens namn, eller länka till hela sidan."
            )
            yield Hit(link.line, f"Rubriken ”#{anchor}” finns inte på {path}.", suggestion)


@page_rule()
def link_text_generic(page: Page, context: Context) -> Iterator[Hit]:
    """Länkens text säger vart den leder, också för den som bara hör länkarna.

    Dåligt: [Läs mer](straff.md)
    Bra: [Vilket straff köp av sex kan ge](straff.md)
    """
    for link in page.body.links:
        if not link.text or GENERIC.fullmatch(" ".join(link.text.split())):
            yield Hit(link.line, f"Länken ”{link.text}” säger inte vart den leder.", "Skriv vad läsaren får på sidan.")
        elif re.match(r"https?://|www\.", link.text):
            yield Hit(link.line, "Länkens text är en adress.", "Skriv sidans namn i stället.")


@page_rule()
def link_text_ambiguous(page: Page, context: Context) -> Iterator[Hit]:
    """Två länkar med samma text leder till samma sida.

    Dåligt: [Stöd](prata.md) och [Stöd](sluta.md)
    Bra: [Prata med någon](prata.md) och [Hjälp att sluta](sluta.md)
    """
    seen: dict[str, str] = {}
    for link in page.body.links:
        text = " ".join(link.text.split()).casefold()
        target = link.target if _is_external(link.target) else "#".join(page.target(link.target))
        if text and seen.setdefault(text, target) != target:
            yield Hit(link.line, f"Två länkar heter ”{link.text}” men leder till olika sidor.", "Ge dem olika text.")

"""Addresses outside the site lead where they say, and pages' own addresses are each one's own."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.addresses import as_folder, old_addresses, short_addresses
from campaign.content.pages import Page, Variant

#: Services that hide where an address leads, and may change it.
SHORTENERS = frozenset(
    "adf.ly bit.ly bit.do bl.ink buff.ly cutt.ly dlvr.it fb.me g.co goo.gl is.gd j.mp lnkd.in ow.ly qr.ae qr.codes "
    "rb.gy rebrand.ly s.id shorturl.at t.co t.ly tiny.cc tinyurl.com tr.im trib.al v.gd x.co".split()
)
#: Folders of a built site that the generator fills: no page may have its address there.
GENERATED_FOLDERS = frozenset({"assets", "pagefind", "lattlast"})
_LETTERS = re.compile(r"[a-z0-9åäöéüæø.-]+")
_PLAIN_MAIL = re.compile(r"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"tel:\+?\d[\d-]*\d", re.IGNORECASE | re.ASCII)
_ADDRESS = re.compile(r"""https:[^\s"'<>\])},]*""", re.IGNORECASE)
_HOST_IN_TEXT = re.compile(
    r"(?<![\w@.-])(?:https?://)?(?P<host>(?:[\w-]+\.)+(?:se|nu|eu|org|com|net|io|info|stockholm|example))(?![\w.-]*\w)",
    re.IGNORECASE,
)


def _host(address: str) -> str:
    """The host of an address in small letters, with letters in place of punycode; empty when it has none."""
    try:
        host = urlsplit(address).hostname or ""
        return ".".join(
            label.encode().decode("idna") if label.startswith("xn--") else label for label in host.split(".")
        )
    except (ValueError, UnicodeError):
        return ""


def suspicion(address: str) -> tuple[str, str] | None:
    """What speaks against an address that begins with https:, mailto: or tel:, and what to write; or None."""
    scheme = address.partition(":")[0].lower()
    if scheme == "mailto" and not _PLAIN_MAIL.fullmatch(address):
        return f"Mejladressen ”{address[:80]}” har något mer än en adress.", "Skriv som mailto:namn@exempel.se."
    if scheme == "tel" and not _PLAIN_NUMBER.fullmatch(address):
        return f"Numret ”{address[:80]}” har annat än siffror.", "Använd en tjänst, till exempel [[tjanst:bris]]."
    return _against_host(address) if scheme == "https" else None


def _against_host(address: str) -> tuple[str, str] | None:
    shown = f"Adressen ”{address[:80]}”"
    if not re.match(r"https://[^/]", address, re.IGNORECASE):
        return f"{shown} saknar webbplatsens namn.", "Skriv hela adressen, till exempel https://polisen.se/."
    authority = re.split(r"[/?#]", address[len("https://") :], maxsplit=1)[0]
    host = _host(address)
    if "@" in authority or "\\" in authority:
        return f"{shown} döljer vart den leder.", "Ta bort det som står före @, eller allt efter \\."
    if _is_number(host):
        return f"{shown} har siffror i stället för ett namn.", "Skriv webbplatsens namn, som i https://polisen.se/."
    if host.removeprefix("www.") in SHORTENERS:
        return f"{shown} är en förkortad adress, och visar inte vart den leder.", "Skriv hela adressen till sidan."
    if not _LETTERS.fullmatch(host):
        return f"{shown} har en bokstav som lätt tas för en annan: ”{host}”.", "Skriv webbplatsens riktiga namn."
    if "." not in host.strip("."):
        return f"{shown} går inte att nå utifrån.", "Skriv en adress som alla kan öppna, eller ta bort länken."
    return None


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return re.fullmatch(r"0x[0-9a-f]+|\d+", host.rstrip(".").rpartition(".")[2]) is not None
    return True


@site_rule(safety=True)
def address_unsafe(context: Context) -> Iterator[Hit]:
    """En adress visar öppet vart den leder: webbplatsens eget namn, ingen förkortning, inga siffror, inget före @.

    Dåligt: https://bit.ly/3xYz, https://polisen.se@192.0.2.7/
    Bra: https://polisen.se/
    """
    for page in context.site.sound_pages():
        found = {(link.line, link.target) for link in page.body.links}
        found |= {(image.line, image.target) for image in page.body.images}
        for line, target in sorted(found):
            fault = suspicion(target)
            if fault:
                yield Hit(line, *fault, path=page.path)
    for name, text in context.site.records.texts.items():
        for number, row in enumerate(text.splitlines(), 1):
            for match in _ADDRESS.finditer(row) if "https:" in row.lower() else ():
                fault = suspicion(match[0].rstrip(".;"))
                if fault and match[0].lower() != "https:":
                    yield Hit(number, *fault, path=f"{context.site.records.folder}/{name}")


@page_rule(safety=True)
def link_misleading(page: Page, context: Context) -> Iterator[Hit]:
    """En länk vars text är en adress eller ett nummer leder just dit.

    Dåligt: [polisen.se](https://annat.se/)
    Bra: [polisen.se](https://polisen.se/)
    """
    for link in page.body.links:
        scheme, _, rest = link.target.partition(":")
        told = ""
        if scheme == "https":
            told = _other_host(link.text, _host(link.target))
        elif scheme == "mailto" and "@" in link.text and link.text.strip().casefold() != rest.casefold():
            told = link.text
        elif scheme == "tel":
            digits = re.sub(r"[\s()-]", "", link.text)
            told = link.text if digits.isdecimal() and digits != re.sub(r"\D", "", rest) else ""
        if told:
            message = f"Länken visar ”{told}” men leder till {rest.removeprefix('//')[:60]}."
            yield Hit(link.line, message, "Skriv samma sak i texten som i länken.")


def _other_host(text: str, host: str) -> str:
    """The first host named in a link's text that is not the one it leads to, or a part of the same; else empty."""
    for match in _HOST_IN_TEXT.finditer(text):
        named = match["host"].lower().removeprefix("www.")
        where = host.removeprefix("www.")
        if where != named and not where.endswith(f".{named}") and not named.endswith(f".{where}"):
            return match["host"]
    return ""


@site_rule(safety=True)
def address_duplicate(context: Context) -> Iterator[Hit]:
    """Två sidor får inte ha samma adress; den ena skulle försvinna.

    Dåligt: lagen.md och lagen/index.md
    Bra: lagen/index.md
    """
    site = context.site
    for variant in Variant:
        pages = {page_id: page for (page_id, found), page in site.pages.items() if found is variant}
        for page_id, page in sorted(pages.items()):
            other = pages.get(f"{page_id}/index")
            if other:
                message = f"Sidan får samma adress som {other.path}."
                yield Hit(1, message, "Byt namn på den ena filen, eller ta bort den.", page.path)


@site_rule(safety=True)
def address_taken(context: Context) -> Iterator[Hit]:
    """En kort adress eller en gammal adress leder till en enda sida, och ingen sida eller fil har den redan.

    Dåligt: old_paths: [lagen/straff] medan sidan lagen/straff.md finns
    Bra: old_paths: [lagen/pafoljd] när ingen annan sida har haft den adressen
    """
    site = context.site
    owners = {page.address: f"sidan {page.path}" for page in site.pages.values()}
    owners |= {as_folder(uri): f"filen {site.docs}/{uri}" for uri in site.files if not uri.endswith(".md")}
    pages = list(site.sound_pages(Variant.ORDINARY))
    named = [(page, "short" if page.meta.short else "lesson", address) for page in pages
             for address in short_addresses(page)]  # fmt: skip
    named += [(page, "old_paths", address) for page in pages for address in old_addresses(page)]
    for page, key, address in named:
        owner = "sajtens egna filer" if address.split("/")[0] in GENERATED_FOLDERS else owners.get(address)
        if owner:
            message = f"Adressen {address.rstrip('/')} hör redan till {owner}."
            yield Hit(page.line(key), message, "Ta bort den här, eller byt adress.", page.path)
        else:
            owners[address] = f"sidan {page.path}"

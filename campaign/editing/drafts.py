"""A new page: what its two files hold before anybody has written them, and what is wrong with the answers."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from campaign.checks.metadata import DESCRIPTION_LENGTHS, NEUTRAL_SECTIONS, REVEALING
from campaign.content.front_matter import Audience, Kind
from campaign.content.pages import Site
from campaign.content.readability import words
from campaign.editing.choices import DEFAULT_OWNER, ONE_PAGE, OWNERS
from campaign.schema import did_you_mean

_ADDRESS = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_PLAIN = str.maketrans("åäöéèüæø", "aaoeeuao")
#: Words that say nothing in an address.
_SMALL = frozenset("att av den det du dig en ett för har i in med men när och om på som så till vad är".split())
MOST_WORDS_IN_ADDRESS = 4
MOST_WORDS_IN_TITLE = 8  # a heading's limit in lättläst, where the new page begins with the same title


@dataclass(frozen=True)
class Draft:
    """The answers about a new page. `id` is its path without ending; `after` a page's name in the same section."""

    id: str
    title: str
    description: str
    audience: tuple[Audience, ...] = ("alla",)
    kind: Kind = "artikel"
    owner: str = ""
    neutral_title: str = ""
    image: str = ""
    after: str = ""

    @property
    def section(self) -> str:
        """The folder directly under docs/."""
        return self.id.partition("/")[0]

    @property
    def name(self) -> str:
        """The page's name in the menu's list."""
        return self.id.partition("/")[2]


def suggested_name(title: str) -> str:
    """An address made of a title: `Vad är grooming?` becomes `grooming`; å, ä and ö become plain."""
    plain = unicodedata.normalize("NFC", title).lower()
    found = [re.sub(r"[^a-z0-9]+", "-", word.translate(_PLAIN)).strip("-") for word in words(plain)]
    said = [new for new, old in zip(found, words(plain), strict=True) if new and old not in _SMALL] or found
    return "-".join(filter(None, said[:MOST_WORDS_IN_ADDRESS])) or "sida"


def suggested_owner(section: str) -> str:
    """The role that usually answers for a section's pages."""
    return OWNERS.get(section, DEFAULT_OWNER)


def owners(site: Site) -> list[str]:
    """The roles that answer for pages today, and those that are suggested."""
    used = {page.meta.owner for page in site.sound_pages() if page.meta.owner}
    return sorted(used | {DEFAULT_OWNER, *OWNERS.values()})


def id_problem(page_id: str, site: Site) -> str:
    """Why a new page cannot have this id, in Swedish; empty when it can."""
    section, separator, name = page_id.partition("/")
    known = [item.id for item in site.records.navigation.sections]
    if not _ADDRESS.fullmatch(page_id):
        plain = "/".join(suggested_name(part) for part in page_id.removesuffix(".md").split("/") if part)
        return f"”{page_id}” kan inte vara en adress. Använd a–z, siffror och bindestreck, till exempel {plain}."
    if not separator:
        return f"Sidan ska ligga i en avdelning. Skriv till exempel {known[0] if known else 'lagen'}/{page_id}."
    if section not in known:
        cure = did_you_mean(section, known) or f"Välj någon av {', '.join(known)}."
        return f"Avdelningen ”{section}” finns inte i nav.yml. {cure}"
    if any(found == page_id for found, _ in site.pages):
        return f"Sidan ”{page_id}” finns redan. Välj en annan adress."
    revealing = REVEALING.search(name) if section in NEUTRAL_SECTIONS else None
    if revealing:
        return f"Adressen avslöjar ämnet (”{revealing[0]}”) och syns i historiken. Välj ord som vem som helst får se."
    return ""


def title_problem(title: str, site: Site) -> str:
    """Why a new page cannot have this title, in Swedish; empty when it can."""
    problem = text_problem(title)
    if problem:
        return problem
    if len(words(title)) > MOST_WORDS_IN_TITLE:
        return f"Rubriken har {len(words(title))} ord, högst {MOST_WORDS_IN_TITLE}. Korta den."
    same = next((page for page in site.sound_pages() if page.title.casefold() == title.casefold()), None)
    return f"Samma rubrik har redan {same.path}. Välj en annan." if same else ""


def neutral_problem(title: str, site: Site) -> str:
    """Why a page that must be neutral in the browser's history cannot have this title there; empty when it can."""
    revealing = REVEALING.search(title)
    if revealing:
        return f"Titeln avslöjar ämnet (”{revealing[0]}”). Skriv ord som vem som helst får se."
    same = next((page for page in site.sound_pages() if page.document_title.casefold() == title.casefold()), None)
    return f"Samma titel har redan {same.path}. Välj en annan." if same else text_problem(title)


def description_problem(description: str) -> str:
    """Why a new page cannot have this description; empty when it can."""
    low, high = DESCRIPTION_LENGTHS
    if not low <= len(description) <= high:
        return f"Beskrivningen har {len(description)} tecken, ska ha {low}–{high}. Skriv en mening om vad läsaren får."
    return text_problem(description)


def text_problem(text: str) -> str:
    """Why a text cannot stand on a line of the front matter; empty when it can."""
    if not text.strip():
        return "Skriv något här."
    hidden = next((sign for sign in text if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")), None)
    return f"Texten har ett tecken som inte syns (U+{ord(hidden):04X}). Ta bort det." if hidden else ""


def image_problem(image: str, site: Site) -> str:
    """Why a new page cannot have this picture; empty when it can, or when it has none."""
    known = site.records.illustrations
    if not image or image in known:
        return ""
    return f"Bilden ”{image}” finns inte i illustrations.yml. {did_you_mean(image, known)}".strip()


def kind_problem(kind: Kind, page_id: str) -> str:
    """Why a new page cannot be of this kind; empty when it can."""
    if kind in ("lektion", "elevblad"):
        return "Skolan har sina åtta lektioner. Hur du ändrar en står i .github/handledning/lektioner.md."
    if kind in ONE_PAGE:
        return f"Mallen {kind} har bara en sida på sajten. Välj en annan, till exempel artikel."
    if kind == "landning" and not page_id.endswith("/index"):
        return "Mallen landning är för en mapps första sida, index. Välj en annan, till exempel artikel."
    return ""


def owner_problem(owner: str, site: Site) -> str:
    """Why nobody with this role can answer for a page; empty when the role is known."""
    known = owners(site)
    if owner in known:
        return ""
    return f"Rollen ”{owner}” finns inte. {did_you_mean(owner, known)} Välj någon av {', '.join(known)}."


def problems(draft: Draft, site: Site) -> list[str]:
    """Everything that is wrong with the answers, in Swedish."""
    neutral = draft.section in NEUTRAL_SECTIONS
    found = [
        id_problem(draft.id, site), title_problem(draft.title, site), description_problem(draft.description),
        kind_problem(draft.kind, draft.id), owner_problem(draft.owner, site), image_problem(draft.image, site),
        neutral_problem(draft.neutral_title or draft.title, site) if neutral or draft.neutral_title else "",
    ]  # fmt: skip
    return [text for text in found if text]

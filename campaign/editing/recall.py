"""What to call back when a fact or a service is no longer right: all that people have on paper or saved, then pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from campaign.content.pages import Site, Variant
from campaign.content.poster import PosterVariant
from campaign.content.posters import headline_of
from campaign.editing.carriers import POSTER, Carrier, carriers_of, posters_with
from campaign.media.files import media_files
from campaign.schema import did_you_mean

RecalledKind = Literal["facts", "services"]

_KINDS: dict[str, RecalledKind] = {"fakta": "facts", "tjanst": "services"}
_NAMES: dict[RecalledKind, str] = {"facts": "uppgiften", "services": "tjänsten"}
_VARIANTS = {Variant.ORDINARY.value: "vanlig svenska", Variant.LATTLAST.value: "lättläst"}


class UnknownRecordError(Exception):
    """No fact and no service has the id; the text says which was meant, in Swedish."""


@dataclass(frozen=True)
class Recalled:
    """A fact or a service: its words, what bears it on paper or as a saved file, and the pages where it stands."""

    kind: RecalledKind
    id: str
    words: str
    printed: tuple[str, ...]
    pages: tuple[str, ...]


def recalled(site: Site, record_id: str) -> list[Recalled]:
    """What `kop-brott`, `fakta:kop-brott` or `tjanst:bris` names: one, or both when a fact and a service share the id.

    Raises UnknownRecordError.
    """
    records = site.records
    words = {f"fakta:{fact.id}": fact.text for fact in records.facts.values()}
    words |= {f"tjanst:{one.id}": f"{one.name} {one.phone}".strip() for one in records.services.values()}
    wanted = [key for key in words if record_id in (key, key.partition(":")[2])]
    if not wanted:
        known = words if ":" in record_id else {key.partition(":")[2] for key in words}
        cure = did_you_mean(record_id, known) or "Skriv ett id ur facts.yml eller services.yml."
        raise UnknownRecordError(f"Ingen uppgift eller tjänst heter ”{record_id}”. {cure}")
    return [_recalled(site, key, words[key]) for key in wanted]


def _recalled(site: Site, key: str, words: str) -> Recalled:
    name, _, record_id = key.partition(":")
    kind = _KINDS[name]
    carriers = carriers_of(site, kind, record_id)
    papers = sorted((one for one in carriers if one.printed and one.what != POSTER), key=_by_file_name)
    others = dict.fromkeys(map(_file_or_sheet, papers))
    printed = [*_posters(site, kind, record_id), *others]
    return Recalled(kind, record_id, words, tuple(printed), tuple(_pages(carriers)))


def _posters(site: Site, kind: RecalledKind, record_id: str) -> Iterator[str]:
    """A line for each poster and variant: its headline, as whoever sees it reads it, and its files, named by format."""
    for poster, variant in posters_with(site, kind, record_id):
        names = ", ".join(file.name for file in media_files(poster) if file.variant == variant)
        yield f"Affischen ”{headline_of(poster, site, variant)}”, {_variant(variant)}: {names}"


def _variant(variant: PosterVariant | str) -> str:
    return _VARIANTS.get(variant, variant)


def _by_file_name(carrier: Carrier) -> tuple[bool, str]:
    """Sheets first, then files, those of a lesson together."""
    return carrier.what == "fil", carrier.title.rpartition(": ")[2]


def _file_or_sheet(carrier: Carrier) -> str:
    if carrier.what == "fil":
        return f"Fil: {carrier.title}"
    return f"Blad att skriva ut, {_variant(carrier.variant)}: {carrier.title} ({carrier.page})"


def _pages(carriers: list[Carrier]) -> Iterator[str]:
    """A line for each page, with its variants and the places on it."""
    on_pages = [one for one in carriers if not one.printed]
    for page, found in groupby(sorted(on_pages, key=lambda one: (one.page, one.variant != "sv")), lambda one: one.page):
        listed = list(found)
        variants = " och ".join(dict.fromkeys(_variant(one.variant) for one in listed if one.variant))
        where = ", ".join(sorted({one.how for one in listed}))
        yield f"{page}, {variants}: {where}" if page else listed[0].title


def recall_lines(found: Recalled) -> Iterator[str]:
    """What to do, line by line: what is on paper or saved first."""
    name = f"{_NAMES[found.kind]} {found.id}"
    yield f"{name[0].upper()}{name[1:]}: {found.words}"
    yield ""
    if found.printed:
        yield "Gör så här: Ta ner det gamla. Skriv ut eller lägg upp det nya. Säg till den som har beställt det."
        yield ""
        yield f"På papper, på skärmar och sparat hos människor ({len(found.printed)}):"
        yield from (f"- {line}" for line in found.printed)
    else:
        yield f"Inget på papper bär {name}."
    yield ""
    if found.pages:
        yield f"På sajten, som blir rätt när den byggs om ({len(found.pages)}):"
        yield from (f"- {line}" for line in found.pages)
    else:
        yield f"Ingen sida visar {name}."

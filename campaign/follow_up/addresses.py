"""What an address is to the follow-up: a page, a lesson, a file to fetch, something that only a robot asks for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from campaign.content.addresses import UNTIMED_SECTIONS
from campaign.media.files import FILE_PATTERN as POSTER_FILE
from campaign.school.files import FOLDER as KIT_FOLDER

LATTLAST = "/lattlast/"


class Measure(StrEnum):
    """What is counted, by the name that the report gives it. A page may be several."""

    ORDINARY = "Sidor på vanlig svenska"
    SIMPLE = "Lättlästa sidor"
    HELP = "Sidor om stöd och för unga"
    LESSON = "Lektioner"
    SLIDES = "Bildspel"
    SHORT = "Korta adresser"
    CARTRIDGE = "Filer till lärplattform"
    PDF = "PDF från skolmaterialet"
    OFFICE = "Filer att ändra i"
    POSTER = "Affischer"


#: The files that are fetched; each is counted by its address.
FILES = (Measure.CARTRIDGE, Measure.PDF, Measure.OFFICE, Measure.POSTER)

_ROBOT = re.compile(
    r"/robots\.txt$|/sitemap[^/]*\.xml|/wp-|/wordpress|xmlrpc|\.(?:php\d?|aspx?|jsp|cgi|env|git|sql|bak)(?:/|$)"
    r"|/cgi-bin/|/\.(?!well-known/security\.txt$)|/(?:phpmyadmin|actuator|solr|vendor/phpunit)|//|\.\./",
    re.IGNORECASE,
)
_LESSON = re.compile(r"/skola/lektioner/(?!index/)[a-z0-9-]+(?<!-elev)/")
_SLIDES = re.compile(r"/.+/bildspel/")
_SHORT = re.compile(r"/l/\d+/")
_FILE_KINDS = {"imscc": Measure.CARTRIDGE, "pdf": Measure.PDF, "docx": Measure.OFFICE, "pptx": Measure.OFFICE}
_POSTER = re.compile(f"/{POSTER_FILE}")
_HELP = tuple(f"/{section}/" for section in UNTIMED_SECTIONS)
_NAMES_SOMEBODY = re.compile(r"@|%40|\d[\d%-]{5,}")

#: What a server writes instead of an address of unknown form.
UNWRITTEN = "-"

#: Instead of an address that may name somebody, or that is unending.
WITHHELD = "(adress som kan peka ut någon)"
LONGEST_PATH = 120


@dataclass(frozen=True)
class Place:
    """An address: the path that it is counted under, and what it counts as (nothing for style sheets and the like)."""

    path: str
    measures: tuple[Measure, ...] = ()

    @property
    def is_page(self) -> bool:
        """Whether it is a page to read."""
        return Measure.ORDINARY in self.measures or Measure.SIMPLE in self.measures


def ordinary_path(path: str) -> str:
    """The path of a page's ordinary variant."""
    return path.removeprefix(LATTLAST[:-1]) if path.startswith(LATTLAST) else path


def place_of(path: str, short: Collection[str] = ()) -> Place:
    """What the address is, by its form and the site's `short` ordinary addresses: `/vill-andra/`."""
    ordinary = ordinary_path(path)
    if _SLIDES.fullmatch(ordinary):
        return Place(path, (Measure.SLIDES,))
    if ordinary in short or _SHORT.fullmatch(ordinary):
        return Place(path, (Measure.SHORT,))
    if path.endswith("/"):
        more = [Measure.LESSON] if _LESSON.fullmatch(ordinary) else []
        more += [Measure.HELP] if ordinary.startswith(_HELP) else []
        return Place(path, (Measure.SIMPLE if path.startswith(LATTLAST) else Measure.ORDINARY, *more))
    if _POSTER.fullmatch(path):
        return Place(path, (Measure.POSTER,))
    kind = _FILE_KINDS.get(path.rpartition(".")[2].lower()) if path.startswith(f"/{KIT_FOLDER}") else None
    return Place(path, (kind,) if kind else ())


def is_robots(path: str) -> bool:
    """Whether only programs ask for the address: what nobody links to, and other systems' back doors."""
    return bool(_ROBOT.search(path))


def shown_path(path: str) -> str:
    """An address that does not exist as it may be shown: short, and without what may be somebody's name or number."""
    if path == UNWRITTEN or _NAMES_SOMEBODY.search(path):
        return WITHHELD
    return path if len(path) <= LONGEST_PATH else path[: LONGEST_PATH - 1] + "…"

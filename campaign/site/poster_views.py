"""The gallery of posters as pages show it: `[[lista:affischer]]`, and the filter above it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import get_args

from campaign.content.dates import date_text
from campaign.content.front_matter import Audience
from campaign.content.poster import Format
from campaign.content.posters import Poster, PosterVariant, headline_of, texts_of, valid_until
from campaign.content.text_files import size_in_words
from campaign.media.files import MediaFile, media_files
from campaign.media.formats import FORMATS
from campaign.school.imprint import without_scheme
from campaign.site.frame import View
from campaign.site.pictures import PictureView
from campaign.site.poster_words import TAGS, short_url

#: The list that shows the posters: `[[lista:affischer]]`.
POSTERS = "affischer"

#: Whom a poster is for, as a choice in the filter and after "För": ordinary and lättläst.
AUDIENCES: dict[Audience, tuple[str, str]] = {
    "alla": ("allmänheten", "alla människor"),
    "salt": ("den som säljer eller har sålt sex", "den som säljer sex"),
    "kopt": ("den som köper sex", "den som köper sex"),
    "utsatt": ("den som har blivit utsatt", "den som någon har gjort illa"),
    "anhorig": ("anhöriga och vänner", "familj och vänner"),
    "ung": ("unga", "unga"),
    "elev": ("elever", "elever"),
    "foralder": ("föräldrar", "föräldrar"),
    "vuxen": ("vuxna nära någon", "vuxna nära någon"),
    "bransch": ("hotell, taxi och uthyrning", "hotell, taxi och den som hyr ut"),
    "yrke": ("personal", "personal"),
    "larare": ("skolans personal", "personal i skolan"),
}

#: What a format is used for; its size in pixels, where it is for a screen, is added.
FORMAT_NAMES: dict[Format, str] = {
    "a4": "Affisch A4",
    "a3": "Affisch A3",
    "talong": "Lappar att riva av, A4",
    "kort": "Visitkort",
    "skarm-staende": "Skärm stående",
    "skarm-liggande": "Skärm liggande",
    "delning": "Bild att dela",
    "kvadrat": "Fyrkantig bild",
    "banner-bred": "Banner bred",
    "banner-hog": "Banner hög",
}
TEXT_NAME = "Bara texten"

VARIANT_NAMES: dict[PosterVariant, str] = {"sv": "vanlig svenska", "lattlast": "lättläst"}


@dataclass(frozen=True)
class PosterFileView:
    """A file to fetch: what it is with format and size, and where."""

    label: str
    href: str


@dataclass(frozen=True)
class Downloads:
    """The files of one variant."""

    variant: str
    lang: str
    files: list[PosterFileView]


@dataclass(frozen=True)
class PosterView:
    """A poster on a page. `picture` is None, and `downloads` empty, for one that could not be drawn.

    `lang` is set when its words are of another variant than the page's.
    """

    id: str
    headline: str
    audiences: list[str]  # as classes: for-ung
    made_for: str
    lines: list[str]
    services: list[tuple[str, str]]
    alt: str
    lang: str
    picture: PictureView | None
    downloads: list[Downloads]
    changed_on: str
    valid_until: str
    short: str
    short_href: str


@dataclass(frozen=True)
class AudienceChoice:
    """A choice in the filter."""

    id: str
    label: str


def audience_choices(posters: Iterable[Poster], simple: bool) -> list[AudienceChoice]:
    """Everyone whom some poster is for, in the order of the front matter's list."""
    used = {audience for poster in posters for audience in poster.audience}
    names = ((key, AUDIENCES[key][simple]) for key in get_args(Audience) if key in used)
    return [AudienceChoice(key, name[0].upper() + name[1:]) for key, name in names]


def posters(view: View) -> list[PosterView]:
    """Every poster in the order of the data file, in the page's variant where it has that one."""
    return [_poster(view, poster) for poster in view.frame.site.records.posters.values()]


def _poster(view: View, poster: Poster) -> PosterView:
    site, gallery = view.frame.site, view.frame.gallery
    wanted: PosterVariant = "lattlast" if view.simple else "sv"
    variant = wanted if wanted in poster.variants else poster.variants[0]
    until, alt = valid_until(poster, site), poster.alt_in(variant)
    short = short_url(view.frame, poster, variant)
    services = (site.records.services[key] for key in poster.services if key in site.records.services)
    return PosterView(
        id=poster.id,
        headline=headline_of(poster, site, variant),
        audiences=[f"for-{key}" for key in poster.audience],
        made_for=_listed([AUDIENCES[key][view.simple] for key in poster.audience]),
        lines=texts_of(poster, site, variant),
        services=[(service.name, service.phone) for service in services],
        alt=alt,
        lang=TAGS[variant] if variant != wanted else "",
        picture=gallery.thumbnail(poster.id, variant, alt, view.addresses),
        downloads=_downloads(view, poster, variant),
        changed_on=date_text(poster.changed_on),
        valid_until=date_text(until) if until else "",
        short=without_scheme(short).rstrip("/"),
        short_href=view.addresses.href(short.removeprefix(view.frame.printed_url)),
    )


def _downloads(view: View, poster: Poster, first: PosterVariant) -> list[Downloads]:
    """The files of each variant, the reader's own first; none for a poster that was not drawn."""
    made: Mapping[MediaFile, bytes] = view.frame.gallery.files
    groups = []
    for variant in sorted(poster.variants, key=lambda one: one != first):
        files = [
            PosterFileView(_label(file, len(made[file])), view.addresses.href(file.address(view.frame.preview)))
            for file in media_files(poster)
            if file.variant == variant and file in made
        ]
        if files:
            groups.append(Downloads(VARIANT_NAMES[variant], TAGS[variant], files))
    return groups


def _label(file: MediaFile, size: int) -> str:
    """What a file is: `Affisch A4, PDF, 84 kB`."""
    parts = [FORMAT_NAMES[file.format] if file.format else TEXT_NAME, file.kind.upper(), size_in_words(size)]
    if file.format and file.kind == "png":
        parts[0] += " {}\u00a0×\u00a0{}".format(*FORMATS[file.format].pixels)
    parts[2] = parts[2].replace(" ", "\u00a0")
    return ", ".join(parts)


def _listed(names: list[str]) -> str:
    return " och ".join(filter(None, [", ".join(names[:-1]), names[-1]]))

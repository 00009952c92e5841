"""A poster as it is drawn: its words in a variant, its colours, and the small print that every copy bears."""

from __future__ import annotations

from collections.abc import Mapping

from campaign.content.dates import date_text
from campaign.content.pages import Variant
from campaign.content.posters import Poster, PosterVariant, headline_of, texts_of, valid_until
from campaign.content.preview import PREVIEW_STATUS
from campaign.media.colours import colours_by_token
from campaign.media.draft import PosterWords
from campaign.site.frame import Frame

#: The licence as small type has room for it.
LICENCE = "Licens: CC BY 4.0"

TAGS: dict[PosterVariant, str] = {"sv": Variant.ORDINARY.tag, "lattlast": Variant.LATTLAST.tag}


def poster_words(frame: Frame, poster: Poster, variant: PosterVariant, tokens: Mapping[str, str]) -> PosterWords:
    """What the poster says in a variant. `tokens` are the stylesheet's colours. Raises ColourError for an unknown."""
    services, scene = frame.site.records.services, frame.site.records.illustrations.get(poster.illustration)
    colours = poster.colours.model_dump()
    return PosterWords(
        id=poster.id,
        headline=headline_of(poster, frame.site, variant),
        lines=tuple(texts_of(poster, frame.site, variant)),
        services=tuple((services[key].name, services[key].phone) for key in poster.services),
        address=short_url(frame, poster, variant),
        footer=tuple(small_print(frame, poster)),
        illustration=poster.illustration,
        alt=poster.alt_in(variant),
        colours=colours_by_token(colours, tokens, f"Affischen ”{poster.id}”"),
        tag=TAGS[variant],
        outside=poster.outside_in(variant),
        **({"figures": scene.figures} if scene else {}),
    )


def short_url(frame: Frame, poster: Poster, variant: PosterVariant) -> str:
    """The poster's short address, whole: in lättläst the one that leads to the lättläst page."""
    return f"{frame.printed_url}{'lattlast/' if variant == 'lattlast' else ''}{poster.address.strip('/')}/"


def small_print(frame: Frame, poster: Poster) -> list[str]:
    """What every copy says of itself: which version it is, how long it holds, whose it is, who may use it."""
    until = valid_until(poster, frame.site)
    lines = [f"Version {poster.changed_on.isoformat()}"]
    lines += [f"Giltig till {date_text(until)}"] if until else []
    lines += [PREVIEW_STATUS] if frame.preview else [f"Avsändare: {frame.sender}"] if frame.sender else []
    return [*lines, LICENCE]

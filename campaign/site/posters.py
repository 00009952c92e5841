"""Draws the posters for the site: gathers what each says and what all share."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.content.posters import Poster
from campaign.images.fonts import font_file
from campaign.images.illustrations import read_vocabulary
from campaign.images.palette import TOKENS, Palette, read_tokens
from campaign.media.draft import PosterWords
from campaign.media.drawing import Studio
from campaign.media.errors import MediaError
from campaign.media.files import MediaFile, media_files
from campaign.site.frame import Frame
from campaign.site.poster_words import poster_words

Jobs = dict[MediaFile, PosterWords]


def studio(frame: Frame) -> Studio:
    """What all posters of the project are drawn with. Raises FontMissingError."""
    records = frame.site.records
    return Studio(
        regular=font_file("Regular"),
        bold=font_file("Bold"),
        hyphenation=tuple(records.hyphenation),
        scenes=records.illustrations,
        vocabulary=read_vocabulary(frame.settings.project),
        preview=frame.preview,
    )


def poster_jobs(frame: Frame, posters: Iterable[Poster], tokens: Palette) -> Jobs:
    """Every file of the posters with what it says. Raises MediaError for a name that does not exist."""
    jobs: Jobs = {}
    for poster in posters:
        try:
            words = {variant: poster_words(frame, poster, variant, tokens) for variant in poster.variants}
        except KeyError as error:
            raise MediaError(f"Affischen ”{poster.id}” har {error}, som inte finns. Kör ”campaign check”.") from error
        jobs |= {file: words[file.variant] for file in media_files(poster)}
    return jobs


def project_tokens(frame: Frame) -> Palette:
    """The colours that a poster may name."""
    return read_tokens((frame.settings.project / TOKENS).read_text(encoding="utf-8"))

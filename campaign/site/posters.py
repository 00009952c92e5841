"""Draws the posters for the site: gathers what each says and what all share, and gives what was made."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping

from campaign.content.posters import Poster
from campaign.images.cache import DigestCache
from campaign.images.card_pool import Progress
from campaign.images.fonts import FontMissingError, font_file
from campaign.images.illustrations import read_vocabulary
from campaign.images.palette import TOKENS, Palette, read_tokens
from campaign.images.pictures import PictureError
from campaign.media.colours import ColourError
from campaign.media.draft import PosterWords
from campaign.media.drawing import Studio, thumbnail
from campaign.media.errors import MediaError
from campaign.media.files import MediaFile, media_files
from campaign.media.pool import draw_all
from campaign.site.frame import Frame
from campaign.site.gallery import THUMBNAIL_WIDTH, Gallery
from campaign.site.pictures import PictureStore
from campaign.site.poster_views import POSTERS
from campaign.site.poster_words import poster_words

Jobs = dict[MediaFile, PosterWords]

# Not MkDocs' logger, where a warning stops a strict build.
_log = logging.getLogger("campaign")


def draw_posters(
    frame: Frame, cache: DigestCache, pictures: PictureStore, progress: Progress, serving: bool = False
) -> Gallery:
    """Every file and small picture of every poster. A site whose pages do not show the posters publishes none.

    Raises MediaError that names every fault. While an editor is `serving`, and in a preview without the site's font,
    what cannot be drawn is told of and left out instead.
    """
    gallery = Gallery(pictures)
    posters = frame.site.records.posters
    if not posters or not _is_shown(frame):
        return gallery
    try:
        maker = _Maker(frame, cache, progress, gallery)
    except FontMissingError as error:
        if not frame.preview:
            raise
        _log.warning("Varning: Inga affischer ritas. %s", error)
        gallery.left_out.update(posters)
        return gallery
    try:
        maker.draw(posters.values())
    except MediaError:
        if not serving:
            raise
        _draw_what_can_be(posters, maker)
    return gallery


def _draw_what_can_be(posters: Mapping[str, Poster], maker: _Maker) -> None:
    """One poster at a time: what was drawn before the fault is in the cache."""
    for key, poster in posters.items():
        try:
            maker.draw([poster])
        except MediaError as error:
            _log.warning("Varning: En affisch kunde inte ritas, och lämnas utanför. %s", error)
            maker.gallery.left_out.add(key)


def _is_shown(frame: Frame) -> bool:
    return any(
        code.kind == "lista" and code.id == POSTERS
        for page in frame.site.sound_pages()
        if frame.has(page)
        for code in page.body.shortcodes
    )


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
        except ColourError as error:
            raise MediaError(str(error)) from error
        except KeyError as error:
            raise MediaError(f"Affischen ”{poster.id}” har {error}, som inte finns. Kör ”campaign check”.") from error
        jobs |= {file: words[file.variant] for file in media_files(poster)}
    return jobs


def project_tokens(frame: Frame) -> Palette:
    """The colours that a poster may name."""
    return read_tokens((frame.settings.project / TOKENS).read_text(encoding="utf-8"))


class _Maker:
    """Draws posters into a gallery. Raises FontMissingError when it is made."""

    def __init__(self, frame: Frame, cache: DigestCache, progress: Progress, gallery: Gallery) -> None:
        self.frame = frame
        self.cache = cache
        self.progress = progress
        self.gallery = gallery
        self.studio = studio(frame)
        self.tokens = project_tokens(frame)

    def draw(self, posters: Iterable[Poster]) -> None:
        """The files of these posters, then their small pictures. Raises MediaError; then the gallery has none."""
        posters = list(posters)
        jobs = poster_jobs(self.frame, posters, self.tokens)
        files = dict(draw_all(jobs, self.studio, self.cache, self.progress))
        for poster in posters:
            for variant in poster.variants:
                first = next(file for file in jobs if (file.poster, file.variant) == (poster.id, variant))
                self._thumbnail(first, jobs[first])
        self.gallery.files.update(files)

    def _thumbnail(self, file: MediaFile, words: PosterWords) -> None:
        """The small picture of a poster's first format."""
        made_from = (*self.studio.made_from(file, words), str(THUMBNAIL_WIDTH))
        try:
            content = self.cache.get(
                "thumbnail", made_from, lambda: thumbnail(words, file.format, self.studio, THUMBNAIL_WIDTH)
            )
            self.gallery.add_thumbnail(file.poster, file.variant, content)
        except PictureError as error:
            raise MediaError(f"Affischen ”{file.poster}”: {error}") from error

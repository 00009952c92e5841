"""Draws the files that are not kept from before, in a few processes when they are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool

from campaign.images.cache import DigestCache
from campaign.images.processes import Progress, in_processes
from campaign.media.draft import PosterWords
from campaign.media.drawing import Studio, draw
from campaign.media.errors import MediaError
from campaign.media.files import MediaFile

#: To start a process takes as long as to draw this many files.
WORTH_A_PROCESS = 4

#: How names of kept files begin, for people who look in the cache's folder.
_KIND = "poster"

Job = tuple[MediaFile, PosterWords]


def draw_all(
    jobs: Mapping[MediaFile, PosterWords], studio: Studio, cache: DigestCache, progress: Progress, processes: int = 0
) -> Iterator[tuple[MediaFile, bytes]]:
    """Every file with its bytes, in the order of `jobs`; at most a few are in memory at a time.

    All are drawn before the first is given, so that nothing is half-made when one has a fault. `processes` is chosen
    by the work and the computer when it is 0. Raises MediaError that names every fault, on a line each.
    """
    missing = [job for job in jobs.items() if cache.kept(_KIND, studio.made_from(*job)) is None]
    try:
        _draw_missing(missing, studio, cache, progress, processes)
    except BrokenProcessPool as error:
        raise MediaError(
            "En process som ritade affischer avbröts, kanske för att minnet tog slut. Försök igen med färre processer."
        ) from error
    except OSError as error:
        raise MediaError(
            f"Affischerna kan inte sparas i mappen {cache.folder}: {error.strerror or error}. "
            "Frigör plats på disken, eller se till att mappen går att skriva i."
        ) from error
    for file, words in jobs.items():
        made_from = studio.made_from(file, words)
        yield file, cache.get(_KIND, made_from, lambda file=file, words=words: draw(file, words, studio))  # type: ignore[misc]


def _draw_missing(missing: list[Job], studio: Studio, cache: DigestCache, progress: Progress, processes: int) -> None:
    """Draws and keeps what is missing. Raises MediaError that names every fault."""
    faults = []
    results = in_processes(_draw, missing, studio, WORTH_A_PROCESS, processes)
    for number, (job, drawn) in enumerate(zip(missing, results, strict=True), 1):
        progress(number, len(missing))
        if isinstance(drawn, bytes):
            cache.keep(_KIND, studio.made_from(*job), drawn)
        else:
            faults.append(drawn)
    if faults:
        raise MediaError("\n".join(dict.fromkeys(faults)))


def _draw(job: Job, studio: Studio) -> bytes | str:
    """The file, or what is wrong with its poster."""
    try:
        return draw(*job, studio)
    except MediaError as error:
        return str(error)

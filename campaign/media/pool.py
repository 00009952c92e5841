"""Draws the files that are not kept from before, in a few processes when they are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from campaign.images.cache import DigestCache
from campaign.images.card_pool import Progress
from campaign.media.draft import PosterWords
from campaign.media.drawing import Studio
from campaign.media.files import MediaFile


def draw_all(
    jobs: Mapping[MediaFile, PosterWords], studio: Studio, cache: DigestCache, progress: Progress, processes: int = 0
) -> Iterator[tuple[MediaFile, bytes]]:
    """Every file with its bytes, in the order of `jobs`; at most a few are in memory at a time.

    `processes` is chosen by the work and the computer when it is 0. Raises MediaError that names every fault.
    """
    raise NotImplementedError

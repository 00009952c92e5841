"""Draws the templates for paper and makes PDFs of them, several at a time, each once for the same input."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jinja2

from campaign.images.cache import DigestCache
from campaign.images.fonts import font_file
from campaign.school import paper, pdf_structure, printing
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, Publication

_STYLES = "school/print.css"
_MOST_WORKERS = 4


@dataclass(frozen=True)
class Job:
    """A document to make: its HTML, and the file that its text stands in, for messages."""

    html: str
    path: str


class Press:
    """Use as a context: processes are started when something must be made, and end with it."""

    def __init__(self, publication: Publication, environment: jinja2.Environment, cache: DigestCache) -> None:
        self.publication = publication
        self.environment = environment
        self.cache = cache
        self._workers = min(_MOST_WORKERS, os.cpu_count() or 1)
        # Started, not forked: a build under `serve` has other threads.
        start = multiprocessing.get_context("spawn")
        self._processes = ProcessPoolExecutor(self._workers, start)

    def __enter__(self) -> Press:
        return self

    def __exit__(self, *_: object) -> None:
        self._processes.shutdown(cancel_futures=True)

    @cached_property
    def styles(self) -> str:
        """The stylesheet of all paper."""
        if self.environment.loader is None:
            raise ValueError("the environment has no templates")
        return self.environment.loader.get_source(self.environment, _STYLES)[0]

    @cached_property
    def fonts(self) -> dict[str, bytes]:
        """The whole fonts, by the names in the stylesheet. Raises FontMissingError."""
        return {f"{style}.ttf": font_file(style) for style in ("Regular", "Bold")}

    def html(self, template: str, **values: object) -> str:
        """The template in overrides/school/, with what every document needs."""
        licence = {"name": LICENCE_NAME, "url": LICENCE_URL}
        known = {"publication": self.publication, "licence": licence, "bare": paper.bare} | values
        return self.environment.get_template(f"school/{template}.html").render(known)

    def pdfs(self, jobs: Iterable[Job]) -> Iterator[bytes]:
        """The PDFs of the jobs, in their order. Raises PrintError."""
        return self._each("pdf", list(jobs), printing.make_pdf)

    def heights(self, jobs: Iterable[Job], width_mm: float) -> Iterator[float]:
        """How many millimetres each job takes on endless paper of that width, in their order. Raises PrintError."""
        return (float(found) for found in self._each("height", list(jobs), printing.height, width_mm))

    def _each(self, kind: str, jobs: list[Job], make: Callable[..., object], *more: float) -> Iterator[bytes]:
        """What `make` gives for each job; the longest are begun first."""

        def made(job: Job) -> bytes:
            found = self._processes.submit(make, job.html, self.styles, self.fonts, job.path, *more).result()
            return found if isinstance(found, bytes) else str(found).encode()

        def kept(job: Job) -> bytes:
            return self.cache.get(kind, (job.html, *self._made_from, *map(str, more)), lambda: made(job))

        with ThreadPoolExecutor(self._workers) as threads:
            begun = {id(job): threads.submit(kept, job) for job in sorted(jobs, key=lambda job: -len(job.html))}
            return iter([begun[id(job)].result() for job in jobs])

    @cached_property
    def _made_from(self) -> tuple[str | bytes, ...]:
        modules = (printing, pdf_structure)
        sources = tuple(Path(str(module.__file__)).read_bytes() for module in modules)
        return (self.styles, *self.fonts.values(), *printing.tools(), *sources)

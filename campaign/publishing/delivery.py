"""What an object store must be told of each file, since no web server stands there to say it: type and caching."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

#: A name that changes with the content: ours, and those of the search index.
_HASHED = re.compile(r".*\.[0-9a-f]{8}\.[a-z0-9]+|pagefind/(?:fragment|index)/.+|pagefind/.+\.pf_meta")

#: The type of each kind of file, written out: the computer's own table differs from one to another.
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".json": "application/json", ".xml": "application/xml", ".txt": "text/plain; charset=utf-8",
    ".csv": "text/csv; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg",
    ".webp": "image/webp", ".avif": "image/avif", ".ico": "image/x-icon", ".woff2": "font/woff2",
    ".pdf": "application/pdf", ".zip": "application/zip", ".imscc": "application/zip", ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json", ".vcf": "text/vcard; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}  # fmt: skip
UNKNOWN = "application/octet-stream"
#: Nothing is kept of a page on the reader's device; a hashed file for a year; the rest is asked for again.
FOREVER, NEVER, ASK = "public, max-age=31536000, immutable", "no-store", "no-cache"


@dataclass(frozen=True, order=True)
class Delivery:
    """The headers that an object carries."""

    content_type: str
    cache_control: str


def is_hashed(name: str) -> bool:
    """Whether the name of a file changes when its content does."""
    return bool(_HASHED.fullmatch(name))


def delivery(name: str) -> Delivery:
    """The headers of the file `name`."""
    content_type = TYPES.get(PurePosixPath(name).suffix.lower(), UNKNOWN)
    if is_hashed(name):
        return Delivery(content_type, FOREVER)
    return Delivery(content_type, NEVER if name.endswith(".html") else ASK)


def by_delivery(names: Iterable[str]) -> dict[Delivery, list[str]]:
    """The names that carry the same headers, together."""
    groups: dict[Delivery, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[delivery(name)].append(name)
    return dict(sorted(groups.items()))

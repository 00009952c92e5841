"""Brotli and gzip beside each text of a built site, so that a server sends the smallest form and packs nothing.

The packed files stand in the manifest like all others: they are what most readers are sent, so a copy is verified with
them. Where a packed form is not smaller there is none. The same bytes give the same packed bytes.
"""

from __future__ import annotations

import gzip
import zlib
from concurrent.futures import ThreadPoolExecutor
from importlib.metadata import version
from pathlib import Path

import brotli

from campaign.hosting.content_types import TEXTS
from campaign.images.cache import DigestCache

BROTLI, GZIP = ".br", ".gz"
PACKED = (BROTLI, GZIP)

BEST_BROTLI, BEST_GZIP = 11, 9
#: A gzip stream with a header that names no file and no time.
_GZIP_WINDOW = 31


class CompressionError(Exception):
    """A packed file would not give its original back; the text says which, in Swedish."""


def compress(folder: Path, cache: DigestCache) -> int:
    """Writes the packed forms of every text below `folder`; gives how many were written. The same text is packed once.

    Raises CompressionError when one does not decode to its original, and FileExistsError when its place is taken.
    """
    texts = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.removeprefix(".") in TEXTS)
    with ThreadPoolExecutor() as workers:  # brotli and zlib let others work meanwhile
        return sum(workers.map(lambda path: _pack(path, cache), texts))


def _pack(path: Path, cache: DigestCache) -> int:
    content = path.read_bytes()
    tools = f"{version('brotli')} {BEST_BROTLI} {zlib.ZLIB_RUNTIME_VERSION} {BEST_GZIP}"
    forms = {
        BROTLI: cache.get("br", (content, tools), lambda: brotli.compress(content, quality=BEST_BROTLI)),
        GZIP: cache.get("gz", (content, tools), lambda: _gzipped(content)),
    }
    if brotli.decompress(forms[BROTLI]) != content or gzip.decompress(forms[GZIP]) != content:
        raise CompressionError(f"{path} kunde inte packas så att den går att packa upp igen.")
    smaller = {ending: packed for ending, packed in forms.items() if len(packed) < len(content)}
    for ending, packed in smaller.items():
        with Path(f"{path}{ending}").open("xb") as file:
            file.write(packed)
    return len(smaller)


def _gzipped(content: bytes) -> bytes:
    packer = zlib.compressobj(BEST_GZIP, zlib.DEFLATED, _GZIP_WINDOW)
    return packer.compress(content) + packer.flush()

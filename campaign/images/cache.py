"""A cache by digest: what takes time to make is made once for the same input and the same tools.

An entry is one file, named by what it was made from, that begins with the digest of its own content: an entry that a
kill or a full disk spoilt is made again. Entries are written beside their place and renamed, so that builds may run
side by side. The folder may be removed at any time.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

#: Where a project's cache lies, below the project's folder.
CACHE_FOLDER = Path(".build/cache")

_DIGEST_BYTES = 32


@dataclass(frozen=True)
class DigestCache:
    """The cache in `folder`, which is made when it is first needed."""

    folder: Path

    def get(self, kind: str, made_from: tuple[str | bytes, ...], make: Callable[[], bytes]) -> bytes:
        """What `make` gives, from the cache when it has been made before.

        `kind` is a short name for people who look in the folder. `made_from` is everything that the result depends
        on: the input, the sizes and the versions of the tools. Raises OSError when the folder cannot be written.
        """
        kept = self.kept(kind, made_from)
        if kept is not None:
            return kept
        content = make()
        self.keep(kind, made_from, content)
        return content

    def kept(self, kind: str, made_from: tuple[str | bytes, ...]) -> bytes | None:
        """What has been made before; None when it has not, for who makes many things at a time."""
        return _read(self.folder / f"{kind}-{_key(made_from)}")

    def keep(self, kind: str, made_from: tuple[str | bytes, ...], content: bytes) -> None:
        """Keeps what has been made. Raises OSError when the folder cannot be written."""
        _write(self.folder / f"{kind}-{_key(made_from)}", content)


def recipe(*modules: str) -> bytes:
    """The source of modules, as a part of `made_from`: a changed recipe is never served from before.

    A module is named within campaign/ (`media/raster`), or by its name alone when it stands here.
    """
    here = Path(__file__).parent
    files = ((here.parent if "/" in name else here) / f"{name}.py" for name in modules)
    return b"".join(file.read_bytes() for file in files)


def _key(parts: tuple[str | bytes, ...]) -> str:
    """One digest for all parts, each told apart from the next by its length."""
    total = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8") if isinstance(part, str) else part
        total.update(len(content).to_bytes(8, "big") + content)
    return total.hexdigest()[:32]


def _read(place: Path) -> bytes | None:
    """The content of an entry; None when there is none or it is not whole."""
    try:
        stored = place.read_bytes()
    except FileNotFoundError:
        return None
    digest, content = stored[:_DIGEST_BYTES], stored[_DIGEST_BYTES:]
    return content if hashlib.sha256(content).digest() == digest else None


def _write(place: Path, content: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest() + content)
        Path(name).replace(place)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise

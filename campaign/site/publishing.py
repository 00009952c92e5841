"""Writes what the build makes besides pages into the folder of the site."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def publish(site: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes every file, by its address from the site's root. Raises OSError."""
    for address, content in files:
        place = site / address
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)

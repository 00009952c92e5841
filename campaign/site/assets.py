"""The site's own files: overrides/assets/ and what is made at build time, each at an address with its hash.

A file there is published as it is, scripts without their lines of comment. A folder such as `campaign.css/` is one
asset: its files in the order of their names. Where a stylesheet says `url("name")`, the name of another asset becomes
its address.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "assets/"
HASH_LENGTH = 8

_COMMENT_LINE = re.compile(rb"^[ \t]*//.*\n?", re.MULTILINE)
_URL = re.compile(r'url\("([^"/:]+)"\)')


@dataclass(frozen=True)
class Asset:
    """One published file. Its address changes with its content, so that browsers may keep it for ever."""

    name: str
    content: bytes

    @property
    def address(self) -> str:
        """The address from the site's root, with the first characters of the content's sha256."""
        stem, _, ending = self.name.rpartition(".")
        digest = hashlib.sha256(self.content).hexdigest()[:HASH_LENGTH]
        return f"{FOLDER}{stem}.{digest}.{ending}"


def read_assets(folder: Path, made: Mapping[str, bytes]) -> dict[str, Asset]:
    """Every asset by name: those of `folder` and those that the build has `made`, stylesheets last."""
    contents = {path.name: _content(path) for path in sorted(folder.iterdir())} | dict(made)
    assets = {name: Asset(name, content) for name, content in contents.items() if not name.endswith(".css")}
    styles = {name: content for name, content in contents.items() if name.endswith(".css")}
    return assets | {name: Asset(name, _linked(content, assets)) for name, content in styles.items()}


def _content(path: Path) -> bytes:
    if path.is_dir():
        content = b"\n".join(piece.read_bytes() for piece in sorted(path.iterdir()) if piece.is_file())
    else:
        content = path.read_bytes()
    return _COMMENT_LINE.sub(b"", content) if path.name.endswith(".js") else content


def _linked(style: bytes, assets: Mapping[str, Asset]) -> bytes:
    """A stylesheet with the addresses of other assets; an unknown name raises KeyError, which stops the build."""

    def address(match: re.Match[str]) -> str:
        return f'url("{assets[match[1]].address.removeprefix(FOLDER)}")'

    return _URL.sub(address, style.decode("utf-8")).encode("utf-8")

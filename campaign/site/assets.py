"""The site's own files: overrides/assets/ and what is made at build time, each at an address with its hash.

A file there is published as it is. A folder such as `campaign.css/` is one asset: its files in the order of their
names. Where a stylesheet says `url("name")`, the name of another asset becomes its address. Comments and indentation
of stylesheets and scripts, and tokens that no style asks for, are left out of what is published: phones are slow.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FOLDER = "assets/"

#: The script of all pages.
EVERYWHERE = "campaign.js"

HASH_LENGTH = 8

_STYLE_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SCRIPT_COMMENT = re.compile(r"^\s*//.*$", re.MULTILINE)
_INDENTATION = re.compile(r"\s*\n\s*")
_ASKED = re.compile(rb"var\(--([a-z0-9-]+)")
_PROPERTY = re.compile(r"(?:--([a-z0-9-]+)):[^;{}]*;\s*")
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


def read_assets(
    folder: Path, made: Mapping[str, bytes], left_out: Collection[str] = (), kinds: Collection[str] = ()
) -> dict[str, Asset]:
    """Every asset by name: those of `folder` and those that the build has `made`, stylesheets last.

    `left_out` names files ("panel.js") and pieces of bundles ("campaign.css/1-fonts.css") that this build does
    without. A script that bears the name of one of the `kinds` of pages begins with the script of all pages: one
    request less.
    """
    unwanted = {folder / piece for piece in left_out}
    wanted = (path for path in sorted(folder.iterdir()) if path not in unwanted)
    contents = {path.name: _compact(path.name, _content(path, unwanted)) for path in wanted}
    for name in (f"{kind}.js" for kind in kinds):
        if name in contents:
            contents[name] = contents[EVERYWHERE] + contents[name]
    contents |= made
    assets = {name: Asset(name, content) for name, content in contents.items() if not name.endswith(".css")}
    asked = _asked_for(content for name, content in contents.items() if name.endswith((".css", ".js")))
    styles = {name: _without_unused(text, asked) for name, text in contents.items() if name.endswith(".css")}
    return assets | {name: Asset(name, _linked(content, assets)) for name, content in styles.items()}


def _content(path: Path, unwanted: Collection[Path]) -> bytes:
    if path.is_dir():
        pieces = (piece for piece in sorted(path.iterdir()) if piece.is_file() and piece not in unwanted)
        return b"\n".join(piece.read_bytes() for piece in pieces)
    return path.read_bytes()


def _compact(name: str, content: bytes) -> bytes:
    """Without comments (in a script only those that have a line of their own) and without indentation."""
    comment = {"css": _STYLE_COMMENT, "js": _SCRIPT_COMMENT}.get(name.rpartition(".")[2])
    if comment is None:
        return content
    return f"{_INDENTATION.sub(chr(10), comment.sub('', content.decode('utf-8'))).strip()}\n".encode()


def _asked_for(contents: Iterable[bytes]) -> set[str]:
    """The custom properties that some style asks for, also one that a script writes."""
    return {match[1].decode() for content in contents for match in _ASKED.finditer(content)}


def _without_unused(style: bytes, asked: Collection[str]) -> bytes:
    """A stylesheet without the custom properties that nobody asks for: some tokens are for pictures only."""
    text = style.decode("utf-8")
    return _PROPERTY.sub(lambda match: match[0] if match[1] in asked else "", text).encode("utf-8")


def _linked(style: bytes, assets: Mapping[str, Asset]) -> bytes:
    """A stylesheet with the addresses of other assets; an unknown name raises KeyError, which stops the build."""

    def address(match: re.Match[str]) -> str:
        return f'url("{assets[match[1]].address.removeprefix(FOLDER)}")'

    return _URL.sub(address, style.decode("utf-8")).encode("utf-8")

"""Whether every address that was given out still leads somewhere in a built site, and which a release gives out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from campaign.findings import Finding

#: What pages fetch by themselves or programs look for by name: nobody saves its address.
_TECHNICAL_FOLDERS = frozenset({"assets", "pagefind", ".well-known"})
_TECHNICAL_FILES = frozenset(
    {"404.html", "favicon.ico", "manifest.json", "pages.json", "robots.txt", "sitemap.xml", "_headers", ".htaccess"}
)
_DIGEST = re.compile(r"\.[0-9a-f]{8,}\.")
_PACKED = frozenset({".br", ".gz"})
_INDEX = "index.html"


def check_published(published: Mapping[str, int], files: Iterable[str], path: str, *, preview: bool) -> list[Finding]:
    """What is wrong when a published address (with its line in the file shown as `path`) leads to none of `files`.

    Files of a built site, by their paths. In a preview files to fetch have other names, so only pages are looked at.
    """
    known = set(files)
    return [
        Finding(path, line, "built-address-lost", *_words(address))
        for address, line in published.items()
        if not (preview and not address.endswith("/")) and not known & set(_answers(address))
    ]


def _answers(address: str) -> Iterator[str]:
    """The files that can answer at an address."""
    plain = address.strip("/")
    yield f"{plain}/{_INDEX}" if plain else _INDEX
    if not address.endswith("/"):
        yield plain


def _words(address: str) -> tuple[str, str]:
    plain = address.strip("/").removeprefix("lattlast/")
    message = f"Adressen {address} leder ingenstans längre, och någon kan ha sparat den."
    if not plain or plain == "lattlast":
        return message, "Lägg tillbaka startsidan."
    return message, f"Skriv old_paths: [{plain}] överst på sidan som tog över, annars på avdelningens startsida."


def given_out(files: Iterable[str]) -> list[str]:
    """The addresses of a built site that somebody may save, in order: its pages, and its files to fetch."""
    return sorted(filter(None, map(_address, files)))


def _address(name: str) -> str:
    path = PurePosixPath(name)
    is_technical = path.parts[0] in _TECHNICAL_FOLDERS or name in _TECHNICAL_FILES or path.suffix in _PACKED
    if is_technical or _DIGEST.search(path.name):
        return ""
    return f"/{name.removesuffix(_INDEX)}" if path.name == _INDEX else f"/{name}"

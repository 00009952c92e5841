"""docs/_data/adresser.txt: every address that was given out, and must lead somewhere as long as the site is up.

One a line, from the site's root with a slash first: `/lagen/straff/`, `/skola/brev.pdf`. A page's ends with one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from campaign.content.plain_yaml import Problem
from campaign.content.text_files import MOST_DATA_BYTES, read_text_file
from campaign.findings import Finding

NAME = "adresser.txt"
_ADDRESS = re.compile(r"/(?:[a-z0-9_.-]+/)*(?:[a-z0-9_-]+(?:\.[a-z0-9_-]+)+)?")


def read_published(folder: Path, shown: str) -> tuple[dict[str, int], list[Finding]]:
    """Each published address with its line, and what is wrong in the file; `shown` is the folder's shown path."""
    path, name = folder / NAME, f"{shown}/{NAME}"
    if path.is_symlink() or folder.is_symlink():  # what it leads to is never read; it is a finding already
        return {}, []
    try:
        text = read_text_file(path, MOST_DATA_BYTES)
    except FileNotFoundError:
        return {}, [Finding(name, 1, "data-missing", f"Listan {NAME} finns inte.", "Lägg tillbaka filen.")]
    if isinstance(text, Problem):
        return {}, [Finding(name, text.line, text.rule, text.message, text.suggestion)]
    found: dict[str, int] = {}
    findings = []
    for number, row in enumerate(text.splitlines(), 1):
        address = row.strip()
        if address.startswith("#") or not address:
            continue
        if _is_address(address):
            found.setdefault(address, number)
        else:
            message = f"”{address[:80]}” är ingen adress på sajten."
            findings.append(Finding(name, number, "data-invalid", message, "Skriv till exempel /lagen/straff/."))
    return found, findings


def lacking(text: str, addresses: Iterable[str]) -> list[str]:
    """The addresses that the file's text lacks, in order."""
    return sorted(set(addresses) - {row.strip() for row in text.splitlines()})


def with_added(text: str, addresses: Iterable[str]) -> str:
    """The file's text with the addresses that it lacks, in order, last. What stands there is never changed."""
    start = text if text.endswith("\n") or not text else f"{text}\n"
    return start + "".join(f"{address}\n" for address in lacking(text, addresses))


def _is_address(address: str) -> bool:
    parts = address.split("/")
    return _ADDRESS.fullmatch(address) is not None and not {".", ".."} & set(parts)

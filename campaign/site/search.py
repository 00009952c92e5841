"""The full-text index of the finished site, written by the program Pagefind into pagefind/.

Pagefind reads the language of every page and makes one index a variant. It reads what stands in <main>, which
base.html marks with `data-pagefind-body`, but for `IGNORED`: what is not the page's own text.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

FOLDER = "pagefind"
SIGNATURE = "pagefind_dcd"  # what a fragment begins with, before its JSON
ENTRY = "pagefind-entry.json"  # its languages come in any order, so it is written again

#: Selectors of what is the same on many pages, and would be found everywhere, or only repeats other pages.
IGNORED = (
    ".kind", ".to-help", ".contents", ".notice", ".law-note", ".words", ".help", ".page-foot", ".source-ref",
    ".service", ".services", ".jump", ".also", "ul.doors", ".text--list",
)  # fmt: skip

#: Words (in Pagefind's own measure) a piece of the index: so small that a first search stays within its budget on a
#: slow phone. Tests measure the bytes; Pagefind calls the setting unstable, and its version is locked.
PIECE_SIZE = "500"

#: Ready-made interfaces that Pagefind writes along; we have our own.
UNUSED = ("pagefind-*ui*", "pagefind-highlight.js", "wasm.unknown.pagefind", "playground")

SOFT_HYPHEN = "\u00ad"


class SearchError(Exception):
    """The index could not be written; the text says why, in Swedish."""


def write_index(site: Path) -> None:
    """Writes the index of every page below `site` into `site`/pagefind. The same pages give the same bytes.

    Raises SearchError when Pagefind is missing or fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        copies = Path(folder)
        _copy_pages(site, copies)
        _run(copies, site / FOLDER)
    for pattern in UNUSED:
        for file in (site / FOLDER).glob(pattern):
            file.unlink()
    entry = json.loads((site / FOLDER / ENTRY).read_text(encoding="utf-8"))
    _write(site / FOLDER / ENTRY, entry)
    for language in entry["languages"]:
        _write(site / FOLDER / f"pages.{language}.json", _addresses(site / FOLDER, language))


def _write(file: Path, document: object) -> None:
    file.write_text(json.dumps(document, sort_keys=True, separators=(",", ":")), encoding="utf-8")


def _addresses(index: Path, language: str) -> dict[str, str]:
    """The address of each page by Pagefind's id, which is its fragment's name.

    With it the search knows which pages were found without loading each one's text.
    """
    found = {}
    for file in (index / "fragment").glob(f"{language}_*.pf_fragment"):
        text = gzip.decompress(file.read_bytes()).decode("utf-8").removeprefix(SIGNATURE)
        found[file.name.removesuffix(".pf_fragment")] = str(json.loads(text)["url"]).removeprefix("/")
    return found


def _copy_pages(site: Path, copies: Path) -> None:
    """The pages as a reader reads them: a soft hyphen would cut a long word into pieces."""
    for file in site.rglob("*.html"):
        copy = copies / file.relative_to(site)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(file.read_text(encoding="utf-8").replace(SOFT_HYPHEN, ""), encoding="utf-8")


def _run(pages: Path, output: Path) -> None:
    command = [
        *(sys.executable, "-m", "pagefind_bin", "--silent"),
        *("--site", str(pages), "--output-path", str(output.resolve())),
        *("--exclude-selectors", ", ".join(IGNORED)),
    ]
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")}
    environment = {**kept, "PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": PIECE_SIZE}
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if result.returncode or not (output / ENTRY).is_file():
        reason = (result.stderr or result.stdout).strip().splitlines()[-1:] or ["inget sades om varför"]
        raise SearchError(f"Sökningens register kunde inte skrivas. Kör scripts/prepare igen. Pagefind: {reason[0]}")

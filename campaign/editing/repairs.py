"""What `campaign check --fix` would write: the mended pages, and the twins that are stamped again because of it."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from campaign.content.approved_texts import page_hash
from campaign.content.front_matter import split_head
from campaign.content.pages import Page, Site, Variant
from campaign.content.variants import TwinState, text_hash, twin_state
from campaign.editing.fixes import Mend, mended, phones_of
from campaign.editing.head_lines import with_key


@dataclass
class Repairs:
    """Old and new content of every file that changes, and what to tell of it.

    `restamped`: twins that followed their page before a mechanical mending and so do after it. `unapproved`: pages
    whose approval was of the words before.
    """

    before: dict[Path, bytes] = field(default_factory=dict)
    after: dict[Path, bytes] = field(default_factory=dict)
    paths: dict[Path, str] = field(default_factory=dict)
    mends: dict[str, tuple[Mend, ...]] = field(default_factory=dict)
    restamped: list[Page] = field(default_factory=list)
    unapproved: list[Page] = field(default_factory=list)

    def unified(self) -> str:
        """The changes as a unified diff, with the paths as the editor knows them."""
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ Radbrytning saknas sist i filen\n"
            for file, path in sorted(self.paths.items(), key=lambda item: item[1])
            for line in difflib.unified_diff(
                self.before[file].decode().splitlines(keepends=True),
                self.after[file].decode().splitlines(keepends=True), f"a/{path}", f"b/{path}",
            )
        )  # fmt: skip

    def _write(self, page: Page, file: Path, content: bytes) -> None:
        self.before.setdefault(file, file.read_bytes())
        self.after[file] = content
        self.paths[file] = page.path


def repairs(site: Site, wanted: Callable[[str], bool]) -> Repairs:
    """All that is mechanical in the pages whose path is `wanted`, mended. Nothing is written.

    Raises OSError when a page cannot be read any longer.
    """
    found = Repairs()
    phones = phones_of(site.records.services)
    changed: list[tuple[Page, str]] = []
    for page in site.sound_pages():
        file = site.folder / page.src_uri
        if not wanted(page.path):
            continue
        result = mended(file.read_bytes().decode(), phones)
        if result.mends:
            found._write(page, file, result.text.encode())
            found.mends[page.path] = result.mends
            changed.append((page, result.text))
    for page, text in changed:
        parts = split_head(text.removeprefix("\ufeff").replace("\r\n", "\n"))
        body = parts.body if parts else page.body.text
        new = replace(page, body=replace(page.body, text=body))
        if _was_approved(site, page) and page_hash(new, site) != page_hash(page, site):
            found.unapproved.append(page)
        twin = site.twin(page)
        follows = page.variant is Variant.ORDINARY and twin_state(page, twin) is TwinState.CURRENT
        if follows and twin and not twin.broken and text_hash(body) != text_hash(page.body.text):
            file = site.folder / twin.src_uri
            content = found.after.get(file) or file.read_bytes()
            found._write(twin, file, with_key(content, "source_hash", text_hash(body)))
            found.restamped.append(twin)
    return found


def _was_approved(site: Site, page: Page) -> bool:
    wanted = page_hash(page, site)
    return any(
        (one.id, one.variant, one.content_hash) == (page.id, page.variant.value, wanted)
        for one in site.records.approvals
    )

"""Which old version of a page its lättläst twin was certified against, and what the site's records said that day."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from campaign.content.front_matter import HeadText, TwinHead, read_head, split_head
from campaign.content.markdown import Body, scan
from campaign.content.pages import DATA_FOLDER, Page, Site
from campaign.content.records import Records, load_records
from campaign.content.variants import text_hash
from campaign.editing.carriers import RecordKind
from campaign.editing.history import History, Version
from campaign.editing.shown_fields import Wording, wordings

#: The shortcodes whose records have words of their own, and the data file of each.
_RECORDS: dict[str, RecordKind] = {"fakta": "facts", "tjanst": "services", "ordlista": "glossary"}


@dataclass(frozen=True)
class OldText:
    """An old version of an ordinary page. `certified`: it is the one that the twin's source_hash names."""

    version: Version
    body: Body
    certified: bool


@dataclass(frozen=True)
class RecordChange:
    """A fact, service or explained word on a page whose wording changed: what is shown of it, before and now."""

    code: str
    rows: tuple[Wording, ...]


def _head_text(content: bytes) -> HeadText | None:
    """An old file taken apart; None when it is no page that could be read."""
    try:
        return split_head(content.decode("utf-8-sig").replace("\r\n", "\n"))
    except UnicodeDecodeError:
        return None


def old_text(history: History, page: Page, stamp: str) -> OldText | None:
    """The newest saved version of the ordinary `page` whose hash is `stamp`.

    Where there is none: the newest one that differs from today's text, else None. `history` is that of the docs
    folder. Raises HistoryError when git cannot answer.
    """
    latest: OldText | None = None
    today = text_hash(page.body.text)
    for version in history.versions(page.src_uri):
        parts = _head_text(history.text_at(version.commit, page.src_uri) or b"")
        if parts is None:
            continue
        found = text_hash(parts.body)
        if found == stamp:
            return OldText(version, scan(parts.body, parts.body_line), certified=True)
        if latest is None and found != today:
            latest = OldText(version, scan(parts.body, parts.body_line), certified=False)
    return latest


def text_since(history: History, page: Page, revision: str) -> OldText | None:
    """The ordinary `page` as it was at `revision`; None when it was not there or could not be read.

    Raises HistoryError when git does not know `revision`.
    """
    parts = _head_text(history.text_at(revision, page.src_uri) or b"")
    if parts is None:
        return None
    return OldText(Version(revision, ""), scan(parts.body, parts.body_line), certified=False)


def stamped_at(history: History, twin: Page, stamp: str) -> str | None:
    """The commit in which the twin got the hash `stamp` that it carries; None when that is not saved yet."""
    commit = None
    for version in history.versions(twin.src_uri):
        parts = _head_text(history.text_at(version.commit, twin.src_uri) or b"")
        head = read_head(parts.yaml, twin.path, TwinHead).head if parts else None
        if not isinstance(head, TwinHead) or head.source_hash != stamp:
            break
        commit = version.commit
    return commit


def record_changes(history: History, site: Site, pair: tuple[Page, Page], revision: str) -> list[RecordChange]:
    """The facts, services and words on a page or its twin that read otherwise at `revision`."""
    with tempfile.TemporaryDirectory() as folder:
        history.export(revision, DATA_FOLDER, Path(folder))
        old, _ = load_records(Path(folder) / DATA_FOLDER, DATA_FOLDER)
    codes = {(code.kind, code.id): None for page in pair for code in page.body.shortcodes if code.kind in _RECORDS}
    found = []
    for kind, record_id in codes:
        before, now = _record(old, kind, record_id), _record(site.records, kind, record_id)
        rows = tuple(wordings(_RECORDS[kind], before, now)) if before and now else ()
        if rows:
            found.append(RecordChange(f"{kind}:{record_id}", rows))
    return found


def _record(records: Records, kind: str, record_id: str) -> BaseModel | None:
    """The fact, service or explained word that a shortcode shows; None when there is no such record."""
    if kind == "ordlista":
        return records.glossary.get(records.word_ids.get(record_id, ""))
    return records.facts.get(record_id) if kind == "fakta" else records.services.get(record_id)

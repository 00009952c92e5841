"""The texts of today beside those before a change: both sites read, and what the change touched."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from campaign.checks import run_checks
from campaign.content.pages import Site, load_site
from campaign.editing.changes import Change, Sorted, sort_findings
from campaign.editing.history import History
from campaign.findings import Finding
from campaign.settings import Settings, SettingsError, load_settings

SETTINGS_FILE = "pyproject.toml"


@dataclass
class Comparison:
    """The site `before` and `now`, each with its settings, and the change between them.

    Findings are those of `today` with or without `spelling`; they are looked for once, when somebody asks.
    """

    before: Site
    now: Site
    settings_before: Settings
    settings: Settings
    change: Change
    today: datetime.date
    spelling: bool = True

    @cached_property
    def found(self) -> list[Finding]:
        """Every finding of today's texts."""
        return run_checks(self.now, self.settings, self.today, spelling=self.spelling)

    @cached_property
    def sorted(self) -> Sorted:
        """Today's findings, sorted by whether the change has to do with them."""
        before = run_checks(self.before, self.settings_before, self.today, spelling=self.spelling)
        return sort_findings(self.found, before, self.change)


def read_change(history: History, revision: str) -> Change:
    """What was touched since the version that `revision` and today's have in common. Raises HistoryError."""
    base = history.common_version(revision)
    files = history.changed_files(base)
    there = sorted(path for path in files if _is_plain(history.folder / path))
    return Change(base, frozenset(files), {path: frozenset(history.changed_lines(base, path)) for path in there})


def _is_plain(file: Path) -> bool:
    """Whether a file is one that may be read: a link may lead anywhere on the computer."""
    return file.is_file() and not file.is_symlink()


@contextmanager
def compare(
    project: Path, docs: str, revision: str, settings: Settings, today: datetime.date, *, spelling: bool = True
) -> Iterator[Comparison]:
    """The texts in the folder `docs` of `project` beside those of `revision`, which lie in a folder of their own
    until the work is done. Raises HistoryError."""
    history = History(project)
    change = read_change(history, revision)
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        history.export(change.base, docs, Path(folder))
        before = load_site(Path(folder) / docs, docs)
        now = load_site(project / docs, docs)
        old = _settings_at(history, change, settings, Path(folder))
        yield Comparison(before, now, old, settings, change, today, spelling)


def _settings_at(history: History, change: Change, settings: Settings, folder: Path) -> Settings:
    """The settings before the change, where they can be used: a stricter limit makes findings on many pages."""
    text = history.text_at(change.base, SETTINGS_FILE) if SETTINGS_FILE in change.files else None
    if text is None:
        return settings
    (folder / SETTINGS_FILE).write_bytes(text)
    try:
        return replace(load_settings(folder), project=settings.project)
    except SettingsError:  # settings of another time: today's are the only ones that can be used
        return settings

"""What git remembers: an old version of a file or of all the texts, and which lines a change touched."""

from __future__ import annotations

import io
import re
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


class HistoryError(Exception):
    """Git is missing, the folder is no repository, or a version is unknown; the text says so in Swedish."""


@dataclass(frozen=True)
class Version:
    """One saved version of a file: its commit and the day it was saved (the author's own day, 2026-11-22)."""

    commit: str
    day: str


_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


@dataclass(frozen=True)
class History:
    """The history of the project in `folder`, which may be any folder inside a git working tree.

    Paths are given and taken relative to `folder`. Nothing here changes the repository.
    """

    folder: Path

    def common_version(self, revision: str) -> str:
        """The commit that `revision` and what is checked out now have in common; what came after it is the change.

        Raises HistoryError when git does not know `revision`.
        """
        return self._run("merge-base", "--end-of-options", revision, "HEAD").decode().strip()

    def changed_files(self, base: str) -> set[str]:
        """The files that differ between the commit `base` and the working tree: changed, new, untracked or removed."""
        known = self._run("diff", "--name-only", "-z", "--no-renames", "--relative", base, "--", ".")
        new = self._run("ls-files", "-z", "--others", "--exclude-standard", "--", ".")
        return {name.decode() for name in (known + new).split(b"\0") if name}

    def changed_lines(self, base: str, path: str) -> set[int]:
        """The numbers of the lines in today's `path` that are new or changed since the commit `base`.

        Where lines were only taken away, the line before them counts: something changed there.
        """
        if self.text_at(base, path) is None:
            return set(range(1, (self.folder / path).read_bytes().count(b"\n") + 2))
        text = self._run("diff", "--unified=0", "--no-color", "--no-ext-diff", "--no-renames", base, "--", path)
        found: set[int] = set()
        for match in _HUNK.finditer(text.decode("utf-8", errors="replace")):
            first, number = int(match[1]), int(match[2] or 1)
            found |= set(range(first, first + number)) or {max(first, 1)}
        return found

    def text_at(self, revision: str, path: str) -> bytes | None:
        """The file `path` as it was at `revision`; None when it was not there.

        Raises HistoryError when git does not know `revision`.
        """
        self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        listed = self._run("ls-tree", "-z", revision, "--", path)
        return self._run("show", f"{revision}:./{path}") if listed else None

    def versions(self, path: str) -> Iterator[Version]:
        """Every saved version of the file `path`, the newest first."""
        text = self._run("log", "--format=%H %as", "--no-renames", "--", path).decode()
        for line in text.splitlines():
            commit, day = line.split(" ", 1)
            yield Version(commit, day)

    def export(self, revision: str, path: str, target: Path) -> None:
        """Writes the folder `path` as it was at `revision` below `target`: its files lie in `target`/`path`.

        Nothing is written when the folder was not there.
        """
        if not self._run("ls-tree", "-z", revision, "--", path):
            return
        packed = self._run("archive", "--format=tar", revision, "--", path)
        with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
            archive.extractall(target, filter="data")

    def _run(self, *arguments: str) -> bytes:
        """What git prints. Its own settings of colours, pagers and languages are shut out."""
        command = ["git", "--no-pager", "-c", "core.quotepath=off", "-C", str(self.folder), *arguments]
        try:
            result = subprocess.run(command, capture_output=True, check=False)
        except FileNotFoundError as error:
            raise HistoryError("Programmet git finns inte på datorn. Utan git syns inte äldre versioner.") from error
        if result.returncode:
            said = result.stderr.decode(errors="replace").strip() or "okänd version"
            raise HistoryError(f"Git kan inte svara på ”{' '.join(arguments)}”: {said}")
        return result.stdout

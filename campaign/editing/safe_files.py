"""Writing files so that nothing is ever half-written: a new copy beside each, and all swapped in, or none."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

#: What a copy is named until it takes its place; a killed run may leave one, and pages are never read from it.
PREFIX = ".campaign-"


class WriteError(Exception):
    """Nothing was written; the text says in Swedish which file could not be, and why."""


_REASONS = {
    errno.ENOSPC: "Disken är full.",
    errno.EDQUOT: "Disken är full.",
    errno.EFBIG: "Filen får inte bli så stor.",
    errno.EACCES: "Du får inte skriva där. Filen eller mappen är skrivskyddad.",
    errno.EPERM: "Du får inte skriva där. Filen eller mappen är skrivskyddad.",
    errno.EROFS: "Disken är skrivskyddad.",
    errno.EEXIST: "En fil ligger där en mapp skulle ligga.",
    errno.ENOTDIR: "En fil ligger där en mapp skulle ligga.",
    errno.EISDIR: "En mapp ligger där filen skulle ligga.",
}


def write_files(texts: Mapping[Path, bytes]) -> None:
    """Writes every file of `texts`, or none; folders that are missing are made, and a file's mode is kept.

    Raises WriteError, with everything as it was before.
    """
    folders: list[Path] = []
    copies: dict[Path, Path] = {}
    file = Path()
    try:
        for file, content in texts.items():
            folders += made_folders(file.parent)
            copies[file] = _copy_beside(file, content)
        _swap_in(copies)
    except BaseException as error:
        for copy in copies.values():
            copy.unlink(missing_ok=True)
        for folder in reversed(folders):
            with suppress(OSError):  # somebody else put a file into it meanwhile
                folder.rmdir()
        if not isinstance(error, OSError):  # Ctrl+C
            raise
        raise refused(error, file) from error


def refused(error: OSError, file: Path) -> WriteError:
    """What an editor is told when the system refuses to write `file`, or the one that the error names as its goal."""
    reason = _REASONS.get(error.errno or 0, error.strerror or str(error))
    return WriteError(f"{error.filename2 or file} kan inte sparas. {reason} Inget är ändrat.")


def made_folders(folder: Path) -> list[Path]:
    """Makes `folder` and what is missing above it; the folders made, the outermost first."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing[::-1]


def _copy_beside(file: Path, content: bytes) -> Path:
    """A copy with the new content in the same folder, with the old file's mode, safe on the disk."""
    if file.exists() and not os.access(file, os.W_OK):  # a swap would not ask the file itself
        raise PermissionError(errno.EACCES, "", str(file))
    copy = file.with_name(f"{PREFIX}{os.getpid()}-{file.name}")
    try:
        with copy.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if file.exists():
            copy.chmod(stat.S_IMODE(file.stat().st_mode))
    except BaseException:
        copy.unlink(missing_ok=True)
        raise
    return copy


def _swap_in(copies: Mapping[Path, Path]) -> None:
    """Puts each copy in its place; when one cannot be, those before it are put back."""
    before = {file: file.read_bytes() if file.exists() else None for file in copies}
    done: list[Path] = []
    try:
        for file, copy in copies.items():
            copy.replace(file)
            done.append(file)
    except BaseException:
        for file in reversed(done):
            old = before[file]
            if old is None:
                file.unlink()
            else:
                _copy_beside(file, old).replace(file)
        raise

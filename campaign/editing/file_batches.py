"""Many files written into a folder one by one, which take their places together when the last one is there, or not
at all. Unlike safe_files nothing is kept in memory.
"""

from __future__ import annotations

import errno
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from campaign.editing.safe_files import PREFIX, made_folders, refused


class Batch:
    """The files of a batch so far: `add` writes one beside the others, away from its place."""

    def __init__(self, folder: Path, staging: Path) -> None:
        self.folder = folder
        self.staging = staging
        self.names: list[str] = []
        self.size = 0

    def add(self, name: str, content: bytes) -> None:
        """Takes the file that shall stand at `name` in the folder. Raises WriteError."""
        try:
            place = self.staging / "new" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content)
        except OSError as error:
            raise refused(error, self.folder / name) from error
        self.names.append(name)
        self.size += len(content)


@contextmanager
def batch(folder: Path) -> Iterator[Batch]:
    """A batch of files for `folder`, which is made when it is missing; other files in it stand as they are.

    Raises WriteError, with everything as it was before; so does anything else that ends the block.
    """
    folders: list[Path] = []
    staging: Path | None = None
    try:
        try:
            folders = made_folders(folder)
            staging = Path(tempfile.mkdtemp(dir=folder, prefix=PREFIX))
        except OSError as error:
            raise refused(error, folder) from error
        started = Batch(folder, staging)
        yield started
        _take_places(started)
        folders = []
    finally:
        if staging:
            shutil.rmtree(staging, ignore_errors=True)
        _remove_empty(folders)


def _take_places(found: Batch) -> None:
    """Moves each file to its place; when one cannot be, those before it are put back."""
    folders: list[Path] = []
    done: list[tuple[Path, Path | None]] = []
    file = found.folder
    kept = found.staging / "old"
    try:
        kept.mkdir()
        for number, name in enumerate(found.names):
            file, old = found.folder / name, kept / str(number)
            if file.is_dir():
                raise IsADirectoryError(errno.EISDIR, "", str(file))
            folders += made_folders(file.parent)
            there = file.exists() or file.is_symlink()
            if there:
                file.replace(old)
            done.append((file, old if there else None))
            (found.staging / "new" / name).replace(file)
    except BaseException as error:
        for place, before in reversed(done):
            place.unlink(missing_ok=True)
            if before:
                before.replace(place)
        _remove_empty(folders)
        if not isinstance(error, OSError):  # Ctrl+C
            raise
        raise refused(error, file) from error


def _remove_empty(folders: Sequence[Path]) -> None:
    for folder in reversed(folders):
        with suppress(OSError):  # somebody else put a file into it meanwhile
            folder.rmdir()

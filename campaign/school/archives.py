"""Zip archives whose bytes depend on nothing but what is in them: no clock, no user, no order of a file system."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

#: The first day a zip can hold; every file in an archive has it.
_DAY = (1980, 1, 1, 0, 0, 0)
_UNIX = 3
_MODE = 0o100644 << 16  # an ordinary file that its owner may write and everyone may read


def deterministic_zip(files: Mapping[str, bytes]) -> bytes:
    """An archive of the files, by their names in it, in the order they are given. Same files, same bytes.

    Raises ValueError for a name that would be written outside the folder where the archive is unpacked.
    """
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            _refuse_unsafe(name)
            entry = zipfile.ZipInfo(name, _DAY)
            entry.create_system = _UNIX
            entry.external_attr = _MODE
            archive.writestr(entry, content, compress_type=zipfile.ZIP_DEFLATED, compresslevel=9)
    return buffer.getvalue()


def _refuse_unsafe(name: str) -> None:
    if not name or "\\" in name or ":" in name or any(part in ("", ".", "..") for part in name.split("/")):
        raise ValueError(f"not a name of a file in an archive: {name!r}")

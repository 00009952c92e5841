"""Reading logs: line by line with bounded memory, packed by gzip or not, each file once."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

GZIP = b"\x1f\x8b"
CHUNK = 1 << 18  # bytes read at a time
LONGEST_LINE = 4096  # bytes; the longest address of the site is 60
OVERLAP = 256  # bytes of a long line that are looked at twice, so that nothing hides on a border


class LogError(Exception):
    """The logs cannot be used; the text says in Swedish which file and line, and what to do. No personal data."""


class LongLine(bytes):
    """A piece of a line that is too long: it is looked at and never counted. `first` marks the line's first piece."""

    first: bool = False


class LogFile:
    """A log: its path, and once read what it held, as a digest, which is empty as long as nothing was found in it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.digest = b""

    def blocks(self) -> Iterator[list[bytes]]:
        """The file's lines, many at a time, without newlines. Raises LogError."""
        try:
            with self._opened() as stream:
                yield from self._blocks(stream)
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise LogError(f"{self.path}: Filen är packad med gzip men trasig. Hämta den igen från servern.") from error
        except OSError as error:
            reason = error.strerror or str(error)
            raise LogError(f"{self.path}: Filen kan inte läsas: {reason}. Kontrollera namn och rättigheter.") from error

    def _opened(self) -> BinaryIO:
        if not self.path.exists():
            raise LogError(f"{self.path}: Filen finns inte. Kontrollera namnet.")
        if not self.path.is_file():
            raise LogError(f"{self.path}: Det är ingen fil. Ange loggens filer, en eller flera.")
        with self.path.open("rb") as stream:
            packed = stream.read(2) == GZIP
        return cast(BinaryIO, gzip.open(self.path, "rb")) if packed else self.path.open("rb")

    def _blocks(self, stream: BinaryIO) -> Iterator[list[bytes]]:
        digest, rest, long, found = hashlib.blake2b(), b"", False, False
        while chunk := stream.read(CHUNK):
            found = True
            digest.update(chunk)
            lines = (rest + chunk).split(b"\n")
            rest = lines.pop()
            if long and lines:  # the end of a long line
                lines[0] = _piece(lines[0], first=False)
                long = False
            if lines:
                yield lines
            if long or len(rest) > LONGEST_LINE:
                yield [_piece(rest, first=not long)]
                rest, long = b"\0" + rest[-OVERLAP:], True  # the zero: no piece is taken for a line
        if rest:
            yield [_piece(rest, first=False) if long else rest]
        if found:
            self.digest = digest.digest()


def _piece(content: bytes, *, first: bool) -> LongLine:
    piece = LongLine(content)
    piece.first = first
    return piece


def open_logs(paths: Sequence[Path]) -> list[LogFile]:
    """The logs at these paths. Raises LogError for one that is named twice."""
    seen: dict[Path, Path] = {}
    for path in paths:
        real = path.resolve()
        if real in seen:
            raise LogError(f"{path}: Filen är angiven två gånger. Ta bort den ena, annars räknas allt dubbelt.")
        seen[real] = path
    return [LogFile(path) for path in paths]


def refuse_copies(logs: Sequence[LogFile]) -> None:
    """Raises LogError when two logs that have been read held the same bytes. Any number of them may be empty."""
    seen: dict[bytes, Path] = {}
    for log in filter(lambda log: log.digest, logs):
        if log.digest in seen:
            raise LogError(f"{log.path}: Filen innehåller samma sak som {seen[log.digest]}. "
                           "Ange bara den ena, annars räknas allt dubbelt.")  # fmt: skip
        seen[log.digest] = log.path

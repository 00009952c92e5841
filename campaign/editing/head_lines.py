"""One line of a page's front matter, written so that every other byte of the file stays as it was."""

from __future__ import annotations

from pathlib import Path

from campaign.content.pages import Page


def write_key(file: Path, page: Page, key: str, value: str) -> None:
    """Writes `key: value` into the front matter of `file`, which was read as `page`; line ends are kept.

    An old value is replaced where it stands, however many lines it has; a new key is put first. Raises OSError when
    the file cannot be written.
    """
    lines = file.read_bytes().splitlines(keepends=True)
    ending = b"\r\n" if lines[0].endswith(b"\r\n") else b"\n"
    row = f"{key}: {value}".encode() + ending
    if key not in page.lines:
        lines.insert(1, row)
    else:
        first = page.lines[key] - 1
        later = [line - 1 for line in page.lines.values() if line - 1 > first]
        closing = next(number for number, line in enumerate(lines) if number > first and line.rstrip() == b"---")
        lines[first : min([*later, closing])] = [row]
    file.write_bytes(b"".join(lines))

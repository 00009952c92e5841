"""The cache by digest: made once, made again when anything differs or the entry is spoilt, safe side by side."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from campaign.images.cache import DigestCache


class Maker:
    """Counts how often it is asked."""

    def __init__(self, content: bytes = b"made") -> None:
        self.content = content
        self.times = 0

    def __call__(self) -> bytes:
        self.times += 1
        return self.content


def test_the_same_input_is_made_once(tmp_path: Path) -> None:
    cache, maker = DigestCache(tmp_path / "a/b"), Maker()
    assert [cache.get("x", ("1", b"2"), maker) for _ in range(3)] == [b"made"] * 3
    assert maker.times == 1
    assert [path.name.split("-")[0] for path in (tmp_path / "a/b").iterdir()] == ["x"]


@pytest.mark.parametrize("other", [("1", b"3"), ("12", b""), ("", b"12"), ("1",), ("1", b"2", "")])
def test_another_input_is_another_entry(other: tuple[str | bytes, ...], tmp_path: Path) -> None:
    cache = DigestCache(tmp_path)
    cache.get("x", ("1", b"2"), Maker(b"first"))
    assert cache.get("x", other, Maker(b"second")) == b"second"


@pytest.mark.parametrize("spoilt", [b"", b"x" * 10, b"x" * 100])
def test_a_spoilt_entry_is_made_again(spoilt: bytes, tmp_path: Path) -> None:
    cache, maker = DigestCache(tmp_path), Maker()
    cache.get("x", ("1",), maker)
    (entry,) = tmp_path.iterdir()
    whole = entry.read_bytes()
    for content in (spoilt, whole[:-1], whole + b"x"):
        entry.write_bytes(content)
        assert cache.get("x", ("1",), maker) == b"made"
        assert entry.read_bytes() == whole
    assert maker.times == 4


def test_what_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    def fails() -> bytes:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        DigestCache(tmp_path).get("x", ("1",), fails)
    assert list(tmp_path.iterdir()) == []


SCRIPT = """
import sys
from pathlib import Path
from campaign.images.cache import DigestCache
cache = DigestCache(Path(sys.argv[1]))
for number in range(200):
    content = bytes([number]) * 50_000
    assert cache.get("x", (str(number),), lambda: content) == content
"""


def test_builds_side_by_side_get_whole_entries(tmp_path: Path) -> None:
    command = [sys.executable, "-c", SCRIPT, str(tmp_path)]
    running = [subprocess.Popen(command, env=os.environ) for _ in range(3)]
    assert [process.wait(timeout=60) for process in running] == [0, 0, 0]
    names = [path.name for path in tmp_path.iterdir()]
    assert len(names) == 200 and not [name for name in names if name.startswith(".")]

"""A batch of files takes its places whole or not at all, on a real disk that refuses."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable
from pathlib import Path

import pytest
from test_safe_files import become_nobody, everything, reachable

from campaign.editing.file_batches import batch
from campaign.editing.safe_files import WriteError

__all__ = ["reachable"]


def put(folder: Path, files: dict[str, bytes]) -> None:
    with batch(folder) as found:
        for name, content in files.items():
            found.add(name, content)


def told_by_a_child(prepare: Callable[[], None], folder: Path, files: dict[str, bytes]) -> str:
    """Writes in a process of its own after `prepare`; what the error said, or nothing."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            prepare()
            put(folder, files)
            said = ""
        except BaseException as error:  # noqa: BLE001 - told to the test, which fails
            said = str(error) if isinstance(error, WriteError) else repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as answer:
        return answer.read()


def test_the_files_stand_in_their_places_and_nothing_else_is_touched(tmp_path: Path) -> None:
    put(tmp_path / "ut", {"a/1.txt": b"gammal"})
    (tmp_path / "ut/a/kvar.txt").write_bytes(b"kvar")
    put(tmp_path / "ut", {"a/1.txt": b"ny", "b/c/2.txt": b"2"})
    assert everything(tmp_path) == {"ut/a/1.txt": b"ny", "ut/a/kvar.txt": b"kvar", "ut/b/c/2.txt": b"2"}
    assert sorted(path.name for path in (tmp_path / "ut").iterdir()) == ["a", "b"]


def test_nothing_stands_in_its_place_before_the_last_is_there(tmp_path: Path) -> None:
    with batch(tmp_path / "ut") as found:
        found.add("a.txt", b"123")
        assert not (tmp_path / "ut/a.txt").exists() and found.size == 3
    assert (tmp_path / "ut/a.txt").read_bytes() == b"123"


@pytest.mark.parametrize("stop", [KeyboardInterrupt, ValueError])
def test_a_stop_in_the_middle_leaves_nothing(tmp_path: Path, stop: type[BaseException]) -> None:
    with pytest.raises(stop), batch(tmp_path / "ny/ut") as found:
        found.add("a.txt", b"1")
        raise stop
    assert not list(tmp_path.iterdir())


def test_a_folder_in_the_way_of_the_last_puts_the_others_back(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"gammal")
    (tmp_path / "z.txt").mkdir()
    with pytest.raises(WriteError, match=r"z\.txt kan inte sparas. En mapp ligger där filen skulle ligga. Inget är"):
        put(tmp_path, {"a.txt": b"ny", "ny/b.txt": b"b", "z.txt": b"z"})
    assert everything(tmp_path) == {"a.txt": b"gammal"} and not (tmp_path / "ny").exists()


def test_a_read_only_folder_is_told_in_swedish(reachable: Path) -> None:
    reachable.chmod(0o555)
    said = told_by_a_child(become_nobody, reachable / "ut", {"a.txt": b"1"})
    reachable.chmod(0o755)
    assert "Du får inte skriva där. Filen eller mappen är skrivskyddad. Inget är ändrat." in said
    assert not list(reachable.iterdir())


def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"gammal")
    limit = (4096, 4096)
    said = told_by_a_child(
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, limit), tmp_path, {"a.txt": b"ny", "b.txt": b"x" * 9000}
    )
    assert said == f"{tmp_path / 'b.txt'} kan inte sparas. Filen får inte bli så stor. Inget är ändrat."
    assert everything(tmp_path) == {"a.txt": b"gammal"}

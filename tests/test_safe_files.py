"""Files are written whole or not at all, on a real disk that refuses."""

from __future__ import annotations

import os
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from campaign.editing.safe_files import PREFIX, WriteError, write_files


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def in_a_child(prepare: Callable[[], None], files: dict[Path, bytes]) -> str:
    """Writes in a process of its own after `prepare`; what the error said, or nothing."""
    read, write = os.pipe()
    child = os.fork()
    if not child:
        try:
            prepare()
            write_files(files)
            said = ""
        except BaseException as error:  # noqa: BLE001 - told to the test, which fails
            said = str(error) if isinstance(error, WriteError) else repr(error)
        os.write(write, said.encode())
        os._exit(0)
    os.close(write)
    os.waitpid(child, 0)
    with os.fdopen(read, encoding="utf-8") as told:
        return told.read()


def become_nobody() -> None:
    """A user who owns nothing; root may write anywhere."""
    if os.geteuid() == 0:
        os.setgroups([])
        os.setresgid(65534, 65534, 65534)
        os.setresuid(65534, 65534, 65534)


@pytest.fixture
def reachable(tmp_path: Path) -> Path:
    """A folder that other users can reach."""
    for folder in (tmp_path, *tmp_path.parents):
        if folder.stat().st_uid == os.geteuid() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o755)
    return tmp_path


def test_new_and_old_files_are_written_and_modes_are_kept(tmp_path: Path) -> None:
    old, new = tmp_path / "a.md", tmp_path / "ny/mapp/b.md"
    old.write_bytes(b"gammal")
    old.chmod(0o640)
    write_files({old: b"ny", new: b"b"})
    assert everything(tmp_path) == {"a.md": b"ny", "ny/mapp/b.md": b"b"}
    assert old.stat().st_mode & 0o777 == 0o640
    umask = os.umask(0)
    os.umask(umask)
    assert new.stat().st_mode & 0o777 == 0o666 & ~umask


def test_a_folder_in_the_way_leaves_everything_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(b"gammal")
    (tmp_path / "b.md").mkdir()
    with pytest.raises(WriteError, match=r"b\.md kan inte sparas.*Inget är ändrat"):
        write_files({tmp_path / "a.md": b"ny", tmp_path / "ny/c.md": b"c", tmp_path / "b.md": b"b"})
    assert everything(tmp_path) == {"a.md": b"gammal"}
    assert not (tmp_path / "ny").exists()


def test_a_new_file_is_taken_away_again_when_a_later_one_cannot_be_swapped_in(tmp_path: Path) -> None:
    (tmp_path / "sist.md").mkdir()
    with pytest.raises(WriteError):
        write_files({tmp_path / "först.md": b"1", tmp_path / "sist.md": b"2"})
    assert everything(tmp_path) == {}


def test_a_file_where_a_folder_should_be(tmp_path: Path) -> None:
    (tmp_path / "mapp").write_bytes(b"")
    with pytest.raises(WriteError, match="En fil ligger där en mapp skulle ligga"):
        write_files({tmp_path / "mapp/a.md": b"a"})


def test_a_read_only_folder_is_told_in_swedish_and_nothing_is_written(reachable: Path) -> None:
    file = reachable / "a.md"
    file.write_bytes(b"gammal")
    file.chmod(0o666)
    reachable.chmod(0o555)
    said = in_a_child(become_nobody, {file: b"ny"})
    reachable.chmod(0o755)
    assert (
        said == f"{file} kan inte sparas. Du får inte skriva där. Filen eller mappen är skrivskyddad. Inget är ändrat."
    )
    assert everything(reachable) == {"a.md": b"gammal"}


def test_a_read_only_file_in_a_folder_that_may_be_written_is_not_replaced(reachable: Path) -> None:
    file = reachable / "a.md"
    file.write_bytes(b"gammal")
    file.chmod(0o444)
    reachable.chmod(0o777)
    assert "skrivskyddad" in in_a_child(become_nobody, {reachable / "b.md": b"b", file: b"ny"})
    assert everything(reachable) == {"a.md": b"gammal"}


def test_a_disk_that_takes_no_more_leaves_everything_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_bytes(b"gammal")
    said = in_a_child(
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)), {tmp_path / "b.md": b"b", file: b"x" * 9000}
    )
    assert said == f"{file} kan inte sparas. Filen får inte bli så stor. Inget är ändrat."
    assert everything(tmp_path) == {"a.md": b"gammal"}


def test_a_stop_in_the_middle_puts_everything_back(tmp_path: Path) -> None:
    class Stopping(dict[Path, bytes]):
        """Files of which the last is never reached: somebody pressed Ctrl+C."""

        def items(self) -> Iterator[tuple[Path, bytes]]:  # type: ignore[override]
            yield tmp_path / "ny/a.md", b"a"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_files(Stopping())
    assert not list(tmp_path.iterdir())


def test_no_copy_is_left_behind(tmp_path: Path) -> None:
    write_files({tmp_path / "a.md": b"a"})
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(PREFIX)]

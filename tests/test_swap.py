"""The swap: a kill at any point leaves a whole site, and two builds cannot work on the same place."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from campaign.release import swap as module
from campaign.release.swap import BusyError, mend, staging_for, swap


def write(folder: Path, text: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "index.html").write_text(text, encoding="utf-8")
    return folder


def text(folder: Path) -> str:
    return (folder / "index.html").read_text(encoding="utf-8")


def rubbish(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith(".campaign-"))


@pytest.fixture(params=["in one step", "in two renames"])
def target(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a site; each test runs with the exchange of the system and without."""
    if request.param == "in two renames":
        monkeypatch.setattr(module, "_exchange", lambda first, second: False)  # noqa: ARG005
    return tmp_path / "site"


def test_a_new_site_takes_an_empty_place(target: Path) -> None:
    with staging_for(target) as staging:
        write(staging, "ny")
        swap(staging, target)
    assert text(target) == "ny"
    assert rubbish(target.parent) == []


def test_a_new_site_takes_the_old_ones_place_and_the_old_is_gone(target: Path) -> None:
    write(target, "gammal")
    (target / "bara-i-den-gamla.html").write_text("x", encoding="utf-8")
    with staging_for(target) as staging:
        write(staging, "ny")
        swap(staging, target)
        assert text(staging) == "gammal"
    assert text(target) == "ny"
    assert [path.name for path in target.iterdir()] == ["index.html"]
    assert rubbish(target.parent) == []


def test_the_new_site_can_be_read_by_the_web_server(target: Path) -> None:
    with staging_for(target) as staging:
        write(staging, "ny")
        swap(staging, target)
    assert target.stat().st_mode & 0o777 == 0o755


def test_a_failed_build_leaves_the_old_site_and_no_rubbish(target: Path) -> None:
    write(target, "gammal")
    with pytest.raises(RuntimeError, match="fel"), staging_for(target) as staging:
        write(staging, "halv")
        raise RuntimeError("fel")
    assert text(target) == "gammal"
    assert rubbish(target.parent) == []


def test_staging_is_empty_and_beside_the_target(target: Path) -> None:
    with staging_for(target) as staging:
        assert staging.parent == target.parent
        assert list(staging.iterdir()) == []
        assert staging.name.startswith(".campaign-site-")


def test_the_folders_above_the_target_are_made(target: Path) -> None:
    with staging_for(target / "a/b/site") as staging:
        assert staging.is_dir()


def test_two_builds_at_once_on_one_place_are_refused(target: Path) -> None:
    with staging_for(target) as staging:
        write(staging, "första")
        with pytest.raises(BusyError, match="Ett annat bygge pågår"), staging_for(target):
            pytest.fail("the second build was let in")
        assert text(staging) == "första"


def test_a_build_in_another_process_is_refused_too_and_let_in_when_the_first_is_killed(target: Path) -> None:
    target.parent.mkdir(exist_ok=True)
    code = (
        "import sys, pathlib\nfrom campaign.release.swap import staging_for\n"
        "with staging_for(pathlib.Path(sys.argv[1])) as staging:\n"
        "    (staging / 'halv.html').write_text('x')\n    print('inne', flush=True)\n    sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", code, str(target)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert process.stdout.readline() == "inne\n"
            with pytest.raises(BusyError), staging_for(target):
                pytest.fail("the second build was let in")
        finally:
            process.kill()
    assert len(rubbish(target.parent)) == 1
    with staging_for(target) as staging:
        assert rubbish(target.parent) == [staging.name]


def test_a_place_is_free_again_after_a_build_and_after_a_failed_one(target: Path) -> None:
    for _ in range(2):
        with pytest.raises(RuntimeError), staging_for(target):
            raise RuntimeError
    with staging_for(target) as staging:
        assert staging.is_dir()


KILLED = """\
import os, pathlib, sys
from campaign.release import swap
target, left = pathlib.Path(sys.argv[1]), int(sys.argv[2])
real = pathlib.Path.rename
def rename(self, other):
    global left
    if left == 0:
        os._exit(9)
    left -= 1
    return real(self, other)
pathlib.Path.rename = rename
swap._exchange = lambda first, second: False
with swap.staging_for(target) as staging:
    (staging / "index.html").write_text("ny")
    swap.swap(staging, target)
"""


@pytest.mark.parametrize(("renames", "wanted"), [(0, "gammal"), (1, "gammal"), (2, "ny"), (3, "ny")])
def test_a_kill_between_the_renames_is_mended_by_the_next_build(tmp_path: Path, renames: int, wanted: str) -> None:
    target = write(tmp_path / "site", "gammal")
    command = [sys.executable, "-c", KILLED, str(target), str(renames)]
    killed = subprocess.run(command, check=False, capture_output=True, text=True)
    assert killed.returncode == (9 if renames < 3 else 0), killed.stderr
    assert target.exists() == (renames != 1)
    with staging_for(target) as staging:
        assert text(target) == wanted
        assert rubbish(tmp_path) == [staging.name]
    assert text(target) == wanted
    assert rubbish(tmp_path) == []


def test_mending_where_nothing_is_wrong_changes_nothing(tmp_path: Path) -> None:
    target = write(tmp_path / "site", "gammal")
    write(tmp_path / "annat", "annat")
    mend(target)
    assert text(target) == "gammal"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["annat", "site"]


def test_mending_one_place_leaves_what_a_killed_build_of_another_left(tmp_path: Path) -> None:
    only_copy = write(tmp_path / ".campaign-site-two-old", "enda kopian")
    mend(tmp_path / "site")
    assert only_copy.exists()
    mend(tmp_path / "site-two")
    assert text(tmp_path / "site-two") == "enda kopian"


def test_a_place_that_is_a_link_to_a_folder_gets_the_new_site_and_can_be_built_again(target: Path) -> None:
    write(target.parent / "version-1", "gammal")
    target.symlink_to(target.parent / "version-1", target_is_directory=True)
    for version in ("ny", "nyare"):
        with staging_for(target) as staging:
            write(staging, version)
            swap(staging, target)
        assert text(target) == version
        assert rubbish(target.parent) == []


def test_rubbish_that_is_a_file_is_removed_too(tmp_path: Path) -> None:
    (tmp_path / ".campaign-site-abcdefgh").write_text("x", encoding="utf-8")
    mend(tmp_path / "site")
    assert rubbish(tmp_path) == []

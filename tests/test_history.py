"""What git remembers, asked of real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from campaign.editing.history import History, HistoryError


def git(folder: Path, *arguments: str) -> str:
    """Runs git in `folder` as somebody with a name, on a fixed day."""
    command = ["git", "-C", str(folder), "-c", "user.name=Test", "-c", "user.email=test@example.com", *arguments]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return result.stdout.strip()


def save(folder: Path, message: str, day: str = "2026-11-01") -> str:
    """Saves everything in `folder` as a new version; its commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message, f"--date={day}T12:00:00")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository whose project lies in a folder below its root, with two pages."""
    git(tmp_path, "init", "-q", "-b", "main")
    project = tmp_path / "projekt"
    (project / "docs/lagen").mkdir(parents=True)
    (project / "docs/lagen/a.md").write_text("ett\ntvå\ntre\nfyra\n", encoding="utf-8")
    (project / "docs/b.md").write_text("b\n", encoding="utf-8")
    (tmp_path / "annat.md").write_text("annat\n", encoding="utf-8")
    save(project, "först")
    return project


def test_lines_that_are_new_or_changed(folder: Path) -> None:
    base = git(folder, "rev-parse", "HEAD")
    (folder / "docs/lagen/a.md").write_text("ett\nTVÅ\ntre\nfyra\nfem\nsex\n", encoding="utf-8")
    history = History(folder)
    assert history.changed_lines(base, "docs/lagen/a.md") == {2, 5, 6}
    assert history.changed_lines(base, "docs/b.md") == set()


def test_where_lines_were_taken_away_the_line_before_counts(folder: Path) -> None:
    (folder / "docs/lagen/a.md").write_text("tre\n", encoding="utf-8")
    assert History(folder).changed_lines("HEAD", "docs/lagen/a.md") == {1}
    (folder / "docs/lagen/a.md").write_text("ett\ntvå\nfyra\n", encoding="utf-8")
    assert History(folder).changed_lines("HEAD", "docs/lagen/a.md") == {2}


def test_every_line_of_a_new_file_is_new_saved_or_not(folder: Path) -> None:
    (folder / "docs/ny.md").write_text("1\n2\n", encoding="utf-8")
    assert History(folder).changed_lines("HEAD", "docs/ny.md") == {1, 2, 3}
    base = git(folder, "rev-parse", "HEAD")
    save(folder, "en ny")
    assert History(folder).changed_lines(base, "docs/ny.md") == {1, 2, 3}


def test_changed_files_are_changed_new_and_removed_ones_of_this_project(folder: Path) -> None:
    (folder / "docs/lagen/a.md").write_text("annat\n", encoding="utf-8")
    (folder / "docs/b.md").unlink()
    (folder / "docs/å.md").write_text("ny\n", encoding="utf-8")
    (folder.parent / "annat.md").write_text("också\n", encoding="utf-8")
    assert History(folder).changed_files("HEAD") == {"docs/lagen/a.md", "docs/b.md", "docs/å.md"}


def test_a_branch_is_compared_with_where_it_began(folder: Path) -> None:
    start = git(folder, "rev-parse", "HEAD")
    git(folder, "switch", "-q", "-c", "min-gren")
    (folder / "docs/b.md").write_text("ändrad\n", encoding="utf-8")
    save(folder, "min ändring")
    git(folder, "switch", "-q", "main")
    (folder / "docs/lagen/a.md").write_text("på main\n", encoding="utf-8")
    save(folder, "någon annans")
    git(folder, "switch", "-q", "min-gren")
    history = History(folder)
    assert history.common_version("main") == start
    assert history.changed_files(history.common_version("main")) == {"docs/b.md"}


def test_old_texts_and_their_days(folder: Path) -> None:
    (folder / "docs/b.md").write_text("nyare\n", encoding="utf-8")
    save(folder, "ändrad", "2026-11-20")
    history = History(folder)
    first, second = history.versions("docs/b.md")
    assert (first.day, second.day) == ("2026-11-20", "2026-11-01")
    assert history.text_at(second.commit, "docs/b.md") == b"b\n"
    assert history.text_at(first.commit, "docs/finns-inte.md") is None


def test_a_whole_folder_as_it_was(folder: Path, tmp_path: Path) -> None:
    base = git(folder, "rev-parse", "HEAD")
    (folder / "docs/b.md").unlink()
    history = History(folder)
    history.export(base, "docs", tmp_path / "ut")
    assert (tmp_path / "ut/docs/b.md").read_text(encoding="utf-8") == "b\n"
    history.export(base, "finns-inte", tmp_path / "tomt")
    assert not (tmp_path / "tomt").exists()


def test_an_unknown_version_is_said_in_swedish(folder: Path) -> None:
    for ask in (History(folder).common_version, lambda name: History(folder).text_at(name, "docs/b.md")):
        with pytest.raises(HistoryError, match="Git kan inte svara"):
            ask("finns-inte")


def test_an_option_is_no_version(folder: Path) -> None:
    with pytest.raises(HistoryError):
        History(folder).common_version("--help")


def test_a_folder_that_is_no_repository(tmp_path: Path) -> None:
    with pytest.raises(HistoryError, match="Git kan inte svara"):
        History(tmp_path).changed_files("HEAD")


def test_without_git_the_error_says_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(HistoryError, match="git finns inte"):
        History(folder).changed_files("HEAD")

"""`campaign check --fix`: what it writes, shows, asks and leaves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from at_terminal import at_terminal
from real_site import run_campaign
from test_cli import DAY, project, run, write
from test_history import git, save

__all__ = ["project"]

PAGE = "lagen/kod"
OLD = "Den är kort."
FAULTY = "Den är t.ex.  kort.  \n\nDen gäller 8-17."
FIXED = "Den är till exempel kort.\n\nDen gäller 8–17."


def files(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in (project / "docs").rglob("*") if path.is_file()
    }  # fmt: skip


def changed(project: Path, before: dict[str, bytes]) -> list[str]:
    after = files(project)
    assert after.keys() == before.keys()
    return sorted(name for name in after if after[name] != before[name])


@pytest.fixture
def faulty(project: Path) -> Path:
    """The project with a page that needs mending and a twin that is certified against it as it is."""
    write(project, f"{PAGE}.md", OLD, FAULTY)
    assert run("mark-translated", "--yes", PAGE).exit_code == 0
    return project


def test_a_sound_site_has_nothing_to_mend(project: Path) -> None:
    before = files(project)
    result = run("check", "--fix", *DAY)
    assert result.exit_code == 0
    assert "Det fanns inget att rätta automatiskt." in result.stderr
    assert changed(project, before) == []


def test_what_is_mechanical_is_mended_and_the_twin_still_follows(faulty: Path) -> None:
    before = files(faulty)
    result = run("check", "--fix", *DAY)
    assert result.exit_code == 0, result.stdout
    assert FIXED in (faulty / f"docs/{PAGE}.md").read_text(encoding="utf-8")
    assert changed(faulty, before) == [f"docs/{PAGE}.lattlast.md", f"docs/{PAGE}.md"]
    assert f"docs/{PAGE}.md: förkortning (rad 6)" in result.stderr
    assert f"docs/{PAGE}.md: streck mellan tal (rad 8)" in result.stderr
    assert f"docs/{PAGE}.lattlast.md: ny source_hash, för bara skrivsättet ändrades" in result.stderr
    assert "2 filer är rättade." in result.stderr
    after = files(faulty)
    assert "inget att rätta" in run("check", "--fix", *DAY).stderr
    assert files(faulty) == after


def test_spaces_alone_leave_the_twin_s_file_as_it_is(project: Path) -> None:
    write(project, f"{PAGE}.md", OLD, f"{OLD} ")
    before = files(project)
    assert "1 fil är rättad." in run("check", "--fix", *DAY).stderr
    assert changed(project, before) == [f"docs/{PAGE}.md"]


def test_a_twin_that_was_outdated_is_never_stamped_by_a_mending(faulty: Path) -> None:
    write(faulty, f"{PAGE}.md", "Den gäller", "Lagen gäller")
    before = files(faulty)
    for answers in (("--yes",), ()):
        result = run("check", "--fix", *answers, *DAY)
        assert "(twin-outdated)" in result.stdout
    assert changed(faulty, before) == [f"docs/{PAGE}.md"]


def test_a_dry_run_shows_a_diff_that_patch_can_apply_and_saves_nothing(faulty: Path) -> None:
    before = files(faulty)
    result = run("check", "--fix", "--dry-run", *DAY)
    assert result.exit_code == 0
    assert changed(faulty, before) == []
    assert "2 filer skulle ändras. Inget är sparat." in result.stderr
    assert f"--- a/docs/{PAGE}.md\n+++ b/docs/{PAGE}.md\n" in result.stdout
    git(faulty, "init", "-q")
    subprocess.run(["git", "apply"], cwd=faulty, input=result.stdout, text=True, check=True)
    applied = files(faulty)
    (faulty / f"docs/{PAGE}.md").write_bytes(before[f"docs/{PAGE}.md"])
    (faulty / f"docs/{PAGE}.lattlast.md").write_bytes(before[f"docs/{PAGE}.lattlast.md"])
    run("check", "--fix", *DAY)
    assert files(faulty) == applied


def test_only_the_paths_that_are_named(faulty: Path) -> None:
    write(faulty, "lagen/yaml.md", OLD, FAULTY)
    before = files(faulty)
    run("check", "--fix", f"docs/{PAGE}.md", *DAY)
    assert changed(faulty, before) == [f"docs/{PAGE}.lattlast.md", f"docs/{PAGE}.md"]


def test_a_broken_approval_is_told(faulty: Path) -> None:
    lines = run("approve-hash", PAGE).stdout.replace('person: ""', "person: P").replace('date: ""', "date: 2026-11-20")
    (faulty / "docs/_data/approvals.yml").write_text(f"approvals:\n{lines}", encoding="utf-8")
    result = run("check", "--fix", *DAY)
    assert f"docs/{PAGE}.md: godkännandet gällde texten som den var. Kör campaign approve-hash {PAGE}" in result.stderr


def test_windows_line_ends_stay(faulty: Path) -> None:
    path = faulty / f"docs/{PAGE}.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run("check", "--fix", *DAY)
    content = path.read_bytes()
    assert content.count(b"\n") == content.count(b"\r\n") > 5
    assert FIXED.replace("\n", "\r\n").encode() in content


def test_a_mode_is_kept(faulty: Path) -> None:
    path = faulty / f"docs/{PAGE}.md"
    path.chmod(0o664)
    run("check", "--fix", *DAY)
    assert path.stat().st_mode & 0o777 == 0o664


def test_at_a_terminal_each_outdated_twin_is_asked_about(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    save(project, "först")
    for name in ("kod", "yaml"):
        write(project, f"lagen/{name}.md", OLD, "Den är mycket kort.")
    before = files(project)
    said = at_terminal("check", "--fix", "--no-spelling", *DAY, cwd=project, answers=("ja", "nej"))
    assert f"Förut: {OLD}" in said.screen
    assert changed(project, before) == ["docs/lagen/kod.lattlast.md"]
    assert said.returncode == 1
    assert "docs/lagen/yaml.lattlast.md:4:" in said.stdout
    again = at_terminal("check", "--fix", "--yes", "--no-spelling", *DAY, cwd=project)
    assert "ja/nej" not in again.screen
    assert changed(project, before) == ["docs/lagen/kod.lattlast.md"]


@pytest.mark.parametrize("option", ["--dry-run", "--yes"])
@pytest.mark.usefixtures("project")
def test_options_of_fix_alone_are_wrong_usage(option: str) -> None:
    assert run("check", option).exit_code == 2


def test_a_file_that_cannot_be_written_is_told_and_nothing_is_mended(faulty: Path) -> None:
    write(faulty, "lagen/yaml.md", OLD, FAULTY)
    before = files(faulty)
    command = 'ulimit -f 0; exec "$0" -m campaign check --fix --no-spelling'
    result = subprocess.run(["sh", "-c", command, sys.executable], cwd=faulty, capture_output=True, text=True,
                            check=False)  # fmt: skip
    assert result.returncode == 1
    assert "kan inte sparas. Filen får inte bli så stor. Inget är ändrat." in result.stderr
    assert changed(faulty, before) == []


def test_the_whole_real_site_can_be_tried_without_saving() -> None:
    result = run_campaign("check", "--fix", "--dry-run")
    assert result.returncode == 0
    assert "Inget är sparat." in result.stderr or "inget att rätta" in result.stderr

"""What a person vouches for: the questions before `mark-translated` and `mark-reviewed` write anything."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from at_terminal import at_terminal
from real_site import run_campaign
from test_cli import DAY, changed_rows, project, run, write
from test_history import git, save

from campaign.cli.marks import REVIEWED, TRANSLATED

__all__ = ["project"]

PAGE = "lagen/kod"
OLD, NEW = "Den är kort.", "Den är mycket kort."


def files(project: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in (project / "docs").rglob("*") if path.is_file()}


# --- mark-translated


def test_at_a_terminal_the_change_is_shown_and_a_yes_is_asked_for(project: Path) -> None:
    git(project, "init", "-q", "-b", "main")
    save(project, "först")
    write(project, f"{PAGE}.md", OLD, NEW)
    before = files(project)
    refused = at_terminal("mark-translated", PAGE, cwd=project, answers=("kanske", "nej"))
    assert refused.returncode == 0
    assert f"Förut: {OLD}" in refused.screen
    assert TRANSLATED in refused.screen
    assert "Svara ja eller nej." in refused.screen
    assert "inget är skrivet" in refused.screen
    assert files(project) == before
    said = at_terminal("mark-translated", PAGE, cwd=project, answers=("ja",))
    assert said.returncode == 0
    assert run("check", *DAY).exit_code == 0


@pytest.mark.parametrize("answers", [("",), ()])
def test_no_answer_is_a_no(project: Path, answers: tuple[str, ...]) -> None:
    write(project, f"{PAGE}.md", OLD, NEW)
    before = files(project)
    assert at_terminal("mark-translated", PAGE, cwd=project, answers=answers).returncode == 0
    assert files(project) == before


def test_one_page_may_be_refused_and_another_vouched_for(project: Path) -> None:
    for name in ("kod", "yaml"):
        write(project, f"lagen/{name}.md", OLD, NEW)
    said = at_terminal("mark-translated", "lagen/kod", "lagen/yaml", cwd=project, answers=("nej", "ja"))
    assert "docs/lagen/kod.lattlast.md: inget är skrivet" in said.screen
    assert [line.split(":")[0] for line in run("check", *DAY).stdout.splitlines()] == ["docs/lagen/kod.lattlast.md"]


def test_without_a_terminal_nothing_is_vouched_for_unasked(project: Path) -> None:
    write(project, f"{PAGE}.md", OLD, NEW)
    before = files(project)
    result = run_campaign("mark-translated", PAGE, cwd=project)
    assert result.returncode == 2
    assert "--yes" in result.stderr
    assert files(project) == before


# --- mark-reviewed


def test_a_review_writes_the_day_in_both_variants_and_nothing_else(project: Path) -> None:
    names = [f"docs/{PAGE}.md", f"docs/{PAGE}.lattlast.md"]
    before = files(project)
    said = at_terminal("mark-reviewed", PAGE, *DAY, cwd=project, answers=("ja",))
    assert said.returncode == 0
    assert REVIEWED in said.screen
    changed = {path.relative_to(project).as_posix(): path for path, old in before.items() if path.read_bytes() != old}
    assert sorted(changed) == sorted(names)
    for path in changed.values():
        old, new = before[path].splitlines(), path.read_bytes().splitlines()
        assert [line for line in new if line not in old] == [b"last_reviewed_on: 2026-11-22"]
    assert run("check", *DAY).exit_code == 0


@pytest.mark.parametrize(("variant", "ending"), [("sv", ".md"), ("lattlast", ".lattlast.md")])
def test_one_variant(project: Path, variant: str, ending: str) -> None:
    before = files(project)
    assert run("mark-reviewed", "--yes", "--variant", variant, PAGE, *DAY).exit_code == 0
    assert [path.name for path, old in before.items() if path.read_bytes() != old] == [f"kod{ending}"]


def test_an_older_review_is_replaced(project: Path) -> None:
    run("mark-reviewed", "--yes", PAGE, "--today", "2026-01-02")
    before = (project / f"docs/{PAGE}.md").read_bytes()
    run("mark-reviewed", "--yes", PAGE, *DAY)
    [(old, new)] = changed_rows(before, (project / f"docs/{PAGE}.md").read_bytes())
    assert (old, new) == (b"last_reviewed_on: 2026-01-02\n", b"last_reviewed_on: 2026-11-22\n")


def test_a_no_writes_nothing(project: Path) -> None:
    before = files(project)
    assert "Inget är skrivet." in at_terminal("mark-reviewed", PAGE, cwd=project, answers=("nej",)).screen
    assert run("mark-reviewed", PAGE, *DAY).exit_code == 2
    assert files(project) == before


def test_a_page_with_an_error_is_refused_with_the_error(project: Path) -> None:
    write(project, f"{PAGE}.md", "description: ", "descripton: ")
    before = files(project)
    result = run("mark-reviewed", "--yes", PAGE, "lagen/yaml", *DAY)
    assert result.exit_code in (1, 2)
    assert files(project) == before
    write(project, f"{PAGE}.md", "descripton: ", "description: Kort. # ")
    result = run("mark-reviewed", "--yes", PAGE, "lagen/yaml", *DAY)
    assert result.exit_code == 1
    assert f"docs/{PAGE}.md:3: Beskrivningen har 5 tecken" in result.stderr
    assert "Rätta först" in result.stderr
    assert run("mark-reviewed", "--yes", "lagen/yaml", *DAY).exit_code == 0


def test_an_outdated_twin_is_refused_but_the_ordinary_text_may_be_reviewed(project: Path) -> None:
    write(project, f"{PAGE}.md", OLD, NEW)
    before = files(project)
    result = run("mark-reviewed", "--yes", PAGE, *DAY)
    assert result.exit_code == 1
    assert f"campaign diff {PAGE}" in result.stderr
    assert files(project) == before
    assert run("mark-reviewed", "--yes", "--variant", "sv", PAGE, *DAY).exit_code == 0


@pytest.mark.parametrize("page", ["lagen/finns-inte", "lagen/kod.md"])
def test_an_unknown_page(project: Path, page: str) -> None:
    before = files(project)
    assert run("mark-reviewed", "--yes", "lagen/yaml", page, *DAY).exit_code == 2
    assert files(project) == before


def test_a_file_that_cannot_be_saved_is_told_and_left_as_it_was(project: Path) -> None:
    before = files(project)
    command = [sys.executable, "-m", "campaign", "mark-reviewed", "--yes", PAGE, *DAY]
    result = subprocess.run(
        command, cwd=project, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8, 8)),  # stops root too, as no file mode does
    )  # fmt: skip
    assert result.returncode == 1
    assert f"docs/{PAGE}.md kan inte sparas. Filen får inte bli så stor. Inget är ändrat." in result.stderr
    assert "Traceback" not in result.stderr
    assert files(project) == before

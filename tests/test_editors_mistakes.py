"""Ten typical mistakes, and some more, through the workflow's own command: each is told where it was made."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from editors_mistakes import MORE, TEN, Mistake, Told, copy_project, git, make, review
from real_site import PROJECT, run_campaign

Reviewed = tuple[list[tuple[str, int]], int, list[Told]]


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[Mistake, ...], Reviewed]:
    """Each group of mistakes made in a copy of the project: where they are, and what the command said."""
    found = {}
    for number, mistakes in enumerate((TEN, MORE)):
        project = copy_project(tmp_path_factory.mktemp("mistakes") / str(number))
        places = make(mistakes, project)
        code, told, _ = review(project)
        found[mistakes] = (places, code, told)
    return found


def test_the_workflow_runs_this_command() -> None:
    assert 'campaign check --base "$base" --format github' in (PROJECT / "scripts/review").read_text(encoding="utf-8")


@pytest.mark.parametrize("mistakes", [TEN, MORE], ids=["ten", "more"])
def test_every_mistake_is_told_on_its_line_with_a_cure(
    reviewed: dict[tuple[Mistake, ...], Reviewed], mistakes: tuple[Mistake, ...]
) -> None:
    places, code, told = reviewed[mistakes]
    assert code == 1
    for mistake, place in zip(mistakes, places, strict=True):
        here = [one for one in told if (one.path, one.line) == place and one.title == mistake.rule]
        assert len(here) == 1, f"{mistake.name}: {[one for one in told if one.path == place[0]]}"
        sentences = re.findall(r"[^.!?]+[.!?]|[^.!?]+$", here[0].text)
        assert here[0].level == "error" and len(sentences) >= 2, "what is wrong, and what to write"


@pytest.mark.parametrize("mistakes", [TEN, MORE], ids=["ten", "more"])
def test_nothing_is_told_where_no_mistake_was_made(
    reviewed: dict[tuple[Mistake, ...], Reviewed], mistakes: tuple[Mistake, ...]
) -> None:
    places, _, told = reviewed[mistakes]
    assert [one for one in told if one.path and (one.path, one.line) not in places] == []
    assert len([one for one in told if one.level == "error"]) <= 10


def test_a_change_of_two_hundred_files_is_reviewed_in_time(tmp_path: Path) -> None:
    """Half a minute on a machine that does other things too; on an idle one it is a third of that."""
    project = copy_project(tmp_path / "project")
    files = sorted((project / "docs").rglob("*.md"))
    for file in files:
        file.write_text(file.read_text(encoding="utf-8").rstrip() + "\n\nEn ny mening finns nu.\n", encoding="utf-8")
    for number in range(200 - len(files)):
        text = f"---\ntitle: Sida {number}\ndescription: Det här är sida {number} om ingenting.\n---\nText.\n"
        (project / f"docs/lagen/sida-{number}.md").write_text(text, encoding="utf-8")
    git(project, "add", "-A")
    git(project, "commit", "-q", "-m", "stor")
    summary = tmp_path / "summary.md"
    start = time.monotonic()
    result = run_campaign("check", "--base", "main", "--format", "github", "--summary", str(summary), cwd=project)
    assert time.monotonic() - start < 30
    commands = [line for line in result.stdout.splitlines() if line.startswith("::")]
    assert result.returncode == 1 and sum(line.startswith("::error") for line in commands) == 10
    assert sum(line.startswith("::warning") for line in commands) <= 10
    text = summary.read_text(encoding="utf-8")
    assert text.count("lagen/sida-") >= 200 - len(files) and len(text.encode()) < 1_000_000

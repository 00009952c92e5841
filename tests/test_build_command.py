"""The build command: atomic, whole after a kill, without rubbish. Real builds of a small site in subprocesses."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from real_site import PROJECT, run_campaign
from test_bad_input import write_sound_site

from campaign.release.manifest import differences


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The real settings and templates with a small sound site, which a test may change."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(PROJECT / name, folder / name)
    shutil.copytree(PROJECT / "overrides", folder / "overrides")
    write_sound_site(folder / "docs")
    return folder


@pytest.fixture
def standing(project: Path) -> Path:
    """The same, where a site built by the same command stands already."""
    result = run_campaign("build", cwd=project)
    assert result.returncode == 0, result.stderr
    assert differences(project / "site") == []
    return project


def retitle(project: Path) -> None:
    """Changes a text, so that the next site differs from the one that stands."""
    page = project / "docs/lagen/kod.md"
    text = page.read_text(encoding="utf-8")
    assert text.count("title: Sidan om") == 1
    page.write_text(text.replace("title: Sidan om", "title: Sidorna om"), encoding="utf-8")


def rubbish(folder: Path) -> list[str]:
    """What a killed build would have left beside the target."""
    return [path.name for path in folder.iterdir() if path.name.startswith(".campaign-")]


def kill_at(stage: int, project: Path) -> None:
    """Starts a build and kills it, children too, as it announces `stage` of five."""
    process = subprocess.Popen(
        [sys.executable, "-m", "campaign", "build"], cwd=project, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(f"→ {stage}/5"):
            os.killpg(process.pid, signal.SIGKILL)
            break
    assert process.wait() == -signal.SIGKILL
    process.stderr.close()


def test_a_killed_build_leaves_the_old_site_whole_and_the_next_one_tidies(standing: Path) -> None:
    first = (standing / "site/manifest.json").read_bytes()
    retitle(standing)
    for stage in range(1, 6):
        kill_at(stage, standing)
        assert differences(standing / "site") == [], stage
        shown = (standing / "site/manifest.json").read_bytes()
        assert shown == first or stage == 5, stage
    assert rubbish(standing)
    result = run_campaign("build", cwd=standing)
    assert result.returncode == 0, result.stderr
    assert rubbish(standing) == []
    assert differences(standing / "site") == []
    last = (standing / "site/manifest.json").read_bytes()
    assert last != first
    # The last stage is announced just before the sites change places: what stood there was the old one or the new.
    assert shown in (first, last)


def test_a_failed_build_leaves_the_old_site_and_no_rubbish(standing: Path) -> None:
    before = (standing / "site/manifest.json").read_bytes()
    page = standing / "docs/lagen/kod.md"
    page.write_text(page.read_text(encoding="utf-8") + "\n[Mer](finns-inte.md)\n", encoding="utf-8")
    result = run_campaign("build", cwd=standing)
    assert result.returncode == 1
    assert "docs/lagen/kod.md:" in result.stderr and "(link-broken)" in result.stderr
    assert "Den gamla sajten är orörd" in result.stderr and "Traceback" not in result.stderr
    assert (standing / "site/manifest.json").read_bytes() == before
    assert rubbish(standing) == []


def test_a_broken_template_stops_the_build_without_a_traceback(project: Path) -> None:
    (project / "overrides/main.html").write_text("{% extends 'base.html' %}{% block content %}", encoding="utf-8")
    result = run_campaign("build", cwd=project)
    assert result.returncode == 1, result.stderr
    assert "Traceback" not in result.stderr and "Den gamla sajten är orörd" in result.stderr
    assert not (project / "site").exists() and rubbish(project) == []


def test_a_folder_that_is_not_a_site_is_never_replaced(project: Path) -> None:
    mine = project / "viktigt"
    mine.mkdir()
    (mine / "dagbok.txt").write_text("kvar", encoding="utf-8")
    result = run_campaign("build", "--output", "viktigt", cwd=project)
    assert result.returncode == 1 and "manifest.json saknas" in result.stderr
    assert (mine / "dagbok.txt").read_text(encoding="utf-8") == "kvar"


def test_two_builds_at_once_do_not_meet(project: Path) -> None:
    first = subprocess.Popen(
        [sys.executable, "-m", "campaign", "build"], cwd=project, stderr=subprocess.PIPE, text=True
    )
    assert first.stderr is not None and first.stderr.readline().startswith("→ 1/5")
    second = run_campaign("build", cwd=project)
    assert second.returncode == 1 and "Ett annat bygge pågår" in second.stderr
    assert first.wait() == 0
    first.stderr.close()
    assert differences(project / "site") == []


#: Runs the command line on a disk that refuses to remove the old site's files.
STUBBORN_DISK = """
import shutil
from campaign.release import swap
remove = shutil.rmtree
def refuse(path, *arguments, **options):
    if ".campaign-" not in str(path):
        return remove(path, *arguments, **options)
    raise OSError(5, "I/O-fel", str(path))
swap.shutil.rmtree = refuse
from campaign.cli import main
main(["build"])
"""


def test_old_files_that_cannot_be_removed_are_told_without_denying_the_new_site(standing: Path) -> None:
    before = (standing / "site/manifest.json").read_bytes()
    retitle(standing)
    result = subprocess.run(
        [sys.executable, "-c", STUBBORN_DISK], cwd=standing, capture_output=True, text=True, check=False
    )
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert "Den nya sajten är på plats" in result.stderr and "orörd" not in result.stderr
    assert (standing / "site/manifest.json").read_bytes() != before
    assert differences(standing / "site") == [] and rubbish(standing)
    assert run_campaign("build", cwd=standing).returncode == 0
    assert rubbish(standing) == []

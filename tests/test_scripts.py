"""The set-up scripts: a second run does nothing, and a missing program is told in Swedish with what to do."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from real_site import PROJECT

SCRIPTS = ("prepare", "build", "check", "check-lighthouse", "serve", "test", "bench", "review", "weekly", "container",
           "container-health")  # fmt: skip


def run_bash(command: str, path: str) -> subprocess.CompletedProcess[str]:
    """Runs a piece of shell in the project with a PATH of its own."""
    return subprocess.run(
        ["/bin/bash", "-c", command], cwd=PROJECT, env={"PATH": path}, capture_output=True, text=True, check=False
    )


def test_a_prepared_environment_is_left_alone() -> None:
    environment = PROJECT / ".venv"
    before = environment.stat().st_mtime_ns, (environment / "campaign-test.sha256").stat().st_mtime_ns
    result = subprocess.run(["scripts/prepare", "test"], cwd=PROJECT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")
    assert (environment.stat().st_mtime_ns, (environment / "campaign-test.sha256").stat().st_mtime_ns) == before


def test_a_missing_python_is_told_in_swedish(tmp_path: Path) -> None:
    result = run_bash(". scripts/prepare-system; find_python", str(tmp_path))
    assert result.returncode == 1
    assert result.stderr.startswith("✗ Python 3.11 eller senare saknas. Installera")


def test_an_old_python_is_not_taken(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/bash\nexit 1\n", encoding="utf-8")
    old.chmod(0o755)
    assert run_bash(". scripts/prepare-system; find_python", str(tmp_path)).returncode == 1


def test_a_missing_program_is_named_where_it_cannot_be_installed(tmp_path: Path) -> None:
    result = run_bash(". scripts/prepare-system; install_packages chromium", str(tmp_path))
    assert result.returncode == 1
    assert "Programmen saknas: chromium. Installera dem och kör kommandot igen." in result.stderr


@pytest.mark.parametrize("name", SCRIPTS)
def test_a_script_can_be_run_and_stops_at_the_first_error(name: str) -> None:
    script = PROJECT / "scripts" / name
    text = script.read_text(encoding="utf-8")
    assert os.access(script, os.X_OK)
    assert "set -euo pipefail" in text and len(text.splitlines()) <= 45


def test_ci_runs_the_test_script_and_nothing_else() -> None:
    lines = (PROJECT / ".ci/run").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line and not line.startswith("#")]
    assert commands == ["set -euo pipefail", 'cd "$(dirname "$0")/.."', "exec scripts/test"]


def test_the_workflow_runs_the_project_s_own_scripts_with_no_rights() -> None:
    text = (PROJECT / ".github/workflows/test.yml").read_text(encoding="utf-8")
    runs = re.findall(r"run: (.+)", text)
    assert runs and all("./scripts/" in run or ".ci/run" in run for run in runs)
    assert "permissions: {}" in text and "pull_request_target" not in text and "secrets." not in text
    for action in re.findall(r"uses: (\S+)", text):
        assert re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", action), action
    assert text.count("persist-credentials: false") == text.count("actions/checkout@")

"""What happens at the code host: workflows without rights, forms that can be read, and who must read what."""

from __future__ import annotations

import fnmatch
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from real_site import PROJECT

GITHUB = PROJECT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
#: The commits that were looked at; an action's name alone can come to mean another one tomorrow.
ACTIONS = {
    "actions/checkout@08eba0b27e820071cde6df949e0beb9ba4906955 # v4.3.0",
    "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2",
}
RUNS = {
    "pull-request.yml": ['./scripts/review "origin/$BASE"', "sudo ./scripts/build --output site"],
    "weekly.yml": ["./scripts/weekly review", "./scripts/weekly links", "./scripts/weekly packages"],
    "test.yml": ["./scripts/check --format github", "sudo --preserve-env=GITHUB_ACTIONS .ci/run"],
}


def read(path: Path) -> dict[Any, Any]:
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def steps(path: Path) -> list[dict[str, Any]]:
    return [step for job in read(path)["jobs"].values() for step in job["steps"]]


# --- Workflows


def test_the_workflows_are_the_known_ones() -> None:
    assert {path.name for path in WORKFLOWS} == RUNS.keys()


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_has_no_rights_no_secrets_and_an_end(path: Path) -> None:
    text, workflow = path.read_text(encoding="utf-8"), read(path)
    assert workflow["permissions"] == {}
    assert "concurrency" in workflow
    assert "pull_request_target" not in text and "workflow_run" not in text
    for word in ("secrets.", "secrets:", "secrets[", "GITHUB_TOKEN", "github.token"):
        assert word not in text
    for job in workflow["jobs"].values():
        assert job["permissions"] == {"contents": "read"}
        assert 0 < job["timeout-minutes"] <= 60
        assert job["runs-on"] == "ubuntu-24.04"


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_actions_that_were_looked_at_are_used(path: Path) -> None:
    used = re.findall(r"uses: (.+)", path.read_text(encoding="utf-8"))
    assert used and set(used) <= ACTIONS
    for step in steps(path):
        if "checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_the_project_s_own_scripts_run_and_no_one_else_s_words_are_in_them(path: Path) -> None:
    runs = [step["run"] for step in steps(path) if "run" in step]
    assert runs == RUNS[path.name]
    assert not [run for run in runs if "${{" in run]
    for run in runs:
        script = re.search(r"\./?(scripts/[a-z-]+|ci/run)", run)
        assert script and os.access(PROJECT / script[1].replace("ci/run", ".ci/run"), os.X_OK)


def test_changes_are_reviewed_on_pull_request_only_with_all_of_history() -> None:
    workflow = read(GITHUB / "workflows/pull-request.yml")
    assert workflow[True] == {"pull_request": None}  # YAML makes `on` true
    checkout, review = workflow["jobs"]["texts"]["steps"]
    assert checkout["with"]["fetch-depth"] == 0
    assert review["env"] == {"BASE": "${{ github.base_ref }}"}


def test_the_preview_is_kept_for_two_weeks_and_is_nothing_but_the_site() -> None:
    job = read(GITHUB / "workflows/pull-request.yml")["jobs"]["preview"]
    upload = job["steps"][-1]["with"]
    assert (job["needs"], upload["path"], upload["retention-days"]) == ("texts", "site/", 14)
    assert upload["if-no-files-found"] == "error" and "include-hidden-files" not in upload


def test_the_texts_are_not_reviewed_twice_in_a_pull_request() -> None:
    workflow = read(GITHUB / "workflows/test.yml")
    assert workflow["jobs"]["texts"]["if"] == "github.event_name == 'push'"
    assert set(workflow[True]) == {"push", "pull_request"} and workflow[True]["push"] == {"branches": ["main"]}


def test_the_week_s_work_begins_by_itself_and_by_hand() -> None:
    workflow = read(GITHUB / "workflows/weekly.yml")
    assert set(workflow[True]) == {"schedule", "workflow_dispatch"}
    assert re.fullmatch(r"[1-9]\d? \d+ \* \* 1", workflow[True]["schedule"][0]["cron"]), "not on the hour, Mondays"


def test_zizmor_finds_nothing() -> None:
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor")
    assert program, "zizmor stands in requirements/test.txt"
    command = [program, "--offline", "--no-progress", "--persona", "pedantic", str(GITHUB)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout
    assert "No findings to report" in result.stdout + result.stderr


def test_zizmor_would_find_something(tmp_path: Path) -> None:
    text = (GITHUB / "workflows/pull-request.yml").read_text(encoding="utf-8")
    bad = text.replace("origin/$BASE", "origin/${{ github.head_ref }}").replace(
        "  pull_request:", "  pull_request_target:"
    )
    folder = tmp_path / ".github/workflows"
    folder.mkdir(parents=True)
    (folder / "pull-request.yml").write_text(bad, encoding="utf-8")
    program = shutil.which("zizmor", path=str(Path(sys.executable).parent)) or shutil.which("zizmor") or ""
    result = subprocess.run(
        [program, "--offline", "--no-progress", str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert result.returncode != 0 and "template-injection" in result.stdout


# --- Scripts


def test_the_review_runs_the_project_s_commands_and_ends_as_the_check_does(tmp_path: Path) -> None:
    """The real script, with a stand-in for the installed command that notes what it was asked."""
    project = tmp_path / "project"
    (project / "scripts").mkdir(parents=True)
    (project / ".venv/bin").mkdir(parents=True)
    shutil.copy(PROJECT / "scripts/review", project / "scripts")
    for name, text in (
        ("scripts/prepare", "#!/bin/bash\n"),
        (".venv/bin/campaign", '#!/bin/bash\necho "$@"\n[ "$1" != check ] || exit "${CHECK_ENDS:-0}"\n'),
    ):
        (project / name).write_text(text, encoding="utf-8")
        (project / name).chmod(0o755)

    def review(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        kept = {key: value for key, value in os.environ.items() if not key.startswith("GITHUB_")}
        command = [str(project / "scripts/review"), *arguments]
        return subprocess.run(command, env=kept | environment, capture_output=True, text=True, check=False)

    summary = str(tmp_path / "summary.md")
    there = review("origin/main", GITHUB_STEP_SUMMARY=summary, CHECK_ENDS="1")
    wanted = f"check --base origin/main --format github --summary {summary}\n"
    assert (there.returncode, there.stdout) == (1, wanted)
    here = review(CHECK_ENDS="1")
    assert (here.returncode, here.stdout) == (1, "check --base origin/main\nreceipt --base origin/main\n")
    assert review("HEAD").returncode == 0


def test_the_week_s_script_refuses_other_words_in_swedish() -> None:
    result = subprocess.run([PROJECT / "scripts/weekly", "allt"], capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == "✗ Skriv scripts/weekly review, links eller packages.\n"


def test_the_lock_of_the_week_s_audit_pins_exact_versions_with_hashes() -> None:
    lock = (PROJECT / "requirements/audit.txt").read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z])", lock)[1:]
    assert any(entry.startswith("pip-audit==") for entry in entries)
    for entry in entries:
        assert re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry, entry[:60]


# --- Forms


WARNING = "Det du skriver här är offentligt. Skriv inget om dig själv eller någon annan. Behöver du hjälp: 112"
FIELD_TYPES = {"markdown", "input", "textarea", "dropdown", "checkboxes"}


def test_the_form_can_be_read_and_begins_with_the_warning() -> None:
    forms = [path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.name != "config.yml"]
    assert len(forms) == 1
    form = read(forms[0])
    assert {"name", "description", "body"} <= form.keys() <= {"name", "description", "body", "title", "labels"}
    assert form["body"][0] == {
        "type": "markdown",
        "attributes": {"value": WARNING},
    }
    ids = [field["id"] for field in form["body"][1:]]
    assert len(ids) == len(set(ids)) and all(re.fullmatch(r"[a-z][a-z-]+", name) for name in ids)
    for field in form["body"]:
        assert field["type"] in FIELD_TYPES and field.keys() <= {"type", "id", "attributes", "validations"}
        if field["type"] == "checkboxes":
            assert all(option.keys() <= {"label", "required"} for option in field["attributes"]["options"])
        elif field["type"] != "markdown":
            assert field["attributes"]["label"] and field["validations"] == {"required": True}


def test_nobody_can_write_outside_the_form_and_no_address_is_made_up() -> None:
    assert read(GITHUB / "ISSUE_TEMPLATE/config.yml") == {"blank_issues_enabled": False}


def test_the_change_s_template_has_six_lines_that_are_seen() -> None:
    lines = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 6 and all(line.startswith("- ") for line in lines)
    text = " ".join(lines).casefold()
    for word in ("varför", "källa", "datum", "lättlästa", "avslöjar", "skuldbelägger", "lovar", "läsa"):
        assert word in text


# --- Who must read what


def owners_of(path: str) -> list[str]:
    """The owners of a file: the last line that fits decides. The patterns of our own file are all there is."""
    found: list[str] = []
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        pattern, *owners = line.split() or ["#"]
        if pattern.startswith("#"):
            continue
        place = pattern.lstrip("/")
        if fnmatch.fnmatch(path, place) or (pattern.endswith("/") and path.startswith(place)):
            found = [owner.removeprefix("@raka-svar/") for owner in owners]
    return found


@pytest.mark.parametrize(
    ("path", "owners"),
    [
        ("docs/index.md", ["redaktion"]),
        ("docs/stod/akut.lattlast.md", ["redaktion"]),
        ("docs/bilder/vem-gor-vad.svg", ["redaktion"]),
        ("docs/lagen/straff.md", ["jurist", "redaktion"]),
        ("docs/lagen/straff.lattlast.md", ["jurist", "redaktion"]),
        ("docs/_data/approvals.yml", ["ansvariga"]),
        ("docs/_data/services.yml", ["ansvariga"]),
        ("docs/_data/sources.yml", ["ansvariga"]),
        ("docs/_data/facts.yml", ["jurist", "ansvariga"]),
        ("docs/_data/glossary.yml", ["redaktion"]),
        ("docs/_data/nav.yml", ["redaktion"]),
        ("campaign/checks/language.py", ["utveckling"]),
        ("overrides/main.html", ["utveckling"]),
        ("scripts/review", ["utveckling"]),
        ("requirements/runtime.txt", ["utveckling"]),
        ("pyproject.toml", ["utveckling"]),
        ("mkdocs.yml", ["utveckling"]),
        (".github/workflows/pull-request.yml", ["utveckling"]),
        (".github/CODEOWNERS", ["ansvariga"]),
        ("CONTRIBUTING.md", ["redaktion"]),
        (".github/pull_request_template.md", ["redaktion"]),
    ],
)
def test_words_approvals_and_code_have_their_own_readers(path: str, owners: list[str]) -> None:
    assert owners_of(path) == owners


def test_every_place_that_the_owners_file_names_exists() -> None:
    for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines():
        place = line.split()[0] if line.strip() else "#"
        if place.startswith("/") and place != "/.github/handledning/":  # the guide comes by itself
            assert (PROJECT / place.strip("/")).exists(), place

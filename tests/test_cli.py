"""The command line: exit codes, formats, paths, and what each command writes."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from real_site import PROJECT, run_campaign
from test_bad_input import write_sound_site

from campaign.checks import RULES
from campaign.cli import main

ERROR = "---\ntitle: Index\ndescription: Kort.\n---\n\nText.\n"
DAY = ("--today", "2026-11-22")
BEGINS = "→ Granskar texterna …\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the real settings and a small sound site; the command is started in it."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    shutil.copytree(PROJECT / "overrides", tmp_path / "overrides")
    write_sound_site(tmp_path / "docs")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def write(project: Path, file: str, old: str, new: str) -> None:
    path = project / "docs" / file
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new).encode())


# --- check


def test_check_of_a_sound_site_says_so_and_ends_with_0(project: Path) -> None:
    result = run_campaign("check", *DAY, cwd=project)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", f"{BEGINS}→ 0 fel, 0 varningar.\n")


def test_check_of_a_site_with_an_error_ends_with_1(project: Path) -> None:
    write(project, "lagen/kod.md", "description: ", "descripton: ")
    result = run_campaign("check", *DAY, cwd=project)
    assert result.returncode == 1
    assert "docs/lagen/kod.md:3: Nyckeln ”descripton” finns inte. Menade du ”description”?" in result.stdout
    assert result.stderr == f"{BEGINS}→ 1 fel, 0 varningar.\n"


def test_check_with_only_warnings_shows_them_and_ends_with_0(project: Path) -> None:
    write(project, "lagen/kod.lattlast.md", "Kort om", "Hon är ingen stackare. Kort om")
    result = run("check", *DAY)
    assert result.exit_code == 0
    assert "docs/lagen/kod.lattlast.md:7: Varning: Undvik ”stackare”." in result.stdout
    assert result.stderr == f"{BEGINS}→ 0 fel, 1 varning.\n"


@pytest.mark.parametrize(
    "arguments",
    [("--docs", "finns-inte"), ("--docs", "pyproject.toml"), ("--format", "xml"), ("--today", "i dag"),
     ("--today", "2026-13-01"), ("finns-inte.md",), ("docs/lagen/kod.md", "docs/finns-inte.md"), ("--okand",)],
)  # fmt: skip
@pytest.mark.usefixtures("project")
def test_check_that_is_used_wrongly_ends_with_2_and_shows_no_findings(arguments: tuple[str, ...]) -> None:
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Fel: " in result.stderr


@pytest.mark.parametrize("command", [("check",), ("rules",), ("build",)])
def test_settings_that_cannot_be_used_end_with_2(project: Path, command: tuple[str, ...]) -> None:
    settings = project / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("lix = 38", "lixx = 38"), encoding="utf-8")
    result = run(*command)
    assert result.exit_code == 2
    assert "Menade du ”lix”?" in result.stderr


def test_a_folder_without_settings_ends_with_2(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("check")
    assert result.exit_code == 2
    assert "Kör kommandot i projektets mapp" in result.stderr


def test_a_wrong_day_is_told_in_swedish(project: Path) -> None:
    assert project.is_dir()
    assert "”i dag” är inget datum. Skriv till exempel 2026-11-22." in run("check", "--today", "i dag").stderr


def test_check_as_json_is_a_list_of_findings(project: Path) -> None:
    write(project, "lagen/kod.md", "description: ", "descripton: ")
    result = run("check", "--format", "json", *DAY)
    [finding] = json.loads(result.stdout)
    assert result.exit_code == 1
    assert {key: finding[key] for key in ("path", "line", "rule", "severity")} == {
        "path": "docs/lagen/kod.md",
        "line": 3,
        "rule": "front-matter-unknown-key",
        "severity": "error",
    }


@pytest.mark.parametrize(("output", "empty"), [("json", "[]\n"), ("github", ""), ("text", "")])
@pytest.mark.usefixtures("project")
def test_every_format_of_a_sound_site_is_empty(output: str, empty: str) -> None:
    assert run("check", "--format", output, *DAY).stdout == empty


def test_check_as_github_gives_commands_for_the_lines_of_a_pull_request(project: Path) -> None:
    write(project, "lagen/kod.md", "description: ", "descripton: ")
    [row] = run("check", "--format", "github", *DAY).stdout.splitlines()
    assert row.startswith("::error file=docs/lagen/kod.md,line=3,title=front-matter-unknown-key::Nyckeln ")


@pytest.fixture
def two_faults(project: Path) -> Path:
    """An error in a page of a folder, and one in the start page."""
    write(project, "lagen/kod.md", "description: ", "descripton: ")
    write(project, "index.md", "description: ", "descripton: ")
    return project


@pytest.mark.parametrize(
    ("paths", "wanted"),
    [
        (("docs/lagen/kod.md",), ["docs/lagen/kod.md"]),
        (("docs/lagen",), ["docs/lagen/kod.md"]),
        (("docs/lagen/",), ["docs/lagen/kod.md"]),
        (("./docs/lagen",), ["docs/lagen/kod.md"]),
        (("docs/index.md", "docs/lagen"), ["docs/index.md", "docs/lagen/kod.md"]),
        (("docs",), ["docs/index.md", "docs/lagen/kod.md"]),
        ((".",), ["docs/index.md", "docs/lagen/kod.md"]),
        (("docs/lagen/../index.md",), ["docs/index.md"]),
        (("docs/lagen/yaml.md",), []),
        (("docs/_data",), []),
    ],
)
@pytest.mark.usefixtures("two_faults")
def test_check_with_paths_shows_only_what_stands_there(paths: tuple[str, ...], wanted: list[str]) -> None:
    result = run("check", "--format", "json", *DAY, *paths)
    assert [item["path"] for item in json.loads(result.stdout)] == wanted
    assert result.exit_code == (1 if wanted else 0)


def test_check_with_an_absolute_path_does_not_pass_a_page_with_an_error(two_faults: Path) -> None:
    assert run("check", *DAY, str(two_faults / "docs/lagen")).exit_code == 1


def test_check_with_an_absolute_docs_and_a_relative_path_does_not_pass_a_page_with_an_error(two_faults: Path) -> None:
    assert run("check", *DAY, "--docs", str(two_faults / "docs"), "docs/lagen").exit_code == 1


def test_a_path_that_only_begins_like_another_is_not_that_one(two_faults: Path) -> None:
    (two_faults / "docs/lag").mkdir()
    assert run("check", *DAY, "docs/lag").stdout == ""


def test_the_day_decides_what_is_overdue_and_it_is_only_a_warning(project: Path) -> None:
    assert project.is_dir()
    assert run("check", "--today", "2027-11-22").stdout == ""
    late = run("check", "--today", "2027-11-23")
    assert late.exit_code == 0
    assert "(review-overdue)" in late.stdout


# --- rules


@pytest.mark.usefixtures("project")
def test_rules_lists_every_rule_with_its_severity() -> None:
    rows = run("rules").stdout.splitlines()
    names = [row.split(" ")[0] for row in rows if not row.startswith(" ")]
    assert names == sorted(RULES)
    assert "term-consider (varning)" in rows
    assert "subheading-missing (fel / varning)" in rows
    assert "link-broken (fel)" in rows


@pytest.mark.usefixtures("project")
def test_rules_shows_a_bad_and_a_good_example_when_asked() -> None:
    plain, shown = run("rules").stdout, run("rules", "--exempel").stdout
    assert "Dåligt:" not in plain
    assert shown.count("  Dåligt: ") == shown.count("  Bra: ") == len(RULES)


# --- mark-translated


def changed_rows(before: bytes, after: bytes) -> list[tuple[bytes, bytes]]:
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    assert len(old) == len(new)
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def test_mark_translated_writes_one_line_and_the_pair_is_current(project: Path) -> None:
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    assert "(twin-outdated)" in run("check", *DAY).stdout
    twin = project / "docs/lagen/kod.lattlast.md"
    before = twin.read_bytes()
    result = run("mark-translated", "--yes", "lagen/kod")
    [(old, new)] = changed_rows(before, twin.read_bytes())
    assert (result.exit_code, result.stdout) == (0, "")
    assert old.startswith(b"source_hash: ")
    assert new.startswith(b"source_hash: ")
    assert new.decode().strip() in result.stderr
    assert run("check", *DAY).exit_code == 0


def test_the_line_that_check_suggests_is_the_line_that_mark_translated_writes(project: Path) -> None:
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    suggested = run("check", *DAY).stdout.partition("source_hash: ")[2].split()[0]
    run("mark-translated", "--yes", "lagen/kod")
    assert f"source_hash: {suggested}\n" in (project / "docs/lagen/kod.lattlast.md").read_text(encoding="utf-8")


def test_mark_translated_touches_no_other_file(project: Path) -> None:
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    files = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    run("mark-translated", "--yes", "lagen/kod")
    after = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    assert after.keys() == files.keys()
    assert [path.name for path in files if files[path] != after[path]] == ["kod.lattlast.md"]


def test_mark_translated_adds_the_line_where_there_is_none(project: Path) -> None:
    twin = project / "docs/lagen/kod.lattlast.md"
    rows = twin.read_text(encoding="utf-8").splitlines(keepends=True)
    twin.write_text("".join(row for row in rows if not row.startswith("source_hash")), encoding="utf-8")
    run("mark-translated", "--yes", "lagen/kod")
    assert sorted(twin.read_text(encoding="utf-8").splitlines(keepends=True)) == sorted(rows)
    assert run("check", *DAY).exit_code == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [("\n", "\r\n"), ("---\ntitle", "\ufeff---\ntitle"), ("source_hash: ", 'source_hash: "00000000" # '),
     ("källa", "källa"), ("gärna", "gärna\x0c\u2028")],
    ids=["windows line ends", "byte order mark", "quotation marks", "nothing", "odd line breaks"],
)  # fmt: skip
def test_mark_translated_keeps_every_other_byte(project: Path, old: str, new: str) -> None:
    twin = project / "docs/lagen/kod.lattlast.md"
    twin.write_bytes(twin.read_bytes().decode().replace(old, new).encode())
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    before = twin.read_bytes()
    assert run("mark-translated", "--yes", "lagen/kod").exit_code == 0
    rows = [(first, second) for first, second in zip(before.split(b"\n"), twin.read_bytes().split(b"\n"), strict=True)
            if first != second]  # fmt: skip
    assert [first.split(b":")[0] for first, _ in rows] == [b"source_hash"]
    assert "twin-outdated" not in run("check", *DAY).output


def test_mark_translated_of_a_hash_over_two_lines_leaves_a_page_that_can_be_read(project: Path) -> None:
    write(project, "lagen/kod.lattlast.md", "source_hash: ", "source_hash:\n  ")
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    run("mark-translated", "--yes", "lagen/kod")
    assert run("check", *DAY).stdout == ""


def test_mark_translated_of_a_current_pair_writes_nothing(project: Path) -> None:
    twin = project / "docs/lagen/kod.lattlast.md"
    os.utime(twin, (0, 0))
    assert run("mark-translated", "--yes", "lagen/kod").exit_code == 0
    assert twin.stat().st_mtime == 0


def test_mark_translated_takes_several_pages(project: Path) -> None:
    for name in ("kod", "yaml"):
        write(project, f"lagen/{name}.md", "Den är kort.", "Den är mycket kort.")
    assert run("mark-translated", "--yes", "lagen/kod", "lagen/yaml").exit_code == 0
    assert run("check", *DAY).exit_code == 0


@pytest.mark.parametrize(
    "arguments", [(), ("lagen/finns-inte",), ("lagen/kod.md",), ("--docs", "finns-inte", "lagen/kod")]
)
@pytest.mark.usefixtures("project")
def test_mark_translated_that_is_used_wrongly_ends_with_2(arguments: tuple[str, ...]) -> None:
    assert run("mark-translated", "--yes", *arguments).exit_code == 2


@pytest.mark.parametrize("file", ["lagen/kod.md", "lagen/kod.lattlast.md"])
def test_mark_translated_refuses_a_pair_that_is_missing_or_cannot_be_read(project: Path, file: str) -> None:
    (project / "docs" / file).write_text("", encoding="utf-8")
    assert run("mark-translated", "--yes", "lagen/kod").exit_code == 2
    (project / "docs" / file).unlink()
    assert run("mark-translated", "--yes", "lagen/kod").exit_code == 2


def test_mark_translated_writes_nothing_when_one_of_several_pages_is_unknown(project: Path) -> None:
    write(project, "lagen/kod.md", "Den är kort.", "Den är mycket kort.")
    before = (project / "docs/lagen/kod.lattlast.md").read_bytes()
    assert run("mark-translated", "--yes", "lagen/kod", "lagen/finns-inte").exit_code == 2
    assert (project / "docs/lagen/kod.lattlast.md").read_bytes() == before


# --- build: what it refuses before it begins


def old_site(project: Path) -> Path:
    folder = project / "site"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}", encoding="utf-8")
    (folder / "index.html").write_text("gammal", encoding="utf-8")
    return folder


def test_build_refuses_texts_with_errors_and_leaves_the_old_site(two_faults: Path) -> None:
    folder = old_site(two_faults)
    result = run_campaign("build", *DAY, cwd=two_faults)
    assert result.returncode == 1
    assert "docs/lagen/kod.md:3:" in result.stderr
    assert "Den gamla sajten är orörd." in result.stderr
    assert (folder / "index.html").read_text(encoding="utf-8") == "gammal"
    assert not [path for path in two_faults.iterdir() if path.name.startswith(".campaign-")]


def test_build_refuses_a_folder_that_it_has_not_built(project: Path) -> None:
    folder = project / "foton"
    folder.mkdir()
    (folder / "bild.jpg").write_text("x", encoding="utf-8")
    result = run("build", "--output", "foton", *DAY)
    assert result.exit_code == 1
    assert "är inte en sajt som vi har byggt" in result.stderr
    assert [path.name for path in folder.iterdir()] == ["bild.jpg"]


def test_build_refuses_a_file_as_its_place(project: Path) -> None:
    (project / "site").write_text("x", encoding="utf-8")
    assert run("build", *DAY).exit_code == 1
    assert (project / "site").read_text(encoding="utf-8") == "x"


def test_build_refuses_while_another_build_is_at_work_in_the_same_place(project: Path) -> None:
    folder = old_site(project)
    lock = os.open(project, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        result = run("build", *DAY)
    finally:
        os.close(lock)
    assert result.exit_code == 1
    assert "Ett annat bygge pågår" in result.stderr
    assert (folder / "index.html").read_text(encoding="utf-8") == "gammal"


@pytest.mark.usefixtures("project")
def test_build_with_an_unknown_mode_ends_with_2() -> None:
    assert run("build", "--mode", "skarp").exit_code == 2

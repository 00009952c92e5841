"""A change in a real repository: `campaign check --base` and `campaign summary`."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from markdown_it import MarkdownIt
from real_site import PROJECT
from test_bad_input import DESCRIPTION, write_sound_site
from test_history import git, save

from campaign.cli import main
from campaign.editing import change_summary
from campaign.editing.markdown_text import plain

DAY = ("--today", "2026-11-22")
SENTENCE = "Du kan alltid prata med någon som lyssnar på dig. "


def page(title: str, body: str, more: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: {DESCRIPTION}\n{more}---\n{body}"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound project with the pair lagen/kod, saved as `main`, with a branch of its own checked out."""
    (tmp_path / "pyproject.toml").write_bytes((PROJECT / "pyproject.toml").read_bytes())
    shutil.copytree(PROJECT / "overrides", tmp_path / "overrides")
    write_sound_site(tmp_path / "docs")
    body = "Första raden.\n\n[[fakta:kop-brott]] Andra raden.\n\nTredje raden.\n"
    (tmp_path / "docs/lagen/kod.md").write_text(page("Lagen", body), encoding="utf-8")
    twin = page("Om lagen", "Kort.\n\n[[bild:dorr-pa-glant]]\n\n[[fakta:kop-brott]]\n", "source_hash: x\n")
    (tmp_path / "docs/lagen/kod.lattlast.md").write_text(twin, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    stamp()
    git(tmp_path, "init", "-q", "-b", "main")
    save(tmp_path, "först")
    git(tmp_path, "switch", "-q", "-c", "min-andring")
    return tmp_path


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, [*arguments, *DAY])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def stamp() -> None:
    assert CliRunner().invoke(main, ["mark-translated", "--yes", "lagen/kod"]).exit_code == 0


def change(project: Path, file: str, old: str, new: str) -> None:
    path = project / "docs" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def check(*arguments: str) -> Result:
    return run("check", "--base", "main", "--no-spelling", *arguments)


def test_a_change_without_faults_is_silent(project: Path) -> None:
    change(project, "lagen/kod.lattlast.md", "Kort.", "Mycket kort.")
    result = check()
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "→ 0 fel, 0 varningar.\n")


def test_an_error_of_the_change_ends_with_1(project: Path) -> None:
    change(project, "lagen/kod.lattlast.md", "Kort.", "Kort. Ring t.ex. oss.")
    result = check()
    assert result.exit_code == 1
    assert result.stdout.startswith("docs/lagen/kod.lattlast.md:6: Förkortningen ”t.ex.” är svår att läsa.")


def test_an_error_that_was_there_before_ends_with_1_but_is_not_hers(project: Path) -> None:
    change(project, "lagen/kod.lattlast.md", "Kort.", "Kort. Ring t.ex. oss.")
    save(project, "fel")
    git(project, "branch", "-f", "main")
    change(project, "lagen/kod.lattlast.md", "title: Om lagen", "title: Om vår lag")
    result = check()
    assert (result.exit_code, result.stdout) == (1, "")
    assert "→ 0 fel, 0 varningar.\n→ 1 fel fanns före din ändring: docs/lagen/kod.lattlast.md:6." in result.stderr
    github = check("--format", "github").stdout
    assert github.startswith("::error title=Felet är inte ditt::1 fel fanns före din ändring")


def test_a_text_without_its_twin_is_told_on_the_editor_s_own_line(project: Path) -> None:
    change(project, "lagen/kod.md", "Tredje raden.", "Sista raden.")
    assert check().stdout.startswith("docs/lagen/kod.lattlast.md:4: Den vanliga sidan har ändrats")
    github = check("--format", "github").stdout
    assert github.startswith(
        "::error file=docs/lagen/kod.md,line=9,title=twin-outdated::Gäller docs/lagen/kod.lattlast.md, rad 4."
    )


def test_a_record_that_is_taken_away_is_told_in_the_data_file(project: Path) -> None:
    text = (project / "docs/_data/facts.yml").read_text(encoding="utf-8")
    cut = text[: text.index("  - id: kop-brott")] + text[text.index("  - id: kop-distans") :]
    (project / "docs/_data/facts.yml").write_text(cut, encoding="utf-8")
    commands = check("--format", "github").stdout.splitlines()
    assert len([text for text in commands if "file=docs/_data/facts.yml,line=1,title=fact-unknown" in text]) == 2
    assert "Gäller docs/lagen/kod.md, rad 7. Faktumet ”kop-brott” finns inte." in commands[1]


def test_a_stricter_limit_is_the_change_s_doing(project: Path) -> None:
    settings = (project / "pyproject.toml").read_text(encoding="utf-8")
    strict = settings.replace(
        "sentence_words = 25\nsentence_words_with_fact = 25", "sentence_words = 3\nsentence_words_with_fact = 3"
    )
    assert strict != settings
    (project / "pyproject.toml").write_text(strict, encoding="utf-8")
    assert "docs/lagen/kod.md:7: Meningen har 6 ord, högst 3." in check().stdout


def test_old_advice_on_other_lines_is_one_sentence(project: Path) -> None:
    change(project, "lagen/kod.md", "Andra raden.", "Hon är ingen stackare.")
    stamp()
    save(project, "ett råd")
    git(project, "branch", "-f", "main")
    change(project, "lagen/kod.lattlast.md", "Kort.", "Helt kort.")
    result = check()
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "→ 0 fel, 0 varningar. 1 äldre råd på andra rader visas inte här.\n"


def test_json_has_the_change_s_findings_where_they_are(project: Path) -> None:
    change(project, "lagen/kod.md", "Tredje raden.", "Sista raden.")
    rows = json.loads(check("--format", "json").stdout)
    assert [(row["path"], row["rule"]) for row in rows] == [("docs/lagen/kod.lattlast.md", "twin-outdated")]


def test_a_page_that_is_taken_away_with_its_twin_leaves_the_menu_s_line(project: Path) -> None:
    for name in ("lagen/kod.md", "lagen/kod.lattlast.md"):
        (project / "docs" / name).unlink()
    result = check("--format", "github")
    assert result.exit_code == 1
    assert "title=not-in-navigation::Gäller docs/_data/nav.yml, rad 12." in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [("--base", "finns-inte"), ("--base", "main", "docs/lagen/kod.md"), ("--summary", "x.md"),
     ("--base", "main", "--external"), ("--external", "docs/lagen/kod.md"), ("--base", "--help")],
)  # fmt: skip
def test_wrong_use_ends_with_2_and_shows_nothing(project: Path, arguments: tuple[str, ...]) -> None:
    result = run("check", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert not (project / "x.md").exists()


def test_outside_a_repository_the_command_says_so(
    tmp_path: Path, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "utan-git"
    elsewhere.mkdir()
    (elsewhere / "docs").mkdir()
    (elsewhere / "pyproject.toml").write_bytes((project / "pyproject.toml").read_bytes())
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    result = run("check", "--base", "main")
    assert result.exit_code == 2 and "Git kan inte svara" in result.stderr


# --- summary


def summary(*arguments: str) -> str:
    result = run("summary", "--base", "main", "--no-spelling", *arguments)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def test_the_summary_of_no_change_says_so(project: Path) -> None:
    text = summary()
    assert "Inget att rätta på det som ändrades." in text and "Inga sidor är ändrade." in text
    assert "Ändringen rör ingen uppgift" in text.replace("\\", "")
    assert project.is_dir()


def test_the_summary_has_a_row_for_each_changed_page_with_figures_before_and_after(project: Path) -> None:
    change(project, "lagen/kod.md", "Tredje raden.", SENTENCE * 14)
    text = summary()
    row = next(line for line in text.splitlines() if "`lagen/kod`" in line)
    assert row == "| Lagen<br>`lagen/kod` | – → 18,2 | – | 12 → 150 | 7 | läs om | 2 | 1 |"
    assert "**2 fel** att rätta" in text


def test_a_new_and_a_removed_page_have_their_rows_too(project: Path) -> None:
    for name in ("lagen/kod.md", "lagen/kod.lattlast.md"):
        (project / "docs" / name).unlink()
    (project / "docs/lagen/b.md").write_text(page("Ny", "Text.\n"), encoding="utf-8")
    text = summary()
    assert "| Lagen<br>`lagen/kod` | – | – | 12 → – | 7 → – | borttagen | 0 | 0 |" in text
    assert "| Ny<br>`lagen/b` | – | – | – → 1 | – | saknas | 2 | 0 |" in text


def test_what_a_text_holds_cannot_become_markdown_or_html(project: Path) -> None:
    hostile = "'<img src=x> | [x](https://a.example) @alla **fet** `kod` #1'"
    change(project, "lagen/kod.lattlast.md", "title: Om lagen", f"title: {hostile}")
    (project / "docs/lagen/b.md").write_text(page(hostile, "Text.\n"), encoding="utf-8")
    text = summary()
    row = next(line for line in text.splitlines() if "`lagen/b`" in line)
    assert "\\<img src=x\\> \\| \\[x\\](https://a.example) \\@alla \\*\\*fet\\*\\* \\`kod\\` \\#1" in row


def test_a_summary_beyond_the_code_host_s_limit_is_cut_at_a_line(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change(project, "_data/facts.yml", "Det är brott att köpa sex.", "Det är alltid brott att köpa sex.")
    whole = summary()
    monkeypatch.setattr(change_summary, "MOST_BYTES", 500)
    text = summary()
    assert len(text.encode()) < 600 and text.endswith("Kör campaign summary på din dator.\n")
    assert whole.startswith(text.rpartition("\n\nResten")[0])


def test_a_link_to_another_file_is_not_read(project: Path) -> None:
    (project / "docs/hemligt.md").symlink_to("/etc/hostname")
    result = check()
    assert result.exit_code == 1 and "docs/hemligt.md:1: Filen är en länk till en annan fil." in result.stdout


def test_the_receipt_of_what_is_not_saved_yet(project: Path) -> None:
    change(project, "_data/facts.yml", "Det är brott att köpa sex.", "Det är alltid brott att köpa sex.")
    for form, wanted in (
        ("text", "Uppgiften kop-brott är ändrad\n---"),
        ("markdown", "### Uppgiften kop-brott är ändrad"),
    ):
        assert run("receipt", "--format", form).stdout.startswith(wanted)
    assert json.loads(run("receipt", "--format", "json").stdout)["records"][0]["id"] == "kop-brott"
    save(project, "sparat")
    assert run("receipt").stdout.startswith("Ändringen rör ingen uppgift")
    assert run("receipt", "--base", "main").stdout.startswith("Uppgiften kop-brott är ändrad")


def test_check_adds_the_summary_to_a_file_in_the_same_run(project: Path) -> None:
    (project / "ut.md").write_text("Förut.\n", encoding="utf-8")
    change(project, "lagen/kod.md", "Tredje raden.", "Sista raden.")
    assert check("--summary", "ut.md").exit_code == 1
    assert (project / "ut.md").read_text(encoding="utf-8") == "Förut.\n" + summary()


@pytest.mark.parametrize("text", ["- punkt", "+", "1. ett", "12) tolv"])
def test_a_title_that_looks_like_a_list_is_no_list(text: str) -> None:
    assert MarkdownIt().render(f"- {plain(text)}") == f"<ul>\n<li>{text}</li>\n</ul>\n"

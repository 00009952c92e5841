"""`campaign diff`, in real repositories."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import project, run, write
from test_history import git, save

__all__ = ["project"]

PAGE = "lagen/kod"
OLD, NEW = "Den är kort.", "Den är mycket kort."


@pytest.fixture
def repository(project: Path) -> Path:
    """The project with everything saved on 1 November."""
    git(project, "init", "-q", "-b", "main")
    save(project, "först")
    return project


def stamp_of(project: Path) -> str:
    text = (project / f"docs/{PAGE}.lattlast.md").read_text(encoding="utf-8")
    return text.partition("source_hash: ")[2].split()[0]


@pytest.mark.usefixtures("repository")
def test_a_pair_that_is_current_says_so() -> None:
    result = run("diff", PAGE)
    assert (result.exit_code, result.stdout) == (0, f"{PAGE}: den lättlästa sidan är intygad mot dagens text.\n")


def test_a_changed_sentence_the_twin_s_text_and_what_to_do(repository: Path) -> None:
    stamp = stamp_of(repository)
    write(repository, f"{PAGE}.md", OLD, NEW)
    save(repository, "ändrad", "2026-11-10")
    write(repository, f"{PAGE}.md", NEW, f"{NEW} Och en ny mening.")
    result = run("diff", PAGE)
    assert result.exit_code == 0
    assert "Den lättlästa sidan följer texten från 2026-11-01" in result.stdout
    assert f"  Förut: {OLD}\n  Nu:    {NEW} (rad 6)\n  Ny mening: Och en ny mening. (rad 6)\n" in result.stdout
    assert "Lättläst i dag (rad 7): Kort om lagen." in result.stdout
    assert "campaign mark-translated lagen/kod" in result.stdout
    assert stamp not in result.stdout
    suggested = run("check", "--today", "2026-11-22").stdout.partition("source_hash: ")[2].split()[0]
    assert f"  source_hash: {suggested}\n" in result.stdout
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_version_is_found_however_many_came_after(repository: Path) -> None:
    for number in range(5):
        (repository / f"docs/{PAGE}.md").write_text(
            (repository / f"docs/{PAGE}.md").read_text(encoding="utf-8") + f"\nStycke {number}.\n", encoding="utf-8"
        )
        save(repository, f"{number}", f"2026-11-1{number}")
    out = run("diff", PAGE).stdout
    assert out.count("Ny mening: Stycke") == 5
    assert "från 2026-11-01" in out


def test_windows_line_ends_and_a_mark_in_the_old_version_are_the_same_text(repository: Path) -> None:
    file = repository / f"docs/{PAGE}.md"
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    save(repository, "windows", "2026-11-05")
    write(repository, f"{PAGE}.md", OLD, NEW)
    assert "från 2026-11-05" in run("diff", PAGE).stdout


def test_a_stamp_that_no_version_has_is_compared_with_the_latest_one(repository: Path) -> None:
    write(repository, f"{PAGE}.lattlast.md", f"source_hash: {stamp_of(repository)}", "source_hash: 00000000")
    write(repository, f"{PAGE}.md", OLD, NEW)
    out = run("diff", PAGE).stdout
    assert "Ingen sparad version har den source_hash" in " ".join(out.split())
    assert "från 2026-11-01" in " ".join(out.split())
    assert f"Förut: {OLD}" in out


def test_a_twin_that_nobody_has_certified(repository: Path) -> None:
    write(repository, f"{PAGE}.lattlast.md", f"source_hash: {stamp_of(repository)}", "source_hash:")
    write(repository, f"{PAGE}.md", OLD, NEW)
    out = run("diff", PAGE).stdout
    assert "Ingen har intygat den lättlästa sidan än." in out
    assert f"Förut: {OLD}" in out


def test_a_page_that_was_never_saved_says_that_all_must_be_read(repository: Path) -> None:
    write(repository, f"{PAGE}.lattlast.md", f"source_hash: {stamp_of(repository)}", "source_hash: 00000000")
    git(repository, "rm", "-q", "--cached", f"docs/{PAGE}.md")
    git(repository, "commit", "-q", "--amend", "-m", "utan sidan")
    result = run("diff", PAGE)
    assert result.exit_code == 0
    assert "Läs hela sidan." in result.stdout
    assert "source_hash: " in result.stdout


def test_without_a_repository_the_command_says_so_and_what_to_write(project: Path) -> None:
    write(project, f"{PAGE}.md", OLD, NEW)
    result = run("diff", PAGE)
    assert result.exit_code == 0
    assert "Det går inte att se vad som har ändrats." in result.stdout
    assert "source_hash: " in result.stdout


def test_since_a_version(repository: Path) -> None:
    git(repository, "tag", "start")
    write(repository, f"{PAGE}.md", OLD, NEW)
    save(repository, "ändrad")
    run("mark-translated", "--yes", PAGE)
    assert "Förut" not in run("diff", PAGE).stdout
    out = run("diff", "--since", "start", PAGE).stdout
    assert f"Förut: {OLD}" in out
    assert "Här jämförs med versionen start." in out
    unknown = run("diff", "--since", "finns-inte", PAGE)
    assert "Git kan inte svara" in " ".join(unknown.stdout.split())
    git(repository, "rm", "-q", "--cached", "-r", "docs/lagen")
    git(repository, "commit", "-q", "-m", "borta")
    assert "Sidan fanns inte i versionen HEAD" in run("diff", "--since", "HEAD", PAGE).stdout


def test_only_a_link_that_leads_elsewhere(repository: Path) -> None:
    write(repository, "lagen/index.md", "kolon.md#en-rubrik", "kod.md")
    assert "leder nu till kod.md. Förut ledde den till" in " ".join(run("diff", "lagen/index").stdout.split())


def test_only_bold_letters(repository: Path) -> None:
    write(repository, f"{PAGE}.md", OLD, f"**{OLD}**")
    assert "Inga ord skiljer" in run("diff", PAGE).stdout


def test_an_added_fact_is_shown_with_its_words(repository: Path) -> None:
    write(repository, f"{PAGE}.md", OLD, f"{OLD} [[fakta:kop-distans]]")
    assert "Ny mening: [[fakta:kop-distans]] = ”Det gäller också på nätet.”" in run("diff", PAGE).stdout


def test_a_fact_whose_wording_changed_since_the_twin_was_stamped_is_told(repository: Path) -> None:
    for name in (f"{PAGE}.md", f"{PAGE}.lattlast.md"):
        path = repository / "docs" / name
        path.write_text(path.read_text(encoding="utf-8") + "\n[[fakta:kop-distans]]\n", encoding="utf-8")
    assert run("mark-translated", "--yes", PAGE).exit_code == 0
    save(repository, "med fakta", "2026-11-03")
    assert "Ändrat på sidan" not in run("diff", PAGE).stdout
    write(repository, "_data/facts.yml", "lattlast: Det gäller på nätet också.", "lattlast: Det gäller också på nätet.")
    save(repository, "ny lydelse", "2026-11-04")
    out = run("diff", PAGE).stdout
    assert "Ändrat på sidan: [[fakta:kop-distans]]" in out
    assert "    Förut: Det gäller på nätet också.\n    Nu:    Det gäller också på nätet.\n" in out
    assert "Vanlig svenska" not in out


def test_a_service_and_a_word_that_changed_are_told(repository: Path) -> None:
    for name in (f"{PAGE}.md", f"{PAGE}.lattlast.md"):
        path = repository / "docs" / name
        codes = "[[tjanst:bris]]\n\n[[ordlista:samtycke]]"
        path.write_text(f"{path.read_text(encoding='utf-8')}\n{codes}\n", encoding="utf-8")
    run("mark-translated", "--yes", PAGE)
    save(repository, "med tjänst", "2026-11-03")
    write(repository, "_data/glossary.yml", "att man vill vara med", "att alla vill vara med")
    services = repository / "docs/_data/services.yml"
    head, mark, rest = services.read_text(encoding="utf-8").partition("  - id: bris\n")
    rest = rest.replace("    operator", "    age: från 18 år\n    operator", 1)
    services.write_text(head + mark + rest, encoding="utf-8")
    out = run("diff", PAGE).stdout
    assert "[[tjanst:bris]]\n  Ålder\n    Förut: (tomt)\n    Nu:    från 18 år\n" in out
    assert "[[ordlista:samtycke]]\n  Förklaringen\n    Förut: att man vill vara med\n" in out


@pytest.mark.parametrize(
    ("page", "said"),
    [("lagen/kood", "Menade du ”lagen/kod”?"), ("lagen/kod.md", "Menade du ”lagen/kod”?"), ("xyz", "har inte båda")],
)
@pytest.mark.usefixtures("repository")
def test_a_page_that_is_not_there(page: str, said: str) -> None:
    result = run("diff", page)
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_missing_twin_says_how_to_write_it(repository: Path) -> None:
    (repository / f"docs/{PAGE}.lattlast.md").unlink()
    assert "campaign new --twin lagen/kod" in run("diff", PAGE).stderr

"""`campaign approve-hash`: lines that approvals.yml can take as they are, when they are filled in."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import DAY, project, run, write

from campaign.content.approved_texts import is_approved, page_hash
from campaign.content.pages import Variant, load_site

__all__ = ["project"]

PAGE = "lagen/kod"
TEXTS = (PAGE, "fakta:kop-brott", "tjanst:bris")


def approve(project: Path, lines: str) -> None:
    filled = lines.replace('person: ""', "person: Prov Provsson").replace('date: ""', "date: 2026-11-20")
    (project / "docs/_data/approvals.yml").write_text(f"approvals:\n{filled}", encoding="utf-8")


def test_the_lines_filled_in_are_approvals_that_hold(project: Path) -> None:
    result = run("approve-hash", *TEXTS)
    assert result.exit_code == 0
    assert result.stdout.count("  - id: ") == 4
    assert "Byt samtidigt ”approvals: []” mot ”approvals:”." in result.stderr
    approve(project, result.stdout)
    site = load_site(project / "docs")
    assert not site.findings
    for variant, role in ((Variant.ORDINARY, "jurist"), (Variant.LATTLAST, "lattlast")):
        page = site.page(PAGE, variant)
        assert page and is_approved(site, PAGE, variant.value, page_hash(page, site), role)  # type: ignore[arg-type]
    assert len(site.records.approvals) == 4


def test_lines_that_are_not_filled_in_are_errors_with_a_cure(project: Path) -> None:
    (project / "docs/_data/approvals.yml").write_text("approvals:\n" + run("approve-hash", PAGE).stdout, "utf-8")
    out = run("check", *DAY).stdout
    assert "docs/_data/approvals.yml:8: ”person” får inte vara tomt." in out
    assert "docs/_data/approvals.yml:9: ”date” kan inte vara ””, som inte är ett datum." in out


def test_an_approval_that_holds_is_named_and_needs_no_new_line(project: Path) -> None:
    approve(project, run("approve-hash", *TEXTS).stdout)
    result = run("approve-hash", *TEXTS)
    assert result.stdout.count("# Godkänd 2026-11-20 av Prov Provsson") == 4
    assert result.stdout.count(": gäller.") == 4
    assert "  - id:" not in result.stdout
    assert "Klistra in" not in result.stderr


def test_a_changed_word_breaks_the_approval_and_gives_a_new_hash(project: Path) -> None:
    before = run("approve-hash", PAGE).stdout
    approve(project, before)
    write(project, f"{PAGE}.md", "Den är kort.", "Den är inte kort.")
    out = run("approve-hash", PAGE).stdout
    assert "gäller inte längre, för texten är ändrad" in out
    [new] = [line for line in out.splitlines() if "content_hash" in line]
    assert new not in before


def test_another_role_does_not_do_for_a_page(project: Path) -> None:
    approve(project, run("approve-hash", PAGE).stdout.replace("role: jurist", "role: kommunikation"))
    out = run("approve-hash", PAGE).stdout
    assert "gäller inte, för sidan ska godkännas av rollen jurist" in out
    assert out.count("  - id:") == 1


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("text", "said"),
    [("lagen/kood", "lagen/kod"), ("fakta:kop-brot", "fakta:kop-brott"), ("tjanst:brs", "tjanst:bris"),
     ("annat:x", "Skriv en sida")],
)  # fmt: skip
def test_what_is_unknown(text: str, said: str) -> None:
    result = run("approve-hash", PAGE, text)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr

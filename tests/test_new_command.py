"""`campaign new`: from a command to a built pair of pages, or nothing at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from approved_project import copy_project
from at_terminal import at_terminal
from real_site import run_campaign
from test_cli import DAY, project, run, write

from campaign.content.front_matter import PageHead, TwinHead
from campaign.content.pages import Variant, load_site
from campaign.content.variants import TwinState, twin_state
from campaign.editing.choices import KINDS, ONE_PAGE

__all__ = ["project"]

DESCRIPTION = "Vad du kan se i ditt arbete, vad du kan säga och vart du kan vända dig."
GIVEN = ("--title", "För dig i tandvården", "--description", DESCRIPTION)


def files(project: Path) -> dict[str, bytes]:
    return {
        path.relative_to(project).as_posix(): path.read_bytes()
        for path in project.rglob("*") if path.is_file()
    }  # fmt: skip


def test_two_files_and_a_line_in_the_menu_and_no_finding(project: Path) -> None:
    before = files(project)
    result = run("new", "lagen/tandvard", *GIVEN, "--after", "kod", "--owner", "jurist")
    assert result.exit_code == 0, result.stderr
    after = files(project)
    assert sorted(after.keys() - before.keys()) == ["docs/lagen/tandvard.lattlast.md", "docs/lagen/tandvard.md"]
    assert [name for name in before if after[name] != before[name]] == ["docs/_data/nav.yml"]
    assert after["docs/_data/nav.yml"].replace(b"      - tandvard\n", b"") == before["docs/_data/nav.yml"]
    assert b"      - kod\n      - tandvard\n" in after["docs/_data/nav.yml"]
    assert run("check", *DAY).stdout == ""
    assert "campaign mark-translated lagen/tandvard" in result.stderr


def test_every_key_is_explained_in_the_models_own_words(project: Path) -> None:
    run("new", "lagen/tandvard", *GIVEN)
    for ending, model in ((".md", PageHead), (".lattlast.md", TwinHead)):
        head = (project / f"docs/lagen/tandvard{ending}").read_text(encoding="utf-8").split("---\n")[1]
        for key, field in model.model_fields.items():
            assert f"# {field.description}\n{key}: " in head or f"# {key}: {field.description}\n" in head, key


def test_the_page_is_a_draft_that_says_so_and_the_pair_is_current(project: Path) -> None:
    run("new", "lagen/tandvard", *GIVEN, "--audience", "bransch, yrke", "--kind", "personal")
    site = load_site(project / "docs")
    page, twin = site.page("lagen/tandvard"), site.page("lagen/tandvard", Variant.LATTLAST)
    assert page and twin and twin_state(page, twin) is TwinState.CURRENT
    assert (page.meta.draft, page.meta.audience, page.meta.kind) == (True, ["bransch", "yrke"], "personal")
    assert (page.meta.owner, page.title, page.head.description) == ("jurist", GIVEN[1], DESCRIPTION)
    assert "inte skriven än" in page.body.blocks[0].text
    assert "inte klar" in twin.body.blocks[0].text


@pytest.mark.parametrize("title", ["Lagen: så är den", "'Citat' och \"citat\"", "Nej", "12:30", "#1 – frågor?", "true"])
def test_a_title_with_signs_that_yaml_reads_otherwise(project: Path, title: str) -> None:
    assert run("new", "lagen/ny", "--title", title, "--description", DESCRIPTION).exit_code == 0
    page = load_site(project / "docs").page("lagen/ny")
    assert page and page.title == title


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("lagen/kod", *GIVEN), "Sidan ”lagen/kod” finns redan."),
        (("lagn/ny", *GIVEN), "Avdelningen ”lagn” finns inte i nav.yml. Menade du ”lagen”?"),
        (("ny", *GIVEN), "Sidan ska ligga i en avdelning. Skriv till exempel lagen/ny."),
        (("Lagen/Ny sida", *GIVEN), "Använd a–z, siffror och bindestreck, till exempel lagen/ny-sida."),
        (("lagen/ny.md", *GIVEN), "kan inte vara en adress"),
        (("lagen/../ny", *GIVEN), "kan inte vara en adress"),
        (("/etc/ny", *GIVEN), "kan inte vara en adress"),
        (("lagen/ny", "--title", "Kort", "--description", "Kort."), "Beskrivningen har 5 tecken, ska ha 50–160."),
        (("lagen/ny", "--title", "Sidan om lagen kod", "--description", DESCRIPTION), "Samma rubrik har redan docs/"),
        (("lagen/ny", "--title", "a b c d e f g h i", "--description", DESCRIPTION), "Rubriken har 9 ord, högst 8."),
        (("lagen/ny", "--title", "Dold\u202etext", "--description", DESCRIPTION), "U+202E"),
        (("lagen/ny", "--title", "Två\nrader", "--description", DESCRIPTION), "U+000A"),
        (("lagen/ny", "--title", " ", "--description", DESCRIPTION), "Skriv något här."),
        (("lagen/ny", *GIVEN, "--kind", "artikl"), "Menade du ”artikel”?"),
        (("lagen/ny", *GIVEN, "--kind", "sok"), "har bara en sida"),
        (("lagen/ny", *GIVEN, "--kind", "landning"), "en mapps första sida"),
        (("lagen/ny", *GIVEN, "--audience", "alla,yrk"), "Menade du ”yrke”?"),
        (("lagen/ny", *GIVEN, "--audience", ","), "Skriv minst ett värde"),
        (("lagen/ny", *GIVEN, "--owner", "Anna Andersson"), "Rollen ”Anna Andersson” finns inte."),
        (("lagen/ny", *GIVEN, "--image", "dor-pa-glant"), "Menade du ”dorr-pa-glant”?"),
        (("lagen/ny", *GIVEN, "--after", "kodd"), "Menade du ”kod”?"),
        ((), "Här finns ingen att fråga. Skriv också --title, PAGE, --description."),
        (("lagen/ny", "--title", "Ny"), "Här finns ingen att fråga. Skriv också --description."),
        (("--twin",), "Skriv bara sidan efter --twin"),
        (("--twin", "lagen/kod"), "finns redan på lättläst"),
        (("--twin", "lagen/kood"), "Menade du ”lagen/kod”?"),
        (("--twin", "lagen/kod", "--title", "Ny"), "Skriv bara sidan efter --twin"),
    ],
)  # fmt: skip
def test_what_is_refused_with_everything_as_it_was(project: Path, arguments: tuple[str, ...], said: str) -> None:
    before = files(project)
    result = run("new", *arguments)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert files(project) == before


def test_a_rule_that_no_question_knows_stops_the_page_too(project: Path) -> None:
    before = files(project)
    result = run("new", "lagen/ny", "--title", "Ring 020-12 34 56", "--description", DESCRIPTION)
    assert result.exit_code == 1
    assert "docs/lagen/ny.md:3: Numret 020-12 34 56" in result.stderr
    assert "Inget är sparat." in result.stderr
    assert files(project) == before


def test_a_menu_that_cannot_be_read_stops_everything(project: Path) -> None:
    (project / "docs/_data/nav.yml").write_text("sections: [", encoding="utf-8")
    before = files(project)
    assert run("new", "lagen/ny", *GIVEN).exit_code == 2
    (project / "docs/_data/nav.yml").unlink()
    assert run("new", "lagen/ny", *GIVEN).exit_code == 2
    assert files(project).keys() == before.keys() - {"docs/_data/nav.yml"}


def test_a_page_that_cannot_be_put_in_its_place_takes_the_others_with_it(project: Path) -> None:
    (project / "docs/lagen/ny.lattlast.md").mkdir()
    before = files(project)
    result = run("new", "lagen/ny", *GIVEN)
    assert result.exit_code != 0
    assert files(project) == before


def test_every_question_at_a_terminal_with_mistakes_on_the_way(project: Path) -> None:
    answers = ("lagn", "lagen", "För dig i tandvården", "lagen/kod", "", "Kort.", DESCRIPTION, "artikl", "",
               "alla, yrke", "", "dorr-pa-glant", "kodd", "kod")  # fmt: skip
    said = at_terminal("new", cwd=project, answers=answers)
    assert said.returncode == 0, said.screen
    for wanted in (
        "Menade du ”lagen”?", "Sidan ”lagen/kod” finns redan.", "Adress [lagen/tandvarden]", "har 5 tecken, ska ha",
        "en vanlig sida: text under rubriker", "Menade du ”artikel”?", "den som köper sex", "Menade du ”kod”?",
    ):  # fmt: skip
        assert wanted in said.screen, wanted
    page = load_site(project / "docs").page("lagen/tandvarden")
    assert page and (page.meta.image, page.meta.audience, page.meta.owner) == (
        "dorr-pa-glant",
        ["alla", "yrke"],
        "jurist",
    )
    assert b"      - kod\n      - tandvarden\n" in (project / "docs/_data/nav.yml").read_bytes()
    assert run("check", *DAY).exit_code == 0


def test_who_leaves_in_the_middle_has_saved_nothing(project: Path) -> None:
    before = files(project)
    said = at_terminal("new", cwd=project, answers=("lagen", "En ny sida"))
    assert said.returncode != 0
    assert files(project) == before


# --- a missing twin


def test_a_twin_of_a_written_page_is_not_taken_for_a_text(project: Path) -> None:
    (project / "docs/lagen/kod.lattlast.md").unlink()
    write(project, "lagen/kod.md", "Den är kort.", "Den är kort. [[fakta:kop-brott]] [[fakta:kop-distans]]")
    result = run("new", "--twin", "lagen/kod")
    assert result.exit_code == 0
    text = (project / "docs/lagen/kod.lattlast.md").read_text(encoding="utf-8")
    assert "\nsource_hash:\n" in text
    assert "[[fakta:kop-brott]]" in text  # a core fact; the other may be left out
    assert "[[fakta:kop-distans]]" not in text
    found = run("check", *DAY).stdout
    assert "(twin-outdated)" in found
    assert "(parity-differs)" not in found
    assert run("mark-translated", "--yes", "lagen/kod").exit_code == 0
    assert "(twin-outdated)" not in run("check", *DAY).stdout


def test_a_twin_of_a_draft_is_current(project: Path) -> None:
    (project / "docs/lagen/kod.lattlast.md").unlink()
    write(project, "lagen/kod.md", "---\ntitle", "---\ndraft: true\ntitle")
    assert run("new", "--twin", "lagen/kod").exit_code == 0
    assert run("check", *DAY).exit_code == 0


# --- the whole way


PAGES = {
    "vuxna/tandvard": ("--kind", "personal", "--audience", "bransch,yrke", "--after", "taxi"),
    "ung/ett-steg": ("--kind", "steg", "--neutral-title", "Ett steg i taget", "--audience", "ung"),
    "skola/natverk": ("--kind", "personal", "--audience", "larare"),
    "om/lista": ("--kind", "lista", "--image", "vagvisare"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in ONE_PAGE and kind != "landning"])
def test_a_page_of_every_kind_has_no_finding(project: Path, kind: str) -> None:
    assert run("new", "lagen/ny", *GIVEN, "--kind", kind).exit_code == 0
    page = load_site(project / "docs").page("lagen/ny")
    assert page and page.meta.kind == kind
    assert run("check", *DAY).stdout == ""


def test_new_pages_are_built_without_an_error(tmp_path: Path) -> None:
    folder = copy_project(tmp_path / "projekt")
    for number, (page_id, arguments) in enumerate(PAGES.items(), 1):
        made = run_campaign("new", page_id, "--title", f"Prov {number}", "--description", DESCRIPTION, *arguments,
                            cwd=folder)  # fmt: skip
        assert made.returncode == 0, made.stderr
    built = run_campaign("build", "--output", str(tmp_path / "site"), cwd=folder)
    assert built.returncode == 0, built.stderr
    for number, page_id in enumerate(PAGES, 1):
        for prefix, words in (("", "Den här sidan är inte skriven än."), ("lattlast/", "Texten är inte klar.")):
            html = (tmp_path / "site" / prefix / page_id / "index.html").read_text(encoding="utf-8")
            assert f"Prov {number}</h1>" in html
            assert words in html
            assert "Så här skriver" not in html
            assert "Ta bort den här rutan" not in html
    links = re.findall(r'href="([a-z-]+)/"', (tmp_path / "site/vuxna/index.html").read_text(encoding="utf-8"))
    assert "tandvard" in links


@pytest.mark.parametrize("kind", ["lektion", "elevblad"])
def test_a_lesson_is_not_made_by_the_command_but_told_of(project: Path, kind: str) -> None:
    result = run("new", "lagen/ny", *GIVEN, "--kind", kind)
    assert result.exit_code == 2 and "handledning/lektioner.md" in result.stderr
    assert not (project / "docs/lagen/ny.md").exists()

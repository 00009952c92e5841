"""`campaign media`: the files that it draws, what it refuses, and what must be called back when a fact is wrong."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from approved_project import copy_project
from real_site import PROJECT, run_campaign

from campaign.content.pages import Site, load_site
from campaign.editing.recall import UnknownRecordError, recall_lines, recalled
from campaign.images.cache import CACHE_FOLDER
from campaign.media.files import media_files

DAY = "2026-11-22"
MakeSite = Callable[[Mapping[str, str]], Site]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("media") / "project")


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return run_campaign("media", "--today", DAY, *arguments, cwd=project)


def drawn(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


# --- drawing


def test_the_chosen_files_are_drawn_and_summed_up(project: Path, tmp_path: Path) -> None:
    result = run(project, "--only", "en-van", "--format", "kvadrat", "--output", str(tmp_path / "ut"))
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    files = drawn(tmp_path / "ut")
    assert set(files) == {"en-van/utkast-en-van-kvadrat.png", "en-van/utkast-en-van-kvadrat-lattlast.png"}
    assert all(content.startswith(b"\x89PNG\r\n") for content in files.values())
    assert "Klart: 2 filer, " in result.stderr and f"De ligger i {tmp_path / 'ut'}/." in result.stderr


def test_a_poster_becomes_all_its_files_beside_what_lies_there(project: Path, tmp_path: Path) -> None:
    (tmp_path / "annat.txt").write_text("kvar", encoding="utf-8")
    result = run(project, "--only", "vaga-fraga", "--variant", "sv", "--output", str(tmp_path))
    assert result.returncode == 0, result.stderr
    poster = load_site(PROJECT / "docs", "docs").records.posters["vaga-fraga"]
    wanted = {f"vaga-fraga/utkast-{file.name}" for file in media_files(poster) if file.variant == "sv"}
    assert set(drawn(tmp_path)) == {"annat.txt", *wanted}


def test_the_same_bytes_whatever_the_folder_the_zone_and_the_number_of_processes(tmp_path: Path) -> None:
    made = []
    for name, processes, zone in (("a", "1", "UTC"), ("en annan-mapp", "2", "Asia/Tokyo")):
        project = copy_project(tmp_path / name)
        (project / CACHE_FOLDER).unlink()  # drawn anew, and not from the project's own cache
        chosen = ("--today", DAY, "--only", "vaga-fraga", "--processes", processes, "--output", "ut")
        result = run_campaign("media", *chosen, cwd=project, TZ=zone, PYTHONHASHSEED=processes)
        assert result.returncode == 0, result.stderr
        made.append(drawn(project / "ut"))
    assert made[0] == made[1] and made[0]


# --- refused


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--only", "en-vän"), "Menade du ”en-van”?"),
        (("--only", "en-van", "--only", "zzz"), "Välj någon av vad-som-galler"),
        (("--only", "vaga-fraga", "--format", "kort"), "Ingen affisch görs i formatet kort"),
        (("--format", "a5"), "a4"),
        (("--processes", "-1"), "-1"),
        (("--recall", "kop-brot"), "Menade du ”kop-brott”?"),
    ],
)
def test_what_is_used_wrongly_ends_with_2_and_makes_nothing(
    project: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = run(project, *arguments, "--output", str(tmp_path / "ut"))
    assert (result.returncode, result.stdout) == (2, "") and said in result.stderr
    assert not (tmp_path / "ut").exists()


def test_an_output_that_cannot_be_written_ends_with_1_in_swedish(project: Path, tmp_path: Path) -> None:
    (tmp_path / "fil").write_bytes(b"")
    result = run(project, "--only", "en-van", "--format", "kvadrat", "--output", str(tmp_path / "fil/ut"))
    assert result.returncode == 1 and "En fil ligger där en mapp skulle ligga. Inget är ändrat." in result.stderr
    (tmp_path / "ut/en-van/utkast-en-van-kvadrat-lattlast.png").mkdir(parents=True)
    result = run(project, "--only", "en-van", "--format", "kvadrat", "--output", str(tmp_path / "ut"))
    assert result.returncode == 1 and "En mapp ligger där filen skulle ligga. Inget är ändrat." in result.stderr
    assert drawn(tmp_path / "ut") == {} and "Traceback" not in result.stderr


@pytest.fixture
def own(project: Path, tmp_path: Path) -> Path:
    """A copy of the project to spoil."""
    return Path(shutil.copytree(project, tmp_path / "egen", symlinks=True))


def change(project: Path, old: str, new: str) -> None:
    file = project / "docs/_data/posters.yml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_fault_in_the_data_files_is_shown_and_nothing_is_drawn(own: Path) -> None:
    change(own, "illustration: vanner-i-parken", "illustration: vaner-i-parken")
    result = run(own, "--only", "en-van", "--output", "ut")
    assert result.returncode == 1 and not (own / "ut").exists()
    assert "bilden ”vaner-i-parken” finns inte. Menade du ”vanner-i-parken”?" in result.stderr
    assert "Inget är ritat." in result.stderr


def test_what_cannot_be_drawn_is_told_for_every_format_and_nothing_is_written(project: Path, tmp_path: Path) -> None:
    address = f"https://{'en-mycket-lang-adress.' * 6}example/"
    output = tmp_path / "ny/ut"
    result = run_campaign("media", "--today", DAY, "--only", "vaga-fraga", "--variant", "sv", "--output", str(output),
                          cwd=project, CAMPAIGN_SITE_URL=address)  # fmt: skip
    assert result.returncode == 1 and not list(tmp_path.iterdir())
    for form in ("a4", "a3", "skarm-liggande"):
        assert f"Affischen ”vaga-fraga”, formatet {form}: Adressen ”{address[:40]}" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_release_draws_nothing_that_nobody_has_approved(project: Path, tmp_path: Path) -> None:
    result = run(project, "--mode", "release", "--output", str(tmp_path / "ut"))
    assert result.returncode == 1 and not (tmp_path / "ut").exists()
    assert "Affischen ”en-van” är inte godkänd av en namngiven person." in result.stderr
    assert "hinder för att släppa affischer. Inget är ritat." in result.stderr


# --- calling back


def test_the_command_shows_paper_first_and_then_pages(project: Path) -> None:
    result = run(project, "--recall", "kop-forsok")
    lines = result.stdout.splitlines()
    assert (result.returncode, result.stderr) == (0, "")
    assert lines[0].startswith("Uppgiften kop-forsok: ")
    [paper] = [line for line in lines if line.startswith("- Affischen ”Att köpa sex är ett brott”, vanlig svenska: ")]
    assert "vad-som-galler-a4.pdf, vad-som-galler-a3.pdf" in paper and "lattlast" not in paper
    assert any(line.startswith("- Fil: Elevbladet (PDF): lektion-1-lagen-elevblad.pdf") for line in lines)
    assert "- lagen/straff, vanlig svenska och lättläst: texten" in lines
    do = next(number for number, line in enumerate(lines) if line.startswith("Gör så här: Ta ner det gamla."))
    assert do < lines.index(paper) < lines.index("- lagen/straff, vanlig svenska och lättläst: texten")


def test_a_service_is_called_back_from_the_help_map_and_from_posters_that_only_say_its_number() -> None:
    [emergency] = recalled(load_site(PROJECT / "docs", "docs"), "tjanst:sos-112")
    assert any(line.startswith("Blad att skriva ut, lättläst: ") for line in emergency.printed)
    assert any(line.startswith("Affischen ”Det är inte ditt fel”") for line in emergency.printed)
    assert "Sidfoten på alla sidor" in emergency.pages


def test_what_nothing_bears_is_said_so(make_site: MakeSite) -> None:
    site = make_site({})
    text = "\n".join(recall_lines(recalled(site, "kop-distans")[0]))
    assert "Inget på papper bär uppgiften kop-distans." in text and "Ingen sida visar uppgiften kop-distans." in text


@pytest.mark.parametrize(
    ("wanted", "cure"), [("bri", "”bris”"), ("tjanst:bri", "”tjanst:bris”"), ("???", "Skriv ett id")]
)
def test_an_unknown_id_is_told_with_what_was_meant(make_site: MakeSite, wanted: str, cure: str) -> None:
    with pytest.raises(UnknownRecordError, match="Ingen uppgift eller tjänst heter") as told:
        recalled(make_site({}), wanted)
    assert cure in str(told.value)

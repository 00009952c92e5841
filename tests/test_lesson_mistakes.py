"""What an editor can do wrong with a lesson, in a copy of the real texts: the real command names line and cure."""

from __future__ import annotations

import json
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import TODAY
from real_site import PROJECT, run_campaign

LESSONS = "skola/lektioner"
STAFF = "yrkesverksamma/utbildning.md"


@dataclass(frozen=True)
class Mistake:
    """A text in a file is put in the place of another; `told` stands on the line of `where`."""

    rule: str
    file: str
    before: str
    after: str
    where: str
    told: tuple[str, ...]


MISTAKES = [
    Mistake("lesson-step-incomplete", f"{LESSONS}/samtycke.md",
            "Syfte: eleverna ser att tystnad, tjat och tacksamhet inte är ett ja.\n", "",
            "### Ja, nej eller oklart, 12", ("Steget ”Ja, nej eller oklart” saknar ”Syfte:”.", "eget stycke")),
    Mistake("lesson-minutes-differ", f"{LESSONS}/normer.md", "### Vår replikbank, 10",
            "### Vår replikbank, 15", "## Steg för steg",
            ("Stegen är 65 minuter tillsammans, men lektionen är 60.", "Ändra stegens tid")),
    Mistake("lesson-slide-too-long", f"{LESSONS}/bilder.md", '!!! visa "En falsk bild av Adrian"',
            '!!! visa "En falsk bild av Adrian, gjord av ett klassfoto"', '!!! visa "En falsk bild av Adrian, gj',
            ("Bildens rubrik har 47 tecken, högst 45.", "Korta rubriken.")),
    Mistake("front-matter-invalid", f"{LESSONS}/ekonomi.md", "  subjects: [samhallskunskap]",
            "  subjects: [samhalskunskap]", "  subjects: [samhalskunskap]",
            ("kan inte vara ”samhalskunskap”", "Menade du ”samhallskunskap”?", "”biologi”")),
    Mistake("lesson-block-differs", f"{LESSONS}/natet.md", "- Ring 112 om eleven är i fara.\n",
            "- Ring polisen om eleven är i fara.\n", "- Ring polisen",
            ("”- Ring polisen om eleven är i fara.”", "Skriv: ”- Ring 112 om eleven är i fara.”")),
    Mistake("lesson-question-personal", f"{LESSONS}/kallkritik.md",
            "- Vad kan göra att någon svarar, fast det känns konstigt?", "- Har du svarat fast det kändes konstigt?",
            "- Har du svarat", ("handlar om eleven själv", "Skriv den om ”någon”")),
    Mistake("picture-unknown", f"{LESSONS}/vanstod.md", "image: vanner-i-parken", "image: vanner-i-parkn",
            "image:", ("vanner-i-parkn", "Menade du ”vanner-i-parken”?")),
    Mistake("staff-parts-differ", STAFF, '!!! visa "Tre frågor till', '!!! note "Tre frågor till', "## Steg för steg",
            ("Utbildningen har 5 bilder, den ska ha 6.", "!!! visa")),
    Mistake("pocket-card-too-long", STAFF, "7. Våra egna nummer:", "7. Våra egna nummer:\n8. Prata med chefen efteråt.",
            "## Fickkort", ("Fickkortet har 8 punkter, högst 7.", "Stryk någon.")),
]  # fmt: skip


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, str | int]]:
    """What the command says of the copy in which every mistake has been made; its paths begin under docs."""
    docs = tmp_path_factory.mktemp("lessons") / "docs"
    shutil.copytree(PROJECT / "docs", docs)
    for mistake in MISTAKES:
        file = docs / mistake.file
        text = file.read_text(encoding="utf-8")
        assert text.count(mistake.before) == 1, mistake
        file.write_text(text.replace(mistake.before, mistake.after), encoding="utf-8")
    twice = docs / "skola/lagen.md"
    shutil.copy(docs / LESSONS / "lagen.md", twice)
    run = run_campaign("check", "--docs", str(docs), "--no-spelling", "--format", "json", "--today", str(TODAY))
    assert run.returncode == 1 and "Traceback" not in run.stderr
    found = json.loads(run.stdout)
    return [item | {"path": item["path"].removeprefix(f"{docs}/"), "text": _line(item)} for item in found]


def _line(item: dict[str, str | int]) -> str:
    return Path(str(item["path"])).read_text(encoding="utf-8").split("\n")[int(item["line"]) - 1]


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda mistake: mistake.rule)
def test_a_mistake_is_told_on_its_line_with_what_to_write(mistake: Mistake, told: list[dict[str, str | int]]) -> None:
    found = [item for item in told if (item["path"], item["rule"]) == (mistake.file, mistake.rule)]
    assert len(found) == 1, found
    assert str(found[0]["text"]).startswith(mistake.where)
    for words in mistake.told:
        assert words in f"{found[0]['message']} {found[0]['suggestion']}"


def test_the_same_id_on_two_pages_is_told_on_both(told: list[dict[str, str | int]]) -> None:
    found = [item for item in told if item["rule"] == "lesson-id-duplicate"]
    assert [item["path"] for item in found] == ["skola/lagen.md", f"{LESSONS}/lagen.md"]
    assert all(item["text"] == "lesson:" and item["suggestion"] for item in found)
    assert f"{LESSONS}/lagen.md" in str(found[0]["message"])


def test_no_other_lesson_is_told_of(told: list[dict[str, str | int]]) -> None:
    rules = {mistake.rule for mistake in MISTAKES} | {"lesson-id-duplicate"}
    lessons = [item for item in told if item["rule"] in rules or str(item["rule"]).startswith("lesson-")]
    places = {(item["path"], item["rule"]) for item in lessons}
    spoilt = {(mistake.file, mistake.rule) for mistake in MISTAKES}
    alone = {("skola/lagen.md", "lesson-sheet-missing")}  # the copy has no sheet beside it
    assert places - spoilt - alone <= {
        (path, "lesson-id-duplicate") for path in ("skola/lagen.md", f"{LESSONS}/lagen.md")
    }

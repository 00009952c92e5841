"""Mistakes that editors make, in the project's real texts, reviewed by the workflow's own command.

.venv/bin/python tests/editors_mistakes.py      makes them in a copy and prints what the editor is told
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from conftest import TODAY
from real_site import PROJECT, run_campaign


@dataclass(frozen=True)
class Mistake:
    """What an editor did: in which file `old` became `new`, and where she is told; a line is found by its words.

    `told_at`: words on the line of the annotation, when they are others than the first line of `new`.
    """

    name: str
    path: str
    old: str
    new: str
    rule: str
    told_at: str = ""


TEN = (
    Mistake("fel nyckel överst", "stod/halsa.lattlast.md", "description: Här står", "beskrivning: Här står",
            "front-matter-unknown-key"),
    Mistake("kolon i titeln", "lagen/myter.lattlast.md", "title: Myter och fakta om sexköp",
            "title: Myter: vad är sant om sexköp?", "front-matter-invalid"),
    Mistake("ett telefonnummer för hand", "vuxna/taxi.lattlast.md", "Ring 112 om någon är i fara nu.\n",
            "Ring 112 om någon är i fara nu. Ring annars 020-12 34 56.\n", "number-unknown"),
    Mistake("en uppgift som inte finns", "lagen/utomlands.lattlast.md",
            "[När någon är under 18\u00a0år](under-18.md)\n",
            "[[fakta:barn-kopp]]\n\n[När någon är under 18 år](under-18.md)\n", "fact-unknown"),
    Mistake("en länk till en sida som inte finns", "ung/hot.lattlast.md",
            "[någon att prata med](index.md#jag-vill-prata-med-nagon)", "[någon att prata med](prata-nu.md)",
            "link-broken"),
    Mistake("en för lång mening", "om/barnets-basta.lattlast.md", "Det här är ett [[ordlista:utkast]].",
            "Det här är ett [[ordlista:utkast]] som vi har skrivit för att tänka efter vad som är bra för ett barn.",
            "sentence-too-long"),
    Mistake("en förkortning", "skola/rektor.lattlast.md", "Rektor kan göra en plan.",
            "Rektor kan t.ex. göra en plan.", "abbreviation"),
    Mistake("läs mer", "om/kontakt.lattlast.md", "På sidan [Hitta stöd](../stod/index.md) finns andra",
            "[Läs mer](../stod/index.md) om andra", "link-text-generic"),
    Mistake("en vanlig text utan den lättlästa", "lagen/historia.md", "Sedan dess har lagen blivit strängare,",
            "Efter det har lagen blivit strängare,", "twin-outdated"),
    Mistake("ett ord att undvika", "ung/bilder.lattlast.md", "Ring 112 om du är i fara.",
            "Ring 112 om du är i fara. Du är inte prostituerad.", "term-avoid"),
)  # fmt: skip

MORE = (
    Mistake("ett datum i fel form", "vuxna/taxi.lattlast.md", "changed_on: 2026-11-22", "changed_on: 22 november 2026",
            "front-matter-invalid"),
    Mistake("en bild utan beskrivning", "om/kontakt.lattlast.md", "Ring 112 om du är i fara.\n",
            "Ring 112 om du är i fara.\n\n![](../bilder/vem-gor-vad.svg)\n", "image-alt-missing",
            told_at="![](../bilder"),
    Mistake("ett stavfel", "skola/rektor.lattlast.md", "Rektor kan göra en plan.", "Rektor kan göra en plann.",
            "spelling"),
    Mistake("en källa som inte finns", "lagen/under-18.md", "sources: [", "sources: [brottsbalken-kopi, ",
            "source-unknown"),
)  # fmt: skip


@dataclass(frozen=True)
class Told:
    """One annotation as the code host reads it; `line` is 0 where it stands on no line."""

    level: str
    path: str
    line: int
    title: str
    text: str


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "user.name=Redaktör", "-c", "user.email=r@example.com", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def copy_project(folder: Path) -> Path:
    """The project's texts, settings and shapes in a repository of their own, saved as the branch main."""
    folder.mkdir(parents=True)
    shutil.copytree(PROJECT / "docs", folder / "docs")
    shutil.copytree(PROJECT / "overrides", folder / "overrides")
    shutil.copy(PROJECT / "pyproject.toml", folder)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Texterna")
    git(folder, "switch", "-q", "-c", "min-andring")
    return folder


def make(mistakes: tuple[Mistake, ...], project: Path) -> list[tuple[str, int]]:
    """Makes the mistakes and saves them; the path and line of each, as it should be told."""
    places = []
    for mistake in mistakes:
        file = project / "docs" / mistake.path
        text = file.read_text(encoding="utf-8")
        assert text.count(mistake.old) == 1, f"{mistake.path}: {mistake.old}"
        changed = text.replace(mistake.old, mistake.new)
        file.write_text(changed, encoding="utf-8")
        words = mistake.told_at or mistake.new.strip().splitlines()[0]
        line = next(number for number, row in enumerate(changed.splitlines(), 1) if words in row)
        places.append((f"docs/{mistake.path}", line))
    git(project, "commit", "-q", "-a", "-m", "Min ändring")
    return places


def review(project: Path, *, spelling: bool = True) -> tuple[int, list[Told], str]:
    """What the workflow's command says: its exit code, its annotations, and what it says beside them."""
    option = [] if spelling else ["--no-spelling"]
    result = run_campaign("check", "--base", "main", "--format", "github", "--today", str(TODAY), *option, cwd=project)
    return (
        result.returncode,
        [read(line) for line in result.stdout.splitlines() if line.startswith("::")],
        result.stderr,
    )


def read(line: str) -> Told:
    """An annotation from its workflow command."""
    match = re.fullmatch(r"::(error|warning|notice) (?:file=([^,]*),line=(\d+),)?title=([^:]*)::(.*)", line)
    assert match, line
    level, path, number, title, text = match.groups()
    return Told(level, unquote(path or ""), int(number or 0), unquote(title), unquote(text))


def main() -> None:
    """Prints what an editor is told of each mistake."""
    with tempfile.TemporaryDirectory() as folder:
        for number, mistakes in enumerate((TEN, MORE)):
            project = copy_project(Path(folder) / str(number))
            places = make(mistakes, project)
            code, told, said = review(project)
            for mistake, place in zip(mistakes, places, strict=True):
                sys.stdout.write(f"\n{mistake.name}\n")
                for one in (one for one in told if (one.path, one.line) == place):
                    sys.stdout.write(f"  {one.path}:{one.line} ({one.title})\n  {one.text}\n")
            others = [one for one in told if (one.path, one.line) not in places]
            sys.stdout.write(f"\nAndra: {others}\n{said}Slutar med {code}.\n")


if __name__ == "__main__":
    main()

"""What a communicator may do wrong with a poster, by the real commands: a clear answer, and nothing half-written."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from approved_project import copy_project
from real_site import run_campaign
from test_media import png_header

HEADLINE = 'headline: "Du kan hjälpa en vän"'
LINE = '"Lyssna, och tro på det du hör."'
PICTURE = "illustration: vanner-i-parken"
COLOURS = "{background: picture-foam, ink: ink, accent: picture-sea}"
FILE = "docs/_data/posters.yml"

#: What is written instead of what, and what the command then says.
MISTAKES = {
    "long": (HEADLINE, f'headline: "{"Det är långt " * 31}"', ("tecken", "högst 60")),
    "unbreakable": (HEADLINE, 'headline: "Ungdomsmottagningsverksamhetsutvecklingsansvar"',
                    ("för långt för en rad (46 bokstäver)", "hyphenation.yml")),
    "emoji": (HEADLINE, 'headline: "Hjälp \N{TELEPHONE RECEIVER}"', ("U+1F4DE", "typsnittet")),
    "right to left": (LINE, '"Lyssna \u05e9\u05dc\u05d5\u05dd."', ("U+05E9", "typsnittet")),
    "missing glyph": (LINE, '"Lyssna → gå."', ("→", "typsnittet")),
    "low contrast": (COLOURS, "{background: picture-foam, ink: picture-sea, accent: ink}", ("minst 7:1",)),
    "unknown token": (COLOURS, "{background: nigth, ink: ink, accent: picture-sea}", ("nigth", "night")),
    "missing picture": (PICTURE, "illustration: vaner-i-parken", ("Menade du ”vanner-i-parken”?",)),
    "a file as picture": (PICTURE, "illustration: foto.png", ("foto.png", "Välj ett id i illustrations.yml")),
}  # fmt: skip


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_project(tmp_path_factory.mktemp("misstag") / "project")


def media(project: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    chosen = ("--today", "2026-11-22", "--only", "en-van", *arguments)
    return run_campaign("media", *chosen, cwd=project, **environment)


def files_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


@pytest.mark.thorough("unbreakable", "right to left", "missing glyph", "unknown token", "a file as picture")
@pytest.mark.parametrize("case", MISTAKES)
def test_a_mistake_is_told_in_swedish_and_nothing_is_drawn(project: Path, tmp_path: Path, case: str) -> None:
    old, new, told = MISTAKES[case]
    text = (project / FILE).read_text(encoding="utf-8")
    assert text.count(old) >= 1
    try:
        (project / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
        result = media(project, "--format", "a4", "--output", str(tmp_path / "ut"))
    finally:
        (project / FILE).write_text(text, encoding="utf-8")
    assert (result.returncode, result.stdout) == (1, ""), result.stderr
    flowing = " ".join(result.stderr.split())
    assert all(part in flowing for part in told) and "en-van" in flowing, result.stderr
    assert "Traceback" not in result.stderr and not list(tmp_path.iterdir())


def test_the_check_tells_of_many_mistakes_at_once_and_of_spoilt_pictures(tmp_path: Path) -> None:
    own = copy_project(tmp_path / "egen")
    pictures = own / "docs/material"
    shapes = next(path.parent for path in (own / "overrides").rglob("*.svg") if path.stem == "dorr")
    (shapes / "dorr.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>', encoding="utf-8"
    )
    (pictures / "bomb.png").write_bytes(png_header(20_000, 20_000))
    (pictures / "avhuggen.png").write_bytes(png_header(600, 400)[:60])
    together = ("emoji", "right to left", "low contrast", "a file as picture")
    text = (own / FILE).read_text(encoding="utf-8")
    for old, new, _ in map(MISTAKES.__getitem__, together):
        text = text.replace(old, new, 1)
    (own / FILE).write_text(text, encoding="utf-8")
    result = run_campaign("check", "--no-spelling", "--today", "2026-11-22", cwd=own)
    assert result.returncode == 1 and "Traceback" not in result.stdout + result.stderr
    told = {name: [line for line in (result.stdout + result.stderr).splitlines() if name in line]
            for name in ("dorr.svg", "bomb.png", "avhuggen.png")}  # fmt: skip
    assert all(told.values()), result.stdout
    flowing = " ".join((result.stdout + result.stderr).split())
    assert [part for case in together for part in MISTAKES[case][2] if part not in flowing] == []


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small disk")
def test_a_full_disk_and_a_read_only_disk_are_told_and_leave_nothing(project: Path, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", str(disk)], check=False)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        for change in ((), ("mount", "-o", "remount,ro", str(disk))):
            if change:
                subprocess.run(change, check=True)
            result = media(project, "--format", "kvadrat", "--output", str(disk / "ut"))
            assert result.returncode == 1 and "Traceback" not in result.stderr
            assert "kan inte sparas" in result.stderr or "Inget är ändrat" in result.stderr, result.stderr
            assert not files_below(disk)
    finally:
        subprocess.run(["umount", str(disk)], check=True)

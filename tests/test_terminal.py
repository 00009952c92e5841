"""How the commands look on a real terminal (a pseudo-terminal), and what programs read from a pipe."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
from pathlib import Path

import pytest
from real_site import PROJECT, run_campaign
from test_bad_input import write_sound_site

CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
RED = "\x1b[31m"
DAY = ("--today", "2026-11-22")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small site with one error and one warning."""
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    shutil.copytree(PROJECT / "overrides", tmp_path / "overrides")
    write_sound_site(tmp_path / "docs")
    page = tmp_path / "docs/lagen/kod.md"
    page.write_text(page.read_text(encoding="utf-8").replace("description: ", "descripton: "), encoding="utf-8")
    page = tmp_path / "docs/lagen/yaml.lattlast.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nHon är ingen stackare.\n", encoding="utf-8")
    return tmp_path


def on_terminal(*arguments: str, cwd: Path, columns: int = 80, **environment: str) -> tuple[int, str]:
    """Runs a command on a terminal of so many columns: its exit code and all that was written there."""
    return python_on_terminal("-m", "campaign", *arguments, cwd=cwd, columns=columns, **environment)


def python_on_terminal(*arguments: str, cwd: Path, columns: int = 80, **environment: str) -> tuple[int, str]:
    """The same for any Python."""
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS", "LINES")}
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=cwd, stdin=theirs, stdout=theirs, stderr=theirs,
        env={**kept, "TERM": "xterm-256color", **environment},
    )  # fmt: skip
    os.close(theirs)
    written = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end has closed
            break
        if not part:
            break
        written += part
    os.close(ours)
    return process.wait(), written.decode()


def screen(text: str) -> list[str]:
    """The lines as they stand in the end: without codes, and what a bar has drawn over is gone."""
    return [line.rsplit("\r", 1)[-1] for line in CODES.sub("", text).replace("\r\n", "\n").split("\n")]


def test_a_pipe_gets_one_finding_a_line_and_nothing_else(project: Path) -> None:
    result = run_campaign("check", *DAY, cwd=project, COLUMNS="40")
    assert result.returncode == 1
    assert "\x1b" not in result.stdout + result.stderr and "\r" not in result.stderr
    for line in result.stdout.splitlines():
        assert re.fullmatch(r"docs/\S+:\d+: .+ \([a-z-]+\)", line)
    assert result.stderr.startswith("→ Granskar texterna …\n→ 1 fel, ")


@pytest.mark.parametrize("columns", [80, 60, 44])
def test_on_a_terminal_findings_are_folded_within_the_width(project: Path, columns: int) -> None:
    code, text = on_terminal("check", *DAY, cwd=project, columns=columns)
    lines = screen(text)
    assert code == 1
    assert max(map(len, lines)) <= columns
    start = next(place for place, line in enumerate(lines) if line.startswith("docs/lagen/kod.md:3:"))
    folded = " ".join(line.strip() for line in lines[start : start + 6])
    assert "docs/lagen/kod.md:3: Fel: Nyckeln ”descripton” finns inte." in folded
    assert lines[start + 1].startswith("    ")
    assert any("Varning:" in line for line in lines)


@pytest.mark.parametrize("columns", [80, 44])
def test_what_a_command_says_and_a_wrong_usage_are_folded_too(project: Path, columns: int) -> None:
    commands = (("check", "--format", "xml"), ("status", "--output", "lage.txt", *DAY), ("build", *DAY), ("chek",))
    for arguments in commands:
        _, text = on_terminal(*arguments, cwd=project, columns=columns)
        assert max(map(len, screen(text))) <= columns, arguments


def test_an_error_is_red_and_a_word(project: Path) -> None:
    _, text = on_terminal("check", *DAY, cwd=project)
    assert f"{RED}\x1b[1mFel:\x1b[0m Nyckeln" in text
    code, text = on_terminal("check", "--okand", cwd=project)
    assert code == 2
    assert f"{RED}\x1b[1mFel:\x1b[0m Valet ”--okand”" in text


@pytest.mark.parametrize("environment", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
def test_no_colours_where_nobody_wants_them(project: Path, environment: dict[str, str]) -> None:
    for arguments in (("check", *DAY), ("check", "--okand"), ("status", *DAY), ("rules",)):
        _, text = on_terminal(*arguments, cwd=project, **environment)
        assert not re.search(r"\x1b\[\d[\d;]*m", text), arguments
    assert "Fel" in text or "fel" in text


def test_a_bar_shows_how_far_it_has_come(project: Path) -> None:
    _, text = on_terminal("check", *DAY, cwd=project)
    shown = [int(found) for found in re.findall(r"Granskar texterna \[[#-]+\] +(\d+)%", CODES.sub("", text))]
    assert shown == sorted(shown) and shown[0] == 0 and shown[-1] == 100 and len(set(shown)) > 10


def test_a_build_shows_its_stages_in_a_bar_and_as_lines_in_a_pipe(project: Path) -> None:
    code, text = on_terminal("build", "--output", "ut", *DAY, cwd=project, columns=70)
    assert code == 1  # the texts have an error
    plain = CODES.sub("", text)
    assert re.search(r"→ \[-+\] +1/5 Granskar texterna", plain)
    assert max(len(part) for line in plain.split("\n") for part in line.split("\r")) <= 70
    assert "Fel: Nyckeln" in plain and "✗ Texterna har fel" in plain
    piped = run_campaign("build", "--output", "ut", *DAY, cwd=project)
    assert piped.stderr.startswith("→ 1/5 Granskar texterna …\n") and "\x1b" not in piped.stderr


def test_the_bar_of_a_finished_build_is_full(tmp_path: Path) -> None:
    code = "from campaign.cli.terminal import stages\nwith stages(2) as tell:\n    tell('1/2 Ett …'); tell('2/2 Två …')"
    _, text = python_on_terminal("-c", code, cwd=tmp_path)
    drawn = [line.rstrip() for line in re.findall(r"→ \[[^\r\n]*", CODES.sub("", text))]
    assert re.fullmatch(r"→ \[#+\] klart", drawn[-1])
    assert re.fullmatch(r"→ \[-+\] 1/2 Ett …", drawn[-3]) and re.fullmatch(r"→ \[#+-+\] 2/2 Två …", drawn[-2])


LONG_STAGE = """
import datetime
from campaign.cli import terminal
with terminal.stages(2) as tell:
    tell('1/2 Ett …')
    tell.more('1 av 9 bilder')
    terminal.LONG = datetime.timedelta(0)
    tell.more('2 av 9 bilder')
    tell('2/2 Två …')
"""


def test_a_stage_tells_how_far_it_has_come_when_it_takes_long_and_somebody_watches(tmp_path: Path) -> None:
    _, text = python_on_terminal("-c", LONG_STAGE, cwd=tmp_path)
    drawn = [line.rstrip() for line in re.findall(r"→ \[[^\r\n]*", CODES.sub("", text))]
    assert [re.sub(r"→ \[[#-]+\] ", "", line) for line in drawn][-4:] == [
        "1/2 Ett …",
        "1/2 2 av 9 bilder",
        "2/2 Två …",
        "klart",
    ]
    assert "1 av 9" not in text
    piped = subprocess.run([sys.executable, "-c", LONG_STAGE], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert piped.stderr.splitlines() == ["→ 1/2 Ett …", "→ 2/2 Två …"]


@pytest.mark.parametrize("columns", [80, 60, 44])
def test_the_table_of_states_keeps_within_the_terminal(project: Path, columns: int) -> None:
    code, text = on_terminal("status", *DAY, cwd=project, columns=columns)
    assert code == 0
    assert max(map(len, screen(text))) <= columns
    assert f"{RED}1/" in text  # the number of errors is red, and a number


def test_the_help_fits_a_narrow_terminal(project: Path) -> None:
    for arguments in ((), ("check", "--help"), ("status", "--help")):
        _, text = on_terminal(*arguments, cwd=project, columns=60)
        assert max(map(len, screen(text))) <= 60

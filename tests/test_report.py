"""`campaign report` as it is run, and its page in a browser."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from log_lines import events, line, write
from playwright.sync_api import Browser
from real_site import PROJECT, run_campaign
from test_axe import violations_by_scheme
from test_follow_up import SMALL_LOG, row

VNU = PROJECT / ".build/node/node_modules/vnu-jar/build/dist/vnu.jar"


def run(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return run_campaign("report", "--today", "2027-06-15", *map(str, arguments), **environment)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A log of a year and a day of the next, its report and its tables, as the command writes them."""
    made = tmp_path_factory.mktemp("report")
    missing = [*row("/wp-login.php", 9, status=404), *row("/gammal-adress-som-flyttats/", 7, status=404)]
    write(
        made / "visits.log",
        [*(line(*event) for event in events(8_000)), *missing, *row("/", 30, "2027-01-11T10:00"), "hej\n"],
    )
    result = run(made / "visits.log", "--out", made / "rapport.html", "--csv", made / "tabeller")
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    assert "8 047 rader lästa" in result.stderr.replace("\u00a0", " ")
    assert "1 rad kunde inte läsas" in result.stderr.replace("\u00a0", " ")
    assert "fel antal fält: 1 rad, först visits.log:8047" in result.stderr.replace("\u00a0", " ")
    return made


def test_the_page_needs_nothing_else_and_is_valid(folder: Path) -> None:
    file = folder / "rapport.html"
    assert not re.search(r"<script|<link|<img|@import|url\(|\sstyle=|\son\w+=|https?://", file.read_text("utf-8"))
    command = ["java", "-jar", str(VNU), "--stdout", str(file)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.stdout.strip() == ""


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_has_no_violation_and_fits(browser: Browser, folder: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto((folder / "rapport.html").as_uri())
    assert violations_by_scheme(tab, ("light", "dark"), None) == {}
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.locator("svg[role=img]").count() == 4
    assert asked == [(folder / "rapport.html").as_uri()]
    context.close()


def test_every_chart_says_where_its_numbers_stand(folder: Path) -> None:
    text = (folder / "rapport.html").read_text("utf-8")
    labels = re.findall(r'<svg [^>]*aria-label="([^"]+)"', text)
    assert len(labels) == 4 and all("tabellen nedanför" in label for label in labels)
    assert text.index('<h2 id="i-korthet">') < text.index('<h2 id="vecka-for-vecka">')


def test_the_same_logs_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    result = run(folder / "visits.log", "--out", tmp_path / "r.html", "--csv", tmp_path / "t", TZ="Asia/Tokyo",
                 PYTHONHASHSEED="7", LC_ALL="C.UTF-8")  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "r.html").read_bytes() == (folder / "rapport.html").read_bytes()
    tables = sorted(path.name for path in (folder / "tabeller").iterdir())
    assert tables == ["ar.csv", "filer.csv", "i-korthet.csv", "larplattformar.csv", "saknas.csv", "sidor.csv",
                      "texterna.csv", "veckor.csv"]  # fmt: skip
    for name in tables:
        assert (tmp_path / "t" / name).read_bytes() == (folder / "tabeller" / name).read_bytes()


def test_no_table_shows_a_number_of_readers_under_five(folder: Path) -> None:
    for file in sorted((folder / "tabeller").iterdir()):
        if file.name == "texterna.csv":  # of texts, not of readers
            continue
        with file.open(encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.reader(stream, delimiter=";"))
        assert len(rows) > 1, file.name
        assert not [cell for found in rows for cell in found if cell in {"0", "1", "2", "3", "4"}], file.name


def test_a_log_with_personal_data_leaves_no_report(tmp_path: Path) -> None:
    log = write(
        tmp_path / "access.log", ['192.0.2.17 - - [22/Nov/2026:14:05:11 +0100] "GET / HTTP/1.1" 200 5 "-" "-"\n']
    )
    result = run(log, "--out", tmp_path / "r.html")
    assert result.returncode == 1 and not (tmp_path / "r.html").exists()
    assert "Loggen innehåller personuppgifter. Byt format:" in result.stderr and "access.log: rad 1" in result.stderr
    assert "192.0.2.17" not in result.stderr + result.stdout


def test_what_is_wrong_ends_with_one_or_two_and_no_traceback(tmp_path: Path) -> None:
    log = write(tmp_path / "a.log", SMALL_LOG)
    for arguments, code, told in (
        ((), 2, "LOGG"),
        ((log, log), 1, "två gånger"),
        ((tmp_path / "b.log",), 1, "finns inte"),
        ((log, "--out", log), 2, "skrivas över en logg"),
        ((log, "--out", tmp_path / "r.html", "--site", tmp_path), 1, "pages.json"),
        ((log, "--out", tmp_path / "a.log" / "r.html"), 1, "kan inte sparas"),
        ((log, "--docs", tmp_path / "inga"), 2, "finns inte"),
    ):
        result = run(*arguments)
        assert result.returncode == code and told in result.stderr, (arguments, result.stderr)
        assert "Traceback" not in result.stderr
    assert log.read_text("utf-8") == "".join(SMALL_LOG)


def test_when_every_line_is_left_out_there_is_no_report_and_no_span_of_days(tmp_path: Path) -> None:
    log = write(tmp_path / "a.log", row("/198.51.100.7/", 3, status=404))
    result = run(log, "--leave-out-paths", "--out", tmp_path / "r.html")
    assert result.returncode == 1 and not (tmp_path / "r.html").exists()
    assert "3 rader lästa.\n" in result.stderr and "Ingen rad gick att räkna" in result.stderr
    assert "personuppgift i själva adressen: 3 rader, först a.log:1" in result.stderr
    assert "Traceback" not in result.stderr and "None" not in result.stderr


def test_a_log_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    log = write(tmp_path / "a.log", SMALL_LOG)
    log.chmod(0)
    caps = "-dac_override,-dac_read_search"  # by these root may read every file
    as_others = ["setpriv", f"--bounding-set={caps}", f"--inh-caps={caps}"] if os.geteuid() == 0 else []
    command = [*as_others, sys.executable, "-m", "campaign", "report", str(log), "--out", str(tmp_path / "r.html")]
    result = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert result.returncode == 2 and "a.log” går inte att läsa" in result.stderr, result.stderr
    assert not (tmp_path / "r.html").exists() and "Traceback" not in result.stderr

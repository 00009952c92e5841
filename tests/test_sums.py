"""Saved sums: counted by hand, never twice, refused when they are not as they were written, and never published."""

from __future__ import annotations

import datetime
import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from log_lines import events, line, write
from real_site import PROJECT, run_campaign
from test_follow_up import SMALL_LOG, TITLES, row

from campaign.follow_up.addresses import FILES, Measure
from campaign.follow_up.counting import BURST, count_logs
from campaign.follow_up.counts import Counts
from campaign.follow_up.figures import figures_of
from campaign.follow_up.log_files import LogError
from campaign.follow_up.sums import Sums
from campaign.follow_up.sums_file import MEASURES, NOTE, SumsError, as_bytes, read_sums

LATER = datetime.date(2026, 12, 24)
MONDAY = [*row("/lagen/", 6), *row("/", 3), *row("/stod/akut/", 2, "2026-11-16"), *row("/skola/filer/a.pdf", 7)]
TUESDAY = [*row("/lagen/", 4, "2026-11-17T09:00"), *row("/stod/akut/", 5, "2026-11-17")]


def added(sums: Sums, folder: Path, *logs: list[str]) -> Counts:
    """What is in the sums once logs have been added in one go."""
    paths = [write(folder / f"{number}.log", lines) for number, lines in enumerate(logs)]
    count_logs(paths, into=sums)
    return sums.total()


def again(sums: Sums, folder: Path, today: datetime.date = LATER) -> Sums:
    """The sums written and read again."""
    file = folder / "sums.json"
    file.write_bytes(as_bytes(sums))
    return read_sums(file, today)


def test_the_file_holds_what_was_counted_by_hand(tmp_path: Path) -> None:
    sums = Sums(today=LATER)
    added(sums, tmp_path, SMALL_LOG)
    document = json.loads(as_bytes(sums))
    assert list(document) == ["note", "version", "weeks"] and "Får inte publiceras" in document["note"] == NOTE
    first, second = document["weeks"]
    assert (first["week"], first["days"]) == ("2026-W47", ["2026-11-16", "2026-11-22"])
    assert first["days_without_time"] == ["2026-11-17"]
    assert first["measures"] == {
        "ordinary": 20 + 7 + 12 + 14 + 10 + 5, "simple": 11, "help": 14, "lesson": 10, "slides": 6, "short": 4,
        "cartridge": 8, "pdf": 9, "poster": 5,
    }  # fmt: skip
    assert first["pages"] == {"names": {
        "/": 12, "/lagen/straff/": 27, "/lattlast/lagen/straff/": 11, "/skola/lektioner/lagen-elev/": 5,
        "/skola/lektioner/lagen/": 10, "/stod/akut/": 14,
    }, "rest": 0}  # fmt: skip
    assert first["files"]["pdf"] == {"names": {"/skola/filer/lektion-1-lagen-plan.pdf": 9}, "rest": 0}
    assert first["missing"] == {"names": {"(adress som kan peka ut någon)": 5, "/gammal/": 6}, "rest": 2}
    assert (first["platforms"], first["failed"], first["robots_by_path"]) == ({"Canvas": 12}, 3, 32)
    assert (second["week"], second["measures"]) == ("2026-W48", {"ordinary": 15, "simple": 14, "help": 9})
    assert first["lines"] + second["lines"] == len(SMALL_LOG)
    for word in ("enstaka", "kim", "T10:00"):
        assert word not in as_bytes(sums).decode()


def test_a_report_of_the_sums_is_the_report_of_the_logs(tmp_path: Path) -> None:
    sums = Sums(today=LATER)
    added(sums, tmp_path, SMALL_LOG)
    straight = figures_of(count_logs([tmp_path / "0.log"]), TITLES)
    total = again(sums, tmp_path).total()
    saved = figures_of(total, TITLES)
    assert saved.tables == straight.tables and saved.totals == straight.totals
    assert (saved.opened, saved.simple_share, saved.missing_total) == ("108", "23\u00a0%", straight.missing_total)
    # Of 16 to 26 November there are lines of the 16, 17, 22, 23, 24, 25 and 26.
    assert (str(total.first_day), str(total.last_day), total.missing_days) == ("2026-11-16", "2026-11-26", 4)


def test_no_day_counts_twice_however_the_logs_overlap(tmp_path: Path) -> None:
    whole = Sums(today=LATER)
    added(whole, tmp_path, MONDAY, TUESDAY)
    sums = again(Sums(today=LATER), tmp_path)
    for logs in ([MONDAY], [MONDAY], [MONDAY + TUESDAY], [TUESDAY, MONDAY], [MONDAY]):
        added(sums, tmp_path, *logs)
        sums = again(sums, tmp_path)
    assert as_bytes(sums) == as_bytes(whole)
    total = sums.total()
    assert (total.pages["/lagen/"], total.pages["/"], total.pages["/stod/akut/"]) == (10, 3, 7)
    assert total.weeks["2026-W47"] == {Measure.ORDINARY: 20, Measure.HELP: 7, Measure.PDF: 7}


def test_the_two_logs_of_a_server_may_come_one_by_one(tmp_path: Path) -> None:
    timed = [text for text in MONDAY if "T" in text[:11]]
    untimed = [text for text in MONDAY if "T" not in text[:11]]
    sums = Sums(today=LATER)
    added(sums, tmp_path, timed)
    sums = again(sums, tmp_path)
    added(sums, tmp_path, untimed)
    whole = Sums(today=LATER)
    added(whole, tmp_path, MONDAY)
    assert as_bytes(sums) == as_bytes(whole) and not sums.skipped


def test_a_day_that_is_not_over_waits(tmp_path: Path) -> None:
    sums = Sums(today=datetime.date(2026, 11, 17))
    assert added(sums, tmp_path, MONDAY + TUESDAY).pages["/lagen/"] == 6
    assert {str(day) for day in sums.unfinished} == {"2026-11-17"}
    assert {str(day) for day in sums.added} == {"2026-11-16"}
    sums = again(sums, tmp_path, datetime.date(2026, 11, 18))
    assert added(sums, tmp_path, MONDAY + TUESDAY).pages["/lagen/"] == 10
    assert {str(day) for day in sums.skipped} == {"2026-11-16"}


def test_a_missing_address_is_named_only_when_asked_for_often_between_two_saves(tmp_path: Path) -> None:
    sums = Sums(today=LATER)
    for day in range(16, 20):
        rare, often = (
            row(path, number, f"2026-11-{day}T10:00", status=404) for path, number in (("/fyra/", 4), ("/fem/", 5))
        )
        added(sums, tmp_path, [*rare, *(often if day == 17 else often[:2])])
        sums = again(sums, tmp_path)
    # Two of the 16th were forgotten; after the 17th the name is known, and every one of that week counts.
    total = sums.total()
    assert total.missing.total == 4 * 4 + 3 * 2 + 5
    assert {name: total.missing[name] for name in total.missing} == {"/fem/": 5 + 2 + 2}


def test_a_minute_of_robots_is_left_out_once(tmp_path: Path) -> None:
    busy = [*row("/", BURST + 1), *row("/lagen/", 5, "2026-11-16T10:09")]
    sums = Sums(today=LATER)
    added(sums, tmp_path, busy)
    sums = again(sums, tmp_path)
    total = added(sums, tmp_path, busy)
    assert (total.left_out_by_rate, total.burst_minutes, total.pages["/"]) == (BURST + 1, 1, 0)


def test_four_years_fit_in_a_file_and_in_a_report(tmp_path: Path) -> None:
    sums = Sums(today=datetime.date(2031, 1, 1))
    total = added(sums, tmp_path, [line(*event) for event in events(6_000, 4 * 364)])
    assert len(sums.weeks) == 4 * 52 and total.lines == 6_000
    assert len(as_bytes(sums)) < 1_000_000
    figures = figures_of(again(sums, tmp_path).total(), TITLES)
    assert figures.years and len(figures.weeks.rows) == 4 * 52 + 1


Change = Callable[[Any], object]


@pytest.mark.parametrize(("told", "change"), [
    ("finns inte", lambda it: it.update(ny=1)),
    ("saknas", lambda it: it.pop("weeks")),
    ("version", lambda it: it.update(version=2)),
    ("heltal", lambda it: it["weeks"][0].update(lines="7")),
    ("minst 0", lambda it: it["weeks"][0].update(failed=-1)),
    ("heltal", lambda it: it["weeks"][0]["pages"].update(rest=1.0)),
    ("inte går ihop", lambda it: it["weeks"][0]["pages"].update(rest=1)),
    ("inte går ihop", lambda it: it["weeks"][0]["files"].pop("pdf")),
    ("inte går ihop", lambda it: it["weeks"][0]["measures"].update(ordinary=12)),
    ("okänt slag", lambda it: it["weeks"][0]["measures"].update(visitors=1)),
    ("dagar som inte hör dit", lambda it: it["weeks"][0].update(days=["2026-11-23"])),
    ("dagar som inte hör dit", lambda it: it["weeks"][0].update(days=["2026-11-16", "2026-11-16"])),
    ("dagar som inte hör dit", lambda it: it["weeks"][0].update(week="2026-W48")),
    ("inga rimliga dagar", lambda it: it["weeks"][0].update(days=[], days_without_time=[])),
    ("datum", lambda it: it["weeks"][0].update(days=["2026-11-31"])),
    ("står två gånger", lambda it: it["weeks"].append(it["weeks"][0])),
    ("okänd lärplattform", lambda it: it["weeks"][0].update(platforms={"Kims skola": 5})),
    ("inte är en adress", lambda it: it["weeks"][0]["missing"]["names"].update({"/a?q=kim": 5})),
    ("inte är en adress", lambda it: it["weeks"][0]["missing"]["names"].update(kim=5)),
])  # fmt: skip
def test_a_file_that_is_not_as_it_was_written_is_refused(tmp_path: Path, told: str, change: Change) -> None:
    sums = Sums(today=LATER)
    added(sums, tmp_path, MONDAY)
    document = json.loads(as_bytes(sums))
    change(document)
    file = tmp_path / "sums.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    with pytest.raises(SumsError, match=told):
        read_sums(file)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff", b'{"version": 1, "version": 1}', b"[" * 100_000])
def test_what_is_no_file_of_sums_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "sums.json").write_bytes(content)
    with pytest.raises(SumsError, match="säkerhetskopia"):
        read_sums(tmp_path / "sums.json")


def test_every_measure_has_a_lasting_name() -> None:
    assert set(MEASURES) == {"ordinary", "simple", "help", "lesson", "slides", "short", "cartridge", "pdf", "office",
                             "poster"}  # fmt: skip
    assert {MEASURES[name] for name in ("cartridge", "pdf", "office", "poster")} == set(FILES)


# --- the command


def run(*arguments: str | Path, today: str = "2026-11-18") -> tuple[int, str]:
    result = run_campaign("report", "--today", today, *map(str, arguments))
    assert result.stdout == "" and "Traceback" not in result.stderr
    return result.returncode, result.stderr


def test_the_command_saves_once_and_reports_a_file_of_weeks(tmp_path: Path) -> None:
    logs = [write(tmp_path / "a.log", MONDAY), write(tmp_path / "b.log", TUESDAY)]
    file, page = tmp_path / "sums.json", tmp_path / "r.html"
    code, told = run(*logs, "--save", file, today="2026-11-17")
    assert code == 0 and "Nya dagar: 2026-11-16." in told and "inte är slut än räknas inte: 2026-11-17." in told
    assert "publicera den inte" in told and not page.exists() and sorted(tmp_path.glob("*.html")) == []
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, told = run(*logs, "--save", file)
    assert code == 0 and "Nya dagar: 2026-11-17." in told and f"finns i {file} räknas inte igen: 2026-11-16." in told
    saved = file.read_bytes()
    code, told = run(*logs, "--save", file)
    assert code == 0 and "räknas inte igen: 2026-11-16 till 2026-11-17." in told and file.read_bytes() == saved
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, told = run("--from", file, "--out", page, "--csv", tmp_path / "t")
    assert code == 0 and f"{page} är skriven" in told
    text = page.read_text("utf-8")
    assert "Siffrorna är gjorda av sparade summor" in text and "Något är sparat av varje dag i perioden." in text
    assert "Alla rader kunde läsas" not in text and "fem gånger samma vecka sedan summorna" in text
    weeks = (tmp_path / "t/veckor.csv").read_text("utf-8-sig").splitlines()
    # 7 pages of help were opened, all of them one page: the sum would tell that of the others none was.
    assert weeks[1] == "2026 v. 47;20;<5;dolt;<5;<5;<5;7;<5;<5"
    for table in (tmp_path / "t").glob("*.csv"):
        if table.name != "texterna.csv":
            assert not re.search(r"(?:^|;)[0-4](?:;|$)", table.read_text("utf-8-sig"), re.MULTILINE), table.name


def test_the_servers_empty_logs_do_not_stop_the_daily_sums(tmp_path: Path) -> None:
    log, empty = write(tmp_path / "visits.log", MONDAY), write(tmp_path / "visits-by-day.log", [])
    older, file = write(tmp_path / "visits-by-day.log-20261116", []), tmp_path / "sums.json"
    code, told = run(log, empty, older, "--leave-out-paths", "--save", file)
    assert code == 0 and "Nya dagar: 2026-11-16." in told
    code, told = run(empty, older, "--leave-out-paths", "--save", file)
    assert code == 1 and "är tomma" in told
    visitors = write(tmp_path / "typed.log", row("/198.51.100.7/", 2, status=404))
    saved = file.read_bytes()
    code, told = run(visitors, empty, "--leave-out-paths", "--save", file)
    assert code == 0 and "None" not in told and "2 rader lästa.\n" in told and file.read_bytes() == saved


def test_logs_may_be_added_to_a_report_without_being_saved(tmp_path: Path) -> None:
    first, second = write(tmp_path / "a.log", MONDAY), write(tmp_path / "b.log", TUESDAY)
    file, page = tmp_path / "sums.json", tmp_path / "r.html"
    assert run(first, "--save", file)[0] == 0
    saved = file.read_bytes()
    code, _ = run("--from", file, first, second, "--out", page, "--csv", tmp_path / "t")
    assert code == 0 and file.read_bytes() == saved
    weeks = (tmp_path / "t/veckor.csv").read_text("utf-8-sig").splitlines()
    assert weeks[-1] == "Hela tiden;20;<5;dolt;<5;<5;<5;7;<5;<5"


def test_what_is_wrong_is_told_and_nothing_is_lost(tmp_path: Path) -> None:
    log, page = write(tmp_path / "a.log", MONDAY), tmp_path / "r.html"
    file, broken = tmp_path / "sums.json", tmp_path / "broken.json"
    assert run(log, "--save", file)[0] == 0
    broken.write_text("{", encoding="utf-8")
    saved = file.read_bytes()
    for arguments, code, said in (
        (("--save", file), 2, "minst en LOGG"),
        ((log, "--save", file, "--from", file), 2, "inte båda"),
        ((log, "--save", PROJECT / "docs/_data/sums.json"), 2, "som publiceras"),
        ((log, "--save", "site/sums.json"), 2, "som publiceras"),
        (("--from", file, "--out", file), 2, "över de sparade summorna"),
        ((log, "--save", log), 2, "över en logg"),
        (("--from", tmp_path / "borta.json", "--out", page), 1, "kan inte läsas"),
        (("--from", broken, "--out", page), 1, "trasig"),
        ((log, "--save", broken), 1, "trasig"),
        ((log, "--save", tmp_path / "a.log/s.json"), 1, "kan inte sparas"),
        ((write(tmp_path / "c.log", row("/", 9, "2026-11-18T01:00")), "--save", tmp_path / "ny.json"), 1, "hel dag"),
    ):  # fmt: skip
        seen, told = run(*arguments)
        assert seen == code and said in told, (arguments, told)
    assert file.read_bytes() == saved and broken.read_text("utf-8") == "{" and not page.exists()
    assert not (tmp_path / "ny.json").exists()


def test_a_bad_log_leaves_the_sums_as_they_were(tmp_path: Path) -> None:
    good, bad = write(tmp_path / "a.log", TUESDAY), write(tmp_path / "b.log", [*MONDAY, "192.0.2.7\n"])
    sums = Sums(today=LATER)
    with pytest.raises(LogError, match="personuppgifter"):
        count_logs([good, bad], into=sums)
    file = tmp_path / "sums.json"
    assert run(good, "--save", file)[0] == 0
    saved = file.read_bytes()
    code, told = run(good, bad, "--save", file)
    assert code == 1 and "personuppgifter" in told and file.read_bytes() == saved
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".campaign")] == []

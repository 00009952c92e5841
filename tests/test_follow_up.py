"""From log lines to figures: counted by hand, in bounded memory, and no small number can be worked out."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import itertools
import time
import tracemalloc
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from log_lines import events, line, write
from real_site import PROJECT

from campaign.content.pages import load_site
from campaign.follow_up import counting
from campaign.follow_up.addresses import Measure, is_robots, place_of, shown_path
from campaign.follow_up.counting import BURST, count_logs
from campaign.follow_up.counts import Counts, Request
from campaign.follow_up.figures import Figures, figures_of
from campaign.follow_up.log_files import LogError
from campaign.follow_up.log_format import Unreadable
from campaign.follow_up.platforms import platform_of
from campaign.follow_up.small_counts import HIDDEN, SMALL, figure, protect, shown_sum
from campaign.follow_up.tally import Tally
from campaign.follow_up.titles import SiteError, titles_of_built_site
from campaign.media.files import media_files
from campaign.site.security import Kind, kind_of

Log = Callable[..., Path]
TITLES = {"/": "Start", "/lattlast/": "Start", "/lagen/straff/": "Straffet", "/lattlast/lagen/straff/": "Straffet",
          "/stod/akut/": "Akut", "/lattlast/stod/akut/": "Akut", "/skola/lektioner/lagen/": "Lektion 1",
          "/lattlast/skola/lektioner/lagen/": "Lektion 1", "/ung/": "Ung", "/lattlast/ung/": "Ung"}  # fmt: skip


@pytest.fixture
def log(tmp_path: Path) -> Log:
    """Writes lines to a log and gives its path."""
    return lambda lines, name="a.log": write(tmp_path / name, lines)


def row(path: str, times: int = 1, date: str = "2026-11-16T10:00", status: int = 200, host: str = "-",
        method: str = "GET") -> list[str]:  # fmt: skip
    """A line, `times` times."""
    return [f"{date}\t{method}\t{path}\t{status}\t512\t{host}\n"] * times


#: Two weeks. Monday 16 November 2026 begins week 47.
SMALL_LOG = [
    *row("/lagen/straff/", 20),
    *row("/lagen/straff/", 7, "2026-11-22T23:59"),  # Sunday of week 47
    *row("/lagen/straff/", 9, "2026-11-23T00:00"),  # Monday of week 48
    *row("/lattlast/lagen/straff/", 11),
    *row("/lattlast/lagen/straff/", 8, "2026-11-24T08:00"),
    *row("/", 12, host="instructure.com"),
    *row("/", 3, "2026-11-25T08:00", host="haldor.se"),
    *row("/stod/akut/", 14, "2026-11-17"),
    *row("/lattlast/stod/akut/", 6, "2026-11-26"),
    *row("/ung/", 3, "2026-11-26"),
    *row("/skola/lektioner/lagen/", 10),
    *row("/skola/lektioner/lagen-elev/", 5),
    *row("/skola/lektioner/lagen/bildspel/", 6),
    *row("/l/1/", 4),
    *row("/skola/filer/lektion-1-lagen.imscc", 8),
    *row("/skola/filer/lektion-1-lagen-plan.pdf", 9),
    *row("/skola/filer/lektion-1-lagen-plan.pdf", 50, status=206),  # in pieces: not counted
    *row("/material/en-van/en-van-a3.pdf", 5),
    *row("/assets/a.css", 500),
    *row("/lagen/straff/", 40, method="HEAD"),
    *row("/lagen", 2, status=301),
    *row("/gammal/", 6, status=404),
    *row("/kim@skola.example", 5, status=404),
    *row("/enstaka/", 2, status=404),
    *row("/wp-login.php", 30, status=404),
    *row("/robots.txt", 2),
    *row("/lagen/", 3, status=503),
]  # fmt: skip


def test_a_small_log_counted_by_hand(log: Log) -> None:
    counts = count_logs([log(SMALL_LOG)])
    assert sorted(counts.weeks) == ["2026-W47", "2026-W48"]
    first, second = counts.weeks["2026-W47"], counts.weeks["2026-W48"]
    assert first == {
        Measure.ORDINARY: 20 + 7 + 12 + 14 + 10 + 5, Measure.SIMPLE: 11, Measure.HELP: 14, Measure.LESSON: 10,
        Measure.SLIDES: 6, Measure.SHORT: 4, Measure.CARTRIDGE: 8, Measure.PDF: 9, Measure.POSTER: 5,
    }  # fmt: skip
    assert second == {Measure.ORDINARY: 9 + 3 + 3, Measure.SIMPLE: 8 + 6, Measure.HELP: 6 + 3}
    assert counts.pages["/lagen/straff/"] == 36 and counts.pages["/lattlast/lagen/straff/"] == 19
    assert (counts.missing["/gammal/"], counts.missing.total) == (6, 13)
    assert (counts.platforms["Canvas"], counts.platforms["Haldor"]) == (12, 3)
    assert (counts.left_out_by_path, counts.left_out_by_rate, counts.failed) == (32, 0, 3)
    assert (counts.lines, counts.rejected) == (len(SMALL_LOG), 0)
    assert (str(counts.first_day), str(counts.last_day)) == ("2026-11-16", "2026-11-26")


def cells(figures: Figures, name: str) -> dict[str, tuple[str, ...]]:
    """A table's rows by their headings."""
    table = next(table for table in (*figures.tables, figures.lessons, figures.help) if table.name == name)
    return {row[0]: row[1:] for row in table.rows}


def test_the_small_logs_figures_as_they_are_shown(log: Log) -> None:
    figures = figures_of(count_logs([log(SMALL_LOG)]), TITLES)
    assert (figures.opened, figures.simple_share) == ("108", "23\u00a0%")  # 83 + 25; 25 of 108
    assert figures.totals[Measure.HELP] == "23" and figures.totals[Measure.LESSON] == "10"
    weeks = cells(figures, "veckor")
    assert weeks["2026 v. 47"][:3] == ("68", "11", "14") and weeks["2026 v. 48"][:3] == ("15", "14", "9")
    assert weeks["Hela tiden"][:3] == ("83", "25", "23")
    # A lesson was opened 10 times in one week and never in the other, which the sum would tell: so the 10 is hidden.
    assert (weeks["2026 v. 47"][3], weeks["2026 v. 48"][3], weeks["Hela tiden"][3]) == (HIDDEN, SMALL, "10")
    pages = cells(figures, "sidor")
    assert pages["Straffet"] == ("Lagen", "36", HIDDEN, "/lagen/straff/")
    assert pages["Ung"] == ("För unga", SMALL, SMALL, "/ung/") and pages["Alla sidor"][1:3] == ("83", "25")
    assert cells(figures, "larplattformar") == {"Canvas": ("12",)}
    assert cells(figures, "saknas")["/gammal/"] in (("6",), (HIDDEN,))
    assert not any("kim" in cell for table in figures.tables for found in table.rows for cell in found)


# --- small numbers


def free(total: int, shown: Sequence[int], small: int, others: int) -> bool:
    """Whether each of `small` numbers may be anything from 0 to 4, seen by who knows the sum and what is shown."""
    unknown = total - sum(shown)
    reach = range(5 * others, 4 * (small - 1) + 5 * others + 1) if not others else range(5 * others, 10**9)
    return all(unknown - value in reach for value in range(5))


def assert_free(total: str, parts: Iterable[str]) -> None:
    """That a shown sum says nothing of the small numbers beside it."""
    listed = [part.replace("\u00a0", "") for part in parts]
    small, others = listed.count(SMALL), listed.count(HIDDEN)
    if total not in (SMALL, HIDDEN) and small:
        numbers = [int(part) for part in listed if part.isdigit()]
        assert free(int(total.replace("\u00a0", "")), numbers, small, others), (total, listed)


NUMBERS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=14)


@given(NUMBERS, st.data())
def test_no_sum_gives_a_small_number_away(numbers: list[int], data: st.DataObject) -> None:
    cells = dict(enumerate(numbers))
    groups = [list(cells), data.draw(st.lists(st.sampled_from(list(cells)), unique=True)), list(cells)[::2]]
    hidden = protect(cells, groups)
    shown = {key: hidden.get(key, str(number)) for key, number in cells.items()}
    assert all((shown[key] == SMALL) == (number < 5) for key, number in cells.items())
    for group in groups:
        assert_free(shown_sum(cells, group, hidden), [shown[key] for key in group])


def test_all_is_shown_where_nothing_is_small() -> None:
    assert protect({"a": 5, "b": 6}, [["a", "b"]]) == {}
    assert protect({"a": 4, "b": 6, "c": 90}, [["a", "b", "c"]]) == {"a": SMALL, "b": HIDDEN}
    assert (figure(4), figure(5), figure(1234)) == (SMALL, "5", "1\u00a0234")


PATHS = [
    *TITLES,
    "/okand/",
    "/skola/filer/a.pdf",
    "/skola/filer/b.pdf",
    "/material/en-van/utkast-en-van-kvadrat.png",
    "/borta/",
]


@given(st.lists(st.tuples(st.sampled_from(PATHS), st.integers(0, 20), st.integers(1, 12)), max_size=25))
def test_no_table_of_a_report_gives_a_small_number_away(seen: list[tuple[str, int, int]]) -> None:
    counts = Counts(first_day=datetime.date(2026, 12, 7))
    for path, days, number in seen:
        day = datetime.date(2026, 12, 7) + datetime.timedelta(2 * days)
        counts.add(day, Request(place_of(path), missing=path == "/borta/"), number)
    figures = figures_of(counts, TITLES)
    weeks = [found[1:] for found in figures.weeks.rows]
    for column in zip(*weeks, strict=True):
        assert_free(column[-1], column[:-1])
    pages = figures.pages.rows
    for place in (2, 3):
        assert_free(pages[-1][place], [found[place] for found in pages[:-1]])
    for measure, table in ((Measure.LESSON, figures.lessons), (Measure.HELP, figures.help)):
        assert_free(figures.totals[measure], [cell for found in table.rows for cell in found[2:4]])
    for measure in figures.counts.files:
        assert_free(figures.totals[measure], [found[2] for found in figures.files.rows if found[1] == measure])
    assert_free(figures.missing_total, [found[1] for found in figures.missing.rows])
    for table in figures.tables:
        assert not any(cell in {"0", "1", "2", "3", "4"} for found in table.rows for cell in found)


# --- robots, addresses


def test_a_minute_that_no_people_could_fill_is_left_out(log: Log) -> None:
    busy = [*row("/", BURST + 1, "2026-11-16T10:00"), *row("/a.css", 9, "2026-11-16T10:00")]
    calm = row("/", BURST, "2026-11-16T10:01")
    mixed = [text for pair in itertools.zip_longest(busy, calm) for text in pair if text]
    counts = count_logs([log(mixed)])
    assert (counts.pages["/"], counts.left_out_by_rate, counts.burst_minutes) == (BURST, BURST + 10, 1)


@pytest.mark.parametrize("path", ["/robots.txt", "/sitemap.xml", "/wp-login.php", "/.env", "/.git/config", "//x",
                                  "/a/../b", "/cgi-bin/x", "/xmlrpc.php", "/lattlast/index.php"])  # fmt: skip
def test_what_only_robots_ask_for_is_known(path: str) -> None:
    assert is_robots(path)


@pytest.mark.parametrize("path", ["/", "/lagen/", "/.well-known/security.txt", "/skola/filer/a.pdf", "/om/phpunit/"])
def test_a_readers_address_is_no_robots(path: str) -> None:
    assert not is_robots(path)


def test_an_address_that_may_name_somebody_is_not_shown() -> None:
    for path in ("/kim@skola.example", "/19900101-1234", "/070-123%204567", "-", "/a%40b"):
        assert shown_path(path).startswith("("), path
    assert shown_path("/" + "a" * 300).endswith("…") and shown_path("/lagen/2026/") == "/lagen/2026/"


def test_a_platform_is_known_by_its_domain() -> None:
    assert platform_of("skola.instructure.com") == platform_of("instructure.com") == "Canvas"
    assert platform_of("instructure.com.skola.example") == platform_of("com") == "annan"


def test_every_lesson_page_of_the_site_counts_as_a_lesson() -> None:
    for page in load_site(PROJECT / "docs").published():
        measures = place_of(f"/{page.address}").measures
        assert (Measure.SIMPLE in measures) is (page.variant.value == "lattlast"), page.address
        assert (Measure.HELP in measures) is (page.section in ("stod", "ung")), page.address
        school = page.meta.lesson is not None and not page.meta.lesson.for_staff
        assert (Measure.LESSON in measures) is school or not school, page.address


def test_a_short_address_is_no_page_but_leads_to_one(log: Log) -> None:
    lines = [
        *row("/en-van/", 6, "2026-11-16"),
        *row("/lattlast/en-van/", 5, "2026-11-16"),
        *row("/ung/", 9, "2026-11-16"),
    ]
    counts = count_logs([log(lines)], short=["/en-van/"])
    assert counts.weeks["2026-W47"] == {Measure.SHORT: 11, Measure.ORDINARY: 9, Measure.HELP: 9}
    assert counts.pages.total == 9


def test_every_poster_file_is_a_poster_to_the_report_and_to_the_caches() -> None:
    files = [file for poster in load_site(PROJECT / "docs").records.posters.values() for file in media_files(poster)]
    assert {file.kind for file in files} == {"pdf", "png", "txt"}
    for file in files:
        for preview in (False, True):
            path = f"/{file.address(preview)}"
            assert place_of(path).measures == (Measure.POSTER,) and kind_of(path) is Kind.OTHER, path
    for path in (
        "/material/x.pdf",
        "/material/en-van/a.zip",
        "/material/en-van/b/a.pdf",
        "/skola/filer/a.png",
        "/a.pdf",
    ):
        assert place_of(path).measures == (), path


# --- the files


def error(paths: Sequence[Path], **more: bool) -> str:
    with pytest.raises(LogError) as found:
        count_logs(paths, **more)
    return str(found.value)


def test_packed_or_not_and_in_any_pieces_the_counts_are_the_same(log: Log, tmp_path: Path) -> None:
    whole = count_logs([log(SMALL_LOG)])
    packed = tmp_path / "b.log"  # told by what is in it, not by its name
    packed.write_bytes(gzip.compress("".join(SMALL_LOG[:300]).encode()))
    parts = count_logs([log(SMALL_LOG[300:]), packed])
    assert (parts.weeks, parts.lines) == (whole.weeks, whole.lines)


def test_each_bad_file_has_its_message(log: Log, tmp_path: Path) -> None:
    good = log(SMALL_LOG)
    assert "finns inte" in error([tmp_path / "saknas.log"])
    assert "är ingen fil" in error([tmp_path])
    assert "är tomma" in error([log([], "tom.log")])
    assert "angiven två gånger" in error([good, tmp_path / "." / "a.log"])
    copy = tmp_path / "a.log.gz"
    copy.write_bytes(gzip.compress(good.read_bytes()))
    assert "samma sak som" in error([good, copy])
    copy.write_bytes(gzip.compress(good.read_bytes())[:-20])
    assert "trasig" in error([copy])
    copy.write_bytes(b"\x1f\x8bhej")
    assert "trasig" in error([copy])
    assert "Okänt format: ingen av 2 rader" in error([log(["hej\n", "hopp\n"], "b.log")])


def test_empty_logs_among_others_are_fine_and_all_empty_are_not(log: Log, tmp_path: Path) -> None:
    """A server makes an empty log each time it turns its logs over; packed later it is empty still."""
    empty = [log([], "visits-by-day.log"), log([], "visits-by-day.log-20261121")]
    for name in ("b.gz", "c.gz"):
        (tmp_path / name).write_bytes(gzip.compress(b"", mtime=0))
        empty.append(tmp_path / name)
    good = log(SMALL_LOG)
    for paths in ([good, *empty], [*empty, good]):
        counts = count_logs(paths)
        assert (counts.lines, counts.pages["/lagen/straff/"]) == (len(SMALL_LOG), 36)
    assert "är tomma" in error(empty)
    assert "Okänt format: ingen av 1 rader" in error([good, log(["\n"], "rad.log")])


def test_what_cannot_be_read_is_counted_by_kind_with_its_first_lines(log: Log) -> None:
    lines = [*row("/lagen/", 5), *["hej\n"] * 4, *row("/lagen/", 1, "2026-13-01T00:00"), *row("/stod/", 1)]
    counts = count_logs([log(lines)])
    told = {why: (kind.number, kind.places) for why, kind in counts.unreadable.items()}
    assert told == {
        Unreadable.FIELDS: (4, [("a.log", 6), ("a.log", 7), ("a.log", 8)]),
        Unreadable.DATE: (1, [("a.log", 10)]),
        Unreadable.TIME: (1, [("a.log", 11)]),
    }
    assert (counts.rejected, counts.pages["/lagen/"]) == (6, 5)


@pytest.mark.parametrize("length", [5_000, 262_144, 1_000_000, 3_000_000])
def test_a_line_of_a_megabyte_is_left_out_and_the_next_is_read(log: Log, length: int) -> None:
    lines = [*row("/lagen/", 5), "a" * length + "\n", *row("/lagen/", 6)]
    counts = count_logs([log(lines)])
    assert counts.unreadable[Unreadable.LONG].places == [("a.log", 6)]
    assert (counts.unreadable[Unreadable.LONG].number, counts.pages["/lagen/"], counts.lines) == (1, 11, 12)


@pytest.mark.parametrize("filling", ["a", "/", ":", "1.", "bot", "a:", "\t", "?"])
def test_no_filling_makes_the_reading_slow(log: Log, filling: str) -> None:
    path = log([*row("/lagen/", 5), filling * (300_000 // len(filling)) + "\n"])
    before = time.process_time()
    with contextlib.suppress(LogError):
        count_logs([path])
    assert time.process_time() - before < 3


@pytest.mark.parametrize("place", [10, 262_140, 262_150, 700_000, 999_985])
def test_personal_data_is_found_wherever_it_stands_in_a_long_line(log: Log, place: int) -> None:
    filling = "a " * 500_000
    text = error([log([*row("/", 5), filling[:place] + " 192.0.2.77 " + filling[place:] + "\n"])])
    assert text.startswith("Loggen innehåller personuppgifter. Byt format:") and "rad 6:" in text
    assert "192.0.2.77" not in text


def test_a_log_with_personal_data_is_refused_without_telling_it(log: Log) -> None:
    text = error([log([*SMALL_LOG, "2026-11-22T10:00\tGET\t/sok/?q=kim\t200\t1\t-\n"])])
    assert text.startswith("Loggen innehåller personuppgifter. Byt format:")
    assert f"a.log: rad {len(SMALL_LOG) + 1}" in text and "kim" not in text


def test_what_a_visitor_wrote_into_the_address_can_be_left_out(log: Log) -> None:
    path = log([*SMALL_LOG, *row("/198.51.100.7/", 2, status=404)])
    assert "--leave-out-paths" in error([path]) and "198.51" not in error([path])
    counts = count_logs([path], leave_out_paths=True)
    assert counts.unreadable[Unreadable.PATH].number == 2 and counts.missing.total == 13


@given(st.lists(st.one_of(st.binary(max_size=80), st.sampled_from([text.encode() for text in SMALL_LOG])), max_size=40))
def test_any_file_is_counted_or_refused(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("any") / "a.log"
    path.write_bytes(b"\n".join(line.rstrip(b"\n") for line in lines))
    try:
        counts = count_logs([path])
    except LogError:
        return
    counted = counts.lines - counts.rejected
    assert counted > 0 and counts.pages.total <= counted


def peak(paths: Sequence[Path]) -> float:
    """The most memory that counting took, in MB."""
    tracemalloc.start()
    try:
        count_logs(paths)
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


def test_ten_times_the_lines_take_no_more_memory(log: Log) -> None:
    few = log((line(*event) for event in events(2_000)), "few.log")
    many = log((line(*event) for event in events(20_000)), "many.log")
    assert peak([many]) < peak([few]) + 2


def test_different_addresses_without_end_take_no_more_memory(log: Log, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(counting, "MOST_LEARNT", 500)  # reached sooner than by a real log
    few = log((text for place in range(2_000) for text in row(f"/{place}/", status=404)), "few.log")
    many = log((text for place in range(12_000) for text in row(f"/{place}/", status=404)), "many.log")
    assert peak([many]) < peak([few]) + 3


def test_a_tally_lets_go_of_the_rarest_and_counts_them_still() -> None:
    tally = Tally(10)
    for place in range(40):
        tally.add(str(place), 1)
        tally.add("ofta", 1)
    assert tally["ofta"] == 40 and tally.total == 80 and len(tally) <= 10


# --- the built site's titles


def test_the_built_sites_titles_are_used_and_a_wrong_file_is_told(tmp_path: Path) -> None:
    pages = tmp_path / "pages.json"
    pages.write_text('{"pages": [{"address": "https://kampanj.example/lagen/", "title": "Lagen"}]}', encoding="utf-8")
    assert titles_of_built_site(tmp_path) == {"/lagen/": "Lagen"}
    for wrong in ("", "[]", "{}", '{"pages": [1]}', '{"pages": [{"address": "/", "title": 1}]}', "[" * 100_000):
        pages.write_text(wrong, encoding="utf-8")
        with pytest.raises(SiteError, match="inte en lista"):
            titles_of_built_site(tmp_path)
    pages.unlink()
    with pytest.raises(SiteError, match="kan inte läsas"):
        titles_of_built_site(tmp_path)

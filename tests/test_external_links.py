"""Other sites' addresses, asked of a real server on loopback that behaves well and badly."""

from __future__ import annotations

import datetime
import json
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from conftest import DATA, TODAY
from real_site import PROJECT

from campaign.cli import main
from campaign.cli.external import agent_of
from campaign.content.pages import Site
from campaign.findings import Severity
from campaign.release.external_links import TOO_SLOW, Answer, LinkChecker, Manners
from campaign.release.shown_links import Place, link_findings, read_fresh, shown_addresses, write_fresh
from campaign.settings import Settings


class Strangers(ThreadingHTTPServer):
    """A server with one address for each way of behaving, and a record of what it was asked."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, str, str]] = []
        self.counts: dict[str, int] = {}
        self.at_once: dict[str, int] = {}
        self.most_at_once = 0
        self.counting = threading.Lock()
        self.stopped = threading.Event()
        self.elsewhere = ""

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Strangers

    is_counted = False

    def _answer(self) -> None:
        server, path = self.server, self.path
        server.asked.append((self.command, path, self.headers["User-Agent"]))
        server.counts[path] = server.counts.get(path, 0) + 1
        self._count(1)
        try:
            self._behave(path.strip("/"), server.counts[path])
        finally:
            self._count(-1)

    def _count(self, change: int) -> None:
        """Counts this request among those being answered, once. It has left before its answer reaches the one who
        asked, who may then ask the next thing at once."""
        if self.is_counted == (change > 0):
            return
        self.is_counted = change > 0
        server, host = self.server, self.headers["Host"]
        with server.counting:
            server.at_once[host] = server.at_once.get(host, 0) + change
            server.most_at_once = max(server.most_at_once, server.at_once[host])

    def do_HEAD(self) -> None:
        self._answer()

    def do_GET(self) -> None:
        self._answer()

    def _behave(self, name: str, time: int) -> None:
        if name in ("slow", "closed", "drip"):
            {"slow": self._slow, "closed": self._closed, "drip": self._drip}[name]()
        elif name.startswith("to-"):  # to-301-ok: a permanent move to /ok
            _, code, target = name.split("-", 2)
            self._say(int(code), Location=f"/{target}")
        elif name.startswith("away"):
            self._say(302, Location=f"{self.server.elsewhere}/landed")
        elif name == "insecure":
            self._say(302, Location="ftp://127.0.0.1/x")
        elif name == "nowhere":
            self._say(302)
        elif name == "no-head":
            self._say(405 if self.command == "HEAD" else 200)
        elif name == "false-404":
            self._say(404 if self.command == "HEAD" else 200)
        elif name == "huge":
            self._say(200 if self.command == "GET" else 405, **{"Content-Length": str(10**12)})
            if self.command == "GET":
                self.wfile.write(b"x" * 10_000)
                self.server.stopped.wait(5)
        elif name == "busy-once":
            self._say(*((429,) if time == 1 else (200,)), **({"Retry-After": "7"} if time == 1 else {}))
        elif name.startswith("busy"):
            self._say(
                429,
                **{"Retry-After": {"busy-long": "3600", "busy-day": "Wed, 21 Oct 2026 07:28:00 GMT"}.get(name, "2")},
            )
        elif name == "wakes-up":
            self._say(500 if time <= 2 else 200)  # HEAD and GET fail, then it answers
        elif name.startswith("landed"):
            self.server.stopped.wait(0.05)
            self._say(200)
        elif name.isdigit():
            self._say(int(name))
        else:
            self._say(200)

    def _say(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": "0"} | headers).items():
            self.send_header(name, value)
        self._count(-1)
        self.end_headers()

    def _slow(self) -> None:
        self.server.stopped.wait(5)

    def _closed(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def _drip(self) -> None:
        self.wfile.write(b"HTTP/1.1 200 OK\r\n")
        while not self.server.stopped.wait(0.05):
            try:
                self.wfile.write(b"X-A: b\r\n"[:1])
                self.wfile.flush()
            except OSError:
                return

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Strangers]:
    running = Strangers()
    thread = threading.Thread(target=running.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    yield running
    running.stopped.set()
    running.shutdown()
    running.server_close()


@pytest.fixture
def waited() -> list[float]:
    return []


@pytest.fixture
def checker(waited: list[float]) -> LinkChecker:
    return LinkChecker(Manners("RakaSvar-lankkontroll/1", timeout=0.5, longest=1, schemes=frozenset({"http"}),
                               pause=waited.append))  # fmt: skip


@pytest.mark.parametrize(
    ("path", "status", "detail"),
    [
        ("ok", "ok", ""),
        ("no-head", "ok", ""),
        ("false-404", "ok", ""),
        ("huge", "ok", ""),
        ("wakes-up", "ok", ""),
        ("busy-once", "ok", ""),
        ("404", "gone", "404"),
        ("410", "gone", "410"),
        ("403", "refused", "403"),
        ("500", "silent", "Servern svarar med fel 500."),
        ("busy", "busy", ""),
        ("busy-long", "busy", ""),
        ("busy-day", "busy", ""),
        ("to-302-ok", "ok", ""),
        ("to-301-ok", "moved", "/ok"),
        ("to-308-to-301-ok", "moved", "/ok"),
        ("to-301-to-302-ok", "moved", "/to-302-ok"),
        ("to-302-to-301-ok", "ok", ""),
        ("to-301-404", "gone", "404"),
        ("to-302-to-302-to-302-ok", "ok", ""),
        ("to-302-to-302-to-302-to-302-ok", "circle", ""),
        ("to-302-to-302-loop", "ok", ""),
        ("insecure", "unsafe", "ftp://127.0.0.1/x"),
        ("nowhere", "unsafe", ""),
        ("slow", "silent", TOO_SLOW),
        ("drip", "silent", TOO_SLOW),
        ("closed", "silent", "Servern bröt anslutningen."),
    ],
)
def test_each_way_of_behaving(server: Strangers, checker: LinkChecker, path: str, status: str, detail: str) -> None:
    wanted = server.address + detail if detail.startswith("/") else detail
    assert checker.ask(f"{server.address}/{path}") == Answer(status, wanted)


def test_a_page_that_leads_to_itself_is_left_after_three_redirections(server: Strangers, checker: LinkChecker) -> None:
    server.counts["/"] = 0
    assert checker.ask(f"{server.address}/to-302-to-302-to-302-to-302-to-302-x").status == "circle"
    assert len(server.asked) == 4


def test_no_server_at_all_is_told_after_a_second_try(checker: LinkChecker, waited: list[float]) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}/"
    assert checker.ask(address) == Answer("silent", "Servern tar inte emot någon anslutning.")
    assert waited == [1]


def test_a_name_that_does_not_exist_is_told(checker: LinkChecker) -> None:
    assert checker.ask("http://finns-inte.invalid/") == Answer("silent", "Namnet på servern finns inte.")


def test_a_server_without_a_certificate_that_holds_is_told(server: Strangers, checker: LinkChecker) -> None:
    answer = checker.ask(f"https://127.0.0.1:{server.server_port}/")
    assert answer == Answer("silent", "Den säkra anslutningen till servern misslyckades.")


def test_each_address_is_asked_once_with_a_name_and_a_pause_between(
    server: Strangers, checker: LinkChecker, waited: list[float]
) -> None:
    told: list[int] = []
    addresses = [f"{server.address}/{name}" for name in ("a", "b", "c", "a")]
    answers = checker.check(addresses, told.append)
    assert answers == dict.fromkeys(addresses, Answer("ok"))
    assert [path for _, path, _ in server.asked] == ["/a", "/b", "/c"]
    assert {(method, agent) for method, _, agent in server.asked} == {("HEAD", "RakaSvar-lankkontroll/1")}
    assert waited == [1, 1] and told == [3]


def test_a_host_is_asked_by_one_at_a_time_also_by_those_who_are_led_there(
    server: Strangers, checker: LinkChecker
) -> None:
    other = server.address.replace("127.0.0.1", "localhost")
    server.elsewhere = server.address
    mine = [f"{server.address}/landed-{number}" for number in range(6)]
    led = [f"{other}/away-{number}" for number in range(6)]
    answers = checker.check(mine + led)
    assert {answer.status for answer in answers.values()} == {"ok"} and len(server.asked) == 18
    assert server.most_at_once == 1


def test_a_host_that_asks_us_to_wait_is_waited_for_and_then_left_alone(
    server: Strangers, checker: LinkChecker, waited: list[float]
) -> None:
    answers = checker.check([f"{server.address}/{name}" for name in ("busy-a", "c", "d")])
    assert {answer.status for answer in answers.values()} == {"busy"}
    assert [path for _, path, _ in server.asked] == ["/busy-a", "/busy-a"]
    assert waited == [2, 1]


def test_a_long_wait_is_not_waited(server: Strangers, checker: LinkChecker, waited: list[float]) -> None:
    assert checker.ask(f"{server.address}/busy-long") == Answer("busy")
    assert waited == [] and len(server.asked) == 1


def test_swedish_signs_in_an_address_are_asked_for_as_they_should(server: Strangers, checker: LinkChecker) -> None:
    assert checker.ask(f"{server.address}/stöd?namn=åäö&sida=1%20a").status == "ok"
    assert server.asked[0][1] == "/st%C3%B6d?namn=%C3%A5%C3%A4%C3%B6&sida=1%20a"


# --- what is shown, and what is said


def test_every_address_that_a_reader_can_follow_is_found_once_with_its_lines(
    make_site: Callable[..., Site], settings: Settings
) -> None:
    page = "---\ntitle: A\ndescription: B.\n---\n[B](https://b.example/x#del) [C](b.md) [Ring](tel:112)\n\n[B igen](https://b.example/x)\n"
    site = make_site({"a.md": page})
    places = shown_addresses(site, settings)
    assert places["https://b.example/x"] == [Place("docs/a.md", 5), Place("docs/a.md", 7)]
    rows = DATA["sources"].splitlines()
    assert places["https://www.riksdagen.se/"] == [
        Place("docs/_data/sources.yml", 1 + rows.index("    url: https://www.riksdagen.se/"))
    ]
    assert places["https://socialtstod.stockholm"][0].path == "pyproject.toml"
    assert set(settings.table.exit_urls) <= places.keys()
    assert not [address for address in places if not address.startswith("https://")]


def test_a_hidden_service_s_address_is_not_asked(make_site: Callable[..., Site], settings: Settings) -> None:
    site = make_site({})
    service = site.records.services["bris"].model_copy(update={"url": "https://bris.example/"})
    site.records.services["bris"] = service
    assert "https://bris.example/" in shown_addresses(site, settings)
    site.records.services["bris"] = service.model_copy(update={"show": "hidden"})
    assert "https://bris.example/" not in shown_addresses(site, settings)


@pytest.mark.parametrize(
    ("answer", "severity", "said"),
    [
        (Answer("gone", "404"), Severity.ERROR, "Sidan finns inte längre: https://a.example/ (svar 404)."),
        (Answer("moved", "https://b.example/"), Severity.WARNING, "Ny adress: https://b.example/"),
        (Answer("silent", TOO_SLOW), Severity.WARNING, "https://a.example/ svarar inte. Servern svarar inte i tid."),
        (Answer("busy"), Severity.WARNING, "Adressen prövas nästa vecka igen."),
        (Answer("refused", "403"), Severity.WARNING, "släpper inte in granskningen (svar 403)"),
        (Answer("circle"), Severity.WARNING, "skickar runt besökaren"),
        (Answer("unsafe", "http://a.example/"), Severity.WARNING, "osäker adress. http://a.example/"),
    ],
)
def test_only_a_page_that_is_gone_is_an_error_and_each_finding_has_a_cure(
    answer: Answer, severity: Severity, said: str
) -> None:
    places = {"https://a.example/": [Place("docs/a.md", 3), Place("docs/b.md", 4)]}
    first, second = link_findings(places, {"https://a.example/": answer})
    assert (first.path, first.line, second.path) == ("docs/a.md", 3, "docs/b.md")
    assert first.severity is severity and first.suggestion
    assert said in f"{first.message} {first.suggestion}"


def test_what_answers_well_is_no_finding() -> None:
    assert link_findings({"https://a.example/": [Place("docs/a.md", 3)]}, {"https://a.example/": Answer("ok")}) == []


def test_an_address_that_answered_well_is_not_asked_again_for_a_week(tmp_path: Path) -> None:
    file = tmp_path / "cache/links.json"
    write_fresh(file, {}, {"https://a.example/": Answer("ok"), "https://b.example/": Answer("silent")}, TODAY)
    assert read_fresh(file, TODAY + datetime.timedelta(days=6)) == {"https://a.example/": Answer("ok")}
    assert read_fresh(file, TODAY + datetime.timedelta(days=7)) == {}
    assert read_fresh(file, TODAY - datetime.timedelta(days=1)) == {}
    later = TODAY + datetime.timedelta(days=3)
    write_fresh(file, read_fresh(file, later), {"https://c.example/": Answer("ok")}, later)
    assert json.loads(file.read_text(encoding="utf-8")) == {
        "https://a.example/": str(TODAY), "https://c.example/": str(later),
    }  # fmt: skip


@pytest.mark.parametrize("text", ["", "{", "[]", '{"https://a.example/": 3}', '{"https://a.example/": "i dag"}'])
def test_a_cache_that_cannot_be_read_is_empty(tmp_path: Path, text: str) -> None:
    (tmp_path / "links.json").write_text(text, encoding="utf-8")
    assert read_fresh(tmp_path / "links.json", TODAY) == {}


def test_the_name_that_strangers_see_is_the_site_s(settings: Settings) -> None:
    assert agent_of(settings) == "RakaSvar-lankkontroll/1"


def test_the_command_asks_nothing_when_all_was_asked_lately(
    tmp_path: Path, write_docs: Callable[..., Path], settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No address of the small site may be asked in a test: all stand in the cache."""
    docs = write_docs({})
    (tmp_path / "pyproject.toml").write_text((settings.project / "pyproject.toml").read_text("utf-8"), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    addresses = ["https://www.riksdagen.se/", settings.table.city_help_url, *settings.table.exit_urls]
    write_fresh(tmp_path / ".build/cache/external-links.json", {}, dict.fromkeys(addresses, Answer("ok")), TODAY)
    result = CliRunner().invoke(main, ["check", "--external", "--docs", docs.name, "--today", str(TODAY)])
    assert (result.exit_code, result.stdout) == (0, "")
    assert "Kontrollerar 0 länkar till andra sajter. 4 kontrollerades nyligen." in result.stderr


def test_other_people_s_servers_never_decide_whether_a_change_is_let_in() -> None:
    """Only the weekly script asks them, and only the weekly workflow, which no change starts, runs that script."""
    scripts = sorted((PROJECT / "scripts").iterdir())
    asking = [path.name for path in scripts if "--external" in path.read_text(encoding="utf-8")]
    assert asking == ["weekly"]
    running = {}
    for path in sorted((PROJECT / ".github/workflows").glob("*.yml")):
        text = path.read_text(encoding="utf-8")
        assert "--external" not in text
        if "scripts/weekly" in text:
            running[path.name] = set(yaml.safe_load(text)[True])  # YAML takes "on" for a truth
    assert running == {"weekly.yml": {"schedule", "workflow_dispatch"}}
    assert "scripts/weekly" not in (PROJECT / ".ci/run").read_text(encoding="utf-8")

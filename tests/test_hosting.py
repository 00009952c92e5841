"""The configurations in real servers: every header of the table on every kind of answer, and logs without a visitor."""

from __future__ import annotations

import contextlib
import dataclasses
import gzip
import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st
from real_site import BuiltSite, run_campaign
from web_servers import MODULES, NAMES, Server, first_file, program, readable_folder, running

from campaign.follow_up import log_format
from campaign.follow_up.counting import count_logs
from campaign.follow_up.log_format import FIELDS
from campaign.hosting import visits_log
from campaign.hosting.apache import apache, apache_alone
from campaign.hosting.caddy import caddy
from campaign.hosting.content_types import content_type
from campaign.hosting.headers_file import headers_file
from campaign.hosting.host import Host, HostError, Redirect
from campaign.hosting.nginx import nginx, nginx_alone
from campaign.hosting.visits_log import METHOD, SENSITIVE, UNWRITTEN, rotation
from campaign.site.security import HEADER_POLICY, WORKER, headers

MOVED = Redirect("/gammal/sida", "/lagen/")


@pytest.fixture(scope="module")
def site(built_site: BuiltSite) -> Iterator[Path]:
    """The built site where the servers' own users may read it, with a folder that nobody should see."""
    with readable_folder() as folder:
        copy = folder / "site"
        shutil.copytree(built_site.folder, copy)
        (copy / ".git").mkdir()
        (copy / ".git/config").write_text("hemligt", encoding="utf-8")
        (copy / ".well-known").mkdir(exist_ok=True)
        (copy / ".well-known/security.txt").write_text("Contact: https://kampanj.example/\n", encoding="utf-8")
        for path in [copy, *copy.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield copy


@pytest.fixture(scope="module")
def servers(site: Path) -> Iterator[dict[str, Server]]:
    with contextlib.ExitStack() as stack:
        folder = site.parent
        yield {name: stack.enter_context(running(name, site, folder, (MOVED,))) for name in NAMES}


@pytest.fixture(params=NAMES)
def server(request: pytest.FixtureRequest, servers: dict[str, Server]) -> Server:
    return servers[request.param]


def answers(site: Path) -> list[tuple[str, str, dict[str, str], int]]:
    """Method, address, headers of the request and the status: one answer of every kind."""
    css, font = first_file(site, "assets/campaign.*.css"), first_file(site, "assets/*.woff2")
    pdf, svg = first_file(site, "skola/filer/*.pdf"), first_file(site, "bilder/*.svg")
    packed = {"Accept_Encoding": "gzip, br"}
    return [
        ("GET", "/", {}, 200), ("GET", "/", packed, 200), ("HEAD", "/stod/", {}, 200),
        ("GET", "/lattlast/ung/", {"Accept_Encoding": "gzip"}, 200), ("GET", "/lagen/?q=abc", {}, 200),
        ("GET", "/stod", {}, 301), ("GET", "/lattlast/stod", {}, 301), ("GET", MOVED.old, {}, 301),
        ("GET", "/.git/config", {}, 403), ("GET", "/.env", {}, 403),
        ("GET", "/finns/inte/", {}, 404), ("GET", "/finns/inte/", packed, 404),
        ("GET", "/assets/campaign.00000000.css", {}, 404), ("GET", f"{css}.br", {}, 404), ("GET", "/404.html", {}, 404),
        ("POST", "/stod/", {}, 405), ("DELETE", css, {}, 405), ("OPTIONS", "/", {}, 405),
        ("GET", css, {"Range": "bytes=0-9"}, 206), ("GET", pdf, {"Range": "bytes=0-9"}, 206), ("GET", pdf, {}, 200),
        ("GET", "/", {"Range": "bytes=0-9"}, 206), ("GET", svg, {}, 200), ("GET", "/lektioner.json", packed, 200),
        ("GET", css, {}, 200), ("GET", css, packed, 200), ("GET", font, {}, 200), ("GET", WORKER, {}, 200),
        ("GET", WORKER, packed, 200), ("GET", "/pagefind/pagefind.js", {}, 200), ("GET", "/robots.txt", {}, 200),
        ("GET", "/favicon.ico", {}, 200), ("GET", "/sitemap.xml", {}, 200), ("GET", "/manifest.json", {}, 200),
        ("GET", "/.well-known/security.txt", {}, 200), ("GET", "/.well-known/.dold", {}, 403),
        ("GET", first_file(site, "skola/filer/*.imscc"), {}, 200),
        ("GET", first_file(site, "pagefind/fragment/*"), {}, 200),
    ]  # fmt: skip


def test_every_answer_carries_the_whole_table(server: Server, site: Path) -> None:
    compared, different = 0, []
    for method, path, asked, status in answers(site):
        answer = server.ask(path, method, **asked)
        seen = [("status", [answer.status], status)]
        seen += [
            (name, answer.headers.get_all(name) or [], value)
            for name, value in headers(path.partition("?")[0], status).items()
        ]
        if status in (200, 206):
            kind = content_type(path.partition("?")[0])
            seen.append(("Content-Type", answer.headers.get_all("Content-Type") or [], kind))
        compared += len(seen)
        different += [(method, path, asked, what, found, value) for what, found, value in seen if found != [value]]
    assert different == []
    assert compared > 300


def test_a_revalidated_file_keeps_its_headers(server: Server, site: Path) -> None:
    for path in (first_file(site, "assets/campaign.*.css"), "/robots.txt"):
        tag = server.ask(path).headers["ETag"]
        answer = server.ask(path, If_None_Match=tag)
        assert answer.status == 304 and answer.body == b""
        assert {name: answer.headers[name] for name in headers(path)} == headers(path)


def test_packed_files_are_sent_to_who_asks_and_hold_the_original(server: Server, site: Path) -> None:
    for path in ("/", first_file(site, "assets/campaign.*.css"), "/pages.json", WORKER, "/sitemap.xml"):
        plain = server.ask(path)
        assert "Content-Encoding" not in plain.headers
        original = (site / path.lstrip("/") / "index.html" if path.endswith("/") else site / path[1:]).read_bytes()
        assert plain.body == original
        forms = (("gzip, deflate, br", "br", brotli.decompress), ("gzip", "gzip", gzip.decompress))
        for asked, encoding, unpack in forms:
            answer = server.ask(path, Accept_Encoding=asked)
            assert answer.headers["Content-Encoding"] == encoding, path
            assert "accept-encoding" in answer.headers["Vary"].lower()
            assert len(answer.body) < len(original) and unpack(answer.body) == original


def test_errors_show_the_sites_own_page_and_no_version(server: Server, site: Path) -> None:
    own = (site / "404.html").read_bytes()
    for method, path in (("GET", "/finns/inte/"), ("GET", "/.git/config"), ("POST", "/"), ("GET", "/finns.css")):
        answer = server.ask(path, method)
        assert answer.body == own, path
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    for path in ("/", "/stod", "/finns/inte/"):
        assert not re.search(r"\d", server.ask(path).headers["Server"] or "")


def test_redirects_stay_on_the_site_and_folders_are_not_listed(server: Server) -> None:
    for path, target in (("/stod", "/stod/"), ("/stod?q=abc", "/stod/"), (MOVED.old, MOVED.new)):
        location = server.ask(path).headers["Location"].removeprefix(server.address)
        assert location.partition("?")[0] == target, path
    for path in ("//annan.example/..", "/%2f%2fannan.example", "//annan.example"):
        assert "annan.example" not in (server.ask(path).headers["Location"] or "")
    for path in ("/assets/", "/pagefind/", "/skola/filer/"):
        answer = server.ask(path)
        assert answer.status in (403, 404) and b"Index of" not in answer.body


SECRETS = ("Spionen", "hemligt", "agneta", "0701234567", "127.0.0.1", "203.0.113.7", "minskola", "elev")
LINE = re.compile(
    r"(2026|20\d\d)-\d\d-\d\d(T\d\d:\d\d)?\t([A-Z]{1,12}|-)\t(/[A-Za-z0-9._/-]{0,200}|-)\t\d{3}\t\d+\t([a-z0-9.]+|-)"
)


def test_the_logs_hold_no_visitor(server: Server) -> None:
    known = {"User_Agent": "Mozilla/5.0 Spionen", "X_Forwarded_For": "203.0.113.7", "Cookie": "namn=agneta",
             "Referer": "https://minskola.itslearning.com/kurs?elev=agneta", "Authorization": "Basic YQ=="}  # fmt: skip
    paths = ["/", "/stod/?namn=agneta", "/stod", "/lattlast/ung/", "/STOD/", "/%73tod/", "/lagen/?q=hemligt",
             "/.git/config",
             "/agneta@annan.example", "/0701234567", "/203.0.113.7/", "/0701234567%20x", "/finns/inte/?hemligt",
             "/%0d%0aagneta%09x",
             "/" + "a" * 300, "/assets/campaign.00000000.css", "/pagefind/pagefind.js", "/404.html"]  # fmt: skip
    before = len(server.lines())
    for path in paths:
        server.ask(path, **known)
    server.ask("/stod/", "POST", **known)
    server.ask("/", Referer="https://elev.annan.example/")
    server.ask("/", Referer="https://annan.example/?https://itslearning.com/")
    server.ask("/", Referer="https://agneta:itslearning.com@annan.example/")
    refused = sum(server.send(line) for line in (b"GARBAGE\r\n\r\n", b"GET /\x01agneta HTTP/1.1\r\nHost: a\r\n\r\n",
                                                 b"GET http://annan.example/?agneta HTTP/1.1\r\nHost: a\r\n\r\n",
                                                 b"get / HTTP/9.9\r\nX-Agneta: x\r\n\r\n"))  # fmt: skip
    assert refused == 4
    lines = server.lines()
    written = [*lines, *server.told.read_text("utf-8").splitlines()]
    assert len(paths) - 2 + 4 <= len(lines) - before <= len(paths) - 2 + 4 + refused
    assert [line for line in written for secret in SECRETS if secret.lower() in line.lower()] == []
    rows = [read_line(line) for line in lines]
    untimed = [row for row in rows if "T" not in row["date"]]
    assert {row["path"] for row in untimed} >= {"/stod/", "/stod", "/lattlast/ung/", "-"}
    assert not [row for row in rows if re.search(r"(?i)(^|/)(stod|ung)(/|$)|^-$", row["path"]) and row not in untimed]
    assert {row["referrer_host"] for row in rows} == {"-", "itslearning.com"}
    assert "POST" in {row["method"] for row in rows} and not [row for row in rows if row["path"].startswith("/assets")]
    by_day = (server.logs / "visits-by-day.log").read_text("utf-8")
    assert not re.search(r"T\d\d:\d\d", by_day)
    assert len(by_day.splitlines()) == len(untimed), "a line without its time stands among none with theirs"


#: What a visitor may ask for so that the report takes it for a browser, as (method, address).
ODD = [*(("GET", path) for path in """/bot/1 /curl/7 /Mozilla/5 /chrome/1 /user-agent/ /USERAGENT /x/eDg/1 /bot/1?q
    /a-spider/2/b/ /applewebkit /python-requests/2 /%62ot/1""".split()),
    ("USERAGENT", "/"), ("APPLEWEBKIT", "/lagen/")]  # fmt: skip


def test_no_visitor_can_write_what_stops_the_counting(server: Server) -> None:
    before = server.lines()
    for method, path in ODD:
        server.ask(path, method)
    server.ask("/lagen/?user-agent=bot/1")
    lines = list((Counter(server.lines()) - Counter(before)).elements())
    assert len(lines) >= len([path for method, path in ODD if method == "GET"]) + 1
    found = [log_format.read_line(line.encode()) for line in lines]
    asked = Counter(line.path for line in found if line.method == "GET")
    assert set(asked) == {"-", "/lagen/"} and asked["-"] == len(ODD) - 2
    assert count_logs(sorted(server.logs.glob("visits*.log"))).rejected == 0


PIECES = st.sampled_from([*"aZ019._-/", *"bot/ BOT Chrome user agent Gecko/ 1.2.3.4 Mozilla/5 webkit apple opr".split(),
                          "/lagen/", "spider", "curl", "okhttp/", "12345"])  # fmt: skip


@given(st.lists(PIECES, max_size=8).map(lambda pieces: f"/{''.join(pieces)}"), st.from_regex(METHOD, fullmatch=True))
def test_what_the_patterns_let_through_is_read_by_the_report(path: str, method: str) -> None:
    if re.match(visits_log.PATH, path) and not re.match(visits_log.PERSONAL, path):
        line = log_format.read_line(f"2026-11-22\t{method}\t{path}\t404\t5\t-".encode())
        assert (line.method, line.path) == (method, path)


def read_line(line: str) -> dict[str, str]:
    """A line of the one format, or Caddy's JSON with the same fields."""
    if line.startswith("{"):
        row = json.loads(line)
        assert set(row) == set(FIELDS)
        line = "\t".join(str(row[name]) for name in FIELDS)
    assert LINE.fullmatch(line), line
    return dict(zip(FIELDS, line.split("\t"), strict=True))


def test_the_log_of_a_whole_server_is_kept_for_seven_days() -> None:
    host = Host("kampanj.example", "/srv/kampanj/current", "/var/log/kampanj")
    assert caddy(host).count("roll_keep_for 168h") == 2
    for name in ("nginx", "apache"):
        text = rotation(host.logs, name)
        assert "rotate 6\n" in text and "maxage 7\n" in text and text.startswith("/var/log/kampanj/*.log {")
        assert " ifempty\n" in text and "notifempty" not in text, "maxage is only looked at when a log is turned over"


def test_the_public_configurations_are_accepted_by_the_servers(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=kampanj.example", "-days", "2",
         "-keyout", tmp_path / "privkey.pem", "-out", tmp_path / "fullchain.pem"], check=True, capture_output=True,
    )  # fmt: skip
    host = Host("kampanj.example", str(tmp_path / "site"), str(tmp_path), str(tmp_path))
    (tmp_path / "site.conf").write_text(nginx(host), "utf-8")
    (tmp_path / "nginx.conf").write_text(nginx_alone(str(tmp_path), os.geteuid() == 0), "utf-8")
    (tmp_path / "Caddyfile").write_text(caddy(host), "utf-8")
    alone = apache_alone(Host("127.0.0.1", host.site, host.logs, plain=1), str(tmp_path), str(MODULES))
    loaded = f"{alone.partition('# ')[0]}LoadModule ssl_module {MODULES}/mod_ssl.so\nMutex file:{tmp_path} ssl-cache\n"
    (tmp_path / "apache.conf").write_text(loaded + apache(host), "utf-8")
    for command in (
        [program("nginx"), "-t", "-c", tmp_path / "nginx.conf"],
        [program("caddy"), "validate", "--config", tmp_path / "Caddyfile", "--adapter", "caddyfile"],
        [program("apache"), "-t", "-d", tmp_path, "-f", tmp_path / "apache.conf"],
    ):
        result = subprocess.run(command, capture_output=True, text=True, check=False,
                                env={**os.environ, "XDG_DATA_HOME": str(tmp_path)})  # fmt: skip
        assert result.returncode == 0, result.stderr


def test_the_headers_file_gives_each_address_one_age_and_one_policy(site: Path) -> None:
    text = headers_file(site)
    rules: dict[str, dict[str, str]] = {}
    for line in text.splitlines()[1:]:
        if line.startswith("/"):
            rules[line] = {}
        elif line.strip():
            name, _, value = line.strip().partition(": ")
            rules[list(rules)[-1]][name] = value
    everywhere = rules.pop("/*")
    assert "'wasm-unsafe-eval'" in everywhere["Content-Security-Policy"]
    assert everywhere["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "") == HEADER_POLICY
    assert "Cache-Control" not in everywhere and len(rules) < 99  # Cloudflare's limit
    for path in ("/", "/stod/", WORKER, first_file(site, "assets/*.css"), first_file(site, "skola/filer/*.pdf"),
                 "/robots.txt", "/skola/lektioner/lagen/", first_file(site, "bilder/*.svg")):  # fmt: skip
        fitting = [rule for rule in rules if re.fullmatch(re.escape(rule).replace(r"\*", ".*"), path)]
        assert len(fitting) == 1, (path, fitting)
        assert rules[fitting[0]] == {"Cache-Control": headers(path)["Cache-Control"]}


DRAWN = re.compile(r"<(?:img|source|script|link|video|audio|iframe)\b[^>]*>")
LEADING = re.compile(r"rel=[\"']?(?:alternate|canonical|license|next|prev|author)")
VALUES = re.compile(r"(?:src|srcset|href)=[\"']?([^\"'>]+)")


def drawn_upon(page: str, html: str) -> set[str]:
    """The paths that a browser fetches for the page at the address `page`, as far as its HTML names them."""
    tags = [tag for tag in DRAWN.findall(html) if not LEADING.search(tag)]
    values = [value.split()[0] for tag in tags for listed in VALUES.findall(tag) for value in listed.split(",")]
    return {urlsplit(urljoin(f"http://x{page}", value)).path for value in values if not value.startswith("data:")}


def test_nothing_that_a_page_without_a_time_draws_upon_is_written(built_site: BuiltSite) -> None:
    """A picture of its own, written with the minute, would tell when the page was read."""
    pages = [address for address in built_site.addresses if re.search(SENSITIVE, address)]
    drawn = {path for page in pages for path in drawn_upon(page, built_site.file(page).read_text("utf-8")) - {page}}
    assert len(pages) > 50 and len(drawn) > 10 and any(path.startswith("/bilder/") for path in drawn)
    assert {path for path in drawn if not re.search(UNWRITTEN, path)} == set()


@pytest.mark.parametrize("change", [
    {"domain": "x y"}, {"domain": "kampanj"}, {"domain": "a.example; include /etc/passwd"}, {"site": "site"},
    {"site": "/srv/a b"}, {"site": "/srv/a;"}, {"logs": '/var/"log'}, {"certificates": "/etc/{x}"},
    {"everywhere": True}, {"untimed": ("/a b",)}, {"untimed": ("/a)|(",)},
    {"redirects": (Redirect("/a b", "/c"),)}, {"redirects": (Redirect("/a", "https://annan.example/"),)},
])  # fmt: skip
def test_what_would_break_out_of_a_configuration_is_refused(change: dict[str, object]) -> None:
    good: dict[str, object] = {"domain": "kampanj.example", "site": "/srv/kampanj", "logs": "/var/log/kampanj"}
    Host(**good)  # type: ignore[arg-type]
    with pytest.raises(HostError):
        Host(**{**good, **change})  # type: ignore[arg-type]


def test_a_port_is_open_to_all_only_where_it_is_chosen_and_only_in_nginx() -> None:
    host = Host("localhost", "/srv/sajt", "/tmp", plain=8080)
    assert "listen 127.0.0.1:8080;" in nginx(host)
    everywhere = dataclasses.replace(host, everywhere=True)
    assert "listen 8080;" in nginx(everywhere) and "127.0.0.1" not in nginx(everywhere)
    for write in (caddy, apache):
        with pytest.raises(HostError, match="Använd nginx"):
            write(everywhere)


def test_the_command_writes_the_same_file_each_time_and_says_what_is_wrong(
    tmp_path: Path, built_site: BuiltSite
) -> None:
    for name in ("nginx", "logrotate-apache"):
        file, options = tmp_path / "ny/mapp" / name, ("--domain", "stad.example", "--site", "/srv/stad")
        texts = []
        for _ in range(2):
            result = run_campaign("hosting", name, "--out", str(file), *options)
            assert result.returncode == 0 and "är skriven" in result.stderr and result.stdout == ""
            texts.append(file.read_text("utf-8"))
        assert texts[0] == texts[1]
        assert name.startswith("logrotate") or ("stad.example" in texts[0] and "/srv/stad" in texts[0])
    shown = run_campaign("hosting", "nginx").stdout
    assert "kampanj.example" in shown and shown.count("/vill-andra|") == 2 and shown.count("/lattlast/en-van|") == 2
    assert (
        "/stod/*\n  Cache-Control: no-store"
        in run_campaign("hosting", "headers", "--site", str(built_site.folder)).stdout
    )
    for arguments, code, told in (
        (("iis",), 2, "iis"), (("nginx", "--domain", "a b"), 2, "är inget domännamn"),
        (("nginx", "--site", "site"), 2, "Skriv hela sökvägen"),
        (("headers", "--site", str(tmp_path)), 2, "ingen byggd sajt"),
        (("nginx", "--out", "/proc/kampanj.conf"), 1, "kan inte sparas"),
    ):  # fmt: skip
        result = run_campaign("hosting", *arguments)
        assert result.returncode == code and told in result.stderr, (arguments, result.stderr)
        assert "Traceback" not in result.stderr

"""The content security policy: what a browser may load and run is the site's own files and nothing else."""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser
from real_site import PROJECT, BuiltSite

from campaign.site.security import CACHE, DIRECTIVES, EVERYWHERE, HEADER_POLICY, POLICY, WORKER, Kind, headers, kind_of


def test_the_policy_is_written_in_full() -> None:
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'"
    )


def test_no_directive_opens_a_way_for_inline_code_or_another_host() -> None:
    assert DIRECTIVES["default-src"] == "'none'"
    for name, value in DIRECTIVES.items():
        assert value in ("'self'", "'none'"), name


#: A page of what a text might hold if both walls before the policy fell.
PAGE = f"""<!doctype html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<base href="https://annan.example/"></head>
<body style="color: rgb(1, 2, 3)"><p id="text">Text</p>
<script>window.ran = "inline"</script>
<script src="data:text/javascript,window.ran='data'"></script>
<img src="x" onerror="window.ran='onerror'"><svg onload="window.ran='onload'"></svg>
<iframe src="/ram"></iframe><object data="/objekt"></object>
<form id="form" action="/skickat"><input name="a"></form></body></html>"""


@pytest.fixture(scope="module")
def requests() -> list[str]:
    return []


@pytest.fixture(scope="module")
def address(requests: list[str]) -> Iterator[str]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            requests.append(self.path)
            body = PAGE.encode() if self.path == "/" else b"nej"
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_browser_that_is_given_the_policy_runs_and_sends_nothing(
    browser: Browser, address: str, requests: list[str]
) -> None:
    tab = browser.new_page()
    tab.goto(f"{address}/")
    assert tab.inner_text("#text") == "Text"
    assert tab.evaluate("() => window.ran") is None
    assert tab.evaluate("() => getComputedStyle(document.body).color") != "rgb(1, 2, 3)"
    assert tab.evaluate("() => document.baseURI") == f"{address}/"
    tab.evaluate("() => document.getElementById('form').submit()")
    tab.wait_for_timeout(200)
    tab.close()
    assert not [path for path in requests if path.startswith(("/ram", "/objekt", "/skickat"))]
    assert "/" in requests


def test_the_header_says_more_than_the_meta_tag_and_never_less() -> None:
    assert (
        f"{POLICY}; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default"
    ) == HEADER_POLICY
    assert "unsafe" not in HEADER_POLICY


def test_only_the_searchs_worker_may_compile() -> None:
    assert headers(WORKER)["Content-Security-Policy"].replace(" 'wasm-unsafe-eval'", "") == HEADER_POLICY
    for path in ("/", "/sok/", "/pagefind/pagefind.js", "/pagefind/pagefind-entry.json", f"/lattlast{WORKER}"):
        assert headers(path)["Content-Security-Policy"] == HEADER_POLICY, path
    assert headers(WORKER, 404)["Content-Security-Policy"] == HEADER_POLICY


@pytest.mark.parametrize(("kind", "paths"), [
    (Kind.PAGE, ["/", "/stod/", "/stod/index.html", "/lattlast/ung/", "/bilder/x.svg", "/pagefind/pages.sv.json",
                 "/assets/campaign.css", "/assets/a/b.01234567.css", "/stod/x.json", "/skola/filer/", "/404.html",
                 "/a/assets/x.01234567.css", "/ny-sort.bin", "/material/", "/material/en-van/", "/material/a.pdf",
                 "/material/en-van/en-van-a4.svg", "/lattlast/material/en-van/en-van-a4.pdf"]),
    (Kind.HASHED, ["/assets/campaign.91d26d82.css", "/assets/sok-sv-simple.c80f63f2.json",
                   "/assets/bild-1.3502468e.svg"]),
    (Kind.OTHER, ["/robots.txt", "/sitemap.xml", "/favicon.ico", "/manifest.json", "/.well-known/security.txt",
                  "/skola/filer/utkast-lektion-1-lagen.imscc", "/material/en-van/utkast-en-van.txt",
                  "/material/en-van/en-van-skarm-staende-lattlast.png"]),
])  # fmt: skip
def test_what_may_be_kept_is_named_and_everything_else_is_not(kind: Kind, paths: list[str]) -> None:
    for path in paths:
        assert kind_of(path) is kind, path
        assert headers(path)["Cache-Control"] == CACHE[kind]
        for status in (301, 403, 404, 405, 500):
            assert headers(path, status)["Cache-Control"] == "no-store"


def test_every_feature_is_off_but_what_our_own_scripts_use() -> None:
    features = dict(part.split("=") for part in EVERYWHERE["Permissions-Policy"].split(", "))
    assert {name for name, value in features.items() if value != "()"} == {"clipboard-write", "fullscreen"}
    assert {"camera", "microphone", "geolocation", "display-capture"} <= features.keys()
    files = [path for path in (PROJECT / "overrides/assets").rglob("*.js") if path.is_file()]
    scripts = "".join(path.read_text("utf-8") for path in files)
    assert "clipboard.writeText" in scripts and "requestFullscreen" in scripts
    assert not re.search(r"getUserMedia|getCurrentPosition|wakeLock|\.share\(", scripts)


def test_every_built_file_has_headers_and_only_hashed_names_may_stay(built_site: BuiltSite) -> None:
    kinds: dict[Kind, list[str]] = {kind: [] for kind in Kind}
    for path in built_site.folder.rglob("*"):
        if path.is_file():
            address = f"/{path.relative_to(built_site.folder).as_posix()}"
            kinds[kind_of(re.sub(r"\.(br|gz)$", "", address))].append(address)
    assert all(re.search(r"\.[0-9a-f]{8}\.\w+(\.(br|gz))?$", address) for address in kinds[Kind.HASHED])
    assert len(kinds[Kind.HASHED]) > 90 and not [name for name in kinds[Kind.OTHER] if ".html" in name]
    assert {name for name in kinds[Kind.PAGE] if name.startswith("/assets/")} == set()

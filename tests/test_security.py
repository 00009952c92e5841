"""The content security policy: what a browser may load and run is the site's own files and nothing else."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from campaign.site.security import DIRECTIVES, POLICY


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

"""`campaign serve --production`: the built site under a real server, and what Chromium says of its headers."""

from __future__ import annotations

import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from real_site import BuiltSite, run_campaign
from serving import Served, free_port, serving
from small_project import make_project
from templates import NOT_FOUND, WALKED

from campaign.cli import production
from campaign.site.security import WORKER, headers

SERVE = [sys.executable, "-m", "campaign", "serve", "--production"]

#: Tells every violation of the policy, in the page and in its workers' page, from the first line on.
WATCH = """addEventListener("securitypolicyviolation", (event) => {
  (window.violations = window.violations || []).push([event.violatedDirective, event.blockedURI, event.sourceFile]);
})"""


@pytest.fixture(scope="module")
def served(built_site: BuiltSite, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = make_project(tmp_path_factory.mktemp("production") / "p")
    (project / "site").symlink_to(built_site.folder)
    with serving(project, SERVE, "--port={port}") as running:
        running.wait_for("/", "<h1>")
        yield running


class Told:
    """What a visitor's browser told: violations of the policy, and the console's lines."""

    def __init__(self, browser: Browser) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 800})
        self.context.add_init_script(WATCH)
        self.tab: Page = self.context.new_page()
        self.console: list[str] = []
        self.workers: list[str] = []
        self.tab.on("console", lambda message: self.console.append(message.text))
        self.tab.on("pageerror", lambda error: self.console.append(str(error)))
        self.tab.on("worker", lambda worker: self.workers.append(worker.url))

    def violations(self) -> list[Any]:
        found: list[Any] = self.tab.evaluate("() => window.violations || []")
        return found


@pytest.fixture
def told(browser: Browser) -> Iterator[Told]:
    made = Told(browser)
    yield made
    made.context.close()


def extra_pages(folder: Path) -> list[str]:
    """A slide show, its notes and a short address: what no template of a page makes."""
    found = []
    for pattern in ("skola/lektioner/bilder/bildspel/**/index.html", "l/1/index.html"):
        found += [f"/{path.parent.relative_to(folder).as_posix()}/" for path in sorted(folder.glob(pattern))]
    return found


def test_no_page_breaks_the_policy_of_its_header(served: Served, built_site: BuiltSite, told: Told) -> None:
    addresses = [*(address for address in WALKED if address != NOT_FOUND), *extra_pages(built_site.folder)]
    assert len(addresses) >= len(WALKED) + 2
    for address in addresses:
        answer = told.tab.goto(f"http://127.0.0.1:{served.port}{address}", wait_until="load")
        assert answer and answer.status == 200, address
        sent = answer.headers
        wanted = {name.lower(): value for name, value in headers(address).items()}
        assert {name: sent.get(name) for name in wanted} == wanted, address
        told.tab.mouse.wheel(0, 600)
        told.tab.keyboard.press("Tab")
        told.tab.wait_for_timeout(50)
        assert (address, told.violations(), told.console) == (address, [], [])


def test_the_page_for_what_does_not_exist_breaks_nothing(served: Served, told: Told) -> None:
    answer = told.tab.goto(f"http://127.0.0.1:{served.port}/finns/inte/")
    assert answer and answer.status == 404
    assert told.tab.locator("h1").inner_text() == "Sidan finns inte"
    assert told.violations() == [] and len(told.console) == 1 and "404" in told.console[0]
    assert told.tab.evaluate("() => getComputedStyle(document.body).fontFamily.includes('Atkinson')")


@pytest.mark.parametrize("address", ["/sok/", "/lattlast/sok/"])
def test_the_search_finds_in_whole_texts_and_breaks_nothing(served: Served, told: Told, address: str) -> None:
    told.tab.goto(f"http://127.0.0.1:{served.port}{address}")
    field = told.tab.get_by_role("searchbox")
    field.fill("polisen")
    field.press("Enter")
    told.tab.wait_for_function("() => /träff/.test(document.querySelector('.search-status').textContent)")
    told.tab.wait_for_timeout(200)
    assert [url for url in told.workers if url.endswith(WORKER)]
    assert "hela texterna" not in told.tab.locator(".search-status").inner_text()
    assert (told.violations(), told.console) == ([], [])


def test_without_its_own_policy_the_worker_could_not_compile(served: Served, told: Told) -> None:
    """The one exception is needed, and stands on one file: what a page may not do is seen to be refused."""
    told.tab.goto(f"http://127.0.0.1:{served.port}/sok/")
    module = "new WebAssembly.Module(new Uint8Array([0,97,115,109,1,0,0,0]))"
    for code in (module, "document.body.innerHTML = '<b>x</b>'"):
        refused = told.tab.evaluate(f"() => {{ try {{ {code}; return '' }} catch (error) {{ return error.name }} }}")
        assert refused, code
    assert {found[0] for found in told.violations()} >= {"script-src", "require-trusted-types-for"}


def test_it_stops_with_ctrl_c_and_frees_its_port(built_site: BuiltSite, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    (project / "site").symlink_to(built_site.folder)
    with serving(project, SERVE, "--port={port}") as running:
        running.wait_for("/", "<h1>")
        os.killpg(running.process.pid, signal.SIGINT)
        assert running.process.wait(timeout=10) == 0
        with pytest.raises(ConnectionError):
            running.get("/")
        told = running.log.read_text(encoding="utf-8")
        assert "med Caddy" in told and "Traceback" not in told


def test_a_server_that_was_killed_is_told(built_site: BuiltSite, tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    (project / "site").symlink_to(built_site.folder)
    with serving(project, SERVE, "--port={port}") as running:
        running.wait_for("/", "<h1>")
        own = running.process.pid
        for child in Path(f"/proc/{own}/task/{own}/children").read_text().split():
            os.kill(int(child), signal.SIGKILL)
        assert running.process.wait(timeout=10) == 1
        assert "Caddy slutade med ett fel" in running.log.read_text(encoding="utf-8")


def test_what_is_missing_is_said_in_swedish(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p")
    result = run_campaign("serve", "--production", cwd=project)
    assert result.returncode == 1 and "Det finns ingen byggd sajt i site/. Kör scripts/build först." in result.stderr
    (project / "site").mkdir()
    (project / "site/manifest.json").write_text("{}", encoding="utf-8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = run_campaign("serve", "--production", "--port", str(port), cwd=project)
    assert result.returncode == 2 and f"Port {port} är upptagen" in result.stderr


def test_a_server_that_is_missing_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/manifest.json").write_text("{}", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    monkeypatch.setattr(production, "PROJECT", tmp_path)
    monkeypatch.setattr(production.sys, "executable", str(tmp_path / "bin/python"))
    monkeypatch.setattr(production, "NGINX", str(tmp_path / "nginx"))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SystemExit) as ended:
        production.serve_built(free_port())
    assert ended.value.code == 1
    assert "Varken Caddy eller nginx finns här. Kör scripts/prepare publish" in capsys.readouterr().err

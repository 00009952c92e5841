"""Nothing moves while a page loads on a slow net: one page of each kind, with fonts and pictures that come late."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from real_site import BuiltSite
from slow_phone import Net, serve_slowly

#: Slower than the answers come apart; the time itself does not matter here.
NET = Net(round_trip=0.1, rate=50_000)
LATE = {".woff2": 1.0, ".svg": 0.5, ".webp": 0.5, ".avif": 0.5, ".png": 0.5, ".jpg": 0.5}

WATCH = """
window.shifts = [];
new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
  const what = entry.sources.map(({node}) => node && (node.outerHTML || node.textContent || '').slice(0, 100));
  shifts.push([entry.value, what]);
})).observe({type: 'layout-shift', buffered: true});
"""

#: The kinds of page, each with an address in both variants where their templates differ.
PAGES = ("/", "/lagen/", "/lagen/straff/", "/stod/", "/lattlast/stod/akut/", "/ung/det-har-hant-mig/", "/om/ordlista/",
         "/om/tillganglighetsredogorelse/", "/skola/lektioner/lagen/", "/skola/hjalpkarta/",
         "/lattlast/skola/hjalpkarta/", "/lattlast/ung/hot/", "/material/",
         "/yrkesverksamma/vaga-fraga/")  # fmt: skip


def shifts(browser: Browser, address: str, width: int) -> list[Any]:
    """What moves while the page at `address` loads, and while somebody reads down it."""
    context = browser.new_context(viewport={"width": width, "height": 640})
    tab = context.new_page()
    tab.add_init_script(WATCH)
    tab.goto(address)
    tab.evaluate("() => document.fonts.ready")
    height = tab.evaluate("() => document.documentElement.scrollHeight")
    for top in range(0, height, 600):
        tab.evaluate("(top) => new Promise((done) => { scrollTo(0, top); requestAnimationFrame(done); })", top)
    tab.wait_for_load_state("networkidle")
    found: list[Any] = tab.evaluate("() => window.shifts")
    context.close()
    return found


@pytest.fixture(scope="module")
def slow_address(built_site: BuiltSite) -> Iterator[str]:
    """The built site over the slow net."""
    with serve_slowly(built_site.folder, NET, LATE) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("address", PAGES)
def test_nothing_moves_while_the_page_loads(address: str, width: int, browser: Browser, slow_address: str) -> None:
    assert shifts(browser, slow_address + address, width) == []


def test_a_picture_without_room_is_seen_to_move_the_page(browser: Browser, tmp_path: Path) -> None:
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="200"><rect width="100" height="200"/></svg>'
    (tmp_path / "a.svg").write_text(svg, encoding="utf-8")
    (tmp_path / "index.html").write_text("<!doctype html><title>a</title><img src=a.svg><p>Text</p>", encoding="utf-8")
    with serve_slowly(tmp_path, NET, LATE) as address:
        assert shifts(browser, f"{address}/", 360)

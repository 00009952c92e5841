"""What `scripts/bench` runs: how fast the exit hides the page, and when a help number can be tapped on a slow phone.

Figures, never a test: they depend on the machine. Each is the median of several rounds, with the slowest beside it.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from browser import Leaving, chromium, serve
from playwright.sync_api import Browser
from real_site import run_campaign
from slow_phone import Net, serve_slowly

ROUNDS = 5
EXIT_BUDGET_MS = 100
NUMBER_BUDGET_MS = 2500
#: The net to the neutral page: two handshakes and the question make 1,500 ms until it answers.
NEUTRAL_NET = Net(round_trip=0.5, rate=50_000)
CPU_SLOWDOWN = 4
NUMBER_PAGES = ("/stod/akut/", "/lattlast/stod/akut/", "/ung/hot/", "/lattlast/ung/hot/", "/", "/lattlast/")

#: How the exit is pressed, and its name in the table.
WAYS = {"click": "klick", "middle": "mittenklick", "enter": "Enter", "shift": "Shift tre gånger"}

#: Notes when the press came and when a frame with nothing but the cover has been drawn.
WATCH_EXIT = """
for (const kind of ['click', 'auxclick']) {
  addEventListener(kind, (event) => { window.pressed = window.pressed || event.timeStamp; }, true);
}
let shifts = 0;
addEventListener('keyup', (event) => {
  shifts += event.key === 'Shift';
  if (shifts === 3) window.pressed = window.pressed || event.timeStamp;
}, true);
const look = () => {
  const points = [[.5, .1], [.5, .5], [.1, .9], [.9, .9]];
  const tops = points.map(([x, y]) => document.elementFromPoint(innerWidth * x, innerHeight * y));
  // What is laid out in this frame is on the screen in the next.
  if (window.pressed && tops.every((top) => top && top.className === 'cover')) {
    requestAnimationFrame(() => { window.blank = performance.now(); });
  } else requestAnimationFrame(look);
};
requestAnimationFrame(look);
"""

#: Notes when the first number in view can be read, and when a tap on it has been answered. Where the first view has
#: none, the page is scrolled to the first one of its text, and how far is noted.
WATCH_NUMBER = """
addEventListener('click', (event) => {
  if (event.target.closest('a[href^="tel:"]')) { event.preventDefault(); window.answered = performance.now(); }
}, true);
window.scrolled = 0;
const free = (link) => {
  const box = link.getBoundingClientRect();
  const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return box.height && box.top >= 0 && box.bottom <= innerHeight && top && link.contains(top);
};
const wait = () => {
  const links = [...document.querySelectorAll('main a[href^="tel:"]')];
  const link = links.find(free);
  if (!link) {
    if (links.length) {
      links[0].scrollIntoView({block: 'center'});
      window.scrolled = scrollY;
    }
    return requestAnimationFrame(wait);
  }
  const box = link.getBoundingClientRect();
  requestAnimationFrame(() => {
    window.readable = performance.now();
    window.number = [link.textContent.trim(), box.left + box.width / 2, box.top + box.height / 2];
  });
};
requestAnimationFrame(wait);
"""


def exit_round(browser: Browser, site: str, way: str, width: int) -> float:
    """Milliseconds from the press to a blank screen; `way` is what is pressed."""
    context = browser.new_context(viewport={"width": width, "height": 740})
    tab = context.new_page()
    tab.add_init_script(WATCH_EXIT)
    tab.goto(f"{site}/lagen/")
    tab.goto(f"{site}/stod/prata/")
    page = Leaving(tab, "[window.pressed, window.blank, document.title]")
    page.leave(way)
    tab.wait_for_url(lambda url: not url.startswith(site))
    told = [state for state in page.told if state[1]]
    assert told, f"{way}: the page was never covered: {page.told[-3:]}"
    pressed, blank, title = told[0]
    assert "Raka" not in title, title
    tab.go_back()
    assert tab.url == f"{site}/lagen/", tab.url
    context.close()
    return float(blank - pressed)


def number_round(browser: Browser, site: str, page: str) -> tuple[float, float, str]:
    """Milliseconds until a number can be read and until a tap is answered, and which number it was."""
    context = browser.new_context(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    tab = context.new_page()
    context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    tab.add_init_script(WATCH_NUMBER)
    tab.goto(site + page, wait_until="commit")
    tab.wait_for_function("() => window.number")
    text, left, top = tab.evaluate("() => window.number")
    tab.touchscreen.tap(left, top)
    tab.wait_for_function("() => window.answered")
    readable, answered, scrolled = tab.evaluate("() => [window.readable, window.answered, window.scrolled]")
    context.close()
    place = f"efter {scrolled:.0f} px rullning" if scrolled else "i första vyn"
    return float(readable), float(answered), f"{text}, {place}"


@contextmanager
def built() -> Iterator[Path]:
    """The site to measure; its exit leads to a neutral page on loopback that takes its time."""
    with tempfile.TemporaryDirectory() as temporary:
        neutral = Path(temporary) / "neutral"
        neutral.mkdir()
        (neutral / "index.html").write_text(
            "<!doctype html><meta charset=utf-8><title>Vädret</title><h1>Vädret</h1>", encoding="utf-8"
        )
        with serve_slowly(neutral, NEUTRAL_NET) as address:
            result = run_campaign("build", "--output", f"{temporary}/site", CAMPAIGN_EXIT_URL=f"{address}/")
            assert result.returncode == 0, result.stderr
            yield Path(temporary) / "site"


def row(name: str, values: list[float], budget: float, note: str = "") -> str:
    """One line of the table: median, slowest, budget, verdict."""
    median = statistics.median(values)
    verdict = "klarar" if median <= budget else "ÖVER"
    return f"| {name} | {median:.0f} ms | {max(values):.0f} ms | {budget:.0f} ms | {verdict} | {note} |"


def exits(browser: Browser, site: str, say: Callable[[str], None]) -> None:
    """The rows about the exit."""
    for width in (360, 1280):
        for way, name in WAYS.items():
            values = [exit_round(browser, site, way, width) for _ in range(ROUNDS)]
            say(row(f"Lämna sidan, {name}, {width} px", values, EXIT_BUDGET_MS, "till vit skärm"))


def numbers(browser: Browser, site: str, say: Callable[[str], None]) -> None:
    """The rows about the first number in view."""
    for page in NUMBER_PAGES:
        number_round(browser, site, page)  # a real host has compressed its files before anybody asks
        rounds = [number_round(browser, site, page) for _ in range(ROUNDS)]
        readable = statistics.median(found[0] for found in rounds)
        note = f"{rounds[0][2]}; syns efter {readable:.0f} ms"
        say(row(page, [found[1] for found in rounds], NUMBER_BUDGET_MS, note))


def main() -> None:
    """Prints the table."""

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()

    with built() as folder, chromium() as browser:
        say(f"| mått | median av {ROUNDS} | långsammast | budget | | |\n|---|---|---|---|---|---|")
        with serve(folder) as site:
            exits(browser, site, say)
        with serve_slowly(folder) as site:
            numbers(browser, site, say)


if __name__ == "__main__":
    main()

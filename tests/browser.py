"""What the browser tests share: a web server on loopback, Chromium, and a keyboard walk."""

from __future__ import annotations

import contextlib
import functools
import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator, Mapping
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

CHROMIUM_FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

#: What no page can notice, but every new window of Chromium pays for: two lists below the address bar, each a web page
#: with a process of its own, and a process kept ready for a page that never comes. More than half the work of a visit.
IDLE_FEATURES = ["WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "SpareRendererForSitePerProcess"]

#: Chromium heeds only the last list of features on its command line, and ours is the last: so Playwright's own is here.
PLAYWRIGHT_FEATURES = [
    "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
    "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning",
    "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
    "PreconnectToSearch",
]  # fmt: skip


class Handler(SimpleHTTPRequestHandler):
    """Serves a folder as a real host would, with its own 404 page, and says nothing."""

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def end_headers(self) -> None:
        for name, value in self.headers_for(self.path.partition("?")[0]).items():
            self.send_header(name, value)
        super().end_headers()

    @staticmethod
    def headers_for(_path: str) -> Mapping[str, str]:
        """The headers that a host adds to its answer for a path."""
        return {}

    def handle(self) -> None:
        """A browser that leaves does not wait for the answer."""
        with contextlib.suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextlib.contextmanager
def serve(folder: Path, headers: Callable[[str], Mapping[str, str]] | None = None) -> Iterator[str]:
    """Serves `folder` on a free port of loopback; gives the address, without a slash at the end.

    `headers` gives what the host adds to its answer for a path.
    """
    handler = type("Handler", (Handler,), {"headers_for": staticmethod(headers)}) if headers else Handler
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def chromium_path() -> str:
    """The Chromium to test with: CAMPAIGN_CHROMIUM, else the system's."""
    found = os.environ.get("CAMPAIGN_CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    assert found, "Chromium saknas: kör scripts/prepare test"
    return found


@contextlib.contextmanager
def chromium() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        without = f"--disable-features={','.join([*PLAYWRIGHT_FEATURES, *IDLE_FEATURES])}"
        browser = playwright.chromium.launch(
            executable_path=chromium_path(), headless=True, args=[*CHROMIUM_FLAGS, without]
        )
        try:
            yield browser
        finally:
            browser.close()


#: Describes the focused element: its name, its box in the view, whether something covers it, its focus ring.
FOCUSED = """() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const box = element.getBoundingClientRect();
  const middle = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(...middle);
  // The ring may stand on the element, on its ::after (a card's whole area) or on what holds it.
  const styles = [element, element.parentElement, element.closest('li, article, section') || element]
    .map((item) => getComputedStyle(item));
  styles.push(getComputedStyle(element, '::after'));
  const rings = styles.map((style) => (style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)));
  return {
    name: element.tagName + ' ' + (element.textContent || '').trim().slice(0, 60),
    area: box.width * box.height,
    visible: box.top >= -1 && box.left >= -1 && box.bottom <= innerHeight + 1 && box.right <= innerWidth + 1,
    covered: !(top && (element.contains(top) || top.contains(element))),
    ring: Math.max(...rings),
  };
}"""


#: How much the page has moved by itself since it began to load (the layout shift's sum).
MOVED = """() => new Promise((done) => {
  let sum = 0;
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => { sum += entry.value; }))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(sum), 300);
})"""


def keyboard_walk(page: Page, most: int = 600) -> list[dict[str, object]]:
    """Tabs from the top of the page to its end; describes each focused element."""
    page.evaluate(
        "() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex') }"
    )
    walked: list[dict[str, object]] = []
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused is None:
            return walked
        walked.append(focused)
    raise AssertionError(f"the walk did not end after {most} steps")


class Leaving:
    """A page on its way out. The browser answers no question about it until the next page has come, and Playwright's
    own presses wait for that page too: so the page tells about itself, in the console, and is pressed by protocol.
    """

    def __init__(self, page: Page, state: str) -> None:
        """`state` is an expression; its value is told every 20 ms."""
        self.page = page
        self.session = page.context.new_cdp_session(page)
        self.told: list[Any] = []
        page.on("console", self._hear)
        page.evaluate(f"() => {{ setInterval(() => console.log('state ' + JSON.stringify({state})), 20); }}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.text.startswith("state "):
            self.told.append(json.loads(message.text.removeprefix("state ")))

    def state_after(self, milliseconds: float) -> Any:
        """What the page tells when so long has passed."""
        self.page.wait_for_timeout(milliseconds)
        return self.told[-1]

    def leave(self, way: str) -> None:
        """Presses the exit: "click", "middle" (the wheel), "enter" or "shift" three times."""
        link = self.page.locator("a[data-exit]:not(.skip)")
        if way == "shift":
            for _ in range(3):
                self._key("Shift", 16)
        elif way == "enter":
            link.focus()
            self._key("Enter", 13, text="\r")
        else:
            box = link.bounding_box()
            assert box
            place = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2, "clickCount": 1}
            for kind in ("mousePressed", "mouseReleased"):
                button = "left" if way == "click" else "middle"
                self.session.send("Input.dispatchMouseEvent", {"type": kind, "button": button, **place})

    def _key(self, name: str, code: int, **more: str) -> None:
        for kind in ("keyDown", "keyUp"):
            event = {"type": kind, "key": name, "code": name, "windowsVirtualKeyCode": code}
            self.session.send("Input.dispatchKeyEvent", event | (more if kind == "keyDown" else {}))

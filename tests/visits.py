"""One visit to every page of the built site, by one visitor on a wide screen: what several tests ask about."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page
from real_site import BuiltSite

#: The header's link to the other variant: its words, where it leads, and how far down it stands with the site's fonts.
#: They are asked for when the page is laid out, so `fonts.ready` holds too early before that.
VARIANT_LINK = """async (lang) => {
  document.body.getBoundingClientRect();
  await document.fonts.ready;
  return [...document.querySelectorAll(`header a[hreflang=${lang}]`)].map((link) => [
    link.textContent.trim(), new URL(link.href).pathname, Math.round(link.getBoundingClientRect().top + scrollY)]);
}"""
STORED = """async () => [localStorage.length, sessionStorage.length, (await indexedDB.databases()).length,
  (await caches.keys()).length, (await navigator.serviceWorker.getRegistrations()).length]"""
WIDTHS = (1280, 360, 320)
HEIGHT = 800


@dataclass
class Visits:
    """What was seen, each with the address of the page that it was seen on."""

    variant_links: dict[str, list[Any]] = field(default_factory=dict)
    wide: list[tuple[str, int]] = field(default_factory=list)
    requests: list[tuple[str, str]] = field(default_factory=list)
    messages: list[tuple[str, str]] = field(default_factory=list)
    failures: list[tuple[str, str]] = field(default_factory=list)
    cookies: list[Any] = field(default_factory=list)
    stored: list[int] = field(default_factory=list)


def too_wide(tab: Page) -> list[int]:
    """The widths at which the open page scrolls sideways; leaves it at the first of them."""
    found = []
    for width in WIDTHS:
        tab.set_viewport_size({"width": width, "height": 640})
        if tab.evaluate("() => document.documentElement.scrollWidth > innerWidth"):
            found.append(width)
    tab.set_viewport_size({"width": WIDTHS[0], "height": HEIGHT})
    return found


def visit_all(browser: Browser, site: BuiltSite, root: str, others: tuple[str, ...]) -> Visits:
    """Opens every page of the sitemap at `root`, reads down it, and tabs; of `others` only the width is seen."""
    seen, here = Visits(), [""]
    context = browser.new_context(viewport={"width": WIDTHS[0], "height": HEIGHT})
    tab = context.new_page()
    tab.on("request", lambda request: seen.requests.append((here[0], request.url)))
    tab.on("console", lambda message: seen.messages.append((here[0], message.text)))
    tab.on("pageerror", lambda error: seen.messages.append((here[0], str(error))))
    tab.on("response", lambda answer: seen.failures.append((here[0], answer.url)) if answer.status >= 400 else None)
    for address in site.addresses:
        here[0] = address
        tab.goto(root + address)
        language = "sv" if address.startswith("/lattlast/") else "sv-simple"
        seen.variant_links[address] = tab.evaluate(VARIANT_LINK, language)
        seen.wide += [(address, width) for width in too_wide(tab)]
        tab.mouse.wheel(0, 600)
        tab.keyboard.press("Tab")
    seen.cookies, seen.stored = list(context.cookies()), tab.evaluate(STORED)
    other = context.new_page()  # one of them answers 404, which the console tells
    for address in others:
        other.goto(root + address)
        seen.wide += [(address, width) for width in too_wide(other)]
    context.close()
    return seen

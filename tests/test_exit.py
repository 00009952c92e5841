"""Leaving, when the neutral page takes its time, does not answer, or has already been asked for."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from browser import Leaving
from playwright.sync_api import Browser, Page, Route
from real_site import BuiltSite

#: What stands where the page was, and what the tab is called.
STATE = (
    "{blank: [[.5, .1], [.5, .5], [.1, .9], [.9, .9]].every(([x, y]) =>"
    " (document.elementFromPoint(innerWidth * x, innerHeight * y) || {}).className === 'cover'),"
    " text: document.body.innerText.trim(), title: document.title,"
    " printed: [...document.querySelectorAll('body *')].filter((e) => !e.matches('.cover') &&"
    " getComputedStyle(e).visibility === 'visible' && e.getClientRects().length && e.textContent.trim()).length}"
)


@pytest.fixture(params=[360, 1280])
def tab(request: pytest.FixtureRequest, browser: Browser, built_site: BuiltSite, site_address: str) -> Iterator[Page]:
    """A page whose exit leads to a neutral page that does not answer yet."""
    context = browser.new_context(viewport={"width": request.param, "height": 740})
    page = context.new_page()
    held: list[Route] = []
    page.route(f"{built_site.exit_url}**", lambda route: held.append(route))
    page.goto(f"{site_address}/stod/prata/")
    yield page
    for route in held:
        route.abort()
    context.close()


@pytest.mark.parametrize("way", ["click", "middle", "enter", "shift"])
def test_the_cover_stays_until_the_neutral_page_comes(way: str, tab: Page) -> None:
    page = Leaving(tab, STATE)
    page.leave(way)
    state = page.state_after(600)
    assert state["blank"] and state["title"] == "127.0.0.1"
    assert state["text"] == "Sidan lämnas."  # for the screen reader; transparent on the cover


def test_a_page_that_has_just_loaded_does_not_come_back(tab: Page) -> None:
    # Chromium stops loading when it leaves; a browser that goes on says "pageshow" when the page has loaded.
    page = Leaving(tab, STATE)
    tab.evaluate(
        "() => { setTimeout(() => document.querySelector('a[data-exit]').click(), 50);"
        "setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', {persisted: false})), 200); }"
    )
    assert page.state_after(600)["blank"]


def test_nothing_is_printed_while_the_page_is_left(tab: Page) -> None:
    tab.emulate_media(media="print")
    page = Leaving(tab, STATE)
    tab.evaluate("() => { setTimeout(() => document.querySelector('a[data-exit]').click(), 50); }")
    assert page.state_after(600)["printed"] == 0


def test_the_middle_button_opens_no_other_tab(tab: Page) -> None:
    page = Leaving(tab, STATE)
    page.leave("middle")
    assert page.state_after(600)["blank"]
    assert len(tab.context.pages) == 1


def test_a_dead_target_shows_nothing_of_the_page(tab: Page, site_address: str) -> None:
    tab.unroute_all()
    tab.route("**/*", lambda route: route.abort("internetdisconnected"))
    tab.evaluate("() => { document.querySelector('a[data-exit]:not(.skip)').click(); }")
    tab.wait_for_timeout(600)
    # Chromium shows an error page of its own, with the neutral address; another browser would leave the cover.
    assert not tab.url.startswith(site_address)
    assert "Raka svar" not in tab.title()


def test_a_page_from_the_browser_s_memory_can_be_read(tab: Page) -> None:
    tab.evaluate(
        "() => { document.documentElement.classList.add('is-leaving');"
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true})); }"
    )
    assert tab.locator("main").is_visible()
    assert "Raka svar" in tab.title()

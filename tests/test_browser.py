"""What a visitor's browser does with the built site: keyboard, exit, traces, requests, print, small screens."""

from __future__ import annotations

import pytest
from browser import keyboard_walk
from playwright.sync_api import Browser, Page, expect
from real_site import BuiltSite
from templates import WALKED
from visits import Visits, visit_all

#: The exit link that is always on the screen; another one follows the skip link.
EXIT = "a[data-exit]:not(.skip)"


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", WALKED)
def test_every_focused_element_is_seen(address: str, width: int, browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(site_address + address)
    walked = keyboard_walk(tab)
    context.close()
    assert len(walked) > 8
    assert "Hoppa" in str(walked[0]["name"])
    for item in walked:
        assert item["area"] and item["visible"] and not item["covered"], item
        assert float(str(item["ring"])) >= 3, item


@pytest.fixture(scope="module")
def visits(browser: Browser, built_site: BuiltSite, site_address: str) -> Visits:
    """One visit to every page."""
    others = ("/om/komponenter/", "/lattlast/om/komponenter/", "/finns-inte/")
    return visit_all(browser, built_site, site_address, others)


def test_no_page_scrolls_sideways(visits: Visits) -> None:
    assert visits.wide == []


def test_text_spacing_clips_nothing(tab: Page, site_address: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(f"{site_address}/lagen/straff/")
    # WCAG 1.4.12; set through the CSSOM, which the CSP does not concern.
    tab.evaluate(
        "() => { for (const element of document.querySelectorAll('body *')) for (const [name, value] of "
        "[['line-height', '1.5'], ['letter-spacing', '.12em'], ['word-spacing', '.16em']])"
        "element.style.setProperty(name, value, 'important') }"
    )
    clipped = tab.evaluate(
        "() => [...document.querySelectorAll('a, p, li, h1, h2, h3, summary, button')]"
        ".filter((e) => ['hidden', 'clip'].includes(getComputedStyle(e).overflowX))"
        ".filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1).map((e) => e.outerHTML.slice(0, 120))"
    )
    assert clipped == []
    assert not tab.evaluate("() => document.documentElement.scrollWidth > innerWidth")


def test_the_exit_link_replaces_the_page(tab: Page, built_site: BuiltSite, site_address: str) -> None:
    tab.goto(f"{site_address}/lagen/")
    tab.goto(f"{site_address}/stod/prata/")
    before = tab.evaluate("() => history.length")
    tab.locator(EXIT).click()
    tab.wait_for_url(built_site.exit_url)
    assert tab.evaluate("() => history.length") == before
    assert tab.evaluate("() => document.referrer") == ""
    tab.go_back()
    assert tab.url == f"{site_address}/lagen/"
    assert tab.locator("main").is_visible()


def test_shift_three_times_leaves(tab: Page, built_site: BuiltSite, site_address: str) -> None:
    tab.goto(f"{site_address}/ung/det-har-hant-mig/")
    for _ in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url(built_site.exit_url)


def test_shift_as_a_modifier_never_leaves(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/lagen/")
    for _ in range(5):
        tab.keyboard.press("Shift+A")
        tab.keyboard.press("Shift+Tab")
    tab.wait_for_timeout(300)
    assert tab.url == f"{site_address}/lagen/"


def test_slow_presses_of_shift_never_leave(tab: Page, site_address: str) -> None:
    tab.clock.install()
    tab.goto(f"{site_address}/lagen/")
    for _ in range(4):
        tab.keyboard.press("Shift")
        tab.clock.fast_forward(5100)
    assert tab.url == f"{site_address}/lagen/"


def test_shift_is_counted_aloud(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/lagen/")
    tab.keyboard.press("Shift")
    expect(tab.locator("[role=status]").filter(has_text="Shift")).to_have_count(1)


def test_the_overlay_hides_the_page_at_once(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/prata/")
    # In one turn of the browser's own loop: before the neutral page can have answered.
    shown = tab.evaluate(
        "() => { document.querySelector('a[data-exit]:not(.skip)').click();"
        "const top = document.elementFromPoint(innerWidth / 2, innerHeight / 3);"
        "return {main: !!(top && top.closest('main')), title: document.title} }"
    )
    assert not shown["main"]
    assert shown["title"].strip() == "" or "Raka" not in shown["title"]


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_exit_link_is_never_covered(width: int, tab: Page, site_address: str) -> None:
    tab.set_viewport_size({"width": width, "height": 640})
    for address in ("/", "/stod/", "/lattlast/lagen/straff/"):
        tab.goto(site_address + address)
        for part in (0, 0.5, 1):
            tab.evaluate("(part) => scrollTo(0, document.documentElement.scrollHeight * part)", part)
            box = tab.evaluate(
                "() => { const link = document.querySelector('a[data-exit]:not(.skip)');"
                "const box = link.getBoundingClientRect();"
                "const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);"
                "return {top: box.top, bottom: box.bottom, height: box.height, own: link.contains(top)} }"
            )
            assert box["own"] and box["top"] >= 0 and box["bottom"] <= 640 and box["height"] >= 44, (address, part, box)


def test_nothing_is_stored_or_fetched_elsewhere(visits: Visits, built_site: BuiltSite, site_address: str) -> None:
    assert {address for address, _ in visits.requests} == set(built_site.addresses)
    assert [found for found in visits.requests if not found[1].startswith(site_address)] == []
    assert visits.messages == []
    assert visits.failures == []
    assert visits.cookies == []
    assert visits.stored == [0, 0, 0, 0, 0]


def test_everything_needed_works_without_javascript(browser: Browser, built_site: BuiltSite, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    tab = context.new_page()
    tab.goto(f"{site_address}/stod/")
    tab.locator("nav summary").click()
    link = tab.locator("nav a", has_text="För unga")
    expect(link).to_be_visible()
    link.click()
    assert tab.url == f"{site_address}/ung/"
    tab.locator("header a[hreflang=sv-simple]").click()
    assert tab.url == f"{site_address}/lattlast/ung/"
    expect(tab.get_by_text("Shift")).to_be_hidden()
    tab.locator(EXIT).click()
    tab.wait_for_url(built_site.exit_url)
    context.close()


def test_the_variant_link_stands_in_the_same_place_on_every_page(visits: Visits, built_site: BuiltSite) -> None:
    places = {}
    assert list(visits.variant_links) == built_site.addresses
    for address, links in visits.variant_links.items():
        lattlast = address.startswith("/lattlast/")
        [[text, target, top]] = links
        assert text == ("Vanlig svenska" if lattlast else "Lättläst"), address
        assert target == (address.removeprefix("/lattlast") if lattlast else f"/lattlast{address}"), address
        places.setdefault((lattlast, top), address)
    assert len(places) == 2, places  # with a page that has it in each place


def test_print_leaves_out_the_exit_and_writes_out_numbers_and_addresses(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/sluta/")
    tab.emulate_media(media="print")
    for link in tab.locator("a[data-exit]").all():
        expect(link).to_be_hidden()
    after = tab.evaluate(
        "() => { const link = document.querySelector('main a[href^=\"https://\"]');"
        "return getComputedStyle(link, '::after').content }"
    )
    assert "http" in after


def test_reduced_motion_and_forced_colours_keep_the_page_whole(browser: Browser, site_address: str) -> None:
    context = browser.new_context(forced_colors="active", reduced_motion="reduce")
    tab = context.new_page()
    tab.goto(f"{site_address}/")
    assert tab.evaluate("() => document.getAnimations().length") == 0
    assert tab.locator(EXIT).evaluate("(e) => getComputedStyle(e).borderTopStyle") != "none"
    context.close()


#: Links that a thumb must hit, with the height of each; those inside a sentence are measured apart.
TARGETS = """() => [...document.querySelectorAll('a[href^="tel:"], nav a, summary, a[data-exit], button')]
  .filter((e) => e.getBoundingClientRect().height > 0 && !e.classList.contains('skip'))
  .map((e) => [e.textContent.trim(), e.getBoundingClientRect().height, getComputedStyle(e).display === 'inline'])"""


@pytest.mark.parametrize("width", [360, 1280])
def test_targets_are_large_enough_for_a_thumb(width: int, tab: Page, site_address: str) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    for address in ("/", "/stod/", "/stod/akut/", "/lattlast/stod/prata/"):
        tab.goto(site_address + address)
        targets = tab.evaluate(TARGETS)
        assert len(targets) > 5
        assert [item for item in targets if item[1] < (24 if item[2] else 43.5)] == [], address

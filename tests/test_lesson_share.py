"""A lesson is passed on by a link that a button copies, in a real browser; nothing loads from anybody else."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Request

LESSON = "/skola/lektioner/lagen/"


def test_the_button_copies_the_short_address_and_says_so(browser: Browser, site_address: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    tab = context.new_page()
    asked: list[Request] = []
    tab.on("request", lambda request: asked.append(request))
    tab.goto(site_address + LESSON)
    tab.get_by_role("button", name="Kopiera länken").click()
    tab.get_by_text("Länken är kopierad.").wait_for()
    assert tab.evaluate("navigator.clipboard.readText()") == "https://kampanj.example/l/1/"
    assert {urlsplit(request.url).netloc for request in asked} == {urlsplit(site_address).netloc}
    context.close()


def test_a_browser_that_refuses_is_told_of(browser: Browser, site_address: str) -> None:
    context = browser.new_context(permissions=[])
    tab = context.new_page()
    tab.add_init_script("navigator.clipboard.writeText = () => Promise.reject(new Error('no'))")
    tab.goto(site_address + LESSON)
    tab.get_by_role("button", name="Kopiera länken").click()
    tab.get_by_text("Kopiera adressen själv.").wait_for()
    context.close()


def test_without_javascript_there_is_nothing_to_press_and_the_links_stand(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site_address + LESSON)
    assert tab.get_by_role("button", name="Kopiera länken").count() == 0
    assert tab.get_by_role("link", name="kampanj.example/l/1").count() == 1
    for name, host in (("Google Classroom", "classroom.google.com"), ("Teams", "teams.microsoft.com")):
        link = tab.get_by_role("link", name=name)
        assert urlsplit(link.get_attribute("href") or "").netloc == host
        assert link.get_attribute("rel") == "noreferrer"
    context.close()


def test_the_short_address_leads_to_the_lesson(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/l/1/")
    tab.wait_for_url(site_address + LESSON)

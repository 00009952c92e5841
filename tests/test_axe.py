"""axe-core, every rule, on every page of both variants: 0 violations and no exclusions.

axe hangs with JavaScript off and needs no bypass of the CSP: it is loaded by `evaluate`.
"""

from __future__ import annotations

from typing import Any, Literal

import pytest
from conftest import PROJECT, BuiltSite
from playwright.sync_api import Browser, Page
from templates import NOT_FOUND, TEMPLATES

AXE = (PROJECT / ".build/node/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8")

RUN = """async (only) => {
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, {enabled: true}]));
  const options = only.length ? {runOnly: {type: 'rule', values: only}} : {rules};
  const result = await axe.run(document, {...options, resultTypes: ['violations']});
  return result.violations.map((v) => [v.id, v.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3)]);
}"""
UNLISTED = ("/om/komponenter/", "/lattlast/om/komponenter/", "/sok/", "/lattlast/sok/", "/finns-inte/")
#: What colours alone decide: all that a dark page can have wrong which the light one has not.
CONTRAST = ["color-contrast", "color-contrast-enhanced", "link-in-text-block"]


def violations(page: Page, only: list[str] | None = None) -> Any:
    """What axe finds on an open page; `only` names rules, otherwise all of them run."""
    page.evaluate(AXE)
    return page.evaluate(RUN, only or [])


class EveryPage:
    """Every page at one width and in one colour scheme; a class each, so that the workers share them."""

    width = 1280
    scheme: Literal["light", "dark"] = "light"

    def test_it_has_no_violation(self, browser: Browser, built_site: BuiltSite, site_address: str) -> None:
        context = browser.new_context(viewport={"width": self.width, "height": 800}, color_scheme=self.scheme)
        tab = context.new_page()
        found = {}
        assert len(built_site.addresses) >= 160
        for address in [*built_site.addresses, *UNLISTED]:
            tab.goto(site_address + address)
            result = violations(tab, CONTRAST if self.scheme == "dark" else None)
            if result:
                found[address] = result
        context.close()
        assert found == {}


class TestEveryPageOnAWideScreen(EveryPage):
    """1280 px, light."""


class TestEveryPageOnAPhone(EveryPage):
    """320 px, light."""

    width = 320


class TestEveryPageInTheDark(EveryPage):
    """1280 px, dark: contrast."""

    scheme = "dark"


#: Every template plain at 1280 and 320 px, light, and at 1280 px, dark, is among the pages above.
STATES = [("plain", 360, "light"), ("plain", 360, "dark"), ("plain", 320, "dark")] + [
    (state, width, scheme)
    for state in ("menu", "no-scripts")
    for width in (1280, 360, 320)
    for scheme in ("light", "dark")
]


@pytest.mark.parametrize(("state", "width", "scheme"), STATES)
def test_each_template_has_no_violation_in_each_state(
    state: str, width: int, scheme: str, browser: Browser, site_address: str, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    tab = context.new_page()
    if state == "no-scripts":
        tab.route("**/*.js", lambda route: route.abort())
    found = {}
    twins = [f"/lattlast{address}" for address in TEMPLATES.values() if address != NOT_FOUND]
    for address in [*TEMPLATES.values(), *(twins if request.config.getoption("--all") else [])]:
        tab.goto(site_address + address)
        if state == "menu":
            tab.evaluate("() => document.querySelectorAll('.menu details').forEach((item) => { item.open = true })")
        result = violations(tab, CONTRAST if scheme == "dark" else None)
        if result:
            found[address] = result
    context.close()
    assert found == {}


def test_axe_bites(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<html><body><img src='x.png'></body></html>")
    assert {rule for rule, _ in violations(tab)} >= {"image-alt", "html-has-lang"}
    tab.close()

"""axe-core, every rule, on every page of both variants: 0 violations and no exclusions.

axe hangs with JavaScript off and needs no bypass of the CSP: it is loaded by `evaluate`.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page
from real_site import PROJECT, BuiltSite
from templates import NOT_FOUND, TEMPLATES

Scheme = Literal["light", "dark"]
#: axe asks of colours twice, at 4.5:1 and at 7:1, and its second question leaves what fails the first to that one.
#: Here the second takes all, so that the first, which costs as much again on every page, is answered with it.
SEVEN_TO_ONE = """;axe.configure({checks: [{id: 'color-contrast-enhanced', options: {
  ignoreUnicode: true, ignoreLength: false, ignorePseudo: false, boldValue: 700, boldTextPt: 14, largeTextPt: 18,
  contrastRatio: {normal: {expected: 7}, large: {expected: 4.5}},
  pseudoSizeThreshold: .25, shadowOutlineEmMax: .1, textStrokeEmMin: .03}}]});"""
ANSWERED = "color-contrast"
AXE = (PROJECT / ".build/node/node_modules/axe-core/axe.min.js").read_text(encoding="utf-8") + SEVEN_TO_ONE

RUN = """async ([only, answered]) => {
  const rules = Object.fromEntries(axe.getRules().map(({ruleId}) => [ruleId, {enabled: ruleId !== answered}]));
  const options = only.length ? {runOnly: {type: 'rule', values: only}} : {rules};
  const result = await axe.run(document, {...options, resultTypes: ['violations'], selectors: false});
  return result.violations.map((v) => [v.id, v.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3)]);
}"""
UNLISTED = ("/om/komponenter/", "/lattlast/om/komponenter/", "/sok/", "/lattlast/sok/", "/finns-inte/")
#: What colours alone decide: all that a dark page can have wrong which the light one has not.
CONTRAST = ["color-contrast-enhanced", "link-in-text-block"]
#: What width alone decides.
LAYOUT = ["target-size", "scrollable-region-focusable", "meta-viewport"]
WIDE, NARROW = 1280, 320


def violations(page: Page, only: list[str] | None = None) -> Any:
    """What axe finds on an open page; `only` names rules, otherwise all of them run."""
    if not page.evaluate("() => Boolean(window.axe && window.axe.run)"):
        page.evaluate(AXE)
    return page.evaluate(RUN, [only or [], ANSWERED])


@contextmanager
def opened(browser: Browser, width: int) -> Iterator[Page]:
    """A tab of this width, light, whose pages all have axe from the start: less work than to bring it to each."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme="light")
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Page.enable")
    session.send("Page.addScriptToEvaluateOnNewDocument", {"source": AXE})
    yield tab
    context.close()


def violations_by_scheme(
    tab: Page, schemes: tuple[Scheme, ...], in_the_dark: list[str] | None = CONTRAST
) -> dict[Scheme, Any]:
    """What axe finds in each colour scheme; a scheme is shown without loading the page again, as the device does.

    `in_the_dark` names the rules that a dark page is asked about; None for all.
    """
    found: dict[Scheme, Any] = {}
    for scheme in schemes:
        tab.emulate_media(color_scheme=scheme)
        # The page must know of the scheme before axe asks for its colours.
        assert tab.evaluate("(scheme) => matchMedia(`(prefers-color-scheme: ${scheme})`).matches", scheme)
        result = violations(tab, in_the_dark if scheme == "dark" else None)
        if result:
            found[scheme] = result
    return found


class EveryPage:
    """Every page of one variant at 1280 px, light, and contrast in the dark; then what 320 px may break by itself.

    Every template is asked about all rules at 320 px, below. A class for each variant, so that the workers share them.
    """

    lattlast = False

    def test_it_has_no_violation(self, browser: Browser, built_site: BuiltSite, site_address: str) -> None:
        found = {}
        every = [*built_site.addresses, *UNLISTED]
        addresses = [address for address in every if address.startswith("/lattlast/") == self.lattlast]
        assert len(addresses) >= 80
        with opened(browser, WIDE) as tab:
            for address in addresses:
                tab.set_viewport_size({"width": WIDE, "height": 800})
                tab.emulate_media(color_scheme="light")
                tab.goto(site_address + address)
                for scheme, result in violations_by_scheme(tab, ("light", "dark")).items():
                    found[address, WIDE, scheme] = result
                tab.set_viewport_size({"width": NARROW, "height": 800})
                if result := violations(tab, LAYOUT):
                    found[address, NARROW, "dark"] = result
        assert found == {}


class TestEveryPageInOrdinarySwedish(EveryPage):
    """And the page that answers where there is none."""


class TestEveryPageInLattlast(EveryPage):
    """Its twins."""

    lattlast = True


#: Every template plain at 1280 px, light and dark, is among the pages above.
STATES: list[tuple[str, int, tuple[Scheme, ...]]] = [
    ("plain", 360, ("light", "dark")),
    ("plain", 320, ("light", "dark")),
    *((state, width, ("light", "dark")) for state in ("menu", "no-scripts") for width in (1280, 360, 320)),
]


@pytest.mark.parametrize(("state", "width", "schemes"), STATES)
def test_each_template_has_no_violation_in_each_state(
    state: str, width: int, schemes: tuple[Scheme, ...], browser: Browser, site_address: str,
    request: pytest.FixtureRequest,
) -> None:  # fmt: skip
    found = {}
    twins = [f"/lattlast{address}" for address in TEMPLATES.values() if address != NOT_FOUND]
    with opened(browser, width) as tab:
        if state == "no-scripts":
            tab.route("**/*.js", lambda route: route.abort())
        for address in [*TEMPLATES.values(), *(twins if request.config.getoption("--all") else [])]:
            tab.emulate_media(color_scheme=schemes[0])
            tab.goto(site_address + address)
            if state == "menu":
                tab.evaluate("() => document.querySelectorAll('.menu details').forEach((item) => { item.open = true })")
            for scheme, result in violations_by_scheme(tab, schemes).items():
                found[address, state, width, scheme] = result
    assert found == {}


def test_axe_bites(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content("<html><body><img src='x.png'></body></html>")
    assert {rule for rule, _ in violations(tab)} >= {"image-alt", "html-has-lang"}
    tab.close()


def test_axe_tells_of_weak_colours_and_of_all_but_invisible_ones(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(
        "<p style='background: #fff; color: #eee'>1,2:1</p><p style='background: #fff; color: #6b6b6b'>5,3:1</p>"
        "<p style='background: #fff; color: #111'>18,9:1</p>"
    )
    ((rule, nodes),) = violations(tab, CONTRAST)
    tab.close()
    assert rule == "color-contrast-enhanced"
    assert "1,2:1" in nodes[0] and "5,3:1" in nodes[1] and len(nodes) == 2

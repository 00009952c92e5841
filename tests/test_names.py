"""Names for screen readers, as Chromium computes them, on one page of every template in both variants."""

from __future__ import annotations

import pytest
from names import as_text, read_tree, wrong_names
from playwright.sync_api import Browser
from real_site import PROJECT
from templates import NOT_FOUND, TEMPLATES

OPEN_ALL = "() => document.querySelectorAll('details').forEach((item) => { item.open = true })"


def test_every_template_of_a_kind_has_its_page_here() -> None:
    assert {path.stem for path in (PROJECT / "overrides/kinds").glob("*.html")} <= TEMPLATES.keys()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("prefix", ["", "/lattlast"], ids=["sv", "lattlast"])
def test_landmarks_controls_and_dialogs_have_names_and_headings_do_not_jump(
    prefix: str, width: int, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    found, walked = {}, 0
    for address in TEMPLATES.values():
        path = address if address == NOT_FOUND else prefix + address
        tab.goto(site_address + path)
        tab.evaluate(OPEN_ALL)
        tree = read_tree(tab)
        assert len(tree) > 40, path
        if wrong := wrong_names(tree):
            found[path] = wrong
        walked += 1
    context.close()
    assert found == {} and walked >= 7


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<a href='/x'></a>", "link has no name"),
        ("<button><img src='x.svg' alt=''></button>", "button has no name"),
        ("<input>", "textbox has no name"),
        ("<details><summary></summary>Mer</details>", "DisclosureTriangle has no name"),
        ("<dialog open>Text</dialog>", "dialog has no name"),
        ("<nav><a href='/'>A</a></nav>", "navigation has no name"),
        ("<nav aria-label='M'>A</nav><nav aria-label='M'>B</nav>", "2 navigation are called ”M”"),
        ("<section aria-label='M'>A</section><section aria-label='M'>B</section>", "2 region are called ”M”"),
        ("<h3>Hopp</h3>", "heading ”Hopp” jumps from 1 to 3"),
        ("<h1>Till</h1>", "the headings begin [1, 1] and have 2 of level 1"),
        ("<h2></h2>", "heading 2 has no text"),
        ("<div role='main'></div>", "2 main"),
    ],
)
def test_a_name_that_is_missing_or_double_is_found(html: str, said: str, browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(f"<header>A</header><main><h1>Rubrik</h1>{html}</main><footer>B</footer>")
    assert wrong_names(read_tree(tab)) == [said]
    tab.close()


def test_the_printed_tree_says_role_name_and_state(browser: Browser) -> None:
    tab = browser.new_page()
    tab.set_content(
        "<nav aria-label='Meny'><a href='/'>Hem</a></nav><details open><summary>Mer</summary>Text</details>"
    )
    text = as_text(read_tree(tab))
    tab.close()
    assert text.startswith("navigation ”Meny”\n  link ”Hem”\n")
    assert "DisclosureTriangle ”Mer” (expanded True)" in text and "StaticText ”Text”" in text

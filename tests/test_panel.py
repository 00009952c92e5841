"""The editor's panel, in the real `campaign serve` and a real browser; and that no built site has it."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import FOCUSED, keyboard_walk
from playwright.sync_api import Browser, BrowserContext, Page
from serving import Served, serving
from small_project import REPOSITORY, make_project, mkdocs_build, page
from test_axe import violations, violations_by_scheme

from campaign.content.preview import PANEL_MARK

LONG = "Du kan läsa om det på en annan sida om du vill veta mer om hur det går till när någon har gjort så mot dig"
TWIN = f"""\
Det här är en text om lagen. Man kan ringa och fråga.

## Läs mer

{LONG}. Sedan kan du prata med en kurtor.

- [[fakta:kop-brott]]
- [Klicka här](index.md)
"""
ORDINARY = (
    "Det här är den vanliga texten om lagen.\n\n## Läs mer om lagen\n\n[[fakta:kop-brott]]\n\n## Bara här\n\nText."
)
#: What is wrong in the text above, and the words that must be marked for it.
FAULTS = {"impersonal-man": "Man", "sentence-too-long": f"{LONG}.", "spelling": "kurtor",
          "link-text-generic": "Klicka här"}  # fmt: skip
PAGES = {
    "index.md": page("Start"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Allt om lagen", kind="landning"),
    "lagen/index.lattlast.md": page("Lagen lätt"),
    "lagen/straff.md": page("Straffet", ORDINARY),
    "lagen/straff.lattlast.md": page("Straffet lätt", TWIN),
    "lagen/ensam.md": page("Ensam", "Den här sidan har ingen tvilling."),
}
FAULTY = "/lattlast/lagen/straff/"
WIDTHS = [1280, 360]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    project = make_project(tmp_path_factory.mktemp("panel") / "p", PAGES)
    command = [sys.executable, "-m", "campaign", "serve", "--today", "2026-11-22"]
    with serving(project, command, "--port={port}", CAMPAIGN_REPOSITORY=REPOSITORY) as running:
        running.wait_for(FAULTY, PANEL_MARK)
        yield running


def opened(tab: Page, served: Served, fragment: str = "", path: str = FAULTY) -> Page:
    # Not "load": the page of a live server keeps a connection open.
    tab.goto(f"http://127.0.0.1:{served.port}{path}{fragment}", wait_until="domcontentloaded")
    tab.wait_for_selector(".panel--corner")
    return tab


def numbers(tab: Page) -> dict[str, str]:
    """The number of the first finding of each rule."""
    found = tab.eval_on_selector_all(
        ".panel-remark[id]", "(items) => items.map((item) => [item.querySelector('.panel-where code').textContent,"
        " item.id.replace('rad-', '')])"
    )  # fmt: skip
    return dict(reversed(found))


def test_each_fault_is_marked_at_its_words(tab: Page, served: Served) -> None:
    opened(tab, served)
    for rule, words in FAULTS.items():
        number = numbers(tab)[rule]
        marks = tab.locator(f'mark[{PANEL_MARK}~="{number}"]').all_text_contents()
        assert " ".join(marks) == words, rule
        assert tab.locator(f"main #fynd-{number}").count() == 1
    assert tab.locator(".panel-remark[id]").count() == tab.locator(".panel-pin").count(), "no finding is lost"


def test_a_finding_of_the_whole_page_stands_above_its_text(tab: Page, served: Served) -> None:
    number = numbers(opened(tab, served))["twin-outdated"]
    assert tab.locator(f".panel-top #fynd-{number}").count() == 1
    assert "hela sidan" in (tab.locator(f"#rad-{number}").text_content() or "")


def test_the_text_itself_is_not_changed(tab: Page, served: Served) -> None:
    opened(tab, served)
    assert "Man kan ringa och fråga." in tab.locator("main").inner_text()
    assert tab.locator("h2", has_text=re.compile("^Läs mer$")).count() == 1


def test_the_panel_tells_what_an_editor_needs(tab: Page, served: Served) -> None:
    opened(tab, served, "#granskning")
    text = tab.get_by_role("region", name="Granskning").inner_text()
    for words in (
        "docs/lagen/straff.lattlast.md",
        "straff.lattlast.md, rad 9",
        "Dela den i två meningar.",
        "Läsbarhet",
        "av högst 15 ord, för mycket",
        "campaign mark-translated lagen/straff",
        "Ingen har granskat sidan än.",
        "Fakta, tjänster och ord på sidan: 1",
        "Hela sajten:",
    ):
        assert words in text, words
    link = tab.get_by_role("link", name="Redigera sidan").first
    assert link.get_attribute("href") == f"{REPOSITORY}/edit/main/docs/lagen/straff.lattlast.md"


def test_the_button_tells_the_count_and_opens(tab: Page, served: Served) -> None:
    opened(tab, served)
    button = tab.get_by_role("button", name=re.compile(r"^Granskning: \d+ saker att rätta, \d+ råd$"))
    assert button.get_attribute("aria-expanded") == "false" and not tab.locator(".panel-body").is_visible()
    button.click()
    assert tab.locator(".panel-body").is_visible()
    tab.keyboard.press("Escape")
    assert not tab.locator(".panel-body").is_visible()
    assert tab.evaluate("document.activeElement.textContent") == button.text_content(), "focus is not lost"
    tab.wait_for_function("document.querySelector('.panel [role=status]').textContent.startsWith('Granskning: ')")


@pytest.mark.parametrize("width", WIDTHS)
def test_the_keyboard_goes_from_the_list_to_each_mark_and_back(width: int, tab: Page, served: Served) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    opened(tab, served, "#granskning")
    for rule in FAULTS:
        number = numbers(tab)[rule]
        tab.locator(f"#rad-{number} a").first.focus()
        tab.keyboard.press("Enter")
        focused = tab.evaluate(FOCUSED)
        assert tab.evaluate("document.activeElement.id") == f"fynd-{number}"
        assert focused["visible"] and not focused["covered"] and focused["ring"] >= 3, (rule, focused)
        tab.keyboard.press("Enter")
        assert tab.evaluate("document.activeElement.closest('li').id") == f"rad-{number}"
        assert not tab.evaluate(FOCUSED)["covered"], rule


def test_the_keyboard_reaches_each_mark_on_its_way_through_the_page(tab: Page, served: Served) -> None:
    opened(tab, served)
    pins = tab.locator(".panel-pin").count()
    walked = keyboard_walk(tab)
    assert pins >= len(FAULTS)
    assert sum(step["name"] == "A " for step in walked) == pins  # a pin's number is drawn, not written
    assert not [step for step in walked if step["covered"]]


def test_next_and_previous_go_through_the_marks(tab: Page, served: Served) -> None:
    opened(tab, served, "#granskning")
    pins = tab.locator(".panel-pin").count()
    status = tab.locator(".panel [role=status]")
    onward = tab.get_by_role("button", name="Nästa fynd")
    for place in range(1, pins + 1):
        onward.click()
        assert (status.text_content() or "").startswith(f"{place} av {pins}. ")
        assert tab.locator(".panel-remark.is-current").count() == 1
    onward.click()
    tab.get_by_role("button", name="Förra fyndet").click()
    assert (status.text_content() or "").startswith(f"{pins} av {pins}. ")
    assert tab.evaluate("document.activeElement.textContent") == "Förra", "the focus stays for the next press"


@pytest.mark.parametrize("fragment", ["", "#granskning"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing(width: int, fragment: str, tab: Page, served: Served) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    opened(tab, served, fragment)
    assert violations_by_scheme(tab, ("light", "dark"), None) == {}
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_where_both_variants_are_shown(width: int, tab: Page, served: Served) -> None:
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(f"http://127.0.0.1:{served.port}/lagen/straff/sida-vid-sida/", wait_until="domcontentloaded")
    assert violations(tab) == []


@pytest.mark.parametrize("size", [(1280, 800), (768, 700), (360, 640), (320, 256)])
def test_lamna_sidan_is_never_covered(size: tuple[int, int], tab: Page, served: Served) -> None:
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    opened(tab, served, "#granskning")
    for place in ("0", "document.body.scrollHeight"):
        tab.evaluate(f"scrollTo(0, {place})")
        assert tab.evaluate(
            "() => { const exit = document.querySelector('.exit-link'), box = exit.getBoundingClientRect();"
            " const corners = [[box.left + 4, box.top + 4], [box.right - 4, box.bottom - 4]];"
            " return corners.every(([x, y]) => exit.contains(document.elementFromPoint(x, y))); }"
        )


def test_a_fix_is_seen_and_the_panel_stays_open(tab: Page, served: Served) -> None:
    opened(tab, served, "#granskning")
    before = tab.locator(".panel-remark[id]").count()
    file = served.project / "docs/lagen/straff.lattlast.md"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace("Man kan ringa och fråga.", "Du kan ringa och fråga."), encoding="utf-8")
        tab.wait_for_function("document.body.textContent.includes('Du kan ringa och fråga.')")
        tab.wait_for_selector(".panel--open")
        assert tab.locator(".panel-remark[id]").count() == before - 1
        assert "impersonal-man" not in numbers(tab)
    finally:
        # A tab that is closed while the server makes it load anew may never close.
        tab.goto("about:blank")
        file.write_text(text, encoding="utf-8")
        served.wait_for(FAULTY, "Man</mark> kan")


def test_both_variants_stand_side_by_side(tab: Page, served: Served) -> None:
    opened(tab, served, "#granskning")
    tab.get_by_role("link", name="Visa båda sida vid sida").click()
    tab.wait_for_selector(".both")
    rows = tab.locator(".both-row").all_inner_texts()
    paired = next(row for row in rows if "Läs mer om lagen" in row)
    assert LONG in paired, "sections on the same matter share a row"
    assert any("Bara här" in row and "Bara i den vanliga texten" in row for row in rows)
    left, right = (tab.locator(".both-row:last-of-type > *").nth(place).bounding_box() for place in (0, 1))
    assert left and right and left["y"] == right["y"] and left["x"] < right["x"]
    tab.set_viewport_size({"width": 360, "height": 800})
    upper, lower = (tab.locator(".both-row:last-of-type > *").nth(place).bounding_box() for place in (0, 1))
    assert upper and lower and upper["x"] <= lower["x"] and upper["y"] < lower["y"]
    assert tab.locator('.both-text[lang="sv-simple"]').count() >= 2


def test_without_scripts_it_is_a_section_at_the_end_with_every_finding(browser: Browser, served: Served) -> None:
    made: BrowserContext = browser.new_context(java_script_enabled=False)
    tab = made.new_page()
    tab.goto(f"http://127.0.0.1:{served.port}{FAULTY}", wait_until="domcontentloaded")
    section = tab.locator("footer ~ #granskning")
    assert section.is_visible() and section.evaluate("(item) => getComputedStyle(item).position") == "static"
    for rule in FAULTS:
        assert tab.locator(".panel-remark[id]", has_text=rule).is_visible()
    assert tab.locator("button").count() == 0, "no dead control"
    made.close()


def test_nothing_is_stored(tab: Page, served: Served) -> None:
    opened(tab, served)
    tab.get_by_role("button", name=re.compile("^Granskning")).click()
    assert tab.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_a_page_without_a_twin_says_so(served: Served) -> None:
    html = served.wait_for("/lagen/ensam/", PANEL_MARK)
    assert "docs/lagen/ensam.lattlast.md" in html and "sida-vid-sida" not in html


def test_a_broken_link_and_an_unreadable_page_do_not_stop_the_preview(served: Served) -> None:
    file = served.project / "docs/lagen/straff.md"
    text = file.read_text(encoding="utf-8")
    try:
        file.write_text(text.replace("Text.", "[En sida till](finns-inte.md)"), encoding="utf-8")
        html = served.wait_for("/lagen/straff/", "link-broken")
        assert re.search(r'href="[^"]*"><mark [^>]*>En sida till</mark></a>', html)
        file.write_text(text.replace("title:", "titel:", 1), encoding="utf-8")
        html = served.wait_for("/lagen/straff/", "<h1>Sidan kan inte läsas</h1>")
        assert "Menade du ”title”?" in html and "straff.md, rad 1" not in html and "straff.md, rad 2" in html
    finally:
        file.write_text(text, encoding="utf-8")
        served.wait_for("/lagen/straff/", "Bara här")


def test_a_built_site_has_nothing_of_it_whatever_the_environment_says(tmp_path: Path) -> None:
    project = make_project(tmp_path / "p", {**PAGES, "lagen/straff.lattlast.md": page("Straffet lätt", TWIN)})
    result = mkdocs_build(project, tmp_path / "site", CAMPAIGN_PANEL="2026-11-22")
    assert result.returncode == 0, result.stderr
    files = [file for file in (tmp_path / "site").rglob("*") if file.is_file()]
    assert len(files) > 10
    for file in files:
        name = file.relative_to(tmp_path / "site").as_posix()
        assert "panel" not in name and "sida-vid-sida" not in name
        if file.suffix in (".html", ".js", ".css", ".json", ".xml"):
            content = file.read_text(encoding="utf-8")
            assert not re.search("granskning-innehall|data-granskning|panel-|fynd-", content), name

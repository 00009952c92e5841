"""The slides: what is read from a teacher's page, and the pages for the projector and with notes in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import jinja2
import pypdfium2
import pytest
from browser import MOVED
from lesson_kits import make_kit
from playwright.sync_api import Browser, Page
from real_site import PROJECT, BuiltSite
from test_axe import CONTRAST, violations
from test_budget import TEXT_BUDGET, sent

from campaign.content.lessons import LESSONS, LessonId
from campaign.content.pages import Site
from campaign.content.preview import PREVIEW_MARK
from campaign.school.kit import KitPage, KitSlide, LessonKit, Publication, School
from campaign.school.slide_show import NARROW, SIZES, WIDE, as_notes, letter_size, on_the_wall, slide_show
from campaign.school.slides import read_slides
from campaign.settings import Settings
from campaign.site.drawing import prepare_environment
from campaign.site.frame import Frame, Mode
from campaign.site.school_slides import slide_pages

BOX = '<div class="admonition visa"><p class="admonition-title">{}</p><ul><li>Punkt</li></ul></div>'


def _page(steps: str) -> str:
    return f"<h2>Förbered</h2>{BOX.format('Fel')}<h2>Steg för steg</h2>{steps}<h2>Kort version</h2><p>Sist.</p>"


class TestReading:
    def test_the_text_around_a_box_is_its_notes_and_other_sections_are_left_out(self) -> None:
        html = _page(f"<h3>Inledning, 5 minuter</h3><p>Före.</p>{BOX.format('Ett')}<p>Efter.</p><p>Syfte: x.</p>")
        assert read_slides(html) == (
            KitSlide(
                "Ett", "<ul><li>Punkt</li></ul>\n", "<p>Före.</p>\n<p>Efter.</p>\n<p>Syfte: x.</p>\n", "Inledning", 5
            ),
        )

    def test_text_between_two_boxes_belongs_to_the_first(self) -> None:
        html = _page(f"<h3>A, 5 minuter</h3>{BOX.format('Ett')}<p>Mellan.</p>{BOX.format('Två')}<p>Sist.</p>")
        assert [(slide.title, slide.notes, slide.minutes) for slide in read_slides(html)] == [
            ("Ett", "<p>Mellan.</p>\n", 5),
            ("Två", "<p>Sist.</p>\n", 5),
        ]

    def test_two_steps_of_the_same_name_are_two_steps(self) -> None:
        html = _page(f"<h3>A</h3>{BOX.format('Ett')}<p>x</p><h3>A</h3><p>Före två.</p>{BOX.format('Två')}")
        assert [slide.notes for slide in read_slides(html)] == ["<p>x</p>\n", "<p>Före två.</p>\n"]

    def test_a_step_without_a_box_stays_with_the_slide_on_the_wall_under_its_heading(self) -> None:
        html = _page(
            f"<h3>A, 5 minuter</h3>{BOX.format('Ett')}<h3>B, 7 minuter</h3><p>Prata.</p><h3>C</h3><p>Slut.</p>"
        )
        (slide,) = read_slides(html)
        assert slide.notes == "<h3>B, 7 minuter</h3>\n<p>Prata.</p>\n<h3>C</h3>\n<p>Slut.</p>\n"
        assert (slide.step, slide.minutes) == ("A", 5)

    def test_a_step_without_a_box_before_the_first_slide_is_not_lost(self) -> None:
        html = _page(f"<h3>A, 5 minuter</h3><p>Hej.</p><h3>B, 7 minuter</h3><p>Före.</p>{BOX.format('Ett')}")
        (slide,) = read_slides(html)
        assert slide.notes == "<h3>A, 5 minuter</h3>\n<p>Hej.</p>\n<p>Före.</p>\n"
        assert (slide.step, slide.minutes) == ("B", 7)

    def test_a_page_without_boxes_has_no_slides(self) -> None:
        assert read_slides(_page("<h3>A, 5 minuter</h3><p>Hej.</p>")) == ()
        assert read_slides("<p>Hej.</p>") == ()


class TestShowing:
    def test_minutes_are_counted_when_a_step_ends_with_those_of_steps_without_a_slide(self) -> None:
        html = _page(
            f"<h3>A, 5 minuter</h3>{BOX.format('Ett')}{BOX.format('Två')}<h3>B, 7 minuter</h3><p>x</p>"
            f"<h3>C, 8 minuter</h3>{BOX.format('Tre')}"
        )
        shown = slide_show(read_slides(html))
        assert [(slide.number, slide.place, slide.passed) for slide in shown] == [
            (2, "bild 1 av 2", None),
            (3, "bild 2 av 2", 12),
            (4, "", 20),
        ]

    def test_a_number_to_call_is_text_and_a_mark_stands_before_its_point(self) -> None:
        html = '<ul><li id="b1">Bris, <a href="tel:116111" class="nowrap">116 111</a>, för unga</li><li>Hej</li></ul>'
        assert on_the_wall(html) == (
            '<ul><li>Bris, <strong class="nowrap">116 111</strong>, för unga</li><li>Hej</li></ul>\n'
        )
        assert on_the_wall("<ul><li>1: Ja.</li><li>2: <b>N</b>ej.</li></ul>") == (
            '<ul class="marked"><li><strong>1:</strong> <span>Ja.</span></li>'
            "<li><strong>2:</strong> <span><b>N</b>ej.</span></li></ul>\n"
        )
        assert 'class="marked marked--long"' in on_the_wall("<ul><li>Dag 1: Ja.</li><li>Dag 10: Nej.</li></ul>")
        assert on_the_wall("<ul><li>Dag 1: Ja.</li><li>Klockan är: 2.</li></ul>").startswith("<ul><li>Dag 1: Ja.")

    def test_notes_say_in_bold_what_they_are(self) -> None:
        assert as_notes('<p id="x">Säg: ”Hej.”</p><p>Sägen.</p>') == (
            "<p><strong>Säg:</strong> ”Hej.”</p>\n<p>Sägen.</p>\n"
        )

    def test_letters_shrink_with_the_text_and_grow_with_the_screen(self) -> None:
        few, many = "<ul><li>Kort.</li></ul>", f"<ul>{'<li>Någon vill att det ska vara hemligt nu.</li>' * 6}</ul>"
        assert letter_size("Rubrik", few, NARROW) == 1 < letter_size("Rubrik", many, NARROW)
        assert letter_size("Rubrik", many, WIDE) <= letter_size("Rubrik", many, NARROW)
        assert letter_size("Rubrik", many * 9, NARROW) == len(SIZES)


def _kit(page_id: str, lesson: LessonId) -> LessonKit:
    slides = read_slides(_page(f"<h3>A, 30 minuter</h3>{BOX.format('Vem kan du prata med?')}"))
    plan = KitPage(page_id, "sv", "Rubrik & mer", "", f"https://x.example/{page_id}/", None, "")
    record = make_kit(lesson).lesson.model_copy(update={"minutes": 30})
    return LessonKit(record, plan, None, None, None, slides, (("Tid", "30 minuter"),), (), "Inte prövad.")


@pytest.mark.parametrize("preview", [True, False])
def test_the_package_for_a_workplace_has_slides_without_a_schools_names(
    preview: bool, make_site: Callable[[dict[str, str]], Site], settings: Settings
) -> None:
    lesson, staff = "skola/lektioner/lagen", "yrkesverksamma/utbildning"
    site = make_site({f"{name}.md": "---\ntitle: Rubrik & mer\n---\nText.\n" for name in (lesson, staff)})
    names = ("campaign.css", "bildspel.css", "bildspel.js", "anteckningar.css", "favicon.svg")
    mode: Mode = "preview" if preview else "release"
    frame = Frame(site, settings, mode, "https://x.example/", {name: f"assets/{name}" for name in names})
    loader = jinja2.FileSystemLoader(PROJECT / "overrides")
    environment = prepare_environment(jinja2.Environment(loader=loader, undefined=jinja2.StrictUndefined), [])
    publication = Publication("Raka svar", "https://x.example/", "", preview)
    school = School(publication, (_kit(lesson, "lagen"),), _kit(staff, "personal"), None, None)
    pages = dict(slide_pages(school, frame, environment))
    assert list(pages) == [f"{name}/bildspel/{folder}" for name in (lesson, staff) for folder in ("", "anteckningar/")]
    at_school, at_work = pages[f"{lesson}/bildspel/"], pages[f"{staff}/bildspel/"]
    assert "Lektion 1" in at_school and "x.example/l/1/" in at_school and 'class="blanks"' in at_school
    assert "På arbetsplatsen, 30 minuter" in at_work and 'class="blanks"' not in at_work
    for html in pages.values():
        assert "Rubrik &amp; mer" in html and (PREVIEW_MARK in html) == preview
    assert at_work.count(PREVIEW_MARK) == (2 if preview else 0)
    assert "Efter det här steget har 30 av 30 minuter gått." in pages[f"{staff}/bildspel/anteckningar/"]


STATE = """() => {
  const tops = [...document.querySelectorAll('.slide')].map((slide) => Math.round(slide.getBoundingClientRect().top));
  return [tops.findIndex((top) => Math.abs(top) <= 1) + 1, location.hash, document.activeElement.id,
          document.querySelector('[aria-live]').textContent];
}"""

#: Slides that are higher or wider than the screen, whose text meets the foot, or whose letters are under 32 px.
TOO_LARGE = """(least) => [...document.querySelectorAll('.slide')].filter((slide) => {
  const parts = [...slide.querySelectorAll('*:not(.visually-hidden)')].map((part) => part.getBoundingClientRect());
  const bottoms = [...slide.children].map((part) => part.getBoundingClientRect().bottom);
  const text = slide.querySelector('.slide-text');
  return slide.getBoundingClientRect().height > innerHeight + 1 || parts.some((box) => box.right > innerWidth)
    || Math.max(...bottoms.slice(0, -1)) > slide.lastElementChild.getBoundingClientRect().top
    || (text && parseFloat(getComputedStyle(text).fontSize) < least);
}).map((slide) => slide.id)"""

FORWARD = ("ArrowRight", "PageDown", "Space", "ArrowDown")
BACK = ("ArrowLeft", "PageUp", "Shift+Space", "ArrowUp")

KEPT = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length, (await caches.keys()).length]"""


def slides_address(lesson: str) -> str:
    """Where a lesson's slides stand."""
    return f"/skola/lektioner/{lesson}/bildspel/"


TAUGHT = [lesson for lesson in LESSONS if lesson != "personal"]


@pytest.mark.parametrize(("width", "height", "least"), [(1024, 768, 32), (1920, 1080, 45)])
def test_every_slide_is_walked_to_by_keyboard_and_has_room(
    width: int, height: int, least: int, browser: Browser, site_address: str, built_site: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    for lesson in TAUGHT:
        tab = context.new_page()
        fetched: list[str] = []
        said: list[str] = []
        tab.goto(f"{site_address}/skola/lektioner/{lesson}/")
        tab.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        tab.on("console", lambda message, said=said: said.append(message.text))
        tab.goto(site_address + slides_address(lesson))
        assert tab.evaluate(TOO_LARGE, least) == []
        count = _shown(built_site, lesson) + 1
        assert tab.locator(".slide").count() == count
        for place in range(2, count + 1):
            tab.keyboard.press(FORWARD[place % len(FORWARD)])
            assert tab.evaluate(STATE) == [place, "", f"b{place}", f"Bild {place} av {count}"], lesson
        tab.keyboard.press("PageDown")
        assert tab.evaluate(STATE)[0] == count
        for place in range(count - 1, 0, -1):
            tab.keyboard.press(BACK[place % len(BACK)])
            assert tab.evaluate(STATE)[:3] == [place, "", f"b{place}"], lesson
        tab.keyboard.press("End")
        assert tab.evaluate(STATE)[0] == count
        tab.keyboard.press("Home")
        assert tab.evaluate(STATE)[0] == 1
        tab.locator("#b1 nav a").click()
        assert tab.evaluate(STATE)[:3] == [2, "", "b2"]
        assert tab.evaluate(KEPT) == [0, 0, "", 0, 0] and context.cookies() == []
        tab.evaluate("() => document.documentElement.style.setProperty('--u', '1.6vh')")
        assert tab.evaluate(TOO_LARGE, least) != []
        assert all(url.startswith(site_address) for url in fetched) and len(fetched) <= 8 and said == []
        tab.go_back()
        assert tab.url == f"{site_address}/skola/lektioner/{lesson}/"
        tab.close()
    context.close()


def _shown(built_site: BuiltSite, lesson: str) -> int:
    """How many boxes the teacher's page shows the class."""
    return built_site.file(f"/skola/lektioner/{lesson}/").read_text(encoding="utf-8").count('class="admonition visa"')


def test_black_screen_full_screen_and_letters_on_a_link(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768})
    tab = context.new_page()
    tab.goto(site_address + slides_address("lagen"))
    covered = "() => getComputedStyle(document.documentElement, '::after').backgroundColor"
    for key in ("b", "."):
        tab.keyboard.press(key)
        assert tab.evaluate(covered) == "rgb(0, 0, 0)" and "svart" in tab.evaluate(STATE)[3]
        tab.keyboard.press("PageDown")
        assert tab.evaluate(covered) == "rgba(0, 0, 0, 0)" and tab.evaluate(STATE)[0] == 1
    tab.get_by_role("button", name="Svart skärm (B)").click()
    assert tab.evaluate(covered) == "rgb(0, 0, 0)"
    tab.mouse.click(500, 300)
    assert tab.evaluate(covered) == "rgba(0, 0, 0, 0)"
    tab.get_by_role("link", name="Anteckningar", exact=True).focus()
    tab.keyboard.press("b")
    assert tab.evaluate(covered) == "rgba(0, 0, 0, 0)"
    tab.keyboard.press("Home")
    tab.keyboard.press("f")
    tab.wait_for_function("() => document.fullscreenElement === document.documentElement")
    tab.keyboard.press("PageDown")
    assert tab.evaluate("() => document.fullscreenElement !== null") and tab.evaluate(STATE)[0] == 2
    tab.keyboard.press("f")
    tab.wait_for_function("() => document.fullscreenElement === null")
    tab.set_viewport_size({"width": 1280, "height": 720})
    tab.wait_for_timeout(100)
    assert tab.evaluate(STATE)[0] == 2
    context.close()


def test_a_slide_that_is_higher_than_the_screen_is_read_to_its_end(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 256})
    tab = context.new_page()
    tab.goto(site_address + slides_address("natet"))
    assert tab.evaluate("() => document.documentElement.scrollWidth") == 320
    end = tab.evaluate("() => document.querySelector('.slide:last-of-type').getBoundingClientRect().bottom")
    seen = 256.0
    for _ in range(200):
        tab.keyboard.press("PageDown")
        top = tab.evaluate("() => scrollY")
        assert top <= seen, "a part was passed over"
        if top + 256 <= seen:
            break
        seen = top + 256
    assert seen >= end - 5
    context.close()


def test_without_scripts_every_slide_is_there_and_the_links_lead_on(
    browser: Browser, site_address: str, built_site: BuiltSite
) -> None:
    context = browser.new_context(viewport={"width": 1024, "height": 768}, java_script_enabled=False)
    tab = context.new_page()
    for lesson in TAUGHT:
        tab.goto(site_address + slides_address(lesson))
        count = _shown(built_site, lesson) + 1
        assert tab.locator("section.slide:visible").count() == count
        assert tab.locator("#alla li a").count() == count
        assert tab.get_by_role("button").count() == 0
        assert tab.locator(".blanks").count() == 1
    for place in range(2, count + 1):
        link = tab.locator(f"#b{place - 1} nav a", has_text="Nästa")
        box = link.bounding_box()
        assert box and box["height"] >= 44 and box["width"] >= 44
        link.click()
        assert tab.url.endswith(f"#b{place}")
        top = tab.locator(f"#b{place}").bounding_box()
        assert top and abs(top["y"]) <= 1
    tab.locator(f"#b{count} nav a", has_text="Föregående").click()
    assert tab.url.endswith(f"#b{count - 1}")
    context.close()


def test_no_rule_of_axe_is_broken(browser: Browser, site_address: str) -> None:
    found: dict[str, Any] = {}

    def look(tab: Page, address: str, only: list[str] | None = None) -> None:
        tab.goto(site_address + address)
        if result := violations(tab, only):
            found[f"{address} {tab.viewport_size}"] = result

    context = browser.new_context(viewport={"width": 1024, "height": 768})
    tab = context.new_page()
    for lesson in TAUGHT:
        look(tab, slides_address(lesson))
        look(tab, f"{slides_address(lesson)}anteckningar/")
    tab.set_viewport_size({"width": 320, "height": 640})
    for folder in ("", "anteckningar/"):
        look(tab, slides_address("natet") + folder)
        assert tab.evaluate("() => document.documentElement.scrollWidth") == 320
    context.close()
    context = browser.new_context(viewport={"width": 1024, "height": 768}, color_scheme="dark")
    tab = context.new_page()
    for folder in ("", "anteckningar/"):
        look(tab, slides_address("natet") + folder, CONTRAST)
    context.close()
    assert found == {}


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (360, 740)])
def test_nothing_moves_when_the_script_adds_its_buttons(
    width: int, height: int, browser: Browser, site_address: str
) -> None:
    tab = browser.new_page(viewport={"width": width, "height": height})
    for folder in ("", "anteckningar/"):
        tab.goto(site_address + slides_address("lagen") + folder)
        assert tab.evaluate(MOVED) == 0
    tab.close()


def test_on_paper_each_slide_is_a_page_and_each_page_is_marked(
    browser: Browser, site_address: str, built_site: BuiltSite, tmp_path: Path
) -> None:
    tab = browser.new_page()
    for lesson in TAUGHT:
        tab.goto(site_address + slides_address(lesson))
        pages = _printed(tab, tmp_path / "slides.pdf")
        assert len(pages) == _shown(built_site, lesson) + 1
        tab.goto(f"{site_address}{slides_address(lesson)}anteckningar/")
        notes = _printed(tab, tmp_path / "notes.pdf")
        assert all(PREVIEW_MARK in page for page in [*pages, *notes])
        minutes = 40 if lesson == "personal" else 60
        assert f"{minutes} av {minutes} minuter" in " ".join(notes) and len(notes) < len(pages)
        assert "Nästa" not in " ".join(pages)
    tab.close()


def _printed(tab: Page, file: Path) -> list[str]:
    """The words of each page of what the browser prints."""
    tab.pdf(path=str(file), prefer_css_page_size=True)
    document = pypdfium2.PdfDocument(str(file))
    texts = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    document.close()
    return texts


def test_the_slides_are_small_and_load_nothing_on_other_pages(built_site: BuiltSite) -> None:
    assets = {name: built_site.folder.glob(f"assets/{name}.*") for name in ("campaign", "bildspel", "anteckningar")}
    sizes = {
        name: sum(sent(file) for file in files if file.suffix in (".css", ".js")) for name, files in assets.items()
    }
    for file in built_site.folder.rglob("index.html"):
        html = file.read_text(encoding="utf-8")
        folder = file.parent.name
        assert ("assets/bildspel." in html) == (folder == "bildspel"), file
        assert ("assets/anteckningar." in html) == (folder == "anteckningar"), file
        if folder in sizes:
            assert sent(file) + sizes["campaign"] + sizes[folder] <= TEXT_BUDGET, file
            assert '<meta name="robots" content="noindex">' in html and "data-exit" not in html
            assert "campaign." not in html.partition("<script")[2]
    assert "bildspel" not in (built_site.folder / "sitemap.xml").read_text(encoding="utf-8")

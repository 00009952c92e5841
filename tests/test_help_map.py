"""The school's own help map, in a real Chromium on the built site: typed, printed, emptied, and never kept or sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pypdfium2
import pytest
from browser import FOCUSED, MOVED
from conftest import DATA
from playwright.sync_api import Browser, BrowserContext, Page, expect
from real_site import PROJECT
from test_axe import violations

from campaign.content.help_bar import help_of_the_young
from campaign.content.pages import Site, Variant, load_site
from campaign.content.preview import PREVIEW_MARK
from campaign.content.records import load_records
from campaign.editing.carriers import carriers_of
from campaign.settings import Settings
from campaign.site.frame import Frame
from campaign.site.lesson_views import NOT_TRIED
from campaign.site.views import PageView

ADDRESSES = ("/skola/hjalpkarta/", "/lattlast/skola/hjalpkarta/")
STAFF_LINE = "020-390 000"
NAMES = {
    "kurator": "Amina Lindqvist", "skolskoterska": "Johan Ek", "rektor": "Åsa Öberg", "mottagning": "City",
    "plats": "Rum 114",
}  # fmt: skip
LONGEST = 60
#: The worst that the fields take: one word of the widest letters, and many words.
LONG = {"one word": "W" * LONGEST, "words": ("Maria Sundström-Abdirahman " * 3)[:LONGEST]}
PORTRAIT, LANDSCAPE = (210, 297), (297, 210)
#: What stands on each line of the sheets: the place's id, the sheet's id and the words.
LINES = """() => [...document.querySelectorAll('.sheets [data-name]')]
  .map((line) => [line.dataset.name, line.closest('.sheet').id, line.textContent])"""
#: The width of an A4 page inside its margins, in CSS pixels.
A4_WIDTH = 658

Visit = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser, site_address: str) -> Iterator[Visit]:
    """`visit(address)` opens a page for a new visitor; other words go to the context."""
    contexts: list[BrowserContext] = []

    def opened(address: str = ADDRESSES[0], **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        tab = context.new_page()
        tab.goto(site_address + address)
        return tab

    yield opened
    for context in contexts:
        context.close()


def write(tab: Page, names: dict[str, str]) -> None:
    for name, text in names.items():
        tab.locator(f"#namn-{name}").fill(text)


def printed(tab: Page) -> list[tuple[tuple[int, int], str]]:
    """The pages on paper: size in mm, and text in one line."""
    document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    sizes = [tuple(round(points / 72 * 25.4) for points in page.get_size()) for page in document]
    texts = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    return list(zip(sizes, texts, strict=True))  # type: ignore[arg-type]


# --- What stands on the sheets


def test_only_what_is_for_the_young_stands_on_the_paper() -> None:
    services = [item.service for item in help_of_the_young()]
    assert services == ["bris", "sjalvmordslinjen", "ungdomsmottagningar"]
    records = load_records(PROJECT / "docs/_data", "docs/_data")[0]
    for service in services:
        assert not {"ung", "elev"} & set(records.services[service].never_for), service
        assert {"ung", "elev", "alla"} & set(records.services[service].audiences), service


@pytest.fixture
def site(write_docs: Callable[..., object]) -> Site:
    head = "---\ntitle: {}\ndescription: B.\n{}---\nText.\n"
    files = {
        "skola/karta.md": head.format("Karta", "kind: hjalpkarta\nchanged_on: 2026-11-22\n"),
        "skola/karta.lattlast.md": head.format("Karta lätt", ""),
        "skola/annat.md": head.format("Annat", ""),
    }
    return load_site(write_docs(files, DATA), "docs")  # type: ignore[arg-type]


def test_a_sheet_has_the_services_that_exist_and_says_what_it_is(site: Site, settings: Settings) -> None:
    def view(page_id: str, preview: bool = True, variant: Variant = Variant.ORDINARY) -> PageView:
        page = site.page(page_id, variant)
        assert page
        mode = "preview" if preview else "release"
        return PageView(Frame(site, settings, mode, "https://prov.example/"), page, variant)  # type: ignore[arg-type]

    preview, release = view("skola/karta").help_map, view("skola/karta", preview=False).help_map
    twin = view("skola/karta", variant=Variant.LATTLAST).help_map
    assert preview and release and twin and view("skola/annat").help_map is None
    assert [item.service.id for item in preview.lines] == ["bris"] and preview.clinic is None
    assert PREVIEW_MARK in " ".join(preview.foot) and PREVIEW_MARK in " ".join(preview.short_foot)
    assert release.foot[:2] == ["Texten ändrades den 22 november 2026.", NOT_TRIED]
    assert PREVIEW_MARK not in " ".join([*release.foot, *release.short_foot])
    assert "Texten ändrades" not in " ".join(twin.foot), "the lättläst text has a day of its own"


def test_a_changed_number_calls_the_printed_sheets_back(site: Site) -> None:
    found = {(one.page, one.how) for one in carriers_of(site, "services", "bris") if one.printed}
    assert found == {("skola/karta", "bladen att skriva ut")}
    assert not [one for one in carriers_of(site, "services", "nspm") if one.printed]
    assert not [one for one in carriers_of(site, "facts", "kop-brott") if one.printed]


# --- With our script


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_typed_stands_on_all_three_sheets(address: str, visit: Visit) -> None:
    tab = visit(address)
    write(tab, NAMES)
    lines = tab.evaluate(LINES)
    assert all(text == NAMES[name] for name, _, text in lines)
    for name in NAMES:
        sheets = {sheet for found, sheet, _ in lines if found == name}
        assert sheets == {"blad-karta", "blad-bild"} | ({"blad-rutor"} if name != "plats" else set())
    assert sum(sheet == "blad-rutor" for _, sheet, _ in lines) == 16
    tab.locator("#namn-rektor").fill("   ")
    assert {text for name, _, text in tab.evaluate(LINES) if name == "rektor"} == {""}


@pytest.mark.parametrize("address", ADDRESSES)
def test_three_sheets_come_out_of_the_printer_and_nothing_else(address: str, visit: Visit) -> None:
    tab = visit(address)
    assert STAFF_LINE in tab.locator(".help").inner_text(), "the page's own help is staff's"
    write(tab, NAMES)
    pages = printed(tab)
    assert [size for size, _ in pages] == [PORTRAIT, PORTRAIT, LANDSCAPE]
    for number, (_, text) in enumerate(pages):
        copies = 4 if number == 1 else 1
        assert text.count("Vem kan du prata med?") == copies
        for name, words in NAMES.items():
            assert text.count(words) == (0 if number == 1 and name == "plats" else copies), (number, words)
        assert text.count("116 111") == copies and text.count("112 ") == copies
        assert text.count(PREVIEW_MARK) == copies + (number == 1)
        for said in (NOT_TRIED, "Texten ändrades den 22 november 2026.", "CC BY 4.0", f"kampanj.example{address}"):
            assert said in text, (number, said)
        for unwanted in (STAFF_LINE, "Lämna sidan", "Skriv ut", "Så gör du", "Hör ihop", "socialtstod"):
            assert unwanted not in text, (number, unwanted)
    assert "90101" in pages[0][1] and "umo.se" in pages[0][1] and "Om du är orolig för en vän" in pages[0][1]


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_the_longest_names_break_no_sheet(text: str, address: str, visit: Visit) -> None:
    tab = visit(address, viewport={"width": A4_WIDTH, "height": 900})
    write(tab, dict.fromkeys(NAMES, text + "X"))
    assert tab.locator("#namn-kurator").evaluate("(field) => field.maxLength") == LONGEST
    write(tab, dict.fromkeys(NAMES, text))
    assert [size for size, _ in printed(tab)] == [PORTRAIT, PORTRAIT, LANDSCAPE]
    tab.emulate_media(media="print")
    wide = """() => [...document.querySelectorAll('.paper, .names dd')].filter((item) =>
      item.scrollWidth > item.clientWidth + 1 || item.scrollHeight > item.clientHeight + 1).length"""
    assert tab.evaluate(wide) == 0
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= A4_WIDTH


@pytest.mark.parametrize(("left", "sizes"), [
    (["karta"], [PORTRAIT, LANDSCAPE]), (["rutor", "bild"], [PORTRAIT]), (["karta", "rutor"], [LANDSCAPE]),
])  # fmt: skip
def test_only_the_chosen_sheets_are_printed(left: list[str], sizes: list[tuple[int, int]], visit: Visit) -> None:
    tab = visit()
    for choice in left:
        tab.locator(f"#val-{choice}").uncheck()
    assert [size for size, _ in printed(tab)] == sizes


def test_the_button_prints_and_says_so_when_nothing_is_chosen(visit: Visit) -> None:
    tab = visit()
    tab.evaluate("() => { window.asked = 0; window.print = () => { window.asked += 1; }; }")
    tab.get_by_role("button", name="Skriv ut hjälpkartan").click()
    assert tab.evaluate("window.asked") == 1
    for choice in tab.get_by_role("checkbox").all():
        choice.uncheck()
    tab.get_by_role("button", name="Skriv ut hjälpkartan").click()
    assert tab.evaluate("window.asked") == 1
    expect(tab.locator(".fill [role=status]")).to_have_text("Välj minst ett blad.")
    assert len(printed(tab)) == 3, "no empty paper from the browser's own menu"
    expect(tab.get_by_role("button", name="Skriv ut sidan")).to_be_hidden()


def test_nothing_is_kept_sent_or_left_behind(visit: Visit) -> None:
    tab = visit()
    tab.wait_for_load_state("networkidle")
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    address = tab.url
    write(tab, NAMES)
    tab.locator("#namn-plats").press("Enter")
    printed(tab)
    assert asked == [] and tab.url == address
    assert tab.evaluate("() => [localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    assert tab.evaluate("async () => (await indexedDB.databases()).length") == 0
    assert tab.locator("main form, main [name]").count() == 0
    for field in tab.locator(".fill [type=text]").all():
        assert (field.get_attribute("autocomplete"), field.get_attribute("spellcheck")) == ("off", "false")
    tab.reload()
    assert {text for _, _, text in tab.evaluate(LINES)} == {""}
    write(tab, NAMES)
    tab.goto("about:blank")
    tab.go_back()
    assert {text for _, _, text in tab.evaluate(LINES)} == {""}
    assert {field.input_value() for field in tab.locator(".fill [type=text]").all()} == {""}


@pytest.mark.parametrize("way", ["leave", "button"])
def test_the_page_is_empty_when_it_is_kept_in_memory_or_emptied(way: str, visit: Visit) -> None:
    tab = visit()
    write(tab, NAMES)
    if way == "leave":
        tab.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}))")
    else:
        tab.get_by_role("button", name="Töm fälten").click()
        expect(tab.locator("#namn-kurator")).to_be_focused()
        expect(tab.locator(".fill [role=status]")).to_have_text("Fälten är tomma.")
    assert {text for _, _, text in tab.evaluate(LINES)} == {""}
    assert {field.input_value() for field in tab.locator(".fill [type=text]").all()} == {""}


def test_the_keyboard_reaches_everything_and_sees_where_it_is(visit: Visit) -> None:
    tab = visit(viewport={"width": 1280, "height": 800})
    tab.locator("#namn-kurator").focus()
    typed = []
    for text in NAMES.values():
        tab.keyboard.type(text)
        typed.append(tab.evaluate(FOCUSED))
        tab.keyboard.press("Tab")
    for _ in range(3):
        typed.append(tab.evaluate(FOCUSED))
        tab.keyboard.press("Space")
        tab.keyboard.press("Tab")
    expect(tab.get_by_role("button", name="Skriv ut hjälpkartan")).to_be_focused()
    typed.append(tab.evaluate(FOCUSED))
    assert all(found["ring"] >= 3 and found["visible"] and not found["covered"] for found in typed)
    assert {text for _, _, text in tab.evaluate(LINES)} == set(NAMES.values())
    assert tab.get_by_role("checkbox", checked=True).count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ADDRESSES)
def test_axe_finds_nothing_after_typing(address: str, width: int, scheme: str, visit: Visit) -> None:
    """Before typing, the page is among those of test_axe.py."""
    tab = visit(address, viewport={"width": width, "height": 800}, color_scheme=scheme)
    write(tab, dict.fromkeys(NAMES, LONG["words"]))
    assert violations(tab) == []
    assert tab.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("width", [320, 360, 639, 640, 768, 1024, 1280])
def test_the_fields_have_the_room_that_was_kept_for_them(width: int, address: str, visit: Visit) -> None:
    tab = visit(address, viewport={"width": width, "height": 800})
    kept, used = tab.locator(".fill").evaluate(
        "(fill) => [parseFloat(getComputedStyle(fill).minHeight), fill.getBoundingClientRect().height]"
    )
    assert kept == pytest.approx(used, abs=0.5)
    assert tab.evaluate(MOVED) == 0


# --- Without


@pytest.mark.parametrize("address", ADDRESSES)
def test_without_javascript_there_are_blank_lines_and_everything_prints(address: str, visit: Visit) -> None:
    tab = visit(address, java_script_enabled=False)
    assert tab.locator("input, button").count() == 0
    expect(tab.locator(".fill [data-place]")).to_contain_text("för hand")
    lines = tab.locator(".paper--map dd")
    assert lines.count() == len(NAMES)
    for line in lines.all():
        box = line.bounding_box()
        assert box and box["height"] >= 30 and box["width"] >= 150
    pages = printed(tab)
    assert [size for size, _ in pages] == [PORTRAIT, PORTRAIT, LANDSCAPE]
    assert all("Kurator" in text and "Ungdomsmottagning" in text and "116 111" in text for _, text in pages)
    assert all(STAFF_LINE not in text for _, text in pages)

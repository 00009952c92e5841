"""The finder: what it may say of a service, 25 people who come to it, and what happens when its script fails."""

from __future__ import annotations

import itertools
from typing import get_args

import pytest
from finder_cases import CASES, OVER_25, UNDER_18, UP_TO_25, Case, fits
from playwright.sync_api import Browser, Page, Route, expect
from real_site import PROJECT
from test_axe import violations_by_scheme

from campaign.content.pages import load_site
from campaign.content.services import Need, Service
from campaign.site.finder import NEED_GROUPS, answers_of, in_order

SERVICES = {key: one for key, one in load_site(PROJECT / "docs").records.services.items() if one.show != "hidden"}
ANSWERS = {key: answers_of(one) for key, one in SERVICES.items()}
FINDERS = ("/stod/", "/lattlast/stod/")
EVERY_CASE = pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
BOTH = pytest.mark.parametrize("address", FINDERS)


def service(**changes: object) -> Service:
    base: dict[str, object] = {
        "id": "a", "name": "A", "who": "Alla", "what": "Text.", "lattlast": "Text.", "operator": "A", "for": ["alla"],
        "show": "link", "url": "https://a.example", "checked_on": "2026-11-22", "confidence": "high",
    }  # fmt: skip
    return Service.model_validate(base | changes)


# --- What the data says ---


def test_every_need_but_those_of_the_readers_own_doing_belongs_to_one_choice() -> None:
    grouped = [need for group in NEED_GROUPS.values() for need in group.needs]
    own = {"egna-tankar", "egna-handlingar", "tillganglighet"}
    assert len(grouped) == len(set(grouped)) and set(grouped) | own == set(get_args(Need))
    assert len(NEED_GROUPS) <= 9


@pytest.mark.parametrize("anonymous", ["nej", "okant"])
def test_unknown_is_never_a_yes(anonymous: str) -> None:
    found = answers_of(service(anonymous=anonymous, without_papers=anonymous))
    assert (found.anonymous, found.without_papers, found.languages) == (False, False, ())
    assert not {"data-yes", "data-lang", "data-gender", "data-age"} & found.attributes.keys()


def test_what_a_service_says_becomes_short_attributes() -> None:
    found = answers_of(
        service(
            **{"for": ["salt", "utsatt"]},
            never_for=["ung"],
            needs=["prata", "praktiskt"],
            ways=["ring", "chatt", "mejl", "webb"],
            gender="man",
            age="från 18 år",
            languages=["svenska", "engelska"],
            anonymous="ja",
            without_papers="ja",
            chat="https://a.example/chatt",
        )
    )
    assert found.attributes == {
        "data-for": "salt utsatt", "data-not": "ung", "data-need": "prata andra", "data-way": "ring skriv text",
        "data-lang": "en", "data-age": "18 120", "data-gender": "man", "data-yes": "anon papers", "data-reach": "2",
    }  # fmt: skip


def test_an_interpreter_is_counted_only_where_somebody_has_said_so() -> None:
    answer = {"text": "Ja, tolk.", "lattlast": "Ja.", "source": "https://a.example", "age": "2021"}
    assert answers_of(service(languages=["tolk på de flesta språk"])).languages == ("tolk",)
    assert answers_of(service(before=[{"interpreter": answer}])).languages == ("tolk",)
    assert answers_of(service(before=[{"interpreter": answer | {"text": "Fråga dem."}}])).languages == ()


def test_a_list_by_need_has_numbers_then_chats_then_links_and_nothing_for_people_at_work() -> None:
    found = {
        "aside": answers_of(service(needs=["prata", "vald"])),
        "link": answers_of(service(needs=["overgrepp", "prata"])),
        "chat": answers_of(service(needs=["vald"], chat="https://a.example/chatt")),
        "work": answers_of(service(needs=["vald"], **{"for": ["yrke"]})),
        "never": answers_of(service(needs=["vald"], never_for=["alla"], **{"for": ["yrke"]})),
        "number": answers_of(service(needs=["vald"], show="number", phone="116 111")),
        "other": answers_of(service(needs=["bild"])),
    }
    assert in_order(list(found.items()), "vald") == ["number", "chat", "link", "aside"]


# --- The people ---


def choose(tab: Page, wish: dict[str, str]) -> None:
    """Makes the choices with the keyboard alone: types into lists, and sets marks with the space bar."""
    if set(wish) & {"gender", "lang", "anon", "papers"}:
        tab.locator(".form summary").focus()
        tab.keyboard.press("Enter")
    for name, value in wish.items():
        control = tab.locator(f"[name={name}]")
        control.focus()
        if name in ("anon", "papers"):
            tab.keyboard.press("Space")
            continue
        values = control.evaluate("(e) => [...e.options].map((option) => option.value)")
        for _ in range(values.index(value)):
            tab.keyboard.press("ArrowDown")
        expect(control).to_have_value(value)


def results(tab: Page) -> list[str]:
    """The ids of the services in the list of results, in order."""
    found = tab.locator(".results .services > li").evaluate_all("(all) => all.map((one) => one.id)")
    return [str(one).removeprefix("tjanst-") for one in found]


@BOTH
@EVERY_CASE
def test_each_person_finds_the_right_place_first_by_keyboard(
    case: Case, address: str, tab: Page, site_address: str
) -> None:
    tab.goto(site_address + address)
    choose(tab, case.wish)
    found = results(tab)
    assert found[0] == case.first, (case.name, found[:4], case.why)
    assert set(found) == {name for name, answers in ANSWERS.items() if fits(answers, case.wish)}
    many = "1 ställe" if len(found) == 1 else f"{len(found)} ställen"
    expect(tab.get_by_role("status").filter(has_text="ställe")).to_have_text(f"{many} kan hjälpa dig.")
    expect(tab.locator(".results .services > li").first).to_be_visible()
    tab.get_by_role("button", name="Till svaren").focus()
    tab.keyboard.press("Enter")
    expect(tab.locator(".results h2")).to_be_focused()


@BOTH
def test_each_person_finds_the_right_place_first_without_javascript(
    address: str, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    tab = context.new_page()
    tab.goto(site_address + address)
    wrong = []
    for case in CASES:
        if case.path.startswith("behov-"):
            listed = tab.locator(f"#{case.path} a")
        else:
            assert tab.locator(f'.jump a[href="#{case.path}"]').is_visible()
            group = tab.locator(f"section[aria-labelledby={case.path}]")
            listed = group.locator(".services > li, .also a")
        names = [(one.get_attribute("id") or one.get_attribute("href") or "") for one in listed.all()]
        found = [name.removeprefix("#").removeprefix("tjanst-") for name in names]
        mine = {"", case.wish.get("gender", "")}  # who reads "Män som …" and is none goes on to the next
        fitting = [name for name in found if fits(ANSWERS[name], case.wish)]
        fitting = [name for name in fitting if "gender" not in case.wish or ANSWERS[name].gender in mine]
        if case.years:
            fitting = [name for name in fitting if ANSWERS[name].ages[0] <= case.years <= ANSWERS[name].ages[1]]
        if case.wish.get("how") == "text":  # that a number can be reached by relay stands under "Mer om"
            fitting = [name for name in fitting if {"tecken", "skriv"} & set(ANSWERS[name].ways)]
        if fitting[:1] != [case.first]:
            wrong.append((case.name, fitting[:3], case.first))
    context.close()
    assert wrong == []


def test_a_list_by_need_opens_and_leads_to_the_card_without_javascript(browser: Browser, site_address: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    tab = context.new_page()
    tab.goto(f"{site_address}/lattlast/stod/")
    tab.locator("#behov-liv summary").click()
    tab.locator("#behov-liv a").first.click()
    expect(tab.locator("#tjanst-sjalvmordslinjen a.number")).to_be_in_viewport()
    assert tab.locator("select, input, button").count() == 0
    assert tab.locator(".services > li").count() == len(SERVICES)
    context.close()


# --- The rules of the filter ---


#: Makes the wish as a reader does who changes her mind: touches only the lists that are to be changed. Gives the
#: services in the list of results.
WISH = """(wish) => {
  for (const [name, value] of Object.entries(wish)) {
    const control = document.querySelector(`[name=${name}]`);
    if (control.value === value) continue;
    control.value = value;
    if (control.value !== value) throw new Error(`${name} has no ${value}`);
    control.dispatchEvent(new Event('change', {bubbles: true}));
  }
  return [...document.querySelectorAll('.results .services > li')].map((one) => one.id.replace('tjanst-', ''));
}"""
WHO = ("", "utsatt", "salt", "kopt", "tankar", "gjort", "anhorig", "foralder", "vuxen", "bransch", "yrke",
       "larare yrke")  # fmt: skip


def test_never_for_holds_whatever_is_chosen(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    for who, age, need in itertools.product(WHO, ("", UNDER_18, UP_TO_25, OVER_25), ("", *NEED_GROUPS)):
        shown = tab.evaluate(WISH, {"who": who, "age": age, "need": need})
        own = set(who.split())
        helper = bool(own & {"foralder", "vuxen", "bransch", "yrke", "larare"})
        young = age == UNDER_18 and not helper
        banned = own | ({"ung", "elev"} if young else set())
        for name in shown:
            assert not banned & set(SERVICES[name].never_for), (who, age, need, name)
            assert not young or ANSWERS[name].ages[0] < 18, (who, age, need, name)


def test_the_script_and_the_rules_agree_on_mixed_wishes(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    compared = 0
    for who, age, how, gender in itertools.product(
        WHO[:4] + WHO[6:7], ("", UNDER_18, UP_TO_25), ("", "ring", "skriv", "text"), ("", "man", "trans")
    ):
        wish = {"who": who, "age": age, "how": how, "gender": gender}
        shown = tab.evaluate(WISH, wish)
        wanted = {name for name, answers in ANSWERS.items() if fits(answers, wish)}
        if wanted and any(wish.values()):
            assert set(shown) == wanted, wish
            compared += 1
    assert compared > 150


def test_anonymous_shows_only_those_who_say_so_and_says_that_others_may_be_asked(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    choose(tab, {"anon": "1"})
    assert results(tab) and all(SERVICES[name].anonymous == "ja" for name in results(tab))
    expect(tab.get_by_text("Det kan gå hos andra också: fråga först.")).to_be_visible()
    expect(tab.locator("[data-note=lang]")).to_be_hidden()


@BOTH
def test_when_nothing_fits_it_says_which_wish_was_dropped_and_offers_a_way_on(
    address: str, tab: Page, site_address: str
) -> None:
    tab.goto(site_address + address)
    choose(tab, {"age": UNDER_18, "need": "heder", "how": "skriv"})
    status = tab.get_by_role("status").filter(has_text="ställe")
    expect(status).to_have_text(
        "Inget ställe passar allt du valde. 1 ställe passar om du bortser från hur du vill ha kontakt."
    )
    assert results(tab) == ["ratt-att-valja"]
    expect(tab.locator(".results").get_by_text("ring 112")).to_be_visible()
    assert tab.locator('main a[href="tel:112"]').count() == 0
    tab.get_by_role("button", name="Visa alla").focus()
    tab.keyboard.press("Enter")
    expect(status).to_have_text(f"Här finns {len(SERVICES)} ställen.")
    expect(tab.locator(".results")).to_be_hidden()
    assert tab.locator("[data-all] .services > li").count() == len(SERVICES)


def test_show_all_puts_every_card_back_where_it_stood(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    order = (
        "() => [...document.querySelectorAll('.group')]"
        ".map((group) => [...group.querySelectorAll('.services > li')].map((card) => card.id))"
    )
    before = tab.evaluate(order)
    choose(tab, {"who": "salt", "need": "prata"})
    assert tab.evaluate(order) != before
    tab.get_by_role("button", name="Visa alla").click()
    expect(tab.locator(".results")).to_be_hidden()
    assert tab.evaluate(order) == before


def test_choices_stay_in_memory_alone(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    address = tab.url
    choose(tab, {"who": "salt", "anon": "1"})
    stored = "() => [localStorage.length, sessionStorage.length, document.cookie, history.length]"
    assert tab.url == address and tab.evaluate(stored)[:3] == [0, 0, ""]
    tab.reload()
    assert tab.locator("[name=who]").input_value() == ""
    assert not tab.locator("[name=anon]").is_checked()


def test_a_helper_is_not_asked_for_age_or_gender(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    choose(tab, {"age": UNDER_18, "who": "foralder"})
    expect(tab.locator("[name=age]")).to_be_hidden()
    assert results(tab)[0] == "ecpat-vuxenstod"


def test_a_link_to_a_card_that_is_put_away_brings_it_back(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    choose(tab, {"who": "kopt"})
    tab.evaluate("() => { location.hash = '#tjanst-nspm' }")
    expect(tab.locator("#tjanst-nspm")).to_be_in_viewport()
    assert tab.locator("[name=who]").input_value() == ""


def test_on_a_phone_the_groups_are_folded_and_a_link_opens_its_group(browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 640})
    tab = context.new_page()
    tab.goto(f"{site_address}/stod/")
    assert tab.evaluate("() => document.documentElement.scrollHeight") < 16_000
    expect(tab.locator("#tjanst-bris")).to_be_hidden()
    tab.locator('.jump a[href="#for-ung"]').click()
    expect(tab.locator("#tjanst-bris .number")).to_be_visible()
    tab = context.new_page()
    tab.goto(f"{site_address}/stod/#tjanst-nspm")
    expect(tab.locator("#tjanst-nspm")).to_be_in_viewport()
    tab.emulate_media(media="print")
    assert tab.locator(".services > li").first.evaluate("(e) => e.getBoundingClientRect().height") > 0
    context.close()


# --- When something goes wrong ---


def test_with_the_script_blocked_everything_stands_there(tab: Page, site_address: str) -> None:
    tab.route("**/assets/stodsok.*.js", lambda route: route.abort())
    tab.goto(f"{site_address}/stod/")
    expect(tab.locator("#behov-fara summary")).to_be_visible()
    expect(tab.locator("#tjanst-bris .number")).to_be_visible()
    assert tab.locator("select").count() == 0


def test_an_error_while_choosing_hides_no_card_for_good(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    tab.evaluate("() => { document.querySelector('.results ol').append = () => { throw new Error('broken') } }")
    with pytest.raises(Exception, match="broken"):
        with tab.expect_event("pageerror") as caught:
            tab.locator("[name=who]").select_option("salt")
        raise RuntimeError(str(caught.value))
    expect(tab.locator("#behov-fara summary")).to_be_visible()
    assert tab.locator("[data-all] .services > li:visible").count() == len(SERVICES)


def test_an_error_before_anything_is_shown_leaves_the_page_as_it_was(tab: Page, site_address: str) -> None:
    tab.add_init_script("Document.prototype.importNode = () => { throw new Error('broken') }")
    tab.goto(f"{site_address}/stod/")
    expect(tab.locator("#behov-fara summary")).to_be_visible()
    assert tab.locator("[data-all] .services > li:visible").count() == len(SERVICES)


def test_it_works_where_storage_is_forbidden(tab: Page, site_address: str) -> None:
    tab.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name,"
        " {get() { throw new DOMException('no', 'SecurityError') }});"
    )
    tab.goto(f"{site_address}/stod/")
    choose(tab, {"who": "kopt"})
    assert results(tab)[0] == "kast-stockholm"


def test_a_reader_who_has_opened_a_list_keeps_it_when_the_script_comes_late(tab: Page, site_address: str) -> None:
    waiting: list[Route] = []
    tab.route("**/assets/stodsok.*.js", lambda route: waiting.append(route))
    tab.goto(f"{site_address}/stod/", wait_until="commit")
    tab.locator("#behov-fara summary").click()
    waiting[0].continue_()
    tab.wait_for_load_state()
    expect(tab.locator("#behov-fara a").first).to_be_visible()
    assert tab.locator("select").count() == 0


# --- What it looks like and how it is reached ---

STATES: tuple[dict[str, str], ...] = ({"who": "salt", "anon": "1"}, {"age": UNDER_18, "need": "heder", "how": "skriv"})


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_filter_in_use_has_no_violation_and_does_not_scroll_sideways(
    width: int, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    for address, wish in itertools.product(FINDERS, STATES):
        tab.goto(site_address + address)
        choose(tab, wish)
        tab.evaluate("() => document.querySelectorAll('main details').forEach((one) => { one.open = true })")
        assert violations_by_scheme(tab, ("light", "dark"), None) == {}, (address, wish)
        assert not tab.evaluate("() => document.documentElement.scrollWidth > innerWidth"), (address, wish)
    context.close()


BOXES = """() => [...document.querySelectorAll(
  '.find select, .find button, .find summary, .check label, .jump a, .services :is(summary, .go, .number)'
)].map((e) => [e.textContent.trim().slice(0, 40), e.getBoundingClientRect().height]).filter((box) => box[1])"""
NUMBERS = """() => [...document.querySelectorAll('main .number')].map((e) => e.getBoundingClientRect())
  .filter((box) => box.height).map((box) => [box.left, box.top, box.right, box.bottom])"""


@pytest.mark.parametrize("width", [320, 1280])
def test_targets_are_large_and_numbers_far_apart(width: int, browser: Browser, site_address: str) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    for address in FINDERS:
        tab.goto(site_address + address)
        choose(tab, {"who": "utsatt", "anon": "1"})
        boxes = tab.evaluate(BOXES)
        assert len(boxes) > 20 and [box for box in boxes if box[1] < 44] == []
        for one, two in itertools.combinations(tab.evaluate(NUMBERS), 2):
            across = max(one[0], two[0]) - min(one[2], two[2])
            down = max(one[1], two[1]) - min(one[3], two[3])
            assert max(across, down) >= 24, (address, one, two)
    context.close()


@pytest.mark.parametrize("width", [1280, 768, 360, 320])
@BOTH
def test_nothing_moves_when_the_form_takes_its_place(
    address: str, width: int, browser: Browser, site_address: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.add_init_script(
        "window.moved = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {"
        " window.moved += entry.value })).observe({type: 'layout-shift', buffered: true});"
    )
    waiting: list[Route] = []
    tab.route("**/assets/stodsok.*.js", lambda route: waiting.append(route))
    tab.goto(site_address + address, wait_until="commit")
    expect(tab.locator("#behov-fara")).to_be_visible()
    tab.wait_for_timeout(200)
    below = "() => document.querySelector('.find').getBoundingClientRect().bottom"
    before = tab.evaluate(below)
    waiting[0].continue_()
    expect(tab.locator("[name=who]")).to_be_visible()
    tab.wait_for_timeout(200)
    assert tab.evaluate(below) == pytest.approx(before, abs=0.1)
    assert tab.evaluate("() => window.moved") == 0
    context.close()


def test_forced_colours_keep_controls_and_icons(browser: Browser, site_address: str) -> None:
    context = browser.new_context(forced_colors="active")
    tab = context.new_page()
    tab.goto(f"{site_address}/stod/")
    assert tab.locator("[name=who]").evaluate("(e) => getComputedStyle(e).borderTopStyle") == "solid"
    fill, text = tab.locator(".known .icon:visible").first.evaluate(
        "(e) => [getComputedStyle(e).fill, getComputedStyle(e.parentNode).color]"
    )
    assert fill == text
    context.close()


def test_a_printed_finder_has_every_card_and_its_details_and_no_form(tab: Page, site_address: str) -> None:
    tab.goto(f"{site_address}/stod/")
    tab.emulate_media(media="print")
    assert tab.locator(".services > li:visible").count() == len(SERVICES)
    expect(tab.locator(".form")).to_be_hidden()
    details = tab.locator("#tjanst-bris details p").first
    assert details.evaluate("(e) => e.getBoundingClientRect().height") > 0


def test_every_card_has_a_unique_name_and_hours_or_that_nobody_has_checked_them(tab: Page, site_address: str) -> None:
    for address in FINDERS:
        tab.goto(site_address + address)
        names = tab.locator(".services > li > details > summary").all_text_contents()
        assert len(names) == len(set(names)) == len(SERVICES)
        for key, one in SERVICES.items():
            card = tab.locator(f"#tjanst-{key}").text_content() or ""
            if one.show == "number":
                assert "Samtalet syns i telefonens samtalslista." in card, key
                assert "klockan" in card or "ygnet runt" in card or "Tiderna är inte kontrollerade." in card, key

"""Reading aloud, in a real Chromium on the built site.

The one fake of the browser tests: no machine that runs them has a Swedish voice, so `speechSynthesis` is replaced by
tests/fake_speech.js, which keeps what it is asked to say. That a voice is heard has to be tried by a person.
"""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable, Iterator
from http.server import ThreadingHTTPServer

import pytest
from browser import Handler, Leaving
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from real_site import PROJECT, BuiltSite
from test_axe import CONTRAST, violations

from campaign.site.security import POLICY

FAKE = "".join((PROJECT / "tests/fake_speech.js").read_text(encoding="utf-8").partition("(voices)")[1:])
LOCAL = {"name": "Alva", "lang": "sv-SE", "localService": True}
REMOTE = {"name": "Online", "lang": "sv-SE", "localService": False}
ENGLISH = {"name": "Sam", "lang": "en-GB", "localService": True}
PAGE = "/lattlast/ung/hot/"
WORDS = "() => speechSynthesis.words()"

Visit = Callable[..., Page]


def stall(tab: Page, pattern: str) -> list[Route]:
    """Lets requests for `pattern` wait for ever; gives those that wait."""
    held: list[Route] = []
    tab.route(pattern, lambda route: held.append(route))
    return held


@pytest.fixture
def visit(browser: Browser, site_address: str) -> Iterator[Visit]:
    """`visit(voices, address)` opens a page in a browser with these voices; other words go to the context."""
    contexts: list[BrowserContext] = []

    def opened(voices: list[dict[str, object]], address: str = PAGE, **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        context.add_init_script(f"({FAKE})({json.dumps(voices)})")
        tab = context.new_page()
        tab.goto(address if address.startswith("http") else site_address + address)
        return tab

    yield opened
    for context in contexts:
        context.close()


def listen(tab: Page) -> None:
    """Presses "Lyssna" and waits for the player."""
    tab.get_by_role("button", name="Lyssna", exact=True).click()
    expect(tab.get_by_role("group", name="Uppläsning")).to_be_visible()


def finish(tab: Page, times: int = 1) -> list[str]:
    """Ends as many sentences; gives all that has been said."""
    tab.evaluate("(times) => { for (let i = 0; i < times; i += 1) speechSynthesis.finish(); }", times + 1)
    return list(tab.evaluate(WORDS))


def no_voice(tab: Page) -> None:
    """The page offers the link to help instead, and nothing has been said."""
    expect(tab.get_by_role("link", name="Så lyssnar du på sidan")).to_be_visible()
    expect(tab.get_by_role("button", name="Lyssna")).to_have_count(0)


def test_the_text_is_read_in_order_without_sources_and_navigation(visit: Visit) -> None:
    tab = visit([ENGLISH, REMOTE, LOCAL])
    listen(tab)
    words = finish(tab, 400)
    assert words[:3] == [
        "Någon hotar att sprida en bild på dig",
        "Någon hotar kanske att visa en naken bild på dig.",
        "Det är inte ditt fel.",
    ]
    headings = [heading for heading in tab.locator("main .text h2, main .help h2").all_text_contents() if heading]
    read = [words.index(heading) for heading in headings]
    assert len(read) > 5 and read == sorted(read)
    assert "Ring 1 1 6, 1 1 1" in words
    everything = " ".join(words)
    for unread in ("Härifrån kommer uppgifterna", "Ingen har granskat", "Så lyssnar du", "Meny", "­"):
        assert unread not in everything
    assert tab.evaluate("() => new Set(speechSynthesis.said.map((item) => item.voice.name)).size") == 1
    assert tab.evaluate("() => speechSynthesis.said[0].voice.name") == "Alva"
    expect(tab.get_by_role("group", name="Uppläsning")).to_have_count(0)  # at the end the player goes away


def test_numbers_are_digits_and_years_are_not_and_no_sentence_is_very_long(visit: Visit) -> None:
    tab = visit([LOCAL], "/stod/prata/")
    listen(tab)
    words = finish(tab, 600)
    assert {"Ring 1 1 6, 0 1 6", "Ring 0 2 0, 8 0, 8 0, 8 0", "Ring 1 1 4, 1 4"} <= set(words)
    assert any("2021–2023" in sentence for sentence in words)
    assert max(map(len, words)) < 260


def test_a_table_says_its_columns_and_what_is_folded_in_the_text_is_opened(visit: Visit) -> None:
    tab = visit([LOCAL], "/lagen/fragor-och-svar/")
    tab.evaluate("() => document.querySelectorAll('.text > details').forEach((item) => { item.open = false; })")
    folded = str(tab.locator(".text > details > :not(summary)").first.text_content()).split(".")[0].strip()
    listen(tab)
    assert any(folded in sentence for sentence in finish(tab, 400))
    assert tab.locator(".text > details").first.evaluate("(item) => item.open")
    tab = visit([LOCAL], "/om/barnets-basta/")
    head = str(tab.locator(".text thead th").nth(2).text_content()).strip()
    listen(tab)
    assert any(sentence.startswith(f"{head}: ") for sentence in finish(tab, 400))


def test_a_remote_voice_is_never_used(visit: Visit) -> None:
    tab = visit([REMOTE, ENGLISH])
    no_voice(tab)
    assert tab.evaluate("() => speechSynthesis.said.length") == 0
    assert tab.locator("script[src*=lyssna]").count() == 0


def test_a_voice_that_has_become_remote_silences_the_player(visit: Visit) -> None:
    tab = visit([LOCAL])
    listen(tab)
    tab.evaluate("(voice) => { speechSynthesis.voices = [voice]; }", REMOTE)
    said = tab.evaluate("() => speechSynthesis.said.length")
    finish(tab, 3)
    assert tab.evaluate("() => speechSynthesis.said.length") == said
    expect(tab.get_by_role("group", name="Uppläsning")).to_have_count(0)


def test_without_voices_or_speech_or_scripts_the_page_says_how_the_phone_reads(
    visit: Visit, browser: Browser, site_address: str
) -> None:
    no_voice(visit([]))
    tab = browser.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.add_init_script("delete window.speechSynthesis; delete Window.prototype.speechSynthesis;")
    tab.goto(site_address + PAGE)
    assert not tab.evaluate("() => 'speechSynthesis' in window")
    no_voice(tab)
    assert errors == []
    tab.get_by_role("link", name="Så lyssnar du på sidan").click()
    assert tab.url == f"{site_address}/lattlast/om/lattlast/#lyssna"
    tab.close()
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site_address + PAGE)
    no_voice(tab)
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_voice_that_comes_late_moves_nothing(width: int, visit: Visit) -> None:
    tab = visit([], PAGE, viewport={"width": width, "height": 740})
    no_voice(tab)
    place = (
        "() => [...document.querySelectorAll('main *')].filter((e) => e.getClientRects().length)"
        ".filter((e) => !e.closest('details, [data-listen], .listen-bar'))"
        ".map((e) => Math.round(e.getBoundingClientRect().top + scrollY))"
    )
    # A font that comes late moves lines, but no voice did; `fonts.ready` alone is true before the first is asked for.
    tab.evaluate("() => Promise.all([...document.fonts].map((font) => font.load())).then(() => null)")
    tab.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))")
    before = tab.evaluate(place)
    tab.evaluate("(voice) => { speechSynthesis.voices = [voice]; speechSynthesis.onvoiceschanged(); }", LOCAL)
    expect(tab.get_by_role("button", name="Lyssna", exact=True)).to_be_visible()
    assert tab.evaluate(place) == before
    listen(tab)
    assert tab.evaluate(place) == before


def test_pause_ends_the_sentence_and_going_on_begins_it_again(visit: Visit) -> None:
    tab = visit([LOCAL])
    listen(tab)
    finish(tab)
    assert len(tab.evaluate(WORDS)) == 2
    tab.get_by_role("button", name="Pausa").press("Enter")
    tab.wait_for_timeout(100)  # the silenced sentence reports its end
    assert len(tab.evaluate(WORDS)) == 2
    tab.get_by_role("button", name="Fortsätt").press("Enter")
    words = tab.evaluate(WORDS)
    assert len(words) == 3 and words[2] == words[1]
    assert finish(tab)[3] != words[2]


def test_a_calmer_pace_and_stop(visit: Visit) -> None:
    tab = visit([LOCAL])
    listen(tab)
    finish(tab)
    calm = tab.get_by_role("button", name="Lugnare")
    expect(calm).to_have_attribute("aria-pressed", "false")
    calm.click()
    expect(calm).to_have_attribute("aria-pressed", "true")
    tab.wait_for_function("() => speechSynthesis.words().length === 3")
    assert tab.evaluate("() => speechSynthesis.said.map((item) => item.rate).slice(-2)") == [1, 0.8]
    tab.get_by_role("button", name="Stoppa").press("Enter")
    tab.wait_for_timeout(100)
    assert len(tab.evaluate(WORDS)) == 3
    assert tab.evaluate("() => CSS.highlights.size") == 0
    expect(tab.get_by_role("button", name="Lyssna", exact=True)).to_be_focused()
    listen(tab)
    assert tab.evaluate(WORDS)[3] == tab.evaluate(WORDS)[0]


@pytest.mark.parametrize("supported", [True, False])
def test_the_sentence_that_is_read_is_marked(supported: bool, visit: Visit) -> None:
    tab = visit([LOCAL])
    if not supported:
        tab.evaluate("() => { window.Highlight = undefined; }")
    listen(tab)
    finish(tab)
    if supported:
        marked = tab.evaluate("() => [...[...CSS.highlights.get('lyssna')]].map(String)")
    else:
        marked = tab.locator(".is-read").all_text_contents()
    assert len(marked) == 1 and tab.evaluate(WORDS)[1] in marked[0]
    assert supported == (marked[0] == tab.evaluate(WORDS)[1])


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_the_page_follows_until_the_reader_scrolls_away(motion: str, visit: Visit) -> None:
    tab = visit([LOCAL], PAGE, viewport={"width": 360, "height": 740}, reduced_motion=motion)
    listen(tab)
    tab.evaluate(
        "() => { window.how = []; const own = window.scrollBy;"
        "window.scrollBy = (where) => { how.push(where.behavior); own.call(window, {...where, behavior: 'auto'}); }; }"
    )
    finish(tab, 25)
    top = tab.evaluate("() => scrollY")
    assert top > 500
    assert set(tab.evaluate("() => how")) == {"auto" if motion == "reduce" else "smooth"}
    tab.mouse.move(180, 300)
    tab.mouse.wheel(0, -3000)
    tab.wait_for_function("() => scrollY === 0")
    finish(tab, 2)
    assert tab.evaluate("() => scrollY") == 0


@pytest.mark.parametrize("way", ["click", "shift", "hidden", "pagehide"])
def test_it_falls_silent_when_the_reader_leaves(way: str, visit: Visit, built_site: BuiltSite) -> None:
    tab = visit([LOCAL])
    # The neutral page does not answer yet: the page that is left must be silent meanwhile.
    stalled = stall(tab, f"{built_site.exit_url}**")
    page = Leaving(tab, "[speechSynthesis.queue.length, speechSynthesis.cancelled, speechSynthesis.words().length]")
    listen(tab)
    finish(tab)
    said = len(tab.evaluate(WORDS))
    if way in ("click", "shift"):
        page.leave(way)
    elif way == "hidden":
        tab.evaluate(
            "() => { Object.defineProperty(document, 'hidden', {value: true, configurable: true});"
            "document.dispatchEvent(new Event('visibilitychange')); }"
        )
    else:
        tab.evaluate("() => dispatchEvent(new PageTransitionEvent('pagehide'))")
    queued, cancelled, words = page.state_after(300)
    assert (queued, words) == (0, said)
    assert cancelled >= 1
    for route in stalled:
        route.abort()


def test_who_leaves_before_the_player_has_come_hears_nothing(visit: Visit, built_site: BuiltSite) -> None:
    tab = visit([LOCAL])
    held = stall(tab, "**/lyssna.*.js")
    stalled = stall(tab, f"{built_site.exit_url}**")
    page = Leaving(tab, "[speechSynthesis.queue.length, speechSynthesis.cancelled, speechSynthesis.words().length]")
    with tab.expect_request("**/lyssna.*.js"):
        tab.get_by_role("button", name="Lyssna", exact=True).click()
    page.leave("click")
    held[0].continue_()
    assert page.state_after(500)[2] == 0
    stalled[0].abort()


def test_a_player_that_does_not_come_gives_the_link_back(visit: Visit) -> None:
    tab = visit([LOCAL])
    tab.route("**/lyssna.*.js", lambda route: route.abort())
    tab.get_by_role("button", name="Lyssna", exact=True).click()
    no_voice(tab)
    expect(tab.get_by_role("link", name="Så lyssnar du på sidan")).to_be_focused()


def test_a_voice_that_fails_gives_the_link_back(visit: Visit) -> None:
    tab = visit([LOCAL])
    listen(tab)
    finish(tab)
    tab.evaluate("() => speechSynthesis.queue[0].onerror({error: 'synthesis-failed'})")
    no_voice(tab)


def test_it_loads_under_trusted_types_and_stores_nothing(visit: Visit, built_site: BuiltSite) -> None:
    class Strict(Handler):
        """The site's own policy, and Trusted Types with no policy that a script of ours could lean on."""

        def end_headers(self) -> None:
            self.send_header(
                "Content-Security-Policy", f"{POLICY}; require-trusted-types-for 'script'; trusted-types 'none'"
            )
            super().end_headers()

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(built_site.folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    tab = visit([LOCAL], f"http://127.0.0.1:{server.server_port}{PAGE}")
    messages: list[str] = []
    tab.on("console", lambda message: messages.append(message.text))
    tab.on("pageerror", lambda error: messages.append(str(error)))
    listen(tab)
    assert len(finish(tab, 5)) == 6
    assert messages == []
    assert tab.context.cookies() == []
    assert tab.evaluate("() => localStorage.length + sessionStorage.length") == 0
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_while_it_reads(width: int, scheme: str, visit: Visit) -> None:
    tab = visit([LOCAL], PAGE, viewport={"width": width, "height": 740}, color_scheme=scheme)
    tab.evaluate("() => { window.Highlight = undefined; }")  # the block is marked, so that axe sees the colours
    assert violations(tab, CONTRAST if scheme == "dark" else None) == []
    listen(tab)
    finish(tab, 4)
    assert violations(tab, CONTRAST if scheme == "dark" else None) == []
    tab.get_by_role("button", name="Lugnare").click()
    assert violations(tab) == []


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_the_player_stays_in_view_and_covers_no_exit(width: int, visit: Visit) -> None:
    tab = visit([LOCAL], PAGE, viewport={"width": width, "height": 640})
    listen(tab)
    finish(tab, 30)
    for name in ("Pausa", "Lugnare", "Stoppa"):
        box = tab.get_by_role("button", name=name).bounding_box()
        assert box and box["y"] >= 0 and box["y"] + box["height"] <= 640 and box["height"] >= 44
    assert tab.evaluate(
        "() => { const link = document.querySelector('a[data-exit]:not(.skip)');"
        "const b = link.getBoundingClientRect();"
        "return link.contains(document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2)) }"
    )

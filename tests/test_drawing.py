"""Shortcodes drawn with the project's real templates, in both variants, with known, unknown and hostile records."""

from __future__ import annotations

import html as html_library
import re
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from conftest import DATA
from real_site import PROJECT

from campaign.content.pages import Site, Variant, load_site
from campaign.settings import Settings
from campaign.site.drawing import MISSING, Drawer, prepare_environment, soften, without_waste
from campaign.site.frame import Frame
from campaign.site.sanitize import sanitize
from campaign.site.views import PageView

HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'&"
YAML_HOSTILE = "'" + HOSTILE.replace("'", "''") + "'"

SERVICES = (
    DATA["services"]
    + f"""\
  - id: lank
    name: Länken
    who: Alla
    what: En webbplats.
    lattlast: En sida.
    operator: Länken
    for: [alla]
    show: link
    url: https://www.lank.example/a?b=1&c=2
    chat: https://chatt.example/
    ways: [ring, chatt]
    free: ja
    checked_on: 2026-11-22
    confidence: high
  - id: dold
    name: Dold
    who: Alla
    what: Visas aldrig.
    lattlast: Visas aldrig.
    operator: Dold
    for: [alla]
    show: hidden
    checked_on: 2026-11-22
    confidence: low
  - id: fientlig
    name: {YAML_HOSTILE}
    who: {YAML_HOSTILE}
    what: {YAML_HOSTILE}
    lattlast: {YAML_HOSTILE}
    operator: x
    for: [alla]
    show: link
    url: https://a.example/"onclick="alert(1)
    chat: https://a.example/"onclick="alert(1)
    anonymous_note: {YAML_HOSTILE}
    traces: {YAML_HOSTILE}
    checked_on: 2026-11-22
    confidence: high
"""
)
FACTS = (
    DATA["facts"].replace("text: Det är brott att köpa sex.", "text: Det är ett brott (vanlig).")
    + f"""\
  - id: fientlig
    text: {YAML_HOSTILE}
    lattlast: {YAML_HOSTILE}
    as_of: 2026-04
    sources: [brottsbalken, andra]
    seen_via: kopia
    checked_on: 2026-11-22
    confidence: high
"""
)
SOURCES = DATA["sources"] + DATA["sources"].split("sources:\n")[1].replace("id: brottsbalken", "id: andra")
GLOSSARY = (
    DATA["glossary"]
    + f"""\
    forms: [samtycket]
  - id: fientlig
    term: {YAML_HOSTILE}
    explanation: {YAML_HOSTILE}
"""
)
BODY = "[[fakta:kop-brott]] [[fakta:fientlig]] [[fakta:kop-distans]]"
FILES = {
    f"{name}{ending}": f"---\ntitle: A\n---\n{BODY}\n"
    for name in ("lagen/a", "stod/akut")
    for ending in (".md", ".lattlast.md")
}

Draw = Callable[..., str]


@pytest.fixture
def site(write_docs: Callable[..., Path]) -> Site:
    data = DATA | {"services": SERVICES, "facts": FACTS, "sources": SOURCES, "glossary": GLOSSARY}
    site = load_site(write_docs(FILES, data), "docs")
    assert site.findings == []
    return site


@pytest.fixture
def draw(site: Site, settings: Settings) -> Draw:
    """`draw("fakta", "kop-brott")` on an ordinary page, as the real templates do it."""

    def drawn(kind: str, record_id: str, alone: bool = False, simple: bool = False, page: str = "lagen/a") -> str:
        drawer = Drawer(jinja2.Environment(loader=jinja2.FileSystemLoader(PROJECT / "overrides")))
        variant = Variant.LATTLAST if simple else Variant.ORDINARY
        shown = site.page(page, variant)
        assert shown is not None
        drawer.view = PageView(Frame(site, settings, "preview", "https://prov.stockholm/"), shown, variant)
        return drawer.draw(kind, record_id, alone)

    return drawn


def text(html: str) -> str:
    return " ".join(html_library.unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_drawer_without_a_page_refuses() -> None:
    with pytest.raises(RuntimeError):
        Drawer(jinja2.Environment()).draw("fakta", "kop-brott", False)


SHY = "\u00ad"


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ("Tillgänglighetsredogörelse", f"Tillgänglighets{SHY}redogörelse"),
        ("människohandeln", f"människo{SHY}handeln"),
        ("MÄNNISKOHANDEL och människohandel", f"MÄNNISKO{SHY}HANDEL och människo{SHY}handel"),
        ("En c++prov", f"En c++{SHY}prov"),
        ("Inga långa ord", "Inga långa ord"),
        ("", ""),
    ],
)
def test_long_words_get_soft_hyphens_where_they_may_break_and_nothing_else_changes(given: str, wanted: str) -> None:
    words = ["tillgänglighets|redogörelse", "människo|handel", "c++|prov"]
    assert soften(given, words) == wanted
    assert soften(wanted, words) == wanted
    assert soften(given, words).replace(SHY, "") == given


def test_a_longer_word_is_broken_in_its_own_way_whatever_the_order_of_the_list() -> None:
    words = ["ungdoms|mottagning", "ungdoms|mottagnings|besök"]
    for order in (words, words[::-1]):
        assert soften("ungdomsmottagningsbesök", order) == f"ungdoms{SHY}mottagnings{SHY}besök"


def test_a_softened_word_is_still_escaped() -> None:
    environment = prepare_environment(jinja2.Environment(), ["<b|ig>"])
    assert environment.from_string("{{ word | soft }}").render(word="<big>") == f"&lt;b{SHY}ig&gt;"


def test_the_environment_escapes_and_leaves_no_empty_lines() -> None:
    environment = prepare_environment(jinja2.Environment(), [])
    made = environment.from_string("a\n  {% if true %}\n{{ word }}\n  {% endif %}\nb")
    assert made.render(word="<b>\"'&") == "a\n&lt;b&gt;&#34;&#39;&amp;\nb"


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("simple", [True, False])
@pytest.mark.parametrize(
    ("kind", "record_id"),
    [("fakta", "finns-inte"), ("tjanst", "finns-inte"), ("tjanst", "dold"), ("ordlista", "finns-inte"),
     ("stod", "bris"), ("fakta", "<script>")],
)  # fmt: skip
def test_an_unknown_or_hidden_record_is_said_to_be_missing(
    kind: str, record_id: str, simple: bool, alone: bool, draw: Draw
) -> None:
    assert draw(kind, record_id, alone, simple) == MISSING == "[saknas]"


@pytest.mark.parametrize("alone", [True, False])
def test_a_fact_has_its_sources_numbers_in_ordinary_swedish(alone: bool, draw: Draw) -> None:
    html = draw("fakta", "kop-brott", alone)
    assert html.startswith("Det är ett brott (vanlig).<sup>")
    assert re.findall(r'href="#kalla-(\d)" aria-label="Källa (\d)">(\d)<', html) == [("1", "1", "1")]
    assert re.findall(r"#kalla-(\d)", draw("fakta", "fientlig", alone)) == ["1", "2"]


@pytest.mark.parametrize("alone", [True, False])
def test_a_fact_has_its_lattlast_words_and_no_numbers_in_lattlast(alone: bool, draw: Draw) -> None:
    assert draw("fakta", "kop-brott", alone, simple=True) == "Det är brott att köpa sex."


def test_a_service_in_running_text_is_its_name_and_its_number(draw: Draw) -> None:
    html = draw("tjanst", "bris")
    assert text(html) == "Bris, 116 111"
    assert '<a class="nowrap" href="tel:116111">116 111</a>' in html and "<div" not in html and "<p" not in html


def test_a_service_without_a_number_is_a_link_that_says_where_it_leads(draw: Draw) -> None:
    html = draw("tjanst", "lank")
    assert html == '<a href="https://www.lank.example/a?b=1&amp;c=2">Länken (lank.example)</a>'


def test_112_leads_to_the_page_about_emergencies_and_dials_there(draw: Draw) -> None:
    assert draw("tjanst", "sos-112") == '<a class="nowrap" href="../../stod/akut/">112</a>'
    assert draw("tjanst", "sos-112", page="stod/akut") == '<a class="nowrap" href="tel:112">112</a>'
    assert "tel:112" not in draw("tjanst", "sos-112", alone=True)
    assert 'href="tel:112"' in draw("tjanst", "sos-112", alone=True, page="stod/akut")


def test_a_service_alone_is_a_card_with_the_words_of_the_variant(draw: Draw) -> None:
    ordinary, simple = draw("tjanst", "bris", alone=True), draw("tjanst", "bris", alone=True, simple=True)
    for html in (ordinary, simple):
        assert html.startswith('<div class="service">') and html.endswith("</div>")
        assert 'href="tel:116111"' in html and "Barn och unga" in html
    assert "Du kan prata med en kurator." in ordinary and "Du kan prata med någon." not in ordinary
    assert "Du kan prata med någon." in simple and "kurator" not in simple


def test_a_card_tells_of_unknown_numbers_chat_cost_and_hours(draw: Draw) -> None:
    words = text(draw("tjanst", "lank", alone=True))
    assert "Gå till Länken (lank.example)" in words and "Chatta med Länken (chatt.example)" in words
    assert "Numret är inte kontrollerat. Du hittar det på deras egen sida." in words
    assert "Tiderna är inte kontrollerade. De kan stå på deras egen sida. Det kostar ingenting." in words


def test_a_word_alone_is_explained_and_in_running_text_it_links_to_its_note(draw: Draw) -> None:
    alone = draw("ordlista", "samtycke", alone=True)
    assert alone == '<p class="word"><strong>Samtycke</strong> betyder att man vill vara med.</p>'
    assert draw("ordlista", "samtycke") == '<a class="word-ref" href="#ord-samtycke">samtycke</a>'
    assert draw("ordlista", "samtycke", simple=True) == draw("ordlista", "samtycke")


def test_a_form_of_a_word_is_shown_as_written_and_explained_by_its_word(draw: Draw) -> None:
    assert draw("ordlista", "samtycket") == '<a class="word-ref" href="#ord-samtycke">samtycket</a>'
    assert draw("ordlista", "samtycket", alone=True) == draw("ordlista", "samtycke", alone=True)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("simple", [True, False])
@pytest.mark.parametrize("kind", ["fakta", "tjanst", "ordlista"])
def test_a_hostile_record_is_shown_as_text(kind: str, simple: bool, alone: bool, draw: Draw) -> None:
    html = draw(kind, "fientlig", alone, simple)
    tags = {tag.lower() for tag in re.findall(r"<\s*([a-zA-Z][^\s/>]*)", html)}
    assert tags <= {"a", "div", "p", "strong", "span", "sup"}
    for tag in re.findall(r"<[^>]*>", html):
        assert not re.search(r"""\son\w+\s*=""", re.sub(r'"[^"]*"', '""', tag)), tag
    assert HOSTILE in html_library.unescape(html)


@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize("simple", [True, False])
@pytest.mark.parametrize(
    ("kind", "record_id"),
    [("fakta", "kop-brott"), ("tjanst", "bris"), ("tjanst", "lank"), ("tjanst", "sos-112"), ("ordlista", "samtycke")],
)
def test_the_second_wall_lets_through_all_that_templates_draw(
    kind: str, record_id: str, simple: bool, alone: bool, draw: Draw
) -> None:
    html = draw(kind, record_id, alone, simple)
    assert sanitize(html) == html


def test_indentation_is_left_out_but_not_of_preformatted_text() -> None:
    assert without_waste("<p>\n    a\n\n  b</p>\n") == "<p>\na\nb</p>\n"
    assert (
        without_waste('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"></svg>')
        == '<svg viewBox="0 0 1 1"></svg>'
    )
    assert without_waste("<pre>a\n  b</pre>") == "<pre>a\n  b</pre>"

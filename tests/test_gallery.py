"""The gallery of posters: what is published, what a page tells of it, the filter, and what goes wrong."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit

import pytest
from browser import MOVED, keyboard_walk, serve
from PIL import Image
from playwright.sync_api import Browser, Page
from real_site import PROJECT
from serving import serving
from small_project import FOLDER_URL, PAGES, ROOT_URL, make_project, mkdocs_build, page
from test_axe import violations_by_scheme

from campaign.checks.built_site import check_built_site
from campaign.content.front_matter import Audience
from campaign.content.pages import Variant, load_site
from campaign.content.poster import Format
from campaign.content.posters import Poster, headline_of, texts_of, valid_until
from campaign.content.preview import PREVIEW_MARK
from campaign.content.text_files import size_in_words
from campaign.images.cache import DigestCache
from campaign.images.processes import unheard
from campaign.media.files import media_files
from campaign.release.manifest import write_manifest
from campaign.settings import load_settings
from campaign.site.frame import Frame
from campaign.site.pictures import PictureStore
from campaign.site.poster_views import AUDIENCES, FORMAT_NAMES, audience_choices
from campaign.site.posters import draw_posters
from campaign.site.security import POLICY

POSTER = """\
  - id: {id}
    audience: {audience}
    headline: "{headline}"
    headline_lattlast: "{headline} lätt"
    text: ["[[fakta:kop-brott]]", "Fråga [[tjanst:bris]]."]
    text_lattlast: ["Fråga [[tjanst:bris]]."]
    services: [bris]
    address: {address}
    illustration: vanner-i-parken
    colours: {{background: night, ink: on-night, accent: apricot}}
    variants: [{variants}]
    formats: [{formats}]
    outside: Någon att prata med
    outside_lattlast: Någon att prata med
    alt: "Vänner i en park & mer."
    alt_lattlast: "Vänner i en park."
    changed_on: 2026-11-22
"""
FRIEND = {"id": "en-van", "audience": "[ung, elev]", "headline": "Hjälp en vän", "address": "van",
          "variants": "sv, lattlast", "formats": "a4, kvadrat, kort"}  # fmt: skip
STAFF = {"id": "fraga", "audience": "yrke", "headline": "Våga fråga", "address": "ensam", "variants": "sv",
         "formats": "a4"}  # fmt: skip
BAD = FRIEND | {"id": "trasig", "headline": "Pil → och 🙂", "formats": "a4, kvadrat"}
BODY = "Ett utkast.\n\n## Affischer\n\n[[lista:affischer]]\n\n## Så skriver du ut\n\nText.\n"
GALLERY = {
    "material/index.md": page("Material", BODY, kind="galleri"),
    "material/index.lattlast.md": page("Material lätt", BODY),
    "lagen/straff.md": page("Straffet", short="van"),
    "lagen/straff.lattlast.md": page("Straffet lätt"),
    "lagen/ensam.md": page("Ensam", short="ensam"),
}
VARIANTS = {"material/": "sv", "lattlast/material/": "lattlast"}


def posters_yml(*posters: dict[str, str]) -> str:
    return "posters:\n" + "".join(POSTER.format(**poster) for poster in posters)


def project(folder: Path, *posters: dict[str, str], **pages: str) -> Path:
    made = make_project(folder, PAGES | GALLERY | pages)
    (made / "docs/_data/posters.yml").write_text(posters_yml(*posters), encoding="utf-8")
    menu = made / "docs/_data/nav.yml"
    row = "  - {id: material, title: Material, lattlast: Material, pages: [index]}\n"
    menu.write_text(menu.read_text(encoding="utf-8") + row, encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return project(tmp_path_factory.mktemp("affischer") / "p", FRIEND, STAFF)


@pytest.fixture(scope="module")
def built(made: Path) -> Path:
    output = made.parent / "ut"
    result = mkdocs_build(made, output, CAMPAIGN_SITE_URL=FOLDER_URL)
    assert result.returncode == 0, result.stderr
    return output


@pytest.fixture(scope="module")
def address(built: Path) -> Iterator[str]:
    with serve(built) as found:
        yield found


def html_of(built: Path, where: str) -> str:
    return (built / where / "index.html").read_text(encoding="utf-8")


def designs(made: Path) -> tuple[dict[str, Poster], Frame]:
    site = load_site(made / "docs", "docs")
    return site.records.posters, Frame(site, load_settings(made, {}), "preview", FOLDER_URL)


def files_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


# --- What is published ---


def test_every_file_of_every_poster_is_published_and_marked_as_a_draft(made: Path, built: Path) -> None:
    posters, _ = designs(made)
    wanted = {file.address(True).removeprefix("material/") for one in posters.values() for file in media_files(one)}
    assert len(wanted) == 10 and all("/utkast-" in name for name in wanted)
    assert files_below(built / "material") == wanted | {"index.html"}


def test_every_link_to_a_file_tells_its_size_and_both_variants_are_there(built: Path) -> None:
    for where in VARIANTS:
        links = re.findall(r'<a href="([^"]+)" hreflang="([^"]+)">([^<]+)</a>', html_of(built, where))
        assert len(links) == 10
        assert {language for _, language, _ in links} == {"sv", "sv-simple"}
        for href, _, label in links:
            file = (built / where / href).resolve()
            told = unescape(label).replace("\u00a0", " ")
            assert told.endswith(f", {file.suffix[1:].upper()}, {size_in_words(file.stat().st_size)}"), told
        labels = {unescape(label).replace("\u00a0", " ").partition(", P")[0] for _, _, label in links}
        assert {"Affisch A4", "Fyrkantig bild 1080 × 1080", "Visitkort"} <= labels


def test_the_readers_own_variant_comes_first(built: Path) -> None:
    own = {
        where: re.findall(r"<details open[^>]*>\s*<summary>[^<]* på ([^<]+)<", html_of(built, where))
        for where in VARIANTS
    }
    assert own == {"material/": ["vanlig svenska"] * 2, "lattlast/material/": ["lättläst", "vanlig svenska"]}


def test_every_thumbnail_is_lazy_and_has_words_and_its_true_size(built: Path) -> None:
    for where, alts in (("material/", ["Vänner i en park & mer."] * 2),
                        ("lattlast/material/", ["Vänner i en park.", "Vänner i en park & mer."])):  # fmt: skip
        pictures = re.findall(r"<picture>.*?</picture>", html_of(built, where), re.DOTALL)
        images = [re.search(r'src="([^"]+)" width="(\d+)" height="(\d+)" alt="([^"]+)" loading="lazy"', picture)
                  for picture in pictures]  # fmt: skip
        assert [unescape(image[4]) for image in images if image] == alts
        for picture, image in zip(pictures, images, strict=True):
            assert image and {"image/avif", "image/webp"} == set(re.findall(r'source type="([^"]+)"', picture)[:2])
            widest = re.findall(r"([^ \",]+) (\d+)w", picture)[-1]
            with Image.open(built / where / widest[0]) as opened:
                assert opened.size == (int(image[2]), int(image[3]))
                assert opened.height == pytest.approx(opened.width * 297 / 210, abs=2)


def test_the_words_the_dates_and_the_short_address_stand_on_the_page(made: Path, built: Path) -> None:
    posters, frame = designs(made)
    for where, variant in VARIANTS.items():
        html = unescape(html_of(built, where))
        for poster in posters.values():
            shown = variant if variant in poster.variants else poster.variants[0]
            until = valid_until(poster, frame.site)
            for words in (headline_of(poster, frame.site, shown), *texts_of(poster, frame.site, shown)):  # type: ignore[arg-type]
                assert words in html
            assert until and f"Giltig till {until.day} " in html and "Ändrad den 22 november 2026." in html
            assert poster.alt_in(shown) in html.partition("<picture>")[2].replace('alt="', "")  # type: ignore[arg-type]
        assert html.count("CC BY 4.0") == 1
    assert ">prov.stockholm/kampanj/van</a>" in html_of(built, "material/")
    easy = html_of(built, "lattlast/material/")
    assert ">prov.stockholm/kampanj/lattlast/van</a>" in easy
    assert '<div lang="sv">' in easy, "a poster without lättläst is shown in ordinary Swedish, and says so"


def test_short_addresses_lead_to_the_page_in_the_posters_variant(built: Path) -> None:
    expected = (
        ("van", "lagen/straff/", "sv"),
        ("lattlast/van", "lattlast/lagen/straff/", "sv-simple"),
        ("lattlast/ensam", "lattlast/lagen/ensam/", "sv"),
    )
    for short, target, language in expected:
        html = html_of(built, short)
        (href,) = re.findall(r'content="0; url=([^"]+)"', html)
        assert (built / short / href).resolve() == (built / target).resolve() and f'lang="{language}"' in html
        assert (built / target / "index.html").is_file()


def test_no_list_for_machines_names_a_file_but_the_manifest_has_them(built: Path) -> None:
    for name in ("sitemap.xml", *(f"assets/{path.name}" for path in (built / "assets").glob("sok-*.json"))):
        assert "utkast-" not in (built / name).read_text(encoding="utf-8")
    write_manifest(built, "prov")
    listed = [path.read_text(encoding="utf-8") for path in built.glob("*") if "manifest" in path.name.lower()]
    assert listed and "material/en-van/utkast-en-van-a4-lattlast.pdf" in listed[0]


def test_the_checks_of_the_built_site_know_the_files(built: Path) -> None:
    def found() -> list[tuple[str, str]]:
        checked = check_built_site(built, POLICY, PREVIEW_MARK)
        return [(one.rule, one.path) for one in checked if "material" in one.path or "/van/" in one.path]

    assert found() == []
    file = built / "material/en-van/utkast-en-van-a4.pdf"
    bare = file.rename(file.with_name("en-van-a4.pdf"))
    try:
        assert set(found()) == {
            ("built-preview-unmarked", "site/material/en-van/en-van-a4.pdf"),
            ("built-link-broken", "site/material/index.html"),
            ("built-link-broken", "site/lattlast/material/index.html"),
        }
    finally:
        bare.rename(file)


# --- The filter ---


def shown(tab: Page) -> list[str]:
    return [str(poster.get_attribute("id")) for poster in tab.locator(".poster").all() if poster.is_visible()]


@pytest.mark.parametrize("where", VARIANTS)
def test_each_choice_shows_exactly_its_posters_without_script(
    made: Path, browser: Browser, address: str, where: str
) -> None:
    posters, _ = designs(made)
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 640})
    tab = context.new_page()
    tab.goto(f"{address}/{where}")
    everyone = [f"affisch-{key}" for key in posters]
    assert shown(tab) == everyone
    choices = audience_choices(posters.values(), where.startswith("lattlast"))
    assert [choice.id for choice in choices] == ["ung", "elev", "yrke"]
    for choice in choices:
        tab.get_by_label(choice.label, exact=True).check()
        assert shown(tab) == [f"affisch-{key}" for key, one in posters.items() if choice.id in one.audience]
    tab.get_by_role("group").get_by_role("radio").first.check()
    assert shown(tab) == everyone
    context.close()


def test_every_poster_is_shown_where_no_style_loads(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.route("**/*.css", lambda route: route.abort())
    tab = context.new_page()
    tab.goto(f"{address}/material/")
    tab.get_by_label("Personal", exact=True).check()
    assert shown(tab) == ["affisch-en-van", "affisch-fraga"]
    context.close()


def test_the_filter_works_by_keyboard_and_its_choices_are_large(tab: Page, address: str) -> None:
    tab.set_viewport_size({"width": 360, "height": 640})
    tab.goto(f"{address}/material/")
    assert tab.evaluate(MOVED) == 0
    tab.locator("#till-vem-som-helst").focus()
    tab.keyboard.press("ArrowUp")
    assert shown(tab) == ["affisch-fraga"] and tab.locator("#till-yrke").is_checked()
    ring = tab.locator(".choices span:has(:focus-visible)").evaluate("(one) => getComputedStyle(one).outlineWidth")
    assert ring == "3px"
    for label in tab.locator(".choices span, .poster-files a").all():
        box = label.bounding_box()
        assert box is None or box["height"] >= 44, label
    assert all(step["visible"] for step in keyboard_walk(tab) if "Affisch" in str(step["name"]))


def test_every_audience_has_a_name_and_a_rule_and_every_format_a_name() -> None:
    style = (PROJECT / "overrides/assets/galleri.css").read_text(encoding="utf-8")
    assert list(AUDIENCES) == list(get_args(Audience)) and set(FORMAT_NAMES) == set(get_args(Format))
    for audience in get_args(Audience):
        assert f":has(#till-{audience}:checked) .poster:not(.for-{audience})" in style
    for names in zip(*AUDIENCES.values(), strict=True):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("where", VARIANTS)
def test_axe_finds_nothing(browser: Browser, address: str, where: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    tab.goto(f"{address}/{where}")
    for closed in tab.locator("details:not([open]) > summary").all():
        if closed.is_visible():
            closed.click()
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert violations_by_scheme(tab, ("light", "dark")) == {}
    context.close()


def test_no_request_leaves_the_site(tab: Page, address: str) -> None:
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(f"{address}/material/")
    tab.locator(".poster img").last.scroll_into_view_if_needed()
    tab.wait_for_timeout(200)
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(address).netloc}
    assert [url for url in asked if url.endswith(".avif")]


# --- What goes wrong ---


def test_a_poster_that_cannot_be_drawn_stops_the_build_and_is_named(tmp_path: Path) -> None:
    made = project(tmp_path / "p", BAD)
    result = mkdocs_build(made, tmp_path / "ut")
    assert result.returncode != 0 and "trasig" in result.stderr and "→" in result.stderr
    assert "Traceback" not in result.stderr


def test_an_editors_server_goes_on_without_what_cannot_be_drawn(tmp_path: Path) -> None:
    bad_page = {"om/pil.md": page("En pil → åt höger"), "om/pil.lattlast.md": page("En pil")}
    made = project(tmp_path / "p", BAD, STAFF, **bad_page)
    menu = made / "docs/_data/nav.yml"
    row = menu.read_text(encoding="utf-8")
    menu.write_text(re.sub(r"(\{id: om,.*pages: \[)index", r"\1index, pil", row), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "serve"]
    with serving(made, command, "--dev-addr=127.0.0.1:{port}", CAMPAIGN_SITE_URL=ROOT_URL) as served:
        html = served.wait_for("/material/", "Kunde inte ritas")
        assert html.count("Kunde inte ritas") == 1 and html.count("<picture>") == 1
        assert ">prov.stockholm/ensam</a>" in html, "what is printed has the site's own address"
        assert served.get("/om/pil/")[0] == 200
        log = served.log.read_text(encoding="utf-8")
    assert re.search(r"Varning: En affisch kunde inte ritas.*trasig", log)
    assert re.search(r"Varning: En delningsbild kunde inte ritas.*om/pil\.md", log)


def test_a_name_that_does_not_exist_is_told_with_its_poster(tmp_path: Path) -> None:
    made = project(tmp_path / "p", STAFF)
    file = made / "docs/_data/posters.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("background: night", "background: natt"), encoding="utf-8")
    result = mkdocs_build(made, tmp_path / "ut")
    assert result.returncode != 0 and "fraga" in result.stderr and "natt" in result.stderr
    assert "Traceback" not in result.stderr


def test_a_site_that_shows_no_posters_publishes_none(tmp_path: Path) -> None:
    made = make_project(tmp_path / "p")
    _, frame = designs(made)
    assert frame.site.records.posters and frame.site.page("lagen/straff", Variant.ORDINARY)
    cache = DigestCache(tmp_path / "cache")
    gallery = draw_posters(frame, cache, PictureStore(made / "docs", cache), unheard)
    assert gallery.files == {} and not (tmp_path / "cache").exists()

"""Every page of the built sitemap: valid HTML, the right language, neutral titles, working links, hashed assets."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from html import unescape
from pathlib import Path
from urllib.parse import urljoin

import pytest
from publishing_targets import folder_place
from real_site import PROJECT, BuiltSite

from campaign.checks.built_site import check_built_site, read_html
from campaign.checks.metadata import REVEALING
from campaign.content.help_bar import help_for
from campaign.content.lessons import Lesson
from campaign.content.pages import Page, Variant, load_site
from campaign.content.posters import short_addresses
from campaign.content.preview import PREVIEW_MARK
from campaign.hosting.compression import PACKED
from campaign.release.manifest import digests
from campaign.site.security import POLICY

VNU = PROJECT / ".build/node/node_modules/vnu-jar/build/dist/vnu.jar"


def test_the_site_passes_its_own_checks(built_site: BuiltSite) -> None:
    assert check_built_site(built_site.folder, POLICY, PREVIEW_MARK) == []


def test_the_html_is_valid(built_site: BuiltSite) -> None:
    result = subprocess.run(
        ["java", "-jar", str(VNU), "--skip-non-html", "--errors-only", "--stdout", str(built_site.folder)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0 and result.stdout.strip() == "", result.stdout[:3000]


def test_the_stylesheets_and_pictures_are_valid(built_site: BuiltSite) -> None:
    for flag in ("--skip-non-css", "--skip-non-svg"):
        result = subprocess.run(
            ["java", "-jar", str(VNU), flag, "--errors-only", "--stdout", str(built_site.folder)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert result.stdout.strip() == "", result.stdout[:3000]


def lessons() -> list[tuple[Page, Lesson]]:
    """The pages that have a lesson's record, and the record."""
    pages = load_site(PROJECT / "docs").sound_pages(Variant.ORDINARY)
    return [(page, page.meta.lesson) for page in pages if page.meta.lesson]


def test_every_page_of_the_model_is_in_the_sitemap_and_nothing_else(built_site: BuiltSite) -> None:
    wanted = {f"/{page.address}" for page in load_site(PROJECT / "docs").published()}
    assert set(built_site.addresses) == wanted
    html = {path.relative_to(built_site.folder).as_posix() for path in built_site.folder.rglob("*.html")}
    hidden = {f"{page.address}index.html" for page in load_site(PROJECT / "docs").sound_pages() if page.meta.hidden}
    slides = {name for name in html if name.endswith(("/bildspel/index.html", "/bildspel/anteckningar/index.html"))}
    listed = {f"{address}index.html".lstrip("/") for address in wanted}
    addresses = [f"{address}/index.html" for address in short_addresses(load_site(PROJECT / "docs"))]
    short = {f"{variant}{address}" for address in addresses for variant in ("", "lattlast/")}
    assert html - slides == listed | short | {"404.html"} | hidden
    assert len(slides) == 18 and len(short) == 2 * (9 + 6)


def test_titles_under_stod_and_ung_and_on_the_start_page_reveal_nothing(built_site: BuiltSite) -> None:
    for address in built_site.addresses:
        plain = address.removeprefix("/lattlast")
        if plain == "/" or plain.startswith(("/stod/", "/ung/")):
            page = read_html(built_site.file(address), address)
            assert not REVEALING.search(page.title), (address, page.title)


@pytest.mark.parametrize("variant", list(Variant))
def test_each_page_shows_the_help_of_its_group_in_order(variant: Variant, built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs")
    for page in site.published(variant):
        html = (built_site.folder / page.address / "index.html").read_text(encoding="utf-8")
        bar = unescape(html[html.index('id="sida-stod"') :])
        places = [bar.find(site.records.services[item.service].name) for item in help_for(page.id).items]
        assert -1 not in places and places == sorted(places), (page.id, places)
        assert "112" in bar


def test_112_is_dialled_only_from_the_acute_page_and_the_footer(built_site: BuiltSite) -> None:
    for address in built_site.addresses:
        html = built_site.file(address).read_text(encoding="utf-8")
        body = html[: html.index("<footer")]
        assert ('href="tel:112"' in body) == address.endswith("/stod/akut/"), address
        assert 'href="tel:112"' in html[html.index("<footer") :], address


def test_every_dialled_number_is_the_number_that_is_read(built_site: BuiltSite) -> None:
    shown = {
        service.dial for service in load_site(PROJECT / "docs").records.services.values() if service.show == "number"
    }
    for address in built_site.addresses:
        html = built_site.file(address).read_text(encoding="utf-8")
        for target, text in re.findall(r'<a[^>]*href="tel:([^"]+)"[^>]*>(.*?)</a>', html, re.DOTALL):
            visible = re.sub(r"\D", "", re.sub(r"<[^>]+>", "", text))
            assert target == visible and target in shown, (address, target, text)


def test_each_law_page_says_once_that_it_is_no_legal_advice(built_site: BuiltSite) -> None:
    for address in built_site.addresses:
        html = built_site.file(address).read_text(encoding="utf-8")
        found = len(re.findall(r"inte juridiska råd|Den kan inte ge råd om just dig", html))
        assert found == address.startswith(("/lagen/", "/lattlast/lagen/")), address


#: Numbers that do harm on the wrong page, and the only sections (or the finder) where each may stand.
TRAPS = {
    # For professionals: at /material/ in a poster for them.
    "020390000": ("/skola/", "/yrkesverksamma/", "/stod/", "/material/"),
    "020555666": ("/stod/",),  # about violence, not about buying
}


def test_each_number_belongs_to_a_shown_service_and_stands_where_it_may(built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs")
    shown = {one.dial: one for one in site.records.services.values() if one.show == "number"}
    for page in site.published():
        html = built_site.file(f"/{page.address}").read_text(encoding="utf-8")
        main = html[html.index("<main") : html.index("</main>")]
        plain = re.sub(r"<[^>]+>", " ", main)
        numbers = set(re.findall(r'href="tel:([^"]+)"', main))
        assert numbers <= shown.keys(), page.path
        spoken = {digits for digits in TRAPS if digits in re.sub(r"[\s\u00a0-]", "", plain)}
        for digits in (numbers | spoken) & TRAPS.keys():
            address = f"/{page.address}".replace("/lattlast/", "/", 1)
            places = TRAPS[digits]
            assert address.startswith(places), (page.path, digits)
            assert not address.startswith("/stod/") or address == "/stod/", (page.path, digits)
            if address.startswith("/material/"):
                others = re.sub(r'<li class="poster for-yrke".*?</ul>\s*</details>', "", main, flags=re.S)
                assert digits not in re.sub(r"[\s\u00a0-]", "", re.sub(r"<[^>]+>", " ", others)), page.path
        if page.meta.kind != "stodsok":
            for digits in numbers:
                assert not set(page.meta.audience) & set(shown[digits].never_for), (page.path, digits)


def test_assets_carry_their_hash_and_nothing_of_the_theme_is_published(built_site: BuiltSite) -> None:
    files = [path for path in built_site.folder.rglob("*") if path.is_file() and path.suffix not in PACKED]
    names = [path.relative_to(built_site.folder).as_posix() for path in files]
    assets = [name for name in names if name.startswith("assets/")]
    assert assets
    for name in assets:
        match = re.fullmatch(r"assets/[a-z0-9-]+\.([0-9a-f]{8})\.(?:css|js|json|svg|woff2|png|avif|webp|jpg)", name)
        assert match, name
        assert hashlib.sha256((built_site.folder / name).read_bytes()).hexdigest().startswith(match[1])
    assert not any(name.startswith("_data") or name.endswith((".map", ".md", ".yml")) for name in names)


def test_drawings_are_light(built_site: BuiltSite) -> None:
    for path in built_site.folder.rglob("*.svg"):
        assert path.stat().st_size <= 6_000, path.name


def test_every_fact_on_an_ordinary_page_leads_to_its_source(built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs")
    for page in site.published():
        if any(code.kind == "fakta" for code in page.body.shortcodes):
            html = read_html(built_site.folder / page.address / "index.html", page.id)
            assert any(name.startswith("kalla-") for name in html.ids), page.path


def test_no_page_names_the_city_as_sender_while_there_is_none(built_site: BuiltSite) -> None:
    told_of = {"/", "/lattlast/", *(f"/{page.address}" for page, _ in lessons())}
    for address in built_site.addresses:
        html = built_site.file(address).read_text(encoding="utf-8")
        told = re.findall(r"<script type=\"application/ld\+json\">(.*?)</script>", html, re.DOTALL)
        assert len(told) == (address in told_of)
        told += re.findall(r'<meta property="og:(?:site_name|title)" content="([^"]*)"', html)
        assert not re.search(r"stockholm|\bstad(?:en|s)?\b|organization|contactpoint|publisher", "".join(told), re.I)
        assert "utarbetat efter Stockholms kommunfullmäktiges beslut 2006" in html


#: Questions that people come with, the page that answers each, and words of the answer.
QUESTIONS = {
    "Är det ett brott att köpa sex?": ("/", "brott"),
    "Vad är straffet?": ("/lagen/straff/", "fängelse"),
    "Gäller lagen på nätet?": ("/lagen/pa-natet/", "nätet"),
    "Någon hotar att sprida en bild på mig": ("/ung/hot/", "Betala inte"),
    "Får mina föräldrar veta att jag går till ungdomsmottagningen?": ("/ung/ungdomsmottagningen/", "tystnadsplikt"),
    "Min kompis fick pengar för bilder": ("/ung/erbjudanden/", "bilder"),
    "Jag har lektion om lagen i morgon": ("/skola/lektioner/lagen/", "minuter"),
    "En elev har berättat något": ("/skola/om-en-elev-berattar/", "anmäl"),
    "Måste jag som hyr ut göra något?": ("/vuxna/hyresvard-och-granne/", "koppleri"),
    "Jag köper sex och vill ha hjälp": ("/stod/sluta/", "KAST"),
    "Vem får veta det jag säger?": ("/stod/innan-du-berattar/", "anonym"),
    "Jag säljer sex": ("/stod/prata/", "Mikamottagningen"),
}


@pytest.mark.parametrize("prefix", ["", "/lattlast"], ids=["sv", "lattlast"])
@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_within_two_taps_from_the_start_page(
    question: str, prefix: str, built_site: BuiltSite
) -> None:
    target, words = QUESTIONS[question]
    reached = {f"{prefix}/"}
    for _ in range(2):
        for address in list(reached):
            html = built_site.file(address).read_text(encoding="utf-8")
            links = {urljoin(address, link) for link in re.findall(r'<a[^>]*href="([^"#:]+)', html)}
            reached |= links & set(built_site.addresses)
    assert prefix + target in reached
    text = re.sub(r"<[^>]+>", " ", built_site.file(prefix + target).read_text(encoding="utf-8"))
    assert words.casefold() in text.casefold()


def test_it_is_published_whole(built_site: BuiltSite, tmp_path: Path) -> None:
    with folder_place(tmp_path) as place:
        shutil.copytree(built_site.folder, place.site)
        result = place.publish()
        assert result.returncode == 0, result.stderr
        assert digests(place.far / "current") == digests(built_site.folder)

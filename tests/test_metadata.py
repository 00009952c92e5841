"""What shared links, search engines and finders of security flaws are told, and that it reveals and claims nothing."""

from __future__ import annotations

import dataclasses
import datetime
import html
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from browser import serve
from conftest import TODAY
from PIL import Image
from playwright.sync_api import Browser
from real_site import PROJECT, BuiltSite
from small_project import FOLDER_URL, HOSTILE, ROOT_URL, make_project, mkdocs_build

from campaign.checks import run_checks
from campaign.checks.built_site import read_html
from campaign.checks.metadata import REVEALING
from campaign.content.pages import Site, Variant, load_site
from campaign.content.preview import PREVIEW_STATUS
from campaign.settings import Settings, SettingsError, load_settings
from campaign.site.frame import Frame, Mode
from campaign.site.metadata import NEUTRAL_DESCRIPTION, Metadata
from campaign.site.views import PageView

URL = "https://prov.stockholm/kampanj/"
SV, LATT = Variant.ORDINARY, Variant.LATTLAST
CARD = {"kort.png": "assets/kort.12345678.png"}
SECURITY = {"security_contact": "mailto:brist@prov.stockholm?subject=a&b", "security_expires": "2027-11-01"}


def page(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: Om att köpa sex, {title}.\n{extra}---\nText.\n"


FILES = {
    "index.md": page("Köpa sex", "neutral_title: Svar\n"),
    "index.lattlast.md": page("Köpa sex lätt"),
    "lagen/straff.md": page("Straff"),
    "lagen/straff.lattlast.md": page("Straff lätt"),
    "lagen/dold-titel.md": page("Köp", "neutral_title: Om lagen\n"),
    "lagen/ensam.md": page("Ensam"),
    "lagen/gomd.md": page("Gömd", "hidden: true\n"),
    "lagen/utkast.md": page("Utkast", "draft: true\n"),
    "stod/akut.md": page("Akut"),
    "stod/akut.lattlast.md": page("Akut lätt"),
    "ung/hot.md": page("Hot"),
}
MakeView = Callable[..., PageView]


@pytest.fixture
def view(make_site: Callable[[Mapping[str, str]], Site], settings: Settings) -> MakeView:
    """A page as it is served in a variant; `table` changes settings."""
    site = make_site(FILES)

    def make(
        page_id: str, variant: Variant = SV, mode: Mode = "preview", assets: Mapping[str, str] = CARD, **table: str
    ) -> PageView:
        changed = dataclasses.replace(settings, table=settings.table.model_copy(update=table))
        shown = site.page(page_id, variant) or site.page(page_id)
        assert shown
        return PageView(Frame(site, changed, mode, URL, assets), shown, variant)

    return make


def told(view: PageView) -> Metadata:
    assert view.metadata
    return view.metadata


def data(view: PageView) -> dict[str, Any]:
    return dict(json.loads(told(view).data))


def test_a_shared_link_has_the_pages_own_title_description_and_address(view: MakeView) -> None:
    found = told(view("lagen/straff"))
    assert (found.title, found.description) == ("Straff", "Om att köpa sex, Straff.")
    assert found.url == f"{URL}lagen/straff/" == view("lagen/straff").canonical
    simple = view("lagen/straff", LATT)
    assert (told(simple).title, told(simple).url) == ("Straff lätt – lättläst", simple.canonical)


@pytest.mark.parametrize("page_id", ["index", "lagen/dold-titel", "stod/akut", "ung/hot"])
def test_a_shared_link_to_a_page_with_a_neutral_title_says_no_more_than_the_title(view: MakeView, page_id: str) -> None:
    shown = view(page_id)
    assert told(shown).title == shown.page.document_title
    assert told(shown).description == NEUTRAL_DESCRIPTION[SV]


def test_the_neutral_sentences_reveal_nothing_and_differ_between_the_variants(view: MakeView) -> None:
    assert told(view("stod/akut", LATT)).description == NEUTRAL_DESCRIPTION[LATT] != NEUTRAL_DESCRIPTION[SV]
    for sentence in NEUTRAL_DESCRIPTION.values():
        assert not REVEALING.search(sentence) and 40 <= len(sentence) <= 160


def test_nothing_is_told_of_a_fallback_a_hidden_page_or_a_draft(view: MakeView) -> None:
    assert view("lagen/ensam").metadata
    for shown in (view("lagen/ensam", LATT), view("lagen/gomd"), view("lagen/utkast")):
        assert shown.metadata is None


def test_the_picture_is_absolute_named_neutrally_and_there_only_if_it_was_made(view: MakeView) -> None:
    assert told(view("stod/akut")).image == f"{URL}assets/kort.12345678.png"
    assert told(view("stod/akut", assets={})).image == ""


def test_a_page_s_own_picture_is_told_with_its_words_and_a_neutral_page_has_the_neutral_one(view: MakeView) -> None:
    shown = view("lagen/straff")
    card = {shown.page.path: "assets/kort.87654321.png"}
    own = told(dataclasses.replace(shown, frame=dataclasses.replace(shown.frame, cards=card)))
    assert (own.image, own.image_alt) == (f"{URL}assets/kort.87654321.png", "Straff")
    for page_id in ("index", "lagen/dold-titel", "stod/akut", "ung/hot"):
        found = told(view(page_id))
        assert (found.image, found.image_alt) == (f"{URL}assets/kort.12345678.png", "")


@pytest.mark.parametrize("mode", ["preview", "release"])
def test_only_the_start_pages_have_data_and_without_a_sender_it_names_nobody(view: MakeView, mode: Mode) -> None:
    site = {"@context": "https://schema.org", "@type": "WebSite", "name": "Raka svar"}
    assert data(view("index", mode=mode)) == site | {"url": URL, "inLanguage": "sv"}
    assert data(view("index", LATT, mode=mode)) == site | {"url": f"{URL}lattlast/", "inLanguage": "sv-simple"}
    assert told(view("lagen/straff", mode=mode)).data == told(view("stod/akut", LATT, mode=mode)).data == ""


@pytest.mark.parametrize(
    ("contact", "way"),
    [("fel@a.se", {"email": "fel@a.se"}), ("mailto:fel@a.se", {"email": "fel@a.se"}),
     ("https://a.se/fel@", {"url": "https://a.se/fel@"})],
)  # fmt: skip
def test_the_sender_is_named_in_a_release_and_never_in_a_preview(
    view: MakeView, contact: str, way: dict[str, str]
) -> None:
    sender = {"sender": "Provstad", "sender_contact": contact}
    assert "publisher" not in data(view("index", **sender))
    publisher = data(view("index", mode="release", **sender))["publisher"]
    assert (publisher["@type"], publisher["name"]) == ("GovernmentOrganization", "Provstad")
    assert publisher["contactPoint"].items() >= ({"@type": "ContactPoint"} | way).items()
    assert "contactPoint" not in data(view("index", mode="release", sender="Provstad", sender_contact=""))["publisher"]


@pytest.mark.parametrize("name", ["</script><script>alert(1)</script>", "<!--<script>", 'a"b\\', HOSTILE])
def test_no_name_can_end_the_data_block(view: MakeView, name: str) -> None:
    shown = view("index", site_name=name)
    assert "<" not in told(shown).data
    assert data(shown)["name"] == name


# --- The built site ---------------------------------------------------------------------------------------------


def properties(path: Path) -> dict[str, str]:
    """The Open Graph values of an HTML file."""
    found = re.findall(
        r'<meta (?:property|name)="((?:og|twitter):[a-z:_]+)" content="([^"]*)">', path.read_text("utf-8")
    )
    assert len(found) == len(dict(found)), path
    return {name: html.unescape(value) for name, value in found}


def test_every_listed_page_has_its_values_and_reveals_nothing_where_its_title_does_not(built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs")
    for shown in site.published():
        file = built_site.file(f"/{shown.address}")
        found, head = properties(file), read_html(file, shown.path)
        assert found["og:url"] == head.canonical == head.alternates[head.language], shown.path
        assert f"{found['og:title']} – {found['og:site_name']}" == head.title
        assert 20 <= len(found["og:description"]) <= 160
        if shown.meta.neutral_title or shown.section in ("stod", "ung"):
            assert not REVEALING.search(" ".join(found.values())), shown.path
        name = found["og:image"].removeprefix("https://kampanj.example/")
        assert re.fullmatch(r"assets/kort\.[0-9a-f]{8}\.png", name) and (built_site.folder / name).is_file()
        neutral = shown.meta.neutral_title or shown.section in ("stod", "ung") or shown.id == "index"
        assert found.get("og:image:alt") == (None if neutral else shown.title)
        if "og:image:width" in found:
            with Image.open(built_site.folder / name) as image:
                assert image.size == (int(found["og:image:width"]), int(found["og:image:height"]))
    assert properties(built_site.folder / "404.html") == {}


def test_chromium_says_nothing_about_the_data_block(browser: Browser, site_address: str) -> None:
    tab = browser.new_page()
    messages: list[str] = []
    tab.on("console", lambda message: messages.append(message.text))
    for address in ("/", "/lattlast/"):
        tab.goto(site_address + address)
        text = tab.locator('script[type="application/ld+json"]').text_content()
        assert json.loads(text or "")["@type"] == "WebSite"
    tab.close()
    assert messages == []


VNU = PROJECT / ".build/node/node_modules/vnu-jar/build/dist/vnu.jar"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release at the root of its host, with a picture, a hostile name, a sender and a contact for flaws."""
    folder = tmp_path_factory.mktemp("release")
    project = make_project(
        folder / "projekt", site_name=HOSTILE, sender=HOSTILE, sender_contact="fel@prov.stockholm", **SECURITY
    )
    (project / "overrides/assets/kort.png").write_bytes(b"\x89PNG")
    result = mkdocs_build(project, folder / "ut", CAMPAIGN_MODE="release", CAMPAIGN_SITE_URL=ROOT_URL)
    assert result.returncode == 0, result.stderr
    return folder / "ut"


def test_a_hostile_name_stays_a_name_and_the_html_is_valid(release: Path, browser: Browser) -> None:
    with serve(release) as address:
        tab = browser.new_page()
        dialogs: list[str] = []
        tab.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
        tab.goto(f"{address}/")
        found = json.loads(tab.locator('script[type="application/ld+json"]').text_content() or "")
        tab.close()
    assert found["name"] == found["publisher"]["name"] == HOSTILE and dialogs == []
    files = [str(release / name) for name in ("index.html", "lattlast/index.html", "om/index.html")]
    result = subprocess.run(
        ["java", "-jar", str(VNU), "--errors-only", "--stdout", *files], capture_output=True, text=True, check=False
    )
    assert result.stdout.strip() == "", result.stdout


def test_the_picture_of_a_release_is_told_in_full(release: Path) -> None:
    found = properties(release / "stod/akut/index.html")
    assert re.fullmatch(rf"{ROOT_URL}assets/kort\.[0-9a-f]{{8}}\.png", found["og:image"])
    assert (release / found["og:image"].removeprefix(ROOT_URL)).is_file()


@pytest.mark.parametrize("address", ["404.html", "lagen/gomd/index.html", "lattlast/lagen/ensam/index.html"])
def test_what_search_engines_leave_out_has_no_values(release: Path, address: str) -> None:
    text = (release / address).read_text("utf-8")
    assert "og:" not in text and "ld+json" not in text


# --- security.txt -----------------------------------------------------------------------------------------------


def test_security_txt_follows_its_standard(release: Path) -> None:
    assert (release / ".well-known/security.txt").read_text("utf-8").splitlines() == [
        "Contact: mailto:brist@prov.stockholm?subject=a&b",
        "Expires: 2027-11-01T00:00:00Z",
        "Preferred-Languages: sv, en",
        "Canonical: https://prov.stockholm/.well-known/security.txt",
    ]


def test_security_txt_of_a_preview_is_marked_and_the_shipped_settings_give_none(
    built_site: BuiltSite, tmp_path: Path
) -> None:
    assert not (built_site.folder / ".well-known").exists()
    assert (built_site.folder / "robots.txt").is_file()
    project = make_project(tmp_path / "projekt", {"index.md": page("A"), "index.lattlast.md": page("B")}, **SECURITY)
    result = mkdocs_build(project, tmp_path / "ut", CAMPAIGN_SITE_URL=FOLDER_URL)
    assert result.returncode == 0, result.stderr
    lines = (tmp_path / "ut/.well-known/security.txt").read_text("utf-8").splitlines()
    assert lines[0] == f"# {PREVIEW_STATUS}" and lines[-1] == f"Canonical: {FOLDER_URL}.well-known/security.txt"


def changed_settings(folder: Path, contact: str, expires: str) -> Settings:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    text = text.replace('security_contact = ""', f"security_contact = {json.dumps(contact)}")
    text = text.replace('security_expires = ""', f"security_expires = {expires}")
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    return load_settings(folder, {})


@pytest.mark.parametrize("contact", ["https://a.se/brist", "mailto:brist@a.se", "tel:+46-8-123456"])
@pytest.mark.parametrize("expires", ['"2027-11-01"', "2027-11-01"])
def test_a_contact_is_an_address_with_its_scheme_and_a_day(tmp_path: Path, contact: str, expires: str) -> None:
    found = changed_settings(tmp_path, contact, expires).table
    assert (found.security_contact, found.security_expires) == (contact, datetime.date(2027, 11, 1))


@pytest.mark.parametrize(
    ("contact", "expires", "said"),
    [
        ("brist@a.se", '"2027-11-01"', "Börja med https://, mailto: eller tel:"),
        ("http://a.se/", '"2027-11-01"', "Börja med https://, mailto: eller tel:"),
        ("mailto:", '"2027-11-01"', "Börja med https://, mailto: eller tel:"),
        ("mailto:a@b.se\nExpires: 1", '"2027-11-01"', "Börja med https://, mailto: eller tel:"),
        ("mailto:a@b.se", '""', "”security_expires” saknas fast security_contact finns. Skriv dagen"),
        ("", '"2027-11-01"', "”security_expires” finns fast security_contact saknas. Skriv också"),
        ("mailto:a@b.se", '"nästa år"', "inte är ett datum"),
        ("mailto:a@b.se", '"2027-02-30"', "inte är ett datum"),
        ("mailto:a@b.se", "0", "inte är ett datum"),
    ],
)
def test_a_contact_that_cannot_be_used_is_refused_in_swedish(
    tmp_path: Path, contact: str, expires: str, said: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        changed_settings(tmp_path, contact, expires)
    assert said in str(caught.value) and str(caught.value).count("[tool.campaign]") == 1


@pytest.mark.parametrize(
    ("days", "said"), [(31, ""), (30, "slutar gälla"), (1, "slutar gälla"), (0, "slutade gälla"), (-9, "slutade gälla")]
)
def test_editors_are_told_a_month_before_the_contact_expires(
    make_site: Callable[[Mapping[str, str]], Site], settings: Settings, days: int, said: str
) -> None:
    expires = TODAY + datetime.timedelta(days)
    table = settings.table.model_copy(update={"security_contact": "tel:1", "security_expires": expires})
    findings = run_checks(make_site({}), dataclasses.replace(settings, table=table), TODAY)
    found = [str(finding) for finding in findings if finding.rule == "security-contact-old"]
    assert len(found) == bool(said)
    assert not said or re.match(rf"pyproject\.toml:1: Varning: Kontakten .* {said} {expires}\. Kontrollera", found[0])

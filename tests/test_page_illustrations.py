"""Pictures on the pages: what the front matter names, what is published, and every page of the real site."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest
from real_site import PROJECT, BuiltSite
from small_project import make_project, mkdocs_build, page

from campaign.content.pages import Site, Variant, load_site
from campaign.images.illustrations import read_vocabulary
from campaign.settings import Settings
from campaign.site.drawing import MISSING, Drawer
from campaign.site.frame import Frame
from campaign.site.illustrations import IllustrationView, made_illustrations
from campaign.site.views import PageView

HEAD = "---\ntitle: {0}\n{1}---\nText.\n"
PAGES = {
    "lagen/ritad.md": HEAD.format("Ritad", "image: dorr-pa-glant\n"),
    "lagen/ritad.lattlast.md": HEAD.format("Ritad lätt", ""),
    "lagen/egen.md": HEAD.format("Egen", "image: dorr-pa-glant\nimage_alt: En dörr.\n"),
    "lagen/fil.md": HEAD.format("Fil", "image: bilder/hus.svg\nimage_alt: Ett hus.\n"),
    "lagen/utan.md": HEAD.format("Utan", ""),
    "lagen/fel.md": HEAD.format("Fel", "image: saknas\n"),
    "bilder/hus.svg": "<svg/>",
}
ASSETS = {"bild-dorr-pa-glant.svg": "assets/bild-dorr-pa-glant.0123abcd.svg"}


@pytest.fixture
def view(make_site: Callable[..., Site], settings: Settings) -> Callable[..., PageView]:
    site = make_site(PAGES)

    def make(page_id: str, variant: Variant = Variant.ORDINARY) -> PageView:
        shown = site.page(page_id, variant)
        assert shown is not None
        return PageView(Frame(site, settings, "preview", "https://prov.stockholm/", ASSETS), shown, variant)

    return make


def test_a_page_has_the_picture_that_its_front_matter_names(view: Callable[..., PageView]) -> None:
    src = "../../assets/bild-dorr-pa-glant.0123abcd.svg"
    assert view("lagen/ritad").picture == IllustrationView(src, "En dörr står på glänt.", 480, 300)
    assert view("lagen/egen").picture == IllustrationView(src, "En dörr.", 480, 300)
    assert view("lagen/fil").picture == IllustrationView("../../bilder/hus.svg", "Ett hus.", 480, 300)
    assert view("lagen/utan").picture is None
    assert view("lagen/fel").picture is None


def test_a_twin_has_its_page_s_picture(view: Callable[..., PageView]) -> None:
    picture = view("lagen/ritad", Variant.LATTLAST).picture
    assert picture is not None and picture.src == "../../../assets/bild-dorr-pa-glant.0123abcd.svg"


def test_a_shortcode_draws_a_figure(view: Callable[..., PageView]) -> None:
    loader = jinja2.FileSystemLoader(PROJECT / "overrides")
    drawer = Drawer(jinja2.Environment(loader=loader, autoescape=True))
    drawer.view = view("lagen/utan")
    assert drawer.draw("bild", "dorr-pa-glant", alone=True) == (
        '<figure class="picture"><img src="../../assets/bild-dorr-pa-glant.0123abcd.svg" alt="En dörr står på glänt." '
        'width="480" height="300" loading="lazy"></figure>'
    )
    assert drawer.draw("bild", "saknas", alone=True) == MISSING


def test_only_pictures_that_a_page_uses_are_published(make_site: Callable[..., Site]) -> None:
    vocabulary = read_vocabulary(PROJECT)
    assert list(made_illustrations(make_site(PAGES), vocabulary)) == ["bild-dorr-pa-glant.svg"]
    in_text = {"lagen/a.lattlast.md": "---\ntitle: A\n---\n[[bild:dorr-pa-glant]]\n"}
    assert list(made_illustrations(make_site(in_text), vocabulary)) == ["bild-dorr-pa-glant.svg"]


def test_none_is_published_where_no_page_uses_it(make_site: Callable[..., Site]) -> None:
    unused = {"lagen/a.md": "---\ntitle: A\n---\nText.\n"}
    assert made_illustrations(make_site(unused), read_vocabulary(PROJECT)) == {}


def test_a_picture_in_a_text_counts_as_no_words(make_site: Callable[..., Site]) -> None:
    site = make_site({"lagen/a.md": "---\ntitle: A\n---\nText.\n\n[[bild:dorr-pa-glant]]\n"})
    assert site.records.expand("Före [[bild:dorr-pa-glant]] efter", lattlast=True) == "Före  efter"


def test_pages_side_by_side_in_a_section_have_different_pictures() -> None:
    site = load_site(PROJECT / "docs")
    for section in site.records.navigation.sections:
        pages = [site.page(page_id) for page_id in section.page_ids]
        images = [page.meta.image for page in pages if page]
        assert all(images) and len(set(images)) == len(images), section.id


def test_every_page_of_the_site_shows_a_picture_with_words_and_a_size(built_site: BuiltSite) -> None:
    assert any(address.startswith("/lattlast/") for address in built_site.addresses)
    for address in built_site.addresses:
        html = built_site.file(address).read_text(encoding="utf-8")
        places = r'class="head-picture"|<figure class="picture"><img'
        pictures = re.findall(rf'(?:{places}) src="([^"]+)" alt="([^"]+)" width="\d+" height="\d+"', html)
        assert pictures, address
        assert (built_site.file(address).parent / pictures[0][0]).resolve().is_file(), address


def test_each_step_in_lattlast_has_a_picture(built_site: BuiltSite) -> None:
    for page_id, steps in (("stod/okej", 7), ("ung/det-har-hant-mig", 8)):
        html = built_site.file(f"/lattlast/{page_id}/").read_text(encoding="utf-8")
        found = re.findall(r'<figure class="picture"><img [^>]*alt="[^"]+"[^>]*loading="lazy"></figure>', html)
        assert len(found) == steps, page_id


def test_published_pictures_are_what_pages_use(built_site: BuiltSite) -> None:
    published = {path.name for path in (built_site.folder / "assets").glob("bild-*.svg")}
    used = {
        Path(src).name
        for address in built_site.addresses
        for src in re.findall(r'<img[^>]* src="([^"]+)"', built_site.file(address).read_text(encoding="utf-8"))
    }
    assert published == {name for name in used if name.startswith("bild-")}


def test_plain_mkdocs_stops_with_words_where_a_used_picture_has_a_shape_that_does_not_exist(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project", {"index.md": page("Start", image="gata-i-gryning")})
    scenes = project / "docs/_data/illustrations.yml"
    (project / "docs/_data/nav.yml").write_text("sections: []\n", encoding="utf-8")
    scenes.write_text(scenes.read_text(encoding="utf-8").replace("shape: lykta", "shape: lyktaa"), encoding="utf-8")
    result = mkdocs_build(project, tmp_path / "site")
    assert result.returncode != 0
    assert "En bild har 'lyktaa', som inte finns. Kör ”campaign check”." in result.stderr
    scenes.write_text(scenes.read_text(encoding="utf-8").replace("lyktaa", "lykta"), encoding="utf-8")
    assert mkdocs_build(project, tmp_path / "site").returncode == 0
    [made] = (tmp_path / "site/assets").glob("bild-*")
    assert made.name.startswith("bild-gata-i-gryning.")

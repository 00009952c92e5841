"""What all pages share: what is part of a build, and links, services and menu as seen from one page."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA

from campaign.content.pages import Page, Site, Variant, load_site
from campaign.settings import Settings
from campaign.site.frame import Frame, Mode, address_of
from campaign.site.views import PageView

URL = "https://prov.stockholm/kampanj/"
WriteDocs = Callable[..., Path]
MakeView = Callable[..., PageView]


def page(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: Om {title}.\n{extra}---\nText.\n"


NAV = """\
sections:
  - {id: lagen, title: Lagen, lattlast: Lagar, pages: [index, straff]}
  - {id: stod, title: Få stöd, lattlast: Hjälp, pages: [index, akut]}
  - {id: ung, title: För unga, lattlast: Unga, pages: [index]}
  - {id: om, title: Om, lattlast: Om oss, pages: [index]}
  - {id: finns-inte, title: Finns inte, lattlast: Finns inte, pages: [index]}
"""
FILES = {
    "index.md": page("Start"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Allt om lagen"),
    "lagen/index.lattlast.md": page("Lagen lätt"),
    "lagen/straff.md": page("Straff"),
    "lagen/trasig.md": "---\nfel: [\n---\nText.\n",
    "stod/index.md": page("Stöd", "draft: true\n"),
    "stod/index.lattlast.md": page("Stöd lätt"),
    "stod/akut.md": page("Akut"),
    "stod/akut.lattlast.md": page("Akut lätt"),
    "ung/index.md": page("Ung", "hidden: true\n"),
    "ung/index.lattlast.md": page("Ung lätt"),
    "om/index.md": page("Om"),
    "om/index.lattlast.md": page("Om lätt"),
}


@pytest.fixture
def site(write_docs: WriteDocs) -> Site:
    return load_site(write_docs(FILES, DATA | {"nav": NAV}), "docs")


@pytest.fixture
def view(site: Site, settings: Settings) -> MakeView:
    """`view("lagen/straff")` as the page's template gets it; a missing twin is served by the ordinary page."""

    def make(page_id: str, variant: Variant = Variant.ORDINARY, mode: Mode = "preview") -> PageView:
        frame = Frame(site, settings, mode, URL, assets={"campaign.css": "assets/campaign.0123abcd.css"})
        return PageView(frame, site.page(page_id, variant) or found(site, page_id), variant)

    return make


def found(site: Site, page_id: str) -> Page:
    shown = site.page(page_id)
    assert shown is not None
    return shown


def test_a_release_leaves_drafts_out_and_a_preview_does_not(site: Site, settings: Settings) -> None:
    preview, release = (Frame(site, settings, mode, URL) for mode in ("preview", "release"))
    draft, twin = site.page("stod/index"), site.page("stod/index", Variant.LATTLAST)
    assert preview.has(draft) and preview.has(twin) and preview.preview
    assert not release.has(draft) and not release.has(twin) and not release.preview
    for frame in (preview, release):
        assert frame.has(site.page("lagen/index")) and frame.has(site.page("ung/index"))
        assert not frame.has(site.page("lagen/trasig")) and not frame.has(None)


def test_the_frame_tells_what_the_settings_say(site: Site, settings: Settings) -> None:
    table = settings.table.model_copy(
        update={"site_name": "Prov", "sender": "Provstad", "city_help_url": "https://www.stod.example/sida"}
    )
    frame = Frame(site, dataclasses.replace(settings, table=table, exit_url="https://ut.example/"), "preview", URL)
    assert (frame.name, frame.sender, frame.exit_url) == ("Prov", "Provstad", "https://ut.example/")
    assert frame.city_help_host == "stod.example"


def test_a_page_has_an_address_in_each_variant(site: Site) -> None:
    for page_id, address in (("index", ""), ("lagen/index", "lagen/"), ("lagen/straff", "lagen/straff/")):
        ordinary = found(site, page_id)
        assert address_of(ordinary, Variant.ORDINARY) == address
        assert address_of(ordinary, Variant.LATTLAST) == f"lattlast/{address}"
    twin = site.page("lagen/index", Variant.LATTLAST)
    assert twin is not None
    assert address_of(twin, Variant.LATTLAST) == "lattlast/lagen/"
    assert address_of(twin, Variant.ORDINARY) == "lagen/"


def test_a_link_has_the_words_of_the_variant_and_a_relative_address(view: MakeView) -> None:
    link = view("lagen/straff").to("lagen/index")
    assert link is not None
    assert (link.text, link.href, link.description, link.current) == ("Allt om lagen", "../", "Om Allt om lagen.", "")
    simple = view("index", Variant.LATTLAST).to("lagen/index")
    assert simple is not None
    assert (simple.text, simple.href, simple.description) == ("Lagen lätt", "lagen/", "Om Lagen lätt.")


def test_a_lattlast_link_to_a_page_without_a_twin_stays_in_lattlast(view: MakeView) -> None:
    link = view("index", Variant.LATTLAST).to("lagen/straff")
    assert link is not None
    assert (link.text, link.href) == ("Straff", "lagen/straff/")


def test_only_the_page_itself_is_current(view: MakeView) -> None:
    here = view("lagen/index")
    itself, other, twin = here.to("lagen/index"), here.to("lagen/straff"), here.to("lagen/index", Variant.LATTLAST)
    assert itself and other and twin
    assert (itself.current, other.current, twin.current) == ("page", "", "")
    assert twin.href == "../lattlast/lagen/"


@pytest.mark.parametrize("page_id", ["finns/inte", "lagen/trasig", ""])
def test_there_is_no_link_to_what_is_not_there(page_id: str, view: MakeView) -> None:
    assert view("index").to(page_id) is None


def test_there_is_no_link_to_a_draft_in_a_release(view: MakeView) -> None:
    assert view("index", mode="preview").to("stod/index") is not None
    assert view("index", mode="release").to("stod/index") is None


def test_an_asset_is_reached_by_its_hashed_name(view: MakeView) -> None:
    assert view("lagen/straff").asset("campaign.css") == "../../assets/campaign.0123abcd.css"
    assert view("index").asset("campaign.css") == "assets/campaign.0123abcd.css"
    with pytest.raises(KeyError):
        view("index").asset("finns-inte.css")


def test_the_menu_has_the_sections_in_order_in_the_words_of_the_variant(view: MakeView) -> None:
    assert [link.text for link in view("index").menu][:2] == ["Lagen", "Få stöd"]
    assert [link.text for link in view("index", Variant.LATTLAST).menu][:2] == ["Lagar", "Hjälp"]
    assert [link.href for link in view("lagen/straff").menu][:2] == ["../", "../../stod/"]


def test_the_menu_holds_neither_drafts_of_a_release_nor_missing_sections_nor_what_the_footer_has(
    view: MakeView,
) -> None:
    assert "Få stöd" not in [link.text for link in view("index", mode="release").menu]
    texts = [link.text for link in view("index").menu]
    assert "Få stöd" in texts and "Finns inte" not in texts and "Om" not in texts


def test_a_hidden_page_is_not_in_the_menu_even_when_nav_names_it(view: MakeView) -> None:
    assert "För unga" not in [link.text for link in view("index").menu]


def test_the_menu_marks_the_section_that_holds_the_page(view: MakeView) -> None:
    def current(page_id: str) -> dict[str, str]:
        return {link.text: link.current for link in view(page_id).menu if link.current}

    assert current("index") == {}
    assert current("lagen/straff") == {"Lagen": "true"}
    assert current("lagen/index") == {"Lagen": "page"}


def test_112_dials_from_the_footer_and_leads_to_the_page_about_emergencies_elsewhere(view: MakeView) -> None:
    here = view("lagen/straff")
    assert [(service.id, service.dial) for service in here.footer_services] == [("sos-112", "112")]
    card, footer = here.service("sos-112"), here.service("sos-112", may_dial_112=True)
    assert card and footer
    assert (card.dial, card.instead) == ("", "../../stod/akut/")
    assert (footer.dial, footer.instead) == ("112", "")
    acute = view("stod/akut").service("sos-112")
    assert acute and acute.dial == "112"


def test_an_unknown_service_gives_nothing(view: MakeView) -> None:
    assert view("index").service("finns-inte") is None


def test_the_policy_is_empty_unless_it_is_given(site: Site, settings: Settings) -> None:
    assert Frame(site, settings, "preview", URL).policy == ""


def test_a_small_site_without_navigation_has_an_empty_menu(
    make_site: Callable[[Mapping[str, str]], Site], settings: Settings
) -> None:
    small = make_site({"index.md": page("Start")})
    assert PageView(Frame(small, settings, "preview", URL), found(small, "index"), Variant.ORDINARY).menu == []

"""What a page's template is given: fallbacks, drafts, hidden pages, the way here, links on, help and reports."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA

from campaign.content.markdown import Link
from campaign.content.pages import Site, Variant, load_site
from campaign.settings import Settings
from campaign.site.frame import Frame, Mode
from campaign.site.views import NotFoundView, PageView

URL = "https://prov.stockholm/kampanj/"
SV, LATT = Variant.ORDINARY, Variant.LATTLAST
MakeView = Callable[..., PageView]


def page(title: str, extra: str = "", body: str = "Text.") -> str:
    return f"---\ntitle: {title}\ndescription: Om {title}.\n{extra}---\n{body}\n"


NAV = """\
start: {title: Början, lattlast: Första sidan}
sections:
  - {id: lagen, title: Lagen, lattlast: Lagar, pages: [index, straff, gomd, utkast, saknas, ensam]}
  - {id: stod, title: Få stöd, lattlast: Hjälp, pages: [akut, index]}
  - {id: skola, title: Skolan, lattlast: Skola, pages: [index, lektioner/lagen]}
"""
FILES = {
    "index.md": page("Start"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Om lagen", "kind: landning\n"),
    "lagen/index.lattlast.md": page("Om lagar"),
    "lagen/straff.md": page("Straff", "related: [lagen/index, finns/inte, lagen/utkast]\n", "[[fakta:kop-brott]]"),
    "lagen/straff.lattlast.md": page("Straff lätt", body="[[fakta:kop-brott]]"),
    "lagen/gomd.md": page("Gömd", "hidden: true\n"),
    "lagen/gomd.lattlast.md": page("Gömd lätt"),
    "lagen/utkast.md": page("Utkast", "draft: true\n"),
    "lagen/utkast.lattlast.md": page("Utkast lätt"),
    "lagen/ensam.md": page("Ensam"),
    "stod/index.md": page("Hitta stöd", "kind: stodsok\n"),
    "stod/index.lattlast.md": page("Hitta hjälp"),
    "stod/akut.md": page("Akut"),
    "stod/akut.lattlast.md": page("Akut lätt"),
    "skola/lektioner/lagen.md": page("Lektion"),
    "skola/lektioner/lagen.lattlast.md": page("Lektion lätt"),
    "ung/hot.md": page("Hot"),
    "ung/hot.lattlast.md": page("Hot lätt"),
    "sok.md": page("Sök"),
    "sok.lattlast.md": page("Sök lätt"),
}


@pytest.fixture
def site(write_docs: Callable[..., Path]) -> Site:
    return load_site(write_docs(FILES, DATA | {"nav": NAV}), "docs")


@pytest.fixture
def view(site: Site, settings: Settings) -> MakeView:
    """A page as it is served in a variant; `table` changes settings, `repository` is where editors work."""

    def make(
        page_id: str, variant: Variant = SV, mode: Mode = "preview", repository: str = "", **table: str
    ) -> PageView:
        changed = dataclasses.replace(settings, table=settings.table.model_copy(update=table), repository=repository)
        shown = site.page(page_id, variant) or site.page(page_id)
        assert shown is not None
        return PageView(Frame(site, changed, mode, URL), shown, variant)

    return make


def test_a_page_in_its_own_variant_is_no_fallback(view: MakeView) -> None:
    ordinary, twin = view("lagen/straff"), view("lagen/straff", LATT)
    assert (ordinary.fallback, ordinary.lang, ordinary.simple) == (False, "sv", False)
    assert (twin.fallback, twin.lang, twin.simple) == (False, "sv-simple", True)
    assert ordinary.canonical == f"{URL}lagen/straff/"
    assert twin.canonical == f"{URL}lattlast/lagen/straff/"


def test_a_fallback_says_what_it_is_and_gives_the_ordinary_pages_address(view: MakeView) -> None:
    shown = view("lagen/ensam", LATT, mode="release")
    assert (shown.fallback, shown.lang, shown.simple, shown.noindex) == (True, "sv", False, True)
    assert shown.canonical == f"{URL}lagen/ensam/"
    assert shown.alternates == []
    assert shown.twin is not None
    assert shown.twin.href == "../../../lagen/ensam/" and shown.twin_tag == "sv"
    assert shown.menu[0].href == "../", "the menu stays in lättläst"


def test_the_variant_switch_leads_to_the_same_page_and_only_where_there_is_one(view: MakeView) -> None:
    there, back = view("lagen/straff").twin, view("lagen/straff", LATT).twin
    assert there and back
    assert (there.text, there.href) == ("Straff lätt", "../../lattlast/lagen/straff/")
    assert (back.text, back.href) == ("Straff", "../../../lagen/straff/")
    assert view("lagen/straff").twin_tag == "sv-simple"
    assert view("lagen/ensam").twin is None


@pytest.mark.parametrize(
    ("page_id", "variant", "wanted"),
    [
        ("lagen/straff", SV, False), ("lagen/straff", LATT, False), ("lagen/ensam", SV, False),
        ("lagen/ensam", LATT, True), ("lagen/gomd", SV, True), ("lagen/gomd", LATT, True), ("lagen/utkast", SV, True),
    ],
)  # fmt: skip
def test_search_engines_leave_out_fallbacks_hidden_pages_and_drafts(
    page_id: str, variant: Variant, wanted: bool, view: MakeView
) -> None:
    assert view(page_id, variant, mode="release").noindex is wanted
    assert view(page_id, variant, mode="preview").noindex is True


def test_alternates_name_the_page_itself_and_answer_each_other(view: MakeView) -> None:
    ordinary, twin = view("lagen/straff"), view("lagen/straff", LATT)
    assert ordinary.alternates == twin.alternates
    by_language = {alternate.hreflang: alternate.url for alternate in ordinary.alternates}
    assert by_language == {"sv": ordinary.canonical, "sv-simple": twin.canonical, "x-default": ordinary.canonical}
    alone = {alternate.hreflang: alternate.url for alternate in view("lagen/ensam").alternates}
    assert alone == {"sv": f"{URL}lagen/ensam/", "x-default": f"{URL}lagen/ensam/"}


def test_the_way_here_goes_from_the_start_over_the_section_to_the_page(view: MakeView) -> None:
    def way(shown: PageView) -> list[tuple[str, str, str]]:
        return [(link.text, link.href, link.current) for link in shown.breadcrumb]

    assert way(view("index")) == []
    assert way(view("lagen/index")) == [("Början", "../", ""), ("Om lagen", "", "page")]
    assert way(view("lagen/straff")) == [("Början", "../../", ""), ("Lagen", "../", ""), ("Straff", "", "page")]
    assert way(view("lagen/straff", LATT)) == [
        ("Första sidan", "../../", ""), ("Lagar", "../", ""), ("Straff lätt", "", "page"),
    ]  # fmt: skip
    assert way(view("sok")) == [("Början", "../", ""), ("Sök", "", "page")]
    assert way(view("skola/lektioner/lagen")) == [("Början", "../../../", ""), ("Lektion", "", "page")]


def test_a_landing_page_has_doors_to_its_pages_in_the_order_of_the_menu(view: MakeView) -> None:
    texts = [child.text for child in view("lagen/index").children]
    assert [text for text in texts if text != "Gömd"] == ["Straff", "Utkast", "Ensam"]
    assert view("lagen/index").children[0].href == "straff/"
    assert view("lagen/index").children[0].description == "Om Straff."
    assert "Utkast" not in [child.text for child in view("lagen/index", mode="release").children]
    assert view("lagen/index", LATT).children[0].text == "Straff lätt"
    assert view("lagen/straff").children == [] and view("index").children == []


def test_a_landing_page_has_no_door_to_a_page_that_its_text_leads_to(view: MakeView) -> None:
    landing = view("lagen/index")
    landing.page.body.links.extend([Link("straffet", "straff.md#tak", 7), Link("ut", "https://a.example/ensam.md", 7)])
    assert "Straff" not in [child.text for child in landing.children]
    assert "Ensam" in [child.text for child in landing.children]


def test_a_hidden_page_has_no_door_even_when_nav_names_it(view: MakeView) -> None:
    assert "Gömd" not in [child.text for child in view("lagen/index").children]


def test_a_landing_page_has_no_door_to_itself_wherever_nav_names_it(view: MakeView) -> None:
    assert [child.text for child in view("stod/index").children] == ["Akut"]


def test_related_pages_are_those_that_exist_in_this_build(view: MakeView) -> None:
    assert [(link.text, link.href) for link in view("lagen/straff").related] == [
        ("Om lagen", "../"), ("Utkast", "../utkast/"),
    ]  # fmt: skip
    assert [link.text for link in view("lagen/straff", mode="release").related] == ["Om lagen"]
    assert [link.text for link in view("lagen/straff", LATT).related] == ["Om lagar", "Utkast lätt"]
    assert view("index").related == []


def test_the_help_is_that_of_the_pages_group(view: MakeView) -> None:
    assert [(item.service.id, item.when) for item in view("index").help] == [("bris", "För dig som är under 18 år.")]
    assert [item.service.id for item in view("skola/lektioner/lagen").help] == ["nspm"]


def test_112_stands_first_and_dials_only_on_the_page_about_emergencies(view: MakeView) -> None:
    elsewhere, acute = view("lagen/straff").emergency, view("stod/akut", LATT).emergency
    assert elsewhere and acute
    assert (elsewhere.dial, elsewhere.instead, elsewhere.number) == ("", "../../stod/akut/", "112")
    assert (acute.dial, acute.instead) == ("112", "")


def test_a_number_stands_at_the_top_where_somebody_may_need_it_before_she_has_read(view: MakeView) -> None:
    akut, young = view("stod/akut").first_call, view("ung/hot", LATT).first_call
    assert akut and akut.service.dial == "112"
    assert young and (young.service.id, young.when) == ("bris", "För dig som är under 18 år.")
    assert view("lagen/straff").first_call is None


def test_the_finder_has_every_service_once_and_points_from_its_other_groups(view: MakeView) -> None:
    groups = view("stod/index").groups
    services = [service.id for group in groups for service in group.services]
    assert sorted(services) == ["bris", "nspm", "sos-112"]
    also = {group.id: [service.id for service in group.also] for group in groups}
    assert also["ung"] == ["bris"] and also["larare"] == ["nspm"]
    assert [group.id for group in groups] == ["alla", "ung", "elev", "yrke", "larare"]


def test_the_facts_of_a_page_have_numbered_sources(view: MakeView) -> None:
    shown = view("lagen/straff")
    assert [fact.id for fact in shown.facts] == ["kop-brott"]
    assert [(note.number, note.title) for note in shown.sources] == [(1, "Brottsbalken")]
    assert shown.source_numbers == {"brottsbalken": 1}
    assert view("index").sources == [] and view("index").words == []


@pytest.mark.parametrize(
    ("contact", "wanted"),
    [
        ("", ""),
        ("fel@prov.stockholm", "mailto:fel@prov.stockholm"),
        ("https://prov.stockholm/fel", "https://prov.stockholm/fel"),
        ("https://prov.stockholm/@fel", "https://prov.stockholm/@fel"),
        ("mailto:fel@prov.stockholm", "mailto:fel@prov.stockholm"),
    ],
)
def test_something_is_wrong_leads_to_the_senders_form_or_mail(contact: str, wanted: str, view: MakeView) -> None:
    assert view("index", sender_contact=contact).report_error == wanted


def test_editors_reach_the_file_that_is_shown_and_only_from_a_preview(view: MakeView) -> None:
    repository = "https://kod.example/prov/sajt"
    edit = f"{repository}/edit/main/docs/"
    assert view("lagen/straff", repository=repository).edit_url == f"{edit}lagen/straff.md"
    assert view("lagen/straff", LATT, repository=repository).edit_url == f"{edit}lagen/straff.lattlast.md"
    assert view("lagen/ensam", LATT, repository=repository).edit_url == f"{edit}lagen/ensam.md"
    assert view("lagen/straff", mode="release", repository=repository).edit_url == ""
    assert view("lagen/straff").edit_url == ""


def test_the_page_not_found_links_by_absolute_paths_in_both_variants(site: Site, settings: Settings) -> None:
    shown = NotFoundView(Frame(site, settings, "preview", URL))
    ordinary, simple = shown.to("stod/index"), shown.in_lattlast("stod/index")
    assert ordinary and simple
    assert (ordinary.text, ordinary.href) == ("Hitta stöd", "/kampanj/stod/")
    assert (simple.text, simple.href) == ("Hitta hjälp", "/kampanj/lattlast/stod/")
    assert [link.href for link in shown.menu] == ["/kampanj/lagen/", "/kampanj/stod/"]
    assert not any(link.current for link in shown.menu)
    assert shown.in_lattlast("finns/inte") is None


def test_the_page_not_found_has_the_help_for_everybody(site: Site, settings: Settings) -> None:
    shown = NotFoundView(Frame(site, settings, "preview", URL))
    assert [service.id for service in shown.help] == ["bris"]
    emergency = shown.service("sos-112")
    assert emergency and (emergency.dial, emergency.instead) == ("", "/kampanj/stod/akut/")

"""Which pages are listed, and their alternate links: absolute, reciprocal, and never a fallback."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from campaign.content.pages import Site, Variant
from campaign.settings import Settings
from campaign.site.frame import Frame, Mode
from campaign.site.sitemap import page_alternates, sitemap

URL = "https://prov.stockholm/kampanj/"


def page(title: str, extra: str = "") -> str:
    return f"---\ntitle: {title}\ndescription: En text.\n{extra}---\nText.\n"


FILES = {
    "index.md": page("Start"),
    "index.lattlast.md": page("Start"),
    "lagen/index.md": page("Lagen", "changed_on: 2026-11-20\n"),
    "lagen/index.lattlast.md": page("Lagen", "changed_on: 2026-11-21\n"),
    "lagen/ensam.md": page("Ensam"),
    "lagen/gomd.md": page("Gömd", "hidden: true\n"),
    "lagen/gomd.lattlast.md": page("Gömd"),
    "lagen/utkast.md": page("Utkast", "draft: true\n"),
    "lagen/utkast.lattlast.md": page("Utkast"),
    "lagen/trasig.md": "---\nfel: [\n---\nText.\n",
    "lagen/trasig.lattlast.md": page("Trasig"),
}


@pytest.fixture
def make_frame(make_site: Callable[[Mapping[str, str]], Site], settings: Settings) -> Callable[[Mode], Frame]:
    site = make_site(FILES)
    return lambda mode: Frame(site, settings, mode, URL)


@pytest.mark.parametrize("mode", ["preview", "release"])
def test_hidden_pages_drafts_fallbacks_and_unreadable_pages_are_not_listed(
    mode: Mode, make_frame: Callable[[Mode], Frame]
) -> None:
    listed = [entry.url.removeprefix(URL) for entry in sitemap(make_frame(mode))]
    assert listed == ["", "lattlast/", "lagen/ensam/", "lagen/", "lattlast/lagen/", "lattlast/lagen/trasig/"]


def test_the_day_of_change_is_each_variants_own(make_frame: Callable[[Mode], Frame]) -> None:
    days = {entry.url.removeprefix(URL): entry.changed_on for entry in sitemap(make_frame("preview"))}
    assert (days["lagen/"], days["lattlast/lagen/"], days[""]) == ("2026-11-20", "2026-11-21", "")


def test_alternates_are_absolute_and_reciprocal(make_frame: Callable[[Mode], Frame]) -> None:
    entries = {entry.url: entry for entry in sitemap(make_frame("release"))}
    for entry in entries.values():
        by_language = {alternate.hreflang: alternate.url for alternate in entry.alternates}
        assert len(by_language) == len(entry.alternates)
        assert entry.url in by_language.values()
        for url in by_language.values():
            assert url.startswith(URL)
            assert entries[url].alternates == entry.alternates
    pair = {alternate.hreflang: alternate.url for alternate in entries[f"{URL}lagen/"].alternates}
    assert pair == {"sv": f"{URL}lagen/", "sv-simple": f"{URL}lattlast/lagen/", "x-default": f"{URL}lagen/"}


def test_a_page_without_a_twin_names_only_itself(make_frame: Callable[[Mode], Frame]) -> None:
    frame = make_frame("release")
    alone = frame.site.page("lagen/ensam")
    assert alone is not None
    found = [(alternate.hreflang, alternate.url) for alternate in page_alternates(frame, alone)]
    assert found == [("sv", f"{URL}lagen/ensam/"), ("x-default", f"{URL}lagen/ensam/")]


def test_an_unreadable_page_is_nobodys_alternate(make_frame: Callable[[Mode], Frame]) -> None:
    frame = make_frame("preview")
    twin = frame.site.page("lagen/trasig", Variant.LATTLAST)
    assert twin is not None
    assert {alternate.url for alternate in page_alternates(frame, twin)} == {f"{URL}lattlast/lagen/trasig/"}


def test_a_draft_has_alternates_only_where_it_exists(make_frame: Callable[[Mode], Frame]) -> None:
    for mode, wanted in (("preview", 3), ("release", 0)):
        frame = make_frame(mode)  # type: ignore[arg-type]
        draft = frame.site.page("lagen/utkast")
        assert draft is not None
        assert len(page_alternates(frame, draft)) == wanted

"""Addresses: relative inside the site, absolute in canonical links, and absolute paths from the page "not found"."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from campaign.site.addresses import Addresses, host

ROOT = "https://prov.stockholm/"
FOLDER = "https://prov.stockholm/kampanj/"
PAGES = ["", "lagen/", "lagen/straff/", "skola/lektioner/lagen/", "lattlast/", "lattlast/lagen/straff/"]
FILES = ["sitemap.xml", "assets/campaign.0123abcd.css"]


@pytest.mark.parametrize("site_url", [ROOT, FOLDER])
@pytest.mark.parametrize("here", PAGES)
@pytest.mark.parametrize("target", PAGES + FILES)
def test_a_link_leads_to_its_target_wherever_the_site_is_put(site_url: str, here: str, target: str) -> None:
    link = Addresses(site_url, here).href(target)
    assert "://" not in link and not link.startswith("/")
    for placed in (site_url, "http://127.0.0.1:8000/djupt/nere/"):
        assert urljoin(placed + here, link) == placed + target


@pytest.mark.parametrize(
    ("here", "target", "wanted"),
    [
        ("", "", "./"),
        ("", "lagen/", "lagen/"),
        ("lagen/", "", "../"),
        ("lagen/", "lagen/", "./"),
        ("lagen/straff/", "lagen/", "../"),
        ("lagen/straff/", "lattlast/lagen/straff/", "../../lattlast/lagen/straff/"),
        ("lagen/straff/", "assets/a.css", "../../assets/a.css"),
    ],
)
def test_a_link_is_as_short_as_it_can_be(here: str, target: str, wanted: str) -> None:
    assert Addresses(ROOT, here).href(target) == wanted


@pytest.mark.parametrize(("site_url", "path"), [(ROOT, "/"), (FOLDER, "/kampanj/"), ("/", "/")])
@pytest.mark.parametrize("target", PAGES + FILES)
def test_the_page_not_found_links_by_absolute_paths(site_url: str, path: str, target: str) -> None:
    assert Addresses(site_url, None).href(target) == path + target


def test_a_canonical_address_is_whole() -> None:
    assert Addresses(FOLDER, "lagen/").absolute("lagen/straff/") == "https://prov.stockholm/kampanj/lagen/straff/"
    assert Addresses(FOLDER, None).absolute("") == FOLDER


@pytest.mark.parametrize(
    ("url", "wanted"),
    [
        ("https://www.umo.se/x", "umo.se"),
        ("https://umo.se", "umo.se"),
        ("https://stod.example:8443/a?b=c#d", "stod.example"),
        ("https://WWW.Bris.se/", "bris.se"),
        ("https://wwwumo.se/", "wwwumo.se"),
        ("", ""),
        ("lagen/straff/", ""),
    ],
)
def test_a_reader_knows_an_address_by_its_host(url: str, wanted: str) -> None:
    assert host(url) == wanted

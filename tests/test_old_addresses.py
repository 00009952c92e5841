"""Old addresses: redirects for servers, and pages that lead on where a server has none."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from browser import serve
from conftest import DATA
from playwright.sync_api import Browser
from small_project import PAGES, ROOT_URL, make_project, mkdocs_build, page

from campaign.checks.built_site import check_built_site
from campaign.content.pages import Site
from campaign.content.preview import PREVIEW_MARK
from campaign.site.old_addresses import HEADING, redirects
from campaign.site.security import POLICY

MOVED = {
    "lagen/straff.md": page("Straffet", old_paths=["lagen/pafoljd", "lagen/aldre/straff/", "skola/brev.pdf"]),
    "lagen/straff.lattlast.md": page("Straffet lätt"),
    "stod/ensam.md": page("Ensam", neutral_title="Att prata", old_paths=["stod/forr"]),
    "lagen/utkast.md": page("Utkast", draft=True, old_paths=["lagen/gammalt-utkast"]),
}


def test_redirects_lead_both_variants_on_and_never_to_a_draft(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    site = make_site(MOVED)
    wanted = [
        ("/lagen/aldre/straff/", "/lagen/straff/", 301),
        ("/lagen/pafoljd/", "/lagen/straff/", 301),
        ("/lattlast/lagen/aldre/straff/", "/lattlast/lagen/straff/", 301),
        ("/lattlast/lagen/pafoljd/", "/lattlast/lagen/straff/", 301),
        ("/lattlast/stod/forr/", "/lattlast/stod/ensam/", 301),
        ("/skola/brev.pdf", "/lagen/straff/", 301),
        ("/stod/forr/", "/stod/ensam/", 301),
    ]
    assert redirects(site) == wanted
    drafts = {redirect.old for redirect in redirects(site, drafts=True)} - {old for old, _, _ in wanted}
    assert drafts == {"/lagen/gammalt-utkast/", "/lattlast/lagen/gammalt-utkast/"}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small preview in which pages have moved."""
    folder = tmp_path_factory.mktemp("flyttade")
    project = make_project(folder / "projekt", {**PAGES, **MOVED})
    nav = project / "docs/_data/nav.yml"
    nav.write_text(nav.read_text("utf-8").replace("[index, akut]", "[index, akut, ensam]"), encoding="utf-8")
    result = mkdocs_build(project, folder / "ut", CAMPAIGN_SITE_URL=ROOT_URL)
    assert result.returncode == 0, result.stderr
    return folder / "ut"


def test_an_old_address_is_a_page_that_leads_on_in_its_own_variant(built: Path) -> None:
    for prefix, language, title in (("", "sv", "Straffet"), ("lattlast/", "sv-simple", "Straffet lätt – lättläst")):
        html = (built / prefix / "lagen/pafoljd/index.html").read_text(encoding="utf-8")
        assert f'<html lang="{language}">' in html and HEADING in html and PREVIEW_MARK in html
        assert 'content="0; url=../straff/"' in html and f'<a href="../straff/">{title}</a>' in html
        assert f'rel="canonical" href="{ROOT_URL}{prefix}lagen/straff/"' in html
        assert 'name="robots" content="noindex"' in html
    assert (built / "skola/brev.pdf/index.html").is_file() and not (built / "lattlast/skola/brev.pdf").exists()


def test_an_old_address_says_nothing_but_itself_and_the_neutral_title(built: Path) -> None:
    html = (built / "stod/forr/index.html").read_text(encoding="utf-8")
    assert re.search(r"<title>stod/forr – [^<]+</title>", html)
    assert '<a href="../ensam/">Att prata</a>' in html and "Ensam" not in html
    assert 'url=../ensam/"' in (built / "lattlast/stod/forr/index.html").read_text(encoding="utf-8")


def test_the_built_site_is_whole_and_search_engines_are_told_of_no_old_address(built: Path) -> None:
    assert [str(finding) for finding in check_built_site(built, POLICY, PREVIEW_MARK)] == []
    assert "pafoljd" not in (built / "sitemap.xml").read_text(encoding="utf-8")


def test_a_browser_arrives_also_without_javascript(browser: Browser, built: Path) -> None:
    with serve(built) as address:
        context = browser.new_context(java_script_enabled=False)
        tab = context.new_page()
        for prefix, old in (("", "lagen/pafoljd/"), ("lattlast/", "lagen/aldre/straff/"), ("", "skola/brev.pdf")):
            tab.goto(f"{address}/{prefix}{old}")
            tab.wait_for_url(f"{address}/{prefix}lagen/straff/")
        context.close()


def test_an_old_address_never_takes_the_place_of_what_is_made(tmp_path: Path) -> None:
    texts = {**PAGES, "lagen/tabell.md": page("Tabell", old_paths=["favicon.ico"])}
    result = mkdocs_build(make_project(tmp_path / "projekt", texts), tmp_path / "ut")
    assert result.returncode != 0
    assert "favicon.ico står i old_paths, men där finns redan en sida eller en fil." in result.stderr + result.stdout


def test_the_small_data_has_no_old_address(make_site: Callable[[Mapping[str, str]], Site]) -> None:
    assert DATA and redirects(make_site({"lagen/a.md": page("A")})) == []

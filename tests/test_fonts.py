"""The subset font, and builds with and without the font's package."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from browser import MOVED
from fontTools.ttLib import TTFont
from playwright.sync_api import Browser
from real_site import PROJECT, run_campaign
from small_project import make_project, mkdocs_build, page

from campaign.content.pages import load_site
from campaign.images.cache import DigestCache
from campaign.images.fonts import CHARACTERS, PACKAGE, WEIGHTS, font_file, font_problem, subset, web_fonts
from campaign.release.gate import release_blockers
from campaign.settings import load_settings

PAGES = {"index.md": page("Start"), "index.lattlast.md": page("Start lätt")}


@pytest.fixture(scope="module")
def fonts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return web_fonts(DigestCache(tmp_path_factory.mktemp("cache")))


def test_each_weight_is_small_and_is_woff2(fonts: dict[str, bytes]) -> None:
    assert fonts.keys() == WEIGHTS.keys()
    for content in fonts.values():
        assert content[:4] == b"wOF2" and len(content) < 16_000


def test_every_letter_of_the_texts_is_there_but_those_of_other_languages(fonts: dict[str, bytes]) -> None:
    files = [*(PROJECT / "docs").rglob("*.md"), *(PROJECT / "docs/_data").glob("*.yml"),
             *(PROJECT / "overrides").rglob("*.html")]  # fmt: skip
    used = {letter for path in files if "sprak" not in path.parts for letter in path.read_text(encoding="utf-8")}
    for content in fonts.values():
        known = set(TTFont(io.BytesIO(content)).getBestCmap())
        assert known == CHARACTERS
        assert {letter for letter in used if ord(letter) not in known} <= {"\n"}


def test_licence_and_copyright_stay_in_the_file_and_hinting_does_not(fonts: dict[str, bytes]) -> None:
    for content in fonts.values():
        font = TTFont(io.BytesIO(content))
        names = {name.nameID: str(name) for name in font["name"].names}
        assert "Braille Institute" in names[0] and "SIL Open Font License" in names[13]
        assert not {"fpgm", "prep", "cvt ", "DSIG", "gasp"} & set(font.keys())
        assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


def test_the_same_font_gives_the_same_bytes_with_the_date_of_the_original() -> None:
    whole = font_file("Bold")
    assert subset(whole) == subset(whole)
    modified = TTFont(io.BytesIO(subset(whole)))["head"].modified
    assert modified == TTFont(io.BytesIO(whole))["head"].modified


def test_the_licence_is_told_where_the_project_s_own_are() -> None:
    text = (PROJECT / "LICENSE").read_text(encoding="utf-8")
    assert "Atkinson Hyperlegible" in text and "SIL Open Font License" in text


def test_the_font_is_there_and_nothing_blocks_a_release() -> None:
    assert font_problem() == ""


@pytest.fixture
def no_font(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package without files stands in front of the real one, as after an install that broke off."""
    (tmp_path / "tomt" / PACKAGE).mkdir(parents=True)
    (tmp_path / "tomt" / PACKAGE / "__init__.py").write_text("", encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "tomt"), str(PROJECT)]))
    return tmp_path


def test_a_preview_without_the_font_is_built_says_so_and_names_no_font(no_font: Path) -> None:
    project = make_project(no_font / "p", PAGES)
    result = mkdocs_build(project, no_font / "ut")
    assert result.returncode == 0, result.stderr
    assert result.stderr.count("Varning: Typsnittet Atkinson Hyperlegible är inte installerat. Kör ./scripts/pre") == 1
    html = (no_font / "ut/index.html").read_text(encoding="utf-8")
    (style,) = (no_font / "ut/assets").glob("campaign.*.css")
    assert "preload" not in html and "@font-face" not in style.read_text(encoding="utf-8")
    assert not list((no_font / "ut").rglob("*.woff2"))


def test_a_release_without_the_font_is_refused_with_a_finding(no_font: Path) -> None:
    project = make_project(no_font / "p", PAGES)
    result = mkdocs_build(project, no_font / "ut", CAMPAIGN_MODE="release")
    assert result.returncode != 0 and "Typsnittet Atkinson Hyperlegible är inte installerat" in result.stderr
    assert "Traceback" not in result.stderr
    result = run_campaign("build", "--mode", "release", "--output", str(no_font / "site"))
    assert result.returncode == 1 and "Traceback" not in result.stderr
    assert re.search(r"requirements/runtime\.txt:1: .*\./scripts/prepare.* \(release-font-missing\)", result.stderr)


def test_with_the_font_a_release_has_no_such_finding() -> None:
    blockers = release_blockers(load_site(PROJECT / "docs", "docs"), load_settings(PROJECT, {}), "https://a.se/")
    assert blockers and not [finding for finding in blockers if finding.rule == "release-font-missing"]


def test_the_browser_uses_both_weights_and_nothing_moves(site_address: str, browser: Browser) -> None:
    tab = browser.new_page()
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    tab.goto(f"{site_address}/lagen/straff/")
    tab.wait_for_function("() => document.fonts.status === 'loaded'")
    moved = tab.evaluate(MOVED)
    tab.reload()  # from the cache the fonts come in time for the first view
    used = tab.evaluate("() => [...document.fonts].filter((font) => font.status === 'loaded').map((f) => f.weight)")
    tab.close()
    assert moved == 0
    assert sorted(used) == ["400", "700"]
    assert len([url for url in fetched if url.endswith(".woff2")]) >= 2

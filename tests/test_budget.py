"""The budgets of a view, on every page of both variants: bytes as a host with brotli sends them, and requests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser
from real_site import BuiltSite
from templates import TEMPLATES

TEXT_BUDGET = 14_600
LIST_BUDGET = 22_000
VIEW_BUDGET = 80_000
SECOND_BUDGET = 10_000
MOST_REQUESTS = 8
#: Lists by nature.
LISTS = ("stod", "om/kallor", "om/ordlista", "om/webbkarta", "om/redigera", "material")
LIST_PAGES = tuple(f"/{variant}{page}/" for page in LISTS for variant in ("", "lattlast/"))


@cache
def sent(path: Path) -> int:
    """How many bytes a host sends for a file: the build's own brotli where there is one, otherwise the file itself."""
    packed = path.with_name(f"{path.name}.br")
    return (packed if packed.is_file() else path).stat().st_size


@dataclass(frozen=True)
class View:
    """What a page fetched when nothing was kept from before."""

    address: str
    files: list[Path]

    @property
    def texts(self) -> int:
        """HTML, CSS and JavaScript."""
        return sum(sent(file) for file in self.files if file.suffix in (".html", ".css", ".js"))

    @property
    def whole(self) -> int:
        """Everything."""
        return sum(sent(file) for file in self.files)


@pytest.fixture(scope="module")
def views(built_site: BuiltSite, browser: Browser, site_address: str) -> list[View]:
    """The first view of every page, at the height of a phone."""
    found = []
    for address in built_site.addresses:
        context = browser.new_context(viewport={"width": 360, "height": 640})  # a new visitor, with nothing kept
        tab = context.new_page()
        fetched: list[str] = []
        tab.on("request", lambda request, fetched=fetched: fetched.append(request.url))
        tab.goto(site_address + address)
        tab.wait_for_timeout(100)  # the icon of the tab comes after the page
        context.close()
        paths = [urlsplit(url).path for url in fetched]
        files = [
            built_site.folder / f"{path}{'index.html' if path.endswith('/') else ''}".lstrip("/") for path in paths
        ]
        found.append(View(address, files))
    return found


def test_the_first_view_stays_within_its_budgets(views: list[View]) -> None:
    lists = {view.address: view.texts for view in views if view.address in LIST_PAGES}
    pages = {view.address: view.texts for view in views if view.address not in LIST_PAGES}
    whole = {view.address: view.whole for view in views}
    assert {address: size for address, size in pages.items() if size > TEXT_BUDGET} == {}
    assert {address: size for address, size in lists.items() if size > LIST_BUDGET} == {}
    assert {address: size for address, size in whole.items() if size > VIEW_BUDGET} == {}
    assert {view.address: len(view.files) for view in views if len(view.files) > MOST_REQUESTS} == {}


def test_the_second_page_brings_little_more_than_its_text(views: list[View]) -> None:
    kept = set(next(view for view in views if view.address == TEMPLATES["artikel"]).files)
    sizes = {
        view.address: sum(sent(file) for file in view.files if file.suffix == ".html" or file not in kept)
        for view in views
        if view.address not in LIST_PAGES
    }
    assert {address: size for address, size in sizes.items() if size > SECOND_BUDGET} == {}

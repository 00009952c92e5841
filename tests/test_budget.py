"""The budgets of the first view: bytes after brotli and number of requests, on every page of both variants."""

from __future__ import annotations

from urllib.parse import urlsplit

import brotli
from conftest import BuiltSite
from playwright.sync_api import Browser

BUDGET = 14_600
LIST_BUDGET = 22_000
LISTS = ("stod", "om/kallor", "om/ordlista", "om/webbkarta", "om/redigera")
LIST_PAGES = tuple(f"/{variant}{page}/" for page in LISTS for variant in ("", "lattlast/"))
MOST_REQUESTS = 8


def test_html_css_and_javascript_stay_within_the_budget(
    built_site: BuiltSite, browser: Browser, site_address: str
) -> None:
    tab = browser.new_page()
    fetched: list[str] = []
    tab.on("request", lambda request: fetched.append(request.url))
    too_heavy = []
    for address in built_site.addresses:
        fetched.clear()
        tab.goto(site_address + address)
        texts = [built_site.file(address)]
        texts += [
            built_site.folder / urlsplit(url).path.lstrip("/") for url in fetched if url.endswith((".css", ".js"))
        ]
        size = sum(len(brotli.compress(path.read_bytes(), quality=11)) for path in texts)
        if size > (LIST_BUDGET if address in LIST_PAGES else BUDGET) or len(fetched) > MOST_REQUESTS:
            too_heavy.append((address, size, len(fetched)))
    tab.close()
    assert too_heavy == []

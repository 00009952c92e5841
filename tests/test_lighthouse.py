"""What scripts/check-lighthouse does around Lighthouse itself: the server, the reading of reports, the lock."""

from __future__ import annotations

import json
import re
import urllib.request
from pathlib import Path

import brotli
import pytest
from lighthouse import PAGES, read_report, serve, within_budget
from real_site import PROJECT

#: A report as Lighthouse writes it, of one category: an audit that failed, one that could not be run, one unscored.
REPORT = {
    "categories": {
        "accessibility": {
            "score": 0.93,
            "auditRefs": [{"id": name, "weight": weight} for name, weight in
                          (("image-alt", 10), ("label", 7), ("list", 3), ("manual", 0))],
        }
    },
    "audits": {
        "image-alt": {"id": "image-alt", "score": 0, "scoreDisplayMode": "binary", "title": "Images have alt",
                      "details": {"items": [{"node": {"snippet": "<img src='x'>"}}]}},
        "label": {"id": "label", "score": None, "scoreDisplayMode": "error", "title": "Labels", "errorMessage": "Oj"},
        "list": {"id": "list", "score": None, "scoreDisplayMode": "notApplicable", "title": "Lists"},
        "manual": {"id": "manual", "score": 0, "scoreDisplayMode": "manual", "title": "By hand"},
    },
}  # fmt: skip


def fetch(url: str, accept: str) -> tuple[dict[str, str], bytes]:
    request = urllib.request.Request(url, headers={"Accept-Encoding": accept})
    with urllib.request.urlopen(request) as response:
        return {name.lower(): value for name, value in response.headers.items()}, response.read()


def test_the_server_compresses_for_those_who_ask_and_lets_assets_be_kept(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/a.css").write_text("a {}", encoding="utf-8")
    (tmp_path / "index.html").write_text("<title>Å</title>", encoding="utf-8")
    with serve(tmp_path) as address:
        headers, body = fetch(f"{address}/", "gzip, br")
        assert headers["content-encoding"] == "br" and brotli.decompress(body).decode() == "<title>Å</title>"
        assert headers["cache-control"] == "no-cache"
        headers, body = fetch(f"{address}/assets/a.css", "identity")
        assert "content-encoding" not in headers and body == b"a {}"
        assert "max-age=31536000" in headers["cache-control"] and headers["content-type"] == "text/css"


def test_a_report_gives_its_score_and_what_lowered_it() -> None:
    scores: dict[str, list[int]] = {"accessibility": []}
    failures: dict[str, str] = {}
    read_report(REPORT, scores, failures)
    assert scores == {"accessibility": [93]} and failures.keys() == {"image-alt", "label"}
    assert failures["image-alt"] == "tillgänglighet · 0 · Images have alt · <img src='x'>"
    assert failures["label"].endswith("· Oj")


@pytest.mark.parametrize(
    ("scores", "kept"),
    [({"performance": [90, 98, 99]}, True), ({"performance": [97, 97, 100]}, False),
     ({"accessibility": [100, 100, 99], "performance": [100]}, True), ({"accessibility": [99]}, False)],
)  # fmt: skip
def test_the_median_decides(scores: dict[str, list[int]], kept: bool) -> None:
    assert within_budget(scores) == kept


def test_the_lock_is_exact_and_every_template_is_measured() -> None:
    lock = json.loads((PROJECT / "requirements/lighthouse/package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/lighthouse"]["version"] == "12.8.2"
    assert all(
        "integrity" in package and "resolved" not in package for name, package in lock["packages"].items() if name
    )
    assert all(re.fullmatch(r"/(?:[a-z0-9-]+/)*|/404\.html", path) for path in PAGES.values())

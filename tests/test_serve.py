"""The real `mkdocs serve` on loopback: editors see both variants, see their changes, and it can be stopped."""

from __future__ import annotations

import re
import signal
import sys
from collections.abc import Iterator

import pytest
from serving import Served, serving
from small_project import make_project, page

PAGES = {
    "index.md": page("Start", "Den vanliga texten."),
    "index.lattlast.md": page("Start lätt", "Den lätta texten."),
    "om/index.md": page("Om", "Utan tvilling."),
    "sok/index.md": page("Sök", kind="sok"),
    "sok/index.lattlast.md": page("Sök lätt"),
}


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("serve")
    project = make_project(folder / "p", PAGES)
    with serving(project, [sys.executable, "-m", "mkdocs", "serve"], "--dev-addr=127.0.0.1:{port}") as running:
        running.wait_for("/", "Den vanliga texten.")
        yield running


def test_both_variants_are_served(served: Served) -> None:
    for path, language, word in (("/", "sv", "Den vanliga texten."), ("/lattlast/", "sv-simple", "Den lätta texten."),
                                 ("/lattlast/om/", "sv", "Utan tvilling.")):  # fmt: skip
        status, html = served.get(path)
        assert status == 200 and f'<html lang="{language}">' in html and word in html


def test_no_policy_stands_in_the_way_of_live_reload(served: Served) -> None:
    for path in ("/", "/lattlast/"):
        html = served.get(path)[1]
        assert "Content-Security-Policy" not in html
        assert re.search(r"<script>\s*[^<]*livereload\(", html), "MkDocs' own script is inline"


def test_assets_are_served_by_their_hashed_names(served: Served) -> None:
    (name,) = set(re.findall(r'href="(assets/campaign\.[0-9a-f]{8}\.css)"', served.get("/")[1]))
    assert served.get(f"/{name}")[0] == 200


def test_the_search_has_titles_and_words_but_no_index_of_texts(served: Served) -> None:
    for path in ("/sok/", "/lattlast/sok/"):
        html = served.get(path)[1]
        assert "data-fulltext" not in html  # then the page says that it searches in titles only
        (name,) = re.findall(r'data-pages="(?:\.\./)+(assets/sok-[^"]+\.json)"', html)
        assert served.get(f"/{name}")[0] == 200


def test_what_does_not_exist_gets_the_page_not_found(served: Served) -> None:
    status, html = served.get("/finns/inte/")
    assert status == 404 and "<h1>Sidan finns inte</h1>" in html and 'href="/lattlast/"' in html


def test_data_files_are_not_served(served: Served) -> None:
    assert served.get("/_data/services.yml")[0] == 404


def test_a_changed_page_is_seen_with_its_new_title_and_still_without_a_policy(served: Served) -> None:
    file = served.project / "docs/index.md"
    file.write_text(page("Ny rubrik", "Den ändrade texten."), encoding="utf-8")
    html = served.wait_for("/", "Den ändrade texten.")
    assert "<h1>Ny rubrik</h1>" in html and "Content-Security-Policy" not in html
    assert "Den lätta texten." in served.get("/lattlast/")[1]


def test_a_changed_record_is_seen(served: Served) -> None:
    file = served.project / "docs/_data/services.yml"
    text = file.read_text(encoding="utf-8")
    start = text.index("- id: bris\n")
    file.write_text(text[:start] + re.sub(r"name: .*", 'name: "Nytt namn"', text[start:], count=1), encoding="utf-8")
    served.wait_for("/", "Nytt namn")


def test_it_stops_when_it_is_told_to_and_frees_its_port(served: Served) -> None:
    served.process.send_signal(signal.SIGINT)
    assert served.process.wait(timeout=10) in (0, -signal.SIGINT)
    with pytest.raises(ConnectionError):
        served.get("/")
    assert "Traceback" not in served.log.read_text(encoding="utf-8")

"""Shared fixtures: small sites made from a dict, the real site, and a browser."""

from __future__ import annotations

import contextlib
import datetime
import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from browser import chromium, serve
from playwright.sync_api import Browser, BrowserContext, Page
from real_site import EXIT, NEUTRAL, PROJECT, BuiltSite, build_once

from campaign.content.pages import Site, load_site
from campaign.settings import Settings, load_settings

TODAY = datetime.date(2026, 11, 22)

#: Data files of a small site: three services, two facts, one glossary word, nothing approved.
DATA = {
    "services": """\
services:
  - id: sos-112
    name: "112"
    who: Alla
    what: Nödnumret när det är fara för liv.
    lattlast: Ring om någon är i fara.
    operator: SOS Alarm
    for: [alla]
    show: number
    phone: "112"
    hours: [{what: telefon, open: "Mo-Su 00:00-24:00"}]
    checked_on: 2026-11-22
    confidence: high
  - id: bris
    name: Bris
    who: Barn och unga
    what: Du kan prata med en kurator.
    lattlast: Du kan prata med någon.
    operator: Bris
    for: [alla, ung, elev]
    show: number
    phone: "116 111"
    checked_on: 2026-11-22
    confidence: high
  - id: nspm
    name: Stödtelefonen
    who: Yrkesverksamma
    what: Råd till dig som möter någon i ditt arbete.
    lattlast: Råd till dig i ditt arbete.
    operator: Jämställdhetsmyndigheten
    for: [yrke, larare]
    never_for: [alla, salt, kopt, utsatt, anhorig, ung, elev, foralder, vuxen, bransch]
    show: number
    phone: 020-390 000
    checked_on: 2026-11-22
    confidence: high
""",
    "facts": """\
facts:
  - id: kop-brott
    text: Det är brott att köpa sex.
    lattlast: Det är brott att köpa sex.
    cite: brottsbalken 6 kap. 11 §
    as_of: 2026-04
    sources: [brottsbalken]
    seen_via: inofficiell kopia
    checked_on: 2026-11-22
    confidence: high
    core: true
  - id: kop-distans
    text: Det gäller också på nätet.
    lattlast: Det gäller på nätet också.
    as_of: 2026-04
    sources: [brottsbalken]
    seen_via: inofficiell kopia
    checked_on: 2026-11-22
    confidence: high
""",
    "sources": """\
sources:
  - id: brottsbalken
    title: Brottsbalken
    publisher: Riksdagen
    url: https://www.riksdagen.se/
    kind: lag
    read: inofficiell kopia
    read_on: 2026-11-22
    age: våren 2026
""",
    "glossary": """\
glossary:
  - id: samtycke
    term: samtycke
    explanation: att man vill vara med
""",
    "terms": """\
terms:
  - id: barnporr
    match: [barnporr]
    unless: {words: [barnporrbrott], quotes: true}
    prefer: [bilder av övergrepp mot barn]
    reason: Ordet antyder samtycke.
    level: error
  - id: offer
    match: [stackare]
    prefer: [person]
    reason: Ordet gör en människa mindre.
    level: warning
""",
    "nav": "sections: []\n",
    "approvals": "approvals: []\n",
    "hyphenation": "hyphenation: [tillgänglighets|redogörelse]\n",
    "forstaelse": "forstaelse: []\n",
    "illustrations": """\
illustrations:
  - id: dorr-pa-glant
    alt: En dörr står på glänt.
    background: bakgrund-valv
    shapes:
      - {shape: dorr, x: 240, y: 250, size: 180}
""",
    "posters": "posters: []\n",
    "synonyms": "synonyms: []\n",
}

#: The small site's ord.txt.
OWN_WORDS = "# Ord som ordlistan saknar\naxe-core\n"

#: The small site's adresser.txt: nothing has been given out.
NO_ADDRESSES = "# Adresser som är utlämnade\n"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`scripts/test --all`: also what takes long and rarely finds anything new."""
    parser.addoption("--all", action="store_true", help="every template in lättläst too, in every state (axe)")


#: Modules that take half a minute or more, the slowest first.
SLOWEST = """axe browser build budget finder search layout_shift publishing scripts real_posters poster_mistakes panel
listen exit names new_command
editors_mistakes comparison guide pictures plugin built_site cli status mutated_pages bad_files swedish_cli terminal
checks""".split()


def pytest_configure(config: pytest.Config) -> None:
    """The mark of what runs with --all only; and the first process of a run serves where the exit link leads."""
    config.addinivalue_line("markers", "thorough(*ids): runs with --all only; ids name some of a test's parameters")
    if not hasattr(config, "workerinput"):
        stack = contextlib.ExitStack()
        config.add_cleanup(stack.close)
        neutral = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        (neutral / "index.html").write_text(NEUTRAL, encoding="utf-8")
        os.environ[EXIT] = f"{stack.enter_context(serve(neutral))}/"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The slowest modules first: the workers take whole modules, and the last one should be short."""
    for item in items:
        mark = item.get_closest_marker("thorough")
        parameters = item.callspec.id if isinstance(item, pytest.Function) and hasattr(item, "callspec") else ""
        if mark and not config.getoption("--all") and (not mark.args or parameters in mark.args):
            item.add_marker(pytest.mark.skip("only with --all"))
    order = {f"test_{name}": place for place, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: order.get(Path(item.path).stem, len(order)))


@pytest.fixture(scope="session")
def settings() -> Settings:
    """The project's own settings, without the environment's overrides."""
    return load_settings(PROJECT, {})


@pytest.fixture
def write_docs(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Writes files into a new docs folder beside the small data files; a value of "" for data leaves it out."""

    def write(files: Mapping[str, str], data: Mapping[str, str] = DATA) -> Path:
        docs = tmp_path / "docs"
        lists = {"_data/ord.txt": OWN_WORDS, "_data/adresser.txt": NO_ADDRESSES}
        texts = {f"_data/{name}.yml": text for name, text in data.items()} | lists | dict(files)
        for name, text in texts.items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_text(text, encoding="utf-8")
        return docs

    return write


@pytest.fixture
def make_site(write_docs: Callable[[Mapping[str, str]], Path]) -> Callable[[Mapping[str, str]], Site]:
    """`make_site({"lagen/a.md": "…"})` gives the read Site, with paths shown from `docs/`."""
    return lambda files: load_site(write_docs(files), "docs")


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The real docs/ built in preview mode; the exit link leads to a server on loopback. No test may change it."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    return build_once(shared / "built", os.environ[EXIT])


@pytest.fixture(scope="session")
def site_address(built_site: BuiltSite) -> Iterator[str]:
    """The built site on a real web server on loopback."""
    with serve(built_site.folder) as address:
        yield address


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh visitor at 1280 px."""
    made = browser.new_context(viewport={"width": 1280, "height": 800})
    yield made
    made.close()


@pytest.fixture
def tab(context: BrowserContext) -> Page:
    """A fresh tab."""
    return context.new_page()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for a worker's whole session."""
    with chromium() as running:
        yield running

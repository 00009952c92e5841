""" "Redigera sidan" and "Skapa lättläst version": the right file for each variant, in real built pages."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from small_project import REPOSITORY, make_project, mkdocs_build, page

from campaign.content.front_matter import TwinHead, read_head, split_head
from campaign.content.pages import Site, Variant
from campaign.content.variants import TwinState, source_hash, twin_state
from campaign.settings import Settings
from campaign.site.edit_links import FIRST_LINE, LONGEST, EditLinks, edit_links, twin_skeleton

MakeSite = Callable[[dict[str, str]], Site]
LINKS = EditLinks(REPOSITORY, "main")
TITLE = "Straffet: ”så” säger lagen & 'ingen' annan, 100 % #1?"


def ordinary(make_site: MakeSite, uri: str, title: str = "Titel") -> Site:
    return make_site({uri: page(title, "Det här är åäö.", description="Om straffet, för alla: en mening.")})


@pytest.mark.parametrize("uri", ["index.md", "lagen/index.md", "lagen/straff.md", "skola/lektioner/lagen.lattlast.md"])
def test_a_file_is_edited_where_it_lies(uri: str) -> None:
    assert LINKS.edit(uri) == f"{REPOSITORY}/edit/main/docs/{uri}"


def test_the_branch_is_a_setting(settings: Settings) -> None:
    assert edit_links(settings).edit("a.md") == "", "the project ships without a repository"
    assert EditLinks(REPOSITORY, "redaktion/2026").edit("a.md") == f"{REPOSITORY}/edit/redaktion/2026/docs/a.md"
    assert settings.table.branch == "main"


@pytest.mark.parametrize(("uri", "folder"), [("index.md", ""), ("lagen/index.md", "/lagen"), ("a/b/c.md", "/a/b")])
def test_a_missing_twin_is_begun_in_the_same_folder(make_site: MakeSite, uri: str, folder: str) -> None:
    found = ordinary(make_site, uri).page(uri.removesuffix(".md"))
    assert found
    address = urlsplit(LINKS.new_twin(found))
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{REPOSITORY}/new/main/docs{folder}"
    assert parse_qs(address.query)["filename"] == [Path(uri).name.replace(".md", ".lattlast.md")]
    assert parse_qs(address.query)["value"] == [twin_skeleton(found)]
    assert address.query.isascii() and "+" not in address.query


def test_what_is_begun_can_be_read_and_counts_as_following(make_site: MakeSite) -> None:
    uri = "lagen/straff.md"
    found = ordinary(make_site, uri, TITLE).page("lagen/straff")
    assert found
    text = twin_skeleton(found)
    parts = split_head(text)
    assert parts and parts.body == f"{FIRST_LINE}\n"
    read = read_head(parts.yaml, "docs/x.lattlast.md", TwinHead)
    assert read.findings == () and isinstance(read.head, TwinHead)
    assert (read.head.title, read.head.source_hash) == (TITLE, source_hash(found))
    both = make_site({uri: page(TITLE, "Det här är åäö."), "lagen/straff.lattlast.md": text})
    assert twin_state(both.page("lagen/straff"), both.page("lagen/straff", Variant.LATTLAST)) is TwinState.CURRENT


def test_an_address_that_would_be_too_long_leaves_the_text_out(make_site: MakeSite) -> None:
    found = ordinary(make_site, "a.md", "ö" * 2000).page("a")
    assert found
    address = LINKS.new_twin(found)
    assert address == f"{REPOSITORY}/new/main/docs?filename=a.lattlast.md" and len(address) < LONGEST


def test_without_a_repository_there_are_no_addresses(make_site: MakeSite) -> None:
    found = ordinary(make_site, "a.md").page("a")
    assert found and EditLinks("", "main").new_twin(found) == ""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A small real build with a repository: a start page, index pages, a page without a twin, the editors' list."""
    pages = {
        "index.md": page("Start", kind="landning"),
        "index.lattlast.md": page("Start lätt"),
        "lagen/index.md": page("Lagen", kind="landning"),
        "lagen/index.lattlast.md": page("Lagen lätt"),
        "lagen/straff.md": page("Straffet"),
        "lagen/straff.lattlast.md": page("Straffet lätt"),
        "lagen/ensam.md": page(TITLE, "En text med åäö."),
        "stod/index.md": page("Stöd", kind="stodsok"),
        "stod/index.lattlast.md": page("Stöd lätt"),
        "om/index.md": page("Redigera", "Text.\n\n[[lista:redigera]]"),
        "om/index.lattlast.md": page("Redigera lätt", "Text.\n\n[[lista:redigera]]"),
    }
    folder = tmp_path_factory.mktemp("links")
    project = make_project(folder / "project", pages, repository=REPOSITORY, branch="huvud")
    nav = "sections:\n  - {id: lagen, title: L, lattlast: L, pages: [index, straff, ensam]}\n"
    nav += (
        "  - {id: stod, title: S, lattlast: S, pages: [index]}\n  - {id: om, title: O, lattlast: O, pages: [index]}\n"
    )
    (project / "docs/_data/nav.yml").write_text(nav, encoding="utf-8")
    result = mkdocs_build(project, folder / "site")
    assert result.returncode == 0, result.stderr
    yield folder / "site"


def links(built: Path, address: str) -> dict[str, str]:
    """The links to the repository in the foot of a page, by their words."""
    text = (built / address / "index.html").read_text(encoding="utf-8")
    foot = text[text.index('class="review"') :]
    found = re.findall(rf'<a href="({re.escape(REPOSITORY)}[^"]*)">([^<]+)</a>', foot)
    return {words: html.unescape(target) for target, words in found}


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("", "index.md"), ("lattlast", "index.lattlast.md"), ("lagen", "lagen/index.md"),
        ("lattlast/lagen", "lagen/index.lattlast.md"), ("lagen/straff", "lagen/straff.md"),
        ("lattlast/lagen/straff", "lagen/straff.lattlast.md"), ("stod", "stod/index.md"),
        ("lattlast/stod", "stod/index.lattlast.md"),
    ],
)  # fmt: skip
def test_every_built_page_leads_to_its_own_file_and_to_no_new_one(built: Path, address: str, uri: str) -> None:
    assert links(built, address) == {"Redigera sidan": f"{REPOSITORY}/edit/huvud/docs/{uri}"}


@pytest.mark.parametrize("address", ["lagen/ensam", "lattlast/lagen/ensam"])
def test_a_page_without_a_twin_offers_to_begin_it_in_both_places(built: Path, address: str) -> None:
    found = links(built, address)
    assert found["Redigera sidan"] == f"{REPOSITORY}/edit/huvud/docs/lagen/ensam.md"
    query = parse_qs(urlsplit(found["Skapa lättläst version"]).query)
    assert urlsplit(found["Skapa lättläst version"]).path.endswith("/new/huvud/docs/lagen")
    assert query["filename"] == ["ensam.lattlast.md"]
    assert f"title: '{TITLE.replace(chr(39), chr(39) * 2)}'" in query["value"][0]


@pytest.mark.parametrize("address", ["om", "lattlast/om"])
def test_the_editors_list_leads_to_every_file_and_begins_what_is_missing(built: Path, address: str) -> None:
    text = html.unescape((built / address / "index.html").read_text(encoding="utf-8"))
    for uri in ("index.md", "lagen/index.lattlast.md", "lagen/ensam.md", "stod/index.md"):
        assert f'href="{REPOSITORY}/edit/huvud/docs/{uri}"' in text
    assert text.count("skapa lättläst version") == 1
    assert f"{REPOSITORY}/new/huvud/docs/lagen?filename=ensam.lattlast.md&value=" in text

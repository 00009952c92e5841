"""Addresses that pages had before, on real servers: a small site whose pages have moved, built and served."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_project import PAGES, ROOT_URL, make_project, mkdocs_build, page
from web_servers import NAMES, readable_folder, running

from campaign.content.pages import load_site
from campaign.hosting.host import Host
from campaign.hosting.leads import with_leads
from campaign.site.security import headers

MOVED = {
    "lagen/straff.md": page("Straffet", old_paths=["lagen/pafoljd", "lagen/aldre/straff", "skola/brev.pdf"]),
    "lagen/straff.lattlast.md": page("Straffet lätt"),
    "stod/akut.md": page("Akut", "[[tjanst:sos-112]]", short="bradskar", old_paths=["hjalp-nu"]),
}
LEADS = {
    "/lagen/pafoljd/": "/lagen/straff/", "/lagen/aldre/straff/": "/lagen/straff/", "/skola/brev.pdf": "/lagen/straff/",
    "/lattlast/lagen/pafoljd/": "/lattlast/lagen/straff/", "/lattlast/lagen/aldre/straff/": "/lattlast/lagen/straff/",
    "/hjalp-nu/": "/stod/akut/", "/lattlast/hjalp-nu/": "/lattlast/stod/akut/",
}  # fmt: skip
QUIET = ["/bradskar/", "/hjalp-nu/", "/lattlast/bradskar/", "/lattlast/hjalp-nu/"]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, Path]]:
    """The small project, and its built site where the servers' own users may read it."""
    made = make_project(tmp_path_factory.mktemp("flyttat") / "projekt", {**PAGES, **MOVED})
    with readable_folder() as folder:
        result = mkdocs_build(made, folder / "site", CAMPAIGN_SITE_URL=ROOT_URL)
        assert result.returncode == 0, result.stderr
        for path in (folder / "site", *(folder / "site").rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield made, folder


@pytest.mark.parametrize("name", NAMES)
def test_an_old_address_is_redirected_with_the_whole_table_and_no_time_of_help(
    project: tuple[Path, Path], name: str
) -> None:
    made, folder = project
    site = load_site(made / "docs")
    host = with_leads(Host("prov.example", "/srv/sajt", "/var/log/sajt"), site)
    moved, quiet = host.redirects, host.untimed
    assert {redirect.old: redirect.new for redirect in moved} == LEADS
    assert sorted(quiet) == QUIET
    shutil.rmtree(folder / name, ignore_errors=True)
    with running(name, folder / "site", folder, moved, quiet) as server:
        for old, new in LEADS.items():
            for asked in (old, f"{old}?q=abc"):
                answer = server.ask(asked)
                location = (answer.headers["Location"] or "").removeprefix(server.address)
                assert (answer.status, location.partition("?")[0]) == (301, new), asked
                wanted = headers(old, 301)
                assert {name: answer.headers.get_all(name) for name in wanted} == {
                    name: [value] for name, value in wanted.items()
                }, old
            assert server.ask(new).status == 200
        assert server.ask("/bradskar/").status == 200 and server.ask("/bradskar").status == 301
        assert server.ask("/hjalp-nu").status == 301
        assert server.ask("/lagen/pafoljder/").status == 404
        server.lines()
        untimed = (server.logs / "visits-by-day.log").read_text("utf-8")
        timed = (server.logs / "visits.log").read_text("utf-8")
    for told in ("bradskar", "hjalp-nu", "/stod/"):
        assert told in untimed and told not in timed, told
    assert "/lagen/pafoljd/" in timed and "abc" not in timed + untimed

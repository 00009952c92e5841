"""Targets that lie where they may not: in the built site, among the texts, on a file, behind others' links."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from publishing_targets import FOREIGN, Place, folder_place, left_over, make_built_site, s3_place, wait_until

from campaign.content.preview import PREVIEW_STATUS
from campaign.publishing.errors import PublishError
from campaign.publishing.folder import FolderStore
from campaign.publishing.manifests import built_manifest
from campaign.release.manifest import APPROVED, digests, write_manifest

COMMANDS = (("publish", "prov", "--preview", "--yes"), ("publish", "prov", "--preview", "--dry-run"),
            ("rollback", "prov", "--yes"), ("releases", "prov"))  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """When the module is done, no server and no transfer of its own lives on."""
    yield
    wait_until(lambda: not left_over(tmp_path_factory.getbasetemp()), 10)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Place]:
    """A project with a built site and a folder target that nothing has been published to."""
    with folder_place(tmp_path) as made:
        made.first = make_built_site(made.site, "ett", pages=1)
        (made.project / "docs").mkdir()
        yield made


def set_rows(place: Place, **rows: object) -> None:
    """Changes rows of the target's table, which stands last in pyproject.toml; None takes one away."""
    file = place.project / "pyproject.toml"
    before, mark, table = file.read_text(encoding="utf-8").rpartition("[tool.campaign.publish.prov]\n")
    for key, value in rows.items():
        table = re.sub(rf"^{key} = .*\n", "", table, flags=re.MULTILINE)
        table += "" if value is None else f"{key} = {json.dumps(value)}\n"
    file.write_text(before + mark + table, encoding="utf-8")


def files_of(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("site", "Målet ligger i den byggda sajten ("), ("site/mål", "Målet ligger i den byggda sajten ("),
        ("link/mål", "Målet ligger i den byggda sajten ("), ("docs", "Målet ligger i texternas mapp ("),
        ("x/../docs/a/b", "Målet ligger i texternas mapp ("), (".", "Den byggda sajten site/ ligger i målet ("),
        ("ring", "Det går inte att följa sökvägen ring."),
    ],
)  # fmt: skip
def test_a_target_in_the_project_s_own_folders_is_refused(folder: Place, path: str, words: str) -> None:
    (folder.project / "link").symlink_to("site")
    (folder.project / "ring").symlink_to("ring")
    set_rows(folder, path=path)
    before = files_of(folder.project)
    for command in COMMANDS:
        result = folder.run(*command)
        assert (result.returncode, words in result.stderr) == (2, True), result.stderr
        assert "Välj en" in result.stderr or "Ändra path" in result.stderr
    assert files_of(folder.project) == before


def test_another_built_site_is_no_place_for_a_target_either(folder: Place) -> None:
    folder.site.rename(folder.project / "annan")
    set_rows(folder, path="annan/mål")
    result = folder.publish("--site", "annan")
    assert (result.returncode, "Målet ligger i den byggda sajten (" in result.stderr) == (2, True), result.stderr
    set_rows(folder, path="annanstans")
    assert folder.publish("--site", "annan").returncode == 0, "only the beginning of its name is the same"


@pytest.mark.parametrize("path", ["site/artifact.tar", "docs/artifact.tar"])
def test_the_file_for_github_pages_is_refused_there_too(folder: Place, path: str) -> None:
    set_rows(folder, kind="pages", path=path, keep=None)
    for arguments in ((), ("--dry-run",)):
        result = folder.publish(*arguments)
        assert (result.returncode, "Målet ligger i " in result.stderr) == (2, True), result.stderr
    assert not (folder.project / path).exists()


def test_a_rollback_shows_no_preview_where_the_target_takes_none_any_more(folder: Place) -> None:
    set_rows(folder, keep=5)
    for version in ("godkänd", "ett", "två"):
        shown = make_built_site(folder.site, version, pages=1)
        if version == "godkänd":
            write_manifest(folder.site, APPROVED, {})
            assert folder.run("publish", "prov", "--yes").returncode == 0
            approved = shown
        else:
            assert folder.publish().returncode == 0
            previews = built_manifest(folder.site).id
    set_rows(folder, preview=None)
    named = folder.run("rollback", "prov", "--to", previews, "--yes")
    assert named.returncode == 1
    assert "målet tar bara emot en godkänd sajt" in named.stderr and folder.shown() == shown
    plain = folder.run("rollback", "prov", "--yes")
    assert plain.returncode == 0, plain.stderr
    assert folder.shown() == approved, "the preview between them is passed over"


def test_a_rollback_stops_where_only_previews_are_older(folder: Place) -> None:
    assert folder.publish().returncode == 0
    two = make_built_site(folder.site, "två", pages=1)
    assert folder.publish().returncode == 0
    set_rows(folder, preview=None)
    result = folder.run("rollback", "prov", "--yes")
    assert result.returncode == 1
    assert "Det finns ingen äldre godkänd utgåva att gå tillbaka till." in result.stderr
    assert folder.shown() == two and not folder.lock_is_there()
    set_rows(folder, preview=True)
    assert folder.run("rollback", "prov", "--yes").returncode == 0
    assert folder.shown() == folder.first


OBSTACLES: dict[str, Callable[[Path], object]] = {
    "a file": lambda far: far.write_text(FOREIGN, encoding="utf-8"),
    "a dangling link": lambda far: far.symlink_to("finns-inte"),
}


@pytest.mark.parametrize(("what", "below"), [("a file", ""), ("a file", "/under/den"), ("a dangling link", "")])
def test_a_file_where_the_folder_should_be_is_told_in_swedish(folder: Place, what: str, below: str) -> None:
    OBSTACLES[what](folder.far)
    set_rows(folder, path=f"{folder.far}{below}")
    result = folder.publish()
    assert result.returncode == 1
    assert "Där ligger en fil, ingen mapp. Ändra path i pyproject.toml." in result.stderr, result.stderr


def test_a_folder_where_a_file_should_be_is_told_in_swedish(folder: Place) -> None:
    (folder.far / ".campaign/order.json").mkdir(parents=True)
    result = folder.publish()
    assert result.returncode == 1
    assert "Där ligger en mapp, ingen fil." in result.stderr, result.stderr
    assert f"({folder.far / '.campaign/order.json'})" in result.stderr


def test_a_bucket_that_is_not_there_is_told_in_swedish(tmp_path: Path) -> None:
    with s3_place(tmp_path) as place:
        make_built_site(place.site, "ett", pages=1)
        set_rows(place, bucket="finns-inte")
        result = place.publish()
        assert result.returncode == 1
        assert "Hinken finns inte. Kontrollera bucket i pyproject.toml." in result.stderr, result.stderr


@pytest.mark.parametrize("name", [".campaign", ".campaign/incoming", ".campaign/manifests", "releases", "releases/ID"])
def test_a_link_where_our_own_folder_should_be_stops_before_anything_is_written(folder: Place, name: str) -> None:
    others = folder.far.parent / "andras"
    others.mkdir()
    for file in ("index.html", "lock", "bara-vår.html"):
        (others / file).write_text(FOREIGN, encoding="utf-8")
    link = folder.far / name.replace("ID", built_manifest(folder.site).id)
    link.parent.mkdir(parents=True)
    link.symlink_to(others)
    theirs, ours = digests(others), files_of(folder.far)
    for command in (*COMMANDS[:3], (*COMMANDS[0], "--break-lock"), (*COMMANDS[2], "--break-lock")):
        result = folder.run(*command)
        if name != "releases/ID" or command[0] == "publish":
            assert (result.returncode, f"{link} är en länk" in result.stderr) == (1, True), result.stderr
    assert digests(others) == theirs
    assert [path for path in files_of(folder.far) if path != ".campaign"] == [p for p in ours if p != ".campaign"]


def test_an_old_release_that_became_a_link_is_not_followed_when_it_is_its_turn_to_go(tmp_path: Path) -> None:
    store, site = FolderStore(tmp_path / "mål"), tmp_path / "site"
    make_built_site(site, "ett", pages=1)
    manifest = built_manifest(site)
    assert manifest.status == PREVIEW_STATUS
    store.write(f"manifests/{manifest.id}.json", manifest.text)
    (store.path / "releases").mkdir()
    (store.path / "releases" / manifest.id).symlink_to(site)
    before = digests(site)
    with pytest.raises(PublishError, match="är en länk"):
        store.refuse_foreign(None)
    with pytest.raises(PublishError, match="är en länk"):
        store.remove(manifest, [])
    assert digests(site) == before

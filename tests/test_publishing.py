"""Publishing to real targets on loopback: what readers see, what is sent again, rollback, what is kept."""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing_targets import (
    FOREIGN,
    PLACES,
    Place,
    folder_place,
    free_port,
    left_over,
    make_built_site,
    program,
    wait_until,
)

from campaign.content.preview import PREVIEW_STATUS
from campaign.publishing.folder import FolderStore
from campaign.publishing.manifests import built_manifest
from campaign.release.manifest import APPROVED, write_manifest

NGINX_FOLDERS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """When the module is done, no server and no transfer of its own lives on."""
    yield
    wait_until(lambda: not left_over(tmp_path_factory.getbasetemp()), 10)


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Each kind of target, with its server running; the tests of a kind follow one another."""
    with PLACES[request.param](tmp_path_factory.mktemp(request.param)) as made:
        yield made


def sent(result: subprocess.CompletedProcess[str]) -> int:
    assert result.returncode == 0, result.stderr
    found = re.search(r"(\d+) filer skickades", result.stderr)
    assert found, result.stderr
    return int(found[1])


def ids(place: Place) -> list[str]:
    result = place.run("releases", "prov")
    assert result.returncode == 0, result.stderr
    return [line.split()[0] for line in result.stdout.splitlines()]


def current(place: Place) -> str:
    lines = place.run("releases", "prov").stdout.splitlines()
    return next(line.split()[0] for line in lines if "läsarna ser den här" in line)


def test_the_life_of_a_target(place: Place) -> None:
    """One story, since each step needs the one before; every step is a process of its own."""
    assert ids(place) == []
    ett = make_built_site(place.site, "ett")

    dry = place.run("publish", "prov", "--preview", "--dry-run")
    assert (dry.returncode, dry.stdout.splitlines()[1:]) == (0, ["0 ändrade", "0 borttagna"])
    assert dry.stdout.startswith(f"{len(ett)} nya: assets/alltid.0123abcd.css, ")
    assert not place.far.exists(), "a look changes nothing, nor does it make a folder"

    assert sent(place.publish()) == len(ett) + 1, "all files and the manifest"
    assert place.shown() == ett
    first = current(place)
    assert sent(place.publish()) == 0
    assert ids(place) == [first], "the same site is the same release"

    (place.far / "annan.txt").write_text(FOREIGN, encoding="utf-8")
    beside = place.far / (f".campaign/releases/{first}" if place.kind == "s3" else f"releases/{first}")
    (beside / "annan.txt").write_text(FOREIGN, encoding="utf-8")
    place.notice()

    two = make_built_site(place.site, "två")
    dry = place.run("publish", "prov", "--preview", "--dry-run")
    assert [line.split(":")[0] for line in dry.stdout.splitlines()] == ["2 nya", "21 ändrade", "2 borttagna"]
    assert sent(place.publish()) == 2 + 21 + 1, "only what changed, and the manifest"
    assert without_foreign(place) == two | hashed_of(place, ett)

    start = time.monotonic()
    back = place.run("rollback", "prov", "--yes")
    assert time.monotonic() - start < 20
    assert back.returncode == 0, back.stderr
    assert current(place) == first
    assert without_foreign(place) == ett | hashed_of(place, two)
    assert sent(place.publish()) == 0, "forward again sends nothing"
    assert without_foreign(place) == two | hashed_of(place, ett)

    make_built_site(place.site, "tre")
    done = place.publish()
    assert f"Gamla utgåvor borttagna: {first}" in done.stderr
    tre = make_built_site(place.site, "tre")
    assert len(ids(place)) == 2 and first not in ids(place)
    assert without_foreign(place) == tre | hashed_of(place, two), "nothing of the oldest is left"
    assert (place.far / "annan.txt").read_text(encoding="utf-8") == FOREIGN
    assert [path.name for path in beside.iterdir()] == ["annan.txt"]
    assert not place.lock_is_there()


def without_foreign(place: Place) -> dict[str, str]:
    return {name: digest for name, digest in place.shown().items() if name != "annan.txt"}


def hashed_of(place: Place, other: dict[str, str]) -> dict[str, str]:
    """What an object store keeps at its address for another release: files whose names change with the content."""
    wanted = {name: digest for name, digest in other.items() if name.startswith("assets/stil.")}
    return wanted if place.kind == "s3" else {}


@pytest.mark.thorough("ssh", "s3")
def test_a_damaged_release_is_not_shown_again(place: Place) -> None:
    now = current(place)
    old = next(release for release in ids(place) if release != now)
    folder = place.far / (".campaign/releases" if place.kind == "s3" else "releases")
    before = place.shown()
    # another length, or an object store's own listing would be as surprised as we are
    page = folder / old / "sida-3/index.html"
    sound = page.read_bytes()
    page.unlink()  # a new file: what is linked in other releases stays whole
    page.write_text("skadad", encoding="utf-8")
    place.notice()
    result = place.run("rollback", "prov", "--yes")
    assert result.returncode == 1
    assert f"1 filer av utgåvan {old} är inte hela på målet" in result.stderr
    assert "sida-3/index.html" in result.stderr and "Sajten som läsarna ser är orörd." in result.stderr
    assert (place.shown(), current(place)) == (before, now)
    page.write_bytes(sound)
    place.notice()
    assert place.run("rollback", "prov", "--to", old, "--yes").returncode == 0
    assert current(place) == old


@pytest.mark.thorough("ssh", "s3")
def test_a_release_that_is_not_there_is_answered_with_those_that_are(place: Place) -> None:
    result = place.run("rollback", "prov", "--to", "ffffffffffff", "--yes")
    assert result.returncode == 1
    assert "Det finns ingen sparad utgåva ”ffffffffffff”. Utgåvorna är: " in result.stderr


@pytest.mark.thorough("ssh", "s3")
def test_a_damaged_file_that_readers_see_is_mended_by_publishing_again(place: Place) -> None:
    assert place.publish().returncode == 0
    wanted = place.shown()
    page = place.far / ("om/index.html" if place.kind == "s3" else "current/om/index.html")
    page.unlink()
    page.write_text("skadad", encoding="utf-8")
    place.notice()
    assert place.publish().returncode == 0
    assert place.shown() == wanted


@pytest.mark.thorough("ssh", "s3")
def test_nobody_is_asked_where_nobody_can_answer(place: Place) -> None:
    for arguments in (("publish", "prov", "--preview"), ("rollback", "prov")):
        result = place.run(*arguments)
        assert result.returncode == 2
        assert "Lägg till --yes" in result.stderr


def test_unchanged_files_are_linked_and_times_do_not_matter(tmp_path: Path) -> None:
    with folder_place(tmp_path) as place:
        with_packed(place.site, "ett")
        assert place.publish().returncode == 0
        assert place.shown() == built_manifest(place.site).listed, "the packed forms too: a web server sends them"
        first = current(place)
        make_built_site(place.site, "två")
        for path in place.site.rglob("*"):
            if path.is_file():
                os.utime(path, (0, 0) if "om" in path.parts else (4e9, 4e9))
        assert sent(place.publish()) == 24
        old, new = place.far / f"releases/{first}/om/index.html", place.far / "current/om/index.html"
        assert old.stat().st_ino == new.stat().st_ino
        assert (new.stat().st_mode & 0o777, new.parent.stat().st_mode & 0o777) == (0o644, 0o755)


def with_packed(site: Path, version: str) -> None:
    """A built site with packed forms beside a page and a style."""
    make_built_site(site, version)
    for name in ("om/index.html", "assets/alltid.0123abcd.css"):
        for ending in (".br", ".gz"):
            (site / f"{name}{ending}").write_bytes(b"packad")
    (site / "arkiv.gz").write_bytes(b"en fil att spara, inget packat vid sidan av")
    write_manifest(site, PREVIEW_STATUS)


def test_objects_are_plain_files_and_carry_their_type_and_caching(tmp_path: Path) -> None:
    with PLACES["s3"](tmp_path) as place:
        with_packed(place.site, "ett")
        done = place.publish()
        plain = len(built_manifest(place.site).files) - 4
        assert sent(done) == plain
        assert f"alla {plain} är kontrollerade på målet" in done.stderr
        assert (place.far / "manifest.json").read_bytes() == (place.site / "manifest.json").read_bytes()
        assert [path.name for path in place.far.rglob("*") if path.suffix in (".br", ".gz")].count("arkiv.gz") == 2
        assert not [path for path in place.far.rglob("*") if path.name.endswith((".br", "l.gz", "s.gz"))]
        make_built_site(place.site, "två")  # pages that the store copied carry the same
        assert place.publish().returncode == 0
        remote = {f"RCLONE_CONFIG_C_{key}": value for key, value in {
            "TYPE": "s3", "PROVIDER": "Other", "ENV_AUTH": "true",
            "ENDPOINT": f"http://127.0.0.1:{place.server.port}" if place.server else ""}.items()}  # fmt: skip
        command = [program("rclone"), "lsjson", "-R", "-M", "--files-only", "c:hink/sajt"]
        listed = subprocess.run(command, env={**place.environment, **remote}, capture_output=True, check=True)
        found = {row["Path"]: row["Metadata"] for row in json.loads(listed.stdout)}
        for name, kind, caching in (
            ("index.html", "text/html; charset=utf-8", "no-store"),
            ("om/index.html", "text/html; charset=utf-8", "no-store"),
            ("assets/alltid.0123abcd.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
            ("bilder/å b.svg", "image/svg+xml", "no-store"),
            ("pages.json", "application/json", "no-cache"),
        ):
            assert (found[name]["content-type"], found[name]["cache-control"]) == (kind, caching), name


def test_a_release_says_that_its_addresses_are_given_out_now(tmp_path: Path) -> None:
    with folder_place(tmp_path) as place:
        make_built_site(place.site, "ett", pages=1)
        write_manifest(place.site, APPROVED, {})
        told = place.run("publish", "prov", "--yes").stderr
        assert "5 nya adresser är utlämnade. Kör campaign addresses --add" in told
        (place.project / "docs/_data").mkdir(parents=True)
        assert place.run("addresses", "--add").returncode == 0
        assert "utlämnade" not in place.run("publish", "prov", "--yes").stderr


def test_the_artefact_for_github_pages(tmp_path: Path) -> None:
    with folder_place(tmp_path) as place:
        settings = place.project / "pyproject.toml"
        text = re.sub(r'kind = "folder"\npath = .*', 'kind = "pages"', settings.read_text(encoding="utf-8"))
        settings.write_text(text.replace("keep = 2\n", ""), encoding="utf-8")
        make_built_site(place.site, "ett")
        made = place.project / "artifact.tar"
        result = place.publish()
        assert result.returncode == 0, result.stderr
        assert "GitHub Pages skickar inte våra säkerhetshuvuden" in result.stderr
        once = made.read_bytes()
        assert place.publish().returncode == 0
        assert made.read_bytes() == once
        with tarfile.open(made) as archive:
            entries = archive.getmembers()
            archive.extractall(tmp_path / "ut", filter="data")
        assert all(entry.isfile() and entry.mode == 0o644 and entry.mtime == 0 for entry in entries)
        assert built_manifest(tmp_path / "ut").files == built_manifest(place.site).files
        for command in ("rollback", "releases"):
            assert place.run(command, "prov").returncode == 2
        made.write_text(FOREIGN, encoding="utf-8")
        assert place.publish().returncode == 1
        assert made.read_text(encoding="utf-8") == FOREIGN


def test_no_request_fails_while_the_releases_are_swapped(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    """nginx shows `current` to 16 connections while it changes 30 times (300 with --all)."""
    swaps = 300 if request.config.getoption("--all") else 30
    nginx, wrk = program("nginx"), program("wrk")
    far = tmp_path / "far"
    store = FolderStore(far)
    manifests = []
    for version in ("ett", "två"):
        make_built_site(tmp_path / version, version)
        manifests.append(built_manifest(tmp_path / version))
        store.upload(tmp_path / version, manifests[-1], None, lambda: None)
        store.activate(manifests[-1])
    port = free_port()
    tmp_path.chmod(0o755)
    for parent in [tmp_path, *tmp_path.parents][:3]:
        parent.chmod(parent.stat().st_mode | 0o055)
    (tmp_path / "nginx.conf").write_text(
        f"daemon off; worker_processes 1; pid {tmp_path}/pid; error_log {tmp_path}/error.log;\n"
        f"{'user root;' if (Path('/proc/self').stat().st_uid == 0) else ''}\n"
        "events {}\nhttp { access_log off; default_type text/html;"
        f" {' '.join(f'{kind}_temp_path {tmp_path}/{kind};' for kind in NGINX_FOLDERS)}"
        f" server {{ listen 127.0.0.1:{port}; root {far}/current; }} }}\n",
        encoding="utf-8",
    )
    server = subprocess.Popen([nginx, "-e", str(tmp_path / "start.log"), "-c", str(tmp_path / "nginx.conf")])
    try:
        wait_until(lambda: _answers(port))
        seconds = max(2, swaps // 20)
        load = subprocess.Popen(
            [wrk, "-t1", "-c16", f"-d{seconds}s", f"http://127.0.0.1:{port}/om/index.html"],
            stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        for number in range(swaps):
            store.activate(manifests[number % 2])
            time.sleep(0.75 * seconds / swaps)
        assert load.poll() is None, "the load ended before the swaps did"
        told = load.communicate()[0]
    finally:
        server.terminate()
        server.wait()
    requests = re.search(r"(\d+) requests in", told)
    assert requests and int(requests[1]) > 1000, told
    assert "Non-2xx" not in told and "Socket errors" not in told, told


def _answers(port: int) -> bool:
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", port)) == 0

"""What goes wrong while a site is published: the exit code, the Swedish words, and the public site whole afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from publishing_targets import (
    FOREIGN,
    KEY,
    PLACES,
    SECRET,
    Place,
    folder_place,
    kill_family,
    left_over,
    make_built_site,
    s3_place,
    ssh_place,
    use_key,
    wait_until,
)

BIG = 1_000_000  # characters a page: sending takes long enough to be cut
UNTOUCHED = "Sajten som läsarna ser är orörd."


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """When the module is done, no server and no transfer of its own lives on."""
    yield
    wait_until(lambda: not left_over(tmp_path_factory.getbasetemp()), 10)


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Place]:
    """Each kind of target, with the release "ett" shown."""
    with PLACES[request.param](tmp_path) as made:
        made.first = make_built_site(made.site, "ett", pages=4)
        done = made.publish()
        assert done.returncode == 0, done.stderr
        yield made


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Place]:
    """A folder with the release "ett" shown."""
    with folder_place(tmp_path) as made:
        made.first = make_built_site(made.site, "ett")
        assert made.publish().returncode == 0
        yield made


def without_hashed(files: dict[str, str]) -> dict[str, str]:
    """Nobody asks an object store for files of a release whose pages are not shown."""
    return {name: digest for name, digest in files.items() if not name.startswith("assets/stil.")}


def assert_readers_see(place: Place, *releases: dict[str, str]) -> None:
    """Readers see one of the releases, whole; while an object store changes, every page of one of them, whole."""
    shown = without_hashed(place.shown())
    wanted = [without_hashed(release) for release in releases]
    if place.kind != "s3":
        assert shown in wanted
        return
    for name in set.intersection(*(set(release) for release in wanted)):
        assert shown.get(name) in [release[name] for release in wanted], name


MOMENTS: dict[str, Callable[[Place], object]] = {
    "lock taken": Place.lock_is_there,
    "first file there": lambda place: place.arrived() > 0,
    "half of them there": lambda place: place.arrived() > (30 if place.kind == "s3" else 15),
    "order says whole": lambda place: (place.far / ".campaign/order.json").read_text().count('"whole": true') > 1,
}


@pytest.mark.thorough("lock taken", "first file there", "order says whole")
@pytest.mark.parametrize("moment", MOMENTS)
def test_killed_at_any_moment_the_public_site_is_whole_and_the_next_run_finishes(folder: Place, moment: str) -> None:
    two = make_built_site(folder.site, "två", size=BIG, pages=30)
    process = folder.start_publishing()
    wait_until(lambda: MOMENTS[moment](folder) or process.poll() is not None)
    kill_family(process.pid)
    process.communicate()
    assert_readers_see(folder, folder.first, two)
    if folder.lock_is_there():
        told = folder.publish()
        assert (told.returncode, "Målet är låst: " in told.stderr) == (1, True), told.stderr
        assert "--break-lock" in told.stderr and UNTOUCHED in told.stderr
    assert folder.publish("--break-lock").returncode == 0
    assert folder.shown() == two
    assert not (folder.far / ".campaign/incoming").exists()


@pytest.mark.thorough("s3")
@pytest.mark.parametrize("kind", ["ssh", "s3"])
def test_killed_while_it_sends_far_away_the_next_run_sends_only_the_rest(kind: str, tmp_path: Path) -> None:
    with PLACES[kind](tmp_path) as place:
        one = make_built_site(place.site, "ett", pages=4)
        assert place.publish().returncode == 0
        two = make_built_site(place.site, "två", size=BIG, pages=40)
        already = place.arrived()
        process = place.start_publishing()
        wait_until(lambda: place.arrived() > already + 14 or process.poll() is not None)
        kill_family(process.pid)
        process.communicate()
        assert_readers_see(place, one)
        done = place.publish("--break-lock")
        assert done.returncode == 0, done.stderr
        number = int(done.stderr.split("visas. ")[1].split(" ")[0])
        assert number < 40, "what had arrived was not sent again"
        assert_readers_see(place, two)


@pytest.mark.thorough("s3")
@pytest.mark.parametrize("kind", ["ssh", "s3"])
def test_a_connection_lost_half_way(kind: str, tmp_path: Path) -> None:
    with PLACES[kind](tmp_path) as place:
        assert place.server
        one = make_built_site(place.site, "ett", pages=4)
        assert place.publish().returncode == 0
        two = make_built_site(place.site, "två", size=BIG, pages=40)
        already = place.arrived()
        process = place.start_publishing()
        wait_until(lambda: place.arrived() > already + 4 or process.poll() is not None)
        place.server.kill()
        _, told = process.communicate()
        assert process.returncode == 1, told
        assert "Kontakten med målet bröts eller kom aldrig till." in told and UNTOUCHED in told
        assert "Låset på målet ligger kvar. Nästa gång: --break-lock." in told
        assert SECRET not in told
        assert_readers_see(place, one)
        no_server = place.publish()
        assert (no_server.returncode, "Kontakten med målet" in no_server.stderr) == (1, True), no_server.stderr
        place.server.start()
        assert place.publish("--break-lock").returncode == 0
        assert_readers_see(place, two)


@pytest.mark.thorough("ssh", "s3")
def test_two_publishers_at_once(place: Place) -> None:
    two = make_built_site(place.site, "två", size=100_000)
    process = place.start_publishing()
    wait_until(place.lock_is_there)
    stopped = [one for one in [process.pid] if not os.kill(one, signal.SIGSTOP)]
    try:
        second = place.publish()
        assert second.returncode == 1, second.stderr
        assert f"Målet är låst: {_user()}@" in second.stderr and " publicerar sedan 20" in second.stderr
        assert place.run("rollback", "prov", "--yes").returncode == 1
    finally:
        for one in stopped:
            os.kill(one, signal.SIGCONT)
    _, told = process.communicate()
    assert process.returncode == 0, told
    assert_readers_see(place, two)


def _user() -> str:
    import getpass

    return getpass.getuser()


def test_a_lock_that_somebody_broke_stops_the_first(folder: Place) -> None:
    make_built_site(folder.site, "två", size=BIG)
    process = folder.start_publishing()
    wait_until(lambda: folder.arrived() > 0)
    os.kill(process.pid, signal.SIGSTOP)
    (folder.far / ".campaign/lock").write_text('{"who": "b", "when": "nu", "token": "t"}', encoding="utf-8")
    os.kill(process.pid, signal.SIGCONT)
    _, told = process.communicate()
    assert process.returncode == 1
    assert "Någon annan har brutit vårt lås på målet." in told
    assert folder.lock_is_there(), "the lock of another is never given back by us"
    assert_readers_see(folder, folder.first)


@contextlib.contextmanager
def mounted(folder: Path, *options: str) -> Iterator[Path]:
    """A file system of its own in memory; only root can mount one."""
    if os.geteuid() != 0:
        pytest.skip("only root can mount a small disk")
    folder.mkdir(exist_ok=True)
    made = subprocess.run(["mount", "-t", "tmpfs", *options, "tmpfs", str(folder)], check=False, capture_output=True)
    if made.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {made.stderr!r}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.mark.thorough("ssh")
@pytest.mark.parametrize("kind", ["folder", "ssh"])
def test_a_full_disk_and_one_that_cannot_be_written(kind: str, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=4m") as disk:
        made = folder_place(tmp_path, disk / "far") if kind == "folder" else ssh_place(tmp_path, disk / "far")
        with made as place:
            one = make_built_site(place.site, "ett")
            assert place.publish().returncode == 0
            make_built_site(place.site, "två", size=BIG)
            full = place.publish()
            assert full.returncode == 1
            assert "Disken är full på målet." in full.stderr and UNTOUCHED in full.stderr, full.stderr
            assert_readers_see(place, one)
            assert not place.lock_is_there()
            three = make_built_site(place.site, "tre")
            assert place.publish().returncode == 0, "a smaller site has room, for the rest of the big one is gone"
            assert_readers_see(place, three)
            subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
            make_built_site(place.site, "två")
            refused = place.publish()
            assert refused.returncode == 1
            assert "Det går inte att skriva på målet." in refused.stderr and UNTOUCHED in refused.stderr, refused.stderr
            assert_readers_see(place, three)


@pytest.mark.parametrize("kind", ["folder", "ssh"])
def test_a_disk_without_room_for_the_lock_is_told_and_no_nameless_lock_stays(kind: str, tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "-o", "size=1m") as disk:
        made = folder_place(tmp_path, disk / "far") if kind == "folder" else ssh_place(tmp_path, disk / "far")
        with made as place:
            make_built_site(place.site, "ett", pages=4)
            assert place.publish().returncode == 0
            with contextlib.suppress(OSError), (disk / "fyllnad").open("wb", buffering=0) as filling:
                while filling.write(b"x" * 4096):
                    pass
            make_built_site(place.site, "två", pages=4)
            full = place.publish()
            assert (full.returncode, "Disken är full på målet." in full.stderr) == (1, True), full.stderr
            assert UNTOUCHED in full.stderr and not place.lock_is_there()
            (disk / "fyllnad").unlink()
            assert place.publish().returncode == 0


def test_a_whole_release_that_could_not_be_sent_again_is_kept(place: Place) -> None:
    order = place.far / ".campaign/order.json"
    make_built_site(place.site, "två", pages=4)
    assert place.publish().returncode == 0
    before = order.read_text(encoding="utf-8")
    first = json.loads(before)["releases"][1]["id"]
    beside = place.far / (".campaign/releases" if place.kind == "s3" else "releases") / first
    page = beside / "sida-3/index.html"
    sound = page.read_bytes()
    page.unlink()
    page.mkdir()  # where a file should go, so that it cannot be sent
    (page / "annan.txt").write_text(FOREIGN, encoding="utf-8")
    place.notice()
    make_built_site(place.site, "ett", pages=4)
    failed = place.publish()
    assert (failed.returncode, UNTOUCHED in failed.stderr) == (1, True), failed.stderr
    assert order.read_text(encoding="utf-8") == before
    shutil.rmtree(page)
    page.write_bytes(sound)
    place.notice()
    assert place.run("rollback", "prov", "--yes").returncode == 0
    assert_readers_see(place, place.first)


def test_wrong_keys_are_told_without_being_shown(tmp_path: Path) -> None:
    with s3_place(tmp_path / "s3") as place:
        make_built_site(place.site, "ett", pages=4)
        for wrong in ({"AWS_SECRET_ACCESS_KEY": "en-helt-annan-hemlighet"}, {"AWS_ACCESS_KEY_ID": "en-annan-nyckel"}):
            result = place.publish(**wrong)
            assert result.returncode == 1
            assert "Målet släpper inte in oss." in result.stderr, result.stderr
            for secret in (*wrong.values(), SECRET, KEY):
                assert secret not in result.stdout + result.stderr
        assert not place.far.exists()
    with ssh_place(tmp_path / "ssh") as place:
        make_built_site(place.site, "ett", pages=4)
        use_key(place, "stranger")
        result = place.publish()
        assert result.returncode == 1
        assert "Målet släpper inte in oss." in result.stderr, result.stderr
        assert not place.far.exists()
        use_key(place, "user")
        (place.project.parent / "nycklar/known").write_text("", encoding="utf-8")
        assert "Målet släpper inte in oss." in place.publish().stderr, "an unknown server is not trusted"


def test_files_of_others_are_never_written_over(tmp_path: Path) -> None:
    with s3_place(tmp_path / "s3") as place:
        place.far.mkdir(parents=True)
        (place.far / "index.html").write_text(FOREIGN, encoding="utf-8")
        make_built_site(place.site, "ett", pages=4)
        result = place.publish()
        assert result.returncode == 1
        assert "På målet finns 1 filer som vi inte har lagt dit, till exempel index.html." in result.stderr
        assert [path.name for path in place.far.rglob("*")] == ["index.html"]
        assert (place.far / "index.html").read_text(encoding="utf-8") == FOREIGN
    with folder_place(tmp_path / "folder") as place:
        (place.far / "current").mkdir(parents=True)
        make_built_site(place.site, "ett", pages=4)
        result = place.publish()
        assert (result.returncode, "är ingen länk som vi har gjort" in result.stderr) == (1, True)
        (place.far / "current").rmdir()
        (place.far / "current").symlink_to("/tmp")
        assert place.publish().returncode == 1
        assert (place.far / "current").readlink() == Path("/tmp")


def test_a_built_site_that_is_not_as_it_was_built(folder: Place) -> None:
    make_built_site(folder.site, "två")
    (folder.site / "index.html").write_text("ändrad", encoding="utf-8")
    result = folder.publish()
    assert result.returncode == 1
    assert "är inte som den byggdes. Kör campaign build igen.\nindex.html är ändrad" in result.stderr
    assert folder.run("publish", "prov", "--site", "finns-inte").returncode == 1
    assert_readers_see(folder, folder.first)


@pytest.mark.parametrize("name", ["../../ute.txt", "a/../../b"])
def test_a_hostile_manifest_on_the_target_leads_nowhere(folder: Place, name: str) -> None:
    outside = folder.far.parent / "ute.txt"
    outside.write_text(FOREIGN, encoding="utf-8")
    for path in (folder.far / ".campaign/manifests").iterdir():
        text = path.read_text(encoding="utf-8").replace('"robots.txt"', repr(name).replace("'", '"'))
        path.write_text(text, encoding="utf-8")
    result = folder.run("rollback", "prov", "--to", "", "--yes")
    assert result.returncode == 1
    for version in ("två", "tre", "fyra"):
        make_built_site(folder.site, version)
        assert folder.publish().returncode == 0
    assert outside.read_text(encoding="utf-8") == FOREIGN


def test_an_unknown_target_is_answered_with_the_nearest(folder: Place) -> None:
    for command in ("publish", "rollback", "releases"):
        result = folder.run(command, "prob")
        assert result.returncode == 2
        assert "Målet ”prob” finns inte. Menade du ”prov”? Målen är: prov." in result.stderr

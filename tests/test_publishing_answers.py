"""What a target, a program or this computer answers while a site is published, when the answer is strange."""

from __future__ import annotations

import contextlib
import json
import os
import platform
from collections.abc import Iterator
from pathlib import Path

import pytest
from publishing_targets import PLACES, Place, left_over, make_built_site, program, ssh_place, wait_until

from campaign.cli.publish import who
from campaign.publishing.programs import run
from campaign.publishing.ssh import open_ssh
from campaign.release.manifest import APPROVED, write_manifest


@pytest.fixture(scope="module", autouse=True)
def nothing_is_left(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """When the module is done, no server and no transfer of its own lives on."""
    yield
    wait_until(lambda: not left_over(tmp_path_factory.getbasetemp()), 10)


@pytest.fixture(scope="module", params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """Each kind of target, with one release shown."""
    with PLACES[request.param](tmp_path_factory.mktemp(request.param)) as made:
        make_built_site(made.site, "ett", pages=2)
        assert made.publish().returncode == 0
        yield made


@contextlib.contextmanager
def kept(place: Place, name: str) -> Iterator[Path]:
    """A file of the target, which stands there again as it was after the block."""
    path = place.far / name
    link, data = (path.readlink(), b"") if path.is_symlink() else (None, path.read_bytes())
    yield path
    path.unlink()
    if link:
        path.symlink_to(link)
    else:
        path.write_bytes(data)
    place.notice()


HOSTILE = "$(touch intrång)"


def test_where_current_leads_is_never_run_as_a_command(place: Place) -> None:
    with kept(place, ".campaign/current" if place.kind == "s3" else "current") as current:
        current.unlink()
        if place.kind == "s3":
            current.write_text(HOSTILE, encoding="utf-8")
        else:
            current.symlink_to(f"releases/{HOSTILE}")
        place.notice()
        for result in (place.publish("--dry-run"), place.publish(), place.run("releases", "prov")):
            assert result.returncode == 1
            assert "som vi inte har gjort" in result.stderr or "som vi har gjort" in result.stderr or (
                ".campaign/current på målet är skadad. Ta bort den" in result.stderr), result.stderr  # fmt: skip
    assert not list(place.far.parent.rglob("intrång"))
    assert place.publish().returncode == 0


@pytest.mark.parametrize(
    ("key", "value"),
    [("id", HOSTILE), ("id", "../../../x"), ("id", 7), ("at", None), ("status", 1), ("files", None), ("files", "9"),
     ("whole", "ja"), ("more", 1)],
)  # fmt: skip
def test_an_order_that_we_have_not_written_is_told(place: Place, key: str, value: object) -> None:
    with kept(place, ".campaign/order.json") as order:
        document = json.loads(order.read_text(encoding="utf-8"))
        document["releases"][0][key] = value
        order.unlink()
        order.write_text(json.dumps(document), encoding="utf-8")
        place.notice()
        result = place.run("releases", "prov")
        assert (result.returncode, result.stdout) == (1, "")
        told = ".campaign/order.json på målet kan inte läsas. Sajten visas ändå. Ta bort filen och publicera igen."
        assert told in result.stderr and "Traceback" not in result.stderr
    assert not list(place.far.parent.rglob("intrång"))


def test_names_are_quoted_for_the_far_shell(tmp_path: Path) -> None:
    with ssh_place(tmp_path) as place, open_ssh("prov", str(place.far), 0, place.project / "ssh_config") as store:
        name = f"manifests/{HOSTILE} 'a'.json"
        store.write(name, b"ett")
        assert store.read(name) == b"ett"
        assert [path.name for path in place.far.rglob("*") if path.is_file()] == [name.partition("/")[2]]
        store.erase(name)
        assert store.read(name) is None
        assert not list(tmp_path.rglob("intrång"))


def test_a_folder_that_is_not_there_is_empty_and_one_that_is_closed_is_told(tmp_path: Path) -> None:
    with ssh_place(tmp_path) as place:
        make_built_site(place.site, "ett", pages=2)
        assert place.publish("--dry-run").returncode == 0
        assert place.run("releases", "prov").returncode == 0
        assert not place.far.exists()
        place.far.write_text("en fil", encoding="utf-8")
        for result in (place.publish("--dry-run"), place.run("releases", "prov")):
            assert (result.returncode, "Not a directory" in result.stderr) == (1, True), result.stderr


def test_a_lock_that_stays_after_the_swap_is_told_with_what_readers_see(tmp_path: Path) -> None:
    """The server's own `rm` cannot remove the lock; all else works."""
    with ssh_place(tmp_path) as place:
        assert place.server
        own = tmp_path / "program/rm"
        own.parent.mkdir()
        refusal = "echo 'rm: Read-only file system' >&2; exit 1"
        own.write_text(f'#!/bin/sh\ncase "$*" in *.campaign/lock) {refusal};; esac\nexec {program("rm")} "$@"\n')
        own.chmod(0o755)
        config = tmp_path / "nycklar/sshd_config"
        path = f"SetEnv PATH={own.parent}:/usr/bin:/bin "
        config.write_text(config.read_text(encoding="utf-8").replace("SetEnv ", path), encoding="utf-8")
        place.server.kill()
        place.server.start()
        shown = make_built_site(place.site, "ett", pages=1)
        write_manifest(place.site, APPROVED, {})
        result = place.run("publish", "prov", "--yes")
        assert result.returncode == 1
        assert "Utgåvan visas för läsarna, och du behöver inte köra igen." in result.stderr, result.stderr
        assert "Låset på målet ligger kvar. Nästa gång: --break-lock." in result.stderr
        assert "5 nya adresser är utlämnade. Kör campaign addresses --add" in result.stderr
        assert place.shown() == shown and place.lock_is_there()


def test_a_user_without_a_name_holds_a_lock_by_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a container that is run with a number that /etc/passwd does not know."""
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 1_987_654_321)
    assert who() == f"1987654321@{platform.node()}"


@pytest.mark.parametrize("stream", ["stdout", "stderr"])
def test_a_listener_that_fails_ends_the_program_and_is_told(stream: str) -> None:
    """The program says more than a pipe holds, and would wait for its reader; its alarm ends the test then."""
    code = f"import signal, sys\nsignal.alarm(20)\nfor n in range(50_000): print('rad', n, file=sys.{stream})"

    def fail(line: str) -> None:
        raise ValueError(line)

    with pytest.raises(ValueError, match="rad 0"):
        run("python", ["-c", code], each_line=fail)

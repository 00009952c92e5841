"""The archive of a built site: verified before and after, the same bytes every time, and nothing overwritten."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from real_site import BuiltSite, run_campaign

from campaign.release import archive
from campaign.release.archive import FOLDER, README, ArchiveError, write_archive
from campaign.release.manifest import differences, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A built site of three files, whose texts were changed in the spring."""
    folder = tmp_path / "sajt"
    (folder / "lagen").mkdir(parents=True)
    (folder / "index.html").write_text("<h1>Start</h1>", encoding="utf-8")
    (folder / "lagen/index.html").write_text("<h1>Lagen</h1>", encoding="utf-8")
    pages = [
        {"address": "https://prov.stockholm/lagen/", "changed_on": "2026-03-01"},
        {"address": "https://prov.stockholm/", "changed_on": "2026-05-02"},
        {"address": "https://prov.stockholm/om/", "changed_on": None},
    ]
    (folder / "pages.json").write_text(json.dumps({"pages": pages}), encoding="utf-8")
    write_manifest(folder, "Godkänd")
    return folder


def test_the_same_site_gives_the_same_bytes_wherever_and_whenever(site: Path, tmp_path: Path) -> None:
    first = write_archive(site, tmp_path / "a.zip")
    other = tmp_path / "annan" / "plats"
    other.parent.mkdir()
    site.rename(other)
    os.utime(other / "index.html", (0, 0))
    (other / "index.html").chmod(0o600)
    second = write_archive(other, tmp_path / "b.zip")
    assert first == second and (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    assert first.digest == hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest() and first.files == 3


def test_what_is_unpacked_verifies_and_says_what_it_is(site: Path, tmp_path: Path) -> None:
    write_archive(site, tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        packed.extractall(tmp_path / "ut")
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert differences(tmp_path / "ut" / FOLDER) == []
    text = (tmp_path / "ut" / README).read_text(encoding="utf-8")
    assert "Texterna ändrades 2026-03-01–2026-05-02." in text and "Godkänd" in text and "3 sidor, 3 filer" in text
    assert "Adress:      https://prov.stockholm/\n" in text
    assert hashlib.sha256((site / "manifest.json").read_bytes()).hexdigest() in text
    assert all(len(line) <= 80 for line in text.splitlines())


def test_a_file_that_stands_there_is_never_touched(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.zip"
    out.write_bytes(b"gammalt")
    with pytest.raises(ArchiveError, match="finns redan"):
        write_archive(site, out)
    dangling = tmp_path / "lank.zip"
    dangling.symlink_to(tmp_path / "ingenstans.zip")
    with pytest.raises(ArchiveError, match="finns redan"):
        write_archive(site, dangling)
    assert out.read_bytes() == b"gammalt" and not (tmp_path / "ingenstans.zip").exists()


def test_a_disk_without_hard_links_holds_an_archive_too(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_links(_made: Path, _out: Path) -> None:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    with_links = write_archive(site, tmp_path / "a.zip")
    monkeypatch.setattr(os, "link", without_links)
    assert write_archive(site, tmp_path / "b.zip") == with_links
    assert sorted(path.name for path in tmp_path.glob("*.zip")) == ["a.zip", "b.zip"]
    with pytest.raises(FileExistsError):
        archive._place(tmp_path / "a.zip", tmp_path / "b.zip")  # somebody took the name meanwhile
    assert (tmp_path / "b.zip").read_bytes() == (tmp_path / "a.zip").read_bytes()


@pytest.mark.parametrize(
    ("out", "words"),
    [("a.tar", "slutar inte på .zip"), ("finns/inte/a.zip", "finns inte"), ("sajt/a.zip", "ligger i sajtens mapp")],
)
def test_a_place_that_cannot_be_used_is_refused(site: Path, tmp_path: Path, out: str, words: str) -> None:
    with pytest.raises(ArchiveError, match=words):
        write_archive(site, tmp_path / out)
    assert differences(site) == []


def test_a_site_that_is_not_as_it_was_built_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "index.html").write_text("<h1>Annat</h1>", encoding="utf-8")
    for number in range(9):
        (site / f"mer-{number}.txt").write_text("x", encoding="utf-8")
    with pytest.raises(ArchiveError, match=r"index\.html är ändrad.* och 5 till\. Bygg den på nytt"):
        write_archive(site, tmp_path / "a.zip")
    with pytest.raises(ArchiveError, match=r"manifest\.json saknas"):
        write_archive(tmp_path, tmp_path.parent / "a.zip")
    assert list(tmp_path.iterdir()) == [site]


def test_a_site_without_its_list_of_pages_is_refused(site: Path, tmp_path: Path) -> None:
    (site / "pages.json").write_text("{}", encoding="utf-8")
    write_manifest(site, "Godkänd")
    with pytest.raises(ArchiveError, match=r"pages\.json kan inte läsas"):
        write_archive(site, tmp_path / "a.zip")


def test_a_damaged_archive_never_stands(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make = archive.deterministic_zip
    damages = [lambda content: content[:-30], lambda content: content.replace(b"sajt/index", b"sajt/indxe")]
    for damage in damages:
        monkeypatch.setattr(archive, "deterministic_zip", lambda files, damage=damage: damage(make(files)))
        with pytest.raises(ArchiveError):
            write_archive(site, tmp_path / "a.zip")
        assert list(tmp_path.iterdir()) == [site]


def test_a_full_disk_leaves_nothing(site: Path, tmp_path: Path) -> None:
    small = tmp_path / "liten"
    small.mkdir()
    mount = ["unshare", "--mount", "sh", "-c"]
    script = f'mount -t tmpfs -o size=4k none "{small}" && "$0" -m campaign archive "{site}" --out "{small}/a.zip"'
    script += f'; code=$?; ls -A "{small}"; exit $code'
    (site / "stor.bin").write_bytes(os.urandom(50_000))
    write_manifest(site, "Godkänd")
    if subprocess.run([*mount, "true"], check=False).returncode != 0:
        pytest.skip("needs the right to mount (unshare --mount)")
    result = subprocess.run([*mount, script, sys.executable], capture_output=True, text=True, check=False)
    assert result.returncode == 1 and "Arkivet kunde inte skrivas" in result.stderr, result.stderr
    assert result.stdout == "" and "Traceback" not in result.stderr


def test_the_command_says_the_archive_s_sum_and_refuses_in_swedish(site: Path, tmp_path: Path) -> None:
    result = run_campaign("archive", str(site), "--out", str(tmp_path / "a.zip"))
    assert result.returncode == 0, result.stderr
    assert result.stdout.strip() == hashlib.sha256((tmp_path / "a.zip").read_bytes()).hexdigest()
    again = run_campaign("archive", str(site), "--out", str(tmp_path / "a.zip"))
    assert again.returncode == 1 and "skrivs aldrig över" in again.stderr and "Traceback" not in again.stderr


def test_the_real_site_is_archived_whole(built_site: BuiltSite, tmp_path: Path) -> None:
    made = write_archive(built_site.folder, tmp_path / "a.zip")
    assert made.files > 700 and made.size < 20_000_000

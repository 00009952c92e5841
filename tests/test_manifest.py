"""The manifest: a copy of a built site can be verified anywhere."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from campaign.release.manifest import ManifestError, differences, digests, parse_manifest, write_manifest


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A small built site with its manifest."""
    (tmp_path / "lagen").mkdir()
    (tmp_path / "index.html").write_text("start", encoding="utf-8")
    (tmp_path / "lagen/index.html").write_text("lagen", encoding="utf-8")
    (tmp_path / "bild.png").write_bytes(bytes(range(256)))
    write_manifest(tmp_path, "Godkänd")
    return tmp_path


def test_a_folder_verifies_against_its_own_manifest(site: Path) -> None:
    assert differences(site) == []


def test_the_manifest_has_status_and_sha256_of_every_file_but_itself(site: Path) -> None:
    document = json.loads((site / "manifest.json").read_text(encoding="utf-8"))
    assert document["status"] == "Godkänd"
    assert list(document["files"]) == ["bild.png", "index.html", "lagen/index.html"]
    assert document["files"]["index.html"] == hashlib.sha256(b"start").hexdigest()


def test_swedish_letters_stand_as_they_are(site: Path) -> None:
    assert "Godkänd" in (site / "manifest.json").read_text(encoding="utf-8")


def test_a_changed_a_missing_and_an_extra_file_are_told(site: Path) -> None:
    (site / "index.html").write_text("Start", encoding="utf-8")
    (site / "bild.png").unlink()
    (site / "lagen/ny.html").write_text("ny", encoding="utf-8")
    assert differences(site) == ["bild.png saknas", "index.html är ändrad", "lagen/ny.html står inte i manifestet"]


def test_a_folder_without_a_manifest_does_not_verify(site: Path) -> None:
    (site / "manifest.json").unlink()
    assert differences(site) == ["manifest.json saknas"]


def test_a_file_of_the_manifests_name_in_a_folder_below_counts(site: Path) -> None:
    (site / "lagen/manifest.json").write_text("{}", encoding="utf-8")
    assert differences(site) == ["lagen/manifest.json står inte i manifestet"]


def test_writing_again_gives_the_same_manifest(site: Path) -> None:
    first = (site / "manifest.json").read_bytes()
    write_manifest(site, "Godkänd")
    assert (site / "manifest.json").read_bytes() == first


def test_an_empty_folder_has_no_digests(tmp_path: Path) -> None:
    assert digests(tmp_path) == {}


@pytest.mark.parametrize("text", ["", "inte json", "[]", '{"status": "Godkänd"}'])
def test_a_manifest_that_cannot_be_read_does_not_verify(site: Path, text: str) -> None:
    (site / "manifest.json").write_text(text, encoding="utf-8")
    assert differences(site)


SUM = "0" * 64


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../ute", "a/../../b", "a//b", "./a", "a/", "a\nb", "a\\b", "a\0b",
                                  "manifest.json"])  # fmt: skip
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    text = json.dumps({"status": "Godkänd", "files": {"index.html": SUM, name: SUM}})
    with pytest.raises(ManifestError, match="nämner en fil som inte kan vara vår"):
        parse_manifest(text.encode())


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"a": "0" * 63}}, {"files": {"a": "G" * 64}}, {"files": {"a": 3}}, {"files": {"a": None}},
        {"files": ["a"]}, {"status": None}, {"status": ["Godkänd"]}, {"checked": {"a": "i går"}}, {"checked": "nu"},
        {"checked": {"a": 3}},
    ],
)  # fmt: skip
def test_what_is_no_manifest_of_ours_is_refused(change: dict[str, object]) -> None:
    sound: dict[str, object] = {"status": "Godkänd", "files": {"a": SUM}, "checked": {"fakta:a": "2026-11-22"}}
    assert parse_manifest(json.dumps(sound).encode()).checked
    with pytest.raises(ManifestError):
        parse_manifest(json.dumps({**sound, **change}).encode())


def test_a_manifest_that_is_not_text_or_has_no_end_is_refused() -> None:
    for text in (b"\xff\xfe\x00", b"[" * 100_000, b'{"status": "Godk'):
        with pytest.raises(ManifestError):
            parse_manifest(text)

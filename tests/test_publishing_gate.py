"""What may leave the house: the mode of the site, and penalties, ages and numbers checked in the last 14 days."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from campaign.content.preview import PREVIEW_MARK, PREVIEW_STATUS
from campaign.publishing.delivery import delivery, is_hashed
from campaign.publishing.errors import PublishError
from campaign.publishing.gate import refuse_unready
from campaign.publishing.manifests import built_manifest, change
from campaign.publishing.programs import HIDDEN, without_secrets
from campaign.release.manifest import APPROVED, parse_manifest, write_manifest
from campaign.site.security import headers
from campaign.targets import FolderTarget

TODAY = datetime.date(2026, 11, 22)
PUBLIC = FolderTarget(kind="folder", path="x")
TRIAL = FolderTarget(kind="folder", path="x", preview=True)


def refused(site: Path, target: FolderTarget, *, preview: bool = False) -> str:
    try:
        refuse_unready(site, built_manifest(site), target, preview=preview, today=TODAY)
    except PublishError as error:
        return str(error)
    return ""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "index.html").write_text("<p>Start", encoding="utf-8")
    return tmp_path


def test_a_preview_goes_only_where_previews_belong_and_only_when_asked_for(site: Path) -> None:
    write_manifest(site, PREVIEW_STATUS)
    assert "målet tar bara emot en godkänd sajt" in refused(site, PUBLIC)
    assert "målet tar bara emot en godkänd sajt" in refused(site, PUBLIC, preview=True)
    assert "Lägg till --preview" in refused(site, TRIAL)
    assert refused(site, TRIAL, preview=True) == ""


def test_a_status_that_the_pages_contradict_is_refused(site: Path) -> None:
    (site / "index.html").write_text(f"<p>{PREVIEW_MARK}.", encoding="utf-8")
    write_manifest(site, APPROVED, {})
    assert "Det går inte att se om sajten är godkänd." in refused(site, PUBLIC)
    (site / "index.html").write_text("<p>Start", encoding="utf-8")
    write_manifest(site, "Nästan", {})
    assert "Det går inte att se om sajten är godkänd." in refused(site, PUBLIC)


@pytest.mark.parametrize(("days", "fine"), [(0, True), (14, True), (15, False), (400, False), (-1, False)])
def test_a_check_is_good_for_14_days(site: Path, days: int, fine: bool) -> None:
    checked = {"fakta:kop-straff": TODAY - datetime.timedelta(days), "fakta:ny": TODAY}
    write_manifest(site, APPROVED, checked)
    told = refused(site, PUBLIC)
    assert (told == "") == fine
    if not fine:
        assert told.startswith("1 uppgifter är inte kontrollerade de senaste 14 dagarna")
        assert told.endswith(f"fakta:kop-straff: {checked['fakta:kop-straff']}")


def test_a_release_that_does_not_tell_its_checks_is_refused(site: Path) -> None:
    write_manifest(site, APPROVED)
    assert "säger inte när straff och siffror kontrollerades" in refused(site, PUBLIC)


def test_the_same_site_has_the_same_id_and_another_another(site: Path) -> None:
    write_manifest(site, APPROVED, {})
    first = built_manifest(site)
    assert parse_manifest(first.text).id == first.id and len(first.id) == 12
    (site / "ny.html").write_text("ny", encoding="utf-8")
    write_manifest(site, APPROVED, {})
    second = built_manifest(site)
    assert second.id != first.id
    assert change(first, second).new == ["ny.html"] and change(second, first).gone == ["ny.html"]
    assert not change(first, first)


def test_a_built_site_with_a_link_in_it_is_refused(site: Path) -> None:
    (site / "lank.html").symlink_to(site / "index.html")
    write_manifest(site, APPROVED, {})
    with pytest.raises(PublishError, match="är en länk"):
        built_manifest(site)


def test_secrets_of_the_environment_are_hidden() -> None:
    environment = {"AWS_SECRET_ACCESS_KEY": "abcdefgh", "RCLONE_CONFIG_X_PASS": "ijklmnop", "HOME": "stuvwxyz"}
    assert without_secrets("abcdefgh ijklmnop stuvwxyz", environment) == f"{HIDDEN} {HIDDEN} stuvwxyz"


@pytest.mark.parametrize(
    ("name", "hashed"),
    [
        ("assets/stil.0123abcd.css", True), ("pagefind/fragment/sv_1a2b3c4.pf_fragment", True),
        ("pagefind/pagefind.sv_b1bcb6fde3.pf_meta", True), ("pagefind/pagefind.js", False), ("index.html", False),
        ("skola/brev-20261122.pdf", False), ("manifest.json", False), ("assets/stil.css", False),
    ],
)  # fmt: skip
def test_names_that_follow_their_content_may_go_straight_to_their_place(name: str, hashed: bool) -> None:
    assert is_hashed(name) == hashed
    assert delivery(name).cache_control == headers(f"/{name}")["Cache-Control"], "the one table says it"

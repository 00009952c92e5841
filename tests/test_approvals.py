"""Approvals: the hash of an exact text, and the role that must approve a page."""

from __future__ import annotations

import datetime
import hashlib

import pytest

from campaign.content.approvals import Approval, content_hash, role_for
from campaign.schema import validate

APPROVAL: dict[str, object] = {
    "id": "lagen/straff",
    "variant": "sv",
    "content_hash": "0123456789abcdef",
    "role": "jurist",
    "person": "Ett Namn",
    "date": "2026-11-22",
}


def test_the_hash_is_the_first_sixteen_of_sha256_over_the_parts() -> None:
    assert content_hash("Titel", "Text.") == hashlib.sha256(b"Titel\nText.").hexdigest()[:16]


def test_white_space_does_not_change_the_hash() -> None:
    assert content_hash("Ett  två\n\ttre ") == content_hash("Ett två tre")


@pytest.mark.parametrize(
    "parts", [("Ett två",), ("Ett", "tvåa"), ("ett", "två"), ("två", "Ett"), ("Ett", "två", ""), ("", "Ett två")]
)
def test_a_change_of_a_letter_or_a_move_between_parts_changes_the_hash(parts: tuple[str, ...]) -> None:
    assert content_hash(*parts) != content_hash("Ett", "två")


@pytest.mark.parametrize(
    ("page_id", "variant", "role"),
    [
        ("lagen/straff", "sv", "jurist"),
        ("lagen/index", "sv", "jurist"),
        ("stod/prata", "sv", "verksamhet"),
        ("ung/hot", "sv", "verksamhet"),
        ("om/index", "sv", "kommunikation"),
        ("index", "sv", "kommunikation"),
        ("skola/lektioner/lagen", "sv", "kommunikation"),
        ("lagen/straff", "lattlast", "lattlast"),
        ("index", "lattlast", "lattlast"),
        ("ungdom/a", "sv", "kommunikation"),
    ],
)
def test_the_section_and_the_variant_decide_who_approves(page_id: str, variant: str, role: str) -> None:
    assert role_for(page_id, variant) == role


def test_a_sound_approval_is_read() -> None:
    approval, errors = validate(Approval, APPROVAL)
    assert errors == []
    assert approval is not None
    assert approval.date == datetime.date(2026, 11, 22)


def test_a_record_is_approved_without_a_variant() -> None:
    approval, _ = validate(Approval, {key: value for key, value in APPROVAL.items() if key != "variant"})
    assert approval is not None
    assert approval.variant == ""


@pytest.mark.parametrize("key", ["id", "content_hash", "role", "person", "date"])
def test_an_approval_names_text_role_person_and_day(key: str) -> None:
    _, errors = validate(Approval, {name: value for name, value in APPROVAL.items() if name != key})
    assert [error.key for error in errors] == [(key,)]


@pytest.mark.parametrize(("key", "value"), [("role", "chef"), ("variant", "en"), ("date", "i går"), ("person", " ")])
def test_an_approval_with_a_bad_value_is_refused(key: str, value: str) -> None:
    _, errors = validate(Approval, {**APPROVAL, key: value})
    assert [error.key for error in errors] == [(key,)]

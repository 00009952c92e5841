"""Archives: same files, same bytes, and nothing is written outside the folder where they are unpacked."""

from __future__ import annotations

import io
import zipfile

import pytest

from campaign.school.archives import deterministic_zip


def _entries(archive: bytes) -> list[zipfile.ZipInfo]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        return opened.infolist()


def test_files_stand_in_the_order_given_with_a_fixed_day_and_mode() -> None:
    entries = _entries(deterministic_zip({"mimetype": b"a", "b/ö.txt": b"b" * 1000, "a.txt": b""}))
    assert [entry.filename for entry in entries] == ["mimetype", "b/ö.txt", "a.txt"]
    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert {entry.external_attr >> 16 for entry in entries} == {0o100644}
    assert {entry.create_system for entry in entries} == {3}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_DEFLATED}
    assert entries[1].compress_size < 50


def test_same_files_same_bytes() -> None:
    made = deterministic_zip({"a": b"A", "b": b"B"})
    assert made == deterministic_zip({"a": b"A", "b": b"B"})
    assert made != deterministic_zip({"b": b"B", "a": b"A"}), "the order is the caller's"


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../a", "a/../b", "a//b", "a\\b", "c:a", "./a", "folder/"])
def test_a_name_outside_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a name"):
        deterministic_zip({name: b""})

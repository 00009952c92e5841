"""Packed files: each gives its original back, none is larger, and the same text gives the same bytes."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import brotli
import pytest
from real_site import BuiltSite

from campaign.hosting import compression
from campaign.hosting.compression import PACKED, CompressionError, compress
from campaign.hosting.content_types import CONTENT_TYPES, TEXTS
from campaign.images.cache import DigestCache

TEXT = "Hitta någon att prata med. " * 40


def pack(folder: Path) -> int:
    """Packs a folder that has been packed by nobody before."""
    return compress(folder, DigestCache(folder.parent / f"{folder.name}-cache"))


def test_each_packed_file_gives_its_original_back_and_is_smaller(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/index.html").write_text(TEXT, "utf-8")
    (tmp_path / "b.css").write_text(TEXT, "utf-8")
    assert pack(tmp_path) == 4
    for path in (tmp_path / "a/index.html", tmp_path / "b.css"):
        assert brotli.decompress(Path(f"{path}.br").read_bytes()) == path.read_bytes()
        assert gzip.decompress(Path(f"{path}.gz").read_bytes()) == path.read_bytes()
        assert all(Path(f"{path}{ending}").stat().st_size < path.stat().st_size for ending in PACKED)


def test_what_would_not_be_smaller_and_what_is_packed_already_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "liten.txt").write_text("a", "utf-8")
    (tmp_path / "tom.json").write_bytes(b"")
    (tmp_path / "slump.svg").write_bytes(os.urandom(500))
    (tmp_path / "bild.png").write_text(TEXT, "utf-8")
    assert pack(tmp_path) == 0
    assert len(list(tmp_path.iterdir())) == 4


def test_the_same_text_gives_the_same_bytes_at_another_time_and_place(tmp_path: Path) -> None:
    packed = []
    for number, name in enumerate(("a", "b")):
        (tmp_path / name).mkdir()
        file = tmp_path / name / f"sida{number}.html"
        file.write_text(TEXT, "utf-8")
        os.utime(file, (number * 10**8, number * 10**8))
        pack(tmp_path / name)
        packed.append([Path(f"{file}{ending}").read_bytes() for ending in PACKED])
    assert packed[0] == packed[1]
    assert packed[0][1][4:8] == b"\0\0\0\0"  # a gzip header's time


def test_a_packed_file_that_loses_text_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "index.html").write_text(TEXT, "utf-8")
    monkeypatch.setattr(compression, "_gzipped", lambda content: gzip.compress(content[:-1]))
    with pytest.raises(CompressionError, match=r"index\.html"):
        pack(tmp_path)
    assert len(list(tmp_path.iterdir())) == 1


def test_a_file_that_has_the_place_already_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, "utf-8")
    (tmp_path / "a.txt.br").write_bytes(b"annat")
    with pytest.raises(FileExistsError):
        pack(tmp_path)
    assert (tmp_path / "a.txt.br").read_bytes() == b"annat"


def test_every_text_of_the_built_site_is_packed_and_stands_in_the_manifest(built_site: BuiltSite) -> None:
    manifest = json.loads((built_site.folder / "manifest.json").read_text("utf-8"))["files"]
    packed = 0
    for path in sorted(built_site.folder.rglob("*")):
        name = path.relative_to(built_site.folder).as_posix()
        if not path.is_file() or path.suffix in PACKED or name == "manifest.json":
            continue
        assert path.suffix.removeprefix(".") in CONTENT_TYPES, name
        if path.suffix.removeprefix(".") not in TEXTS:
            assert f"{name}.br" not in manifest
            continue
        content = path.read_bytes()
        for ending, unpack in ((".br", brotli.decompress), (".gz", gzip.decompress)):
            if f"{name}{ending}" in manifest:
                form = Path(f"{path}{ending}").read_bytes()
                assert unpack(form) == content and manifest[f"{name}{ending}"] == hashlib.sha256(form).hexdigest()
                packed += 1
            else:
                assert len(content) < 400, f"{name}{ending}"
    assert packed > 600


def test_nothing_is_published_that_no_page_needs(built_site: BuiltSite) -> None:
    names = [path.name for path in built_site.folder.rglob("*") if path.is_file()]
    assert [name for name in names if name.endswith((".map", ".scss", ".ts"))] == []
    scripts = [path for path in built_site.folder.rglob("*.js") if "sourceMappingURL" in path.read_text("utf-8")]
    assert scripts == []

"""Reads Office files with nothing but zip and XPath: not with the libraries that wrote them."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

from lxml import etree

NS = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "rel": "http://schemas.openxmlformats.org/package/2006/relationships",
    "ct": "http://schemas.openxmlformats.org/package/2006/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}
W = f"{{{NS['w']}}}"


class OfficeFile:
    """An opened file: its parts by name, and XPath in each."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            assert archive.testzip() is None
            self.infos = archive.infolist()
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def root(self, part: str) -> etree._Element:
        """The XML of a part."""
        return etree.fromstring(self.parts[part])

    def find(self, part: str, path: str) -> list:
        """What an XPath finds in a part."""
        return self.root(part).xpath(path, namespaces=NS)

    def assert_whole(self) -> None:
        """Every relation leads to a part that is there, every part has a type, and every part is led to."""
        led_to = {"[Content_Types].xml"}
        for name in self.parts:
            if not name.endswith(".rels"):
                continue
            led_to.add(name)
            owner = Path(name).parent.parent
            for relation in self.find(name, "//rel:Relationship"):
                if relation.get("TargetMode") == "External":
                    continue
                target = os.path.normpath(owner / relation.get("Target")).lstrip("/")
                assert target in self.parts, f"{name} leads to {target}"
                led_to.add(target)
        assert led_to == set(self.parts)
        typed = {name.lstrip("/") for name in self.find("[Content_Types].xml", "//ct:Override/@PartName")}
        endings = set(self.find("[Content_Types].xml", "//ct:Default/@Extension"))
        assert typed <= set(self.parts)
        for name in set(self.parts) - typed - {"[Content_Types].xml"}:
            assert name.rpartition(".")[2] in endings - {"xml"}, f"{name} has no type"


def assert_no_traces(file: OfficeFile, title: str, version: str) -> None:
    """The properties say what the text is, and nothing of a machine, a program or a person."""
    core = "docProps/core.xml"
    assert file.find(core, "string(//dc:title)") == title
    assert file.find(core, "string(//dc:language)") == "sv-SE"
    assert file.find(core, "string(//cp:version)") == version
    assert file.find(core, "string(//dcterms:created)") == "2026-11-22T00:00:00Z"
    assert file.find(core, "string(//dcterms:modified)") == "2026-11-22T00:00:00Z"
    assert not file.find(core, "//dc:creator | //cp:lastModifiedBy")
    assert {info.date_time for info in file.infos} == {(1980, 1, 1, 0, 0, 0)}
    everything = b"".join(file.parts.values()).lower()
    home = str(Path.home()).encode().lower()
    for trace in (b"steve", b"canny", b"python", b"macintosh", home, b"c:\\", b"en-us", b"calibri"):
        assert trace not in everything, trace
    assert not any("app.xml" in name or "thumbnail" in name or "customXml" in name for name in file.parts)


def hashes_in_another_process(seed: str, zone: str) -> list[str]:
    """What editable_kit.py says when it runs by itself."""
    tests = Path(__file__).resolve().parent
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(tests.parent)}
    done = subprocess.run(
        [sys.executable, "editable_kit.py"], cwd=tests, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout.split()

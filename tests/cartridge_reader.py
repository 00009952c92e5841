"""A small reader of Common Cartridge 1.1, as a learning platform would read: written from the format's own description.

It shares no code with campaign/school/: what the two agree about is the format.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass, field
from xml.etree import ElementTree

_PACKAGE = "{http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1}"
_ROLE = ".//{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource}intendedEndUserRole/*"
_LINK = "{http://www.imsglobal.org/xsd/imsccv1p1/imswl_v1p1}"
_LOM = "{http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest}"


@dataclass
class Entry:
    """An item as a platform lists it: how deep it stands, its title, and what it leads to."""

    depth: int
    title: str
    kind: str = ""
    role: str = ""
    use: str = ""
    content: bytes = b""
    address: str = ""


@dataclass
class Course:
    """What a platform makes of a cartridge."""

    title: str
    language: str
    description: str
    rights: str
    entries: list[Entry] = field(default_factory=list)
    unused: set[str] = field(default_factory=set)

    def titles(self, depth: int) -> list[str]:
        return [entry.title for entry in self.entries if entry.depth == depth]

    def addresses(self) -> list[str]:
        return [entry.address for entry in self.entries if entry.address]


def read_cartridge(data: bytes) -> Course:
    """Imports a cartridge. Raises KeyError for what is pointed at but not there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        files = {name: archive.read(name) for name in archive.namelist()}
    manifest = ElementTree.fromstring(files["imsmanifest.xml"])
    version = manifest.findtext(f"{_PACKAGE}metadata/{_PACKAGE}schemaversion")
    assert version == "1.1.0", version
    resources = {resource.attrib["identifier"]: resource for resource in manifest.iter(f"{_PACKAGE}resource")}
    (organization,) = manifest.iter(f"{_PACKAGE}organization")
    (root,) = organization.findall(f"{_PACKAGE}item")
    general = f"{_PACKAGE}metadata/{_LOM}lom/{_LOM}"
    course = Course(
        title=manifest.findtext(f"{general}general/{_LOM}title/{_LOM}string", ""),
        language=manifest.findtext(f"{general}general/{_LOM}language", ""),
        description=manifest.findtext(f"{general}general/{_LOM}description/{_LOM}string", ""),
        rights=manifest.findtext(f"{general}rights/{_LOM}description/{_LOM}string", ""),
    )
    read = {"imsmanifest.xml"}
    _walk(root, 0, resources, files, course, read)
    course.unused = files.keys() - read
    return course


def _walk(
    parent: ElementTree.Element, depth: int, resources: dict[str, ElementTree.Element], files: dict[str, bytes],
    course: Course, read: set[str],
) -> None:  # fmt: skip
    for item in parent.findall(f"{_PACKAGE}item"):
        entry = Entry(depth, item.findtext(f"{_PACKAGE}title", ""))
        course.entries.append(entry)
        if reference := item.get("identifierref"):
            resource = resources[reference]
            entry.kind, entry.use = resource.attrib["type"], resource.get("intendeduse", "")
            entry.role = [value.text or "" for value in resource.findall(_ROLE)][-1]
            for file in resource.findall(f"{_PACKAGE}file"):
                read.add(file.attrib["href"])
                entry.content = files[file.attrib["href"]]
            if entry.kind == "imswl_xmlv1p1":
                url = ElementTree.fromstring(entry.content).find(f"{_LINK}url")
                assert url is not None
                entry.address = url.attrib["href"]
        _walk(item, depth + 1, resources, files, course, read)

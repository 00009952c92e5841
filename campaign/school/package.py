"""An Office file as it leaves us: in Swedish, in a font that schools have, without traces of who or what made it."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Callable
from xml.sax.saxutils import escape

from lxml import etree

from campaign.school.archives import deterministic_zip
from campaign.school.imprint import Imprint

LANGUAGE = "sv-SE"

#: On every Windows and Mac; Google Docs has it, and LibreOffice and Chromebooks have fonts of exactly its widths
#: (Liberation Sans, Arimo). So nothing is embedded, and a line breaks alike wherever a teacher opens the file.
FONT = "Arial"

#: Of links: as dark as text should be (10:1 on white), and still blue.
LINK_COLOUR = "0B3D91"

#: Parts of the libraries' templates that say something of another program, machine or user, by their kind of relation.
_TRACES = frozenset({"thumbnail", "extended-properties", "customXml", "stylesWithEffects", "printerSettings"})

_TYPES = "[Content_Types].xml"
_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_CORE = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" \
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{title}</dc:title>\
<dc:description>{description}</dc:description><dc:language>{language}</dc:language>{status}\
<dcterms:created xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:created>\
<dcterms:modified xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:modified>\
<cp:version>{version}</cp:version></cp:coreProperties>
"""


def finished(save: Callable[[io.BytesIO], None], imprint: Imprint) -> bytes:
    """The file that `save` writes, with our properties, font and language; the same text gives the same bytes."""
    buffer = io.BytesIO()
    save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    for gone in _without_traces(files):
        del files[gone]
    files["docProps/core.xml"] = _core(imprint)
    for name, content in files.items():
        if "/theme/" in name and name.endswith(".xml"):
            files[name] = _themed(content)
        elif name.startswith("ppt/"):
            files[name] = content.replace(b'lang="en-US"', f'lang="{LANGUAGE}"'.encode())
    return deterministic_zip({name: files[name] for name in sorted(files)})


def _core(imprint: Imprint) -> bytes:
    status = "<cp:contentStatus>Utkast</cp:contentStatus>" if imprint.status else ""
    return _CORE.format(
        title=escape(imprint.title),
        description=escape(" ".join((imprint.description, imprint.status)).strip()),
        language=LANGUAGE,
        status=status,
        day=imprint.day.isoformat(),
        version=escape(imprint.version),
    ).encode("utf-8")


def _without_traces(files: dict[str, bytes]) -> set[str]:
    """Takes away the relations that lead to traces; gives the names of the files that nothing leads to any more."""
    gone: set[str] = set()
    for name in [name for name in files if name.endswith(".rels")]:
        root = etree.fromstring(files[name])
        owner = posixpath.dirname(posixpath.dirname(name))
        for relation in list(root):
            if relation.get("Type", "").rpartition("/")[2] in _TRACES:
                gone.add(posixpath.normpath(posixpath.join(owner, relation.get("Target", ""))).lstrip("/"))
                root.remove(relation)
        files[name] = _xml(root)
    folders = {posixpath.dirname(name) for name in gone} & {"customXml", "ppt/printerSettings"}
    gone |= {name for name in files for folder in folders if name.startswith(f"{folder}/")}
    types = etree.fromstring(files[_TYPES])
    for entry in list(types):
        if entry.get("PartName", "").lstrip("/") in gone:
            types.remove(entry)
    files[_TYPES] = _xml(types)
    return gone


def _themed(content: bytes) -> bytes:
    """The theme with our font for headings and text, and a link colour that is dark enough."""
    root = etree.fromstring(content)
    for kind in ("majorFont", "minorFont"):
        for font in root.iterfind(f".//{_DRAWING}{kind}/{_DRAWING}latin"):
            font.set("typeface", FONT)
    for kind in ("hlink", "folHlink"):
        for colour in root.iterfind(f".//{_DRAWING}{kind}/{_DRAWING}srgbClr"):
            colour.set("val", LINK_COLOUR)
    return _xml(root)


def _xml(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

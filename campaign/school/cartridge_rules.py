"""What a cartridge must be to be given away: the rules of Common Cartridge 1.1 that a schema does not see, and ours.

They are written for what cartridge.py makes (pages and web links), and read the finished file, not what it was made
from. The names of the format stand here too.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator

from lxml import etree

from campaign.school.cartridge_files import check_link, check_page

MANIFEST = "imsmanifest.xml"
PACKAGE = "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1"
LOM = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/manifest"
LOM_RESOURCE = "http://ltsc.ieee.org/xsd/imsccv1p1/LOM/resource"
SCHEMA = "IMS Common Cartridge"
SCHEMA_VERSION = "1.1.0"
ROOTED = "rooted-hierarchy"

WEB_CONTENT = "webcontent"
WEB_LINK = "imswl_xmlv1p1"
TYPES = (WEB_CONTENT, WEB_LINK)

#: For whom a resource is: platforms that know roles hide what is for instructors from learners.
ROLES = "IMSGLC_CC_Rolesv1p1"
INSTRUCTOR, LEARNER = "Instructor", "Learner"
LESSON_PLAN = "lessonplan"

TITLE_LIMIT = 255
_SAFE_PATH = re.compile(r"[a-z0-9][a-z0-9.-]*(?:/[a-z0-9][a-z0-9.-]*)*")
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9._-]*")

#: What a damaged archive makes the reader say: also of a version, a method or a lock that it does not know.
_UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
_NAMES = {"c": PACKAGE, "lom": LOM, "lomr": LOM_RESOURCE}


def check_cartridge(data: bytes, site: str = "") -> list[str]:
    """What is wrong with a cartridge, in Swedish; nothing when its structure is right.

    `site` is the address of a site whose own pages may be linked even where it is not https, as when it is tried out.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = archive.namelist()
            files = {name: archive.read(name) for name in names}
    except _UNREADABLE as error:
        return [f"Filen går inte att packa upp: {error}."]
    if MANIFEST not in files:
        return [f"Filen {MANIFEST} saknas överst i paketet."]
    faults = [f"Filen {name} finns två gånger i paketet." for name, count in Counter(names).items() if count > 1]
    try:
        root = parse_xml(files[MANIFEST])
    except ValueError as error:
        return [*faults, f"{MANIFEST} går inte att läsa: {error}."]
    if root.tag != f"{{{PACKAGE}}}manifest":
        return [*faults, f"{MANIFEST} är inte en innehållsförteckning i Common Cartridge 1.1."]
    for rule in (_metadata, _identifiers, _organization, _items, _resources):
        faults += rule(root)
    faults += _files(root, files)
    for resource in _all(root, ".//c:resource"):
        faults += _content(resource, files, site)
    return faults


def parse_xml(content: bytes) -> etree._Element:
    """The root of an XML file. Raises ValueError for what is no XML, and for XML that reaches outside itself."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(f"XML-felet är ”{error.msg}”") from error
    if b"<!DOCTYPE" in content:
        raise ValueError("den har en DOCTYPE, som kan hämta annat")
    return root


def _all(element: etree._Element, path: str) -> list[etree._Element]:
    return element.findall(path, _NAMES)


def _text(element: etree._Element, path: str) -> str:
    return " ".join((element.findtext(path, "", _NAMES) or "").split())


def _metadata(root: etree._Element) -> Iterator[str]:
    for name, value in (("schema", SCHEMA), ("schemaversion", SCHEMA_VERSION)):
        if root.findtext(f"c:metadata/c:{name}", "", _NAMES) != value:
            yield f"{name} i {MANIFEST} ska vara ”{value}”."
    lom = "c:metadata/lom:lom/lom:"
    for path, what in (
        ("general/lom:title/lom:string", "titel"),
        ("general/lom:language", "språk"),
        ("general/lom:description/lom:string", "beskrivning"),
        ("rights/lom:description/lom:string", "licens"),
    ):
        if not _text(root, lom + path):
            yield f"Paketets {what} saknas i {MANIFEST}."


def _identifiers(root: etree._Element) -> Iterator[str]:
    found = [element.get("identifier") or "" for element in root.iter() if "identifier" in element.attrib]
    for name, count in Counter(found).items():
        if count > 1:
            yield f"Id:t ”{name}” används {count} gånger."
        if not _ID.fullmatch(name):
            yield f"Id:t ”{name}” får bara ha a–z, siffror, punkt och bindestreck, och ska börja med en bokstav."
    for path in (".", ".//c:organization", ".//c:item", ".//c:resource"):
        for element in _all(root, path):
            if "identifier" not in element.attrib:
                yield f"En {etree.QName(element).localname} saknar id."


def _organization(root: etree._Element) -> Iterator[str]:
    organizations = _all(root, "c:organizations/c:organization")
    if len(organizations) != 1:
        yield f"Paketet ska ha en innehållsdel (organization), men har {len(organizations)}."
    for organization in organizations:
        if organization.get("structure") != ROOTED:
            yield f"Innehållsdelens structure ska vara ”{ROOTED}”."
        tops = _all(organization, "c:item")
        if len(tops) != 1:
            yield f"Innehållet ska ha en rotpost, men har {len(tops)}."
        for top in tops:
            if _all(top, "c:title") or "identifierref" in top.attrib:
                yield "Rotposten ska varken ha titel eller peka på en resurs."
            if not _all(top, "c:item"):
                yield "Paketet har inget innehåll: rotposten är tom."


def _items(root: etree._Element) -> Iterator[str]:
    resources = {element.get("identifier") for element in _all(root, ".//c:resource")}
    used = {element.get("identifierref") for element in _all(root, ".//c:item")}
    for item in _all(root, "c:organizations/c:organization/c:item//c:item"):
        name, title = item.get("identifier"), _text(item, "c:title")
        if not title:
            yield f"Posten ”{name}” saknar titel."
        if len(title) > TITLE_LIMIT:
            yield f"Posten ”{name}” har en titel på {len(title)} tecken; lärplattformar tar emot {TITLE_LIMIT}."
        target, inner = item.get("identifierref"), _all(item, "c:item")
        if target is not None and target not in resources:
            yield f"Posten ”{name}” pekar på resursen ”{target}”, som inte finns."
        if target is not None and inner:
            yield f"Posten ”{name}” pekar på en resurs och har ändå egna poster."
        if target is None and not inner:
            yield f"Mappen ”{name}” är tom."
    for name in sorted(str(name) for name in resources - used):
        yield f"Ingen post leder till resursen ”{name}”."


def _resources(root: etree._Element) -> Iterator[str]:
    for resource in _all(root, ".//c:resource"):
        name, kind = resource.get("identifier"), resource.get("type")
        hrefs = [file.get("href") for file in _all(resource, "c:file")]
        if kind not in TYPES:
            yield f"Resursen ”{name}” har typen ”{kind}”; tillåtna är {' och '.join(TYPES)}."
        if kind == WEB_CONTENT and resource.get("href") not in hrefs:
            yield f"Resursen ”{name}” ska ha en href som är en av dess filer."
        if kind == WEB_LINK and (len(hrefs) != 1 or "href" in resource.attrib or _all(resource, "c:dependency")):
            yield f"Webblänken ”{name}” ska ha en enda fil och varken href eller beroenden."
        role = _text(resource, "c:metadata/lomr:lom/lomr:educational/lomr:intendedEndUserRole/lomr:value")
        if role not in (INSTRUCTOR, LEARNER):
            yield f"Resursen ”{name}” säger inte om den är för läraren eller eleverna."
        if resource.get("intendeduse") == LESSON_PLAN and role != INSTRUCTOR:
            yield f"Lärarens plan ”{name}” visas för eleverna: dess roll ska vara {INSTRUCTOR}."


def _files(root: etree._Element, files: dict[str, bytes]) -> Iterator[str]:
    listed = [file.get("href") or "" for file in _all(root, ".//c:resource/c:file")]
    for href, count in Counter(listed).items():
        if not _SAFE_PATH.fullmatch(href):
            yield f"Filnamnet ”{href}” ska vara en plats i paketet med a–z, siffror och bindestreck, utan ”..”."
        elif href not in files:
            yield f"Filen ”{href}” står i {MANIFEST} men finns inte i paketet."
        if count > 1:
            yield f"Filen ”{href}” står {count} gånger i {MANIFEST}."
    for name in sorted(files.keys() - set(listed) - {MANIFEST}):
        yield f"Filen ”{name}” finns i paketet men står inte i {MANIFEST}."


def _content(resource: etree._Element, files: dict[str, bytes], site: str) -> Iterator[str]:
    for file in _all(resource, "c:file"):
        href = file.get("href") or ""
        if href in files and resource.get("type") == WEB_LINK:
            try:
                yield from check_link(href, parse_xml(files[href]), site)
            except ValueError as error:
                yield f"Webblänken {href} går inte att läsa: {error}."
        elif href in files:
            yield from check_page(href, files[href], site)

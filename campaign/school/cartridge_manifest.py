"""The manifest of a cartridge: imsmanifest.xml, which lists its items, its files and what the whole is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml import etree

from campaign.school.cartridge_rules import (
    INSTRUCTOR,
    LEARNER,
    LESSON_PLAN,
    LOM,
    LOM_RESOURCE,
    PACKAGE,
    ROLES,
    ROOTED,
    SCHEMA,
    SCHEMA_VERSION,
    WEB_CONTENT,
)
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, LessonKit, Publication

_TITLE_LENGTH = 200  # platforms keep titles in fields of 255 characters
_CHECKED = "Filen är kontrollerad till sin uppbyggnad."


@dataclass(frozen=True)
class Resource:
    """A file of the cartridge, and the item that leads to it."""

    id: str
    title: str
    path: str
    content: bytes
    kind: str
    role: str
    plan: bool = False


@dataclass(frozen=True)
class Folder:
    """An item that holds others."""

    id: str
    title: str
    children: tuple[Folder | Resource, ...]


def one_line(text: str) -> str:
    """On one line, and cut at a word where platforms would refuse it; the page itself has the whole title."""
    line = " ".join(text.replace("\N{SOFT HYPHEN}", "").split())
    if len(line) <= _TITLE_LENGTH:
        return line
    start = line[: _TITLE_LENGTH - 1]
    return (start.rsplit(" ", 1)[0] if " " in start else start) + "…"


def resources_of(nodes: Sequence[Folder | Resource]) -> Iterator[Resource]:
    """Every resource once, in the order of the items."""
    seen: set[Resource] = set()
    for node in nodes:
        for resource in resources_of(node.children) if isinstance(node, Folder) else (node,):
            if resource not in seen:
                seen.add(resource)
                yield resource


def manifest(kits: Sequence[LessonKit], folders: Sequence[Folder], publication: Publication, title: str) -> bytes:
    """imsmanifest.xml of the folders, for a course named `title`."""
    name = kits[0].lesson.id if len(kits) == 1 else "alla"
    root = new_root("manifest", PACKAGE, lom=LOM, lomr=LOM_RESOURCE)
    root.set("identifier", f"kurspaket-{name}")
    metadata = child(root, "metadata")
    child(metadata, "schema").text = SCHEMA
    child(metadata, "schemaversion").text = SCHEMA_VERSION
    _describe(metadata, kits, publication, title)
    organization = child(child(root, "organizations"), "organization")
    organization.set("identifier", f"innehall-{name}")
    organization.set("structure", ROOTED)
    top = child(organization, "item")
    top.set("identifier", "post")
    for folder in folders:
        _item(top, folder)
    resources = child(root, "resources")
    for resource in resources_of(folders):
        _resource(resources, resource)
    return xml_bytes(root)


def _item(parent: etree._Element, node: Folder | Resource) -> None:
    """The id is made of all ids on the way, since the page of help stands in every lesson's folder."""
    item = child(parent, "item")
    item.set("identifier", f"{parent.get('identifier')}.{node.id}")
    if isinstance(node, Resource):
        item.set("identifierref", node.id)
    child(item, "title").text = node.title
    if isinstance(node, Folder):
        for inner in node.children:
            _item(item, inner)


def _resource(parent: etree._Element, resource: Resource) -> None:
    element = child(parent, "resource")
    element.set("identifier", resource.id)
    element.set("type", resource.kind)
    if resource.kind == WEB_CONTENT:
        element.set("href", resource.path)
    if resource.plan:
        element.set("intendeduse", LESSON_PLAN)
    lom = etree.SubElement(child(element, "metadata"), f"{{{LOM_RESOURCE}}}lom")
    _role(child(lom, "educational"), resource.role)
    child(element, "file").set("href", resource.path)


def _describe(metadata: etree._Element, kits: Sequence[LessonKit], publication: Publication, title: str) -> None:
    """What a platform may show of the whole cartridge."""
    lom = etree.SubElement(metadata, f"{{{LOM}}}lom")
    general = child(lom, "general")
    _text(general, "title", one_line(f"Utkast: {title}" if publication.preview else title))
    child(general, "language").text = "sv"
    changed = max((kit.changed_on for kit in kits if kit.changed_on), default=None)
    tried = list(dict.fromkeys(kit.tried for kit in kits))
    parts = [publication.status, *(kit.lesson.purpose for kit in kits), *tried]
    parts += [f"Ändrad {changed.isoformat()}." if changed else "", f"Från {publication.url}.", _CHECKED]
    _text(general, "description", " ".join(part for part in parts if part))
    educational = child(lom, "educational")
    child(child(educational, "learningResourceType"), "value").text = SCHEMA
    context = child(educational, "context")
    child(context, "source").text = "LOMv1.0"
    child(context, "value").text = "school"
    _role(educational, INSTRUCTOR)
    _role(educational, LEARNER)
    rights = child(lom, "rights")
    child(child(rights, "cost"), "value").text = "no"
    child(child(rights, "copyrightAndOtherRestrictions"), "value").text = "yes"
    _text(rights, "description", f"{LICENCE_NAME}, {LICENCE_URL}. {publication.name}.")


def _role(educational: etree._Element, role: str) -> None:
    element = child(educational, "intendedEndUserRole")
    child(element, "source").text = ROLES
    child(element, "value").text = role


def _text(parent: etree._Element, name: str, text: str) -> None:
    string = child(child(parent, name), "string")
    string.set("language", "sv")
    string.text = text


def new_root(name: str, namespace: str, **prefixes: str) -> etree._Element:
    """A root element whose namespace needs no prefix, and the prefixes of other namespaces in the file."""
    others = "".join(f' xmlns:{prefix}="{other}"' for prefix, other in prefixes.items())
    return etree.XML(f'<{name} xmlns="{namespace}"{others}/>')


def child(parent: etree._Element, name: str) -> etree._Element:
    """A new last child in its parent's namespace."""
    return etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{name}")


def xml_bytes(root: etree._Element) -> bytes:
    """The file of a root element."""
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True, pretty_print=True)

"""Common Cartridge 1.1: lessons in the form that learning platforms import.

One cartridge holds one lesson or all of them. Its bytes depend on the kits alone, and it is given only when
cartridge_rules.py finds nothing wrong in it: "checked to its structure", which is less than certified.
"""

from __future__ import annotations

from collections.abc import Sequence

from campaign.school.archives import deterministic_zip
from campaign.school.cartridge_files import WEB_LINKS
from campaign.school.cartridge_manifest import (
    Folder,
    Resource,
    child,
    manifest,
    new_root,
    one_line,
    resources_of,
    xml_bytes,
)
from campaign.school.cartridge_pages import plan_page, sheet_page, web_address
from campaign.school.cartridge_rules import INSTRUCTOR, LEARNER, MANIFEST, WEB_CONTENT, WEB_LINK, check_cartridge
from campaign.school.errors import KitError
from campaign.school.kit import LessonKit, Publication

#: The site's page of help, from its root: every pupils' folder leads there.
HELP = "stod/"
HELP_TITLE = "Hitta stöd"


class CartridgeError(KitError):
    """A cartridge that would have been wrong; `faults` says how, in Swedish. No file was made."""

    def __init__(self, title: str, faults: Sequence[str]) -> None:
        super().__init__(f"Kurspaketet ”{title}” skrevs inte. " + " ".join(faults))
        self.faults = tuple(faults)


def cartridge(kits: Sequence[LessonKit], publication: Publication, title: str) -> bytes:
    """The .imscc of the lessons, in the order given. `title` is the course's name in the platform.

    Raises CartridgeError for what would make a wrong file, among it the package for a workplace: it is not for pupils.
    """
    if any(kit.lesson.for_staff for kit in kits):
        raise CartridgeError(title, ["Paketet för arbetsplatser ska inte ligga bland elevernas lektioner."])
    help_page = _link("hjalp", HELP_TITLE, "hitta-stod.xml", publication.url + HELP, LEARNER)
    folders = [_lesson(kit, publication, help_page) for kit in kits]
    files = {MANIFEST: manifest(kits, folders, publication, title)}
    for resource in resources_of(folders):
        files[resource.path] = resource.content
    made = deterministic_zip(files)
    if faults := check_cartridge(made, publication.url):
        raise CartridgeError(title, faults)
    return made


def _lesson(kit: LessonKit, publication: Publication, help_page: Resource) -> Folder:
    """A lesson's folder: the teacher's part apart, so that a platform without roles can hide it with one click."""
    name, folder = f"lektion-{kit.lesson.id}", f"{kit.stem}/"
    page, slides = kit.plan.url, f"{kit.plan.url}bildspel/"
    plan = f"Lärarens plan: {kit.plan.title}"
    teacher: list[Resource] = [
        _link(f"{name}-sida", f"Lektionens sida: {kit.plan.title}", f"{folder}sida.xml", page, INSTRUCTOR),
        _link(f"{name}-bildspel", f"Bildspel: {kit.plan.title}", f"{folder}bildspel.xml", slides, INSTRUCTOR),
        _page(f"{name}-plan", plan, f"{folder}lararens-plan.html", plan_page(kit, publication), INSTRUCTOR, plan=True),
    ]
    pupils: list[Resource] = []
    for sheet, ending, file in (
        (kit.sheet, "", "elevblad.html"),
        (kit.sheet_simple, " (lättläst)", "elevblad-lattlast.html"),
    ):
        if sheet:
            identifier = f"{name}-{file.removesuffix('.html')}"
            content = sheet_page(sheet, kit, publication)
            pupils.append(_page(identifier, sheet.title + ending, folder + file, content, LEARNER))
    return Folder(
        name,
        one_line(f"Lektion {kit.lesson.number}: {kit.plan.title}"),
        (
            Folder("lararen", "För läraren", tuple(teacher)),
            Folder("eleverna", "För eleverna", (*pupils, help_page)),
        ),
    )


def _page(identifier: str, title: str, path: str, content: bytes, role: str, *, plan: bool = False) -> Resource:
    return Resource(identifier, one_line(title), path, content, WEB_CONTENT, role, plan)


def _link(identifier: str, title: str, path: str, url: str, role: str) -> Resource:
    root = new_root("webLink", WEB_LINKS)
    child(root, "title").text = one_line(title)
    child(root, "url").set("href", web_address(url))
    return Resource(identifier, one_line(title), path, xml_bytes(root), WEB_LINK, role)

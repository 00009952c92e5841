"""A new page's line in docs/_data/nav.yml; every other byte and comment stays as it was."""

from __future__ import annotations

import yaml

from campaign.content.navigation import Navigation
from campaign.content.plain_yaml import read_yaml
from campaign.schema import did_you_mean, validate


class MenuError(Exception):
    """The line cannot be written; the text says why in Swedish."""


def with_page(content: bytes, section_id: str, name: str, after: str = "") -> bytes:
    """The file `content` with the page `name` in the section, after the page `after` (names without the folder).

    Without `after` the page comes last. Raises MenuError when the file has no such section or page, or is written in
    a way that this cannot follow.
    """
    text = content.decode()
    before = _navigation(text)
    section = before.section_of(section_id) if before else None
    if before is None or section is None:
        known = [item.id for item in before.sections] if before else []
        raise MenuError(f"Avdelningen ”{section_id}” finns inte i nav.yml. {did_you_mean(section_id, known)}".strip())
    if after and after not in section.pages:
        cure = did_you_mean(after, section.pages) or f"Välj någon av {', '.join(section.pages)}."
        raise MenuError(f"Sidan ”{after}” står inte under {section_id} i nav.yml. {cure}")
    pages = _pages(text, section_id)
    row = section.pages.index(after) if after else len(section.pages) - 1
    new = _in_line(text, pages, row, name) if pages.flow_style else _on_a_line(text, pages, row, name)
    wanted = [*section.pages[: row + 1], name, *section.pages[row + 1 :]]
    found = _navigation(new)
    there = found.section_of(section_id) if found else None
    if there is None or there.pages != wanted or len(found.sections if found else []) != len(before.sections):
        raise MenuError(f"Raden ”- {name}” kan inte läggas till i nav.yml. Skriv den själv under {section_id}.")
    return new.encode()


def _navigation(text: str) -> Navigation | None:
    document = read_yaml(text)
    return None if document.problems else validate(Navigation, document.value or {})[0]


def _pages(text: str, section_id: str) -> yaml.SequenceNode:
    """The list of pages of a section, with its places in the text."""
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    for section in _value(root, "sections").value:
        if _value(section, "id").value == section_id:
            pages = _value(section, "pages")
            if isinstance(pages, yaml.SequenceNode):
                return pages
    raise MenuError(f"Avdelningen ”{section_id}” saknar listan pages i nav.yml.")


def _value(node: yaml.Node | None, key: str) -> yaml.Node:
    pairs = node.value if isinstance(node, yaml.MappingNode) else []
    found = next((value for name, value in pairs if name.value == key), None)
    if not isinstance(found, yaml.Node):
        raise MenuError(f"Nyckeln ”{key}” saknas i nav.yml.")
    return found


def _on_a_line(text: str, pages: yaml.SequenceNode, row: int, name: str) -> str:
    """The text with `- name` on a line of its own below the page number `row`, set in as that one."""
    item = pages.value[row]
    start = text.rfind("\n", 0, item.start_mark.index) + 1
    end = text.find("\n", item.end_mark.index)
    margin = text[start : item.start_mark.index]
    if margin.strip() != "-":
        raise MenuError(f"Raden ”- {name}” kan inte läggas till i nav.yml. Skriv den själv.")
    if end < 0:  # the last line has no end
        return f"{text}\n{margin}{name}\n"
    ending = "\r\n" if text[end - 1] == "\r" else "\n"
    return f"{text[: end + 1]}{margin}{name}{ending}{text[end + 1 :]}"


def _in_line(text: str, pages: yaml.SequenceNode, row: int, name: str) -> str:
    """The text with `name` in a list in square brackets, after the page number `row`."""
    if row < 0:
        place = pages.start_mark.index + 1
        return f"{text[:place]}{name}{text[place:]}"
    place = pages.value[row].end_mark.index
    return f"{text[:place]}, {name}{text[place:]}"

"""What Chromium tells a screen reader about a page: its tree of roles and names, and what is wrong with the names.

.venv/bin/python tests/names.py / /stod/ /lattlast/stod/     builds the site and prints the trees, for a note
"""

from __future__ import annotations

import itertools
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from browser import chromium, serve
from playwright.sync_api import Page
from real_site import run_campaign

#: A page has one of each of these by nature; the others must be told apart by their names.
SINGLE_LANDMARKS = {"banner", "main", "contentinfo"}
LANDMARKS = SINGLE_LANDMARKS | {"navigation", "complementary", "region", "search", "form"}
DIALOGS = {"dialog", "alertdialog"}
CONTROLS = {
    "link", "button", "textbox", "searchbox", "checkbox", "radio", "combobox", "listbox", "option", "slider", "switch",
    "spinbutton", "tab", "menuitem", "DisclosureTriangle", "radiogroup",
}  # fmt: skip

#: Nodes that a screen reader passes through without a word.
SILENT = {
    "none", "generic", "InlineTextBox", "LineBreak", "RootWebArea", "ListMarker", "paragraph", "strong", "emphasis",
    "superscript",
}  # fmt: skip
#: States that are read aloud, in the order in which they are printed.
STATES = ("level", "expanded", "checked", "pressed", "disabled", "required")


@dataclass(frozen=True)
class Node:
    """One thing a screen reader can say: how deep it stands, its role and name, and its states."""

    depth: int
    role: str
    name: str
    states: dict[str, Any]

    def __str__(self) -> str:
        states = [f"{name} {self.states[name]}" for name in STATES if self.states.get(name) not in (None, False)]
        said = f" ”{self.name}”" if self.name else ""
        return "  " * self.depth + self.role + said + (f" ({', '.join(states)})" if states else "")


def read_tree(tab: Page) -> list[Node]:
    """The accessibility tree of an open page, in reading order, without what is never read."""
    session = tab.context.new_cdp_session(tab)
    nodes = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()
    root = next(node for node in nodes.values() if "parentId" not in node)

    def walk(node: dict[str, Any], depth: int) -> Iterator[Node]:
        role = node.get("role", {}).get("value", "")
        told = not node["ignored"] and role not in SILENT
        if told:
            states = {item["name"]: item["value"].get("value") for item in node.get("properties", [])}
            states = {name: value for name, value in states.items() if name != "level" or role == "heading"}
            yield Node(depth, role, " ".join(node.get("name", {}).get("value", "").split()), states)
        for child in node.get("childIds", []):
            if child in nodes:
                yield from walk(nodes[child], depth + told)

    return list(walk(root, 0))


def wrong_names(tree: list[Node]) -> list[str]:
    """What is wrong with the names and headings of a page, a line each; empty when nothing is."""
    named = [node for node in tree if node.role in (LANDMARKS - SINGLE_LANDMARKS) | DIALOGS | CONTROLS]
    found = [f"{node.role} has no name" for node in named if not node.name]
    landmarks = Counter((node.role, node.name) for node in tree if node.role in LANDMARKS - SINGLE_LANDMARKS)
    found += [f"{count} {role} are called ”{name}”" for (role, name), count in landmarks.items() if count > 1]
    single = Counter(node.role for node in tree if node.role in SINGLE_LANDMARKS)
    found += [f"{single[role]} {role}" for role in sorted(SINGLE_LANDMARKS) if single[role] != 1]
    headings = [node for node in tree if node.role == "heading"]
    found += [f"heading {node.states.get('level')} has no text" for node in headings if not node.name]
    levels = [int(node.states["level"]) for node in headings]
    if levels.count(1) != 1 or levels[0] != 1:
        found.append(f"the headings begin {levels[:3]} and have {levels.count(1)} of level 1")
    found += [
        f"heading ”{later.name}” jumps from {first.states['level']} to {later.states['level']}"
        for first, later in itertools.pairwise(headings)
        if int(later.states["level"]) > int(first.states["level"]) + 1
    ]
    return found


def as_text(tree: list[Node]) -> str:
    """The tree, a line a node; a text that only repeats the name of what holds it is left out."""
    lines: list[str] = []
    above: list[Node] = []
    for node in tree:
        above = [*above[: node.depth], node]
        parent = above[-2] if len(above) > 1 else None
        if node.role == "StaticText" and parent and node.name in parent.name:
            continue
        lines.append(str(node))
    return "\n".join(lines) + "\n"


def main(addresses: list[str]) -> None:
    """Prints the trees of the pages at `addresses`, as they are on a wide screen."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "sajt"
        result = run_campaign("build", "--output", str(folder))
        if result.returncode:
            sys.exit(result.stderr)
        with serve(folder) as site, chromium() as browser:
            tab = browser.new_page()
            for address in addresses:
                tab.goto(site + address)
                sys.stdout.write(f"# {address}: {tab.title()}\n\n{as_text(read_tree(tab))}\n")


if __name__ == "__main__":
    main(sys.argv[1:] or ["/", "/stod/"])

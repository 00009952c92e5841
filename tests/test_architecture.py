"""The floors of the house: who may import whom, and who may reach the world outside."""

from __future__ import annotations

import ast
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent / "campaign"
FLOORS = {"findings": 0, "schema": 0, "settings": 0, "targets": 0, "allowed": 0, "content": 1, "checks": 2,
          "images": 2, "media": 2, "school": 2, "site": 3, "editing": 3, "follow_up": 3, "release": 4,
          "hosting": 4, "publishing": 4, "cli": 5, "__main__": 6, "__init__": 6}  # fmt: skip
#: Each name and the only modules (or folders) that may import or use it.
ONLY = {
    "mkdocs": ("site/",), "mkdocs_static_i18n": ("site/",), "PIL": ("images/", "media/", "checks/media.py"),
    "fontTools": ("images/", "media/print_marks.py"), "click": ("cli/",),
    "subprocess": ("checks/spelling.py", "site/search.py", "release/", "editing/history.py", "cli/",
                   "publishing/programs.py"),  # ssh, rsync and rclone
    "socket": ("release/external_links.py", "cli/production.py"), "http": ("release/external_links.py",),
    "ssl": ("release/external_links.py",), "urllib.request": (), "requests": (), "time": (),
    "weasyprint": ("school/printing.py",), "pikepdf": ("school/pdf_structure.py", "media/print_structure.py"),
    "fpdf": ("media/print_pdf.py",), "uharfbuzz": (),
}  # fmt: skip


def _imports() -> list[tuple[str, str]]:
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                found += [(name, alias.name) for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                found.append((name, node.module or ""))
                found += [(name, f"{node.module}.{alias.name}") for alias in node.names]
    return found


def _floor(name: str) -> int:
    return FLOORS[name.removesuffix(".py").split("/")[0]]


def test_no_module_imports_from_a_floor_above() -> None:
    for name, imported in _imports():
        if imported.startswith("campaign."):
            assert _floor(name) >= FLOORS[imported.split(".")[1]], f"{name} imports {imported}"


def test_no_circle() -> None:
    files = {path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.py")}
    graph: dict[str, set[str]] = {name: set() for name in files}
    for name, imported in _imports():
        target = imported.removeprefix("campaign.").replace(".", "/")
        graph[name] |= {f"{target}.py", f"{target}/__init__.py"} & files - {name}

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, " → ".join((*trail, name))
        for target in graph[name]:
            walk(target, (*trail, name))

    for name in files:
        walk(name, ())


def test_the_outside_world_is_reached_from_named_places_only() -> None:
    for name, imported in _imports():
        for library, places in ONLY.items():
            if imported == library or imported.startswith(f"{library}."):
                assert any(name.startswith(place) for place in places), f"{name} imports {imported}"


def test_only_the_command_line_reads_the_clock_and_prints() -> None:
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "cli" or path.name == "__main__.py":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called != "print" and not called.endswith((".today", ".now", ".utcnow")), f"{path}: {called}"

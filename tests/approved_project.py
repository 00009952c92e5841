"""A copy of the real project in which invented people have approved everything: only for trying the release mode."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

from real_site import PROJECT, run_campaign

from campaign.content.pages import load_site
from campaign.content.preview import UNDECIDED
from campaign.images.cache import CACHE_FOLDER
from campaign.release.gate import release_blockers
from campaign.settings import load_settings

RELEASE_URL = "https://prov.stockholm/"
SETTINGS = {
    "sender": "Provstad",
    "sender_contact": "https://prov.stockholm/fel",
    "security_contact": "mailto:brist@prov.stockholm",
    "security_expires": "2027-11-01",
}


def copy_project(folder: Path) -> Path:
    """A copy of the project in the new folder `folder`: settings, templates and texts.

    It draws pictures and PDFs from the project's own cache, where what a file is made from is its name.
    """
    folder.mkdir()
    cache = PROJECT / CACHE_FOLDER
    cache.mkdir(parents=True, exist_ok=True)
    (folder / CACHE_FOLDER).parent.mkdir(parents=True)
    (folder / CACHE_FOLDER).symlink_to(cache)
    for name in ("pyproject.toml", "mkdocs.yml"):
        shutil.copy(PROJECT / name, folder / name)
    for name in ("overrides", "docs"):
        shutil.copytree(PROJECT / name, folder / name)
    return folder


def approve_everything(project: Path) -> None:
    """Decides what is undecided in a copied project, and writes an approval of every page and record."""
    settings = project / "pyproject.toml"
    text = settings.read_text(encoding="utf-8")
    for key, value in SETTINGS.items():
        text, count = re.subn(rf'(?m)^{key} = "[^"]*"', f"{key} = {json.dumps(value)}", text)
        assert count == 1, key
    settings.write_text(text, encoding="utf-8")
    for path in (project / "docs").rglob("*.md"):
        path.write_text(path.read_text(encoding="utf-8").replace(UNDECIDED, "Provstad"), encoding="utf-8")
    services = project / "docs/_data/services.yml"
    text = services.read_text(encoding="utf-8")
    for service in ("mika-stockholm", "kast-stockholm"):
        start = text.index(f"- id: {service}\n")
        text = text[:start] + text[start:].replace("show: link", 'show: number\n    phone: "08-123 456 78"', 1)
    services.write_text(text, encoding="utf-8")
    ids = sorted({page_id for page_id, _ in load_site(project / "docs").pages})
    assert run_campaign("mark-translated", "--yes", *ids, cwd=project).returncode == 0
    _write_approvals(project)


def _write_approvals(project: Path) -> None:
    site = load_site(project / "docs", "docs")
    rows = ["approvals:"]
    for finding in release_blockers(site, load_settings(project, {}), RELEASE_URL):
        assert finding.rule == "release-not-approved", str(finding)
        content_hash = finding.suggestion.rsplit(" ", 1)[1]
        page = next((page for page in site.pages.values() if page.path == finding.path), None)
        record = finding.suggestion.split("id: ")[1].split(" ")[0] if page is None else page.id
        role = finding.message.rsplit(" ", 1)[1].rstrip(".") if page else "verksamhet"
        rows += [f"  - id: {record}", f'    content_hash: "{content_hash}"', f"    role: {role}"]
        rows += ["    person: Prov Provsson", "    date: 2026-11-22"] + (
            [f"    variant: {page.variant}"] if page else []
        )
    (project / "docs/_data/approvals.yml").write_text("\n".join(rows) + "\n", encoding="utf-8")

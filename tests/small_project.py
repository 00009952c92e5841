"""A small project with the real data files, templates and settings, for real builds of a few pages."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from real_site import PROJECT

FOLDER_URL = "https://prov.stockholm/kampanj/"
ROOT_URL = "https://prov.stockholm/"
REPOSITORY = "https://kod.example/prov/sajt"
SECRET = "ENDASTFORREDAKTIONEN"
#: What somebody might write in a title or a data file. Nothing of it may become HTML.
HOSTILE = "</title></h1><script>alert(1)</script><img src=x onerror=alert(1)> \"'&amp; {{ 7*7 }} -->"


def page(title: str, body: str = "Text.", **head: object) -> str:
    keys = {"title": title, "description": f"Om {title}."} | head
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in keys.items())
    return f"---\n{lines}---\n{body}\n"


ALIGNED = "| a | b | c |\n|:--|:-:|--:|\n| 1 | 2 | 3 |\n"
HOSTILE_BODY = f"""\
Före <script>alert(1)</script><strong onmouseover=alert(1)>starkt</strong> efter.

<!-- {SECRET} -->
<svg onload=alert(1)></svg>

<iframe src="https://a.example/"></iframe><form action="/"><button formaction="/">Tryck</button></form>

<meta http-equiv="refresh" content="0;url=https://a.example/"><p style="color:red" onclick="alert(1)">Stycke</p>
"""
FACTS_BODY = """\
[[fakta:kop-brott]] [[fakta:fientlig]]

## Mer

Du kan få [[ordlista:boter]] och [[ordlista:fientlig]]. Ring [[tjanst:bris]].

[[tjanst:fientlig]]

[Början](index.md)
"""
PAGES = {
    "index.md": page("Start", kind="landning"),
    "index.lattlast.md": page("Start lätt"),
    "lagen/index.md": page("Allt om lagen", kind="landning"),
    "lagen/index.lattlast.md": page("Lagen lätt"),
    "lagen/straff.md": page(
        "Straffet", FACTS_BODY, related=["lagen/index", "stod/akut"], owner="jurist", sources=["prop-2004-45"],
        changed_on="2026-11-20", neutral_title="Neutralt", last_reviewed_on="2026-10-05", review_in=6,
    ),
    "lagen/straff.lattlast.md": page("Straffet lätt", FACTS_BODY, changed_on="2026-11-21"),
    "lagen/ensam.md": page("Ensam", "Text. [Straff](straff.md)\n\n## Mer\n\n[[fakta:kop-brott]]"),
    "lagen/utkast.md": page("Utkast", draft=True),
    "lagen/utkast.lattlast.md": page("Utkast lätt"),
    "lagen/gomd.md": page("Gömd sida", hidden=True),
    "lagen/gomd.lattlast.md": page("Gömd sida lätt"),
    "lagen/fientlig.md": page(HOSTILE, HOSTILE_BODY, description=HOSTILE, owner=HOSTILE, search_words=[HOSTILE]),
    "lagen/fientlig.lattlast.md": page(f"Lätt {HOSTILE}", description=HOSTILE, tested_with_readers=HOSTILE),
    "lagen/tabell.md": page("Tabell", f"Text.\n\n## Vad gäller?\n\n{ALIGNED}"),
    "lagen/tabell.lattlast.md": page("Tabell lätt", f"Text.\n\n## Vad gäller?\n\n{ALIGNED}"),
    "stod/index.md": page("Hitta stöd", kind="stodsok"),
    "stod/index.lattlast.md": page("Hitta hjälp"),
    "stod/akut.md": page("Akut", "[[tjanst:sos-112]]"),
    "stod/akut.lattlast.md": page("Akut lätt", "[[tjanst:sos-112]]"),
    "om/index.md": page("Om sidan"),
    "om/index.lattlast.md": page("Om sidan lätt"),
}  # fmt: skip
SECTIONS = {"lagen": ["index", "straff", "ensam", "utkast", "fientlig", "tabell"], "stod": ["index", "akut"],
            "om": ["index"], "sok": ["index"]}  # fmt: skip


def yaml(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def write_data(folder: Path) -> None:
    """The real data files with a menu of its own, and one hostile record in each."""
    shutil.copytree(PROJECT / "docs/_data", folder)
    (folder / "adresser.txt").write_text("/\n", encoding="utf-8")
    hostile = yaml(HOSTILE)
    rows = [
        f"  - {{id: {name}, title: {yaml(name + HOSTILE)}, lattlast: {hostile}, pages: [{', '.join(pages)}]}}"
        for name, pages in SECTIONS.items()
    ]
    (folder / "nav.yml").write_text("\n".join(["sections:", *rows, ""]), encoding="utf-8")
    added = {
        "services": f"  - {{id: fientlig, name: {hostile}, who: {hostile}, what: {hostile}, lattlast: {hostile}, "
        f"operator: x, for: [alla], show: link, url: 'https://a.example/\"onclick=\"alert(1)', ways: [ring, chatt], "
        f"chat: 'https://a.example/\"onclick=\"alert(1)', anonymous_note: {hostile}, aids: {hostile}, "
        f"languages: [{hostile}], note: {SECRET}, missing: [{SECRET}], checked_on: 2026-11-22, confidence: high}}",
        "facts": f"  - {{id: fientlig, text: {hostile}, lattlast: {hostile}, cite: {hostile}, as_of: {hostile}, "
        f"sources: [fientlig], seen_via: x, note: {SECRET}, checked_on: 2026-11-22, confidence: high}}",
        "sources": f"  - {{id: fientlig, title: {hostile}, publisher: {hostile}, read: {hostile}, age: {hostile}, "
        "url: 'https://a.example/\"onclick=\"alert(1)', kind: lag, read_on: 2026-11-22}",
        "glossary": f"  - {{id: fientlig, term: {hostile}, explanation: {hostile}}}",
    }
    for name, row in added.items():
        file = folder / f"{name}.yml"
        file.write_text(f"{file.read_text(encoding='utf-8').rstrip()}\n{row}\n", encoding="utf-8")


def make_project(folder: Path, pages: dict[str, str] | None = None, **settings: str) -> Path:
    """A project in the new folder `folder`: the real settings (some changed), templates and data, and `pages`."""
    folder.mkdir()
    shutil.copy(PROJECT / "mkdocs.yml", folder)
    shutil.copytree(PROJECT / "overrides", folder / "overrides")
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    for key, value in settings.items():
        text, count = re.subn(rf'(?m)^{key} = "[^"]*"', lambda _, k=key, v=value: f"{k} = {json.dumps(v)}", text)
        assert count == 1, key
    (folder / "pyproject.toml").write_text(text, encoding="utf-8")
    write_data(folder / "docs/_data")
    for name, content in (PAGES if pages is None else pages).items():
        (folder / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "docs" / name).write_text(content, encoding="utf-8")
    return folder


def environment(**changes: str) -> dict[str, str]:
    """This process's environment without what would change the site."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("CAMPAIGN_", "GITHUB_"))}
    return {**kept, "NO_MKDOCS_2_WARNING": "1", **changes}


def mkdocs_build(project: Path, output: Path, **changes: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(output)]
    return subprocess.run(command, cwd=project, env=environment(**changes), capture_output=True, text=True, check=False)

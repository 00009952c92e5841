"""A small school kit, and its PDFs, for tests that need no site.

`python tests/school_kits.py OUT` writes the PDFs into the folder OUT, with a cache of their own beside it.
"""

from __future__ import annotations

import datetime
import sys
from pathlib import Path

import jinja2
from lesson_kits import make_kit

from campaign.content.lessons import Lesson, LessonId
from campaign.images.cache import DigestCache
from campaign.school.kit import KitPage, KitSource, LessonKit, Publication, School
from campaign.site.drawing import prepare_environment
from campaign.site.school_prints import prints

PROJECT = Path(__file__).resolve().parent.parent
DAY = datetime.date(2026, 11, 22)
SITE = "https://kampanj.example/"

PLAN = """\
<p>Eleverna lär sig vad lagen säger. Läs <a href="https://kampanj.example/lagen/">Vad lagen säger</a>.</p>
<h2 id="steg">Steg för steg</h2>
<h3>Inledning, 5 minuter</h3>
<div class="admonition visa"><p class="admonition-title">Så gör vi</p><ul><li>Alla får säga pass.</li></ul></div>
<p>Säg: ”I dag pratar vi om en lag.”</p>
<table><thead><tr><th scope="col">Fall</th><th scope="col">Det här kan du säga</th></tr></thead>
<tbody><tr><td>Det första</td><td>Även försök är ett brott.</td></tr></tbody></table>
<h2 id="fickkort">Fickkort</h2><ol><li>Fråga enskilt.</li><li>Fara: 112.</li><li>Våra egna nummer:</li></ol>
<h2 id="efter">Efter mötet</h2><p>Följ upp.</p>
"""
SHEET = """\
<p>Skriv inget om dig själv.</p>
<h2 id="fall">Ett fall</h2>
<table><thead><tr><th scope="col">Fråga</th><th scope="col">Svar</th></tr></thead>
<tbody><tr><td>Vem har ansvaret?</td><td></td></tr><tr><td>Vad kan en vän göra?</td><td></td></tr></tbody></table>
<p>Vad betyder samtycke?</p>
<p>Svar:</p>
<h2 id="vem">Vem kan du prata med?</h2>
<table><thead><tr><th scope="col">Vem</th><th scope="col">Namn</th></tr></thead>
<tbody><tr><td>Om någon är i fara</td><td><a href="https://kampanj.example/stod/akut/">112</a></td></tr>
<tr><td>Kurator</td><td></td></tr></tbody></table>
"""


def page(name: str, title: str, html: str, tag: str = "sv") -> KitPage:
    """A page of the kit."""
    source = KitSource(1, "Brottsbalken", "Riksdagen", "https://www.riksdagen.se/brottsbalken/")
    words = (("samtycke", "att man vill vara med"),)
    return KitPage(name, tag, title, f"{title}, i ett prov.", f"{SITE}{name}/", DAY, html, (source,), words)


def lesson(lesson_id: LessonId) -> Lesson:
    """The record of a lesson."""
    return make_kit(lesson_id).lesson


def small_school(sheet: str = SHEET, plan: str = PLAN, preview: bool = True) -> School:
    """One lesson with both sheets, and the package for a workplace."""
    rows, tried = (("Tid", "60 minuter"),), "Inte prövad i klass ännu."
    first = LessonKit(
        lesson("lagen"), page("skola/lektioner/lagen", "Vad säger lagen?", plan), None,
        page("skola/lektioner/lagen-elev", "Elevblad 1: Vad säger lagen?", sheet),
        page("skola/lektioner/lagen-elev", "Elevblad 1: Lagen", sheet, "sv-simple"),
        (), rows, ("Eleverna ska få veta hur de får hjälp.",), tried,
    )  # fmt: skip
    leader = page("yrkesverksamma/utbildning", "Utbildning på 30 minuter", plan)
    staff = LessonKit(lesson("personal"), leader, None, None, None, (), rows, (), tried)
    return School(Publication("Raka svar", SITE, "", preview), (first,), staff, None, None)


def environment() -> jinja2.Environment:
    """The project's templates, as the build has them."""
    loader = jinja2.FileSystemLoader(PROJECT / "overrides")
    return prepare_environment(jinja2.Environment(loader=loader), [])


def write_prints(school: School, out: Path) -> None:
    """Writes every PDF of the kit into `out`, with a cache beside it."""
    out.mkdir(parents=True, exist_ok=True)
    for file, content in prints(school, environment(), DigestCache(out.parent / f"{out.name}-cache")):
        name = school.publication.file_name(file.name)
        (out / name).write_bytes(content)


if __name__ == "__main__":
    write_prints(small_school(preview="--release" not in sys.argv), Path(sys.argv[1]))

"""The kit: which files a lesson has, what the pages give of themselves, and what stands at a short address."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA
from jinja2 import Environment, FileSystemLoader
from lesson_record import record
from real_site import PROJECT

from campaign.content.pages import Site, Variant, load_site
from campaign.school.files import ALL_LESSONS, LETTER, find, lesson_files
from campaign.school.fragment import plain
from campaign.school.kit import Publication
from campaign.settings import Settings
from campaign.site.drawing import prepare_environment
from campaign.site.frame import Frame
from campaign.site.kit_files import lessons_to_fetch, letter_to_fetch
from campaign.site.school_kit import gather
from campaign.site.short_addresses import short_pages
from campaign.site.views import PageView

URL = "https://prov.stockholm/kampanj/"
SV, LATT = Variant.ORDINARY, Variant.LATTLAST
HEAD = "---\ntitle: {title}\ndescription: Om {title}.\nchanged_on: 2026-11-{day}\n{extra}---\n{body}\n"


def page(title: str, extra: str = "", body: str = "Text.", day: int = 20) -> str:
    return HEAD.format(title=title, extra=extra, body=body, day=day)


FILES = {
    "index.md": page("Start", "short: borja\n"),
    "skola/brev-hem.md": page("Brev hem"),
    "skola/brev-hem.lattlast.md": page("Brev lätt"),
    "skola/lektioner/samtycke.md": page("Två", "kind: lektion\n" + record("samtycke")),
    "skola/lektioner/samtycke.lattlast.md": page("Två lätt"),
    "skola/lektioner/lagen.md": page("Ett", "kind: lektion\n" + record("lagen")),
    "skola/lektioner/lagen.lattlast.md": page("Ett lätt"),
    "skola/lektioner/lagen-elev.md": page("Blad", "kind: elevblad\n", day=22),
    "skola/lektioner/lagen-elev.lattlast.md": page("Blad lätt"),
    "yrkesverksamma/utbildning.md": page("Personal", "kind: personal\n" + record("personal")),
    "lagen/utkast.md": page("Utkast", "draft: true\nshort: u\n"),
}
BODY = """<p>Först.</p><h2 id="steg-for-steg">Steg för steg</h2><h3 id="i">Inledning, 5 minuter</h3><p>Säg hej.</p>
<div class="admonition visa"><p class="admonition-title">Så gör vi</p><ul><li>Alla får säga pass.</li></ul></div>"""


@pytest.fixture
def site(write_docs: Callable[..., Path]) -> Site:
    return load_site(write_docs(FILES, data=DATA))


@pytest.fixture
def frame(site: Site, settings: Settings) -> Frame:
    return Frame(site, settings, "preview", URL)


def test_the_kit_has_the_lessons_in_the_outlines_order_with_their_pages(frame: Frame, site: Site) -> None:
    bodies = {(one.id, one.variant): BODY for one in site.sound_pages()}
    school = gather(frame, bodies)
    assert [kit.stem for kit in school.lessons] == ["lektion-1-lagen", "lektion-2-samtycke"]
    kit = school.lessons[0]
    assert kit.sheet and kit.sheet.title == "Blad" and kit.sheet_simple and kit.sheet_simple.tag == "sv-simple"
    assert school.lessons[1].sheet is None and school.staff and school.staff.stem == "personal"
    assert kit.changed_on and kit.changed_on.day == 22  # the sheet's, which changed last
    assert [(slide.title, slide.step, slide.minutes) for slide in kit.slides] == [("Så gör vi", "Inledning", 5)]
    assert kit.curriculum == ("Det är brott att köpa sex.",) and kit.tried == "Inte prövad i klass ännu."
    assert school.letter and school.letter.url == f"{URL}skola/brev-hem/" and school.letter_simple
    assert school.publication == Publication(frame.name, URL, "", True)


def test_a_kits_version_changes_with_its_text_and_with_nothing_else(frame: Frame, site: Site) -> None:
    bodies = {(one.id, one.variant): BODY for one in site.sound_pages()}
    before = gather(frame, bodies).lessons
    after = gather(frame, bodies | {("skola/lektioner/lagen-elev", LATT): "<p>Nytt.</p>"}).lessons
    assert before[0].version != after[0].version and before[1].version == after[1].version


def test_a_fragment_holds_nothing_that_means_something_on_the_site_only() -> None:
    html = (
        '<p class="x" data-y="1">Till\u00adgång <a class="word-ref" href="#ord-a">ord</a>'
        '<sup><a class="source-ref" href="#kalla-1">1</a></sup> <a class="nowrap" href="tel:116111">116 111</a>'
        '<span class="icon"><svg><path/></svg></span></p><p><a href="../../stod/">stöd</a> H<sub>2</sub>O</p>'
    )
    assert plain(html, f"{URL}skola/a/") == (
        '<p>Tillgång ord <a href="tel:116111" class="nowrap">116 111</a></p>\n'
        f'<p><a href="{URL}stod/">stöd</a> H<sub>2</sub>O</p>\n'
    )


def test_every_file_has_a_name_of_its_own_that_says_when_it_is_a_draft(site: Site) -> None:
    lessons = [one.meta.lesson for one in site.sound_pages(SV) if one.meta.lesson]
    names = [file.address(True) for lesson in lessons for file in lesson_files(lesson)]
    names += [file.address(True) for file in (*ALL_LESSONS, *LETTER)]
    assert len(set(names)) == len(names) == 2 * 7 + 4 + 2 + 2
    assert all(name.startswith("skola/filer/utkast-") for name in names)
    assert find(lesson_files(lessons[0]), "sheet").address(False) == "skola/filer/lektion-1-lagen-elevblad.pdf"


def test_a_lessons_page_leads_to_its_files_and_slides_and_is_shared_without_anybodys_script(
    frame: Frame, site: Site
) -> None:
    shown = site.page("skola/lektioner/lagen")
    assert shown is not None
    lesson = PageView(frame, shown, SV).lesson
    assert lesson is not None
    assert lesson.slides == "bildspel/" and lesson.notes == "bildspel/anteckningar/"
    assert lesson.files[0].href == "../../filer/utkast-lektion-1-lagen-elevblad.pdf"
    assert (lesson.share.short, lesson.share.url) == ("prov.stockholm/kampanj/l/1", f"{URL}l/1/")
    asked = "https%3A%2F%2Fprov.stockholm%2Fkampanj%2Fl%2F1%2F"
    assert lesson.share.classroom.endswith(f"?url={asked}") and lesson.share.teams.endswith(f"?href={asked}")


def test_without_pango_no_page_leads_to_what_is_not_printed(frame: Frame, site: Site) -> None:
    shown = site.page("index")
    assert shown is not None
    with_prints = PageView(frame, shown, SV)
    without = PageView(dataclasses.replace(frame, has_prints=False), shown, SV)
    formats = [
        {file.format for group in make(view) for file in group.files}  # type: ignore[attr-defined]
        for view in (with_prints, without)
        for make in (lessons_to_fetch, letter_to_fetch)
    ]
    assert formats == [
        {"PDF", "Word", "PowerPoint", "Common Cartridge 1.1"}, {"Word"},
        {"Word", "PowerPoint", "Common Cartridge 1.1"}, {"Word"},
    ]  # fmt: skip


def test_short_addresses_lead_to_their_pages_and_never_to_a_draft_in_a_release(frame: Frame) -> None:
    environment = prepare_environment(Environment(loader=FileSystemLoader(PROJECT / "overrides")), [])
    pages = dict(short_pages(frame, environment))
    ordinary = ["borja/", "l/1/", "l/2/", "l/9/", "u/"]
    assert sorted(pages) == sorted([*ordinary, *(f"lattlast/{short}" for short in ordinary)])
    assert 'content="0; url=../../skola/lektioner/lagen/"' in pages["l/1/"] and "förhandsvisning" in pages["l/1/"]
    assert 'content="0; url=../../skola/lektioner/lagen/"' in pages["lattlast/l/1/"], "as it is served in lättläst"
    released = dict(short_pages(dataclasses.replace(frame, mode="release"), environment))
    assert "u/" not in released and "förhandsvisning" not in released["l/1/"]

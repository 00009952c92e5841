"""Slides as PowerPoint: opened again by the library and by XPath, they show and say what the page does."""

from __future__ import annotations

import dataclasses
import io
from typing import Any

import lxml.html
import pptx
import pytest
from editable_kit import PREVIEW, RELEASE, lesson_kit
from office_files import NS, OfficeFile, assert_no_traces
from pptx.enum.lang import MSO_LANGUAGE_ID
from pptx.enum.shapes import PP_PLACEHOLDER

from campaign.checks.lessons import SLIDE_LINES, SLIDE_TITLE, SLIDE_WORDS
from campaign.school.blocks import FragmentError
from campaign.school.kit import KitSlide, LessonKit
from campaign.school.presentation import HELPERS, presentation
from campaign.school.slide_size import SIZES, Measured, largest_size, lines_of, title_size, width_of


@pytest.fixture(scope="module")
def file() -> OfficeFile:
    return OfficeFile(presentation(lesson_kit(), PREVIEW))


@pytest.fixture(scope="module")
def opened() -> Any:
    return pptx.Presentation(io.BytesIO(presentation(lesson_kit(), PREVIEW)))


def _with_slide(html: str, title: str = "En bild") -> LessonKit:
    return dataclasses.replace(lesson_kit(), slides=(KitSlide(title, html, "", "Ett steg", 5),))


def _words(text: str) -> str:
    return " ".join(text.split())


def _slide(file: OfficeFile, number: int, path: str) -> list[Any]:
    return file.find(f"ppt/slides/slide{number}.xml", path)


def _texts(file: OfficeFile, part: str, kind: str) -> list[str]:
    """The paragraphs of the placeholders that an XPath condition names."""
    found = file.find(part, f"//p:sp[p:nvSpPr/p:nvPr/p:ph[{kind}]]//a:p")
    return [_words("".join(node.text or " " for node in item.iter("{*}t", "{*}br"))) for item in found]


def test_every_slide_of_the_page_is_there_with_its_words(file: OfficeFile) -> None:
    kit = lesson_kit()
    assert len([name for name in file.parts if name.startswith("ppt/slides/slide")]) == 1 + len(kit.slides) == 4
    for number, shown in enumerate(kit.slides, 2):
        part = f"ppt/slides/slide{number}.xml"
        page = lxml.html.fragment_fromstring(shown.html, create_parent="div")
        assert _texts(file, part, "@type='title'") == [shown.title]
        assert _texts(file, part, "@idx='1'") == [_words(item.text_content()) for item in page.iter("li", "p")]


def test_the_opening_says_what_the_file_is(file: OfficeFile) -> None:
    assert _texts(file, "ppt/slides/slide1.xml", "@type='ctrTitle'") == ["Lagen & ansvaret"]
    assert _texts(file, "ppt/slides/slide1.xml", "@type='subTitle'") == [
        PREVIEW.status,
        "Lektion 1. Raka svar",
        "Inte prövad i klass ännu.",
        f"Texten ändrades den 22 november 2026. Version {lesson_kit().version}.",
        "Creative Commons Erkännande 4.0 (CC BY 4.0)",
        "exempel.se/l/1/",
    ]
    relations = file.find("ppt/slides/_rels/slide1.xml.rels", "//rel:Relationship[@TargetMode='External']/@Target")
    assert relations == ["https://creativecommons.org/licenses/by/4.0/deed.sv"]


def test_all_text_stands_in_real_places(opened: Any) -> None:
    kinds = [
        [shape.placeholder_format.type for shape in slide.shapes if shape.is_placeholder] for slide in opened.slides
    ]
    foot = [PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER]
    assert kinds == [
        [PP_PLACEHOLDER.CENTER_TITLE, PP_PLACEHOLDER.SUBTITLE, *foot],
        [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT, *foot],
        [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT, *foot],
        [PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.OBJECT, PP_PLACEHOLDER.OBJECT, *foot],
    ]
    for slide in opened.slides:
        assert all(shape.is_placeholder for shape in slide.shapes), "a drawn box is no place that a reader knows"
        names = [shape.name for shape in slide.shapes]
        assert len(set(names)) == len(names) and not any("Placeholder" in name for name in names)
        ids = [shape.shape_id for shape in slide.shapes]
        assert len(set(ids)) == len(ids)
    assert [slide.shapes.title.text for slide in opened.slides] == [
        "Lagen & ansvaret", "Så gör vi i dag", "Tre frågor", "Vem kan du prata med?",
    ]  # fmt: skip


def test_lists_are_counted_by_the_program(file: OfficeFile) -> None:
    bullets = _slide(file, 2, "//p:sp[.//p:ph[@idx='1']]//a:pPr[a:buNone or a:buAutoNum]")
    assert bullets == [], "the master's own bullet"
    master = file.find("ppt/slideMasters/slideMaster1.xml", "//p:bodyStyle/a:lvl1pPr/a:buChar/@char")
    assert master == ["•"]
    marks = [
        [child.tag.rpartition("}")[2] for child in item if child.tag.rpartition("}")[2] != "buFont"]
        for item in _slide(file, 3, "//p:sp[.//p:ph[@idx='1']]//a:pPr")
    ]
    assert marks == [["buAutoNum"], ["buAutoNum"], ["buNone"]]


def test_a_list_that_begins_later_keeps_its_number() -> None:
    file = OfficeFile(presentation(_with_slide('<ol start="5"><li>a</li><li>b</li></ol><ul><li>c</li></ul>'), RELEASE))
    assert _slide(file, 2, "//a:buAutoNum/@startAt") == ["5", "5"]


def test_notes_say_the_step_its_minutes_and_all_the_teacher_says(opened: Any) -> None:
    notes = [[_words(item.text) for item in slide.notes_slide.notes_text_frame.paragraphs] for slide in opened.slides]
    assert notes == [
        ["Lärarens sida: https://exempel.se/skola/lektioner/lagen/"],
        ["Inledning, 5 minuter", "Visa reglerna.", "Säg: ”Hej.” Vänta."],
        ["Sant eller falskt, 12 minuter", "Svar: Säg", "1 är sant: Det är ett brott.", "2:", "En anteckning."],
        ["Avslut, 5 minuter", "Skriv skolans namn på raderna innan du visar bilden.", "Stanna kvar."],
    ]


def test_the_slide_of_help_has_lines_to_write_on(file: OfficeFile) -> None:
    texts = _texts(file, "ppt/slides/slide4.xml", "@idx='2'")
    assert texts == ["Hos oss", *(f"{name}:" for name in HELPERS)]
    lines = _slide(file, 4, "//a:r[a:rPr/@u='sng']/a:t")
    assert len(lines) == len(HELPERS)
    assert all(set(line.text) == {"\N{NO-BREAK SPACE}"} and len(line.text) > 30 for line in lines)


def test_a_full_slide_of_help_gives_the_names_a_slide_of_their_own() -> None:
    html = "<ul>" + "<li>En annan vuxen som du litar på och kan prata med</li>" * 6 + "</ul>"
    full = OfficeFile(presentation(_with_slide(html, "Vem kan du prata med?"), RELEASE))
    assert len(_texts(full, "ppt/slides/slide2.xml", "@idx='1'")) == 6
    assert _texts(full, "ppt/slides/slide3.xml", "@type='title'") == ["Hos oss"]
    assert _texts(full, "ppt/slides/slide3.xml", "@idx='1'") == [f"{name}:" for name in HELPERS]


def test_a_workplace_gets_no_names_of_a_school() -> None:
    kit = dataclasses.replace(_with_slide("<ul><li>a</li></ul>", "Vem kan du prata med?"), sheet=None)
    assert "Skolsköterska" not in "".join(
        OfficeFile(presentation(kit, RELEASE)).find("ppt/slides/slide2.xml", "//a:t/text()")
    )


def test_every_slide_carries_status_version_licence_and_address(file: OfficeFile) -> None:
    kit = lesson_kit()
    facts = (
        f"Texten ändrades den 22 november 2026. Version {kit.version}. {kit.tried} Licens: CC BY 4.0. exempel.se/l/1/"
    )
    for number in range(1, 5):
        assert _texts(file, f"ppt/slides/slide{number}.xml", "@type='ftr'") == [PREVIEW.status, facts]
        assert _slide(file, number, "//p:sp[.//p:ph[@type='sldNum']]//a:fld/@type") == ["slidenum"]
    release = OfficeFile(presentation(kit, RELEASE))
    assert _texts(release, "ppt/slides/slide2.xml", "@type='ftr'") == [facts]


def test_language_size_and_shape(file: OfficeFile, opened: Any) -> None:
    for name in file.parts:
        if name.startswith("ppt/") and name.endswith(".xml"):
            assert set(file.find(name, "//@lang")) <= {"sv-SE"}, name
    for slide in opened.slides:
        for shape in slide.placeholders:
            for run in [run for item in shape.text_frame.paragraphs for run in item.runs]:
                assert run.font.language_id == MSO_LANGUAGE_ID.SWEDISH
                if shape.placeholder_format.type != PP_PLACEHOLDER.FOOTER:
                    assert run.font.size.pt >= 24
    assert opened.slide_width * 9 == opened.slide_height * 16
    assert file.find("ppt/presentation.xml", "//p:sldSz/@type") == []
    for theme in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        fonts = file.find(theme, "//a:majorFont/a:latin | //a:minorFont/a:latin")
        assert {font.get("typeface") for font in fonts} == {"Arial"}
    texts = {text for name in file.parts if name.startswith("ppt/") for text in file.find(name, "//a:t/text()")
             if name.endswith(".xml")}  # fmt: skip
    assert not [text for text in texts if "Click" in text or "level" in text or "/13" in text]


def test_words_in_another_language_are_marked() -> None:
    file = OfficeFile(presentation(_with_slide('<p lang="en">Some <strong>words</strong></p>'), RELEASE))
    assert _slide(file, 2, "//p:sp[.//p:ph[@idx='1']]//a:rPr/@lang") == ["en", "en"]


def test_the_file_is_whole_and_without_traces(file: OfficeFile) -> None:
    file.assert_whole()
    assert_no_traces(file, "Lagen & ansvaret", lesson_kit().version)
    (listed,) = file.find("ppt/presentation.xml", "//p:notesMasterIdLst/p:notesMasterId")
    relation = listed.get(f"{{{NS['r']}}}id")
    target = file.find("ppt/_rels/presentation.xml.rels", f"string(//rel:Relationship[@Id='{relation}']/@Target)")
    assert target == "notesMasters/notesMaster1.xml"


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<ul>" + ("<li>" + "Ganska många ord på en rad. " * 4 + "</li>") * 8 + "</ul>", "Dela den på två bilder."),
        ("<table><tr><td>a</td></tr></table>", "kan inte en tabell stå"),
        ("<h4>a</h4>", "kan inte en rubrik till stå"),
        ('<div class="service"><p>a</p></div>', "kan inte en ruta stå"),
        ('<p>a<img src="a.png" alt="b"></p>', "En bild kan inte följa med"),
        ("<details><p>a</p></details>", "Elementet <details>"),
    ],
)
def test_what_has_no_place_on_a_slide_is_refused_by_name(html: str, said: str) -> None:
    with pytest.raises(FragmentError) as refused:
        presentation(_with_slide(html), RELEASE)
    assert str(refused.value).startswith("skola/lektioner/lagen, bilden ”En bild”: ") and said in str(refused.value)


def test_a_title_too_long_is_refused_by_name() -> None:
    title = "En rubrik som säger allt om lektionens alla delar " * 3
    with pytest.raises(FragmentError, match=r"får inte plats\. Korta den"):
        presentation(_with_slide("<p>a</p>", title.strip()), RELEASE)
    with pytest.raises(FragmentError, match=r"lagen, första bilden: Rubriken"):
        presentation(lesson_kit(title=title * 2), RELEASE)


def test_a_slide_within_the_rules_of_the_page_fits_at_every_shape() -> None:
    """The rule that checks a page's slides lets through nothing that this refuses."""
    word = "ansvaret"  # longer than words on slides are
    for lines in range(1, SLIDE_LINES + 1):
        share = SLIDE_WORDS // lines
        html = "<ul>" + f"<li>{' '.join([word] * share)}</li>" * lines + "</ul>"
        for title in (("Ord " * SLIDE_TITLE)[:SLIDE_TITLE].strip(), "Vem kan du prata med?"):
            assert presentation(_with_slide(html, title), PREVIEW)


def test_sizes_shrink_with_the_words_and_stop_at_24() -> None:
    sizes = [largest_size([Measured("Ganska många ord på en rad. " * 3)] * number, 860, 349) for number in range(1, 9)]
    told = [size for size in sizes if size]
    assert told == sorted(told, reverse=True) and told[0] == SIZES[0] and sizes[-1] is None and min(told) >= 24
    assert [title_size(("Ord " * number).strip(), 860, 79) for number in (5, 10, 11, 20, 40)] == [44, 40, 36, 32, None]


def test_widths_are_those_of_the_font() -> None:
    """Arial's own measures, which Helvetica and Liberation Sans share: "Hamburgefons" is 6.836 heights wide."""
    assert width_of("Hamburgefons", 1000) == 722 + 556 + 833 + 556 + 556 + 333 + 556 + 556 + 278 + 556 + 556 + 500
    assert width_of("Å", 100) == 66.7 and width_of("ö", 100) == 55.6
    assert lines_of("ett två tre", 10, width_of("ett två", 10)) == 2
    assert lines_of("ett\ntvå", 10, 1000) == 2
    assert lines_of("ettmycketlångtord", 10, 5) == 1

"""An editor's findings marked in a page's HTML."""

from __future__ import annotations

import re

import pytest

from campaign.content.markdown import scan
from campaign.content.preview import PANEL_MARK
from campaign.findings import Finding, Severity
from campaign.site.page_marks import mark, pin, unplaced

TEXT = """\
Först kommer en mening. Sedan kommer två.

## En rubrik

Man ska läsa. Sedan ska man vila här. [Läs här](b.md)

- Punkt ett
- Punkt två
"""
HTML = (
    '<p>Först kommer en mening. Sedan kommer två.</p>\n<h2 id="en-rubrik">En rubrik</h2>\n'
    '<p>Man ska läsa. Sedan ska <strong>man</strong> vila här. <a href="../b/">Läs här</a></p>\n'
    "<ul>\n<li>Punkt ett</li>\n<li>Punkt två</li>\n</ul>"
)


def found(line: int, message: str, rule: str = "rule") -> Finding:
    return Finding("docs/a.md", line, rule, message)


def marked(*findings: Finding) -> list[tuple[str, str]]:
    """The marked words with the numbers of their findings; what is left of the page is as before."""
    html = mark(HTML, scan(TEXT, 7), dict(enumerate(findings, 1)), str)
    bare = re.sub(r'<a class="panel-pin[^>]*></a>|</?mark[^>]*>', "", html)
    assert bare == HTML
    return re.findall(rf'<mark class="[^"]*" {PANEL_MARK}="([^"]*)">(.*?)</mark>', html)


@pytest.mark.parametrize(
    ("finding", "wanted"),
    [
        (found(11, "”Man” är otydligt."), ["Man", "man"]),
        (found(11, "Länken ”här” säger inget.", "link-text-generic"), ["här"]),
        (found(11, "Länken ”b.md” leder inte till någon sida.", "link-broken"), ["Läs här"]),
        (found(7, "Meningen har 4 ord, högst 3."), ["Först kommer en mening."]),
        (found(7, "Meningen har 2 nekande ord: ”sedan, två”."), ["Sedan kommer två."]),
        (found(9, "Rubriken har 2 ord, högst 1."), ["En rubrik"]),
        (found(14, "Punkten har fel."), ["Punkt två"]),
        (found(7, "Stycket har 2 meningar, högst 1."), ["Först kommer en mening. Sedan kommer två."]),
        (found(7, "Sidans LIX är 60, högst 35."), []),
        (found(2, "Beskrivningen har 17 tecken."), []),
        (found(7, "Ordet ”borta” finns inte i ordlistan."), []),
    ],
)
def test_what_a_message_speaks_of_is_marked(finding: Finding, wanted: list[str]) -> None:
    assert [words for _, words in marked(finding)] == wanted


def test_a_mark_around_other_tags_is_in_pieces() -> None:
    assert [words for _, words in marked(found(11, "Meningen har 5 ord, högst 3."))] == [
        "Sedan ska",
        "man",
        "vila här.",
    ]


def test_marks_may_overlap() -> None:
    findings = (found(11, "Meningen har 3 ord, högst 2."), found(11, "Ordet ”ska” är långt."))
    assert marked(*findings) == [("1", "Man"), ("1 2", "ska"), ("1", "läsa."), ("2", "ska")]


def test_the_link_to_a_mark_stands_before_a_link_and_not_in_it() -> None:
    html = mark(HTML, scan(TEXT, 7), {3: found(11, "Länken ”Läs här” säger inget.", "link-text-generic")}, str)
    assert re.search(r'<a class="panel-pin[^>]* id="fynd-3"[^>]*></a><a href="../b/"><mark ', html)


def test_an_error_weighs_more_than_a_warning_in_the_same_words() -> None:
    soft = found(11, "Ordet ”vila” kan bytas.").with_severity(Severity.WARNING)
    assert "panel-mark--warning" in mark(HTML, scan(TEXT, 7), {1: soft}, str)
    both = mark(HTML, scan(TEXT, 7), {1: soft, 2: found(11, "Ordet ”vila” är fel.")}, str)
    assert "panel-mark--error" in both and "panel-mark--warning" not in both


def test_a_message_cannot_become_html() -> None:
    assert "<script" not in pin(1, found(1, '"><script>alert(1)</script>'))


def test_what_has_no_place_in_the_finished_page_is_told() -> None:
    assert unplaced([1, 2], '<a id="fynd-2">') == [1]

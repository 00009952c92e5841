"""Real pages, damaged in every way that hands, programs and malice damage them: findings, and never a traceback.

The run is the same every time; `CAMPAIGN_MUTATIONS=5000` makes it longer.
"""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import TODAY
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from real_site import PROJECT
from test_bad_input import ordinary, write_sound_site

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.findings import FORMATS
from campaign.settings import load_settings

DOCS = PROJECT / "docs"
PAGES = sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md"))
DATA_FILES = sorted(path.name for path in (DOCS / "_data").iterdir())
EXAMPLES = int(os.environ.get("CAMPAIGN_MUTATIONS", "120"))
SETTINGS = load_settings(PROJECT, {})

#: What is put into a line: of Markdown, HTML, YAML, Unicode and our own shortcodes.
NASTY = [
    "---", "# ", "## ", "> > > ", "- ", "  - ", "1. ", "    ", "\t", "```", "~~~", "`", "``", "*", "**", "_", "~~",
    "\\", "[", "]", "[[", "]]", "](", ")", "![", "<", ">", "<!--", "-->", "<b>", "</b>", "<script>",
    "<svg onload=x>", "&#0;", "&lt;", "&#x1F600;", "&bogus;", "[a]: ", "[a]: javascript:x", "[a](http://[::1)",
    "[a](<//[>)", "![b](https://[x)", "[a](https://xn--\u00ff/)", "[a](https://xn--a/)", "[a](%ff%fe)", "[a](tel:)",
    "[a](mailto:)", "[a](https:)", "[a](#)", "[a](?)", "[a](..)", "[a](../../../..)", "[[fakta:",
    "[[fakta:kop-brott]]", "[[tjanst:bris]]", "[[bild:x]]", "[[x:y]]", "[[lista:kallor]]", "[[:]]", "[[å:ä|ö]]",
    "{: .x }", "{#x}", "{{ x }}", "{% y %}", "--8<-- 'x'", "[^1]", "*[A]: b", "| a | b |", "| --- |", "|",
    "!!! note", '!!! note "x', "??? question", "???+ x", ": ", "Ord\n: betyder", "===", "___", "<<<<<<< HEAD",
    "=======", ">>>>>>> x", "<!-- tillåt term-avoid: skäl -->", "<!-- tillåt -->", "112", "116 111", "020-12 34 56",
    "+46 (0)8 123 45 67", "٠١٢", "O20-1l", "\x00", "\x01", "\x0b", "\x0c", "\x1c", "\x85", "\xa0", "\xad", "\u200b",
    "\u2028", "\u2029", "\u202e", "\ufeff", "\ufffd", "\ue000", "\U000e0041", "\U0010ffff", "å\u030a", "ﬁ", "Ａ",
    "е", "\r", "\r\n", "\n", "\n\n", "😀\ufe0f", "t.ex.", "…", "!?", "”", "x" * 300, "ord " * 60, "a: b: c", "a: [",
    "a: {", "a: &x *x", "a: !!python/object:x y", "a: |", "a: >-", "? a", "- - - -", "title: x", "draft: true",
    "kind: lista", "lattlast: kort", "related: [..]", "image: ..", "changed_on: 9999-12-31",
    "last_reviewed_on: 0001-01-01", "review_in: 60", "source_hash: x", "audience: []", "<<: *a", "%YAML 1.1", "...",
    "'", '"', "#", ",", "@", "\u0000a",
]  # fmt: skip

Lines = list[str]
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@st.composite
def damaged(draw: st.DrawFn, text: str, most: int = 8) -> str:
    """A text with some damages, one after the other."""
    lines: Lines = text.split("\n")
    for _ in range(draw(st.integers(1, most))):
        place = draw(st.integers(0, max(0, len(lines) - 1)))
        if not lines:
            lines = [""]
        DAMAGES[draw(st.integers(0, len(DAMAGES) - 1))](draw, lines, place)
    text = "\n".join(lines)
    if draw(st.integers(0, 9)) == 0:
        return text[: draw(st.integers(0, len(text)))]
    return text


def _delete(_: st.DrawFn, lines: Lines, place: int) -> None:
    del lines[place]


def _double(_: st.DrawFn, lines: Lines, place: int) -> None:
    lines.insert(place, lines[place])


def _swap(draw: st.DrawFn, lines: Lines, place: int) -> None:
    other = draw(st.integers(0, len(lines) - 1))
    lines[place], lines[other] = lines[other], lines[place]


def _insert(draw: st.DrawFn, lines: Lines, place: int) -> None:
    lines.insert(place, "".join(draw(st.lists(st.sampled_from(NASTY) | ANY_TEXT, min_size=1, max_size=4))))


def _inside(draw: st.DrawFn, lines: Lines, place: int) -> None:
    column = draw(st.integers(0, len(lines[place])))
    lines[place] = lines[place][:column] + draw(st.sampled_from(NASTY) | ANY_TEXT) + lines[place][column:]


def _cut(draw: st.DrawFn, lines: Lines, place: int) -> None:
    lines[place] = lines[place][draw(st.integers(0, len(lines[place]))) :]


def _join(_: st.DrawFn, lines: Lines, place: int) -> None:
    lines[place : place + 2] = [" ".join(lines[place : place + 2])]


def _indent(draw: st.DrawFn, lines: Lines, place: int) -> None:
    lines[place] = draw(st.sampled_from([" ", "  ", "    ", "\t", "> ", "- ", "!!! x\n    "])) + lines[place]


DAMAGES: list[Callable[[st.DrawFn, Lines, int], None]] = [
    _delete, _double, _swap, _insert, _insert, _inside, _inside, _inside, _cut, _join, _indent,
]  # fmt: skip


def check(files: dict[str, bytes]) -> None:
    """Reads and checks a small site with these files in it; every finding lies within its file and can be printed."""
    with tempfile.TemporaryDirectory() as folder:
        docs = Path(folder) / "docs"
        write_sound_site(docs)
        for name, content in files.items():
            (docs / name).parent.mkdir(parents=True, exist_ok=True)
            (docs / name).write_bytes(content)
        here = dataclasses.replace(SETTINGS, project=Path(folder))  # without the shapes, which take most of the time
        findings = run_checks(load_site(docs, "docs"), here, TODAY)
        for finding in findings:
            file = Path(folder) / finding.path
            if not finding.path.startswith("docs/") or not file.is_file():
                continue
            text = file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
            assert 1 <= finding.line <= text.count("\n") + 1, finding
            assert finding.message and "Traceback" not in finding.message
        for write in FORMATS.values():
            assert write(findings).encode("utf-8")


LIMITS = settings(
    max_examples=EXAMPLES, deadline=None, derandomize=EXAMPLES < 1000, database=None, print_blob=True,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip


@LIMITS
@given(st.data())
def test_a_damaged_page_gives_findings_and_never_an_exception(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(PAGES))
    text = data.draw(damaged((DOCS / name).read_text(encoding="utf-8")))
    check({"lagen/kod.lattlast.md" if name.endswith(".lattlast.md") else "lagen/kod.md": text.encode()})


@settings(LIMITS, max_examples=max(20, EXAMPLES // 5))
@given(st.data())
def test_a_damaged_data_file_gives_findings_and_never_an_exception(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(DATA_FILES))
    rows = (DOCS / "_data" / name).read_text(encoding="utf-8").split("\n")
    start = data.draw(st.integers(0, max(0, len(rows) - 50)))
    text = data.draw(damaged("\n".join([*rows[:12], *rows[max(12, start) : start + 50]])))
    check({f"_data/{name}": text.encode()})


@settings(LIMITS, max_examples=max(20, EXAMPLES // 5))
@given(st.binary(max_size=300), st.sampled_from(["lagen/kod.md", "_data/facts.yml", "_data/ord.txt", "bilder/a.svg",
                                                 "bilder/a.png", "filer/a.pdf"]))  # fmt: skip
def test_any_bytes_give_findings_and_never_an_exception(content: bytes, name: str) -> None:
    check({name: content})


@pytest.mark.parametrize("text", ["", *dict.fromkeys(NASTY)])
def test_each_nasty_piece_alone_is_read(text: str) -> None:
    check({"lagen/kod.md": ordinary("kod", f"Text {text} text.\n\n{text}\n\n- {text}\n").encode()})

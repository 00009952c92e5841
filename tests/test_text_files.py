"""Reading text files: limits, encodings and leftovers, each one finding with its line; and how much memory it takes."""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, TODAY
from real_site import PROJECT

from campaign.content.pages import load_site
from campaign.content.plain_yaml import Problem
from campaign.content.text_files import LONGEST_LINE, MOST_DATA_BYTES, MOST_PAGE_BYTES, read_text_file

WriteDocs = Callable[..., Path]
HEAD = "---\ntitle: En sida\ndescription: En beskrivning av en sida som är lagom lång för att godtas.\n---\n"
MEMORY = 600_000_000  # bytes of address space; Python with its libraries takes half of it


def read(folder: Path, content: bytes, most: int = 1000) -> str | Problem:
    (folder / "fil.md").write_bytes(content)
    return read_text_file(folder / "fil.md", most)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (b"", ""),
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa", "a"),
        ("å\U0001f600".encode(), "å\U0001f600"),
        (b"x" * 1000, "x" * 1000),
        (b"a\0b", "a\0b"),  # a rule names the character
        (b"=======\n<<<<<< \n <<<<<<< x\n", "=======\n<<<<<< \n <<<<<<< x\n"),
    ],
)
def test_a_text_is_read_with_ordinary_newlines(tmp_path: Path, content: bytes, text: str) -> None:
    assert read(tmp_path, content) == text


@pytest.mark.parametrize(
    ("content", "line", "rule", "message"),
    [
        (b"x" * 1001, 1, "file-too-large", "Filen är för stor: 2 kB, högst 1 kB."),
        (b"a\nb\n\xe5", 3, "not-utf8", "Filen är inte sparad som UTF-8."),
        ("å".encode("utf-16"), 1, "not-utf8", "Filen är sparad som UTF-16."),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", 1, "not-utf8", "Filen är ingen text, fast namnet säger det."),
        (
            b"a\n<<<<<<< HEAD\nb\n",
            2,
            "conflict-left",
            "Två versioner av texten står i filen; här börjar eller slutar den ena: ”<<<<<<< HEAD”.",
        ),
        (
            b">>>>>>> x",
            1,
            "conflict-left",
            "Två versioner av texten står i filen; här börjar eller slutar den ena: ”>>>>>>> x”.",
        ),
    ],
)
def test_what_cannot_be_read_is_a_problem_on_its_line(
    tmp_path: Path, content: bytes, line: int, rule: str, message: str
) -> None:
    problem = read(tmp_path, content)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.rule, problem.message) == (line, rule, message)
    assert problem.suggestion.endswith(".")


def test_a_line_may_have_so_many_characters_and_no_more(tmp_path: Path) -> None:
    assert read(tmp_path, b"a\n" + b"x" * LONGEST_LINE, 10_000) == "a\n" + "x" * LONGEST_LINE
    problem = read(tmp_path, b"a\n" + b"x" * (LONGEST_LINE + 1) + b"\nb", 10_000)
    assert isinstance(problem, Problem)
    assert (problem.line, problem.message) == (2, "Raden har 5001 tecken, högst 5000.")


def test_a_missing_file_is_the_callers_concern(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_text_file(tmp_path / "finns-inte.md", 1)


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    problem = read_text_file(tmp_path, 1_000_000)  # a folder
    assert isinstance(problem, Problem)
    assert problem.rule == "file-unreadable"


@pytest.mark.parametrize(
    ("file", "size"),
    [
        ("lagen/a.md", MOST_PAGE_BYTES + 1),
        ("_data/facts.yml", MOST_DATA_BYTES + 1),
        ("_data/ord.txt", MOST_DATA_BYTES + 1),
        ("bilder/a.svg", 500_001),
        ("filer/a.pdf", 10_000_001),
    ],
)
def test_a_file_that_is_too_large_is_one_finding(write_docs: WriteDocs, file: str, size: int) -> None:
    docs = write_docs({})
    (docs / file).parent.mkdir(exist_ok=True)
    (docs / file).write_bytes(b"x" * size)
    found = [(finding.path, finding.line, finding.rule) for finding in load_site(docs, "docs").findings]
    assert found == [(f"docs/{file}", 1, "file-too-large")]


@pytest.mark.parametrize("file", ["facts.yml", "ord.txt"])
def test_a_data_file_that_is_a_link_is_never_followed(write_docs: WriteDocs, tmp_path: Path, file: str) -> None:
    secret = tmp_path / "hemligt.txt"
    secret.write_text("nyckel: hemligt: ord", encoding="utf-8")
    docs = write_docs({})
    (docs / "_data" / file).unlink()
    (docs / "_data" / file).symlink_to(secret)
    site = load_site(docs, "docs")
    assert [(finding.path, finding.rule) for finding in site.findings] == [(f"docs/_data/{file}", "symlink")]
    assert "hemligt" not in "".join(map(str, site.findings))
    assert not site.records.facts or file != "facts.yml"


def test_a_data_folder_that_is_a_link_is_never_followed(write_docs: WriteDocs, tmp_path: Path) -> None:
    docs = write_docs({})
    (docs / "_data").rename(tmp_path / "annan")
    (docs / "_data").symlink_to(tmp_path / "annan")
    site = load_site(docs, "docs")
    assert [(finding.path, finding.rule) for finding in site.findings] == [("docs/_data", "symlink")]
    assert not site.records.facts


def test_a_name_that_is_no_utf8_is_a_finding_that_can_be_printed(write_docs: WriteDocs) -> None:
    docs = write_docs({})
    (Path(os.fsdecode(os.fsencode(docs) + b"/r\xe5d.md"))).write_text(HEAD + "Text.\n", encoding="utf-8")
    [finding] = load_site(docs, "docs").findings
    assert str(finding).encode("utf-8")
    assert finding.rule == "file-name-invalid"
    assert "r-d.md" in finding.suggestion


def test_too_many_records_are_one_finding(write_docs: WriteDocs) -> None:
    docs = write_docs({}, {**DATA, "facts": "facts:\n" + "  - {}\n" * 2001})
    found = [(finding.line, finding.rule) for finding in load_site(docs, "docs").findings]
    assert found == [(2002, "text-too-large")]


#: Each huge or tangled file: its place, what it holds, and the rule of its only finding.
HUGE = {
    "five megabytes": ("lagen/a.md", HEAD + "Text om lagen.\n\n" * 310_000, "file-too-large"),
    "a line of a million": ("lagen/a.md", HEAD + "x" * 1_000_000, "file-too-large"),
    "a line of 99 000": ("lagen/a.md", HEAD + "x" * 99_000, "text-too-large"),
    "10 000 headings": ("lagen/a.md", HEAD + "## A\n\n" * 10_000, "text-too-large"),
    "100 000 shortcodes": ("lagen/a.md", HEAD + "[[fakta:x]]\n\n" * 100_000, "file-too-large"),
    "7 500 shortcodes": ("lagen/a.md", HEAD + "[[fakta:x]]\n\n" * 7_500, "text-too-large"),
    "a deep quotation": ("lagen/a.md", HEAD + "> " * 2_400 + "x", "nesting-too-deep"),
    "a deep list": ("lagen/a.md", HEAD + "".join(f"{'  ' * n}- a\n" for n in range(130)), "nesting-too-deep"),
    "a swelling head": (
        "lagen/a.md",
        "---\na0: &a0 [x, x]\n" + "".join(f"a{n}: [{'*a0, ' * 9}*a0]\n" for n in range(1, 99)) + "---\nText.\n",
        "front-matter-invalid",
    ),
    "a swelling data file": (
        "_data/facts.yml",
        "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [{f'*a{n - 1}, ' * 9}]\n" for n in range(1, 12)),
        "data-invalid",
    ),
    "a deep head": ("lagen/a.md", "---\ntitle: " + "[" * 500 + "\n---\nText.\n", "front-matter-invalid"),
    "a page of brackets": ("lagen/a.md", HEAD + ("[" * 4_900 + "\n\n") * 20, "text-too-large"),
    "a page of stars": ("lagen/a.md", HEAD + ("*a _" * 1_200 + "\n\n") * 20, None),
    "a page of ticks": ("lagen/a.md", HEAD + ("".join("`" * n + " " for n in range(1, 95)) + "\n\n") * 20, None),
    "a page of tags": ("lagen/a.md", HEAD + ("<a " * 1_600 + "\n\n") * 20, None),
    "a page of digits": ("lagen/a.md", HEAD + ("1 2-3 " * 800 + "\n\n") * 20, None),
    "a page of one word": ("lagen/a.md", HEAD + ("x" * 4_900 + "\n\n") * 20, None),
    "a page of points": ("lagen/a.md", HEAD + ("a. " * 1_600 + "\n\n") * 20, None),
    "a page of hidden signs": ("lagen/a.md", HEAD + ("\u200b" * 1_600 + "\n\n") * 20, None),
    "a page of comments": ("lagen/a.md", HEAD + ("<!-- " * 900 + "\n\n") * 20, "text-too-large"),
    "a page of 95 comments": ("lagen/a.md", HEAD + "<!-- x\n\n" * 95 + ("x" * 4_900 + "\n\n") * 19, None),
    "a table": ("lagen/a.md", HEAD + "|a" * 900 + "|\n" + "|-" * 900 + "|\n" + ("|a" * 900 + "|\n") * 9, None),
}  # fmt: skip

MEASURE = """\
import datetime, json, resource, sys, time
from pathlib import Path
from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.settings import load_settings
settings = load_settings(Path(sys.argv[2]), {})
start = time.process_time()
findings = run_checks(load_site(Path(sys.argv[1]), "docs"), settings, datetime.date.fromisoformat(sys.argv[3]))
taken = time.process_time() - start
print(json.dumps({
    "seconds": taken, "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
    "findings": [[finding.path, finding.rule] for finding in findings],
}))
"""


def measured(docs: Path) -> dict[str, object]:
    """Seconds, memory and findings of a check in a process of its own, which may have so much memory and no more."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURE, str(docs), str(PROJECT), str(TODAY)],
        capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": str(PROJECT)},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY)),
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-2000:]
    found: dict[str, object] = json.loads(result.stdout)
    return found


@pytest.mark.parametrize("case", HUGE)
def test_a_huge_file_is_a_finding_and_takes_no_memory_to_speak_of(write_docs: WriteDocs, case: str) -> None:
    file, text, rule = HUGE[case]
    found = measured(write_docs({file: text}))["findings"]
    assert isinstance(found, list)
    told = {name for path, name in found if path == f"docs/{file}"} - {"not-in-navigation", "twin-missing"}
    assert rule is None or told == {rule}


def test_a_picture_of_50_megabytes_is_a_finding(write_docs: WriteDocs) -> None:
    docs = write_docs({})
    (docs / "bilder").mkdir()
    for name, start in (("stor.jpg", b"\xff\xd8\xff"), ("stor.svg", b"<svg>"), ("stor.pdf", b"%PDF-1.7")):
        with (docs / "bilder" / name).open("wb") as file:
            file.write(start)
            file.truncate(50_000_000)
    found = measured(docs)["findings"]
    assert isinstance(found, list)
    assert sorted(item for item in found if "/bilder/" in item[0]) == [
        ["docs/bilder/stor.jpg", "image-too-large"],
        ["docs/bilder/stor.pdf", "file-too-large"],
        ["docs/bilder/stor.svg", "file-too-large"],
    ]

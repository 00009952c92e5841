"""Every rule has fixtures that carry their own expectation, and gives exactly those findings.

tests/checks/<rule>/bad*.md   a page (or several files, parted by `<!-- file: path -->`) with lines such as
                              `<!-- expect: 3 rule-id -->` (`# expect: 3 rule-id` in a data file)
tests/checks/<rule>/good*.md  must give no finding of the rule
tests/checks/<rule>/limits*.md  known misses: what the rule should find but does not
"""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA, TODAY

from campaign.checks import RULES, run_checks
from campaign.content.pages import load_site
from campaign.settings import BothLimits, HarderSection, Settings

FOLDER = Path(__file__).parent / "checks"
_FILE = re.compile(r"^<!-- file: (\S+) -->\n", re.MULTILINE)
_EXPECT = re.compile(r"^(?:<!--|#) expect: (\d+) ([a-z-]+)(?: -->)?$", re.MULTILINE)

#: Rules whose input is not text: their fixtures are made by tests of the module that reads files.
MADE_ELSEWHERE = {
    "not-utf8": "test_bad_input.py",
    "symlink": "test_bad_input.py",
    "file-name-invalid": "test_pages.py",
    "file-type-unknown": "test_pages.py",
    "security-contact-old": "test_metadata.py",
    "image-animated": "test_media.py",
    "image-has-position": "test_media.py",
    "image-too-large": "test_media.py",
    "shape-invalid": "test_shapes.py",
    "file-too-large": "test_text_files.py",
    "file-unreadable": "test_text_files.py",
}


def parts(text: str) -> dict[str, str]:
    """The files of a fixture: one page, or several parted by `<!-- file: path -->`."""
    pieces = _FILE.split(text)
    if len(pieces) == 1:
        return {"lagen/sida.md": text}
    return dict(zip(pieces[1::2], pieces[2::2], strict=True))


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """The project's settings with round numbers of their own, so that a new gate breaks no fixture."""
    limits = settings.table.limits
    ordinary = {"lix": 38, "lix_warning": 38, "long_words_percent": 27, "mean_sentence_words": 14}
    simple = {"lix": 26, "lix_warning": 24, "mean_sentence_words": 10}
    both = BothLimits(sv=limits.sv.model_copy(update=ordinary), lattlast=limits.lattlast.model_copy(update=simple))
    harder = {name: HarderSection(lix=42, long_words_percent=30) for name in ("lagen", "yrkesverksamma")}
    table = settings.table.model_copy(update={"limits": both, "harder_sections": harder})
    return dataclasses.replace(settings, table=table)


CASES = sorted(path.relative_to(FOLDER).as_posix() for path in FOLDER.rglob("*.md"))


@pytest.mark.parametrize("case", CASES)
def test_a_fixture_gives_exactly_the_findings_it_expects(
    case: str, write_docs: Callable[..., Path], settings: Settings
) -> None:
    rule = case.split("/")[0]
    files = parts((FOLDER / case).read_text(encoding="utf-8"))
    expected = Counter(
        (f"docs/{name}", int(match[1])) for name, text in files.items() for match in _EXPECT.finditer(text)
        if match[2] == rule
    )  # fmt: skip
    missing = {name for name, text in files.items() if text.startswith("(saknas)")}
    data = {name: text for name, text in DATA.items() if f"_data/{name}.yml" not in missing}
    written = {name: text for name, text in files.items() if name not in missing}
    site = load_site(write_docs(written, data), "docs")
    findings = run_checks(site, settings, TODAY, spelling=rule in ("spelling", "word-rare"))
    found = Counter((finding.path, finding.line) for finding in findings if finding.rule == rule)
    assert found == expected, "\n".join(str(finding) for finding in findings)
    assert bool(expected) == Path(case).name.startswith("bad")


def test_every_rule_has_a_bad_and_a_good_fixture() -> None:
    for rule in sorted(RULES.keys() - MADE_ELSEWHERE.keys()):
        names = [path.name for path in (FOLDER / rule).glob("*.md")]
        assert any(name.startswith("bad") for name in names), f"{rule} has no bad fixture"
        assert any(name.startswith("good") for name in names), f"{rule} has no good fixture"


def test_no_fixture_is_left_of_a_rule_that_is_gone() -> None:
    assert {path.name for path in FOLDER.iterdir() if path.is_dir()} <= RULES.keys()


def test_rules_made_elsewhere_are_tested_there() -> None:
    for rule, file in MADE_ELSEWHERE.items():
        assert f'"{rule}"' in (Path(__file__).parent / file).read_text(encoding="utf-8")


def test_every_message_says_what_to_write_instead(
    write_docs: Callable[[Mapping[str, str]], Path], settings: Settings
) -> None:
    texts = {f"lagen/sida-{number}.md": next(iter(parts((FOLDER / case).read_text(encoding="utf-8")).values()))
             for number, case in enumerate(CASES) if "/bad" in case}  # fmt: skip
    for finding in run_checks(load_site(write_docs(texts), "docs"), settings, TODAY):
        assert finding.message.endswith((".", "…", ":")) and finding.suggestion, finding

"""Spelling with the real dictionary: hunspell and its stand-in give the same answers."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import TODAY
from real_site import run_campaign

from campaign.checks import run_checks
from campaign.checks.spelling import dictionary_path, misspelled
from campaign.content.pages import load_site
from campaign.content.spelling import words_to_check
from campaign.settings import Settings

GOOD = "sexköpslagen människohandel lättläst kurator grooming ungdomsmottagningen orosanmälan målsägande".split()
BAD = "kurtor lättläs-t ungdomsmotagning orosanmälann tvåå".split()
HEAD = "---\ntitle: En sida\ndescription: En beskrivning av en sida som är lagom lång för att godtas.\n---\n"


@pytest.mark.parametrize("program", [shutil.which("hunspell"), None], ids=["hunspell", "spylls"])
def test_the_program_and_its_stand_in_agree(program: str | None) -> None:
    if program is None:
        assert misspelled(["kurator", "kurtor"], None) == {"kurtor"}
    else:
        assert misspelled([*GOOD, *BAD], program) == set(BAD)


def test_the_tests_have_the_program() -> None:
    assert shutil.which("hunspell"), "scripts/prepare test installs it"
    assert dictionary_path().with_suffix(".dic").is_file()


def test_a_program_that_fails_is_an_error(tmp_path: Path) -> None:
    program = tmp_path / "hunspell"
    program.write_text("#!/bin/sh\necho trasig >&2\nexit 3\n")
    program.chmod(0o755)
    with pytest.raises(RuntimeError, match="trasig"):
        misspelled(["ord"], str(program))


def test_addresses_and_what_has_digits_are_not_words() -> None:
    text = "Se www.umo.se/a-b, a@b.se eller https://x.se/y. Prop. 2024/25:124 och 10a §.\nEn e-post, 5G."
    assert [word for word, _ in words_to_check(text)] == ["Se", "eller", "Prop", "och", "En", "e-post"]


def test_a_suggestion_is_given_and_the_own_list_named(
    write_docs: Callable[[Mapping[str, str]], Path], settings: Settings
) -> None:
    docs = write_docs({"lagen/sida.md": f"{HEAD}Du kan prata med en kurtor.\n"})
    [finding] = [
        finding for finding in run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)
        if finding.rule == "spelling"
    ]  # fmt: skip
    assert "”kurator”" in finding.suggestion and "docs/_data/ord.txt" in finding.suggestion


def test_own_words_are_right_and_a_missing_list_is_a_finding(
    write_docs: Callable[[Mapping[str, str]], Path], settings: Settings
) -> None:
    docs = write_docs({"lagen/sida.md": f"{HEAD}En qwertyist.\n", "_data/ord.txt": "# namn\nQwertyist\n"})
    rules = {finding.rule for finding in run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)}
    assert "spelling" not in rules
    (docs / "_data" / "ord.txt").unlink()
    rules = {finding.rule for finding in run_checks(load_site(docs, "docs"), settings, TODAY, spelling=True)}
    assert rules >= {"spelling", "data-missing"}


def test_the_command_can_leave_spelling_out(write_docs: Callable[[Mapping[str, str]], Path]) -> None:
    docs = write_docs({"lagen/sida.md": f"{HEAD}Du kan prata med en kurtor.\n"})
    assert "(spelling)" in run_campaign("check", "--docs", str(docs)).stdout
    assert "(spelling)" not in run_campaign("check", "--docs", str(docs), "--no-spelling").stdout

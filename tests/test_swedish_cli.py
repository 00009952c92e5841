"""The command line speaks Swedish: every text of click has a translation, and no English reaches whom uses it."""

from __future__ import annotations

import gettext
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po
from real_site import run_campaign

from campaign.cli import COMMANDS, main
from campaign.cli.swedish import ARGUMENTS, CATALOGUES, DOMAIN, PURPOSES

CATALOGUE = CATALOGUES / "sv" / "LC_MESSAGES" / f"{DOMAIN}.po"
KEYWORDS = {"_": None, "gettext": None, "ngettext": (1, 2)}
ENGLISH = re.compile(
    r"\b(?:Usage|Options?|OPTIONS|Commands?|COMMAND|ARGS|Error|Try|for help|Missing|argument|Invalid|value|Show|exit|"
    r"default|required|No such|Did you mean|Aborted|FILE|FILES|DIRECTORY|PATHS?|PAGES?|INTEGER|NUMBER|FLOAT|BOOLEAN|"
    r"NAME|FACT|TEXTS|unexpected|extra|does not|is not|range|dynamic)\b"
)
WRONG = (
    ("chek",), ("--hlep",), ("check", "--formt", "json"), ("check", "--format", "xml"), ("check", "--format"),
    ("check", "--today", "i dag"), ("check", "--docs", "finns-inte"), ("check", "finns-inte.md"),
    ("check", "--spelling=ja"), ("serve", "--port", "åtta"), ("mark-translated",), ("mark-translated", "finns/inte"),
    ("rules", "en"), ("rules", "en", "två"), ("build", "--mode", "skarp"), ("status", "--sort", "lax"),
    ("status", "--only", "finns-inte"), ("status", "--outptu", "x"),
)  # fmt: skip


def translations(path: Path = CATALOGUE) -> dict[str | tuple[str, ...], tuple[str, ...]]:
    """The Swedish of each text; a text with a plural is a tuple."""
    with path.open("rb") as file:
        catalogue = read_mo(file) if path.suffix == ".mo" else read_po(file, locale="sv")
    return {
        message.id if isinstance(message.id, str) else tuple(message.id): (message.string,)
        if isinstance(message.string, str)
        else tuple(message.string)
        for message in catalogue
        if message.id
    }


def test_every_text_of_the_installed_click_has_a_translation() -> None:
    known = translations()
    folder = Path(click.__file__).parent
    wanted = {message for _, _, message, _, _ in extract_from_dir(str(folder), keywords=KEYWORDS)}
    assert len(wanted) > 60
    assert {message for message in wanted if not all(known.get(message) or [""])} == set()
    assert set(known) - wanted == set(), "click no longer says this"


def test_a_translation_names_only_what_the_text_is_given() -> None:
    def fields(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)|%\((\w+)\)", text))

    for message, swedish in translations().items():
        given = fields(" ".join([message] if isinstance(message, str) else message))
        for text in swedish:
            assert fields(text) <= given, message


def test_the_compiled_catalogue_is_the_one_that_is_read() -> None:
    compiled = translations(CATALOGUE.with_suffix(".mo"))
    assert compiled == translations(), "run: pybabel compile --directory campaign/cli --domain click --locale sv"


def test_other_texts_than_ours_keep_the_computer_s_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "sv/LC_MESSAGES").mkdir(parents=True)
    shutil.copy(CATALOGUE.with_suffix(".mo"), tmp_path / "sv/LC_MESSAGES/annat.mo")
    monkeypatch.setenv("LANGUAGE", "en")
    assert gettext.find(DOMAIN, str(CATALOGUES)) is not None
    assert gettext.find("annat", str(tmp_path)) is None
    monkeypatch.setenv("LANGUAGE", "sv")
    assert gettext.find("annat", str(tmp_path)) is not None


@pytest.mark.parametrize("language", [{"LANG": "C"}, {"LC_ALL": "en_US.UTF-8", "LANGUAGE": "en"}, {"LANG": ""}])
def test_it_speaks_swedish_whatever_language_the_computer_has(language: dict[str, str]) -> None:
    result = run_campaign("check", "--formt", "json", **language)
    assert result.returncode == 2
    assert "Fel: Valet ”--formt” finns inte. Menade du '--format'?" in result.stderr


def test_what_it_starts_keeps_the_computer_s_language() -> None:
    code = "import os, campaign.cli; print(sorted(set(os.environ) & {'LANGUAGE', 'LC_ALL', 'LC_MESSAGES'}))"
    result = subprocess.run([sys.executable, "-c", code], env={"LANG": "C"}, capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_the_help_of_every_command_is_swedish_and_fits_80_columns(name: str) -> None:
    result = run_campaign(*([name] if name else []), "--help", COLUMNS="80")
    assert result.returncode == 0
    assert "Visa den här hjälpen." in result.stdout
    assert ENGLISH.findall(re.sub(r"--[\w-]+", "", result.stdout)) == []
    assert max(map(len, result.stdout.splitlines())) <= 80


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_told_in_swedish_and_ends_with_2(arguments: tuple[str, ...]) -> None:
    result = run_campaign(*arguments)
    assert result.returncode == 2, result.stderr
    assert result.stdout == ""
    assert "Fel: " in result.stderr
    assert ENGLISH.findall(re.sub(r"--[\w-]+", "", result.stderr)) == []


@pytest.mark.parametrize(
    ("word", "meant"), [("chek", "check"), ("sttus", "status"), ("mark-transated", "mark-translated")]
)
def test_a_misspelt_command_is_answered_with_the_nearest(word: str, meant: str) -> None:
    assert f"Kommandot ”{word}” finns inte. Menade du '{meant}'" in run_campaign(word).stderr


def test_every_command_stands_under_what_one_wants_to_do() -> None:
    listed = [name for names in PURPOSES.values() for name in names]
    assert len(listed) == len(set(listed))
    assert set(COMMANDS) <= set(listed), "put the new command in PURPOSES, campaign/cli/swedish.py"
    text = run_campaign("--help").stdout
    places = [text.index(f"\n{purpose}:") for purpose, names in PURPOSES.items() if set(names) & set(COMMANDS)]
    assert places == sorted(places) and text.index("\nVal:") > places[-1]


def test_without_a_command_the_help_is_shown() -> None:
    result = run_campaign()
    assert result.returncode == 2
    assert result.stderr == run_campaign("--help").stdout


def test_every_value_has_a_swedish_name() -> None:
    swedish = {
        "FIL",
        "MAPP",
        "SÖKVÄG",
        "TEXT",
        "HELTAL",
        "TAL",
        "DATUM",
        "DEL",
        "VERSION",
        "AFFISCH",
        "MÅL",
        "UPPGIFT",
        *ARGUMENTS.values(),
    }
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command
        context = click.Context(command, info_name=name)
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.is_flag:
                continue
            shown = parameter.make_metavar(context)
            if not isinstance(parameter.type, click.Choice):
                assert set(re.findall(r"\w+", shown)) <= swedish, f"{name}: {shown}"

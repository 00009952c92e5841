"""What is promised in words is there: rules, keys, commands, scripts. And what must not stand anywhere does not."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from real_site import PROJECT

from campaign.cli import COMMANDS, main
from campaign.content.markdown import scan

README = (PROJECT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")
GUIDE = sorted((PROJECT / ".github/handledning").glob("*.md"))
DOCUMENTS = [PROJECT / "README.md", PROJECT / "CONTRIBUTING.md", *GUIDE]
names = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(PROJECT).as_posix())

#: Files that the documents name because a reader might make them, or because a build makes them.
MADE_LATER = {"docs/bilder/gata.jpg"}


def tracked_files() -> list[str]:
    """Every file that git tracks."""
    result = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


def anchors(document: Path) -> set[str]:
    """The anchors that the code host gives a document's headings."""
    text = document.read_text(encoding="utf-8")
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@names
def test_every_link_leads_to_a_file_and_a_heading_that_exist(document: Path) -> None:
    links = [link.target for link in scan(document.read_text(encoding="utf-8")).links]
    assert links
    for target in links:
        path, _, anchor = unquote(target).partition("#")
        if path.startswith("https:"):
            continue
        file = (document.parent / path).resolve() if path else document
        assert file.exists() and file.is_relative_to(PROJECT), target
        assert not anchor or anchor in anchors(file), target


@pytest.mark.parametrize(
    "document", [path for path in DOCUMENTS if path.name != "uppslag.md"], ids=lambda path: path.name
)
def test_every_path_and_script_that_is_named_exists(document: Path) -> None:
    text = document.read_text(encoding="utf-8")
    folders = "docs|campaign|overrides|tests|scripts|requirements"
    for name in set(re.findall(rf"(?<![\w/-])(?:{folders})/[\w./-]*\w", text)) - MADE_LATER:
        assert (PROJECT / name).exists(), name
    for name in set(re.findall(r"(?<![\w/.-])([a-z]+\.(?:yml|txt))\b", text)):
        assert any((PROJECT / folder / name).is_file() for folder in ("docs/_data", "requirements", ".")), name


def test_every_command_that_is_named_exists_with_its_options() -> None:
    for document in DOCUMENTS:
        for code in re.findall(r"`(?:\.venv/bin/)?campaign ([a-z][^`]*)`", document.read_text(encoding="utf-8")):
            name, *arguments = code.split()
            assert name in COMMANDS, f"{document.name}: campaign {name}"
            command = main.get_command(click.Context(main), name)
            assert command
            known = {flag for parameter in command.params for flag in (*parameter.opts, *parameter.secondary_opts)}
            assert {part for part in arguments if part.startswith("--")} <= known, f"{document.name}: campaign {code}"


def test_a_communicator_meets_the_guide_first() -> None:
    for text in (README, CONTRIBUTING):
        assert text.index("](.github/handledning/README.md)") < text.index("scripts/")


def test_every_command_is_explained_in_swedish() -> None:
    for name in COMMANDS:
        command = main.get_command(click.Context(main), name)
        assert command and command.help, name
        for parameter in command.params:
            if isinstance(parameter, click.Option) and parameter.name != "help":
                assert parameter.help, f"{name} --{parameter.name}"


def test_no_tracked_file_names_a_registry_or_a_place_on_one_machine() -> None:
    hosts = [
        "py" + "pi.org",
        "python" + "hosted.org",
        "registry.npm" + "js.org",
        "deb.deb" + "ian.org",
        "index-" + "url",
    ]
    places = ["/ho" + "me/", "/ro" + "ot/", "/work" + "/", "/far" + "m/"]
    for name in tracked_files():
        path = PROJECT / name
        if path.suffix in (".png", ".ico", ".woff2", ".mo", ".gz"):
            continue
        text = path.read_text(encoding="utf-8")
        for word in hosts + places:
            assert word not in text, f"{name}: {word}"


def test_the_readme_shows_a_picture_that_exists() -> None:
    for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (PROJECT / target).is_file(), target


def test_the_locks_pin_exact_versions_with_hashes() -> None:
    for name in ("runtime", "publish", "test"):
        lock = (PROJECT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        for entry in re.split(r"\n(?=[a-z])", lock)[1:]:
            assert re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry, entry[:60]
    for wanted in ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "mkdocs-static-i18n==1.3.1"):
        assert wanted in (PROJECT / "requirements/runtime.txt").read_text(encoding="utf-8")

"""What is promised in words is there: rules, keys, commands, scripts. And what must not stand anywhere does not."""

from __future__ import annotations

import re
import subprocess

import click
from conftest import PROJECT

from campaign.cli import COMMANDS, main
from campaign.content.front_matter import Audience, Kind, PageHead, TwinHead

README = (PROJECT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text(encoding="utf-8")


def tracked_files() -> list[str]:
    """Every file that git tracks."""
    result = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True, check=True)
    return result.stdout.splitlines()


def test_every_front_matter_key_is_explained_to_editors_in_the_schema_s_own_words() -> None:
    for model in (PageHead, TwinHead):
        for name, field in model.model_fields.items():
            assert f"| `{name}` | {field.description} |" in CONTRIBUTING, name


def test_every_audience_and_kind_is_listed() -> None:
    for value in (*Audience.__args__, *Kind.__args__):
        assert re.search(rf"\b{value}\b", CONTRIBUTING), value


def test_every_script_and_command_that_is_named_exists() -> None:
    for name in set(re.findall(r"\./scripts/([a-z-]+)", README + CONTRIBUTING)):
        assert (PROJECT / "scripts" / name).is_file(), name
    for name in set(re.findall(r"campaign ([a-z-]+)", README + CONTRIBUTING)):
        assert name in COMMANDS, name


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
        if path.suffix in (".png", ".ico", ".woff2", ".mo"):
            continue
        text = path.read_text(encoding="utf-8")
        for word in hosts + places:
            assert word not in text, f"{name}: {word}"


def test_the_readme_shows_a_picture_that_exists() -> None:
    for target in re.findall(r"!\[[^\]]+\]\(([^)]+)\)", README):
        assert (PROJECT / target).is_file(), target


def test_the_locks_pin_exact_versions_with_hashes() -> None:
    for name in ("runtime", "test"):
        lock = (PROJECT / f"requirements/{name}.txt").read_text(encoding="utf-8")
        for entry in re.split(r"\n(?=[a-z])", lock)[1:]:
            assert re.match(r"[\w.-]+==\S+", entry) and "--hash=sha256:" in entry, entry[:60]
    for wanted in ("mkdocs==1.6.1", "mkdocs-material==9.8.1", "mkdocs-static-i18n==1.3.1"):
        assert wanted in (PROJECT / "requirements/runtime.txt").read_text(encoding="utf-8")

"""Swedish for click: what it says, what it calls a value, and a list of commands by what one wants to do.

click's own texts stand in sv/LC_MESSAGES/click.po; tests/test_swedish_cli.py demands each of them.
"""

from __future__ import annotations

import functools
import gettext
import io
import os
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

DOMAIN = "click"
CATALOGUES = Path(__file__).parent

#: What click calls a value in help and errors, by the type that has the name.
VALUES: dict[type[click.ParamType[Any]], str] = {
    click.types.IntParamType: "heltal", click.types.IntRange: "heltal", click.types.FloatParamType: "tal",
    click.types.FloatRange: "tal", click.types.BoolParamType: "ja eller nej", click.types.File: "fil",
}  # fmt: skip

#: What a value is called in help, by its name in the code, where the command does not say.
ARGUMENTS = {"page": "SIDA", "pages": "SIDA", "path": "FIL", "paths": "FIL", "file": "FIL", "fact": "FAKTUM",
             "texts": "TEXT", "name": "NAMN", "server": "SERVER",
             "logs": "LOGG"}  # fmt: skip

#: The commands by what one wants to do; one that is in no list stands last, under "Annat".
PURPOSES = {
    "Skriva": ("new", "diff", "mark-translated"),
    "Granska": ("check", "status", "summary", "rules", "guide"),
    "Godkänna": ("mark-reviewed", "approve-hash", "receipt", "drill"),
    "Visa och bygga": ("serve", "build", "media"),
    "Publicera": ("hosting", "publish", "rollback", "releases"),
    "Följa upp": ("report",),
    "Spara": ("addresses", "archive"),
}
OTHER = "Annat"
LONGEST_SUMMARY = 200  # characters: whole sentences, on two lines if need be
EPILOG = "Mer om ett kommando: campaign check --help"

_find = gettext.find


@functools.wraps(_find)
def _find_swedish(domain: str, localedir: Any = None, languages: Any = None, all: bool = False) -> Any:
    return _find(domain, localedir, ["sv"] if domain == DOMAIN else languages, all)


def speak_swedish() -> None:
    """Makes click speak Swedish, whatever language the computer has.

    gettext takes the language from the environment, where git, hunspell and MkDocs would inherit it. So nothing is
    set there: our catalogue alone is always looked up in Swedish.
    """
    gettext.find = _find_swedish
    gettext.bindtextdomain(DOMAIN, str(CATALOGUES))
    gettext.textdomain(DOMAIN)
    for kind, name in VALUES.items():
        kind.name = name


def _name_values(command: click.Command) -> None:
    """Gives a command's options and values Swedish names: in its usage, and where its help speaks of PAGES."""
    if command.options_metavar == "[OPTIONS]":
        command.options_metavar = "[VAL]"
    for parameter in command.params:
        if isinstance(parameter, click.Argument) and parameter.metavar is None and parameter.name in ARGUMENTS:
            name = ARGUMENTS[parameter.name]
            command.help = re.sub(rf"\b{parameter.name.upper()}\b", name, command.help or "")
            several = f"{name}..." if parameter.nargs != 1 else name
            parameter.metavar = several if parameter.required else f"[{several}]"


class SwedishGroup(click.Group):
    """A group of commands that lists them by purpose, and shows an error in red and in words."""

    def __init__(self, **keywords: Any) -> None:
        super().__init__(subcommand_metavar="KOMMANDO", options_metavar="[VAL]", epilog=EPILOG, **keywords)

    def find_command(self, name: str) -> click.Command | None:
        """The command of that name, or None."""
        return self.commands.get(name)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command with Swedish names for its values, or None."""
        command = self.find_command(cmd_name)
        if command is not None:
            _name_values(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that is meant; a misspelt one is answered with the nearest."""
        if args[0] not in self.list_commands(ctx):
            raise click.NoSuchCommand(args[0], possibilities=self.list_commands(ctx), ctx=ctx)
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands first, since they are what one looks for."""
        self.format_commands(ctx, formatter)
        click.Command.format_options(self, ctx, formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Writes the commands under what one wants to do, each with the first sentence of its help."""
        names = self.list_commands(ctx)
        listed = {name for purpose in PURPOSES.values() for name in purpose}
        groups = {**PURPOSES, OTHER: tuple(name for name in names if name not in listed)}
        width = max(map(len, names))
        for purpose, members in groups.items():
            found = [(name, self.get_command(ctx, name)) for name in members if name in names]
            rows = [
                (name.ljust(width), command.get_short_help_str(LONGEST_SUMMARY)) for name, command in found if command
            ]
            if rows:
                with formatter.section(purpose):
                    formatter.write_dl(rows)

    def main(  # type: ignore[override]
        self, args: Sequence[str] | None = None, standalone_mode: bool = True, **extra: Any
    ) -> Any:
        """Runs a command; wrong usage ends with 2, an error with 1. No colours where NO_COLOR is set."""
        if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
            extra.setdefault("color", False)
        try:
            result = super().main(args, standalone_mode=False, **extra)
        except (click.ClickException, click.Abort) as error:
            if not standalone_mode:
                raise
            _show(error, extra.get("color"))
            sys.exit(error.exit_code if isinstance(error, click.ClickException) else 1)
        if standalone_mode:
            sys.exit(result if isinstance(result, int) else 0)
        return result


def _show(error: click.ClickException | click.Abort, color: bool | None) -> None:
    if isinstance(error, click.Abort):
        click.echo(gettext.gettext("Aborted!"), err=True)
        return
    from campaign.cli.terminal import folded  # its options are made when click speaks Swedish, not before

    text = io.StringIO()
    error.show(text)
    red = click.style("Fel:", fg="red", bold=True)
    shown = re.sub(r"^Fel:", red, folded(text.getvalue(), "  "), count=1, flags=re.MULTILINE)
    click.echo(shown, nl=False, err=True, color=color)

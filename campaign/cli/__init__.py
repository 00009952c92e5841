"""The command line, floor 5: the only place that reads the clock and prints.

A command is imported when it is used: `check` needs nothing of what draws pictures.
"""

from __future__ import annotations

from importlib import import_module

import click

#: Each command and the module of this package that holds it; the function is named like the command.
COMMANDS = {
    "check": "check",
    "build": "site",
    "serve": "site",
    "rules": "catalogue",
    "mark-translated": "marks",
    "summary": "changes",
    "receipt": "changes",
    "drill": "changes",
}


class LazyGroup(click.Group):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the editorial week."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"campaign.cli.{COMMANDS[cmd_name]}")
        command = getattr(module, cmd_name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def main() -> None:
    """Granskar texterna och bygger webbplatsen."""

"""The command line, floor 5: the only place that reads the clock and prints.

A command is imported when it is used: `check` needs nothing of what draws pictures.
"""

from __future__ import annotations

from importlib import import_module

import click

from campaign.cli.swedish import SwedishGroup, speak_swedish

#: Each command and the module of this package that holds it; the function is named like the command.
COMMANDS = {
    "new": "new",
    "diff": "compare",
    "mark-translated": "marks",
    "mark-reviewed": "marks",
    "approve-hash": "approvals",
    "check": "check",
    "status": "status",
    "rules": "catalogue",
    "guide": "catalogue",
    "summary": "changes",
    "receipt": "changes",
    "drill": "changes",
    "media": "media",
    "build": "site",
    "serve": "site",
    "hosting": "hosting",
    "publish": "publish",
    "rollback": "publish",
    "releases": "publish",
    "addresses": "archive",
    "archive": "archive",
    "report": "report",
}


class LazyGroup(SwedishGroup):
    """A group whose commands are imported on use."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of the commands, in the order of the editorial week."""
        return list(COMMANDS)

    def find_command(self, name: str) -> click.Command | None:
        """The command, or None when there is none of that name."""
        if name not in COMMANDS:
            return None
        module = import_module(f"campaign.cli.{COMMANDS[name]}")
        command = getattr(module, name.replace("-", "_"))
        assert isinstance(command, click.Command)
        return command


speak_swedish()


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
def main() -> None:
    """Granskar texterna och bygger webbplatsen."""

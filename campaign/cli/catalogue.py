"""`campaign rules` and `campaign guide`: what the texts are checked against, and the editors' reference."""

from __future__ import annotations

import sys
import textwrap
from pathlib import Path

import click

from campaign.checks import RULES
from campaign.cli.terminal import PROJECT, read_settings, say
from campaign.editing.guide import CommandHelp
from campaign.editing.guide import guide as reference
from campaign.findings import Severity

#: Where the reference lies: beside the pages of the guide that are written by hand.
REFERENCE = ".github/handledning/uppslag.md"


@click.command()
@click.option("--exempel", is_flag=True, help="Visa också ett dåligt och ett bra exempel.")
def rules(exempel: bool) -> None:
    """Listar reglerna som texterna granskas mot."""
    settings = read_settings()
    for rule in sorted(RULES.values(), key=lambda item: item.id):
        severities = {settings.severity(rule.id, "sv"), settings.severity(rule.id, "lattlast")}
        name = " / ".join(sorted("fel" if severity is Severity.ERROR else "varning" for severity in severities))
        click.echo(click.style(rule.id, bold=True) + f" ({name})")
        click.echo(textwrap.fill(rule.description, 76, initial_indent="  ", subsequent_indent="  "))
        if exempel:
            click.echo(f"  Dåligt: {rule.bad}\n  Bra: {rule.good}")


@click.command()
@click.option(
    "--check", "only_check", is_flag=True, help="Säg bara om filen stämmer; slutar med 1 när den inte gör det."
)
@click.pass_context
def guide(context: click.Context, only_check: bool) -> None:
    """Skriver uppslagsdelen av redaktörernas handledning ur kodens egna tabeller."""
    group = context.find_root().command
    assert isinstance(group, click.Group)
    text = reference(read_settings(), command_helps(group))
    file = PROJECT / REFERENCE
    if not only_check:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        say(f"{REFERENCE} är skriven.")
    elif not file.is_file() or file.read_text(encoding="utf-8") != text:
        click.echo(f"✗ {REFERENCE} stämmer inte med koden. Kör: campaign guide", err=True)
        sys.exit(1)
    else:
        say(f"{REFERENCE} stämmer med koden.")


def command_helps(group: click.Group) -> list[CommandHelp]:
    """Every command of the group with its usage, its text and its options."""
    context = click.Context(group, info_name="campaign")
    found = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        own = click.Context(command, info_name=name, parent=context)
        options = [_told(option, own) for option in command.params if isinstance(option, click.Option)]
        usage = " ".join(command.collect_usage_pieces(own))
        text = "\n\n".join(" ".join(part.split()) for part in (command.help or "").split("\n\n"))
        found.append(CommandHelp(name, usage, text, options))
    return found


def _told(option: click.Option, context: click.Context) -> tuple[str, str]:
    """An option's flags with their value, and its help with what holds when it is left out."""
    flags = " / ".join([", ".join(option.opts), *option.secondary_opts])
    if option.is_flag:
        return flags, option.help or ""
    default = option.show_default if isinstance(option.show_default, str) else option.default
    left_out = f" Utelämnad = {default}." if isinstance(default, str | int | Path) and str(default) else ""
    return f"{flags} {option.make_metavar(context)}", f"{option.help}{left_out}"

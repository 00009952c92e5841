"""Questions to whom sits at the terminal; who does not is told how to answer beforehand."""

from __future__ import annotations

import sys

import click

#: An answer of a word that means yes or no.
_YES, _NO = ("j", "ja"), ("n", "nej")

yes_option = click.option("--yes", is_flag=True, help="Svarar ja på frågan i förväg.")


def is_terminal() -> bool:
    """Whether somebody can be asked: both what is read and what is shown is a terminal."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def confirmed(question: str, *, yes: bool) -> bool:
    """Whether the person says yes to `question`, on a terminal or beforehand with --yes.

    Raises click.UsageError where there is nobody to ask.
    """
    if yes:
        return True
    if not is_terminal():
        raise click.UsageError(f"Här finns ingen som kan svara på frågan ”{question}” Lägg till --yes om svaret är ja.")
    while True:
        try:
            answer = click.prompt(f"{question} (ja/nej)", default="nej", show_default=False, err=True)
        except click.Abort:
            click.echo("", err=True)
            return False
        if answer.strip().lower() in (*_YES, *_NO):
            return answer.strip().lower() in _YES
        click.echo("Svara ja eller nej.", err=True)

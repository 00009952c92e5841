"""`campaign publish`, `rollback` and `releases`: the built site to its readers, and back again."""

from __future__ import annotations

import datetime
import getpass
import os
import platform
import secrets
from pathlib import Path

import click

from campaign.checks.published_addresses import given_out
from campaign.cli.questions import confirmed, yes_option
from campaign.cli.terminal import PROJECT, progress, read_settings, say, stop, today_option
from campaign.content.pages import DATA_FOLDER
from campaign.content.preview import PREVIEW_STATUS
from campaign.content.published import NAME as ADDRESSES
from campaign.content.published import lacking
from campaign.publishing.errors import PublishError, ShownError
from campaign.publishing.gate import refuse_unready
from campaign.publishing.manifests import Change, built_manifest, change
from campaign.publishing.pages import DEGRADED, read_artifact, write_artifact
from campaign.publishing.places import SITE, refuse_own_folders
from campaign.publishing.publisher import Plan, look, roll_back
from campaign.publishing.publisher import publish as publish_to
from campaign.publishing.store import Holder, Store, read_order
from campaign.publishing.stores import open_store
from campaign.release.manifest import Manifest
from campaign.schema import did_you_mean
from campaign.targets import FolderTarget, PagesTarget, S3Target, SshTarget, Target

FIRST_NAMES = 5

target_argument = click.argument("target", metavar="MÅL")
break_option = click.option("--break-lock", is_flag=True, help="Bryter ett lås som en stannad publicering lämnade.")


@click.command()
@target_argument
@click.option("--site", type=click.Path(path_type=Path), default=Path(SITE), show_default=True, metavar="MAPP",
              help="Mappen med den byggda sajten.")  # fmt: skip
@click.option("--dry-run", is_flag=True, help="Visar vad som skulle ändras, och ändrar inget.")
@click.option("--preview", is_flag=True, help="Publicerar en förhandsvisning, om målet tar emot en.")
@break_option
@yes_option
@today_option
def publish(
    target: str, site: Path, dry_run: bool, preview: bool, break_lock: bool, yes: bool, today: datetime.date
) -> None:
    """Publicerar den byggda sajten till ett mål i pyproject.toml.

    Läsarna ser den gamla sajten tills den nya är uppladdad och kontrollerad på målet.
    """
    place = _target(target, site)
    try:
        manifest = built_manifest(site)
        refuse_unready(site, manifest, place, preview=preview, today=today)
        if isinstance(place, PagesTarget):
            _publish_artifact(place, site, manifest, dry_run=dry_run, yes=yes)
            return
        with open_store(place, PROJECT) as store:
            plan = look(store, manifest)
            _show(plan.change, plan.current)
            if dry_run:
                say("Inget är ändrat.")
                return
            _ask(f"Publicera utgåva {manifest.id} till {target}?", yes=yes)
            _publish(store, site, manifest, plan, _holder(store, break_lock=break_lock), place.keep)
    except PublishError as error:
        stop(str(error), 1)


def _publish(store: Store, site: Path, manifest: Manifest, plan: Plan, holder: Holder, keep: int) -> None:
    files = len(plan.change.new) + len(plan.change.changed) + 1
    try:
        with progress("Publicerar", files) as step:
            done = publish_to(store, site, manifest, holder, keep, step)
    except ShownError:
        _tell_of_addresses(manifest)
        raise
    removed = f" Gamla utgåvor borttagna: {', '.join(done.removed)}." if done.removed else ""
    say(f"Klart: utgåva {manifest.id} visas. {done.uploaded} filer skickades, alla {done.files} är"
        f" kontrollerade på målet.{removed}")  # fmt: skip
    _tell_of_addresses(manifest)


def _publish_artifact(place: PagesTarget, site: Path, manifest: Manifest, *, dry_run: bool, yes: bool) -> None:
    path = PROJECT / place.path
    before = read_artifact(path)
    _show(change(before, manifest), before.id if before else "")
    say(DEGRADED)
    if dry_run:
        say("Inget är ändrat.")
        return
    _ask(f"Skriva utgåva {manifest.id} till {path}?", yes=yes)
    write_artifact(site, manifest, path)
    say(f"Klart: {path} med {len(manifest.files)} filer. Ett arbetsflöde lämnar den till GitHub Pages.")
    _tell_of_addresses(manifest)


def _tell_of_addresses(manifest: Manifest) -> None:
    """Says in one line when a release has given out addresses that the list of them lacks."""
    path = PROJECT / "docs" / DATA_FOLDER / ADDRESSES
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    new = lacking(text, given_out(manifest.files))
    if new and manifest.status != PREVIEW_STATUS:
        say(f"{len(new)} nya adresser är utlämnade. Kör campaign addresses --add, så att de alltid leder någonstans.")


@click.command()
@target_argument
@click.option("--to", default="", metavar="TEXT", help="Utgåvan, så som campaign releases visar den.")
@break_option
@yes_option
def rollback(target: str, to: str, break_lock: bool, yes: bool) -> None:
    """Visar en äldre utgåva igen. Utan --to: den närmast före."""
    place = _keeping(target)
    _ask(f"Visa {to or 'utgåvan före den här'} på {target} igen?", yes=yes)
    try:
        with open_store(place, PROJECT) as store:
            entry = roll_back(store, to, _holder(store, break_lock=break_lock), place)
    except PublishError as error:
        stop(str(error), 1)
    say(f"Klart: utgåva {entry.id} från {entry.at} visas igen. Dess uppgifter kan vara gamla.")


@click.command()
@target_argument
def releases(target: str) -> None:
    """Visar utgåvorna som ett mål har, den nyaste först."""
    place = _keeping(target)
    try:
        with open_store(place, PROJECT) as store:
            entries, current = read_order(store), store.current()
    except PublishError as error:
        stop(str(error), 1)
    if not entries:
        say("Målet har inga utgåvor.")
    for entry in entries:
        kind = "förhandsvisning" if entry.status == PREVIEW_STATUS else "godkänd"
        note = "läsarna ser den här" if entry.id == current else "" if entry.whole else "inte hel: publicera igen"
        click.echo(f"{entry.id}  {entry.at}  {entry.files:5} filer  {kind}  {note}".rstrip())


def _target(name: str, site: Path = PROJECT / SITE) -> Target:
    """The target in the settings; ends with 2 where there is none, or where it lies in the project's own folders."""
    targets = read_settings().targets
    if name not in targets:
        known = (
            f"Målen är: {', '.join(targets)}." if targets else "Skriv ett i pyproject.toml, [tool.campaign.publish.…]."
        )
        stop(" ".join(filter(None, (f"Målet ”{name}” finns inte.", did_you_mean(name, targets), known))), 2)
    try:
        refuse_own_folders(targets[name], PROJECT, site)
    except PublishError as error:
        stop(str(error), 2)
    return targets[name]


def _keeping(name: str) -> FolderTarget | SshTarget | S3Target:
    """A target that keeps releases."""
    place = _target(name)
    if isinstance(place, PagesTarget):
        stop("GitHub Pages sparar inga utgåvor. Bygg och publicera en äldre version av texterna i stället.", 2)
    return place


def _holder(store: Store, *, break_lock: bool) -> Holder:
    if break_lock:
        store.drop_lock(None)
    when = datetime.datetime.now().astimezone().strftime("%Y-%m-%d %H:%M %z")
    return Holder(who(), when, secrets.token_hex(8))


def who() -> str:
    """The user and the computer, for the lock; in a container the user may have a number only."""
    try:
        user = getpass.getuser()
    except (KeyError, OSError):
        user = str(os.getuid())
    return f"{user}@{platform.node()}"


def _ask(question: str, *, yes: bool) -> None:
    if not confirmed(question, yes=yes):
        say("Inget är ändrat.")
        raise SystemExit(0)


def _show(changes: Change, current: str) -> None:
    say(f"Jämfört med {f'utgåva {current}' if current else 'ett tomt mål'}:")
    for names, word in ((changes.new, "nya"), (changes.changed, "ändrade"), (changes.gone, "borttagna")):
        first = f": {', '.join(names[:FIRST_NAMES])}{' …' if len(names) > FIRST_NAMES else ''}" if names else ""
        click.echo(f"{len(names)} {word}{first}")

"""`campaign check --external`: whether the sites that ours leads to are still there."""

from __future__ import annotations

import datetime
import sys
from pathlib import Path
from typing import NoReturn

import click

from campaign.cli.terminal import PROJECT, count, say
from campaign.content.pages import load_site
from campaign.findings import FORMATS, has_errors
from campaign.release.external_links import LinkChecker, Manners
from campaign.release.shown_links import link_findings, read_fresh, shown_addresses, write_fresh
from campaign.settings import Settings

CACHE_FILE = Path(".build/cache/external-links.json")


def check_external(docs: Path, output: str, settings: Settings, today: datetime.date) -> NoReturn:
    """Asks every address once, prints what an editor should mend, and ends with 1 when a page is gone."""
    site = load_site(docs)
    places = shown_addresses(site, settings)
    cache = PROJECT / CACHE_FILE
    fresh = {address: answer for address, answer in read_fresh(cache, today).items() if address in places}
    asked = [address for address in places if address not in fresh]
    say(f"Kontrollerar {len(asked)} länkar till andra sajter. {len(fresh)} kontrollerades nyligen.")
    done = 0

    def tell(number: int) -> None:
        nonlocal done
        done += number
        say(f"{done} av {len(asked)} klara.")

    answers = LinkChecker(Manners(agent=agent_of(settings))).check(asked, tell)
    write_fresh(cache, fresh, answers, today)
    findings = link_findings(places, answers)
    click.echo(FORMATS[output](findings), nl=False)
    say(count(findings))
    sys.exit(1 if has_errors(findings) else 0)


def agent_of(settings: Settings) -> str:
    """What the requests call themselves: the site, and where its texts are kept when that is known."""
    name = "".join(sign for sign in settings.table.site_name.title() if sign.isascii() and sign.isalnum())
    where = f" (+{settings.repository})" if settings.repository.isascii() and settings.repository else ""
    return f"{name or 'Sajten'}-lankkontroll/1{where}"

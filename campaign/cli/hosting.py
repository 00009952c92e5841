"""`campaign hosting`: a web server's configuration, written out of the one table of headers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import click

from campaign.cli.terminal import PROJECT, read_settings, say, stop
from campaign.content.pages import load_site
from campaign.editing.safe_files import WriteError, write_files
from campaign.hosting.apache import apache
from campaign.hosting.caddy import caddy
from campaign.hosting.headers_file import headers_file
from campaign.hosting.host import Host, HostError
from campaign.hosting.leads import with_leads
from campaign.hosting.nginx import nginx
from campaign.hosting.visits_log import rotation
from campaign.site.generator import GeneratorError, site_url

#: What the command writes, by its name.
SERVERS: dict[str, Callable[[Host], str]] = {
    "nginx": nginx,
    "caddy": caddy,
    "apache": apache,
    "logrotate-nginx": lambda host: rotation(host.logs, "nginx"),
    "logrotate-apache": lambda host: rotation(host.logs, "apache"),
}
HEADERS = "headers"


@click.command()
@click.argument("server", type=click.Choice([*SERVERS, HEADERS]))
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FIL",
              help="Filen som skrivs. Utelämnad: texten skrivs ut.")  # fmt: skip
@click.option("--site", default="/srv/kampanj/current", show_default=True, metavar="MAPP",
              help="Mappen på servern där den byggda sajten står. "
              "För headers: den byggda sajten här, till exempel site.")  # fmt: skip
@click.option("--domain", default="", metavar="NAMN",
              help="Sajtens domännamn. Utelämnat: det i site_url i mkdocs.yml.")  # fmt: skip
@click.option("--logs", default="/var/log/kampanj", show_default=True, metavar="MAPP",
              help="Mappen på servern där besöksloggen skrivs.")  # fmt: skip
@click.option("--certificates", default="", metavar="MAPP",
              help="Mappen på servern med fullchain.pem och privkey.pem. Utelämnad: certbots egen.")  # fmt: skip
def hosting(server: str, out: Path | None, site: str, domain: str, logs: str, certificates: str) -> None:
    """Skriver inställningarna för en webbserver: säkerhet, cache, packade filer och en logg utan personuppgifter.

    nginx, caddy och apache är hela inställningar för servern. headers är filen _headers för Netlify och Cloudflare
    Pages. logrotate-nginx och logrotate-apache gör att loggen sparas i sju dagar; Caddy sköter det själv.

    Samma val ger samma text. Kör kommandot igen när projektet har ändrats.
    """
    read_settings()
    try:
        text = _text(server, site, domain, logs, certificates)
        if out is None:
            click.echo(text, nl=False)
            return
        write_files({out: text.encode()})
    except HostError as error:
        stop(str(error), 2)
    except (WriteError, GeneratorError) as error:
        stop(str(error), 1)
    say(f"{out} är skriven.")


def _text(server: str, site: str, domain: str, logs: str, certificates: str) -> str:
    if server == HEADERS:
        if not (Path(site) / "manifest.json").is_file():
            raise HostError(f"Det finns ingen byggd sajt i {site}. Kör scripts/build, och skriv --site site.")
        return headers_file(Path(site))
    name = domain or urlsplit(site_url(PROJECT)).hostname or ""
    return SERVERS[server](with_leads(Host(name, site, logs, certificates), load_site(PROJECT / "docs")))

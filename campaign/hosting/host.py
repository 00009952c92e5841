"""What a server's configuration must know of the place where the site stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = re.compile(r"(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]")
_FOLDER = re.compile(r"/[A-Za-z0-9._/-]+")


class HostError(Exception):
    """No configuration can be written; the text says why, in Swedish."""


@dataclass(frozen=True)
class Redirect:
    """An address that has moved, for good: both are from the root with a slash first."""

    old: str
    new: str


@dataclass(frozen=True)
class Host:
    """A place for the site. `plain` is a port of this computer, served without encryption and to this computer only.

    `everywhere`: the port is open to every computer that reaches it, as in a container behind a server of yours that
    has the certificate; nginx alone is written so, as the container runs it.
    """

    domain: str
    site: str  # the folder with the built site
    logs: str  # the folder of the logs
    certificates: str = ""  # the folder with fullchain.pem and privkey.pem; Caddy fetches its own
    plain: int = 0
    redirects: tuple[Redirect, ...] = ()
    everywhere: bool = False
    untimed: tuple[str, ...] = ()  # addresses that lead to what is logged without the time, with a slash first

    def __post_init__(self) -> None:
        """Refuses what would not be a name or a folder in a configuration; raises HostError."""
        if self.everywhere and not self.plain:
            raise HostError("Bara en port utan kryptering kan öppnas för alla datorer så. Ange porten.")
        if not self.plain and not _NAME.fullmatch(self.domain):
            raise HostError(f"”{self.domain}” är inget domännamn. Skriv det så här: kampanj.example")
        for folder in (self.site, self.logs, self.certificates):
            if folder and not _FOLDER.fullmatch(folder):
                raise HostError(
                    f"Mappen ”{folder}” kan inte stå i en serverkonfiguration. Skriv hela sökvägen, "
                    "med a–z, 0–9, punkt, bindestreck och snedstreck."
                )
        for path in (*self.untimed, *(path for moved in self.redirects for path in (moved.old, moved.new))):
            if not re.fullmatch(r"/[A-Za-z0-9._/-]*", path):
                raise HostError(f"Adressen {path} kan inte stå i en serverkonfiguration.")

    @property
    def origin(self) -> str:
        """How the site's addresses begin, without a slash at the end."""
        return f"http://127.0.0.1:{self.plain}" if self.plain else f"https://{self.domain}"

    @property
    def listens(self) -> str:
        """Where an unencrypted port is opened, as nginx writes it."""
        return f"{self.plain}" if self.everywhere else f"127.0.0.1:{self.plain}"

    def refuse_everywhere(self, server: str) -> None:
        """Raises HostError when the port is to be open to all, for a server whose redirects must name a host."""
        if self.everywhere:
            raise HostError(f"{server} kan inte öppna en port utan kryptering för alla datorer. Använd nginx till det.")

    @property
    def certificate_folder(self) -> str:
        """Where the certificate lies: as said, else where certbot puts it."""
        return self.certificates or f"/etc/letsencrypt/live/{self.domain}"

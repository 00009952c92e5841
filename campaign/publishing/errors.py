"""What a publishing that stops says: in Swedish, with what readers see now. Never a secret."""

from __future__ import annotations

import errno
from pathlib import Path

UNTOUCHED = "Sajten som läsarna ser är orörd."
DISK_FULL = "Disken är full på målet. Ge plats och kör igen."
READ_ONLY = "Det går inte att skriva på målet. Kontrollera sökvägen och rättigheterna."
NO_ENTRY = "Målet släpper inte in oss. Kontrollera nyckeln eller lösenordet i miljön; de står aldrig i projektet."
NO_BUCKET = "Hinken finns inte. Kontrollera bucket i pyproject.toml."
NO_FOLDER = "Där ligger en fil, ingen mapp. Ändra path i pyproject.toml."
NO_FILE = "Där ligger en mapp, ingen fil. Flytta den, eller ändra path i pyproject.toml."
NO_CONTACT = "Kontakten med målet bröts eller kom aldrig till. Kontrollera nätet och adressen och kör igen."


class PublishError(Exception):
    """The publishing stopped; the text says why and what to do, in Swedish."""


class DiskFullError(PublishError):
    """The target has no room. What was on its way is removed there: a web server needs room for its log."""


class ShownError(PublishError):
    """Readers see the release whole; something that was to be done after that was not done."""


def of_system(error: OSError, path: Path | None = None) -> PublishError:
    """What an error of this computer's file system means to the one who publishes."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return DiskFullError(DISK_FULL)
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return PublishError(f"{READ_ONLY} ({error.filename or path})")
    if error.errno in (errno.EEXIST, errno.ENOTDIR):
        return PublishError(f"{NO_FOLDER} ({error.filename or path})")
    if error.errno == errno.EISDIR:
        return PublishError(f"{NO_FILE} ({error.filename2 or error.filename or path})")
    return PublishError(f"Det gick inte att skriva eller läsa {error.filename or path}: {error.strerror}.")


def of_program(name: str, said: str) -> PublishError:
    """What the words of ssh, rsync or rclone on the error stream mean; `said` holds no secrets any more."""
    words = said.casefold()
    last = " ".join(said.split())[-300:]
    for signs, meaning in _SIGNS:
        if any(sign in words for sign in signs):
            kind = DiskFullError if meaning is DISK_FULL else PublishError
            return kind(f"{meaning}\n{name} säger: {last}")
    return PublishError(f"{name} stannade.\n{name} säger: {last or 'ingenting'}")


_SIGNS = (
    (("no space left", "disk quota exceeded", "insufficientstorage", "quotaexceeded"), DISK_FULL),
    (("nosuchbucket",), NO_BUCKET),
    (("permission denied (", "host key verification failed", "signaturedoesnotmatch", "invalidaccesskeyid",
      "accessdenied", "statuscode: 403", "invalidsignature", "failed to refresh cached credentials",
      "no ec2 imds role", "authorizationheadermalformed"), NO_ENTRY),
    (("read-only file system", "permission denied", "operation not permitted"), READ_ONLY),
    (("connection", "could not resolve", "timed out", "timeout", "no route to host", "broken pipe", "no such host",
      "unexpected eof", "unexpected end of file", "network is unreachable"), NO_CONTACT),
)  # fmt: skip

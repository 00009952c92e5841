"""Generated access logs: the same events in our format and, for GoAccess, in the combined one with a constant host."""

from __future__ import annotations

import datetime
import random
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

START = datetime.datetime(2026, 1, 5)  # noqa: DTZ001  # a Monday; a log's time is the server's
PATHS = """/ /lagen/ /lagen/straff/ /lagen/under-18/ /om/ /stod/ /stod/akut/ /stod/prata/ /ung/ /ung/hot/ /skola/
/skola/lektioner/lagen/ /skola/lektioner/samtycke/ /skola/lektioner/lagen-elev/ /vuxna/ /vuxna/foraldrar/
/skola/lektioner/lagen/bildspel/ /skola/filer/lektion-1-lagen.imscc /skola/filer/lektion-1-lagen-plan.pdf
/assets/a.1f255cfd.css /assets/b.1f255cfd.js /bilder/c.3502468e.svg /assets/d.57f7748b.woff2 /finns-inte
/wp-login.php /robots.txt""".split()
HOSTS = ["-"] * 20 + ["skola.instructure.com", "classroom.google.com"]


def events(number: int, days: int = 364) -> Iterator[tuple[datetime.datetime, str, int, int, str]]:
    """Time, path, status, bytes and referring host, in order of time; always the same."""
    chance = random.Random(8)
    paths = [
        prefix + path for prefix in ("", "", "", "/lattlast") for path in PATHS if not prefix or path.endswith("/")
    ]
    sizes = {path: 900 + 37 * place for place, path in enumerate(paths)}
    step = datetime.timedelta(days=days) / number
    for place in range(number):
        path = chance.choice(paths)
        missing = path.endswith(("finns-inte", ".php"))
        yield START + place * step, path, 404 if missing else 200, sizes[path], chance.choice(HOSTS)


def line(when: datetime.datetime, path: str, status: int, size: int, host: str) -> str:
    """An event as our servers write it."""
    bare = path.removeprefix("/lattlast")
    date = f"{when:%Y-%m-%d}" if bare.startswith(("/stod/", "/ung/")) else f"{when:%Y-%m-%dT%H:%M}"
    return f"{date}\tGET\t{path}\t{status}\t{size}\t{host}\n"


def combined(when: datetime.datetime, path: str, status: int, size: int, host: str) -> str:
    """The same event in the combined format, always from one documentation address."""
    referrer = "-" if host == "-" else f"https://{host}/"
    return f'192.0.2.1 - - [{when:%d/%b/%Y:%H:%M:%S} +0000] "GET {path} HTTP/1.1" {status} {size} "{referrer}" "-"\n'


def write(file: Path, lines: Iterable[str]) -> Path:
    """Writes lines to a file."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(lines)
    return file


if __name__ == "__main__":  # python tests/log_lines.py 2000000 FOLDER
    folder = Path(sys.argv[2])
    write(folder / "ours.log", (line(*event) for event in events(int(sys.argv[1]))))
    write(folder / "combined.log", (combined(*event) for event in events(int(sys.argv[1]))))

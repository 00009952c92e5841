"""Real web servers on loopback with the configurations that the project writes; started and ended here."""

from __future__ import annotations

import contextlib
import http.client
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path

from serving import free_port

from campaign.hosting.apache import apache_alone
from campaign.hosting.caddy import caddy
from campaign.hosting.host import Host, Redirect
from campaign.hosting.nginx import nginx, nginx_alone

NAMES = ("nginx", "caddy", "apache")
LONGEST = 10  # seconds for a start
MODULES = Path("/usr/lib/apache2/modules")


def program(name: str) -> str:
    """The server's program; says which one is missing."""
    known = {"caddy": str(Path(sys.executable).with_name("caddy")), "apache": "/usr/sbin/apache2"}
    found = known.get(name) or shutil.which(name) or f"/usr/sbin/{name}"
    assert Path(found).is_file(), f"{name} saknas: kör scripts/prepare test"
    return found


@dataclass(frozen=True)
class Answer:
    """What a server sent."""

    status: int
    headers: Message
    body: bytes


@dataclass(frozen=True)
class Server:
    """A running server: its port, its logs and what it told while it ran."""

    name: str
    port: int
    logs: Path
    told: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Asks for `path`, exactly as it stands; `Accept_Encoding` becomes Accept-Encoding."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        finally:
            connection.close()

    def send(self, sent: bytes) -> bool:
        """Sends what may be no request at all; whether the server answered or hung up."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=5) as connection:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            with contextlib.suppress(ConnectionError):
                while connection.recv(65536):
                    pass
            return True

    def lines(self) -> list[str]:
        """Every line of its logs: nginx holds them for a second, and all write them after the answer."""
        found, before = self._written(), None
        while found != before:
            time.sleep(1.5 if self.name == "nginx" else 0.3)
            found, before = self._written(), found
        return found

    def _written(self) -> list[str]:
        return [line for file in sorted(self.logs.iterdir()) for line in file.read_text("utf-8").splitlines()]


@contextlib.contextmanager
def readable_folder() -> Iterator[Path]:
    """A temporary folder that a server's own user may read: pytest's are for nobody but who runs the tests."""
    folder = Path(tempfile.mkdtemp(prefix="campaign-servers-"))
    folder.chmod(0o755)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(
    name: str, site: Path, folder: Path, redirects: tuple[Redirect, ...] = (), untimed: tuple[str, ...] = ()
) -> Iterator[Server]:
    """Serves `site` with the server `name`, which writes below `folder`/`name`."""
    place, port = folder / name, free_port()
    logs = place / "logs"
    logs.mkdir(parents=True)
    host = Host("127.0.0.1", str(site), str(logs), plain=port, redirects=redirects, untimed=untimed)
    if name == "nginx":
        (place / "site.conf").write_text(nginx(host), "utf-8")
        (place / "nginx.conf").write_text(nginx_alone(str(place), os.geteuid() == 0), "utf-8")
        arguments = ["-c", str(place / "nginx.conf")]
    elif name == "caddy":
        (place / "Caddyfile").write_text(caddy(host), "utf-8")
        arguments = ["run", "--config", str(place / "Caddyfile"), "--adapter", "caddyfile"]
    else:
        (place / "apache.conf").write_text(apache_alone(host, str(place), str(MODULES)), "utf-8")
        arguments = ["-d", str(place), "-f", str(place / "apache.conf"), "-DFOREGROUND"]
    told = place / "told.txt"
    with told.open("w") as output:
        process = subprocess.Popen(
            [program(name), *arguments], stdout=output, stderr=output, start_new_session=True,
            env={**os.environ, "XDG_DATA_HOME": str(place), "XDG_CONFIG_HOME": str(place)},
        )  # fmt: skip
    server = Server(name, port, logs, told)
    try:
        _wait(server, process)
        yield server
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait(timeout=10)


def _wait(server: Server, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + LONGEST
    while time.monotonic() < end:
        told = server.told.read_text("utf-8")
        assert process.poll() is None, f"{server.name}: {told}"
        with contextlib.suppress(ConnectionError):
            server.ask("/assets/")  # is never written in the log
            return
        time.sleep(0.05)
    raise AssertionError(f"{server.name} never answered")


def first_file(site: Path, pattern: str) -> str:
    """The address of the first file that fits, as /assets/x.css."""
    found = sorted(path for path in site.glob(pattern) if not re.search(r"\.(?:br|gz)$", path.name))
    return f"/{found[0].relative_to(site).as_posix()}"

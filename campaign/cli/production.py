"""`campaign serve --production`: the built site under a real web server, with the headers that the public gets."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from campaign.cli.terminal import PROJECT, say, stop
from campaign.hosting.caddy import caddy
from campaign.hosting.host import Host, HostError
from campaign.hosting.nginx import nginx, nginx_alone
from campaign.release.manifest import NAME

NGINX = "/usr/sbin/nginx"


def serve_built(port: int) -> None:
    """Serves site/ on `port` of this computer until Ctrl+C. Ends with 1 when the server failed or was killed."""
    site = PROJECT / "site"
    if not (site / NAME).is_file():
        stop("Det finns ingen byggd sajt i site/. Kör scripts/build först.", 1)
    if _is_taken(port):
        stop(f"Port {port} är upptagen. Välj en annan med --port.", 2)
    with tempfile.TemporaryDirectory(prefix="campaign-serve-") as folder:
        try:
            name, command = _server(Path(folder), Host("127.0.0.1", str(site.resolve()), folder, plain=port))
        except HostError as error:
            stop(str(error), 2)
        say(f"Visar site/ på http://127.0.0.1:{port}/ med {name}, så som besökarna får den. Avsluta med Ctrl+C.")
        environment = {**os.environ, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        code = 0
        with suppress(KeyboardInterrupt):
            code = subprocess.run(command, env=environment, check=False).returncode
        if code not in (0, -signal.SIGINT, -signal.SIGTERM):
            stop(f"{name} slutade med ett fel (kod {code}). Orsaken står här ovanför.", 1)


def _server(folder: Path, host: Host) -> tuple[str, list[str]]:
    """The name of the server that is there, and the command that starts it with its configuration in `folder`."""
    own = Path(sys.executable).with_name("caddy")
    found = str(own) if own.is_file() else shutil.which("caddy")
    if found:
        (folder / "Caddyfile").write_text(caddy(host), encoding="utf-8")
        return "Caddy", [found, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    nginx_program = shutil.which("nginx") or (NGINX if Path(NGINX).is_file() else "")
    if not nginx_program:
        stop("Varken Caddy eller nginx finns här. Kör scripts/prepare publish, som installerar Caddy.", 1)
    (folder / "site.conf").write_text(nginx(host), encoding="utf-8")
    (folder / "nginx.conf").write_text(nginx_alone(str(folder), os.geteuid() == 0), encoding="utf-8")
    return "nginx", [nginx_program, "-c", str(folder / "nginx.conf")]


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False

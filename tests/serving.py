"""A server for editors, really running on loopback: started, asked, and ended with all that it started."""

from __future__ import annotations

import contextlib
import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from small_project import environment

LONGEST = 30  # seconds; a start takes two


@dataclass(frozen=True)
class Served:
    """A running server: its project, its port and its process."""

    project: Path
    port: int
    process: subprocess.Popen[str]
    log: Path

    def get(self, path: str) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8")
        finally:
            connection.close()

    def wait_for(self, path: str, word: str) -> str:
        """The page at `path` as soon as it holds `word`."""
        end = time.monotonic() + LONGEST
        while time.monotonic() < end:
            assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
            try:
                _, html = self.get(path)
            except ConnectionError:
                html = ""
            if word in html:
                return html
            time.sleep(0.1)
        raise AssertionError(f"{word!r} never came: {self.log.read_text(encoding='utf-8')}")


def heed_ctrl_c() -> None:
    """A shell that starts a test run in the background makes its children ignore Ctrl+C; an editor's does not."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextlib.contextmanager
def serving(project: Path, command: list[str], port_option: str, **changes: str) -> Iterator[Served]:
    """Runs `command` in `project` on a free port, which `port_option` names as {port}; ends all that it started."""
    port, log = free_port(), project.parent / "log.txt"
    with log.open("w", encoding="utf-8") as output:
        process = subprocess.Popen(
            [*command, port_option.format(port=port)], cwd=project, env=environment(**changes), stdout=output,
            stderr=output, text=True, preexec_fn=heed_ctrl_c, start_new_session=True,
        )  # fmt: skip
        try:
            yield Served(project, port, process, log)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

"""Runs ssh, rsync and rclone, the only programs of this floor; what they say is told without secrets."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from campaign.publishing.errors import PublishError, of_program

#: Variables of the environment whose values are never shown, whatever program says them.
_SECRET = re.compile(r"SECRET|PASS|TOKEN|KEY|CREDENTIAL|AUTH", re.IGNORECASE)
_SHORTEST_SECRET = 6
HIDDEN = "•••"
#: Seconds that a held program gets to end by itself.
_TO_END = 2


@dataclass(frozen=True)
class Ran:
    """How a program ended: its exit code, what it gave, and what it said, without secrets."""

    code: int
    given: bytes
    said: str


def find_program(name: str) -> str:
    """The program beside this Python or on PATH. Raises PublishError where there is none."""
    beside = Path(sys.executable).parent / name
    found = str(beside) if beside.is_file() else shutil.which(name)
    if not found:
        raise PublishError(f"Programmet {name} saknas på den här datorn. Kör scripts/prepare, eller installera {name}.")
    return found


def without_secrets(text: str, environment: Mapping[str, str] = os.environ) -> str:
    """`text` with every value of a secret variable of the environment hidden."""
    values = {value for name, value in environment.items() if _SECRET.search(name) and len(value) >= _SHORTEST_SECRET}
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return text


def run(
    name: str,
    arguments: Sequence[str],
    data: bytes = b"",
    environment: Mapping[str, str] | None = None,
    each_line: Callable[[str], object] | None = None,
    hopeless: str = "",
) -> Ran:
    """Runs a program to its end with `data` on its input.

    `each_line` is told each line that it gives or says, as it comes; what it raises ends the program and is raised
    here. A line with the word `hopeless` ends the program too: it would go on with hundreds of files that fail as the
    first did.
    """
    command = [find_program(name), *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C", **(environment or {})},
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    said: list[bytes] = []

    failed: list[BaseException] = []

    def tell(line: str) -> None:
        if each_line:
            each_line(line)
        if hopeless and hopeless in line:
            process.terminate()

    def tell_aside(line: str) -> None:  # in a thread: the pipe must be read to its end, or the program never ends
        try:
            if not failed:
                tell(line)
        except BaseException as error:  # noqa: BLE001 - raised again below, by the thread that waits
            failed.append(error)
            process.terminate()

    listening = threading.Thread(target=_hear, args=(process.stderr, said, tell_aside))
    feeding = threading.Thread(target=_feed, args=(process, data))
    listening.start()
    feeding.start()
    given: list[bytes] = []
    try:
        _hear(process.stdout, given, tell)
        process.wait()
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
        feeding.join()
        listening.join()
        process.stdout.close()
        process.stderr.close()
    if failed:
        raise failed[0]
    return Ran(process.returncode, b"".join(given), without_secrets(b"".join(said).decode("utf-8", "replace")))


@contextlib.contextmanager
def held(name: str, arguments: Sequence[str], ready: str) -> Iterator[None]:
    """Runs a program beside others, from when it gives the line `ready` until the end of the block.

    It must end when its input does: the input is a pipe from us, so that it ends even if we are killed. Raises
    PublishError where it ends before it is ready.
    """
    process = subprocess.Popen(
        [find_program(name), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "LC_ALL": "C"},
    )  # fmt: skip
    assert process.stdin and process.stdout and process.stderr
    said: list[bytes] = []
    listening = threading.Thread(target=_hear, args=(process.stderr, said, lambda _: None))
    listening.start()
    try:
        if not any(line.strip() == ready.encode() for line in process.stdout):
            listening.join()
            raise of_program(name, without_secrets(b"".join(said).decode("utf-8", "replace")) or "connection lost")
        yield
    finally:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        try:
            process.wait(_TO_END)
        except subprocess.TimeoutExpired:  # the network is gone, and nobody there sees the end of the input
            process.terminate()
            process.wait()
        listening.join()
        process.stdout.close()
        process.stderr.close()


def _hear(stream: IO[bytes], lines: list[bytes], tell: Callable[[str], object]) -> None:
    for line in stream:
        lines.append(line)
        tell(line.decode("utf-8", "replace").rstrip("\n"))


def _feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin
    try:
        process.stdin.write(data)
        process.stdin.close()
    except BrokenPipeError:
        return  # the program ended first; its exit code and its words say why

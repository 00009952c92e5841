"""The real command line at a real (pseudo) terminal, with a person who answers its questions."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Session:
    """How it ended, what stood on the terminal (questions, answers, messages), and what went to the other stream."""

    returncode: int
    screen: str
    stdout: str


def at_terminal(*arguments: str, cwd: Path, answers: tuple[str, ...] = ()) -> Session:
    """Runs `campaign` with `answers` typed one a line, and then the end of input."""
    person, terminal = pty.openpty()
    command = [sys.executable, "-m", "campaign", *arguments]
    environment = {**os.environ, "TERM": "dumb", "COLUMNS": "80"}
    with subprocess.Popen(command, cwd=cwd, env=environment, stdin=terminal, stdout=subprocess.PIPE, stderr=terminal,
                          text=True) as process:  # fmt: skip
        os.close(terminal)
        os.write(person, ("".join(f"{answer}\n" for answer in answers) + "\x04").encode())
        screen = b""
        while True:
            try:
                piece = os.read(person, 4096)
            except OSError:  # the other end is closed: the command has ended
                break
            if not piece:
                break
            screen += piece
        stdout, _ = process.communicate()
    os.close(person)
    return Session(process.returncode, screen.decode(errors="replace").replace("\r\n", "\n"), stdout)

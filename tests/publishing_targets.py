"""Real targets on loopback: a folder, sshd with a configuration of its own, and rclone's S3 server with keys."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from real_site import PROJECT

from campaign.content.preview import PREVIEW_STATUS
from campaign.publishing.programs import find_program
from campaign.release.manifest import digests, write_manifest

KEY, SECRET = "provnyckeln", "hemligheten-som-inte-ska-synas"
KEPT = 2
LONGEST = 30  # seconds
FOREIGN = "Någon annans fil."


def free_port() -> int:
    """A port that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_until(what: Callable[[], object], longest: float = LONGEST) -> None:
    """Returns as soon as `what` holds."""
    end = time.monotonic() + longest
    while not what():
        assert time.monotonic() < end, "it never happened"
        time.sleep(0.002)


def program(name: str) -> str:
    """A server's program; a test that needs one that is missing says so by name."""
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
    if not found and name == "rclone":
        return find_program(name)
    if not found:
        pytest.skip(f"{name} is missing: scripts/prepare --tests installs it where it can")
    return found


def family(process: int) -> list[int]:
    """A process and all that it started, from /proc."""
    children: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
                children.setdefault(parent, []).append(int(entry.name))
    found = [process]
    for one in found:
        found += children.get(one, [])
    return found


#: Programs that these tests start, here or on the far side.
STARTED = frozenset({"sshd", "ssh", "rsync", "rclone", "nginx", "wrk", "sh", "bash"})


def left_over(folder: Path) -> list[str]:
    """The processes that still live: our own children, and whoever was started with a path below `folder`."""
    own, found = family(os.getpid()), []
    for entry in Path("/proc").iterdir():
        with contextlib.suppress(OSError):  # it has ended meanwhile, or is another user's
            if entry.name.isdigit() and (entry / "comm").read_text().strip() in STARTED:
                words = (entry / "cmdline").read_bytes()
                if int(entry.name) in own or str(folder).encode() in words + (entry / "environ").read_bytes():
                    found.append(words.replace(b"\0", b" ").decode("utf-8", "replace"))
    return found


def kill_family(process: int) -> None:
    """Ends a process of ours and all that it started, without warning."""
    for one in reversed(family(process)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(one, signal.SIGKILL)


@dataclass
class Server:
    """A server that can be started, and killed half-way."""

    command: list[str]
    port: int
    log: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(self.command, stdout=log, stderr=log)
        wait_until(self.answers)

    def answers(self) -> bool:
        assert self.process and self.process.poll() is None, self.log.read_text(encoding="utf-8")
        with socket.socket() as tried:
            return tried.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self.process:
            kill_family(self.process.pid)
            self.process.wait()
            self.process = None


@dataclass
class Place:
    """A project with one target, and the folder on this computer in which its far side really lies."""

    kind: str
    project: Path
    far: Path
    server: Server | None = None
    environment: dict[str, str] = field(default_factory=dict)
    first: dict[str, str] = field(default_factory=dict)

    @property
    def site(self) -> Path:
        return self.project / "site"

    def start(self, *arguments: str, **environment: str) -> subprocess.Popen[str]:
        """Starts the real command line in the project."""
        command = [sys.executable, "-m", "campaign", *arguments]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("CAMPAIGN_", "GITHUB_"))}
        return subprocess.Popen(
            command, cwd=self.project, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True, env={**kept, "PYTHONPATH": str(PROJECT), **self.environment, **environment},
        )  # fmt: skip

    def run(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Runs the real command line to its end; no secret is ever in what it prints."""
        process = self.start(*arguments, **environment)
        out, err = process.communicate(timeout=2 * LONGEST)
        assert SECRET not in out + err
        return subprocess.CompletedProcess(arguments, process.returncode, out, err)

    def publish(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return self.run("publish", "prov", "--preview", "--yes", *arguments, **environment)

    def start_publishing(self) -> subprocess.Popen[str]:
        return self.start("publish", "prov", "--preview", "--yes")

    def shown(self) -> dict[str, str]:
        """What readers see: sha256 by name, the manifest left out."""
        if self.kind == "s3":
            parts = [path for path in self.far.iterdir() if path.name not in (".campaign", "manifest.json")]
            found = {path.name: digests(path) for path in parts if path.is_dir()}
            below = {f"{part}/{name}": digest for part, names in found.items() for name, digest in names.items()}
            files = [path for path in parts if path.is_file()]
            return below | {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
        return digests(self.far / "current")

    def notice(self) -> None:
        """The object store looks again at its files, which somebody has changed behind its back."""
        if self.kind == "s3" and self.server and self.server.process:
            self.server.process.send_signal(signal.SIGHUP)
            time.sleep(0.3)

    def lock_is_there(self) -> bool:
        locks = self.far / ".campaign/locks"
        return (self.far / ".campaign/lock").is_file() or (locks.is_dir() and any(locks.iterdir()))

    def arrived(self) -> int:
        """How many files of a release on its way lie on the far side."""
        beside = self.far / (".campaign/releases" if self.kind == "s3" else ".campaign/incoming")
        return sum(path.is_file() for path in beside.rglob("*")) if beside.is_dir() else 0


def make_built_site(site: Path, version: str, pages: int = 20, size: int = 400) -> dict[str, str]:
    """A built site as a build leaves it, without MkDocs: pages that change with `version`, and files that do not.

    Gives what readers should see: sha256 by name.
    """
    if site.exists():
        shutil.rmtree(site)
    style = f"{abs(hash(version)) % 16**8:08x}"
    files = {f"sida-{number}/index.html": f"<p>{version} {number}</p>".ljust(size) for number in range(pages)}
    files |= {"index.html": f'<link href="/assets/stil.{style}.css"><p>{version}', f"assets/stil.{style}.css": version}
    files |= {f"bara-i-{version}/index.html": version, "robots.txt": "User-agent: *", "bilder/å b.svg": "<svg/>"}
    files |= {"assets/alltid.0123abcd.css": "a{}", "om/index.html": "<p>Samma i alla utgåvor", "pages.json": "{}"}
    for name, text in files.items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text, encoding="utf-8")
    write_manifest(site, PREVIEW_STATUS)
    return digests(site)


def _project(folder: Path, target: dict[str, object]) -> Path:
    folder.mkdir(parents=True)
    rows = [f"{key} = {json.dumps(value)}" for key, value in {**target, "preview": True, "keep": KEPT}.items()]
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8").split("[tool.campaign.publish")[0]
    table = "\n".join(["\n[tool.campaign.publish.prov]", *rows, ""])
    (folder / "pyproject.toml").write_text(text.partition("# --- Tools")[0] + table, encoding="utf-8")
    return folder


@contextlib.contextmanager
def folder_place(folder: Path, far: Path | None = None) -> Iterator[Place]:
    """A folder target."""
    far = far or folder / "mål"
    yield Place("folder", _project(folder / "projekt", {"kind": "folder", "path": str(far)}), far)


@contextlib.contextmanager
def ssh_place(folder: Path, far: Path | None = None) -> Iterator[Place]:
    """An SSH target: sshd on loopback as the current user, with keys that only this test knows."""
    sshd, keygen, _ = program("sshd"), program("ssh-keygen"), program("rsync")
    far = far or folder / "far"
    keys = folder / "nycklar"
    keys.mkdir(parents=True)
    for name in ("host", "user", "stranger"):
        subprocess.run([keygen, "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)], check=True)
    port = free_port()
    (keys / "allowed").write_bytes((keys / "user.pub").read_bytes())
    (keys / "known").write_text(f"[127.0.0.1]:{port} {(keys / 'host.pub').read_text()}", encoding="utf-8")
    (keys / "sshd_config").write_text(
        f"ListenAddress 127.0.0.1\nPort {port}\nHostKey {keys}/host\nAuthorizedKeysFile {keys}/allowed\nUsePAM no\n"
        "StrictModes no\nPasswordAuthentication no\nKbdInteractiveAuthentication no\nPidFile none\n"
        f"PermitRootLogin prohibit-password\nSetEnv HOME={folder}\n", encoding="utf-8",
    )  # fmt: skip
    if os.geteuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    server = Server([sshd, "-D", "-e", "-f", str(keys / "sshd_config")], port, folder / "sshd.log")
    target = {"kind": "ssh", "host": "prov", "path": str(far), "config": "ssh_config"}
    place = Place("ssh", _project(folder / "projekt", target), far, server)
    use_key(place, "user")
    server.start()
    try:
        yield place
    finally:
        server.kill()


def use_key(place: Place, name: str) -> None:
    """Lets ssh show the key `name`."""
    assert place.server
    keys = place.project.parent / "nycklar"
    (place.project / "ssh_config").write_text(
        f"Host prov\n HostName 127.0.0.1\n Port {place.server.port}\n IdentityFile {keys}/{name}\n IdentitiesOnly yes\n"
        f" IdentityAgent none\n UserKnownHostsFile {keys}/known\n GlobalKnownHostsFile /dev/null\n"
        " StrictHostKeyChecking yes\n KexAlgorithms curve25519-sha256\n", encoding="utf-8",
    )  # fmt: skip


@contextlib.contextmanager
def s3_place(folder: Path, far: Path | None = None) -> Iterator[Place]:
    """An S3 target: rclone's own server, which checks signatures; the objects lie as files in a folder."""
    port = free_port()
    root = folder / "lager"
    (root / "hink").mkdir(parents=True)
    far = far or root / "hink/sajt"
    command = [program("rclone"), "serve", "s3", "--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}",
               str(root)]  # fmt: skip
    server = Server(command, port, folder / "s3.log")
    target = {"kind": "s3", "endpoint": f"http://127.0.0.1:{port}", "bucket": "hink", "prefix": "sajt"}
    place = Place("s3", _project(folder / "projekt", target), far, server)
    place.environment = {
        "AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "RCLONE_CONFIG": str(folder / "rclone.conf"),
    }  # fmt: skip
    (folder / "rclone.conf").write_text("", encoding="utf-8")
    server.start()
    try:
        yield place
    finally:
        server.kill()


PLACES = {"folder": folder_place, "ssh": ssh_place, "s3": s3_place}

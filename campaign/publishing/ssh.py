"""The same folder on a server: rsync sends what is missing, and short shell commands over ssh do the rest.

The server needs a POSIX shell, rsync and GNU coreutils (`mv -T`, `sha256sum`). ssh asks for nothing (BatchMode): the
key comes from its agent or its own configuration, and the server must be known beforehand. All commands share one
connection; where it is lost, the next command tries one of its own.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from campaign.publishing.errors import DiskFullError, PublishError, of_program
from campaign.publishing.programs import held, run
from campaign.publishing.store import STATE, Holder, is_id, read_holder
from campaign.release.manifest import Manifest

_ABSENT, _TAKEN = 44, 45  # exit codes of our own commands
_PATIENCE = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=10", "-o", "ServerAliveInterval=5",
             "-o", "ServerAliveCountMax=3", "-o", "LogLevel=ERROR")  # fmt: skip


#: Enters the target's folder; nothing is made. A folder that may not be entered is told, not taken for an absent one.
_ENTER = (
    'cd {path} 2>/dev/null || {{ why=$(LC_ALL=C ls -d {path}/. 2>&1); echo "$why" >&2; '
    f"case $why in *'No such file'*) exit {_ABSENT};; esac; exit 1; }}}}"
)
_READY = "campaign-ready"
#: Bytes of a socket's path, with what ssh adds to it while it makes it, that every system takes.
_LONGEST_SOCKET = 80


@contextlib.contextmanager
def open_ssh(host: str, path: str, port: int = 0, config: Path | None = None) -> Iterator[SshStore]:
    """The store of an SSH target, connected until the end of the block. Raises PublishError where it cannot be."""
    port_options = ("-p", str(port)) if port else ()
    options = (*_PATIENCE, *port_options, *(("-F", str(config)) if config else ()))
    with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
        socket = f"{folder}/s"
        if len(os.fsencode(socket)) > _LONGEST_SOCKET:
            yield SshStore(host, path, options)  # slower: each command makes a connection of its own
            return
        shared = ("-o", f"ControlPath={socket}", *options)
        first = ["-o", "ControlMaster=yes", "-o", "ControlPersist=no", *shared, "--", host]
        with held("ssh", [*first, f"echo {_READY} && exec cat"], _READY):
            yield SshStore(host, path, ("-o", "ControlMaster=no", *shared))


class SshStore:
    """The store of an SSH target."""

    one_step = True

    def __init__(self, host: str, path: str, options: tuple[str, ...]) -> None:
        self.host, self.path, self.options = host, path.rstrip("/"), options

    def _ask(
        self, script: str, data: bytes = b"", fine: tuple[int, ...] = (0,), *, make: bool = False
    ) -> tuple[int, bytes]:
        """Runs a script in the target's folder, which is made first where `make` says so; where there is none, the
        code is _ABSENT. Raises PublishError where it ends with another code than `fine`."""
        enter = f"mkdir -p {self.path} && cd {self.path} || exit 1" if make else _ENTER.format(path=self.path)
        whole = f"umask 022; {enter}; {script}"
        ran = run("ssh", [*self.options, "--", self.host, f"sh -c {shlex.quote(whole)}"], data)
        if ran.code not in fine:
            lost = "connection lost: " if ran.code == 255 else ""  # ssh's own code, whatever it says
            raise of_program("ssh", f"{lost}{ran.said}")
        return ran.code, ran.given

    def carried(self, manifest: Manifest) -> Manifest:
        """All files: a web server there sends the packed forms beside the texts."""
        return manifest

    def refuse_foreign(self, manifest: Manifest | None) -> None:  # noqa: ARG002 - a release has a folder of its own
        """Raises PublishError where `current` is not a link of ours."""
        self.current()

    def read(self, name: str) -> bytes | None:
        """A file in `.campaign/`, or None."""
        path = shlex.quote(f"{STATE}/{name}")
        code, data = self._ask(f"[ -f {path} ] || exit {_ABSENT}; cat {path}", fine=(0, _ABSENT))
        return data if code == 0 else None

    def write(self, name: str, data: bytes) -> None:
        """Writes a file in `.campaign/`. It is counted before it takes its place: a connection can be cut."""
        path, new = shlex.quote(f"{STATE}/{name}"), shlex.quote(f"{STATE}/{name}.new")
        made = f'mkdir -p "$(dirname {path})" && cat >{new}'
        self._ask(f'{made} && [ "$(wc -c <{new})" -eq {len(data)} ] && mv -f {new} {path}', data, make=True)

    def erase(self, name: str) -> None:
        """Removes a file in `.campaign/`."""
        self._ask(f"rm -f {shlex.quote(f'{STATE}/{name}')}", fine=(0, _ABSENT))

    def take_lock(self, holder: Holder) -> bytes | None:
        """Makes the lock file, which only one can make (noclobber); one that cannot be filled is not left nameless."""
        lock, text = f"{STATE}/lock", holder.as_bytes()
        script = f"mkdir -p {STATE} || exit 1; if (set -C; : >{lock}) 2>/dev/null; then "
        script += f'if cat >{lock}; then [ "$(wc -c <{lock})" -eq {len(text)} ] && exit 0; '
        script += "echo connection cut >&2; fi; "
        script += f"rm -f {lock}; exit 1; fi; [ -f {lock} ] && exit {_TAKEN}; "
        script += f"touch {lock}.try && rm -f {lock}.try; exit 1"  # says why it cannot
        code, _ = self._ask(script, text, (0, _TAKEN), make=True)
        return (self.read("lock") or b"") if code == _TAKEN else None

    def drop_lock(self, token: str | None) -> None:
        """Removes the lock file, if it is ours or is to be broken."""
        if token is None or self.holds_lock(token):
            self.erase("lock")

    def holds_lock(self, token: str) -> bool:
        """Whether the lock file is ours."""
        return read_holder(self.read("lock") or b"").token == token

    def current(self) -> str:
        """The id that `current` leads to."""
        script = "if [ -L current ]; then readlink current; elif [ -e current ]; then echo current; fi"
        leads = self._ask(script, fine=(0, _ABSENT))[1].decode("utf-8", "replace").strip()
        folder, _, release = leads.rpartition("/")
        if leads and not (folder == "releases" and is_id(release)):
            raise PublishError(
                f"{self.path}/current på {self.host} är ingen länk som vi har gjort. Välj en annan mapp."
            )
        return release

    def upload(self, site: Path, manifest: Manifest, before: Manifest | None, step: Callable[[], None]) -> int:
        """rsync compares contents (--checksum), and links what the release before has already."""
        there = f"releases/{manifest.id}"
        incoming = f"{STATE}/incoming"
        script = f"if [ -d {there} ]; then echo {there}; else mkdir -p {incoming} && echo {incoming}; fi"
        place = self._ask(script, make=True)[1].decode().strip()
        sent = 0

        def count(line: str) -> None:
            nonlocal sent
            if line.startswith("<f"):
                sent += 1
                step()

        linked = [f"--link-dest=../../releases/{before.id}"] if before else []
        cleared = ["--delete"] if place == incoming else []  # our own folder for what is on the way
        ran = run(
            "rsync",
            ["--recursive", "--checksum", "--perms", "--chmod=D755,F644", "--timeout=30", "--out-format=%i %n",
             f"--rsh={shlex.join(['ssh', *self.options])}", *linked, *cleared, "--",
             f"{site}/", f"{self.host}:{self.path}/{place}/"],
            each_line=count,
        )  # fmt: skip
        if ran.code:
            error = of_program("rsync", ran.said)
            if isinstance(error, DiskFullError):
                self._ask(f"rm -rf {incoming}")
            raise error
        return sent

    def _place(self, release: str) -> str:
        return f'p=releases/{release}; [ -d "$p" ] || p={STATE}/incoming; '

    def verify(self, manifest: Manifest) -> list[str]:
        """`sha256sum -c` on the server."""
        sums = "".join(f"{digest}  ./{name}\n" for name, digest in manifest.files.items())
        script = f'{self._place(manifest.id)}cd "$p" && sha256sum --check --quiet 2>/dev/null'
        code, told = self._ask(script, sums.encode(), (0, 1))
        if code == 0:
            return []
        names = [line.rpartition(": ")[0].removeprefix("./") for line in told.decode("utf-8", "replace").splitlines()]
        return [f"{name} saknas eller är ändrad" for name in names] or ["filerna kan inte läsas"]

    def activate(self, manifest: Manifest) -> None:
        """Renames a new link over `current`."""
        there = f"releases/{manifest.id}"
        script = (
            f"mkdir -p releases && {{ [ -d {there} ] || mv -T {STATE}/incoming {there}; }} && rm -f {STATE}/current.new"
        )
        self._ask(f"{script} && ln -s {there} {STATE}/current.new && mv -fT {STATE}/current.new current")

    def remove(self, manifest: Manifest, kept: list[Manifest]) -> None:
        """Removes a release's folder; a file that is not in its manifest stays, and the folder with it."""
        del kept  # each release has its own names; what is linked lives on in the others
        there = f"releases/{manifest.id}"
        names = "".join(f"./{name}\0" for name in manifest.files).encode()
        script = f"[ -d {there} ] || exit 0; cd {there} && xargs -0 rm -f -- && cd ../.. && "
        self._ask(f"{script}find {there} -depth -type d -empty -exec rmdir {{}} +", names)

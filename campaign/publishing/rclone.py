"""rclone, which works the object store: lists, copies, reads, deletes. Its own store or AWS_* gives the keys."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path

from campaign.publishing.delivery import Delivery
from campaign.publishing.errors import PublishError, of_program
from campaign.publishing.programs import Ran, run

_ABSENT = (3, 4)  # rclone's codes for a folder and a file that are not there
#: Few new tries: a store that is gone would be waited for a minute a command, and the next run sends only the rest.
_MANNERS = ("--retries", "1", "--low-level-retries", "2", "--contimeout", "10s", "--timeout", "30s", "--stats", "0",
            "--s3-no-check-bucket")  # fmt: skip
_COPIED = re.compile(r" INFO\s+: .*: Copied \((?:new|replaced existing)\)|: Copied \(")


class Rclone:
    """One place in an object store: `root` and the paths below it."""

    def __init__(self, remote: str, endpoint: str, region: str, root: str) -> None:
        self.root = f"{remote or 'campaign'}:{root}"
        # A remote of our own that only the environment knows: the keys stand in AWS_ACCESS_KEY_ID and its like.
        own = {"TYPE": "s3", "PROVIDER": "Other", "ENV_AUTH": "true", "ENDPOINT": endpoint, "REGION": region}
        self.environment = {} if remote else {f"RCLONE_CONFIG_CAMPAIGN_{key}": value for key, value in own.items()}

    def at(self, path: str) -> str:
        """The folder `path` below the root; the slash tells rclone that it is no file."""
        return f"{self.root}/{path}/" if path else f"{self.root}/"

    def ask(
        self, *arguments: str, data: bytes = b"", fine: tuple[int, ...] = (0,),
        each_line: Callable[[str], object] | None = None,
    ) -> Ran:  # fmt: skip
        """Runs rclone. Raises PublishError where it ends with another code than `fine`."""
        ran = run("rclone", [*arguments, *_MANNERS], data, self.environment, each_line, "Failed to copy")
        if ran.code not in fine:
            told = [line for line in ran.said.splitlines() if "ERROR" in line or "CRITICAL" in line or "rror" in line]
            raise of_program("rclone", "\n".join(told or [ran.said]))
        return ran

    def listing(self, path: str) -> dict[str, str]:
        """Every file below `path` with its md5, as the store counted it on receipt (empty where it tells none)."""
        ran = self.ask("lsjson", "--recursive", "--files-only", "--hash", "--no-modtime", "--no-mimetype",
                       self.at(path), fine=(0, *_ABSENT))  # fmt: skip
        if ran.code:
            return {}
        return {row["Path"]: row.get("Hashes", {}).get("md5", "") for row in json.loads(ran.given or b"[]")}

    def read(self, path: str) -> bytes | None:
        """The file `path`, or None."""
        folder, _, name = path.rpartition("/")
        ran = self.ask("cat", "--include", f"/{name}", self.at(folder), fine=(0, *_ABSENT))
        return ran.given if ran.code == 0 and ran.given else None

    def read_all(self, path: str) -> bytes:
        """Every file below `path`, one after another."""
        ran = self.ask("cat", self.at(path), fine=(0, *_ABSENT))
        return ran.given if ran.code == 0 else b""

    def write(self, path: str, data: bytes) -> None:
        """Writes one object, whole or not at all."""
        self.ask("rcat", "--header-upload", "Cache-Control: no-store", self.at(path).rstrip("/"), data=data)

    def copy(
        self, source: str, path: str, names: Iterable[str], headers: Delivery | None, step: Callable[[], None]
    ) -> None:
        """Copies `names` from `source` (a folder here, or a place in the store) to `path`, whatever stands there."""
        given = []
        if headers:
            given = ["--header-upload", f"Content-Type: {headers.content_type}",
                     "--header-upload", f"Cache-Control: {headers.cache_control}"]  # fmt: skip

        def count(line: str) -> None:
            if _COPIED.search(line):
                step()

        self._with_list(
            names, lambda file: self.ask("copy", "-v", "--no-check-dest", "--no-traverse", "--files-from-raw", file,
                                         *given, source, self.at(path), each_line=count))  # fmt: skip

    def differing(self, path: str, sums: dict[str, str]) -> list[str]:
        """The files below `path` whose content, read back and counted here, has not the sha256 in `sums`."""
        if not sums:
            return []
        text = "".join(f"{digest}  {name}\n" for name, digest in sums.items())
        with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
            file = Path(folder) / "sums"
            file.write_text(text, encoding="utf-8")
            # Without a filter a place of thousands of other files would be listed and read.
            names = Path(folder) / "names"
            names.write_text("".join(f"{name}\n" for name in sums), encoding="utf-8")
            ran = self.ask("checksum", "sha256", str(file), self.at(path), "--download", "--one-way", "--combined",
                           "-", "--files-from-raw", str(names), fine=(0, 1))  # fmt: skip
        rows = [row.split(" ", 1) for row in ran.given.decode("utf-8", "replace").splitlines()]
        right = {row[1] for row in rows if row[0] == "="}
        if ran.code and not rows:
            raise of_program("rclone", ran.said)
        return sorted(sums.keys() - right)

    def delete(self, path: str, names: Iterable[str]) -> None:
        """Deletes exactly `names` below `path`."""
        self._with_list(names, lambda file: self.ask("delete", "--files-from-raw", file, self.at(path),
                                                     fine=(0, *_ABSENT)))  # fmt: skip

    def _with_list(self, names: Iterable[str], work: Callable[[str], object]) -> None:
        listed = sorted(names)
        if not listed:
            return
        if any("\n" in name for name in listed):
            raise PublishError("Ett filnamn har en radbrytning. Byt namn på filen och bygg igen.")
        with tempfile.TemporaryDirectory(prefix="campaign-") as folder:
            file = Path(folder) / "names"
            file.write_text("".join(f"{name}\n" for name in listed), encoding="utf-8")
            work(str(file))

"""A new folder takes an old one's place in one step, so that no reader meets a half-built site.

Linux exchanges two names atomically (renameat2 with RENAME_EXCHANGE). Elsewhere two renames do it, and
`mend` puts right what a kill between them left. All that a run leaves beside the target is named `.campaign-*`.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


class BusyError(Exception):
    """Another build is at work on the same target."""


def _prefix(target: Path) -> str:
    return f".campaign-{target.name}-"


def _old(target: Path) -> Path:
    return target.with_name(f"{_prefix(target)}old")


@contextlib.contextmanager
def staging_for(target: Path) -> Iterator[Path]:
    """An empty folder beside `target`, removed at the end whatever happens; also removes rubbish of killed runs.

    Raises BusyError while another run holds the target's parent folder. The lock ends with the process.
    """
    target = target.resolve()  # a link to the site's folder stays a link
    target.parent.mkdir(parents=True, exist_ok=True)
    parent = os.open(target.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(parent, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(f"Ett annat bygge pågår i {target.parent}. Vänta tills det är klart.") from error
        mend(target)
        staging = Path(tempfile.mkdtemp(prefix=_prefix(target), dir=target.parent))
        staging.chmod(0o755)
        try:
            yield staging
        finally:
            if staging.exists():
                shutil.rmtree(staging)
    finally:
        os.close(parent)


def mend(target: Path) -> None:
    """Puts right what a killed run left: brings the old site back if it is missing, and removes rubbish."""
    if not target.exists() and _old(target).exists():
        _old(target).rename(target)
    # Only names that a run for this very target gives: .campaign-site-two-old belongs to a target "site-two".
    ours = re.compile(rf"{re.escape(_prefix(target))}(?:old|[a-z0-9_]{{8}})")
    for rubbish in [path for path in target.parent.iterdir() if ours.fullmatch(path.name)]:
        if rubbish.is_dir() and not rubbish.is_symlink():
            shutil.rmtree(rubbish)
        else:
            rubbish.unlink()


def swap(staging: Path, target: Path) -> None:
    """Puts `staging` in the place of `target`; the old content stands in `staging` afterwards."""
    target = target.resolve()
    if not target.exists():
        staging.rename(target)
    elif not _exchange(staging, target):
        target.rename(_old(target))
        staging.rename(target)
        _old(target).rename(staging)


def _exchange(first: Path, second: Path) -> bool:
    """Exchanges two names in one step; False where the system cannot."""
    library = ctypes.CDLL(None, use_errno=True)
    if not hasattr(library, "renameat2"):
        return False
    done = library.renameat2(_AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE)
    if done == 0:
        return True
    number = ctypes.get_errno()
    if number in (22, 38, 95):  # EINVAL, ENOSYS, EOPNOTSUPP: this file system cannot exchange
        return False
    raise OSError(number, os.strerror(number), str(second))

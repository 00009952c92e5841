"""The store of each kind of target."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from campaign.publishing.folder import FolderStore
from campaign.publishing.object_store import ObjectStore
from campaign.publishing.rclone import Rclone
from campaign.publishing.ssh import open_ssh
from campaign.publishing.store import Store
from campaign.targets import FolderTarget, S3Target, SshTarget


@contextlib.contextmanager
def open_store(target: FolderTarget | SshTarget | S3Target, project: Path) -> Iterator[Store]:
    """The far side of `target`, until the end of the block; paths on this computer are read from the folder `project`.

    Raises PublishError where a server cannot be reached.
    """
    if isinstance(target, FolderTarget):
        yield FolderStore(project / target.path)
    elif isinstance(target, SshTarget):
        config = (project / target.config).resolve() if target.config else None
        with open_ssh(target.host, target.path, target.port, config) as store:
            yield store
    else:
        root = "/".join(filter(None, (target.bucket.strip("/"), target.prefix)))
        yield ObjectStore(Rclone(target.remote, target.endpoint, target.region, root))

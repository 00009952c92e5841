"""The store of each kind of target."""

from __future__ import annotations

from pathlib import Path

from campaign.publishing.folder import FolderStore
from campaign.publishing.object_store import ObjectStore
from campaign.publishing.rclone import Rclone
from campaign.publishing.ssh import SshStore
from campaign.publishing.store import Store
from campaign.targets import FolderTarget, S3Target, SshTarget


def open_store(target: FolderTarget | SshTarget | S3Target, project: Path) -> Store:
    """The far side of `target`; paths on this computer are read from the folder `project`. Nothing is asked yet."""
    if isinstance(target, FolderTarget):
        return FolderStore(project / target.path)
    if isinstance(target, SshTarget):
        config = (project / target.config).resolve() if target.config else None
        return SshStore(target.host, target.path, target.port, config)
    root = "/".join(filter(None, (target.bucket.strip("/"), target.prefix)))
    return ObjectStore(Rclone(target.remote, target.endpoint, target.region, root))

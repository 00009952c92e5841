"""The container's build steps, run as a script; then the tree over this system, read-only, as a user without rights.

No container engine runs here. What one does is done by hand: an overlay of the tree and this system's own files that
cannot be written, a /tmp of its own, a network of its own, no rights at all.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import pytest
from real_site import PROJECT

from campaign.release.manifest import differences, write_manifest

FILES = {"index.html": "<h1>Start</h1>\n", "404.html": "<h1>Finns inte</h1>\n", "lagen/index.html": "<h1>Lagen</h1>\n"}
STEPS = ("container", "container.conf", "container-health", "prepare-system")

#: Starts the image as Containerfile says, asks it and tells what came of it; `$1` is the tree, `$2` Python, `$3` nginx.
START = r"""
set -eu
"$2" -c 'import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack("16sh", b"lo", 65))'
mount -t tmpfs none /mnt
cp -R "$1" /mnt/tree && mkdir /mnt/image
mount -t overlay overlay -o lowerdir=/mnt/tree:/ /mnt/image
mount -t tmpfs none /mnt/image/tmp && chmod 1777 /mnt/image/tmp
mount --rbind /dev /mnt/image/dev && mount --rbind /proc /mnt/image/proc
image() { chroot --userspec=65534:65534 /mnt/image "$@"; }
image /usr/local/bin/campaign-health 2>/dev/null && echo "healthy too early"
chroot --userspec=65534:65534 /mnt/image "$3" -e stderr -c /etc/campaign/nginx.conf &
server=$!
for _ in $(seq 50); do image /usr/local/bin/campaign-health 2>/dev/null && break || sleep 0.1; done
image /usr/local/bin/campaign-health && echo healthy
echo "users: $(ps -o uid= -p $server --ppid $server | sort -u | xargs)"
for place in /srv/sajt/index.html /etc/campaign/site.conf /srv/ny /var/ny; do
  image sh -c "echo x >> $place" 2>/dev/null && echo "written: $place"
done
curl -s http://127.0.0.1:8080/lagen/ | head -1
curl -s -o /dev/null -D - -H 'Accept-Encoding: br' http://127.0.0.1:8080/
curl -s -o /dev/null -w 'missing: %{http_code}\n' http://127.0.0.1:8080/borta/
kill -QUIT $server && wait $server && echo stopped
image /usr/local/bin/campaign-health 2>/dev/null || echo "unhealthy when stopped"
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A folder with the scripts, the texts, this test's own Python and a built site of three pages."""
    folder = tmp_path / "projekt"
    (folder / "scripts").mkdir(parents=True)
    for name in STEPS:
        shutil.copy(PROJECT / "scripts" / name, folder / "scripts")
    (folder / "docs").symlink_to(PROJECT / "docs")
    python = folder / ".venv/bin/python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nPYTHONPATH="{PROJECT}" exec "{sys.executable}" "$@"\n', encoding="utf-8")
    python.chmod(0o755)
    for name, text in FILES.items():
        (folder / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "site" / name).write_text(text, encoding="utf-8")
    (folder / "site/index.html.br").write_bytes(brotli.compress(FILES["index.html"].encode()))
    write_manifest(folder / "site", "Godkänd")
    return folder


def container(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["scripts/container", *arguments], cwd=project, capture_output=True, text=True, check=False, umask=0o077
    )


def test_the_tree_is_the_verified_site_that_all_can_read_and_nobody_can_write(project: Path) -> None:
    result = container(project, "tree", "site", "tree")
    assert result.returncode == 0, result.stderr
    tree = project / "tree"
    assert differences(tree / "srv/sajt") == []
    assert sorted(path.name for path in tree.rglob("*") if path.is_file() and "sajt" not in path.parts) == [
        "campaign-health", "nginx.conf", "site.conf",
    ]  # fmt: skip
    for path in (tree, *tree.rglob("*")):
        mode = path.stat().st_mode & 0o777
        assert mode == (0o555 if path.is_dir() or path.name == "campaign-health" else 0o444), (path, oct(mode))
    again = container(project, "tree", "site", "tree")
    assert again.returncode == 1 and again.stderr.startswith("✗ tree finns redan.")


def test_the_image_serves_the_site_without_rights_over_a_tree_that_cannot_be_written(project: Path) -> None:
    nginx = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if nginx is None or not Path("/etc/nginx/modules-enabled/50-mod-http-brotli-static.conf").exists():
        pytest.skip("nginx with libnginx-mod-http-brotli-static is not installed")
    apart = ["unshare", "--mount", "--net", "--pid", "--mount-proc", "--fork", "--kill-child"]
    if subprocess.run([*apart, "true"], check=False, capture_output=True).returncode != 0:
        pytest.skip("needs the right to mount (unshare --mount --net), as root has it")
    assert container(project, "tree", "site", "tree").returncode == 0
    command = [*apart, "bash", "-c", START, "start", str(project / "tree"), sys.executable, nginx]
    result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert result.returncode == 0, result.stdout + result.stderr
    lines = [line.strip() for line in result.stdout.splitlines()]
    assert "healthy" in lines and "healthy too early" not in lines
    assert "users: 65534" in lines and not [line for line in lines if line.startswith("written")]
    assert "<h1>Lagen</h1>" in lines and "missing: 404" in lines and "Content-Encoding: br" in lines
    assert "stopped" in lines and "unhealthy when stopped" in lines
    headers = result.stdout.lower()
    assert "content-security-policy: default-src 'none'" in headers and "referrer-policy: no-referrer" in headers


def test_a_site_that_is_not_as_it_was_built_is_refused(project: Path) -> None:
    (project / "site/index.html").write_text("annat", encoding="utf-8")
    result = container(project, "tree", "site", "tree")
    assert result.returncode == 1 and "index.html är ändrad" in result.stderr
    assert "✗ site är inte som den byggdes." in result.stderr and not (project / "tree").exists()


@pytest.mark.parametrize("arguments", [(), ("tree",), ("annat",)])
def test_a_wrong_step_is_told_in_swedish(project: Path, arguments: tuple[str, ...]) -> None:
    result = container(project, *arguments)
    assert result.returncode == 1 and result.stderr.startswith("✗ Skriv scripts/container tree SAJT MAPP")


def test_the_recipe_pins_no_image_by_itself_and_runs_without_rights() -> None:
    text = (PROJECT / "Containerfile").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert lines[:2] == ["ARG BASE", "FROM ${BASE}"]  # no default: the builder gives a digest
    assert "USER 65534:65534" in lines and any(line.startswith("HEALTHCHECK ") for line in lines)
    for copied in re.findall(r"^COPY (.+) \S+$", text, re.MULTILINE):
        for name in copied.split():
            assert name == ".build/container/" or (PROJECT / name).is_file(), name
    kept = {line.removeprefix("!") for line in (PROJECT / ".containerignore").read_text("utf-8").splitlines()[1:]}
    assert kept == {"scripts/container", "scripts/prepare-system", ".build/container"}

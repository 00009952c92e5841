"""The build of the real texts: the same bytes, every file marked, a release. Real builds in subprocesses."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pypdfium2
import pytest
from approved_project import RELEASE_URL, approve_everything, copy_project
from real_site import BuiltSite, run_campaign

from campaign.content.preview import PREVIEW_MARK
from campaign.hosting.compression import PACKED
from campaign.images.cache import CACHE_FOLDER
from campaign.release.archive import write_archive
from campaign.release.manifest import differences


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may change: settings, templates and texts."""
    return copy_project(tmp_path / "project")


def test_the_same_texts_give_the_same_bytes(built_site: BuiltSite, tmp_path: Path) -> None:
    """Another path (with a space and letters), day, time zone, locale, order of hashes and umask; nothing in cache."""
    other = copy_project(tmp_path / "en annan plats på ö")
    (other / CACHE_FOLDER).unlink()  # nothing that the first build made
    changes = {"TZ": "Asia/Tokyo", "PYTHONHASHSEED": "7", "LC_ALL": "C", "CAMPAIGN_EXIT_URL": built_site.exit_url}
    result = subprocess.run(
        [sys.executable, "-m", "campaign", "build", "--today", "2027-01-01"],
        cwd=other, env={**os.environ, **changes}, umask=0o077, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    assert (built_site.folder / "manifest.json").read_bytes() == (other / "site/manifest.json").read_bytes()
    sites = (built_site.folder, other / "site")
    archives = [write_archive(folder, tmp_path / f"{number}.zip") for number, folder in enumerate(sites)]
    assert archives[0] == archives[1] and archives[0].files > 700


def is_marked(path: Path) -> bool:
    """Whether a person who opens the file meets the preview's mark: in a PDF on every page."""
    if path.suffix == ".pdf":
        with closing(pypdfium2.PdfDocument(path)) as document:
            pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
        return bool(pages) and all(PREVIEW_MARK in page for page in pages)
    if path.suffix in (".docx", ".pptx", ".imscc"):
        with zipfile.ZipFile(path) as archive:
            return any(PREVIEW_MARK.encode() in archive.read(name) for name in archive.namelist())
    return PREVIEW_MARK.encode() in path.read_bytes()


def test_a_preview_marks_every_file_that_a_person_can_open(built_site: BuiltSite) -> None:
    site = built_site.folder
    copy = re.compile(r"-\d+\.[0-9a-f]{8}\.\w+$")  # of an editor's photograph, which is shown on a marked page only
    files = [path for path in site.rglob("*") if path.is_file() and not copy.search(path.name)]
    files = [path for path in files if site / "pagefind" not in path.parents]  # an index
    files = [path for path in files if path.suffix not in PACKED]  # the same once more
    packed = (".docx", ".pptx", ".imscc")
    opened = [
        path for path in files if path.suffix in (".html", ".json", ".xml", ".txt", ".pdf", ".png", ".jpg", *packed)
    ]
    assert len(opened) > 36
    unmarked = [path.name for path in opened if not is_marked(path)]
    assert unmarked == []
    fetched = [path.name for path in files if path.suffix in (".pdf", *packed)]
    assert len(fetched) == 64 + 36 and [name for name in fetched if not name.startswith("utkast-")] == []
    assert {path.suffix for path in files if path not in opened} <= {".css", ".js", ".svg", ".ico", ".woff2"}
    robots = (site / "robots.txt").read_text(encoding="utf-8")
    assert "Disallow: /\n" in robots and "Allow: /" not in robots.replace("Disallow: /", "")


def test_a_release_of_the_real_texts_is_refused_with_every_blocker(project: Path) -> None:
    result = run_campaign("build", "--mode", "release", cwd=project)
    assert result.returncode == 1
    for rule in ("release-sender-missing", "release-address-reserved", "release-not-approved", "release-undecided",
                 "release-help-unverified"):  # fmt: skip
        assert f"({rule})" in result.stderr
    assert not (project / "site").exists()


@pytest.fixture
def approved(project: Path) -> Path:
    """A project in which invented people have approved everything: only for trying the release mode."""
    approve_everything(project)
    return project


def test_a_release_is_built_when_everything_is_approved_and_carries_no_preview_mark(approved: Path) -> None:
    result = run_campaign("build", "--mode", "release", cwd=approved, CAMPAIGN_SITE_URL=RELEASE_URL)
    assert result.returncode == 0, result.stderr
    for path in (approved / "site").rglob("*"):
        if path.suffix in (".html", ".json", ".xml", ".txt"):
            assert PREVIEW_MARK not in path.read_text(encoding="utf-8"), path.name
    assert "noindex" not in (approved / "site/index.html").read_text(encoding="utf-8")
    assert json.loads((approved / "site/pages.json").read_text(encoding="utf-8"))["status"] == "Godkänd"
    assert (approved / "site/.well-known/security.txt").is_file() and differences(approved / "site") == []
    assert ".well-known/security.txt" in json.loads((approved / "site/manifest.json").read_text("utf-8"))["files"]


def test_one_changed_word_breaks_the_approval(approved: Path) -> None:
    for name in ("vuxna/foraldrar.md", "vuxna/foraldrar.lattlast.md"):
        page = approved / "docs" / name
        page.write_text(page.read_text(encoding="utf-8") + "\nEtt ord till.\n", encoding="utf-8")
    assert run_campaign("mark-translated", "--yes", "vuxna/foraldrar", cwd=approved).returncode == 0
    result = run_campaign("build", "--mode", "release", cwd=approved, CAMPAIGN_SITE_URL=RELEASE_URL)
    assert result.returncode == 1
    refused = [line for line in result.stderr.splitlines() if "(release-not-approved)" in line]
    assert len(refused) == 2 and all("foraldrar" in line for line in refused)


def test_pages_json_tells_dates_and_twins(built_site: BuiltSite) -> None:
    document = json.loads((built_site.folder / "pages.json").read_text(encoding="utf-8"))
    by_address = {page["address"]: page for page in document["pages"]}
    assert len(by_address) == len(document["pages"]) >= 36
    for page in document["pages"]:
        assert by_address[page["twin"]]["twin"] == page["address"]
        assert page["title"] and page["description"] and page["changed_on"] and page["last_reviewed_on"] is None
        assert "overdue" not in json.dumps(page)

"""New files tried among the site's own before they are saved: what every rule would say of them."""

from __future__ import annotations

import datetime
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.findings import Finding
from campaign.settings import Settings


def tried(
    docs: Path, texts: Mapping[str, bytes], shown: str, settings: Settings, today: datetime.date
) -> list[Finding]:
    """Every finding in the files of `texts` (by path under docs), as if they lay in `docs`, which is only read.

    Spelling is left out. `shown` is what the folder is called to the editor.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "docs"
        shutil.copytree(docs, copy, symlinks=True)
        for uri, content in texts.items():
            (copy / uri).parent.mkdir(parents=True, exist_ok=True)
            (copy / uri).write_bytes(content)
        findings = run_checks(load_site(copy, shown), settings, today)
    paths = {f"{shown}/{uri}" for uri in texts}
    return [finding for finding in findings if finding.path in paths]

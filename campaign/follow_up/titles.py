"""The titles of the site's pages by their path, from the texts or from a built site's pages.json."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

MOST_BYTES = 20_000_000  # the whole site's pages.json has 150 000


class SiteError(Exception):
    """The folder of the built site cannot be used; the text says in Swedish why."""


def titles_of(pages: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Path → title of the pages of a summary (content.summary)."""
    return {urlsplit(page["address"]).path: page["title"] for page in pages}


def titles_of_built_site(folder: Path) -> dict[str, str]:
    """Path → title from a built site. Raises SiteError."""
    file = folder / "pages.json"
    wrong = f"{file}: Filen är inte en lista över sidor från ”campaign build”. Bygg webbplatsen igen."
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SiteError(wrong)
        pages = json.loads(file.read_text(encoding="utf-8"))["pages"]
        titles = titles_of(pages)
    except OSError as error:
        message = f"{file} kan inte läsas: {error.strerror}. Ange mappen som ”campaign build” skrev."
        raise SiteError(message) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SiteError(wrong) from error
    if not titles or not all(isinstance(title, str) and path for path, title in titles.items()):
        raise SiteError(wrong)
    return titles

"""Plain text made safe in the code host's Markdown: a title or a sentence is shown as it is, whatever it holds."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+!|~<>@&-])")


def plain(text: str) -> str:
    """`text` on one line, with every sign of Markdown and HTML taken literally."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


def cell(text: str) -> str:
    """`text` for a table's cell; a dash where there is none."""
    return plain(text) or "–"


def code(text: str) -> str:
    """`text` as code: file names and keys. Signs that would end it are left out."""
    return "`" + re.sub(r"[`|\s]+", " ", text).strip() + "`"

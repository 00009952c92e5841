"""Plain text made safe in the code host's Markdown: a title or a sentence is shown as it is, whatever it holds."""

from __future__ import annotations

import re

_SPECIAL = re.compile(r"([\\`*_\[\]<>~|#@&])")
#: What would begin a list inside a list.
_BEGINNING = re.compile(r"^([-+]|\d+[.)])(?=\s|$)")


def plain(text: str) -> str:
    """`text` on one line, with every sign of Markdown and HTML taken literally."""
    line = _SPECIAL.sub(r"\\\1", " ".join(text.split()))
    return _BEGINNING.sub(lambda match: f"{match[1][:-1]}\\{match[1][-1]}", line)


def cell(text: str) -> str:
    """`text` for a table's cell; a dash where there is none."""
    return plain(text) or "–"


def code(text: str) -> str:
    """`text` as code: file names and keys. Signs that would end it are left out."""
    return "`" + re.sub(r"[`|\s]+", " ", text).strip() + "`"

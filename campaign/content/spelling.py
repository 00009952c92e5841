"""Which words of a text are checked for spelling. The dictionary itself is looked up in checks/spelling.py."""

from __future__ import annotations

import re
from collections.abc import Iterator

_NOT_TEXT = re.compile(
    r"https?://\S+|\S+@\S+|"  # addresses
    r"(?<![\w/])[\w-]+(?:\.[\w-]+)*\.(?:se|nu|eu|org|com|net|io|stockholm|example)\b(?:/\S*)?|"  # umo.se/x
    r"\w*\d[\w.:]*"  # 2024/25:124, 6:11, 10a
)
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def words_to_check(text: str) -> Iterator[tuple[str, int]]:
    """The words of a text with where they begin: no addresses, nothing with digits in it."""
    blank = _NOT_TEXT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), text)
    for match in _WORD.finditer(blank):
        if len(match[0]) > 1:
            yield match[0], match.start()

"""Characters that nobody sees or can tell apart: which they are, and how an editor is told where one stands."""

from __future__ import annotations

import re
import unicodedata

#: Everything but what Swedish text on this site is made of; what it matches is looked at more closely.
UNUSUAL = re.compile(r"[^\t\n -~åäöÅÄÖéÉüÜ§–”’…·]")

#: Controls, formats (zero width, bidi, soft hyphen, tags), private use, unassigned, surrogates, line separators.
_HIDDEN_CATEGORIES = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Zl", "Zp"})
#: Letters and marks that look like nothing: joiners, fillers, variation selectors, an empty braille cell.
_HIDDEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\U000e0100-\U000e01ef]"
)
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
REPLACEMENT = "\ufffd"

#: What YAML's parser refuses, or takes for a line break that no editor sees.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def is_hidden(char: str) -> bool:
    """Whether a character does not show, or shows as a box or a question mark."""
    return unicodedata.category(char) in _HIDDEN_CATEGORIES or _HIDDEN.match(char) is not None or char == REPLACEMENT


def name_of(char: str) -> str:
    """A character's code and its name in Unicode: `U+200B, ZERO WIDTH SPACE`."""
    name = unicodedata.name(char, "")
    return f"U+{ord(char):04X}, {name}" if name else f"U+{ord(char):04X}"


def what_is_hidden(line: str, start: int) -> str:
    """Says, in Swedish, that the character at `start` of a line is hidden, which it is and where it stands."""
    char = line[start]
    category = unicodedata.category(char)
    if char in _BIDI:
        what = "vänder läsriktningen"
    elif char == REPLACEMENT:
        what = "är ett tecken som har gått förlorat"
    elif category in ("Co", "Cn", "Cs"):
        what = "kan inte visas"
    else:
        what = "är osynligt"
    return f"Tecken {start + 1} på raden {what} ({name_of(char)})."

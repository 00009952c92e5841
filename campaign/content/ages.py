"""The ages a service is for, read from the words that readers see: `från 18 år`, `under 18 år`, `13–25 år`."""

from __future__ import annotations

import re

#: Youngest and oldest, in whole years, where a text sets no limit of its own.
YOUNGEST, OLDEST = 0, 120
ADULT = 18

_SPAN = re.compile(r"(\d+)–(\d+) år")
_FROM = re.compile(r"från (\d+) år")
_UNDER = re.compile(r"under (\d+) år")
_UP_TO = re.compile(r"upp till (?:ungefär )?(\d+) år")

#: Words that set no limit to how old a reader is now: a picture that was taken before 18 may trouble one who is 30.
_ANYBODY = ("", "alla åldrar", "bilden togs före 18 år")


def age_span(text: str) -> tuple[int, int]:
    """The youngest and the oldest reader that `text` speaks of; what stands in brackets is passed over.

    Raises ValueError with a Swedish reason when the text cannot be read.
    """
    plain = re.sub(r"\([^)]*\)", "", text).strip(" .").lower()
    if plain in _ANYBODY:
        return YOUNGEST, OLDEST
    if plain == "vuxna":
        return ADULT, OLDEST
    if match := _SPAN.fullmatch(plain):
        return int(match[1]), int(match[2])
    if match := _FROM.fullmatch(plain):
        return int(match[1]), OLDEST
    if match := _UNDER.fullmatch(plain):
        return YOUNGEST, int(match[1]) - 1
    if match := _UP_TO.fullmatch(plain):
        return YOUNGEST, int(match[1])
    forms = "från 18 år, under 18 år, upp till 20 år, 13–25 år, vuxna eller alla åldrar"
    raise ValueError(f"har åldern ”{text}”, som inte kan läsas; skriv {forms}")

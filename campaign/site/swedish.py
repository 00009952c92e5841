"""Lists, places in laws and the alphabet as Swedish text."""

from __future__ import annotations

from collections.abc import Iterable


def cites_text(cites: Iterable[str]) -> str:
    """Places in laws, those of one chapter together: "brottsbalken 6 kap. 11 §, 15 §; lagen (1998:408)"."""
    chapters: dict[str, list[str]] = {}
    for cite in cites:
        chapter, separator, place = cite.rpartition(" kap. ")
        chapters.setdefault(chapter + separator.rstrip(), []).append(place)
    return "; ".join(
        f"{chapter} {', '.join(places)}" if chapter else "; ".join(places) for chapter, places in chapters.items()
    ).rstrip(".")


def list_text(words: Iterable[str]) -> str:
    """`a, b och c`."""
    *first, last = [*words] or [""]
    return f"{', '.join(first)} och {last}" if first else last


_ALPHABET = str.maketrans({"å": "{1", "ä": "{2", "ö": "{3", "é": "e", "ü": "y"})  # "{" comes after "z"


def alphabetical(text: str) -> str:
    """A key that sorts texts as a Swedish word list does: å, ä, ö last, capitals and signs of no account."""
    letters = "".join(sign for sign in text.casefold() if sign.isalnum() or sign.isspace())
    return letters.strip().translate(_ALPHABET)

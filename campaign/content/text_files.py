"""Reading a text file: what is no text, or is too large to be one, is a problem with its line and never an exception.

The limits are far above what the site holds, and low enough that any file is read within a second.
"""

from __future__ import annotations

import re
from pathlib import Path

from campaign.content.plain_yaml import Problem

MOST_PAGE_BYTES = 100_000  # the longest page has 6 000
MOST_DATA_BYTES = 500_000  # the longest data file has 140 000
LONGEST_LINE = 5_000  # characters; the longest line has 370
LONGEST_BLOCK = 20_000  # characters without an empty line between them, in a page
MOST_HEADINGS = 200  # on a page; the most is 17
MOST_COMMENTS = 100  # on a page; the most is 3
MOST_BRACKETS = 300  # links, pictures and shortcodes on a page; the most is 50

_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_HEADING = re.compile(r"^ {0,3}(?:#{1,6}(?:[ \t]|$)|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_LONG_LINE = re.compile(rf"^.{{{LONGEST_LINE + 1}}}", re.MULTILINE)
_LONG_BLOCK = re.compile(rf"(?:.+\n){{1,{LONGEST_BLOCK}}}")
_SPLIT = "Dela texten på flera sidor, eller kontrollera att rätt text klistrades in."


def size_in_words(number: int) -> str:
    """A number of bytes as an editor says it: 5,2 MB, 210 kB."""
    if number >= 1_000_000:
        return f"{number / 1_000_000:.1f} MB".replace(".", ",")
    return f"{-(-number // 1000)} kB"


def too_large(number: int, most: int, cure: str) -> Problem:
    """What is said of a file of `number` bytes where `most` are allowed."""
    message = f"Filen är för stor: {size_in_words(number)}, högst {size_in_words(most)}."
    return Problem(1, "file-too-large", message, cure)


def read_text_file(path: Path, most_bytes: int) -> str | Problem:
    """The text of a file with newlines as `\\n`, or why it cannot be read. Raises FileNotFoundError."""
    try:
        size = path.stat().st_size
        if size > most_bytes:
            return too_large(size, most_bytes, _SPLIT)
        content = path.read_bytes()
    except FileNotFoundError:
        raise
    except OSError as error:
        return Problem(1, "file-unreadable", f"Filen kan inte öppnas: {error.strerror}.", "Lägg in filen på nytt.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _conflict(text) or _long_line(text) or text


def _not_utf8(content: bytes, start: int) -> Problem:
    cure = "Spara den igen med teckenkodningen UTF-8."
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Problem(1, "not-utf8", "Filen är sparad som UTF-16.", cure)
    if b"\0" in content:
        return Problem(1, "not-utf8", "Filen är ingen text, fast namnet säger det.", "Lägg in textfilen i stället.")
    return Problem(content.count(b"\n", 0, start) + 1, "not-utf8", "Filen är inte sparad som UTF-8.", cure)


def _line(text: str, start: int) -> int:
    return text.count("\n", 0, start) + 1


def _conflict(text: str) -> Problem | None:
    match = _CONFLICT.search(text)
    if match is None:
        return None
    message = f"Två versioner av texten står i filen; här börjar eller slutar den ena: ”{match[0][:40]}”."
    cure = "Välj vilken text som ska gälla, och ta bort den andra och raderna med <<<<<<<, ======= och >>>>>>>."
    return Problem(_line(text, match.start()), "conflict-left", message, cure)


def _long_line(text: str) -> Problem | None:
    match = _LONG_LINE.search(text)
    if match is None:
        return None
    end = text.find("\n", match.start())
    length = (end if end >= 0 else len(text)) - match.start()
    message = f"Raden har {length} tecken, högst {LONGEST_LINE}."
    return Problem(_line(text, match.start()), "text-too-large", message, _SPLIT)


def page_too_large(text: str) -> Problem | None:
    """Why a page's text is too much to take in (blocks, headings, links and shortcodes), or None."""
    block = next((found for found in _LONG_BLOCK.finditer(text) if len(found[0]) > LONGEST_BLOCK), None)
    if block is not None:
        message = f"Här börjar ett stycke på {len(block[0])} tecken, högst {LONGEST_BLOCK}."
        return Problem(_line(text, block.start()), "text-too-large", message, "Dela det med tomma rader.")
    headings = list(_HEADING.finditer(text))
    if len(headings) > MOST_HEADINGS:
        message = f"Sidan har fler än {MOST_HEADINGS} rubriker."
        return Problem(_line(text, headings[MOST_HEADINGS].start()), "text-too-large", message, _SPLIT)
    brackets = [match.start() for match in re.finditer(r"\[\[?", text)]
    if len(brackets) > MOST_BRACKETS:
        message = f"Sidan har fler än {MOST_BRACKETS} länkar och kortkoder."
        return Problem(_line(text, brackets[MOST_BRACKETS]), "text-too-large", message, _SPLIT)
    comments = [match.start() for match in re.finditer("<!--", text)]
    if len(comments) > MOST_COMMENTS:
        message = f"Sidan har fler än {MOST_COMMENTS} kommentarer."
        return Problem(_line(text, comments[MOST_COMMENTS]), "text-too-large", message, "Ta bort dem.")
    return None

"""The one line that our servers write, read strictly: what does not match is named and never guessed at.

    2026-11-22T14:05<TAB>GET<TAB>/lagen/straff/<TAB>200<TAB>5120<TAB>-

The fields: the minute (only the day for /stod/ and /ung/, their lättläst twins, and what leads there), method, path
without its query, status, bytes, and the host of the learning platform that led here. A server that may not write a
method, a path or a host writes `-`, and for such a path no minute. Caddy writes an object of the same fields, one a
line.
"""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import dataclass
from enum import StrEnum

from campaign.content.addresses import UNTIMED_SECTIONS

FIELDS = ("date", "method", "path", "status", "bytes", "referrer_host")

#: What an operator is told to write, where a log cannot be used.
WANTED = "datum, metod, adress utan frågedel, status, byte och lärplattform, med tabb emellan"

#: Years that a log can be of; with it the number of weeks is bounded.
FIRST_YEAR, LAST_YEAR = 2020, 2099

_DATE = re.compile(rb"\d{4}-\d\d-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?")
_REST = re.compile(
    rb"(?P<method>[A-Z]{1,12}|-)\t(?P<path>/[^\x00-\x20\x7f?#]*|-)\t(?P<status>[1-5]\d\d)\t(?:\d{1,15}|-)\t"
    rb"(?P<host>-|[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?)"
)
#: Never with a minute. Others may be without too: short and old addresses that lead there, and unusual capitals.
_WITHOUT_TIME = re.compile(rf"(?:^|/)(?:{'|'.join(UNTIMED_SECTIONS)})(?:/|$)|^-$")

# Each of these takes a time in proportion to the line, whatever stands in it.
_IP4 = re.compile(r"(?<![\d.])(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})(?!\d|\.\d)")
_HEX = r"[0-9A-Fa-f]{1,4}"
_IP6 = re.compile(
    rf"(?<![0-9A-Za-z])(?:(?:{_HEX}:){{7}}{_HEX}|{_HEX}(?::{_HEX}){{0,6}}::(?:{_HEX}(?::{_HEX}){{0,6}})?"
    rf"|::{_HEX}(?::{_HEX}){{0,6}})(?![0-9A-Za-z])"
)
#: What tells a browser or a program, in whatever case. Our servers read the same pattern and write no such address: any
#: visitor may ask for one. So it stays within what PCRE and RE2 read too, without backslashes.
BROWSER = (
    "user[-_]?agent|Mozilla/[0-9]|AppleWebKit|Gecko/[0-9]|(?:Chrome|Safari|Firefox|Edge?|OPR|Opera|Trident|Dalvik"
    "|okhttp|curl|Wget|python-requests|Go-http-client|bot|spider)/[0-9]"
)
_BROWSER = re.compile(BROWSER, re.IGNORECASE)
_COMMON = re.compile(r"\S+ \S+ \S+ \[\d{1,2}/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d ")
_QUERY = re.compile(r"[^\s\"]\?[^\s\"]")
_URL = re.compile(r"[a-z][a-z0-9+.-]{1,15}:(?:\\?/){2}\w", re.IGNORECASE)


class Unreadable(StrEnum):
    """Why a line was not counted, in words."""

    LONG = "raden är för lång"
    NOT_UTF8 = "raden är inte UTF-8"
    FIELDS = "fel antal fält"
    DATE = "fel datum"
    TIME = "klockslag på en sida om stöd eller för unga"
    FORM = "ett fält har fel form"
    JSON = "fel fält i JSON"
    PATH = "personuppgift i själva adressen"


class Personal(StrEnum):
    """What a log must never hold, in words."""

    IP = "ett IP-nummer"
    BROWSER = "uppgifter om en webbläsare"
    QUERY = "en frågedel (det som står efter ? i en adress)"
    REFERRER = "hela adressen till sidan som läsaren kom från"
    COMMON = "formatet common eller combined, som sparar vem som läser"


class PersonalDataError(Exception):
    """A line holds personal data: `what` says which kind, never the data. `in_path`: a visitor wrote it into the
    address itself, and our format is otherwise kept."""

    def __init__(self, what: Personal, *, in_path: bool = False) -> None:
        super().__init__(what.value)
        self.what = what
        self.in_path = in_path


class UnreadableError(Exception):
    """A line is not of our format: `why` says in what way."""

    def __init__(self, why: Unreadable) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Line:
    """A line that was read. `moment` is the date as it stands, with its minute if any; `host` is empty for none."""

    moment: bytes
    day: datetime.date
    method: str
    path: str
    status: int
    host: str

    @property
    def timed(self) -> bool:
        """Whether a minute stands after the day."""
        return is_timed(self.moment)


def is_timed(moment: bytes) -> bool:
    """Whether a date has a minute after its day."""
    return len(moment) > len("2026-11-22")


def read_line(line: bytes) -> Line:
    """What a line without its newline says. Raises PersonalDataError first of all, then UnreadableError."""
    line = line.removesuffix(b"\r")
    if line.startswith(b"{"):
        line = _of_json(line)
    date, _, rest = line.partition(b"\t")
    match = _REST.fullmatch(rest)
    if match is None:
        _refuse_fields(line)
    refuse_personal_data(line, in_path=bool(match and _DATE.fullmatch(date)))
    if match is None:
        raise UnreadableError(_what_is_wrong(line))
    day = read_day(date)
    try:
        path = match["path"].decode()
    except UnicodeDecodeError as error:
        raise UnreadableError(Unreadable.NOT_UTF8) from error
    timed = is_timed(date)
    if timed and _WITHOUT_TIME.search(path):
        raise UnreadableError(Unreadable.TIME)
    host = match["host"].decode().lower()
    return Line(date, day, match["method"].decode(), path, int(match["status"]), "" if host == "-" else host)


def refuse_personal_data(line: bytes, *, in_path: bool = False) -> None:
    """Raises PersonalDataError when there is personal data anywhere in a line, of whatever format."""
    text = line.decode("latin-1")
    for what, found in ((Personal.COMMON, _COMMON.match(text)), (Personal.IP, _has_ip(text)),
                        (Personal.BROWSER, _BROWSER.search(text))):  # fmt: skip
        if found:
            raise PersonalDataError(what, in_path=in_path)
    if in_path:
        return
    for what, pattern in ((Personal.REFERRER, _URL), (Personal.QUERY, _QUERY)):
        if pattern.search(text):
            raise PersonalDataError(what)


def _has_ip(text: str) -> bool:
    return any(max(map(int, found)) <= 255 for found in _IP4.findall(text)) or bool(_IP6.search(text))


def _refuse_fields(line: bytes) -> None:
    """Fields of our format that hold too much, whatever they look like."""
    fields = line.split(b"\t")
    if len(fields) == len(FIELDS):
        if b"?" in fields[2]:
            raise PersonalDataError(Personal.QUERY)
        if b"/" in fields[5]:
            raise PersonalDataError(Personal.REFERRER)


def _what_is_wrong(line: bytes) -> Unreadable:
    try:
        line.decode()
    except UnicodeDecodeError:
        return Unreadable.NOT_UTF8
    return Unreadable.FORM if line.count(b"\t") == len(FIELDS) - 1 else Unreadable.FIELDS


def read_day(date: bytes) -> datetime.date:
    """The day of a date with or without its minute. Raises UnreadableError."""
    try:
        day = datetime.date.fromisoformat(date[:10].decode()) if _DATE.fullmatch(date) else None
    except ValueError:  # such as 2026-02-30
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise UnreadableError(Unreadable.DATE)
    return day


def _of_json(line: bytes) -> bytes:
    """The line of tabs that an object stands for."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict) or set(value) != set(FIELDS) or not _plain(value):
        refuse_personal_data(line)
        raise UnreadableError(Unreadable.JSON)
    cells = [str(value[name]).encode("utf-8", "surrogatepass") for name in FIELDS]
    if any(b"\t" in cell or b"\n" in cell for cell in cells):
        refuse_personal_data(line)
        raise UnreadableError(Unreadable.JSON)
    return b"\t".join(cells)


def _plain(value: dict[str, object]) -> bool:
    return all(isinstance(cell, str) or (isinstance(cell, int) and not isinstance(cell, bool))
               for cell in value.values())  # fmt: skip

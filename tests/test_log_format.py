"""A log line is read strictly, and one with personal data is refused without repeating the data."""

from __future__ import annotations

import datetime
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from campaign.follow_up.log_format import (
    Line,
    Personal,
    PersonalDataError,
    Unreadable,
    UnreadableError,
    read_line,
    refuse_personal_data,
)

DAY = datetime.date(2026, 11, 22)
GOOD = b"2026-11-22T14:05\tGET\t/lagen/straff/\t200\t5120\t-"


def test_a_line_says_when_what_and_whence() -> None:
    assert read_line(GOOD) == Line(b"2026-11-22T14:05", DAY, "GET", "/lagen/straff/", 200, "")
    line = b"2026-11-22\tGET\t/lattlast/stod/akut/\t404\t-\tinstructure.com"
    assert read_line(line) == Line(b"2026-11-22", DAY, "GET", "/lattlast/stod/akut/", 404, "instructure.com")
    assert read_line(b"2026-11-22\t-\t-\t400\t0\t-").path == "-"
    assert read_line(GOOD + b"\r") == read_line(GOOD)


def test_caddys_object_says_the_same_in_any_order() -> None:
    fields = {"referrer_host": "-", "bytes": 5120, "status": 200, "path": "/lagen/straff/", "method": "GET",
              "date": "2026-11-22T14:05"}  # fmt: skip
    assert read_line(json.dumps(fields).encode()) == read_line(GOOD)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (b"", Unreadable.FIELDS),
        (b"2026-11-22T14:05\tGET\t/lagen/\t200\t5120", Unreadable.FIELDS),
        (GOOD + b"\t-", Unreadable.FIELDS),
        (b"hej hopp", Unreadable.FIELDS),
        (GOOD.replace(b"2026-11-22T14:05", b"2026-02-30T14:05"), Unreadable.DATE),
        (GOOD.replace(b"T14:05", b"T24:00"), Unreadable.DATE),
        (GOOD.replace(b"T14:05", b"T14:05:11"), Unreadable.DATE),
        (GOOD.replace(b"2026", b"1999"), Unreadable.DATE),
        (GOOD.replace(b"/lagen/straff/", b"/stod/akut/"), Unreadable.TIME),
        (GOOD.replace(b"/lagen/straff/", b"/lattlast/ung/"), Unreadable.TIME),
        (GOOD.replace(b"/lagen/straff/", b"-"), Unreadable.TIME),
        (GOOD.replace(b"GET", b"get"), Unreadable.FORM),
        (GOOD.replace(b"200", b"999"), Unreadable.FORM),
        (GOOD.replace(b"5120", b"-5"), Unreadable.FORM),
        (GOOD.replace(b"/lagen/straff/", b"/lagen straff/"), Unreadable.FORM),
        (GOOD.replace(b"/lagen/straff/", b"/\xff/"), Unreadable.NOT_UTF8),
        (b"\xff\xfe\x00", Unreadable.NOT_UTF8),
        (b'{"date": "2026-11-22"}', Unreadable.JSON),
        (b'{"date": ', Unreadable.JSON),
        (b"{" * 4000, Unreadable.JSON),
    ],
)
def test_what_does_not_match_is_named(line: bytes, why: Unreadable) -> None:
    with pytest.raises(UnreadableError) as error:
        read_line(line)
    assert error.value.why is why


COMBINED = b'wap.example - - [22/Nov/2026:14:05:11 +0100] "GET /lagen/ HTTP/1.1" 200 5120 "-" "-"'


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (GOOD + b"\t192.0.2.17", Personal.IP),
        (b"192.0.2.17 " + GOOD, Personal.IP),
        (b"192.0.2.17:443\tGET", Personal.IP),
        (b"2001:db8::7\t" + GOOD, Personal.IP),
        (GOOD + b"\t[2001:db8:0:0:0:0:0:7]:443", Personal.IP),
        (b"klient=::1", Personal.IP),
        (b"client:2001:db8::7 ", Personal.IP),
        (b'{"date":"2026-11-22","remote_ip":"2001:db8::7"}', Personal.IP),
        (GOOD + b"\tMozilla/5.0 (X11)", Personal.BROWSER),
        (b'{"user_agent": "x"}', Personal.BROWSER),
        (GOOD + b"\tcurl/8.1", Personal.BROWSER),
        (GOOD.replace(b"straff/", b"straff/?namn=Kim"), Personal.QUERY),
        (b"GET /sok/?q=hjalp HTTP/1.1", Personal.QUERY),
        (GOOD[:-1] + b"https://skola.example/klass/9a", Personal.REFERRER),
        (GOOD[:-1] + b"skola.example/klass/9a", Personal.REFERRER),
        (b"fran https://skola.example/", Personal.REFERRER),
        (b'{"path": "https:\\/\\/skola.example"}', Personal.REFERRER),
        (COMBINED, Personal.COMMON),
        (b"192.0.2.1" + COMBINED[11:], Personal.COMMON),
    ],
)
def test_personal_data_is_refused_and_not_repeated(line: bytes, what: Personal) -> None:
    with pytest.raises(PersonalDataError) as error:
        read_line(line)
    assert error.value.what is what and not error.value.in_path
    assert str(error.value) == what.value


@pytest.mark.parametrize("path", [b"/192.0.2.17/", b"/x/[2001:db8::7]", b"/Mozilla/5.0"])
def test_what_a_visitor_wrote_into_the_address_is_told_apart(path: bytes) -> None:
    with pytest.raises(PersonalDataError) as error:
        read_line(GOOD.replace(b"/lagen/straff/", path))
    assert error.value.in_path


@pytest.mark.parametrize("text", [b"kl. 14:05:11", b"std::dec", b"1.2.3", b"999.1.2.3", b"aa:bb:cc", b"vad? ja", b"::"])
def test_what_only_looks_like_it_is_not_taken_for_it(text: bytes) -> None:
    refuse_personal_data(text)


ADDRESSES = st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)).filter(lambda address: str(address) != "::")


@given(ADDRESSES, st.sampled_from(["{} - -", "a\t{}", 'ip="{}"', "[{}]", "{},b", "({})", "\t{}\t", "x {}:"]))
def test_no_address_slips_through(address: object, around: str) -> None:
    with pytest.raises(PersonalDataError):
        read_line(around.format(address).encode())


TOKENS = st.sampled_from([b"\t", b"-", b"2026-11-22", b"T14:05", b"GET", b"/", b"/stod/", b"200", b"{", b'"', b"\xff",
                          b"\x00", b"?", b":", b"::", b"1.2.3.4", b"https://", b"\r", b"path", b"a" * 300])  # fmt: skip


@given(st.one_of(st.binary(max_size=400), st.lists(TOKENS, max_size=30).map(b"".join)))
@example(b":" * 4096)
@example(b"a:" * 2048)
@example(b"1." * 2048)
def test_any_bytes_are_read_or_refused_and_nothing_else(line: bytes) -> None:
    try:
        found = read_line(line)
    except (PersonalDataError, UnreadableError):
        return
    assert found.path == "-" or found.path.startswith("/")
    assert "?" not in found.path and "\t" not in found.path


def test_any_address_may_be_without_its_minute() -> None:
    """A short address that leads to help has none: the server knows which those are, the report need not."""
    found = read_line(GOOD.replace(b"T14:05", b"").replace(b"/lagen/straff/", b"/vill-andra/"))
    assert not found.timed and found.path == "/vill-andra/"

"""What a server may write of a visit: the one format, and what is never written.

A line has six fields with a tab between them (Caddy writes the same six as JSON):

    date  method  path  status  bytes  referrer_host

- date: 2026-11-22T14:05. Without the time, 2026-11-22, for pages on support and for young people, for the short and old
  addresses that lead to them, and for an address of unknown form; those lines stand in a file of their own, so that the
  lines around them do not tell the time.
- path: without the query; `-` when it holds anything but a–z, digits, `.`, `_`, `-` and `/`, or a long number or the
  address of a computer or a browser's name as browsers write it: a visitor may have typed anything there.
- referrer_host: the platform's domain when a known learning platform led here, else `-`. A school's own name before it
  is left out.

Never written: the visitor's address, the browser, the query, the whole referrer, a name, the second. Files that a page
only draws upon (assets, pictures, the search's pieces, the icon) are not written at all: they would give the page and
its time away.
Logs are kept for seven days.

The patterns are read by PCRE (nginx, Apache) and RE2 (Caddy).
"""

from __future__ import annotations

from collections.abc import Iterable

from campaign.content.addresses import UNTIMED_SECTIONS
from campaign.follow_up.log_format import BROWSER
from campaign.follow_up.platforms import PLATFORMS

KEPT_DAYS = 7

#: The files of a server's log folder: with the minute, and with the day only.
TIMED, UNTIMED = "visits.log", "visits-by-day.log"

#: An address that may be written, as its first group; what follows a question mark is not part of it.
PATH = r"^(/[A-Za-z0-9._/-]{0,200})(?:\?|$)"
#: What is not written although it fits: it holds the address of a computer, a number of six digits or more, or what the
#: report takes for a browser, as it refuses the whole log then.
PERSONAL = rf"^[^?]*(?:[0-9]{{6}}|[0-9]+[.][0-9]+[.][0-9]+[.][0-9]|(?i:{BROWSER}))"
#: Addresses of which the time is not written: pages on support and for young people.
SENSITIVE = rf"(?:^|/)(?:{'|'.join(UNTIMED_SECTIONS)})(?:/|$)"
#: Addresses that are not written: what a page draws upon.
UNWRITTEN = r"^/(?:(?:assets|bilder|pagefind)/|favicon[.]ico)"
#: A method that may be written: every real one of a browser is so short, and `USERAGENT` is not.
METHOD = r"[A-Z]{1,8}"

_DOMAINS = sorted(domain for domains in PLATFORMS.values() for domain in domains)

#: Whether a referrer is a known platform, which is the first group. Nothing before the name may end in a user name.
REFERRER = rf"^https?://(?:[^/?#@:]+\.)?({'|'.join(name.replace('.', r'[.]') for name in _DOMAINS)})(?:[:/?#]|$)"


def sensitive(untimed: Iterable[str]) -> str:
    """The pattern of addresses without a time, with those besides that lead to such a page: `/vill-andra/`."""
    more = "|".join(path.rstrip("/").replace(".", "[.]") for path in untimed)
    return f"{SENSITIVE}|^(?:{more})(?:/|$)" if more else SENSITIVE


def rotation(folder: str, server: str) -> str:
    """The text for logrotate (/etc/logrotate.d/) that keeps the logs of nginx or Apache in `folder` for seven days.

    `ifempty`: logrotate takes old logs away only when it turns the current one over, also one without a visit.
    """
    told = "invoke-rc.d nginx rotate" if server == "nginx" else "apachectl graceful"
    return f"""{folder}/*.log {{
    daily
    rotate {KEPT_DAYS - 1}
    maxage {KEPT_DAYS}
    missingok
    ifempty
    dateext
    compress
    sharedscripts
    postrotate
        {told} >/dev/null 2>&1 || true
    endscript
}}
"""

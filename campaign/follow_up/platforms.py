"""The learning platforms that may be named as the place a reader came from; every other host is "annan".

The shipped servers write no other referring host than these, so the report and they read the same list.
"""

from __future__ import annotations

#: A platform's name, and the hosts that end so. A school's own part of the host is never counted.
PLATFORMS = {
    "Blackboard": ("blackboard.com",),
    "Brightspace": ("brightspace.com",),
    "Canvas": ("instructure.com",),
    "Google Classroom": ("classroom.google.com",),
    "InfoMentor": ("infomentor.se",),
    "itslearning": ("itslearning.com",),
    "Learnify": ("learnify.se",),
    "Microsoft Teams": ("teams.microsoft.com", "teams.cloud.microsoft"),
    "Moodle": ("moodlecloud.com", "moodle.org"),
    "SchoolSoft": ("schoolsoft.se",),
    "Skolon": ("skolon.com",),
    "Unikum": ("unikum.net",),
    "Vklass": ("vklass.se",),
}
OTHER = "annan"

_BY_HOST = {host: name for name, hosts in PLATFORMS.items() for host in hosts}


def platform_of(host: str) -> str:
    """The name of the platform at a host (lower case), or "annan"."""
    while host:
        if host in _BY_HOST:
            return _BY_HOST[host]
        host = host.partition(".")[2]
    return OTHER

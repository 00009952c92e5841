"""The learning platforms that may be named as the place a reader came from; every other host is "annan".

The shipped servers write no other referring host than these, so the report and they read the same list.
"""

from __future__ import annotations

#: A platform's name, and the hosts that end so. A school's own part of the host is never counted.
PLATFORMS = {
    "Admentum": ("admentum.se",),
    "Blackboard": ("blackboard.com",),
    "Brightspace": ("brightspace.com",),
    "Canvas": ("instructure.com",),
    "Edlevo": ("edlevo.se",),
    "Google Classroom": ("classroom.google.com",),
    "Haldor": ("haldor.se",),
    "InfoMentor": ("infomentor.se",),
    "itslearning": ("itslearning.com",),
    "Learnify": ("learnify.se",),
    "Learnpoint": ("learnpoint.se",),
    "Microsoft Teams": ("teams.microsoft.com", "teams.cloud.microsoft"),
    "Moodle": ("moodlecloud.com",),
    "Quiculum": ("quiculum.se",),
    "SchoolSoft": ("schoolsoft.se",),
    "Skola24": ("skola24.se",),
    "Skolon": ("skolon.com",),
    "Skolplattformen": ("skolplattformen.stockholm.se",),
    "Tempus": ("tempusinfo.se",),
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

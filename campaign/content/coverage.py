"""Who can get help when: which shown services answer an audience at a time of the week, besides 112."""

from __future__ import annotations

from collections.abc import Iterable

from campaign.content.front_matter import Audience
from campaign.content.opening_hours import is_open
from campaign.content.services import Service

EMERGENCY = "sos-112"


def answering(
    services: Iterable[Service], audience: Audience, weekday: int, clock: str, *, anonymous: bool = False
) -> list[Service]:
    """The shown services, 112 left out, that are for `audience` and open by telephone or chat at `clock`.

    `weekday`: 0 = Monday. `anonymous`: only those that say the caller may be. Hours that nobody verified do not count.
    """
    return [
        service
        for service in services
        if service.show in ("number", "link")
        and service.id != EMERGENCY
        and {audience, "alla"} & set(service.audiences)
        and audience not in service.never_for
        and (service.anonymous == "ja" or not anonymous)
        and any(is_open(one.open, weekday, clock) for one in service.hours if one.what in ("telefon", "chatt"))
    ]

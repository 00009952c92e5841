"""Help coverage: nobody is left with 112 alone, whoever she is and whatever the hour."""

from __future__ import annotations

import pytest
from real_site import PROJECT

from campaign.content.coverage import answering
from campaign.content.front_matter import Audience
from campaign.content.pages import load_site
from campaign.content.services import Service

AUDIENCES: tuple[Audience, ...] = ("salt", "kopt", "utsatt", "anhorig", "ung", "foralder", "bransch", "yrke")
TUESDAY = 1


def service(**changes: object) -> Service:
    record = {
        "id": "bris", "name": "Bris", "who": "Barn", "what": "Samtal.", "lattlast": "Prata.", "operator": "Bris",
        "for": ["ung"], "never_for": ["kopt"], "show": "number", "phone": "116 111", "anonymous": "okant",
        "hours": [{"what": "telefon", "open": "Mo-Fr 08:00-17:00"}, {"what": "besok", "open": "Mo-Su 00:00-24:00"}],
        "checked_on": "2026-11-22", "confidence": "high",
    }  # fmt: skip
    return Service.model_validate(record | changes)


def test_open_shown_and_for_the_audience() -> None:
    assert [one.id for one in answering([service()], "ung", TUESDAY, "10:00")] == ["bris"]
    assert answering([service()], "ung", TUESDAY, "20:00") == []
    assert answering([service()], "salt", TUESDAY, "10:00") == []
    assert answering([service()], "ung", TUESDAY, "10:00", anonymous=True) == []
    assert answering([service(anonymous="ja")], "ung", TUESDAY, "10:00", anonymous=True) != []
    assert answering([service(hours=[])], "ung", TUESDAY, "10:00") == []
    assert answering([service(show="hidden", phone="")], "ung", TUESDAY, "10:00") == []


def test_a_service_for_all_answers_all_but_those_it_is_never_for() -> None:
    open_to_all = service(**{"for": ["alla"]})
    assert answering([open_to_all], "salt", TUESDAY, "10:00") != []
    assert answering([open_to_all], "kopt", TUESDAY, "10:00") == []


@pytest.mark.parametrize("clock", ["10:00", "20:00", "03:00"])
@pytest.mark.parametrize("anonymous", [False, True], ids=["any", "anonymous"])
@pytest.mark.parametrize("audience", AUDIENCES)
def test_everybody_has_somebody_besides_112(audience: Audience, anonymous: bool, clock: str) -> None:
    services = load_site(PROJECT / "docs").records.services.values()
    assert answering(services, audience, TUESDAY, clock, anonymous=anonymous)

"""A support service as it is shown: when it may be dialled, what is said of it, and where the finder puts it."""

from __future__ import annotations

import pytest

from campaign.content.services import HOURS_UNKNOWN, HOURS_UNKNOWN_LINK, Service
from campaign.site.service_views import (
    GROUP_TITLES,
    NUMBER_UNKNOWN,
    ServiceView,
    group_services,
    service_view,
    shown,
)

NUMBER: dict[str, object] = {
    "id": "bris",
    "name": "Bris",
    "who": "Barn och unga",
    "what": "Du kan prata med en kurator.",
    "lattlast": "Du kan prata med någon.",
    "operator": "Bris",
    "for": ["ung"],
    "show": "number",
    "phone": "116 111",
    "ways": ["ring"],
    "checked_on": "2026-11-22",
    "confidence": "high",
}
LINK = NUMBER | {"show": "link", "phone": "", "url": "https://www.umo.se/hitta"}
EMERGENCY = NUMBER | {"id": "sos-112", "name": "112", "phone": "112"}


def service(base: dict[str, object] = NUMBER, **changes: object) -> Service:
    return Service.model_validate(base | changes)


def view(base: dict[str, object] = NUMBER, **changes: object) -> ServiceView:
    return service_view(service(base, **changes), simple=False, emergency_href="../stod/akut/")


def test_a_verified_number_dials_its_digits() -> None:
    assert (view().number, view().dial, view().instead, view().number_unknown) == ("116 111", "116111", "", "")
    assert view(phone="020-390 000").dial == "020390000"
    assert view(phone="+46 8 123 456").dial == "+468123456"


def test_an_unverified_number_is_never_shown_and_the_reader_is_told_where_it_stands() -> None:
    link = view(LINK)
    assert (link.number, link.dial, link.instead) == ("", "", "")
    assert (link.url, link.host) == ("https://www.umo.se/hitta", "umo.se")
    assert link.number_unknown == NUMBER_UNKNOWN
    assert view(LINK, ways=["webb", "chatt"]).number_unknown == ""


@pytest.mark.parametrize("phone", ["112", "1 12", "11-2"])
def test_112_dials_only_where_it_may(phone: str) -> None:
    elsewhere = view(EMERGENCY, phone=phone)
    assert (elsewhere.dial, elsewhere.instead, elsewhere.number) == ("", "../stod/akut/", phone)
    allowed = service_view(service(EMERGENCY, phone=phone), False, "../stod/akut/", may_dial_112=True)
    assert (allowed.dial, allowed.instead) == ("112", "")


def test_112_is_only_words_while_the_page_about_emergencies_is_missing() -> None:
    missing = service_view(service(EMERGENCY), simple=False, emergency_href="")
    assert (missing.number, missing.dial, missing.instead) == ("112", "", "")


def test_each_variant_has_its_own_words() -> None:
    texts = [service_view(service(), simple, "").text for simple in (False, True)]
    assert texts == ["Du kan prata med en kurator.", "Du kan prata med någon."]


@pytest.mark.parametrize(
    ("name", "phone", "wanted"), [("112", "112", True), ("114 14, polisen", "114 14", True), ("Bris", "116 111", False)]
)
def test_running_text_does_not_say_a_number_twice(name: str, phone: str, wanted: bool) -> None:
    assert view(name=name, phone=phone).name_is_number is wanted


def test_a_service_without_a_number_has_no_number_in_its_name() -> None:
    assert view(LINK).name_is_number is False


def test_hours_are_said_with_their_channel_unless_they_are_only_the_telephones() -> None:
    phone, chat = {"what": "telefon", "open": "Mo-Fr 09:00-16:30"}, {"what": "chatt", "open": "Mo-Su 00:00-24:00"}
    assert view(hours=[phone]).hours == ["Måndag–fredag klockan 9–16.30"]
    assert view(hours=[chat]).hours == ["Chatt: Dygnet runt"]
    assert view(hours=[phone, chat]).hours == ["Telefon: Måndag–fredag klockan 9–16.30", "Chatt: Dygnet runt"]


def test_unverified_hours_are_said_to_be_so_where_somebody_answers() -> None:
    assert view().hours == [HOURS_UNKNOWN]
    assert view(LINK).hours == [HOURS_UNKNOWN_LINK]
    assert view(LINK, ways=["webb"]).hours == [] and view(LINK, ways=["mejl", "sms"]).hours == []


@pytest.mark.parametrize(
    ("base", "changes", "wanted"),
    [
        (NUMBER, {}, []),
        (NUMBER, {"free": "ja"}, ["Det kostar ingenting att ringa."]),
        (NUMBER, {"free": "nej"}, ["Det kostar pengar att ringa."]),
        (LINK, {"free": "ja"}, ["Det kostar ingenting."]),
        (LINK, {"free": "nej"}, ["Det kostar pengar."]),
        (NUMBER, {"anonymous": "ja"}, ["Du behöver inte säga vad du heter."]),
        (NUMBER, {"anonymous": "nej"}, ["Du kan inte vara anonym här."]),
        (NUMBER, {"anonymous": "ja", "anonymous_note": "De ser ditt nummer."}, ["De ser ditt nummer."]),
        (
            NUMBER,
            {"anonymous": "ja", "free": "ja", "traces": "Samtalet syns på räkningen."},
            [
                "Du behöver inte säga vad du heter.",
                "Det kostar ingenting att ringa.",
                "Samtalet syns på räkningen.",
            ],
        ),
    ],
)
def test_only_what_is_known_is_said_of_names_cost_and_traces(
    base: dict[str, object], changes: dict[str, object], wanted: list[str]
) -> None:
    assert view(base, **changes).notes == wanted


def test_the_finder_adds_ages_languages_and_aids_as_sentences() -> None:
    assert view().more == []
    more = view(age="upp till 18 år.", languages=["svenska", "engelska", "arabiska"], aids="Teletal").more
    assert more == ["Ålder: upp till 18 år.", "Språk: svenska, engelska och arabiska.", "Teletal."]


def test_notes_between_editors_are_no_part_of_a_view() -> None:
    secret = view(note="HEMLIGT", missing=["HEMLIGT"], seen_via="HEMLIGT", operator="HEMLIGT", area="HEMLIGT")
    assert "HEMLIGT" not in repr(secret)


def test_a_hidden_or_unknown_service_is_not_shown() -> None:
    services = {"bris": service(), "dold": service(LINK, id="dold", show="hidden", url="")}
    assert shown(services, "bris") is services["bris"]
    assert shown(services, "dold") is None and shown(services, "finns-inte") is None


def test_the_finder_describes_a_service_once_and_points_from_its_other_groups() -> None:
    services = [
        service(id="ett", **{"for": ["ung", "elev"]}),
        service(id="tva", **{"for": ["alla"]}),
        service(id="tre", **{"for": ["elev", "alla"]}),
    ]
    groups = {group.id: group for group in group_services([(item, view(id=item.id)) for item in services])}
    found = {
        key: ([item.id for item in group.services], [item.id for item in group.also]) for key, group in groups.items()
    }
    assert found == {"alla": (["tva"], ["tre"]), "ung": (["ett"], []), "elev": (["tre"], ["ett"])}
    assert list(groups) == ["alla", "ung", "elev"]
    assert [(group.title, group.short) for group in groups.values()] == [GROUP_TITLES[key] for key in groups]


def test_every_audience_has_a_group_in_the_finder() -> None:
    for audience in GROUP_TITLES:
        item = service(**{"for": [audience]})
        assert [group.id for group in group_services([(item, view())])] == [audience]
    assert len(GROUP_TITLES) == 12 and len(set(GROUP_TITLES.values())) == 12


def test_lattlast_says_whom_it_is_for_in_its_own_words() -> None:
    found = service(who_lattlast="Du som är ung")
    assert service_view(found, simple=True, emergency_href="").who == "Du som är ung"
    assert service_view(found, simple=False, emergency_href="").who == found.who
    assert service_view(service(), simple=True, emergency_href="").who == service().who

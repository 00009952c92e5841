"""Services: what may be shown of each, and opening hours in Swedish."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import DATA, TODAY
from pydantic import ValidationError

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.content.services import HOURS_UNKNOWN, HOURS_UNKNOWN_LINK, Service
from campaign.schema import SchemaError, validate
from campaign.settings import Settings

SERVICE: dict[str, object] = {
    "id": "bris",
    "name": "Bris",
    "who": "Barn och unga",
    "what": "Du kan prata med någon.",
    "lattlast": "Du kan prata med någon.",
    "operator": "Bris",
    "for": ["ung"],
    "show": "number",
    "phone": "116 111",
    "checked_on": "2026-11-22",
    "confidence": "high",
}


def service(**changes: object) -> Service:
    return Service.model_validate({**SERVICE, **changes})


def errors(**changes: object) -> list[SchemaError]:
    value = {key: item for key, item in {**SERVICE, **changes}.items() if item is not None}
    return validate(Service, value)[1]


def test_bad_hours_are_told_at_their_place_in_the_record() -> None:
    found = errors(hours=[{"what": "telefon", "open": "Mo-Fr"}])
    assert [error.key for error in found] == [("hours", 0, "open")]
    assert "Mo-Fr 09:00-16:30" in found[0].message + found[0].suggestion


def test_a_service_says_when_a_channel_is_open() -> None:
    found = service(
        hours=[{"what": "chatt", "open": "Mo 09:00-10:00"}, {"what": "telefon", "open": "Mo-Su 00:00-24:00"}]
    )
    assert found.opening() == "Dygnet runt"
    assert found.opening("chatt") == "Måndag klockan 9–10"


def test_hours_that_nobody_has_verified_are_said_to_be_so() -> None:
    assert service().opening() == HOURS_UNKNOWN
    assert service(show="link", phone="", url="https://bris.se").opening() == HOURS_UNKNOWN_LINK


@pytest.mark.parametrize(("phone", "dial"), [("116 111", "116111"), ("020-50 50 50", "020505050"), ("112", "112")])
def test_a_number_is_dialled_by_its_digits(phone: str, dial: str) -> None:
    assert service(phone=phone).dial == dial


def test_a_number_with_a_country_code_keeps_its_plus_when_it_is_dialled() -> None:
    assert service(phone="+46 8 508 000 00").dial == "+46850800000"


@pytest.mark.parametrize("phone", ["okänt", "020-390 000 (tryck 1)", "kommer snart", "se webbplatsen"])
def test_a_number_that_holds_words_is_refused(phone: str) -> None:
    assert errors(phone=phone)


def test_a_shown_number_needs_a_number() -> None:
    assert "phone" in errors(phone=None)[0].message


def test_a_shown_link_needs_an_address() -> None:
    assert "url" in errors(show="link", phone=None)[0].message


@pytest.mark.parametrize("show", ["link", "hidden"])
def test_a_number_that_is_not_shown_may_not_stand_in_the_file(show: str) -> None:
    assert "phone" in errors(show=show, url="https://bris.se")[0].message


def test_a_hidden_service_needs_neither_number_nor_address() -> None:
    assert errors(show="hidden", phone=None) == []


@pytest.mark.parametrize("key", ["url", "chat"])
@pytest.mark.parametrize("address", ["javascript:alert(1)", "http://bris.se", "bris.se", "data:text/html,x"])
def test_an_address_is_https(key: str, address: str) -> None:
    assert errors(**{key: address})


@pytest.mark.parametrize("key", [key for key in SERVICE if key not in ("phone",)])
def test_a_service_needs_its_basic_keys(key: str) -> None:
    assert [error.key[0] for error in errors(**{key: None})] == [key]


def test_a_service_is_for_somebody() -> None:
    assert [error.key for error in errors(**{"for": []})] == [("for",)]


@pytest.mark.parametrize("word", ["no", "yes", "true", "nja", ""])
def test_anonymous_is_answered_in_swedish(word: str) -> None:
    found = errors(anonymous=word)
    assert [error.key for error in found] == [("anonymous",)]
    assert "”okant”" in found[0].suggestion


def test_what_is_left_out_is_unknown_and_must_be_checked() -> None:
    found = service()
    assert (found.anonymous, found.free, found.release_check) == ("okant", "okant", True)


def test_a_misspelt_channel_asks_did_you_mean() -> None:
    found = errors(hours=[{"what": "telefonen", "open": "Mo 09:00-10:00"}])
    assert "Menade du ”telefon”?" in found[0].suggestion


def test_the_key_for_is_written_as_in_the_file() -> None:
    with pytest.raises(ValidationError):
        Service.model_validate({**SERVICE, "audiences": ["ung"]})


def test_a_value_that_may_be_a_day_or_text_is_named_as_the_editor_wrote_it() -> None:
    found = errors(as_of=["2026"])
    assert all("”as_of”" in error.message for error in found), found


def test_an_error_about_the_whole_record_does_not_call_it_a_file() -> None:
    assert "filen" not in errors(phone=None)[0].message


def test_a_hidden_service_on_a_page_is_not_said_to_be_missing(
    write_docs: Callable[..., Path], settings: Settings
) -> None:
    hidden = DATA["services"].replace('    show: number\n    phone: "116 111"\n', "    show: hidden\n")
    page = "---\ntitle: En sida\n---\n[[tjanst:bris]]\n"
    findings = run_checks(load_site(write_docs({"lagen/a.md": page}, DATA | {"services": hidden})), settings, TODAY)
    assert [one.message for one in findings if one.rule == "service-unknown"] == [
        "Tjänsten ”bris” är dold (show: hidden)."
    ]

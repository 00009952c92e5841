"""A support service as templates show it: every rule of what may be said about it is applied here, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.content.services import Channel, Service
from campaign.site.addresses import host
from campaign.site.before_views import ANONYMOUS, COST, SituationView, situation_views
from campaign.site.swedish import date_text, list_text

EMERGENCY_NUMBER = "112"
EMERGENCY_SERVICE = "sos-112"
EMERGENCY_PAGE = "stod/akut"

#: What the footer shows on every page, in order.
FOOTER_SERVICES = (EMERGENCY_SERVICE, "polisen-114-14", "vard-1177")

NUMBER_UNKNOWN = "Numret är inte kontrollerat. Du hittar det på deras egen sida."

_FREE_TO_CALL = {"ja": "Det kostar ingenting att ringa.", "nej": "Det kostar pengar att ringa.", "okant": ""}
_CHANNELS: dict[Channel, str] = {
    "telefon": "Telefon", "chatt": "Chatt", "besok": "Besök", "webb": "Webbplats", "mejl": "Mejl", "sms": "Sms",
}  # fmt: skip

#: Groups of the finder in order: audience, heading. A service stands under its first audience.
GROUP_TITLES = {
    "alla": "För alla",
    "utsatt": "För dig som har utsatts för våld, hot eller tvång",
    "salt": "För dig som säljer sex eller får ersättning",
    "ung": "För dig som är ung",
    "elev": "För dig som går i skolan",
    "kopt": "För dig som köper sex",
    "anhorig": "För dig som är anhörig eller vän",
    "foralder": "För dig som är förälder",
    "vuxen": "För dig som är vuxen och finns nära andra",
    "bransch": "För dig som möter gäster, kunder eller hyresgäster",
    "yrke": "För dig som möter frågan i ditt yrke",
    "larare": "För dig som arbetar i skolan",
}


@dataclass(frozen=True)
class ServiceView:
    """What a template says about a service.

    `dial` is empty where the number must not be a link; `instead` is then the page that the number leads to.
    """

    id: str
    name: str
    who: str
    text: str
    number: str = ""
    dial: str = ""
    instead: str = ""
    url: str = ""
    host: str = ""
    chat: str = ""
    chat_host: str = ""
    number_unknown: str = ""
    hours: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    more: list[str] = field(default_factory=list)
    before: list[SituationView] = field(default_factory=list)

    @property
    def name_is_number(self) -> bool:
        """Whether the name already says the number, so that running text need not repeat it."""
        return bool(self.number) and self.name.startswith(self.number)


@dataclass(frozen=True)
class HelpView:
    """A place in the help bar: when it is the right one, and the service."""

    when: str
    service: ServiceView


@dataclass(frozen=True)
class GroupView:
    """A group of the finder: its services, and those that stand in another group but are for this one too."""

    id: str
    title: str
    services: list[ServiceView]
    also: list[ServiceView]


def service_view(service: Service, simple: bool, emergency_href: str, may_dial_112: bool = False) -> ServiceView:
    """The view of a shown service.

    `simple` chooses the lättläst text. 112 is a link that dials only where `may_dial_112`; elsewhere it leads to
    `emergency_href`, since a slip of the thumb must not call the police.
    """
    has_number = service.show == "number"
    dials = has_number and (may_dial_112 or service.dial != EMERGENCY_NUMBER)
    return ServiceView(
        id=service.id,
        name=service.name,
        who=(simple and service.who_lattlast) or service.who,
        text=service.lattlast if simple else service.what,
        number=service.phone,
        dial=service.dial if dials else "",
        instead=emergency_href if has_number and not dials else "",
        url=service.url,
        host=host(service.url),
        chat=service.chat,
        chat_host=host(service.chat),
        number_unknown=NUMBER_UNKNOWN if service.show == "link" and "ring" in service.ways else "",
        hours=_hours(service),
        notes=_notes(service),
        more=_more(service),
        before=situation_views(service, simple),
    )


def _hours(service: Service) -> list[str]:
    """The verified hours, or the sentence that says they are not; nothing for a mere web site."""
    if service.hours:
        one = len(service.hours) == 1 and service.hours[0].what == "telefon"
        return [
            service.opening(hours.what) if one else f"{_CHANNELS[hours.what]}: {service.opening(hours.what)}"
            for hours in service.hours
        ]
    return [service.opening()] if {"ring", "chatt", "besok"} & set(service.ways) else []


def _notes(service: Service) -> list[str]:
    free = _FREE_TO_CALL if service.show == "number" else COST
    anonymous = service.anonymous_note or ANONYMOUS.get(service.anonymous, "")
    return [note for note in (anonymous, free.get(service.free, ""), service.traces, _age(service)) if note]


def _age(service: Service) -> str:
    """How old the description is, where it is not certain that it still holds."""
    if service.confidence == "high":
        return ""
    dated = any(map(str.isdigit, service.as_of))
    return f"Uppgifterna är från {date_text(service.as_of)}." if dated else "Uppgifterna saknar datum."


def _more(service: Service) -> list[str]:
    """What the finder adds: ages, languages, aids."""
    languages = f"Språk: {list_text(service.languages)}" if service.languages else ""
    age = f"Ålder: {service.age}" if service.age else ""
    return [f"{part.rstrip('.')}." for part in (age, languages, service.aids) if part]


def shown(services: dict[str, Service], service_id: str) -> Service | None:
    """The service, unless it is hidden or does not exist."""
    service = services.get(service_id)
    return service if service and service.show != "hidden" else None


def group_services(services: list[tuple[Service, ServiceView]]) -> list[GroupView]:
    """The finder's groups. A service is described once, under its first audience; its other groups point there."""
    return [
        GroupView(
            id=audience,
            title=title,
            services=[view for service, view in services if service.audiences[0] == audience],
            also=[view for service, view in services if audience in service.audiences[1:]],
        )
        for audience, title in GROUP_TITLES.items()
        if any(audience in service.audiences for service, _ in services)
    ]

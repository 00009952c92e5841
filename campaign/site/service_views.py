"""A support service as templates show it: every rule of what may be said about it is applied here, once."""

from __future__ import annotations

from dataclasses import dataclass, field

from campaign.content.dates import date_text
from campaign.content.services import HOURS_UNKNOWN_LINK, Channel, Service, Way
from campaign.site.addresses import host
from campaign.site.before_views import ANONYMOUS, COST, SituationView, situation_views
from campaign.site.finder import NEED_GROUPS, answers_of, in_order, nearness
from campaign.site.swedish import list_text

EMERGENCY_NUMBER = "112"
EMERGENCY_SERVICE = "sos-112"
EMERGENCY_PAGE = "stod/akut"

#: What the footer shows on every page, in order.
FOOTER_SERVICES = (EMERGENCY_SERVICE, "polisen-114-14", "vard-1177")

#: Unknown hours in the short lines of the finder, where the link to their own page stands just above.
HOURS_UNCHECKED = "Tiderna är inte kontrollerade."

NUMBER_UNKNOWN = "Numret är inte kontrollerat. Du hittar det på deras egen sida."

#: Of every number: what a telephone keeps by itself.
CALL_LIST = "Samtalet syns i telefonens samtalslista."

_FREE_TO_CALL = {"ja": "Det kostar ingenting att ringa.", "nej": "Det kostar pengar att ringa.", "okant": ""}
_CHANNELS: dict[Channel, str] = {
    "telefon": "Telefon", "chatt": "Chatt", "besok": "Besök", "webb": "Webbplats", "mejl": "Mejl", "sms": "Sms",
}  # fmt: skip

#: The ways in that the finder names beside the number and the links, which speak for themselves; each with its icon.
_WAYS: dict[Way, tuple[str, str]] = {
    "ring": ("Ring", "phone"), "chatt": ("Chatta", "chat"), "sms": ("Skicka sms", "sms"), "mejl": ("Mejla", "mail"),
    "besok": ("Träffa någon", "meet"),
}  # fmt: skip

#: Groups of the finder in order: audience, heading, link. A service stands under its first audience.
GROUP_TITLES = {
    "alla": ("För alla", "Alla"),
    "utsatt": ("För dig som har utsatts för våld, hot eller tvång", "Utsatt för våld eller tvång"),
    "salt": ("För dig som säljer sex eller får ersättning", "Säljer sex"),
    "ung": ("För dig som är ung", "Ung"),
    "elev": ("För dig som går i skolan", "Elev"),
    "kopt": ("För dig som köper sex", "Köper sex"),
    "anhorig": ("För dig som är anhörig eller vän", "Anhörig eller vän"),
    "foralder": ("För dig som är förälder", "Förälder"),
    "vuxen": ("För dig som är vuxen och finns nära andra", "Vuxen nära andra"),
    "bransch": ("För dig som möter gäster, kunder eller hyresgäster", "Möter gäster eller hyresgäster"),
    "yrke": ("För dig som möter frågan i ditt yrke", "Möter frågan i yrket"),
    "larare": ("För dig som arbetar i skolan", "Arbetar i skolan"),
}


@dataclass(frozen=True)
class WayView:
    """A way in to a service: its words and the name of its icon."""

    text: str
    icon: str


@dataclass(frozen=True)
class ServiceView:
    """What a template says about a service.

    `dial` is empty where the number must not be a link; `instead` is then the page that the number leads to.
    `attributes` are what the finder's script asks of its card. A `conditional` service only works under a condition,
    which its text says: there the text is not folded away.
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
    anonymity: str = ""
    cost: str = ""
    traces: str = ""
    dated: str = ""
    more: list[str] = field(default_factory=list)
    ways: list[WayView] = field(default_factory=list)
    conditional: bool = False
    attributes: dict[str, str] = field(default_factory=dict)
    before: list[SituationView] = field(default_factory=list)

    @property
    def notes(self) -> list[str]:
        """Names, cost, traces and the age of what is said: what is known, and nothing of what is not."""
        return [note for note in (self.anonymity, self.cost, self.traces, self.dated) if note]

    @property
    def checked(self) -> str:
        """The hours, or that nobody has checked them, as one line."""
        return " ".join(
            HOURS_UNCHECKED if text == HOURS_UNKNOWN_LINK else f"{text.rstrip('.')}." for text in self.hours
        )

    @property
    def left_behind(self) -> str:
        """What is seen afterwards, beside a number that is read out: the call, and what else is verified."""
        told = self.traces.removeprefix(CALL_LIST).strip()
        return f"{CALL_LIST} {told}".strip() if self.number else self.traces

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
class NeedView:
    """A choice of the finder, and the services that answer it, best first."""

    id: str
    title: str
    services: list[ServiceView]


@dataclass(frozen=True)
class GroupView:
    """A group of the finder: its services, and those that stand in another group but are for this one too.

    `short` is the link to it.
    """

    id: str
    title: str
    short: str
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
        anonymity=service.anonymous_note or ANONYMOUS.get(service.anonymous, ""),
        cost=(_FREE_TO_CALL if has_number else COST).get(service.free, ""),
        traces=service.traces,
        dated=_age(service),
        more=_more(service),
        ways=_ways(service),
        conditional="tillganglighet" in service.needs,
        attributes=answers_of(service).attributes,
        before=situation_views(service, simple),
    )


def _ways(service: Service) -> list[WayView]:
    evident = {"ring"} if service.show == "number" else set()
    evident |= {"chatt"} if service.chat else set()
    return [WayView(*words) for way, words in _WAYS.items() if way in service.ways and way not in evident]


def _hours(service: Service) -> list[str]:
    """The verified hours, or the sentence that says they are not; nothing for a mere web site."""
    if service.hours:
        one = len(service.hours) == 1 and service.hours[0].what == "telefon"
        return [
            service.opening(hours.what) if one else f"{_CHANNELS[hours.what]}: {service.opening(hours.what)}"
            for hours in service.hours
        ]
    answers = service.show != "place" and {"ring", "chatt", "besok"} & set(service.ways)
    return [service.opening()] if answers else []


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
    """The finder's groups. A service is described once, under its first audience; its other groups point there,
    nearest first."""
    return [
        GroupView(
            id=audience,
            title=title,
            short=short,
            services=[view for service, view in services if service.audiences[0] == audience],
            also=[
                view
                for service, view in sorted(services, key=lambda pair: nearness(answers_of(pair[0]), audience))
                if audience in service.audiences[1:]
            ],
        )
        for audience, (title, short) in GROUP_TITLES.items()
        if any(audience in service.audiences for service, _ in services)
    ]


def need_lists(groups: list[GroupView], services: dict[str, Service], simple: bool) -> list[NeedView]:
    """The finder's choices with the services of each, best first: the way through the page that needs no script."""
    views = {view.id: view for group in groups for view in group.services}
    answers = [(name, answers_of(services[name])) for name in views]
    return [
        NeedView(key, group.lattlast if simple else group.title, [views[name] for name in in_order(answers, key)])
        for key, group in NEED_GROUPS.items()
    ]

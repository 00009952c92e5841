"""The school's own help map: what stands on its sheets of paper, which are for pupils."""

from __future__ import annotations

from dataclasses import dataclass

from campaign.content.dates import changed_text
from campaign.content.help_bar import YOUTH_CLINICS, help_of_the_young
from campaign.content.pages import Page
from campaign.site.frame import View
from campaign.site.lesson_views import NOT_TRIED
from campaign.site.service_views import HelpView, ServiceView

#: The kind of the page that has the sheets.
HELP_MAP = "hjalpkarta"

LICENCE = "CC BY 4.0: https://creativecommons.org/licenses/by/4.0/deed.sv"


@dataclass(frozen=True)
class HelpMapView:
    """The young people's services that have a number, in order; where they find a youth clinic; and the sentences at
    the foot of a sheet, and of a box that is cut out of one."""

    lines: list[HelpView]
    clinic: ServiceView | None
    foot: list[str]
    short_foot: list[str]


def help_map_view(view: View, page: Page) -> HelpMapView:
    """The sheets of `page`. What the help bars of young people's pages hold stands on them, and nothing else."""
    items = [(item, view.service(item.service)) for item in help_of_the_young()]
    shown = [HelpView(item.when or service.who, service) for item, service in items if service]
    status = [view.frame.preview_status] if view.frame.preview else []
    changed = [changed_text(page.head.changed_on)] if page.head.changed_on else []
    return HelpMapView(
        lines=[item for item in shown if item.service.number],
        clinic=next((item.service for item in shown if item.service.id == YOUTH_CLINICS), None),
        foot=[*status, *changed, NOT_TRIED, LICENCE],
        short_foot=[*status, *changed],
    )

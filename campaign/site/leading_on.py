"""A page that only leads on to another: for permanent short addresses and for addresses that pages had before."""

from __future__ import annotations

from dataclasses import dataclass

import jinja2

from campaign.site.addresses import Addresses
from campaign.site.frame import Frame


@dataclass(frozen=True)
class Lead:
    """One address that leads on. `old` and `new` are from the site's root; `title` is what the link says.

    The browser's title is the address itself: it stands in the history already, and says nothing more.
    """

    old: str
    new: str
    title: str
    heading: str
    lang: str


def leading_page(frame: Frame, environment: jinja2.Environment, lead: Lead) -> str:
    """The HTML at `lead.old`: a refresh, a link, and which page is the real one."""
    href = Addresses(frame.site_url, lead.old).href(lead.new)
    template = environment.get_template("leder-vidare.html")
    return template.render(frame=frame, lead=lead, href=href, canonical=frame.site_url + lead.new)

"""What the texts add to a server's configuration: which addresses lead on, and which say that somebody sought help."""

from __future__ import annotations

import dataclasses

from campaign.content.addresses import untimed_addresses
from campaign.content.pages import Site
from campaign.hosting.host import Host, Redirect
from campaign.site.old_addresses import redirects


def with_leads(host: Host, site: Site) -> Host:
    """The host with the redirects of pages that have moved, and with what is logged without the time."""
    moved = tuple(Redirect(old, new) for old, new, _ in redirects(site))
    return dataclasses.replace(host, redirects=moved, untimed=tuple(untimed_addresses(site)))

"""The second wall: whatever Markdown and shortcodes gave, only listed tags, attributes and link schemes go on."""

from __future__ import annotations

import nh3

from campaign.allowed import ATTRIBUTES, LINK_SCHEMES, TAGS

_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    url_schemes=LINK_SCHEMES,
    strip_comments=True,
    link_rel=None,  # the site sends no referrer at all
)


def sanitize(html: str) -> str:
    """The rendered body of a page without anything that `campaign.allowed` does not name; comments are removed."""
    return _CLEANER.clean(html)

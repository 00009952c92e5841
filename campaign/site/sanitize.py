"""The second wall: whatever Markdown and shortcodes gave, only listed tags, attributes and link schemes go on."""

from __future__ import annotations

import nh3

from campaign.allowed import ATTRIBUTES, LINK_SCHEMES, SRCSET, TAGS


def _only_own_pictures(_tag: str, name: str, value: str) -> str | None:
    """`srcset` is no link to the library, which would let any address through: ours only, else it is removed."""
    return value if name != "srcset" or SRCSET.fullmatch(value) else None


_CLEANER = nh3.Cleaner(
    tags=TAGS,
    attributes=ATTRIBUTES,
    attribute_filter=_only_own_pictures,
    url_schemes=LINK_SCHEMES,
    strip_comments=True,
    link_rel=None,  # the site sends no referrer at all
)


def sanitize(html: str) -> str:
    """The rendered body of a page without anything that `campaign.allowed` does not name; comments are removed."""
    return _CLEANER.clean(html)

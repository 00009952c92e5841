"""What may stand in a page: HTML tags and attributes (for the sanitizer), link schemes and file types."""

from __future__ import annotations

import re

LINK_SCHEMES = frozenset({"https", "mailto", "tel"})

#: File types an editor may put under docs/, by ending.
FILE_TYPES = frozenset({".md", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".avif", ".pdf"})

#: The most bytes of a file that is copied as it is, by ending; pictures of pixels have their own limit.
MOST_BYTES = {".svg": 500_000, ".pdf": 10_000_000}

#: Tags that Markdown and our own templates' content produce. Everything else is removed from a page's body.
TAGS = frozenset(
    "a abbr aside blockquote br caption cite code dd del details dfn div dl dt em figcaption figure h2 h3 h4 hr img "
    "kbd li ol p path picture pre q s section small source span strong sub summary sup svg table tbody td tfoot th "
    "thead tr ul".split()
)

ATTRIBUTES: dict[str, set[str]] = {
    "*": {"id", "class", "lang", "aria-label", "aria-labelledby", "aria-hidden", "role", "tabindex"},
    "a": {"href", "hreflang"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "source": {"type", "srcset", "sizes"},
    "ol": {"start"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
    "svg": {"viewBox", "viewbox", "xmlns", "width", "height", "focusable"},
    "path": {"d"},
    "details": {"open"},
}

#: What `srcset` may hold: our own pictures with their widths, by relative addresses (or from the root, on "not found").
_OWN_PICTURE = r"(?:(?:\.\./)+|/(?:[\w-]+/)*)?assets/[\w.-]+ [0-9]+w"
SRCSET = re.compile(rf"{_OWN_PICTURE}(?:, {_OWN_PICTURE})*", re.ASCII)

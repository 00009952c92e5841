"""What an object store must be told of each file, since no web server stands there to say it: type and caching."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from campaign.hosting.content_types import content_type
from campaign.site.security import CACHE, kind_of

#: A name that changes with the content: ours, and those of the search index.
_HASHED = re.compile(r".*\.[0-9a-f]{8}\.[a-z0-9]+|pagefind/(?:fragment|index)/.+|pagefind/.+\.pf_meta")


@dataclass(frozen=True, order=True)
class Delivery:
    """The headers that an object carries."""

    content_type: str
    cache_control: str


def is_hashed(name: str) -> bool:
    """Whether the name of a file changes when its content does."""
    return bool(_HASHED.fullmatch(name))


def delivery(name: str) -> Delivery:
    """The headers of the file `name`."""
    return Delivery(content_type(name), CACHE[kind_of(f"/{name}")])


def by_delivery(names: Iterable[str]) -> dict[Delivery, list[str]]:
    """The names that carry the same headers, together."""
    groups: dict[Delivery, list[str]] = defaultdict(list)
    for name in sorted(names):
        groups[delivery(name)].append(name)
    return dict(sorted(groups.items()))

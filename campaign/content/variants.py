"""Pairs of variants: whether the lättläst twin follows the ordinary page's latest text."""

from __future__ import annotations

import hashlib
from enum import StrEnum

from campaign.content.front_matter import TwinHead
from campaign.content.markdown import COMMENT
from campaign.content.pages import Page

HASH_LENGTH = 8


class TwinState(StrEnum):
    """How a lättläst twin stands to its ordinary page."""

    CURRENT = "current"
    OUTDATED = "outdated"
    MISSING = "missing"
    ORPHANED = "orphaned"


def source_hash(page: Page) -> str:
    """The hash of the ordinary page's body, which its twin carries."""
    return text_hash(page.body.text)


def text_hash(body: str) -> str:
    """The first 8 characters of sha256 over a body's text, comments and white space normalised."""
    text = " ".join(COMMENT.sub("", body).split())
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def twin_state(ordinary: Page | None, twin: Page | None) -> TwinState:
    """The state of the pair; a page that could not be read counts as being there and current."""
    if ordinary is None:
        return TwinState.ORPHANED
    if twin is None:
        return TwinState.MISSING
    if ordinary.broken or twin.broken:
        return TwinState.CURRENT
    stamped = twin.head.source_hash if isinstance(twin.head, TwinHead) else ""
    return TwinState.CURRENT if stamped == source_hash(ordinary) else TwinState.OUTDATED

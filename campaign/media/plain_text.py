"""A poster as plain text: for who cannot see it, and for who wants its words for an e-mail."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content.preview import DRAFT_MARK, PREVIEW_STATUS
from campaign.media.draft import PosterWords


def plain_text(words: PosterWords, preview: bool) -> str:
    """Headline, lines, numbers, address, what the poster looks like, and its small print, in paragraphs.

    The text of a preview begins with its status, for the first line is what is read and copied.
    """
    return "\n\n".join("\n".join(lines) for lines in _paragraphs(words, preview) if lines) + "\n"


def _paragraphs(words: PosterWords, preview: bool) -> Iterator[list[str]]:
    if preview:
        yield [f"{DRAFT_MARK}. {PREVIEW_STATUS}"]
    yield [words.headline]
    yield list(words.lines)
    yield [f"{name}: {number}" for name, number in words.services]
    yield [f"Läs mer: {words.address}"]
    yield [f"Så ser affischen ut: {words.alt}"] if words.alt else []
    yield [line for line in words.footer if not (preview and line == PREVIEW_STATUS)]

"""What can be wrong with a poster so that it cannot be drawn."""

from __future__ import annotations


class MediaError(ValueError):
    """Something was not drawn; the text says in Swedish which design and format, what is wrong and what to do."""

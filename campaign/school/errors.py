"""What can be wrong with a lesson so that a form of it cannot be made."""

from __future__ import annotations


class KitError(ValueError):
    """A file of the kit was not made; the text says in Swedish which page is wrong and what to do."""

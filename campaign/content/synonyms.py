"""Everyday words for what the site writes in another way: docs/_data/synonyms.yml. Only the search reads them."""

from __future__ import annotations

from pydantic import Field

from campaign.schema import Closed, Text

MOST_PAGES = 4


class Synonym(Closed):
    """Words that people type, and the pages they look for, the best one first.

    A row of words such as "kostar det" is found when all of its words are typed.
    """

    words: list[Text] = Field(
        min_length=1,
        description="Det läsaren skriver. Flera ord på samma plats gäller tillsammans.",
        examples=[["escort", "kostar det"]],
    )
    pages: list[Text] = Field(
        min_length=1,
        max_length=MOST_PAGES,
        description="Sidorna som svarar, den bästa först, högst fyra.",
        examples=[["stod/prata", "ung/erbjudanden"]],
    )

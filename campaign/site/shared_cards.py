"""Which picture a shared link to a page has: a card of its own, or the neutral one where nothing is to be told."""

from __future__ import annotations

from campaign.content.pages import Site, Variant
from campaign.images.page_cards import TONES, PageCard, Tone
from campaign.site.drawing import soften
from campaign.site.frame import START
from campaign.site.metadata import tells_nothing

#: Stands on the cards of lättläst pages.
LATTLAST_WORD = "Lättläst"


def page_cards(site: Site) -> dict[str, PageCard]:
    """The words of every card by the path of its page: pages that are listed and may be told of.

    The start page has the neutral card, which bears the site's name.
    """
    sections = {section.id: section for section in site.records.navigation.sections}
    hyphenation = list(site.records.hyphenation)
    cards = {}
    for page in site.published():
        if tells_nothing(page) or page.id == START:
            continue
        simple = page.variant is Variant.LATTLAST
        section = sections.get(page.section)
        name = (section.lattlast if simple else section.title) if section else ""
        cards[page.path] = PageCard(
            title=soften(page.title, hyphenation),
            section="" if name == page.title else name,
            variant=LATTLAST_WORD if simple else "",
            tone=TONES.get(page.section, Tone()),
        )
    return cards

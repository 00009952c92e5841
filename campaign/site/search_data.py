"""What the search knows of the pages besides their texts: titles, descriptions, search words and synonyms.

One file a variant, loaded when somebody begins to search (overrides/assets/sok.js). With it the search puts right
what is misspelt, leads from everyday words to the right page, and still works when the full-text index is out of reach.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from campaign.content.pages import Page, Site, Variant
from campaign.content.preview import PREVIEW_STATUS

SEARCH_KIND = "sok"


def is_found(page: Page) -> bool:
    """Whether the search may show a page: not a hidden one, not the search itself, and not a pupils' sheet.

    A sheet asks what another page answers; somebody who searches in need must come to the answer.
    """
    return not (page.broken or page.meta.hidden or page.meta.kind in (SEARCH_KIND, "elevblad"))


def file_name(tag: str) -> str:
    """The asset that holds the data of the variant with the language tag `tag`."""
    return f"{SEARCH_KIND}-{tag}.json"


def search_files(site: Site, preview: bool) -> dict[str, bytes]:
    """The data files by name, as JSON; a release leaves drafts out."""
    return {file_name(variant.tag): _document(site, variant, preview) for variant in Variant}


def _document(site: Site, variant: Variant, preview: bool) -> bytes:
    pages = [page for page in site.sound_pages(variant) if is_found(page) and (preview or not page.meta.draft)]
    sections = site.records.navigation.sections
    names = [section.lattlast if variant is Variant.LATTLAST else section.title for section in sections]
    numbers = {section.id: number for number, section in enumerate(sections)}
    document = ({"status": PREVIEW_STATUS} if preview else {}) | {
        "sections": names,
        "pages": [
            [page.address, page.title, page.head.description, numbers.get(page.section, -1), page.meta.search_words]
            for page in pages
        ],
        "synonyms": list(_synonyms(site, pages)),
    }
    return f"{json.dumps(document, ensure_ascii=False, separators=(',', ':'))}\n".encode()


def _synonyms(site: Site, pages: list[Page]) -> Iterable[tuple[list[str], list[int]]]:
    """Each row of synonyms.yml with the numbers of its pages in the list `pages`; a row without any is left out."""
    numbers = {page.id: number for number, page in enumerate(pages)}
    for synonym in site.records.synonyms:
        found = [numbers[page_id] for page_id in synonym.pages if page_id in numbers]
        if found:
            yield synonym.words, found

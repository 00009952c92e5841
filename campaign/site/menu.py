"""The menu as MkDocs wants it."""

from __future__ import annotations

from typing import Any

from campaign.site.frame import Frame


def navigation(frame: Frame) -> list[dict[str, Any]]:
    """MkDocs' form of docs/_data/nav.yml, with the pages that exist in this build."""

    def files(page_ids: list[str]) -> list[str]:
        return [f"{page_id}.md" for page_id in page_ids if frame.has(frame.site.page(page_id))]

    menu = frame.site.records.navigation
    items: list[dict[str, Any]] = [{menu.start.title: path} for path in files(["index"])]
    items += [{section.title: pages} for section in menu.sections if (pages := files(section.page_ids))]
    return items

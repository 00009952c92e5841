"""Where editors change a text in the browser: the code host's own addresses for a file and for a new one."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from campaign.content.pages import TWIN_ENDING, Page
from campaign.content.variants import source_hash
from campaign.settings import Settings

#: An address longer than this is refused by servers on the way.
LONGEST = 6000

FIRST_LINE = "Skriv den lättlästa texten här. Börja med svaret på läsarens fråga."


@dataclass(frozen=True)
class EditLinks:
    """The addresses at the repository `repository` (empty: there are none) on the branch `branch`."""

    repository: str
    branch: str

    def edit(self, uri: str) -> str:
        """Where the file `uri` under docs/ is changed; empty without a repository."""
        return f"{self._place('edit')}/{quote(uri)}" if self.repository else ""

    def new_twin(self, page: Page) -> str:
        """Where the lättläst text of the ordinary `page` is begun, with what it needs already written."""
        if not self.repository:
            return ""
        folder, name = posixpath.split(page.src_uri.removesuffix(".md") + TWIN_ENDING)
        place = "/".join(filter(None, [self._place("new"), quote(folder)]))
        whole = f"{place}?{urlencode({'filename': name, 'value': twin_skeleton(page)}, quote_via=quote)}"
        bare = f"{place}?{urlencode({'filename': name}, quote_via=quote)}"
        return whole if len(whole) <= LONGEST else bare

    def _place(self, what: str) -> str:
        return f"{self.repository}/{what}/{quote(self.branch)}/docs"


def edit_links(settings: Settings) -> EditLinks:
    """The addresses of the project's own repository."""
    return EditLinks(settings.repository, settings.table.branch)


def twin_skeleton(page: Page) -> str:
    """The lättläst file of a page as it is begun: the ordinary title and description to make easier, and the stamp."""
    return (
        f"---\ntitle: {_quoted(page.title)}\ndescription: {_quoted(page.head.description)}\n"
        f"source_hash: {source_hash(page)}\n---\n{FIRST_LINE}\n"
    )


def _quoted(text: str) -> str:
    """A text as a value of the front matter, on one line."""
    return "'" + " ".join(text.split()).replace("'", "''") + "'"

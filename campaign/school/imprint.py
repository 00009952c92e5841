"""What every file of the kit says of itself: what it is, when it changed, whether it was tried, and who may use it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from campaign.content.addresses import short_address
from campaign.content.dates import changed_text
from campaign.school.kit import KitPage, LessonKit, Publication

#: The licence as one line of small type has room for it; LICENCE_NAME is the whole name.
LICENCE = "Licens: CC BY 4.0"

#: Stands for the day of a text whose page has none.
_NO_DAY = datetime.date(2000, 1, 1)


@dataclass(frozen=True)
class Imprint:
    """A file's own facts. `address` is where the text stands on the site, without scheme, as it is said aloud."""

    title: str
    description: str
    status: str  # of a preview; empty in a release
    tried: str  # empty for what is no lesson
    changed_on: datetime.date | None
    version: str
    address: str

    @property
    def day(self) -> datetime.date:
        """The day that the file says it was made: never today, so that the same text gives the same file."""
        return self.changed_on or _NO_DAY

    @property
    def changed(self) -> str:
        """When the text last changed, and the mark of what it says."""
        return f"{changed_text(self.changed_on)} Version {self.version}.".lstrip()


def kit_imprint(kit: LessonKit, publication: Publication) -> Imprint:
    """The facts of a file that is made of a lesson's pages."""
    return Imprint(
        title=kit.plan.title,
        description=kit.plan.description,
        status=publication.status,
        tried=kit.tried,
        changed_on=kit.changed_on,
        version=kit.version,
        address=without_scheme(publication.url + short_address(kit.lesson)),
    )


def page_imprint(page: KitPage, publication: Publication) -> Imprint:
    """The facts of a file that is made of one page."""
    return Imprint(
        title=page.title,
        description=page.description,
        status=publication.status,
        tried="",
        changed_on=page.changed_on,
        version=page.version,
        address=without_scheme(page.url),
    )


def without_scheme(url: str) -> str:
    """An address as people say and write it: `https://exempel.se/l/1/` is `exempel.se/l/1/`."""
    return url.partition("://")[2] or url

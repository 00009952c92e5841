"""What other programs are told of the lessons: schema.org's LearningResource, and the catalogue lektioner.json.

No more is claimed than is true: no approval, no rating, no alignment that the curriculum does not spell out.
"""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Mapping
from typing import Any, Protocol

from campaign.content.addresses import short_address
from campaign.content.lessons import Lesson
from campaign.school.files import ALL_LESSONS, LETTER, KitFile, lesson_files
from campaign.school.kit import LICENCE_URL, LessonKit, Publication, School

#: The catalogue's address from the site's root, and the number that changes with its form.
CATALOGUE = "lektioner.json"
CATALOGUE_FORM = 1

LEVELS = {
    "7": "Årskurs 7", "8": "Årskurs 8", "9": "Årskurs 9", "gymnasiet": "Gymnasiet", "anpassad": "Anpassad skola",
}  # fmt: skip


class Described(Protocol):
    """What a page says of itself; `url` is absolute."""

    @property
    def title(self) -> str: ...
    @property
    def description(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def changed_on(self) -> datetime.date | None: ...


def learning_resource(lesson: Lesson, page: Described, publication: Publication) -> dict[str, Any]:
    """The lesson of the leader's `page` as schema.org's `LearningResource`."""
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": publication.url + short_address(lesson),
        "url": page.url,
        "name": page.title,
        "description": page.description,
        "inLanguage": "sv",
        "learningResourceType": "Utbildningsmaterial" if lesson.for_staff else "Lektionsplan",
        "timeRequired": f"PT{lesson.minutes}M",
        "teaches": list(lesson.goals),
        "audience": {
            "@type": "EducationalAudience",
            "educationalRole": "professional" if lesson.for_staff else "teacher",
        },
        "isAccessibleForFree": True,
        "license": LICENCE_URL,
        "creativeWorkStatus": "Draft" if publication.preview else "Published",
    }
    if lesson.years:
        data["educationalLevel"] = [LEVELS[year] for year in lesson.years]
    if page.changed_on:
        data["dateModified"] = page.changed_on.isoformat()
    if publication.sender:
        data["publisher"] = {"@type": "GovernmentOrganization", "name": publication.sender}
    return data


def catalogue(school: School, sizes: Mapping[str, int]) -> bytes:
    """The catalogue: each lesson with its stable id and its addresses, and the files that were made.

    `sizes` has the bytes of each file by its address from the site's root.
    """
    publication = school.publication

    def listed(files: Iterable[KitFile]) -> list[dict[str, Any]]:
        return [
            {
                "part": file.part,
                "format": file.format,
                "language": file.tag,
                "url": publication.url + address,
                "bytes": sizes[address],
            }
            for file in files
            if (address := file.address(publication.preview)) in sizes
        ]

    document = {
        "form": CATALOGUE_FORM,
        "name": publication.name,
        "status": publication.status,
        "licence": LICENCE_URL,
        "lessons": [_entry(kit, publication, listed(lesson_files(kit.lesson))) for kit in school.kits],
        "files": listed((*ALL_LESSONS, *LETTER)),
    }
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _entry(kit: LessonKit, publication: Publication, files: list[dict[str, Any]]) -> dict[str, Any]:
    lesson = kit.lesson
    return {
        "id": lesson.id,
        "number": lesson.number,
        "title": kit.plan.title,
        "purpose": lesson.purpose,
        "url": kit.plan.url,
        "short": publication.url + short_address(lesson),
        "years": lesson.years,
        "subjects": lesson.subjects,
        "minutes": lesson.minutes,
        "short_minutes": lesson.short_minutes,
        "changed_on": kit.changed_on.isoformat() if kit.changed_on else None,
        "version": kit.version,
        "tried": kit.tried,
        "files": files,
    }

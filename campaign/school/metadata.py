"""What other programs are told of the lessons: schema.org's LearningResource, and the catalogue lektioner.json.

No more is claimed than is true: no approval, no rating, no alignment that the curriculum does not spell out.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from campaign.content.lessons import Lesson
from campaign.school.files import ALL_LESSONS, LETTER, KitFile, lesson_files
from campaign.school.kit import LICENCE_URL, LessonKit, Publication, School

#: The catalogue's address from the site's root, and the number that changes with its form.
CATALOGUE = "lektioner.json"
CATALOGUE_FORM = 1

LEVELS = {
    "7": "Årskurs 7", "8": "Årskurs 8", "9": "Årskurs 9", "gymnasiet": "Gymnasiet", "anpassad": "Anpassad skola",
    "arbetsplats": "Arbetsplats",
}  # fmt: skip


def short_address(lesson: Lesson) -> str:
    """The permanent short address of a lesson, from the site's root."""
    return f"l/{lesson.number}/"


def learning_resource(kit: LessonKit, publication: Publication) -> dict[str, Any]:
    """A lesson as schema.org's `LearningResource`."""
    lesson = kit.lesson
    data: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "LearningResource",
        "@id": publication.url + short_address(lesson),
        "url": kit.plan.url,
        "name": kit.plan.title,
        "description": kit.plan.description,
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
        "version": kit.version,
        "creativeWorkStatus": "Draft" if publication.preview else "Published",
    }
    if lesson.years:
        data["educationalLevel"] = [LEVELS[year] for year in lesson.years]
    if kit.changed_on:
        data["dateModified"] = kit.changed_on.isoformat()
    if publication.sender:
        data["publisher"] = {"@type": "GovernmentOrganization", "name": publication.sender}
    return data


def catalogue(school: School, contents: Mapping[KitFile, bytes]) -> bytes:
    """The catalogue: each lesson with its stable id, its addresses and the files of those in `contents`."""
    publication = school.publication

    def listed(files: Iterable[KitFile]) -> list[dict[str, Any]]:
        return [
            {
                "part": file.part,
                "format": file.format,
                "language": file.tag,
                "url": publication.url + file.address(publication.preview),
                "bytes": len(contents[file]),
            }
            for file in files
            if file in contents
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

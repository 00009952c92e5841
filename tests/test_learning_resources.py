"""What machines are told of the lessons is right by the vocabulary that schema.org published, and claims no more."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import lxml.html
import pytest
from lesson_kits import PREVIEW, RELEASE, make_kit
from real_site import PROJECT, BuiltSite
from schema_org import errors_in

from campaign.content.lessons import LESSONS, Lesson
from campaign.content.pages import Page, Variant, load_site
from campaign.school.kit import LICENCE_URL, LessonKit, Publication
from campaign.school.metadata import learning_resource

#: What would be claimed if it were here: that somebody has judged the lesson, or that it meets a standard.
CLAIMS = {
    "aggregateRating", "review", "award", "educationalAlignment", "accreditedBy", "hasCredential", "contentRating",
    "conformsTo", "recognizedBy",
}  # fmt: skip


@pytest.fixture(scope="module")
def real_kits() -> list[LessonKit]:
    """Every lesson of docs/, with its own record, title and description."""
    site = load_site(PROJECT, "docs")
    pages = {
        page.meta.lesson.id: page
        for page in site.pages.values()
        if page.meta.lesson and page.variant is Variant.ORDINARY
    }
    return [_real(lesson, pages[lesson.id]) for page in pages.values() if (lesson := page.meta.lesson)]


def _real(lesson: Lesson, page: Page) -> LessonKit:
    made = make_kit(lesson.id, page.title, sheet=lesson.id != "personal")
    plan = dataclasses.replace(made.plan, description=page.head.description)
    return dataclasses.replace(made, lesson=lesson, plan=plan)


@pytest.mark.parametrize("publication", [PREVIEW, RELEASE], ids=["preview", "release"])
def test_every_lesson_is_valid(real_kits: list[LessonKit], publication: Publication) -> None:
    documents = {kit.lesson.id: learning_resource(kit.lesson, kit.plan, publication) for kit in real_kits}
    assert set(LESSONS) - {"personal"} <= documents.keys()
    assert {name: errors_in(document) for name, document in documents.items()} == {name: [] for name in documents}
    assert len({document["@id"] for document in documents.values()}) == len(documents)


def test_no_more_is_claimed_than_is_so(real_kits: list[LessonKit]) -> None:
    for kit in real_kits:
        preview, release = (
            learning_resource(kit.lesson, kit.plan, PREVIEW),
            learning_resource(kit.lesson, kit.plan, RELEASE),
        )
        assert not CLAIMS & (preview.keys() | release.keys())
        assert preview["creativeWorkStatus"] == "Draft"
        assert "publisher" not in preview
        assert "datePublished" not in release  # nothing here knows the day
        assert release["license"] == LICENCE_URL
        assert release["audience"]["educationalRole"] == ("professional" if kit.lesson.for_staff else "teacher")
        assert ("educationalLevel" in release) is not kit.lesson.for_staff
        assert release["timeRequired"] == f"PT{kit.lesson.minutes}M"


def test_a_lesson_that_was_never_changed_says_no_date() -> None:
    kit = make_kit()
    document = learning_resource(kit.lesson, dataclasses.replace(kit.plan, changed_on=None), RELEASE)
    assert "dateModified" not in document
    assert errors_in(document) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"@context": "https://example.com"}, "@context"),
        ({"@type": "Lesson"}, "no class"),
        ({"@type": "name"}, "no class"),
        ({"@id": "l/1/"}, "no address"),
        ({"minutes": 60}, "/minutes: no such property"),
        ({"LearningResource": "x"}, "/LearningResource: no such property"),
        ({"openingHours": "Mo"}, "/openingHours: not a property of LearningResource"),
        ({"awards": "guld"}, "/awards: superseded"),
        ({"timeRequired": "60 minuter"}, "/timeRequired"),
        ({"timeRequired": "PT"}, "/timeRequired"),
        ({"dateModified": "22 november"}, "/dateModified"),
        ({"license": "CC BY 4.0"}, "/license"),
        ({"isAccessibleForFree": "true"}, "/isAccessibleForFree"),
        ({"name": ""}, "/name"),
        ({"name": None}, "/name"),
        ({"teaches": []}, "/teaches: empty"),
        ({"teaches": ["lagen", 3]}, "/teaches"),
        ({"audience": "lärare"}, "/audience"),
        ({"audience": {"@type": "Organization", "name": "Skolan"}}, "/audience: Organization is none of"),
        ({"audience": {"@type": "Audience", "educationalRole": "teacher"}}, "/audience/educationalRole"),
        ({"publisher": {"name": "Stockholms stad"}}, "/publisher/@type"),
    ],
)
def test_each_kind_of_error_would_be_found(change: dict[str, Any], said: str) -> None:
    kit = make_kit()
    document = learning_resource(kit.lesson, kit.plan, RELEASE)
    assert errors_in(document) == []
    assert any(said in error for error in errors_in(document | change))


def test_all_structured_data_of_the_built_site_is_valid(built_site: BuiltSite) -> None:
    found: dict[str, list[str]] = {}
    for path in sorted(built_site.folder.rglob("*.html")):
        blocks = lxml.html.document_fromstring(path.read_bytes()).xpath('//script[@type="application/ld+json"]/text()')
        found |= {f"{path}#{number}": errors_in(json.loads(block)) for number, block in enumerate(blocks)}
    assert found
    assert {name: errors for name, errors in found.items() if errors} == {}

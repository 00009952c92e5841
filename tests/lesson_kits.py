"""Lessons as campaign/school/ is given them, made up for tests."""

from __future__ import annotations

import dataclasses
import datetime
from typing import Any

from campaign.content.lessons import STAFF, Lesson, LessonId
from campaign.school.kit import KitPage, KitSource, LessonKit, Publication

SITE = "https://prov.stockholm/kampanj/"
PREVIEW = Publication("Prövosidan", SITE, "", preview=True)
RELEASE = Publication("Prövosidan", SITE, "Stockholms stad", preview=False)

_BODY = """<p>Räkna inte med <a href="https://prov.stockholm/kampanj/lagen/">lagen</a> utantill.</p>
<h2 id="steg-for-steg">Steg för steg</h2>
<div class="admonition visa"><p class="admonition-title">Så gör vi</p><ul><li>Å, ä &amp; ö</li></ul></div>
<table><thead><tr><th scope="col">Fråga</th><th scope="col">Svar</th></tr></thead>
<tbody><tr><td>Ring <a href="tel:112" class="nowrap">112</a></td><td></td></tr></tbody></table>
"""


def make_page(page_id: str, title: str, *, simple: bool = False, site: str = SITE) -> KitPage:
    """A page of the kit."""
    folder = "lattlast/" if simple else ""
    return KitPage(
        id=page_id,
        tag="sv-simple" if simple else "sv",
        title=title,
        description=f"Beskrivning av {title}.",
        url=f"{site}{folder}{page_id}/",
        changed_on=datetime.date(2026, 11, 22),
        html=_BODY,
        sources=(KitSource(3, "Lagen & domen", "Riksdagen", "https://riksdagen.se/a?b=1&c=2"),),
        words=(("samtycke", "att vilja & säga ja"),),
    )


def make_kit(
    lesson_id: LessonId = "lagen", title: str = "Vad säger lagen?", *, sheet: bool = True, site: str = SITE
) -> LessonKit:
    """A lesson; without `sheet` it has no pupils' sheet."""
    sort: dict[str, Any] = (
        {"workplaces": ["lss"]}
        if lesson_id == STAFF
        else {"years": ["9"], "subjects": ["samhallskunskap"], "curriculum": ["ssr-2022"], "short_minutes": 40}
    )
    lesson = Lesson(
        id=lesson_id, purpose="Eleverna lär sig vad lagen säger.", minutes=60, prepare_minutes=15,
        group="Hel klass", material=["tavla"], goals=["säga vad lagen säger", "ge ett skäl till lagen"],
        tried_on=None, **sort,
    )  # fmt: skip
    address = f"skola/lektioner/{lesson_id}"
    kit = LessonKit(
        lesson=lesson,
        plan=make_page(address, title, site=site),
        plan_simple=make_page(address, title, simple=True, site=site),
        sheet=make_page(f"{address}-elev", "Elevblad", site=site),
        sheet_simple=make_page(f"{address}-elev", "Elevblad lätt", simple=True, site=site),
        slides=(),
        rows=(("Årskurs", "9"), ("Tid", "60 minuter")),
        curriculum=("Läroplanen säger det.",),
        tried="Inte prövad i klass ännu.",
    )
    return kit if sheet else dataclasses.replace(kit, sheet=None, sheet_simple=None)

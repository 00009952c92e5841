"""Lessons: the closed record of one, as `lesson:` in a lesson's front matter gives it.

The package for a workplace meeting is a lesson too, with workplaces instead of years, subjects and a curriculum.
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from campaign.schema import Closed, OptionalDay, Text

LessonId = Literal["lagen", "samtycke", "normer", "ekonomi", "natet", "bilder", "kallkritik", "vanstod", "personal"]
Year = Literal["7", "8", "9", "gymnasiet", "anpassad"]
Subject = Literal[
    "samhallskunskap", "biologi", "svenska", "bild", "religionskunskap", "historia", "naturkunskap",
    "hem-och-konsumentkunskap", "idrott-och-halsa", "mentorstid",
]  # fmt: skip
Workplace = Literal["socialtjanst", "lss", "beroende", "ungdomsmottagning", "fritidsgard"]

#: The id of the package for a workplace meeting.
STAFF: LessonId = "personal"

#: In the order of the outline; the number is also the short address, /l/1/.
LESSONS: tuple[LessonId, ...] = get_args(LessonId)

#: What a lesson for pupils has and the staff package does not.
_OF_PUPILS = ("years", "subjects", "curriculum", "short_minutes")

#: How the name of a pupils' sheet ends.
SHEET_ENDING = "-elev"


class Lesson(Closed):
    """One lesson: what it is for, for whom, how long, what it needs, and what those who took part can do after it.

    Of a lesson for pupils `workplaces` is empty; of the staff package `years`, `subjects` and `curriculum` are, and
    `short_minutes` is 0.
    """

    id: LessonId = Field(
        description="Lektionens id, samma som filens namn; personalens utbildning har id personal.", examples=["lagen"]
    )
    purpose: Text = Field(
        description="En mening om vad lektionen är till för.", examples=["Eleverna lär sig vad lagen säger."]
    )
    years: list[Year] = Field(
        [], description="Årskurser: 7, 8, 9, gymnasiet, anpassad. Krävs i en lektion.", examples=[["9", "gymnasiet"]]
    )
    minutes: int = Field(
        ge=20, le=120, description="Lektionens tid i minuter; stegen räknas ihop till samma tal.", examples=[60]
    )
    short_minutes: int = Field(
        0, ge=15, le=60, description="Den korta versionens tid i minuter. Krävs i en lektion.", examples=[40]
    )
    prepare_minutes: int = Field(ge=5, le=60, description="Hur länge läraren förbereder sig.", examples=[15])
    subjects: list[Subject] = Field(
        [], description="Ämnen som lektionen passar i. Krävs i en lektion.", examples=[["samhallskunskap"]]
    )
    workplaces: list[Workplace] = Field(
        [], description="Arbetsplatser som personalens utbildning passar på.", examples=[["socialtjanst", "lss"]]
    )
    group: Text = Field(description="Hur gruppen delas.", examples=["Hel klass, par vid fallen"])
    material: list[Text] = Field(
        min_length=1, description="Det som behövs. Aldrig elevernas mobiler.", examples=[["tavla", "elevbladet"]]
    )
    goals: list[Text] = Field(
        min_length=2,
        max_length=5,
        description="Vad eleven kan efteråt: ”Eleven kan …”.",
        examples=[["säga vad lagen säger", "ge ett skäl till lagen"]],
    )
    curriculum: list[Text] = Field(
        [],
        description="Fakta (id) ur styrdokumenten, med källa och datum. Krävs i en lektion.",
        examples=[["ssr-2022"]],
    )
    tried_on: OptionalDay = Field(
        None, description="Dagen då lektionen prövades i en klass. Tomt: inte prövad ännu.", examples=["2026-11-22"]
    )

    @field_validator("years", "subjects", "workplaces")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        if len(set(value)) < len(value):
            raise ValueError("har samma värde två gånger; skriv varje värde en gång")
        return value

    @model_validator(mode="after")
    def _has_what_its_sort_needs(self) -> Lesson:
        needed, foreign = (("workplaces",), _OF_PUPILS) if self.for_staff else (_OF_PUPILS, ("workplaces",))
        if missing := ", ".join(key for key in needed if not getattr(self, key)):
            raise ValueError(f"saknar {missing}; lägg till {missing}")
        if odd := ", ".join(key for key in foreign if getattr(self, key)):
            raise ValueError(f"har {odd}, som inte hör till id {self.id}; ta bort {odd}")
        return self

    @model_validator(mode="after")
    def _short_is_shorter(self) -> Lesson:
        if self.short_minutes >= self.minutes:
            raise ValueError("har en kort version som inte är kortare; minska short_minutes")
        return self

    @property
    def for_staff(self) -> bool:
        """Whether the lesson is the package for a workplace meeting."""
        return self.id == STAFF

    @property
    def number(self) -> int:
        """The lesson's number in the set, from 1."""
        return LESSONS.index(self.id) + 1


def sheet_id(lesson: str) -> str:
    """The id of the page that is the pupils' sheet of a lesson."""
    return f"skola/lektioner/{lesson}{SHEET_ENDING}"

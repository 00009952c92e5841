"""Lessons: the closed record of one, as `lesson:` in a lesson's front matter gives it."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field, field_validator, model_validator

from campaign.schema import Closed, OptionalDay, Text

LessonId = Literal["lagen", "samtycke", "normer", "ekonomi", "natet", "bilder", "kallkritik", "vanstod", "personal"]
Year = Literal["7", "8", "9", "gymnasiet", "anpassad", "arbetsplats"]
Subject = Literal[
    "samhallskunskap", "biologi", "svenska", "bild", "religionskunskap", "historia", "naturkunskap",
    "hem-och-konsumentkunskap", "idrott-och-halsa", "mentorstid",
]  # fmt: skip

#: In the order of the outline; the number is also the short address, /l/1/.
LESSONS: tuple[LessonId, ...] = get_args(LessonId)


#: How the name of a pupils' sheet ends.
SHEET_ENDING = "-elev"


class Lesson(Closed):
    """One lesson: what it is for, for whom, how long, what it needs, and what the pupils can do after it."""

    id: LessonId = Field(description="Lektionens id, samma som filens namn.", examples=["lagen"])
    purpose: Text = Field(
        description="En mening om vad lektionen är till för.", examples=["Eleverna lär sig vad lagen säger."]
    )
    years: list[Year] = Field(
        min_length=1, description="Årskurser: 7, 8, 9, gymnasiet, anpassad.", examples=[["9", "gymnasiet"]]
    )
    minutes: int = Field(
        ge=20, le=120, description="Lektionens tid i minuter; stegen räknas ihop till samma tal.", examples=[60]
    )
    short_minutes: int = Field(ge=15, le=60, description="Den korta versionens tid i minuter.", examples=[40])
    prepare_minutes: int = Field(ge=5, le=60, description="Hur länge läraren förbereder sig.", examples=[15])
    subjects: list[Subject] = Field(
        min_length=1, description="Ämnen som lektionen passar i.", examples=[["samhallskunskap"]]
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
        min_length=1, description="Fakta (id) ur styrdokumenten, med källa och datum.", examples=[["ssr-2022"]]
    )
    tried_on: OptionalDay = Field(
        None, description="Dagen då lektionen prövades i en klass. Tomt: inte prövad ännu.", examples=["2026-11-22"]
    )

    @field_validator("years", "subjects")
    @classmethod
    def _each_once(cls, value: list[str]) -> list[str]:
        if len(set(value)) < len(value):
            raise ValueError("har samma värde två gånger; skriv varje värde en gång")
        return value

    @model_validator(mode="after")
    def _short_is_shorter(self) -> Lesson:
        if self.short_minutes >= self.minutes:
            raise ValueError("har en kort version som inte är kortare; minska short_minutes")
        return self

    @property
    def number(self) -> int:
        """The lesson's number in the set, from 1."""
        return LESSONS.index(self.id) + 1


def sheet_id(lesson: str) -> str:
    """The id of the page that is the pupils' sheet of a lesson."""
    return f"skola/lektioner/{lesson}{SHEET_ENDING}"

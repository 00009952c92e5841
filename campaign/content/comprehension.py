"""Questions that a reader who has seen only the lättläst page should be able to answer: the text's own test."""

from __future__ import annotations

from pydantic import Field

from campaign.schema import Closed, Text

QUESTIONS_A_PAGE = 5


class ReaderQuestion(Closed):
    """A question in lättläst, and the answer that the page gives."""

    question: Text = Field(description="Frågan, på lättläst.", examples=["Är det ett brott att sälja sex?"])
    answer: Text = Field(description="Svaret som sidan ger.", examples=["Nej."])


class PageQuestions(Closed):
    """The questions of one page; `id` is the page's id."""

    id: Text = Field(description="Sidan som frågorna gäller.", examples=["lagen/straff"])
    questions: list[ReaderQuestion] = Field(
        min_length=QUESTIONS_A_PAGE, max_length=QUESTIONS_A_PAGE, description="Fem frågor med svar."
    )

"""What the rules ask of a page is found out once."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping

from campaign.checks.registry import Context
from campaign.content.pages import Page, Site
from campaign.content.readability import measure
from campaign.settings import Settings

HEAD = "---\ntitle: En sida\ndescription: En beskrivning.\n---\n"
TEXTS = {"lagen/a.md": f"{HEAD}Ring oss nu. Vi lyssnar.\n\n- Eller skriv", "lagen/b.md": f"{HEAD}En annan text."}


def test_a_question_about_a_page_is_asked_once_and_each_page_has_its_own_answer(
    make_site: Callable[[Mapping[str, str]], Site], settings: Settings
) -> None:
    context = Context(make_site(TEXTS), settings, datetime.date(2026, 11, 22))
    first, second = context.site.sound_pages()
    asked: list[str] = []

    def title(page: Page, _: Context) -> str:
        asked.append(page.id)
        return page.id.upper()

    answers = [context.once(title, page) for page in (first, second, first, second)]
    assert answers == ["LAGEN/A", "LAGEN/B"] * 2
    assert asked == ["lagen/a", "lagen/b"]


def test_measures_are_those_of_the_sentences(
    make_site: Callable[[Mapping[str, str]], Site], settings: Settings
) -> None:
    context = Context(make_site(TEXTS), settings, datetime.date(2026, 11, 22))
    page = next(context.site.sound_pages())
    assert [item.sentence.text for item in context.sentences(page)] == ["Ring oss nu.", "Vi lyssnar.", "Eller skriv"]
    assert context.measures(page) == measure(item.sentence for item in context.sentences(page))
    assert context.sentences(page) is context.sentences(page)

"""The language rules on good texts that they were not made for: what stops a text is seldom wrong."""

from __future__ import annotations

from functools import cache

import pytest
from precision import CORPUS, MOST_FALSE, PARTS, Part, just_findings, language_rules, measure
from real_site import PROJECT

from campaign.content.pages import Variant
from campaign.findings import Severity
from campaign.settings import Settings, load_settings


@cache
def measured(part: str) -> Part:
    return measure(part, load_settings(PROJECT, {}))


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("variant", Variant)
def test_a_rule_that_stops_a_text_gives_few_false_alarms(part: str, variant: Variant, settings: Settings) -> None:
    errors = [rule for rule in language_rules() if settings.severity(rule, variant.value) is Severity.ERROR]
    assert len(errors) > 10
    rates = {rule: measured(part).rate(rule, variant.value) for rule in errors}
    assert {rule: rate for rule, rate in rates.items() if rate > MOST_FALSE} == {}


def test_the_corpus_is_large_enough_to_say_something() -> None:
    sizes = {part: measured(part).sentences for part in PARTS}
    assert sizes["open"]["sv"] + sizes["held"]["sv"] >= 200
    assert sizes["open"]["lattlast"] + sizes["held"]["lattlast"] >= 150
    assert min(sizes["held"].values()) >= 50


def test_every_finding_that_is_called_just_is_still_found() -> None:
    found = {(item.path, item.line, item.rule) for part in PARTS for item in measured(part).findings}
    assert just_findings().keys() - found == set()
    assert all(reason.strip() for reason in just_findings().values())


def test_the_measure_sees_a_false_alarm() -> None:
    part = measured("open")
    unjust = Part(part.findings, part.words, part.sentences, just=[])
    assert unjust.rate("conditional-as-question", "lattlast") > MOST_FALSE > part.rate("conditional-as-question")
    assert CORPUS.joinpath("LASMIG.txt").is_file()


def test_the_rules_are_not_silent_on_ordinary_text_read_as_lattlast(settings: Settings) -> None:
    found = {
        item.rule for item in measure("open", settings, harder=True).findings if item.path.endswith(".lattlast.md")
    }
    wanted = """abbreviation clauses-many commas-many conditional-as-question lix-too-high long-words negation-double
        number-hard number-in-words passive-voice quotation-inside sentence-too-long term-avoid word-rare
        word-too-long"""
    assert set(wanted.split()) - found == set()

"""Shortcodes: the parser and the expansion to words."""

from __future__ import annotations

import pytest

from campaign.content.shortcodes import KINDS, Shortcode, expand, find_shortcodes


def test_a_shortcode_has_kind_id_and_line() -> None:
    assert list(find_shortcodes("Ring [[tjanst:bris]].\nSe [[fakta:kop-straff]].", 10)) == [
        Shortcode("tjanst", "bris", 10, False),
        Shortcode("fakta", "kop-straff", 11, False),
    ]


def test_a_shortcode_alone_in_its_block_is_alone() -> None:
    assert [code.alone for code in find_shortcodes("  [[tjanst:bris]]\n", 1)] == [True]
    assert [code.alone for code in find_shortcodes("[[tjanst:bris]].", 1)] == [False]
    assert [code.alone for code in find_shortcodes("[[tjanst:bris]] [[tjanst:bris]]", 1)] == [False, False]


@pytest.mark.parametrize("kind", ["stod", "tjänst", "okand"])
def test_an_unknown_kind_is_still_found_so_that_a_rule_can_tell(kind: str) -> None:
    assert [code.kind for code in find_shortcodes(f"[[{kind}:a]]", 1)] == [kind]


@pytest.mark.parametrize(
    "text",
    ["[tjanst:bris]", "[[tjanst]]", "[[tjanst:]]", "[[:bris]]", "[[tjanst: bris]]", "[[tjanst:bris|x]]",
     "[[Tjanst:bris]]", "[[tjanst:br\nis]]", "tjanst:bris", "[[tjanst bris]]"],
)  # fmt: skip
def test_what_is_no_shortcode_is_not_found(text: str) -> None:
    assert list(find_shortcodes(text, 1)) == []


def test_the_kinds_are_service_fact_glossary_picture_and_list() -> None:
    assert KINDS == ("tjanst", "fakta", "ordlista", "bild", "lista")


def test_expansion_gives_the_words_of_each_kind() -> None:
    text = "A [[fakta:f]] B [[tjanst:t]] C [[ordlista:o]] D"
    assert expand(text, {"f": "Fakta."}, {"t": "Bris"}, {"o": "samtycke"}) == "A Fakta. B Bris C samtycke D"


def test_expansion_keeps_the_kinds_apart() -> None:
    assert expand("[[fakta:x]][[tjanst:x]][[ordlista:x]]", {}, {"x": "Bris"}, {}) == "Bris"


def test_an_unknown_id_or_kind_expands_to_nothing() -> None:
    assert expand("a [[fakta:saknas]] [[stod:bris]] b", {"f": "x"}, {"bris": "Bris"}, {}) == "a   b"


def test_words_with_signs_are_put_in_as_they_are_and_not_expanded_again() -> None:
    assert expand("[[fakta:f]]", {"f": r"\1 \g<0> [[fakta:f]]"}, {}, {}) == r"\1 \g<0> [[fakta:f]]"

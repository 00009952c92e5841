"""The words of a text found in its rendered HTML."""

from __future__ import annotations

from campaign.content.markdown import scan
from campaign.site.text_places import align, plain_words, stretches, tokens_of


def places(text: str, html: str) -> list[list[str]]:
    """For each block of `text`, the pieces of `html` where its words were found."""
    tokens = tokens_of(html)
    blocks = align(scan(text), tokens, lambda piece: piece.replace("[[fakta:a]]", "Det är brott."))
    return [[html[tokens[place].start : tokens[place].end] for _, _, place in block.words] for block in blocks]


def test_words_are_compared_without_capitals_and_soft_hyphens() -> None:
    assert plain_words("Till\u00adgänglighet, 112 & a-b") == ["tillgänglighet", "112", "a", "b"]


def test_tags_entities_and_drawings_are_no_words() -> None:
    html = '<p title="a > b">Ett &amp; <svg><title>dörr</title></svg><a href="x">två</a></p>'
    tokens = tokens_of(html)
    assert [(token.word, token.first) for token in tokens] == [("ett", True), ("två", False)]
    assert tokens[0].link is None and html[tokens[1].link :].startswith('<a href="x">')


def test_a_block_begins_where_a_block_of_the_page_begins() -> None:
    assert places("Ring.\n\nRing nu.", "<p>Du kan ring.</p><p>Ring.</p><p>Ring nu.</p>") == [["Ring"], ["Ring", "nu"]]


def test_what_a_shortcode_draws_may_hold_more_than_its_words() -> None:
    html = "<p>Så här: Det är brott.<sup><a>1</a></sup> Så är det.</p>"
    assert places("Så här: [[fakta:a]] Så är det.", html) == [["Så", "här", "Det", "är", "brott", "Så", "är", "det"]]


def test_a_shortcode_drawn_in_other_words_does_not_stop_the_rest() -> None:
    assert places("Ring [[fakta:a]] nu.", "<p>Ring <b>112</b> nu.</p>") == [["Ring", "nu"]]


def test_a_block_that_is_not_there_has_no_place_and_the_next_one_is_found() -> None:
    assert places("Borta här.\n\nKvar.", "<p>Annat.</p><p>Kvar.</p>") == [[], ["Kvar"]]


def test_each_word_knows_its_line() -> None:
    tokens = tokens_of("<p>Ett två tre</p>")
    [block] = align(scan("Ett\ntvå tre", 7), tokens, str)
    assert [line for _, line, _ in block.words] == [7, 8, 8]
    assert stretches(block, ["två", "tre"], 8) == [[1, 2]] and stretches(block, ["två"], 7) == []

"""The scanner: what the checks see of a page's body, each thing on its line in the file."""

from __future__ import annotations

import pytest

from campaign.content.markdown import Body, Image, Link, scan


def texts(body: Body) -> list[tuple[str, str, int]]:
    return [(block.kind, block.text, block.line) for block in body.blocks]


def test_every_kind_of_block_has_its_text_and_line() -> None:
    body = scan("Först.\n\n## Rubrik\n\n- punkt\n\n| a | b |\n|---|---|\n| c | d |\n\nTerm\n:   Förklaring\n", 10)
    assert texts(body) == [
        ("paragraph", "Först.", 10),
        ("heading", "Rubrik", 12),
        ("item", "punkt", 14),
        ("cell", "a", 16),
        ("cell", "b", 16),
        ("cell", "c", 18),
        ("cell", "d", 18),
        ("item", "Term", 20),
        ("item", "Förklaring", 21),
    ]


def test_a_block_knows_its_last_line() -> None:
    body = scan("ett\ntvå\ntre\n\nfyra\n", 5)
    assert [(block.line, block.last_line) for block in body.blocks] == [(5, 7), (9, 9)]


def test_emphasis_links_and_code_are_resolved_to_their_text() -> None:
    assert (
        scan("Ring **nu** till *någon* på [Bris](a.md) och `kod`.").blocks[0].text
        == "Ring nu till någon på Bris och kod."
    )


def test_a_word_with_underscores_is_not_emphasis() -> None:
    body = scan("a_b_c och *så*\noch\n_så_ igen", 3)
    assert body.blocks[0].text == "a_b_c och så\noch\nså igen"
    assert body.emphases == [3, 5]


def test_strong_is_not_counted_as_italics() -> None:
    assert scan("**viktigt** och __viktigt__").emphases == []


@pytest.mark.parametrize("text", ["ett  \ntvå [x](a.md)", "ett\\\ntvå [x](a.md)", "ett\ntvå [x](a.md)"])
def test_a_hard_line_break_is_one_line_break(text: str) -> None:
    body = scan(text, 7)
    assert body.blocks[0].text == "ett\ntvå x"
    assert body.links == [Link("x", "a.md", 8)]


@pytest.mark.parametrize(
    "text", ["```\n[x](a.md) [[fakta:a]]\n```\n", "    [x](a.md) [[fakta:a]]\n", "~~~\n<b>\n~~~\n"]
)
def test_code_blocks_are_left_out(text: str) -> None:
    body = scan(text)
    assert (body.blocks, body.links, body.shortcodes, body.html) == ([], [], [], [])


def test_fold_outs_and_notes_are_read_with_title_and_text() -> None:
    body = scan(
        '!!! note "Tänk på"\n    Ring [oss](a.md).\n\n??? question "Får man?"\n    Nej.\n\n???+ tip\n    Ja.\n', 4
    )
    assert ("title", "Tänk på", 4) in texts(body)
    assert ("paragraph", "Ring oss.", 5) in texts(body)
    assert ("title", "Får man?", 7) in texts(body)
    assert ("paragraph", "Nej.", 8) in texts(body)
    assert ("paragraph", "Ja.", 11) in texts(body)
    assert body.links == [Link("oss", "a.md", 5)]


def test_the_text_itself_is_kept_as_it_was_written() -> None:
    text = '??? question "Får man?"\n    Nej.\n'
    assert scan(text).text == text


def test_headings_have_levels_lines_and_the_anchors_of_the_site() -> None:
    body = scan("## Vad är ett köp?\n\n### Försök\n\n## Försök\n\n## Med eget namn {#eget}\n", 3)
    assert [(item.level, item.text, item.line, item.anchor) for item in body.headings] == [
        (2, "Vad är ett köp?", 3, "vad-ar-ett-kop"),
        (3, "Försök", 5, "forsok"),
        (2, "Försök", 7, "forsok_1"),
        (2, "Med eget namn", 9, "eget"),
    ]
    assert body.anchors == {"vad-ar-ett-kop", "forsok", "forsok_1", "eget"}
    assert body.blocks[-1].text == "Med eget namn"


def test_a_heading_underlined_with_signs_is_a_heading() -> None:
    assert [(item.level, item.text) for item in scan("Stor\n====\n\nMindre\n------\n").headings] == [
        (1, "Stor"),
        (2, "Mindre"),
    ]


def test_a_heading_without_a_full_stop_is_a_block_of_its_own() -> None:
    assert texts(scan("## Rubrik utan punkt\nText.\n")) == [
        ("heading", "Rubrik utan punkt", 1),
        ("paragraph", "Text.", 2),
    ]


def test_links_of_every_way_of_writing_are_found() -> None:
    body = scan("[a](b.md#c)\n[d][e]\n<https://f.se>\n\n[e]: g.md\n", 2)
    assert body.links == [Link("a", "b.md#c", 2), Link("d", "g.md", 3), Link("https://f.se", "https://f.se", 4)]


def test_a_link_has_the_text_that_a_reader_meets_also_when_it_is_emphasised() -> None:
    assert scan("[Ring **nu**](a.md)").links == [Link("Ring nu", "a.md", 1)]


def test_a_link_around_an_image_has_the_images_text() -> None:
    body = scan("[![En dörr](dorr.svg)](a.md)")
    assert body.links == [Link("En dörr", "a.md", 1)]
    assert body.images == [Image("En dörr", "dorr.svg", 1)]


def test_a_link_in_a_table_a_list_or_a_quotation_has_its_line() -> None:
    body = scan("| a |\n|---|\n| [b](b.md) |\n\n- c\n- [d](d.md)\n\n> e\n> [f](f.md)\n", 10)
    assert [(link.target, link.line) for link in body.links] == [("b.md", 12), ("d.md", 15), ("f.md", 18)]


@pytest.mark.parametrize(
    "before", ["a <!-- ett\ntvå --> b\n", "`kod\nkod` b\n", "![en\nbild](a.svg) b\n"], ids=["comment", "code", "image"]
)
def test_a_link_after_something_of_two_lines_has_its_own_line(before: str) -> None:
    assert scan(f"{before}[x](a.md)\n", 1).links[-1].line == 3


def test_a_shortcode_after_a_comment_of_two_lines_has_its_own_line() -> None:
    assert scan("a <!-- ett\ntvå --> b\n[[fakta:a]]\n", 1).shortcodes[0].line == 3


def test_a_quotation_is_marked_as_quoted_and_the_rest_is_not() -> None:
    assert [block.quoted for block in scan("> citat\n\ntext\n").blocks] == [True, False]


def test_lists_are_counted_each_by_itself() -> None:
    body = scan("1. a\n2. b\n\n    - c\n    - d\n    - e\n\n3. f\n", 20)
    assert sorted((item.line, item.items) for item in body.lists) == [(20, 3), (23, 3)]


def test_images_have_alternative_text_target_and_line() -> None:
    assert scan("\n![En dörr](dorr.svg)\n![](b.svg)\n", 4).images == [
        Image("En dörr", "dorr.svg", 5),
        Image("", "b.svg", 6),
    ]


def test_html_is_found_in_blocks_and_in_text() -> None:
    body = scan("<div>\nx\n</div>\n\ntext <b>fet</b>\n", 2)
    assert [(html.text, html.line) for html in body.html] == [("<div>", 2), ("<b>", 6)]


def test_a_comment_is_no_html_but_html_beside_a_comment_is() -> None:
    assert scan("<!-- bara en\nkommentar -->\n\ntext <!-- till --> mer\n").html == []
    assert [html.text for html in scan("<!-- x --><script>\n").html] == ["<script>"]


def test_a_shortcode_has_kind_id_line_and_whether_it_stands_alone() -> None:
    body = scan("Det är så:\n[[fakta:kop-straff]] Så är det.\n\n[[tjanst:bris]]\n\n- [[ordlista:samtycke]]\n", 6)
    assert [(code.kind, code.id, code.line, code.alone) for code in body.shortcodes] == [
        ("fakta", "kop-straff", 7, False),
        ("tjanst", "bris", 9, True),
        ("ordlista", "samtycke", 11, True),
    ]


def test_a_shortcode_in_a_heading_a_table_and_a_note_is_found() -> None:
    body = scan(
        '## [[ordlista:a]]\n\n| [[fakta:b]] |\n|---|\n| [[fakta:c]] |\n\n!!! note "[[tjanst:d]]"\n    [[tjanst:e]]\n'
    )
    assert [code.id for code in body.shortcodes] == ["a", "b", "c", "d", "e"]


def test_a_waiver_covers_the_block_that_follows_and_no_more() -> None:
    body = scan("<!-- tillåt term-avoid: lagens eget ord -->\nett\ntvå\n\ntre\n", 8)
    assert [(item.rule, item.reason, item.line, item.last_line) for item in body.waivers] == [
        ("term-avoid", "lagens eget ord", 8, 10)
    ]


def test_a_waiver_with_an_empty_line_after_it_covers_the_next_block() -> None:
    assert [item.last_line for item in scan("<!-- tillåt a-b: skäl -->\n\nett\n\ntvå\n").waivers] == [3]


@pytest.mark.parametrize(
    "text", ["<!-- tillåt term-avoid -->\nx", "<!-- tillåt term-avoid: -->\nx", "<!-- tillat a: b -->\nx"]
)
def test_a_waiver_without_rule_and_reason_is_no_waiver(text: str) -> None:
    assert scan(text).waivers == []


def test_two_waivers_may_stand_together() -> None:
    body = scan("<!-- tillåt a-a: ett -->\n<!-- tillåt b-b: två -->\ntext\n")
    assert [(item.rule, item.last_line) for item in body.waivers] == [("a-a", 3), ("b-b", 3)]


@pytest.mark.parametrize("text", ["", "\n\n", "<!-- bara en kommentar -->\n", "---\n"])
def test_a_body_without_text_has_no_blocks(text: str) -> None:
    assert scan(text).blocks == []


@pytest.mark.parametrize(
    "text",
    ["> " * 500 + "x", "- " * 500 + "x", "[" * 2000, "![" * 2000, "*" * 3000, "`" * 3000, "[[fakta:" * 500,
     "<!--" * 500, "((" * 1000 + "a", "|" * 1000 + "\n" + "|-" * 1000, "[a](<http://[>)", "&#0; &#xD800; \x00"],
    ids=lambda text: text[:6].encode("unicode_escape").decode(),
)  # fmt: skip
def test_hostile_markdown_is_read_without_an_exception(text: str) -> None:
    assert scan(text, 5).first_line == 5


def test_windows_line_ends_give_the_same_lines() -> None:
    assert texts(scan("a\r\n\r\n## b\r\n", 3)) == texts(scan("a\n\n## b\n", 3))

"""Both variants of a page beside each other."""

from __future__ import annotations

from campaign.site.sections import Section, body_parts
from campaign.site.side_by_side import likeness, moved, pair, rows


def section(title: str, text: str = "") -> Section:
    return Section(f"<h2>{title}</h2><p>{text}</p>", title=title)


def test_sections_are_paired_in_order_by_what_they_speak_of() -> None:
    ordinary = [section("Straffet"), section("Vem bestämmer straffet"), section("Om du vill sluta")]
    lattlast = [section("En domstol bestämmer"), section("Om du vill sluta köpa"), section("Fler sidor")]
    assert pair(ordinary, lattlast) == [(0, None), (1, 0), (2, 1), (None, 2)]


def test_the_order_of_both_is_kept() -> None:
    one, two = section("Polisen kommer"), section("Domstolen dömer")
    assert pair([one, two], [two, one]) in ([(0, None), (1, 0), (None, 1)], [(None, 0), (0, 1), (1, None)])


def test_nothing_is_lost_where_a_variant_has_no_sections() -> None:
    assert pair([section("A"), section("B")], []) == [(0, None), (1, None)]
    assert pair([], [section("A")]) == [(None, 0)]


def test_inflected_words_are_alike() -> None:
    assert likeness(section("Straffet"), section("Straffen")) > likeness(section("Straffet"), section("Hjälp")) == 0


def test_what_stands_before_the_first_heading_shares_a_row() -> None:
    [first, second] = rows(body_parts("<p>Ett</p><p>Två</p><h2>Mer</h2>"), body_parts("<p>Lätt</p>"))
    assert (first.ordinary, first.lattlast) == ("<p>Ett</p><p>Två</p>", "<p>Lätt</p>")
    assert (second.ordinary, second.lattlast) == ("<h2>Mer</h2>", None)


def test_a_body_elsewhere_keeps_its_links_and_pictures_and_has_ids_of_its_own() -> None:
    html = (
        '<h2 id="a">A</h2><p><a href="../b/#c">B</a> <a href="#a">A</a> <a href="https://bris.se/">Bris</a>'
        ' <a href="tel:112">112</a></p><img src="../../x.svg" srcset="../../1.webp 1x, ../../2.webp 2x">'
        '<div aria-labelledby="a b"></div>'
    )
    assert moved(html, "/k/lagen/straff/", "sv-") == (
        '<h2 id="sv-a">A</h2><p><a href="/k/lagen/b/#c">B</a> <a href="/k/lagen/straff/#a">A</a>'
        ' <a href="https://bris.se/">Bris</a> <a href="tel:112">112</a></p>'
        '<img src="/k/x.svg" srcset="/k/1.webp 1x, /k/2.webp 2x"><div aria-labelledby="sv-a sv-b"></div>'
    )

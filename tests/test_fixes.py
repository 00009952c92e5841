"""What `check --fix` mends in a page's text, what it leaves alone, and that it never does anything twice."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from real_site import PROJECT

from campaign.checks import run_checks
from campaign.content.front_matter import split_head
from campaign.content.markdown import scan
from campaign.content.pages import load_site
from campaign.editing.fixes import mended, phones_of
from campaign.settings import load_settings

HEAD = "---\ntitle: En titel\n---\n"
PHONES = {"112": "112", "11414": "114 14", "116111": "116 111", "020390000": "020-390 000", "1177": "1177"}
HOLD = "\u00a0"


def fixed(body: str) -> str:
    """The body mended, after a check that mending it again changes nothing."""
    result = mended(HEAD + body, PHONES)
    assert mended(result.text, PHONES).text == result.text
    assert not mended(result.text, PHONES).mends
    assert bool(result.mends) == (result.text != HEAD + body)
    return result.text.removeprefix(HEAD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Ring t.ex. Bris.", "Ring till exempel Bris."),
        ("T.ex. Bris.", "Till exempel Bris."),
        ("Ring t ex Bris, bl.a. om hot.", "Ring till exempel Bris, bland annat om hot."),
        ("Mat, kläder m.m. Sedan mer.", "Mat, kläder med mera. Sedan mer."),
        ("Mat, kläder m.m. som du behöver.", "Mat, kläder med mera som du behöver."),
        ("Mat, kläder m.m.", "Mat, kläder med mera."),
        ("- Mat m.m.\n- Kläder", "- Mat med mera\n- Kläder"),
        ("- Du får mat m.m. Det är gratis.", "- Du får mat med mera. Det är gratis."),
        ("Polisen m.fl., dvs. alla.", "Polisen med flera, det vill säga alla."),
        ("Hot, våld osv.", "Hot, våld och så vidare."),
        ("Det är stängt p.g.a. snö fr.o.m. i dag t.o.m. maj.",
         "Det är stängt på grund av snö från och med i dag till och med maj."),
        ("(t.ex. Bris)", "(till exempel Bris)"),
        ("**t.ex.** Bris", "**till exempel** Bris"),
        ("Läs t.ex. [om t.ex. straff](t.ex.md).", "Läs till exempel [om till exempel straff](t.ex.md)."),
    ],
)  # fmt: skip
def test_abbreviations_are_spelled_out(before: str, after: str) -> None:
    assert fixed(before + "\n") == after + "\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('Hon sa "kom hit" till oss.', "Hon sa ”kom hit” till oss."),
        ('"Kom hit!" sa hon ("högt").', "”Kom hit!” sa hon (”högt”)."),
        ("Öppet 8-17 och 13-25 år.", f"Öppet 8–17 och 13–25{HOLD}år."),
        ("Öppet 08.00-16.30.", "Öppet 08.00–16.30."),
        ("Åren 1999-2011.", "Åren 1999–2011."),
        ("Vänta 5 minuter, 18 år, kl. 8.", f"Vänta 5{HOLD}minuter, 18{HOLD}år, kl.{HOLD}8."),
        ("Se 6 kap. 11 § och § 3.", f"Se 6{HOLD}kap. 11{HOLD}§ och §{HOLD}3."),
        ("Ring 114 14 eller 020-390 000.", f"Ring 114{HOLD}14 eller 020-390{HOLD}000."),
        ("Ring 11414 eller 020-39 00 00.", f"Ring 114{HOLD}14 eller 020-390{HOLD}000."),
        ("Bris har 116111.", f"Bris har 116{HOLD}111."),
        ("Två  ord\toch ett.", "Två ord och ett."),
        ("Ett ord. \nEtt till.\t\n", "Ett ord.\nEtt till.\n"),
        ("Ett stycke.  \n   \nEtt till.", "Ett stycke.\n\nEtt till."),
        ("-\tEn punkt", "-   En punkt"),
        (unicodedata.normalize("NFD", "Hjälp på åtta sätt."), "Hjälp på åtta sätt."),
        ("> Det var  så.", "> Det var så."),
        ("## Öppet kl. 8", f"## Öppet kl.{HOLD}8"),
        ('## Vad är "samtycke"?', "## Vad är ”samtycke”?"),
        ("| a   | 18 år |\n|---|---|\n| t.ex. | b |", f"| a   | 18{HOLD}år |\n|---|---|\n| till exempel | b |"),
        ("Ord\n:   t.ex. en  sak", "Ord\n:   till exempel en sak"),
    ],
)  # fmt: skip
def test_signs_and_spaces(before: str, after: str) -> None:
    assert fixed(before + "\n").rstrip("\n") == after.rstrip("\n")


@pytest.mark.parametrize(
    "body",
    [
        "Lagen säger ”t.ex. 8-17” och så.",
        "> Förr stod det t.ex. så här, 8-17.",
        "Skriv `t.ex.  8-17` så.",
        "```\nt.ex.  8-17 \n \n```",
        "    t.ex.  8-17 i kod",
        "<!-- tillåt term-avoid: t.ex.  8-17 -->\n\nText.",
        "Text <!-- t.ex.\n8-17 --> mer.",
        "[[fakta:t.ex]] [[ordlista:8-17]]",
        "[Läs](t.ex.md#8-17) och ![Bild](8-17.svg)",
        "Se https://a.example/8-17/t.ex. och a.b-8-17@t.ex",
        "## Om 8-17 och t.ex. mer",
        "## Rubrik {#t.ex}",
        '!!! note "T.ex. 8-17"\n\n    Text.',
        '??? question "T.ex. 8-17?"\n\n    Text.',
        'Ett " ensamt tecken och t.ex. en sak.',
        "Prop. 2003/04:45, SFS 2005-90, den 2026-11-22, 08-123 45 67.",
        "Det är 11 414 personer och 11414 biljetter kvar.",
        "En rad  \nmed radbrytning.",
        "Kapitel kap. jfr s.k. f.d. m.m.[^1]\n\n[^1]: Not.",
        "[ref]: https://a.example/8-17 \"t.ex.\"",
        "Höjden är 5\" och bredden 6\".",
        "Ring 020-390\u00a0000.",
        "Resultatet blev 3-1 och boken 9-8.",
        "COVID-19-20 och A4-5.",
        "Text med \ue000 i.  Sedan t.ex. mer.",
    ],
)  # fmt: skip
def test_what_is_left_alone(body: str) -> None:
    assert fixed(body + "\n") == body + "\n"


def test_the_front_matter_keeps_every_byte() -> None:
    text = "---\ntitle: \"T.ex.  8-17\" \ndescription: '18 år'\n---\nText.\n"
    assert mended(text, PHONES).text == text


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_the_byte_order_mark_stay(mark: str) -> None:
    text = (mark + HEAD + "Ring t.ex. Bris.\nEn rad till. ").replace("\n", "\r\n")
    assert mended(text, PHONES).text == (mark + HEAD + "Ring till exempel Bris.\nEn rad till.\n").replace("\n", "\r\n")


def test_each_mend_is_told_with_its_line() -> None:
    told = mended(HEAD + "Text.\n\nRing t.ex. Bris, 8-17.\n\nSlut", PHONES).mends
    assert [(mend.line, mend.what) for mend in told] == [
        (6, "förkortning"), (6, "streck mellan tal"), (8, "radbrytning sist i filen"),
    ]  # fmt: skip


def test_a_page_without_front_matter_is_left_alone() -> None:
    assert mended("t.ex.  8-17", PHONES).text == "t.ex.  8-17"


PIECES = st.lists(
    st.sampled_from(
        [*" \n\t\"”’'`*_-–|>#[](){}<>!.:;,0123456789aåÄ§%\r\\", "  ", "\n\n", "t.ex.", "m.m. ", "osv.", "8-17", "18 år",
         "[[fakta:kop-brott]]", "](a.md)", "```\n", "<!--", "-->", "- ", "1. ", "## ", "??? ", "116111", "ring 11414",
         "a\u030a", "\u00a0", "\ue000", "kl. 8", "\n:   ", "| a | b |\n|---|---|\n", "https://a.example/1-2", "{#a}"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(PIECES)
def test_mending_twice_changes_nothing_and_the_page_is_made_of_the_same_parts(body: str) -> None:
    once = mended(HEAD + body, PHONES).text
    assert mended(once, PHONES).text == once
    before, after = (split_head(text.replace("\r\n", "\n")) for text in (HEAD + body, once))
    assert before and after
    old, new = scan(before.body), scan(after.body)
    for part in ("anchors", "shortcodes", "codes", "html", "lists", "waivers", "emphases"):
        assert getattr(old, part) == getattr(new, part)
    assert [link.target for link in old.links] == [link.target for link in new.links]


def test_mending_the_real_texts_raises_no_new_finding(tmp_path: Path) -> None:
    site = load_site(PROJECT / "docs", "docs")
    phones = phones_of(site.records.services)
    for page in site.sound_pages():
        file = tmp_path / "docs" / page.src_uri
        file.parent.mkdir(parents=True, exist_ok=True)
        text = (PROJECT / "docs" / page.src_uri).read_bytes().decode()
        file.write_bytes(mended(text, phones).text.encode())
    for uri in site.files:
        if not uri.endswith(".md"):
            (tmp_path / "docs" / uri).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / "docs" / uri).write_bytes((PROJECT / "docs" / uri).read_bytes())
    options, today = load_settings(PROJECT, {}), datetime.date(2026, 11, 22)
    before = run_checks(site, options, today)
    assert not set(run_checks(load_site(tmp_path / "docs", "docs"), options, today)) - set(before)


def test_the_numbers_are_those_that_the_site_shows() -> None:
    phones = phones_of(load_site(PROJECT / "docs").records.services)
    assert phones["116111"] == "116 111"
    assert phones["11414"] == "114 14"
    assert all(key.isdigit() for key in phones)

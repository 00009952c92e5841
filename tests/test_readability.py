"""Swedish sentences, words and LIX, where the known libraries go wrong."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from campaign.content.readability import Measures, abbreviations, is_long, measure, split_sentences, words


def sentences(text: str) -> list[str]:
    return [sentence.text for sentence in split_sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Vi ses t.ex. kl. 8.30 på torget och bl.a. där.",
        "Ring t.ex. Bris.",
        "Det gäller bl.a. Stockholm.",
        "Möt oss kl. 8.30.",
        "Det står i 6 kap. 11 § brottsbalken.",
        "Se 6 kap. Brottsbalken är lagen.",
        "Lagen gäller fr.o.m. 1 juli.",
        "Det är s.k. Sugardejting.",
        "Den 3. maj kom vi.",
        "Det kostar ca. 5 kronor.",
        "Det kostar 5.5 kronor.",
        "Ring (t.ex. Bris) nu.",
        "Gå till bris.se och läs.",
        "Du får mat m.m. där.",
        "Se sid. 5 i boken.",
        "Öppet må.–fr. kl. 8.30–16 och lö. 10–14.",
        "Se s. 14 i boken och s. 16–18.",
        "Se SOU 2010:49 s. 12 ff. och prop. 2004/05:45 s. 3.",
        "Dr. Eva Lind och prof. Karl Ek svarar.",
        "Enligt E. Lind är det så.",
        "J. R. R. Tolkien skrev den.",
        "Rum nr 3 och rum nr. 4 är lediga.",
        "Vi ses den 3 maj kl. 9 eller den 4. maj.",
        "Hon frågade: ”Vad är det?” och gick.",
        "Vad är det? undrade hon.",
        "(Läs även sid. 3.)",
        "Han väntade … och gick.",
        "Jag vet... inte.",
        "Läs på https://www.bris.se/a.b?c=d. nu",
        "Det kostar 3.50 kronor, eller 1.177 kronor.",
        "Det bor 1 177 personer där.",
        "Skriv till Box 1 vid St. Eriksplan.",
        "Lagen ang. hyra gäller enl. hyresvärden.",
        "Det är forts. på nästa sida o. dyl.",
        "Version 1.2.3 kom.",
        "Avd. 3 och art. 5 gäller.",
    ],
)
def test_an_abbreviation_or_a_number_with_a_stop_does_not_end_the_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    "text", ["Ring t. ex. Bris.", "Se bl. a. lagen.", "Läs o. s. v.", "Fr. o. m. maj gäller lagen."]
)
def test_an_abbreviation_written_with_spaces_does_not_end_the_sentence(text: str) -> None:
    assert sentences(text) == [text]


def test_a_last_word_of_one_letter_ends_the_sentence() -> None:
    assert sentences("Det land du är i. Ring dit. Hon bor på en ö. Den är liten.") == [
        "Det land du är i.", "Ring dit.", "Hon bor på en ö.", "Den är liten.",
    ]  # fmt: skip


def test_initials_do_not_end_the_sentence() -> None:
    assert sentences("Enligt C. H. Björnsson är det så.") == ["Enligt C. H. Björnsson är det så."]


@pytest.mark.parametrize("text", ["”Kom hit!” sa hon.", "”Jag vet.” sa hon.", "”Vet du?” frågar hon."])
def test_a_quotation_in_mid_sentence_does_not_end_the_sentence(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Vad? Jo! Så.", ["Vad?", "Jo!", "Så."]),
        ("Ta frukt m.m. Sedan går vi.", ["Ta frukt m.m.", "Sedan går vi."]),
        ("Vi kom 2026. Det var bra.", ["Vi kom 2026.", "Det var bra."]),
        ("Vi åt kl. 8. Sedan gick vi.", ["Vi åt kl. 8.", "Sedan gick vi."]),
        ("Hej!!! Du?! Ja.", ["Hej!!!", "Du?!", "Ja."]),
        ("Hon sa ”nej.” Han gick.", ["Hon sa ”nej.”", "Han gick."]),
        ("(Se bilden.) Läs sedan.", ["(Se bilden.)", "Läs sedan."]),
        ("Gå till bris.se. Ring sedan.", ["Gå till bris.se.", "Ring sedan."]),
        ("Det är 5 kr. Det är allt.", ["Det är 5 kr.", "Det är allt."]),
        ("Se s. 14. Läs sedan.", ["Se s. 14.", "Läs sedan."]),
        ("Han bor på väg 3. Hon bor här.", ["Han bor på väg 3.", "Hon bor här."]),
        ("Vi kom den 3 maj. Det regnade.", ["Vi kom den 3 maj.", "Det regnade."]),
        ("Det tog slut … Sedan gick vi.", ["Det tog slut …", "Sedan gick vi."]),
        ("Han fick vitamin C. Det var bra.", ["Han fick vitamin C.", "Det var bra."]),
        ("Det gäller 11 §. Läs den.", ["Det gäller 11 §.", "Läs den."]),
        ("Ring 1 177. Vänta inte.", ["Ring 1 177.", "Vänta inte."]),
        ("Det hände 2026. 5 personer kom.", ["Det hände 2026.", "5 personer kom."]),
        ("Vi ses i nov. Kom då.", ["Vi ses i nov.", "Kom då."]),
        ("Han sa: ”Kom.” Hon kom.", ["Han sa: ”Kom.”", "Hon kom."]),
        ("Läs på www.bris.se. Ring sedan.", ["Läs på www.bris.se.", "Ring sedan."]),
        ("Kom hit (nu). Gå sedan.", ["Kom hit (nu).", "Gå sedan."]),
        ("Vi är tre st. Alla är här.", ["Vi är tre st.", "Alla är här."]),
    ],
)
def test_a_sentence_ends_where_a_reader_ends_it(text: str, wanted: list[str]) -> None:
    assert sentences(text) == wanted


def test_a_line_break_is_no_sentence_end_and_is_counted() -> None:
    found = split_sentences("Du kan\nringa. Eller\nskriva.\nHej.")
    assert [(item.text, item.lines_before) for item in found] == [
        ("Du kan ringa.", 0),
        ("Eller skriva.", 1),
        ("Hej.", 3),
    ]


def test_a_heading_or_item_without_a_full_stop_is_one_sentence() -> None:
    assert sentences("Ring eller skriv") == ["Ring eller skriv"]


@pytest.mark.parametrize("text", ["", "   ", "\n", "...", "– !", "”…”"])
def test_a_text_without_words_has_no_sentences(text: str) -> None:
    assert sentences(text) == []


def test_words_keep_swedish_letters_hyphens_and_apostrophes() -> None:
    assert words("Åsa, e-post: don't 112 – ”övergrepp”; a_b") == [
        "Åsa",
        "e-post",
        "don't",
        "112",
        "övergrepp",
        "a",
        "b",
    ]


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("hejsan", False), ("bilarna", True), ("övergrepp", True), ("12345678", False), ("", False), ("åäöåäö", False)],
)
def test_a_long_word_has_more_than_six_letters(word: str, wanted: bool) -> None:
    assert is_long(word) is wanted


@pytest.mark.parametrize("word", ["020-390", "2026-04-01", "08-123456"])
def test_a_number_with_hyphens_is_no_long_word(word: str) -> None:
    assert not is_long(word)


@pytest.mark.parametrize("word", ["sms-kod", "A-skatt", "tv-spel"])
def test_a_hyphen_is_no_letter(word: str) -> None:
    assert not is_long(word)


def test_a_name_counts_as_short_whatever_its_case() -> None:
    assert is_long("Stockholm")
    assert not is_long("Stockholm", {"stockholm"})
    assert not is_long("STOCKHOLM", {"stockholm"})


def test_lix_is_words_a_sentence_plus_percent_long_words() -> None:
    # Ten words in two sentences; "kommunen" and "övergrepp" are long: 10 / 2 + 100 * 2 / 10.
    found = measure(split_sentences("Du kan ringa till kommunen nu. Det var ett övergrepp."))
    assert found == Measures(words=10, sentences=2, long_words=2)
    assert found.mean_sentence == 5
    assert found.long_percent == 20
    assert found.lix == 25


def test_names_do_not_raise_lix() -> None:
    text = split_sentences("Vi bor i Stockholm nu.")
    assert measure(text).lix == 25
    assert measure(text, {"stockholm"}).lix == 5


def test_nothing_measures_nothing_and_does_not_divide_by_zero() -> None:
    assert (measure([]).lix, measure([]).mean_sentence, measure([]).long_percent) == (0, 0, 0)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Ring t.ex. Bris.", ["t.ex."]),
        ("Ring t. ex. Bris.", ["t. ex."]),
        ("Se bl.a. lagen och m.m.", ["bl.a.", "m.m."]),
        ("Kl. 8 och kap. 6.", ["Kl.", "kap."]),
        ("Se 11 § nu.", ["§"]),
        ("Ring osv", ["osv"]),
        ("Pga det och dvs det.", ["Pga", "dvs"]),
        ("S.k. sugardejting.", ["S.k."]),
        ("Gäller fr.o.m. maj t.o.m. juni.", ["fr.o.m.", "t.o.m."]),
    ],
)
def test_abbreviations_are_found_as_written(text: str, wanted: list[str]) -> None:
    assert abbreviations(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["Texten är klar.", "Eva ringde.", "Klockan 8.", "Evig tid.", "Det är en karta.", "Till exempel Bris.", "Ring nu."],
)
def test_a_whole_word_is_no_abbreviation(text: str) -> None:
    assert abbreviations(text) == []


#: Pieces that a text is made of, so that the generated texts meet every branch.
PIECES = """Ring du Åsa t.ex. bl. a. kl. 8.30 6 kap. 11 § s. 14 Dr. E. nr 3 maj ”Kom!” (nu). … ... bris.se - – ? ! .
    , » m.m. https://a.example/b.c?d 2,5 e-post [[fakta:x]] å ö.""".split()
TEXTS = st.one_of(st.lists(st.sampled_from([*PIECES, "\n", "1 177"]), max_size=30).map(" ".join), st.text(max_size=200))


@given(TEXTS)
def test_no_word_is_lost_and_no_sentence_is_without_a_word(text: str) -> None:
    found = split_sentences(text)
    assert [word for sentence in found for word in sentence.words] == words(text)
    assert all(sentence.words for sentence in found)


@given(TEXTS)
def test_a_sentence_begins_on_the_line_that_it_names(text: str) -> None:
    lines = text.split("\n")
    for sentence in split_sentences(text):
        rest = "\n".join(lines[sentence.lines_before :]).split()
        assert " ".join(rest).find(sentence.text.split()[0]) >= 0


@given(TEXTS)
def test_splitting_a_sentence_again_changes_nothing(text: str) -> None:
    for sentence in split_sentences(text):
        assert [again.words for again in split_sentences(sentence.text)] == [sentence.words]


def test_a_line_of_a_million_letters_is_split_in_time_that_grows_with_it() -> None:
    for text in ("Ring t.ex. Bris nu. " * 50_000, "t.ex. " * 160_000, "a" * 1_000_000, "?!" * 500_000):
        start = time.process_time()
        split_sentences(text)
        assert time.process_time() - start < 8, text[:20]  # a square would take a minute


def test_a_very_long_text_is_split_in_reasonable_time() -> None:
    assert len(split_sentences("Du kan ringa till oss nu. " * 5000)) == 5000

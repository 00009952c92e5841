"""Which help stands on which page: every group of pages, with what must stand there, in order, and what never may."""

from __future__ import annotations

import pytest
from real_site import PROJECT

from campaign.content.help_bar import EVERYWHERE_ELSE, GROUPS, help_for
from campaign.content.records import Records, load_records

MIKA, KAST, PREVENTELL = "mika-stockholm", "kast-stockholm", "preventell"
WOMEN, MEN, TRANS = "kvinnofridslinjen", "stodlinjen-man", "stodlinjen-trans"
BRIS, SUICIDE, YOUTH_CLINIC = "bris", "sjalvmordslinjen", "ungdomsmottagningar"
POLICE, NEAR_CHILD, STAFF, REPORT = "polisen-114-14", "ecpat-vuxenstod", "nspm", "socialtjansten-stockholm"
#: 020-555 666 is about one's own violence, not about buying.
VIOLENCE = "valj-att-sluta"

ADULT = {MIKA, KAST, WOMEN, MEN, TRANS, STAFF, VIOLENCE, PREVENTELL, POLICE}

TABLE: list[tuple[str, list[str], list[str], set[str]]] = [
    (
        "a person who sells or has sold sex",
        ["stod/prata", "stod/dina-rattigheter", "stod/vagar-vidare", "stod/man-och-hbtqi", "stod/innan-du-berattar",
         "stod/nar-du-ringer", "stod/anmala", "stod/halsa"],
        [MIKA, WOMEN, MEN, TRANS],
        {STAFF, VIOLENCE, KAST},
    ),
    (
        "a person who buys",
        ["stod/sluta", "lagen/straff", "lagen/utomlands"],
        [KAST, PREVENTELL],
        {VIOLENCE, STAFF, MIKA},
    ),
    (
        "force, danger and trafficking",
        ["stod/tvingad", "stod/akut", "lagen/koppleri-och-manniskohandel"],
        [WOMEN, POLICE],
        {STAFF, VIOLENCE, KAST},
    ),
    (
        "the young, extortion and images",
        ["ung/hot", "ung/bilder", "ung/ai-bilder", "ung/det-har-hant-mig", "skola/lektioner/natet-elev",
         "skola/lektioner/bilder-elev"],
        [BRIS, SUICIDE],
        ADULT,
    ),
    (
        "the young, the rest",
        ["skola/lektioner/lagen-elev", "skola/lektioner/vanstod-elev", "ung/index",
         "ung/kontakt", "ung/erbjudanden", "ung/jobb", "ung/det-du-ser", "ung/jag-har-gjort-nagot",
         "ung/hjalpa-en-van", "ung/ungdomsmottagningen", "ung/18-25", "ung/dina-rattigheter", "ung/vad-skulle-du-gora"],
        [BRIS, YOUTH_CLINIC],
        ADULT,
    ),
    (
        "adults near children",
        ["vuxna/foraldrar", "vuxna/idrott", "vuxna/god-man-och-lss", "skola/brev-hem"],  # a letter to guardians
        [POLICE, NEAR_CHILD],
        {STAFF, VIOLENCE, KAST},
    ),
    (
        "adults near adults",
        ["vuxna/index", "vuxna/hotell-och-restaurang", "vuxna/taxi", "vuxna/hyresvard-och-granne", "vuxna/arbetsgivare",
         "vuxna/natplattformar", "vuxna/kollega-och-van"],
        [POLICE, NEAR_CHILD, MIKA],
        {STAFF, VIOLENCE},
    ),
    (
        "professionals and school staff",
        ["yrkesverksamma/index", "yrkesverksamma/vaga-fraga", "yrkesverksamma/anmalningsplikt",
         "yrkesverksamma/samverkan", "yrkesverksamma/utbildning", "yrkesverksamma/din-sakerhet", "skola/index",
         "skola/lararhandledning", "skola/om-en-elev-berattar", "skola/elevhalsa", "skola/hjalpkarta",
         "skola/rektor", "skola/hamta", "skola/lektioner/lagen"],
        [STAFF, REPORT],
        {KAST, VIOLENCE, MIKA},
    ),
    ("is this okay", ["stod/okej"], [WOMEN, MEN, BRIS], {STAFF, VIOLENCE, KAST}),
    ("relatives", ["stod/anhorig"], [BRIS, NEAR_CHILD, WOMEN], {STAFF, VIOLENCE, KAST}),
    (
        "everybody",
        ["index", "stod/index", "lagen/index", "lagen/pa-natet", "lagen/under-18", "lagen/samtycke", "lagen/historia",
         "lagen/varfor", "lagen/fragor-och-svar", "lagen/myter", "lagen/andra-lander", "om/index", "om/surfa-sakert",
         "om/kallor", "sok", "sok/index", "sprak/index", "material/index", "404", ""],
        [BRIS, WOMEN],
        {STAFF, VIOLENCE, KAST},
    ),
]  # fmt: skip
CASES = [(name, page, wanted, never) for name, pages, wanted, never in TABLE for page in pages]
IDS = [f"{name}: {page or 'no page'}" for name, page, _, _ in CASES]


@pytest.mark.parametrize(("name", "page_id", "wanted", "never"), CASES, ids=IDS)
def test_a_page_has_the_help_of_its_group_in_order(name: str, page_id: str, wanted: list[str], never: set[str]) -> None:
    shown = [item.service for item in help_for(page_id).items]
    assert shown == wanted, name
    assert not set(shown) & never, name


@pytest.mark.parametrize(
    ("page_id", "like"),
    [("lagen/straffet", "lagen/index"), ("ung/hotell", "ung/index"), ("stod/slutaren", "stod/prata"),
     ("stodet/prata", "index"), ("ungdom/index", "index"), ("skolan/index", "index")],
)  # fmt: skip
def test_a_name_that_only_begins_like_another_does_not_get_its_help(page_id: str, like: str) -> None:
    assert help_for(page_id) is help_for(like)


@pytest.mark.parametrize(("page_id", "like"), [("stod/sluta/mer", "stod/sluta"), ("ung/hot/mer", "ung/hot")])
def test_a_page_below_another_gets_its_help(page_id: str, like: str) -> None:
    assert help_for(page_id) is help_for(like)


def test_a_group_names_a_service_once_and_says_when_it_is_the_right_one() -> None:
    for group in [*GROUPS, EVERYWHERE_ELSE]:
        services = [item.service for item in group.items]
        assert len(services) == len(set(services)), group.prefixes
        assert all(item.when.endswith(".") for item in group.items), group.prefixes


def test_the_lines_for_one_sex_say_so() -> None:
    words = {item.service: item.when for item in help_for("stod/prata").items}
    assert "kvinnor" in words[WOMEN]
    assert "män" in words[MEN]
    assert "transpersoner" in words[TRANS]
    assert all("om du har utsatts för våld" in words[service] for service in (MEN, TRANS))


@pytest.fixture(scope="module")
def records() -> Records:
    """The site's own data files."""
    return load_records(PROJECT / "docs/_data", "docs/_data")[0]


#: Who reads the pages of a group, by an example of the group.
READERS = {
    "stod/prata": {"salt"},
    "stod/sluta": {"kopt"},
    "stod/tvingad": {"utsatt"},
    "stod/okej": {"utsatt"},
    "stod/anhorig": {"anhorig"},
    "ung/hot": {"ung", "elev"},
    "ung/index": {"ung", "elev"},
    "vuxna/foraldrar": {"foralder", "vuxen"},
    "vuxna/index": {"vuxen", "bransch"},
    "skola/index": {"larare", "yrke"},
    "index": {"alla"},
}


@pytest.mark.parametrize("page_id", READERS)
def test_no_help_is_one_that_its_readers_never_may_be_shown(records: Records, page_id: str) -> None:
    for item in help_for(page_id).items:
        never = set(records.services[item.service].never_for)
        assert not never & READERS[page_id], f"{item.service} is never for {sorted(never & READERS[page_id])}"


def test_every_line_in_the_never_columns_is_in_the_data_so_that_the_test_can_fail(records: Records) -> None:
    assert not ADULT - set(records.services)
    assert records.services[STAFF].phone == "020-390 000"
    assert records.services[VIOLENCE].phone == "020-555 666"

"""The receipt of a change and the drill: who carries a record, what breaks, and nothing is written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import DATA
from real_site import PROJECT

from campaign.cli import main
from campaign.content.approved_texts import fact_hash, page_hash, service_hash
from campaign.content.pages import Site, Variant, load_site
from campaign.editing.carriers import IN_TEXT, carriers_of
from campaign.editing.drill import MARK, UnknownFactError, made_up, play
from campaign.editing.receipt import BrokenApproval, make_receipt
from campaign.editing.receipt_text import NOTHING, NOTHING_PRINTED, receipt_lines
from campaign.editing.shown_fields import SHOWN_FIELDS, shown_value

HEAD = "---\ntitle: {}\ndescription: B.\n{}---\n"
PAGES = {
    "lagen/straff.md": HEAD.format("Straffet", "image: dorr-pa-glant\n") + "[[fakta:kop-brott]] [[tjanst:bris]]\n",
    "lagen/straff.lattlast.md": HEAD.format("Straffet lätt", "") + "[[fakta:kop-brott]]\n\n[[ordlista:samtycke]]\n",
    "skola/lektion.md": HEAD.format("Lektionen", "kind: lektion\nsources: [brottsbalken]\n") + "[[fakta:kop-brott]]\n",
    "skola/guide.md": HEAD.format("Guiden", "kind: personal\n") + "[[fakta:kop-brott]]\n\n[[bild:dorr-pa-glant]]\n",
    "stod/index.md": HEAD.format("Hitta stöd", "kind: stodsok\n") + "Text.\n",
    "om/kallor.md": HEAD.format("Källor", "kind: lista\n") + "[[lista:kallor]]\n\n[[lista:ordlista]]\n",
    "om/annat.md": HEAD.format("Annat", "") + "[[fakta:kop-distans]]\n",
}
Save = Callable[..., Site]


@pytest.fixture
def save(write_docs: Callable[..., Path]) -> Save:
    """Writes the pages and the data, some of them changed, and reads them."""

    def write(approvals: str = "", **changed: tuple[str, str]) -> Site:
        data = dict(DATA)
        for name, (old, new) in changed.items():
            assert old in data[name]
            data[name] = data[name].replace(old, new, 1)
        if approvals:
            data["approvals"] = approvals
        return load_site(write_docs(PAGES, data), "docs")

    return write


def approval(record_id: str, stamp: str, role: str = "jurist", variant: str = "sv") -> str:
    return (f"  - {{id: '{record_id}', variant: '{variant}', content_hash: '{stamp}', role: {role}, person: Kim Ek, "
            "date: 2026-10-01}\n")  # fmt: skip


def text_of(before: Site, now: Site, *, markdown: bool = False) -> str:
    return "\n".join(receipt_lines(make_receipt(before, now), markdown=markdown))


# --- carriers


def how(site: Site, kind: str, record_id: str) -> set[tuple[str, str, str]]:
    return {(one.how, one.what, one.page) for one in carriers_of(site, kind, record_id)}  # type: ignore[arg-type]


def test_every_page_that_shows_a_fact_carries_it_with_what_it_is(save: Save) -> None:
    site = save()
    assert how(site, "facts", "kop-brott") == {
        (IN_TEXT, "sida", "lagen/straff"), (IN_TEXT, "lektion", "skola/lektion"),
        (IN_TEXT, "sida för personal", "skola/guide"),
    }  # fmt: skip
    variants = [one.variant for one in carriers_of(site, "facts", "kop-brott") if one.page == "lagen/straff"]
    assert sorted(variants) == ["lattlast", "sv"]


def test_a_service_stands_in_texts_in_the_finder_in_help_bars_and_in_the_footer(save: Save) -> None:
    site = save()
    found = how(site, "services", "bris")
    assert {(IN_TEXT, "sida", "lagen/straff"), ("Hitta stöd", "sida", "stod/index")} <= found
    assert ("hjälpraden", "sida", "om/annat") in found and ("hjälpraden", "sida", "lagen/straff") not in found
    emergency = how(site, "services", "sos-112")
    assert ("sidfoten", "alla sidor", "") in emergency
    assert {page for kind, _, page in emergency if kind == "hjälpraden"} == {uri.split(".")[0] for uri in PAGES}


def test_a_source_a_word_and_a_picture_have_their_carriers(save: Save) -> None:
    site = save()
    sources = how(site, "sources", "brottsbalken")
    assert ("källförteckningen", "sida", "om/kallor") in sources
    assert {page for kind, _, page in sources if kind == "sidans källor"} == {
        "lagen/straff", "skola/lektion", "skola/guide", "om/annat",
    }  # fmt: skip
    assert how(site, "glossary", "samtycke") == {
        (IN_TEXT, "sida", "lagen/straff"), ("ordlistan", "sida", "om/kallor")
    }  # fmt: skip
    assert how(site, "illustrations", "dorr-pa-glant") == {
        ("sidans bild", "sida", "lagen/straff"), (IN_TEXT, "sida för personal", "skola/guide")
    }  # fmt: skip


def test_a_hidden_service_stands_neither_in_the_finder_nor_in_a_list(save: Save) -> None:
    site = save()
    service = site.records.services["nspm"]
    site.records.services["nspm"] = service.model_copy(update={"show": "hidden"})
    assert not [kind for kind, _, _ in how(site, "services", "nspm") if kind == "Hitta stöd"]


# --- the receipt


def test_no_change_is_no_receipt(save: Save) -> None:
    assert text_of(save(), save()).strip() == NOTHING


def test_a_changed_fact_shows_both_wordings_before_and_after_and_where_it_stands(save: Save) -> None:
    before, now = save(), save(facts=("text: Det är brott att köpa sex.", "text: Det är alltid brott att köpa sex."))
    (change,) = make_receipt(before, now).records
    assert [(one.name, one.before, one.after) for one in change.wordings] == [
        ("Vanlig svenska", "Det är brott att köpa sex.", "Det är alltid brott att köpa sex.")
    ]
    assert change.ask == {
        "jurist": ["lagen/straff"], "kommunikation": ["skola/guide", "skola/lektion"],
        "kontroll": ["fakta:kop-brott"], "lattlast": ["lagen/straff"],
    }  # fmt: skip
    text = text_of(before, now)
    assert "Uppgiften kop-brott är ändrad" in text
    assert "Står i texten på 3 sidor, av dem 1 lektion:" in text
    assert "- Straffet: lagen/straff, vanlig och lättläst" in text
    assert text.index("Lektionen (lektion)") < text.index("Guiden (sida för personal)")
    assert "- lättläst: lagen/straff" in text
    assert NOTHING_PRINTED in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 80


def test_a_new_and_a_removed_record_are_told(save: Save) -> None:
    before = save()
    fewer = replace(before, records=replace(before.records, facts={}))
    assert {change.id for change in make_receipt(before, fewer).records if change.is_removed} == set(
        before.records.facts
    )
    assert all(change.is_new for change in make_receipt(fewer, before).records)
    assert "Uppgiften kop-brott är borttagen" in text_of(before, fewer)


def test_what_only_editors_see_is_no_change_for_a_reader(save: Save) -> None:
    assert make_receipt(save(), save(facts=("core: true", "core: true\n    note: Fråga juristen."))).records == []


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("services", 'phone: "116 111"', 'phone: "116 112"', "- Telefon, efter: 116 112"),
        ("services", 'open: "Mo-Su 00:00-24:00"', 'open: "Mo-Fr 08:00-16:00"', "- Öppet, efter: telefon: "),
        ("services", "confidence: high", "confidence: high\n    free: ja", "- Gratis, före: okänt"),
        ("sources", "age: våren 2026", "age: hösten 2026", "- Textens ålder, efter: hösten 2026"),
        ("glossary", "att man vill vara med", "att alla vill vara med", "- Förklaringen, före: att man vill vara med"),
        ("illustrations", "alt: En dörr står", "alt: En port står", "- Beskrivning, efter: En port står på glänt."),
        ("illustrations", "size: 180", "size: 170", "- Bilden, efter: ritad om"),
    ],
)  # fmt: skip
def test_every_kind_of_record_has_its_line(save: Save, name: str, old: str, new: str, said: str) -> None:
    assert said in text_of(save(), save(**{name: (old, new)}))


def test_a_service_s_new_number_asks_nobody_to_read_pages_but_its_new_name_does(save: Save) -> None:
    def ask(old: str, new: str) -> dict[str, list[str]]:
        return make_receipt(save(), save(services=(old, new))).records[0].ask

    assert ask('phone: "116 111"', 'phone: "116 112"') == {"kontroll": ["tjanst:bris"]}
    assert ask("name: Bris", "name: Nya Bris") == {"jurist": ["lagen/straff"], "kontroll": ["tjanst:bris"]}


def test_every_shown_field_exists_and_can_be_said(save: Save) -> None:
    site = save()
    for kind, fields in SHOWN_FIELDS.items():
        for record in getattr(site.records, kind).values():
            for key in fields:
                assert isinstance(shown_value(record, key), str)


def test_the_approvals_that_break_are_named_with_whose_they_are(save: Save) -> None:
    site = save()
    page, twin = site.page("lagen/straff"), site.page("lagen/straff", Variant.LATTLAST)
    other = site.page("om/annat")
    assert page and twin and other
    rows = [
        approval("fakta:kop-brott", fact_hash(site.records.facts["kop-brott"]), variant=""),
        approval("tjanst:bris", service_hash(site.records.services["bris"]), "verksamhet", ""),
        approval("lagen/straff", page_hash(page, site)),
        approval("lagen/straff", page_hash(twin, site), "lattlast", "lattlast"),
        approval("om/annat", page_hash(other, site), "kommunikation"),
        approval("skola/lektion", "0000000000000000", "kommunikation"),
    ]
    before = save("approvals:\n" + "".join(rows))
    now = save("approvals:\n" + "".join(rows), facts=("Det är brott att köpa sex.", "Det är alltid brott."))
    (change,) = make_receipt(before, now).records
    assert change.broken == [
        BrokenApproval("fakta:kop-brott", "", "jurist", "Kim Ek", "2026-10-01"),
        BrokenApproval("lagen/straff", "sv", "jurist", "Kim Ek", "2026-10-01"),
    ]
    text = text_of(before, now)
    assert "- lagen/straff, vanlig: Kim Ek (jurist) godkände den 2026-10-01" in text
    again = approval("lagen/straff", page_hash(now.page("lagen/straff"), now))  # type: ignore[arg-type]
    approved = save(
        "approvals:\n" + "".join([*rows, again]), facts=("Det är brott att köpa sex.", "Det är alltid brott.")
    )
    assert [one.id for one in make_receipt(before, approved).records[0].broken] == ["fakta:kop-brott"]


def test_an_approval_that_a_page_s_own_text_breaks_is_told_apart(save: Save, write_docs: Callable[..., Path]) -> None:
    site = save()
    page = site.page("om/annat")
    assert page
    before = save("approvals:\n" + approval("om/annat", page_hash(page, site), "kommunikation"))
    files = PAGES | {"om/annat.md": PAGES["om/annat.md"].replace("title: Annat", "title: Något annat")}
    data = DATA | {"approvals": "approvals:\n" + approval("om/annat", page_hash(page, site), "kommunikation")}
    now = load_site(write_docs(files, data), "docs")
    found = make_receipt(before, now)
    assert found.records == [] and [one.id for one in found.broken_by_pages] == ["om/annat"]
    assert "Godkännanden som bryts av ändrade sidor" in text_of(before, now)


def test_data_that_cannot_be_read_is_no_change_of_every_record(save: Save) -> None:
    before = save()
    assert make_receipt(before, save(facts=("facts:\n", "facts: [\n"))).records == []


def test_markdown_of_the_receipt_is_literal(save: Save) -> None:
    now = save(facts=("text: Det är brott att köpa sex.", "text: '<b>*Det*</b> är | brott'"))
    text = text_of(save(), now, markdown=True)
    assert text.startswith("### Uppgiften kop-brott är ändrad")
    assert "\\<b\\>\\*Det\\*\\</b\\> är \\| brott" in text


# --- the drill


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Fängelse i högst ett år. Så stod det i april 2026.", "Fängelse i högst två år. Så stod det i april 2026."),
        ("Högst 1 år sedan 2025.", "Högst 2 år sedan 2025."),
        ("Att köpa sex kan ge fängelse i sex månader.", "Att köpa sex kan ge fängelse i sju månader."),
        ("Högst en månad.", "Högst två månad."),
        ("Den 1 juli 2025 ändrades lagen.", "Den 2 juli 2025 ändrades lagen."),
        ("Lagen är från 1999.", "Lagen är från 1999."),
        ("Det är brott att köpa sex.", "Det är brott att köpa sex."),
    ],
)
def test_a_made_up_wording_is_marked_and_has_a_number_raised(text: str, wanted: str) -> None:
    assert made_up(text) == MARK + wanted


def test_a_drill_leaves_the_read_site_alone(save: Save) -> None:
    site = save()
    changed = play(site, "kop-brott", lattlast="Nytt.")
    assert site.records.facts["kop-brott"].lattlast == "Det är brott att köpa sex."
    assert changed.records.facts["kop-brott"].lattlast == "Nytt."
    assert changed.records.facts["kop-brott"].text == f"{MARK}Det är brott att köpa sex."


def test_a_fact_that_does_not_exist_is_told_with_what_was_meant(save: Save) -> None:
    with pytest.raises(UnknownFactError, match=r"Uppgiften ”kop-brot” finns inte\. Menade du ”kop-brott”\?"):
        play(save(), "kop-brot")


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def digest(folder: Path) -> str:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return hashlib.sha256(b"".join(str(path).encode() + path.read_bytes() for path in files)).hexdigest()


def test_the_drill_of_the_real_penalty_shows_all_and_writes_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    before = digest(PROJECT / "docs")
    result = run("drill", "kop-straff")
    assert digest(PROJECT / "docs") == before
    assert result.exit_code == 0
    words = " ".join(result.stdout.split())
    assert words.startswith("Det här är en övning. Ingenting är ändrat eller sparat. Uppgiften kop-straff är ändrad")
    for wanted in (
        "ÖVNING: Straffet för att köpa sex av en vuxen är fängelse i högst två år.", "i högst 2 år.",
        "lagen/straff, vanlig och lättläst", "jurist: lagen/", "./scripts/check", "campaign receipt",
        "Inget godkännande bryts.", "Filer och papper att dra tillbaka: inga.",
    ):  # fmt: skip
        assert wanted in words, wanted
    assert max(map(len, result.stdout.splitlines())) <= 80


def test_the_drill_names_the_lessons_and_their_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    words = " ".join(run("drill", "kop-brott").stdout.split())
    assert "(lektion): skola/lektioner/lagen" in words
    assert "Elevbladet (PDF): lektion-1-lagen-elevblad.pdf" in words


def test_the_drill_takes_other_wordings_and_gives_json(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    result = run("drill", "kop-straff", "--text", "Ny text.", "--lattlast", "Ny lätt text.", "--format", "json")
    (record,) = json.loads(result.stdout)["records"]
    assert [wording["after"] for wording in record["wordings"]] == ["Ny text.", "Ny lätt text."]


def test_the_drill_of_an_unknown_fact_ends_with_2(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    result = run("drill", "kop-staff")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Menade du ”kop-straff”?" in result.stderr

"""Pages and the site: every file is read once, and what cannot be read is a finding and never an exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA

from campaign.content.front_matter import PageHead, TwinHead
from campaign.content.pages import Page, Site, Variant, load_site
from campaign.content.records import FILES
from campaign.findings import Finding

MakeSite = Callable[[Mapping[str, str]], Site]
WriteDocs = Callable[..., Path]

PAGE = "---\ntitle: Straffet\ndescription: Vad lagen säger.\naudience: kopt\n---\n\nText.\n"
TWIN = "---\ntitle: Om straffet\nsource_hash: 00000000\n---\n\nKort text.\n"


def rules(site: Site) -> list[tuple[str, int, str]]:
    return [(finding.path, finding.line, finding.rule) for finding in site.findings]


def only_finding(site: Site) -> Finding:
    assert len(site.findings) == 1, site.findings
    return site.findings[0]


def test_a_page_and_its_twin_share_their_id_and_know_each_other(make_site: MakeSite) -> None:
    site = make_site({"lagen/straff.md": PAGE, "lagen/straff.lattlast.md": TWIN})
    ordinary, twin = site.page("lagen/straff"), site.page("lagen/straff", Variant.LATTLAST)
    assert ordinary is not None
    assert twin is not None
    assert site.twin(ordinary) is twin
    assert site.twin(twin) is ordinary
    assert (ordinary.path, twin.src_uri) == ("docs/lagen/straff.md", "lagen/straff.lattlast.md")
    assert isinstance(ordinary.head, PageHead)
    assert isinstance(twin.head, TwinHead)
    assert site.findings == []


def test_a_twin_inherits_what_the_ordinary_page_says_of_both(make_site: MakeSite) -> None:
    site = make_site({"lagen/straff.md": PAGE, "lagen/straff.lattlast.md": TWIN})
    twin = site.page("lagen/straff", Variant.LATTLAST)
    assert twin is not None
    assert twin.meta.audience == ["kopt"]
    assert twin.title == "Om straffet"


def test_a_twin_does_not_inherit_a_review(make_site: MakeSite) -> None:
    page = PAGE.replace("audience: kopt", "last_reviewed_on: 2026-11-01")
    site = make_site({"lagen/straff.md": page, "lagen/straff.lattlast.md": TWIN})
    twin = site.page("lagen/straff", Variant.LATTLAST)
    assert twin is not None
    assert twin.head.last_reviewed_on is None


@pytest.mark.parametrize(
    ("file", "section", "address"),
    [
        ("index.md", "", ""),
        ("index.lattlast.md", "", "lattlast/"),
        ("lagen/index.md", "lagen", "lagen/"),
        ("lagen/index.lattlast.md", "lagen", "lattlast/lagen/"),
        ("lagen/straff.md", "lagen", "lagen/straff/"),
        ("skola/lektioner/lagen.lattlast.md", "skola", "lattlast/skola/lektioner/lagen/"),
        ("lagen/reindex.md", "lagen", "lagen/reindex/"),
        ("om.md", "", "om/"),
    ],
)
def test_a_pages_place_gives_its_section_and_address(
    make_site: MakeSite, file: str, section: str, address: str
) -> None:
    [page] = make_site({file: PAGE if not file.endswith(".lattlast.md") else TWIN}).pages.values()
    assert (page.section, page.address) == (section, address)


def test_the_language_tag_is_the_registered_one() -> None:
    assert [(variant.tag, variant.other) for variant in Variant] == [
        ("sv", Variant.LATTLAST),
        ("sv-simple", Variant.ORDINARY),
    ]


def test_the_title_in_the_history_is_neutral_where_there_is_a_neutral_one(make_site: MakeSite) -> None:
    page = PAGE.replace("audience: kopt", "neutral_title: Att ändra en vana")
    site = make_site({"stod/sluta.md": page, "stod/sluta.lattlast.md": TWIN, "om/a.md": PAGE, "om/a.lattlast.md": TWIN})
    titles = {(page_id, variant.value): item.document_title for (page_id, variant), item in site.pages.items()}
    assert titles == {
        ("stod/sluta", "sv"): "Att ändra en vana",
        ("stod/sluta", "lattlast"): "Att ändra en vana – lättläst",
        ("om/a", "sv"): "Straffet",
        ("om/a", "lattlast"): "Om straffet – lättläst",
    }


def test_a_key_has_its_line_and_a_missing_one_the_first(make_site: MakeSite) -> None:
    page = make_site({"a.md": PAGE}).page("a")
    assert page is not None
    assert (page.line("description"), page.line("owner"), page.body.first_line) == (3, 1, 6)


def test_the_bodys_lines_are_those_of_the_file(make_site: MakeSite) -> None:
    page = make_site({"a.md": PAGE}).page("a")
    assert page is not None
    assert page.body.blocks[0].line == 7


def test_pages_come_in_the_order_of_ids_the_ordinary_first(make_site: MakeSite) -> None:
    site = make_site({"b.lattlast.md": TWIN, "a/z.md": PAGE, "b.md": PAGE, "a.md": PAGE, "trasig.md": ""})
    assert [page.src_uri for page in site.sound_pages()] == ["a.md", "a/z.md", "b.md", "b.lattlast.md"]
    assert [page.id for page in site.sound_pages(Variant.LATTLAST)] == ["b"]


@pytest.mark.parametrize("row", ["draft: true", "hidden: true"])
def test_a_draft_or_hidden_page_and_its_twin_are_not_listed(make_site: MakeSite, row: str) -> None:
    site = make_site({"a.md": PAGE.replace("audience: kopt", row), "a.lattlast.md": TWIN, "b.md": PAGE})
    assert [page.id for page in site.published()] == ["b"]
    assert len(list(site.sound_pages())) == 3


@pytest.mark.parametrize("text", ["", "  \n\n", "---\ntitle: A\n---\n", "---\ntitle: A\n---\n\n  \n", "---\n---\n"])
def test_a_page_without_text_is_empty_and_broken(make_site: MakeSite, text: str) -> None:
    site = make_site({"lagen/a.md": text})
    assert rules(site) == [("docs/lagen/a.md", 1, "page-empty")]
    page = site.page("lagen/a")
    assert page is not None
    assert page.broken


@pytest.mark.parametrize(
    "text", ["Bara text.\n", "# Rubrik\n", "---\ntitle: A\nText utan slut.\n", "\n---\ntitle: A\n---\nT.\n"]
)
def test_a_page_without_front_matter_is_a_finding_that_says_how_to_write_it(make_site: MakeSite, text: str) -> None:
    finding = only_finding(make_site({"lagen/a.md": text}))
    assert (finding.line, finding.rule) == (1, "front-matter-invalid")
    assert "title:" in finding.suggestion


def test_a_page_that_cannot_be_read_is_there_but_no_rule_looks_at_it(make_site: MakeSite) -> None:
    site = make_site({"lagen/a.md": "---\ntitle: [\n---\nText.\n"})
    page = site.page("lagen/a")
    assert page is not None
    assert page.broken
    assert list(site.sound_pages()) == []


def test_a_page_with_byte_order_mark_and_windows_line_ends_is_read_as_any_other(write_docs: WriteDocs) -> None:
    docs = write_docs({"a.md": PAGE})
    (docs / "b.md").write_bytes(b"\xef\xbb\xbf" + PAGE.replace("\n", "\r\n").encode())
    site = load_site(docs, "docs")
    first, second = site.page("a"), site.page("b")
    assert first is not None
    assert second is not None
    assert site.findings == []
    assert (second.title, second.body.text, second.lines) == (first.title, first.body.text, first.lines)


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16", "cp1252"])
def test_a_page_in_another_encoding_is_told_on_the_line_of_the_first_bad_letter(
    write_docs: WriteDocs, encoding: str
) -> None:
    docs = write_docs({})
    (docs / "a.md").write_bytes("---\ntitle: A\n---\nRäkna.\n".encode(encoding))
    site = load_site(docs, "docs")
    assert rules(site) == [("docs/a.md", 1 if encoding == "utf-16" else 4, "not-utf8")]
    page = site.page("a")
    assert page is not None
    assert page.broken


@pytest.mark.parametrize(
    "name",
    [
        "Straff.md",
        "hjälp.md",
        "hjalp mig.md",
        "a&b.md",
        "straff?.md",
        "-straff.md",
        "STRAFF.MD",
        "straff.md~",
        "våld.png",
    ],
)
def test_a_name_that_does_not_fit_an_address_is_a_finding(make_site: MakeSite, name: str) -> None:
    site = make_site({f"lagen/{name}": PAGE})
    assert rules(site) == [(f"docs/lagen/{name}", 1, "file-name-invalid")]
    assert site.pages == {}


@pytest.mark.parametrize("name", ["plan.ny.md", "plan.sv.md", "plan.sv.lattlast.md", "plan.SV.md"])
def test_a_stem_that_ends_in_two_letters_is_a_finding_since_the_page_would_vanish(
    make_site: MakeSite, name: str
) -> None:
    assert [rule for _, _, rule in rules(make_site({f"lagen/{name}": PAGE}))] == ["file-name-invalid"]


@pytest.mark.parametrize("name", ["plan.nya.md", "plan-sv.md", "1999.md", "a_b.md", "vag.9.md", "plan.v2.md"])
def test_a_name_that_fits_is_read(make_site: MakeSite, name: str) -> None:
    assert make_site({f"lagen/{name}": PAGE}).findings == []


@pytest.mark.parametrize(
    "name", ["Hjälp mig.md", "Plan.NY.md", "plan.ny.md", "Rapport (1).md", "Frågor & svar.md", "-a.md"]
)
def test_the_name_that_a_finding_suggests_is_accepted(tmp_path: Path, name: str) -> None:
    first = tmp_path / "first"
    first.mkdir()
    (first / name).write_text(PAGE, encoding="utf-8")
    words = [word.rstrip(".") for finding in load_site(first).findings if finding.rule == "file-name-invalid"
             for word in finding.suggestion.split() if word.rstrip(".").endswith(".md")]  # fmt: skip
    assert len(words) == 1
    second = tmp_path / "second"
    second.mkdir()
    (second / words[0]).write_text(PAGE, encoding="utf-8")
    assert [finding for finding in load_site(second).findings if finding.rule == "file-name-invalid"] == []


def test_a_folder_with_a_bad_name_is_a_finding(make_site: MakeSite) -> None:
    assert ("docs/Lagen", 1, "file-name-invalid") in rules(make_site({"Lagen/a.md": PAGE}))


@pytest.mark.parametrize("name", ["rapport.docx", "skript.js", "sida.html", "arkiv.zip", "utan-andelse", "a.mdx"])
def test_a_file_type_that_cannot_be_published_is_a_finding(make_site: MakeSite, name: str) -> None:
    site = make_site({f"lagen/{name}": "x"})
    assert rules(site) == [(f"docs/lagen/{name}", 1, "file-type-unknown")]
    assert ".pdf" in site.findings[0].suggestion


@pytest.mark.parametrize(
    "name", ["dorr.svg", "dorr.png", "dorr.jpg", "dorr.jpeg", "dorr.webp", "dorr.avif", "brev.pdf"]
)
def test_pictures_and_pdf_are_files_of_the_site(make_site: MakeSite, name: str) -> None:
    site = make_site({f"lagen/{name}": "x"})
    assert site.findings == []
    assert f"lagen/{name}" in site.files


@pytest.mark.parametrize("name", [".DS_Store", ".hemlig.md", ".git/config"])
def test_hidden_files_and_folders_are_passed_over(make_site: MakeSite, name: str) -> None:
    site = make_site({name: "x"})
    assert site.findings == []
    assert name not in site.files


def test_a_link_to_a_file_is_a_finding_and_is_not_followed(write_docs: WriteDocs, tmp_path: Path) -> None:
    secret = tmp_path / "hemligt.md"
    secret.write_text(PAGE, encoding="utf-8")
    docs = write_docs({"lagen/a.md": PAGE})
    (docs / "lagen/lank.md").symlink_to(secret)
    (docs / "lagen/trasig.md").symlink_to(tmp_path / "finns-inte")
    site = load_site(docs, "docs")
    assert rules(site) == [("docs/lagen/lank.md", 1, "symlink"), ("docs/lagen/trasig.md", 1, "symlink")]
    assert [page_id for page_id, _ in site.pages] == ["lagen/a"]


def test_a_link_to_a_folder_is_a_finding_and_is_not_followed(write_docs: WriteDocs, tmp_path: Path) -> None:
    outside = tmp_path / "utanfor"
    outside.mkdir()
    (outside / "b.md").write_text(PAGE, encoding="utf-8")
    docs = write_docs({"lagen/a.md": PAGE})
    (docs / "mapp").symlink_to(outside, target_is_directory=True)
    (docs / "lagen/runt").symlink_to(docs, target_is_directory=True)
    site = load_site(docs, "docs")
    assert sorted(rules(site)) == [("docs/lagen/runt", 1, "symlink"), ("docs/mapp", 1, "symlink")]
    assert [page_id for page_id, _ in site.pages] == ["lagen/a"]


def test_two_links_in_a_row_are_both_found(write_docs: WriteDocs, tmp_path: Path) -> None:
    outside = tmp_path / "utanfor"
    outside.mkdir()
    docs = write_docs({})
    for name in ("a", "b", "c"):
        (docs / name).symlink_to(outside, target_is_directory=True)
    assert sorted(path for path, _, rule in rules(load_site(docs, "docs")) if rule == "symlink") == [
        "docs/a",
        "docs/b",
        "docs/c",
    ]


def test_the_shown_path_is_the_folder_as_given(write_docs: WriteDocs) -> None:
    docs = write_docs({"a.md": ""})
    [finding] = load_site(docs).findings
    assert finding.path == f"{docs.as_posix()}/a.md"


def test_reading_twice_gives_the_same_findings_in_the_same_order(write_docs: WriteDocs) -> None:
    files = {f"lagen/{name}.md": "" for name in "dbca"} | {"Å.md": "", "x.txt": ""}
    docs = write_docs(files)
    assert [str(item) for item in load_site(docs).findings] == [str(item) for item in load_site(docs).findings]


def test_an_empty_folder_gives_a_finding_for_each_data_file_and_nothing_else(tmp_path: Path) -> None:
    site = load_site(tmp_path, "docs")
    assert {rule for _, _, rule in rules(site)} == {"data-missing"}
    assert len(site.findings) == len(FILES) + 2  # and the site's own words, and the addresses that are given out


@pytest.mark.parametrize("depth", [50, 500])
def test_hostile_front_matter_is_a_finding_and_not_a_traceback(make_site: MakeSite, depth: int) -> None:
    site = make_site({"a.md": f"---\ntitle: {'[' * depth}\n---\nText.\n", "b.md": PAGE})
    assert [(path, rule) for path, _, rule in rules(site)] == [("docs/a.md", "front-matter-invalid")]


def test_a_data_file_that_is_a_folder_is_a_finding(write_docs: WriteDocs) -> None:
    docs = write_docs({}, {name: text for name, text in DATA.items() if name != "facts"})
    (docs / "_data/facts.yml").mkdir()
    assert [path for path, _, _ in rules(load_site(docs, "docs"))] == ["docs/_data/facts.yml"]


def test_a_page_whose_name_is_a_folder_is_passed_over(write_docs: WriteDocs) -> None:
    docs = write_docs({"lagen/a.md": PAGE})
    (docs / "lagen/b.md").mkdir()
    assert list(load_site(docs, "docs").pages) == [("lagen/a", Variant.ORDINARY)]


def test_a_broken_page_has_an_empty_head_of_its_variant(make_site: MakeSite) -> None:
    site = make_site({"a.md": "", "a.lattlast.md": ""})
    heads: list[Page] = list(site.pages.values())
    assert [type(page.head) for page in heads] == [PageHead, TwinHead]

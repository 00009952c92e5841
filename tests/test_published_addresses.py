"""The list of addresses that have been given out, and whether each still leads somewhere in a built site."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from conftest import NO_ADDRESSES
from real_site import PROJECT, BuiltSite, run_campaign

from campaign.checks.published_addresses import check_published, given_out
from campaign.content.addresses import short_addresses
from campaign.content.pages import Variant, load_site
from campaign.content.published import NAME, read_published, with_added
from campaign.release.build import STILL_THERE, BuildError, Mode, _verify
from campaign.release.manifest import digests, write_manifest

FILES = ["index.html", "lagen/straff/index.html", "skola/filer/brev.pdf", "skola/filer/gammal.pdf/index.html"]
LIST = "docs/_data/adresser.txt"


def lost(*addresses: str, preview: bool = False) -> list[str]:
    published = {address: number for number, address in enumerate(addresses, 1)}
    return [str(finding) for finding in check_published(published, FILES, LIST, preview=preview)]


def test_an_address_is_answered_by_a_page_a_file_or_a_page_that_leads_on() -> None:
    assert lost("/", "/lagen/straff/", "/lagen/straff", "/skola/filer/brev.pdf", "/skola/filer/gammal.pdf") == []


def test_a_lost_address_says_what_to_write_and_where() -> None:
    (finding,) = lost("/", "/lattlast/lagen/borta/")
    assert finding.startswith(f"{LIST}:2: Adressen /lattlast/lagen/borta/ leder ingenstans längre")
    assert "Skriv old_paths: [lagen/borta] överst på sidan som tog över" in finding
    assert "(built-address-lost)" in finding
    assert "old_paths: [l/9]" in lost("/l/9/")[0] and "[skola/borta.pdf]" in lost("/skola/borta.pdf")[0]
    assert "startsidan" in lost("/lattlast/")[0]


def test_a_preview_whose_files_have_other_names_is_asked_for_pages_only() -> None:
    assert lost("/skola/borta.pdf", preview=True) == [] and len(lost("/borta/", preview=True)) == 1


def read(tmp_path: Path, text: str) -> tuple[dict[str, int], list[str]]:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    addresses, findings = read_published(tmp_path, "docs/_data")
    return addresses, [str(finding) for finding in findings]


def test_the_list_is_read_with_its_lines(tmp_path: Path) -> None:
    assert read(tmp_path, "# varför\n\n/\n/l/1/\n/skola/brev.pdf\n/l/1/\n") == (
        {"/": 3, "/l/1/": 4, "/skola/brev.pdf": 5}, [],
    )  # fmt: skip


@pytest.mark.parametrize(
    "row", ["lagen/", "https://a.example/", "/../hemligt/", "/a b/", "//a.example/", "/Lagen/", "/a/?x=1", "/lagen"]
)
def test_what_is_no_address_is_a_finding_on_its_line(tmp_path: Path, row: str) -> None:
    addresses, findings = read(tmp_path, f"/\n{row}\n")
    assert addresses == {"/": 1} and len(findings) == 1
    assert findings[0].startswith("docs/_data/adresser.txt:2: ") and "/lagen/straff/" in findings[0]


def test_a_list_that_is_missing_or_damaged_is_a_finding(tmp_path: Path) -> None:
    assert [finding.rule for finding in read_published(tmp_path, "x")[1]] == ["data-missing"]
    (tmp_path / NAME).write_bytes(b"/\xff/\n")
    assert [finding.rule for finding in read_published(tmp_path, "x")[1]] == ["not-utf8"]


def test_what_a_release_gives_out_is_its_pages_and_its_files_to_fetch() -> None:
    technical = [
        "404.html", "manifest.json", "pages.json", "sitemap.xml", "robots.txt", "favicon.ico", "assets/stil.css",
        "pagefind/pagefind.js", ".well-known/security.txt", "bilder/gata-480.0a1b2c3d.jpg", "lagen/index.html.br",
        "skola/filer/brev.pdf.gz",
    ]  # fmt: skip
    assert given_out([*FILES[:3], *technical, "lektioner.json"]) == [
        "/", "/lagen/straff/", "/lektioner.json", "/skola/filer/brev.pdf",
    ]  # fmt: skip


def test_new_addresses_come_last_and_nothing_is_taken_away() -> None:
    text = "# varför\n/l/2/\n/borta/"
    assert with_added(text, ["/l/2/", "/b/", "/a/"]) == "# varför\n/l/2/\n/borta/\n/a/\n/b/\n"
    assert with_added(text + "\n", ["/borta/"]) == text + "\n"


def test_the_real_list_has_what_is_printed_and_every_line_leads_somewhere(built_site: BuiltSite) -> None:
    site = load_site(PROJECT / "docs", "docs")
    published = site.records.published
    printed = {f"/{address}" for page in site.sound_pages(Variant.ORDINARY) for address in short_addresses(page)}
    lessons = {f"/{page.address}" for page in site.sound_pages() if page.meta.lesson or page.meta.kind == "elevblad"}
    printed |= {f"/lattlast/{page.meta.short}/" for page in site.sound_pages(Variant.ORDINARY) if page.meta.short}
    posters = {f"/{poster.address}/" for poster in site.records.posters.values()}
    assert (
        len(posters) >= 6
        and posters <= published.keys()
        and len(printed) >= 9 + 12
        and len(lessons) >= 34
        and printed | lessons | {"/", "/lattlast/"} <= published.keys()
    )
    assert check_published(published, digests(built_site.folder), LIST, preview=True) == []
    assert not (built_site.folder / "_data").exists()


def test_a_build_stops_when_a_given_out_address_is_gone(built_site: BuiltSite) -> None:
    """The build's own step, on the real built site: what `campaign build` says before anything is swapped."""
    site = load_site(PROJECT / "docs", "docs")
    site.records.published["/lagen/forr/"] = 99
    with pytest.raises(BuildError, match=STILL_THERE) as stopped:
        _verify(built_site.folder, site, Mode.PREVIEW)
    assert [(finding.path, finding.line, finding.rule) for finding in stopped.value.findings] == [
        (LIST, 99, "built-address-lost")
    ]


@pytest.fixture
def released(tmp_path: Path) -> Path:
    """A folder with texts and a released site of a few files."""
    (tmp_path / "docs/_data").mkdir(parents=True)
    (tmp_path / LIST).write_text(f"{NO_ADDRESSES}/l/1/\n", encoding="utf-8")
    for name in [*FILES, "l/1/index.html", "robots.txt"]:
        (tmp_path / "site" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "site" / name).write_text("x", encoding="utf-8")
    write_manifest(tmp_path / "site", "Godkänd")
    return tmp_path


def test_the_command_shows_what_the_list_lacks_and_adds_it_when_asked(released: Path) -> None:
    shown = run_campaign("addresses", cwd=released)
    new = "/\n/lagen/straff/\n/skola/filer/brev.pdf\n/skola/filer/gammal.pdf/\n"
    assert shown.returncode == 0 and shown.stdout == new and "4 adresser saknas" in shown.stderr
    assert (released / LIST).read_text(encoding="utf-8") == f"{NO_ADDRESSES}/l/1/\n"
    added = run_campaign("addresses", "--add", cwd=released)
    assert added.returncode == 0 and added.stdout == new
    assert (released / LIST).read_text(encoding="utf-8") == f"{NO_ADDRESSES}/l/1/\n{new}"
    assert run_campaign("addresses", "--add", cwd=released).stdout == ""


def test_a_list_that_is_not_there_is_begun_and_one_that_cannot_be_written_is_told(released: Path) -> None:
    shutil.rmtree(released / "docs")
    (released / "docs").mkdir()
    assert run_campaign("addresses", "--add", cwd=released).returncode == 0
    assert "/lagen/straff/\n" in (released / LIST).read_text(encoding="utf-8")
    shutil.rmtree(released / "docs/_data")
    (released / "docs/_data").write_text("en fil", encoding="utf-8")
    told = run_campaign("addresses", "--add", cwd=released)
    assert told.returncode == 1 and "Traceback" not in told.stderr and "✗" in told.stderr, told.stderr


def test_the_command_takes_no_preview_and_no_damaged_site(released: Path, built_site: BuiltSite) -> None:
    preview = run_campaign("addresses", "--add", str(built_site.folder), cwd=released)
    assert preview.returncode == 1 and "förhandsvisning" in preview.stderr
    (released / "site/robots.txt").write_text("ändrad", encoding="utf-8")
    damaged = run_campaign("addresses", "--add", cwd=released)
    assert damaged.returncode == 1 and "inte som den byggdes" in damaged.stderr
    shutil.rmtree(released / "site")
    missing = run_campaign("addresses", cwd=released)
    assert missing.returncode == 2 and "manifest.json saknas" in missing.stderr
    assert (released / LIST).read_text(encoding="utf-8") == f"{NO_ADDRESSES}/l/1/\n"

"""`campaign status`: what it knows of each pair, the order, the four formats, and the page in a browser."""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from conftest import DATA, TODAY
from playwright.sync_api import Browser
from real_site import PROJECT, run_campaign
from small_project import HOSTILE, page
from test_axe import violations_by_scheme
from test_posters import YAML as POSTERS

from campaign.checks import run_checks
from campaign.cli import status_table
from campaign.content.approvals import Approval
from campaign.content.approved_texts import page_hash, poster_hash
from campaign.content.pages import Site, Variant, load_site
from campaign.content.variants import TwinState, source_hash
from campaign.editing.status import State, Status
from campaign.editing.status_formats import as_csv, as_html, as_json, summary
from campaign.editing.stocktaking import take_stock
from campaign.settings import Settings

VNU = PROJECT / ".build/node/node_modules/vnu-jar/build/dist/vnu.jar"
MakeSite = Callable[[Mapping[str, str]], Site]
EASY = "Du kan få hjälp. Det är bra. " * 25
HARD = "Myndigheternas samverkansöverenskommelser konkretiserar ansvarsfördelningen. " * 40
LATE = datetime.date(2028, 1, 1)


def stock(site: Site, settings: Settings, today: datetime.date = TODAY) -> Status:
    return take_stock(site, settings, run_checks(site, settings, today), today)


@pytest.fixture
def site(make_site: MakeSite) -> Site:
    """A sound pair, one whose twin is old, a page without twin, a draft, a twin alone, and a page that is broken."""
    sound = page("Straffet", f"{EASY}\n\n[[fakta:kop-brott]] [[tjanst:bris]]", last_reviewed_on="2026-11-01")
    first = make_site({"lagen/straff.md": sound})
    ordinary = first.page("lagen/straff")
    assert ordinary
    stamp = source_hash(ordinary)
    return make_site(
        {
            "lagen/straff.md": sound,
            "lagen/straff.lattlast.md": page("Lätt", EASY, source_hash=stamp, last_reviewed_on="2026-11-02"),
            "lagen/gammal.md": page("Gammal", HARD, owner="jurist"),
            "lagen/gammal.lattlast.md": page(
                "Gammal", f"<!-- tillåt term-consider: namnet -->\n{HARD}", source_hash="0"
            ),
            "om/ensam.md": page("Ensam", "Kort text här."),
            "stod/utkast.md": page("Utkast", EASY, draft=True),
            "ung/tvilling.lattlast.md": page("Tvilling", EASY),
            "ung/trasig.md": page("Trasig", EASY, titel="x"),
            "ung/trasig.lattlast.md": page("Trasig", EASY),
        }
    )


def test_each_pair_has_its_state_and_figures(site: Site, settings: Settings) -> None:
    rows = {row.id: row for row in stock(site, settings).rows}
    assert set(rows) == {page_id for page_id, _ in site.pages}
    straff, gammal = rows["lagen/straff"], rows["lagen/gammal"]
    assert (straff.twin, gammal.twin) == (TwinState.CURRENT, TwinState.OUTDATED)
    assert (rows["om/ensam"].twin, rows["ung/tvilling"].twin) == (TwinState.MISSING, TwinState.ORPHANED)
    assert straff.ordinary and straff.lattlast and gammal.ordinary and gammal.lattlast
    assert (straff.lattlast.words, straff.lattlast.longest) == (175, 4)
    assert straff.lattlast.lix == pytest.approx(3.5) and not straff.lattlast.too_hard
    assert (straff.ordinary.gate, straff.lattlast.gate) == (settings.limits("lagen", "sv").lix, 25)
    assert gammal.ordinary.too_hard and gammal.lattlast.too_hard
    assert (straff.reviewed, gammal.reviewed) == (True, False)
    assert straff.due_on == datetime.date(2027, 5, 1)
    assert (straff.owner, gammal.owner, rows["om/ensam"].owner) == ("jurist", "jurist", "kommunikation")
    assert gammal.waivers == 1 and straff.waivers == 0
    assert gammal.errors > 5 and straff.draft is False
    short, broken = rows["om/ensam"].ordinary, rows["ung/trasig"].ordinary
    assert short and short.lix is None and short.words == 3
    assert broken and (broken.words, broken.longest, broken.lix) == (None, None, None)


def test_the_errors_and_warnings_are_those_of_check(site: Site, settings: Settings) -> None:
    found = run_checks(site, settings, TODAY)
    state = stock(site, settings)
    pages = {page.path for page in site.pages.values()}
    assert sum(row.errors + row.warnings for row in state.rows) == sum(item.path in pages for item in found)
    assert set(state.errors) == {item for item in found if item.severity == "error"}


def test_a_pair_is_approved_when_both_texts_are_by_the_right_role(
    make_site: MakeSite, write_docs: Callable[..., Path], settings: Settings
) -> None:
    files = {"lagen/a.md": page("A", EASY), "lagen/a.lattlast.md": page("A", EASY)}
    first = make_site(files)

    def state(*roles: str) -> tuple[State, tuple[str, ...]]:
        rows = "approvals:\n" + "".join(
            f"  - {{id: lagen/a, variant: {variant.value}, role: {role}, person: P, date: 2026-11-22, "
            f'content_hash: "{page_hash(first.pages[("lagen/a", variant)], first)}"}}\n'
            for variant, role in zip(Variant, roles, strict=False)
        )
        data = DATA | {"approvals": rows if roles else "approvals: []\n"}
        [row] = stock(load_site(write_docs(files, data), "docs"), settings).rows
        return row.state, row.missing_roles

    assert state() == (State.PROPOSED, ("jurist", "lattlast"))
    assert state("jurist") == (State.PROPOSED, ("lattlast",))
    assert state("verksamhet", "lattlast") == (State.PROPOSED, ("jurist",))
    assert state("jurist", "lattlast") == (State.APPROVED, ())


def test_a_draft_waits_for_nobody(site: Site, settings: Settings) -> None:
    [draft] = [row for row in stock(site, settings).rows if row.draft]
    assert (draft.state, draft.missing_roles) == (State.DRAFT, ())


def test_the_day_decides_what_is_late(site: Site, settings: Settings) -> None:
    now, later = stock(site, settings), stock(site, settings, LATE)
    assert not any(row.overdue or row.old for row in now.rows) and not any(record.overdue for record in now.records)
    [straff] = [row for row in later.rows if row.id == "lagen/straff"]
    assert straff.overdue and straff.old == ("tjanst:bris", "fakta:kop-brott")
    due = {record.id: record.due_on for record in later.records}
    assert due["fakta:kop-brott"] == datetime.date(2027, 11, 22) and due["tjanst:bris"] == datetime.date(2027, 5, 22)


def test_what_needs_work_stands_first_and_other_orders_can_be_asked_for(site: Site, settings: Settings) -> None:
    state = stock(site, settings)
    errors = [row.errors for row in state.rows]
    assert errors == sorted(errors, reverse=True)
    assert [row.id for row in state.sorted_by("sida").rows] == sorted(row.id for row in state.rows)
    assert state.sorted_by("lix").rows[0].id == "lagen/gammal"
    assert state.sorted_by("granskning").rows[0].id == "lagen/straff"
    owners = [row.owner for row in state.sorted_by("roll").rows]
    assert owners == sorted(owners)


def test_a_part_has_its_own_pages_waivers_records_and_errors(site: Site, settings: Settings) -> None:
    state = stock(site, settings)
    part = state.only("lagen")
    assert [row.id for row in part.sorted_by("sida").rows] == ["lagen/gammal", "lagen/straff"]
    assert len(part.waivers) == 1 and {record.id for record in part.records} == {"fakta:kop-brott", "tjanst:bris"}
    assert part.errors and all(finding.path.startswith("docs/lagen/") for finding in part.errors)
    assert state.only("lagen/straff").waivers == () and len(state.only("lagen/straff").rows) == 1
    assert state.only("lage").rows == ()


def test_a_poster_has_its_state_its_last_day_and_who_answers_for_its_page(
    make_site: MakeSite, settings: Settings
) -> None:
    files = {"lagen/sida.md": page("En sida", EASY, short="en-sida"), "_data/posters.yml": POSTERS}
    site = make_site(files)
    [poster] = stock(site, settings).posters
    assert (poster.id, poster.page, poster.role, poster.line) == ("en-van", "lagen/sida", "jurist", 2)
    assert (poster.valid_until, poster.overdue, poster.approved) == (datetime.date(2027, 5, 22), False, False)
    late = stock(site, settings, datetime.date(2027, 5, 23))
    assert late.posters[0].overdue and late.only("lagen").posters and not late.only("om").posters
    text = "\n".join(status_table.lines(late, 80))
    assert "en-van: förslag, gäller till 2027-05-22!, ändrad 2026-11-22, roll jurist." in " ".join(text.split())
    assert "gäller inte längre" in as_html(late) and "Alla affischer gäller." in as_html(stock(site, settings))
    row = {"id": "affisch:en-van", "content_hash": poster_hash(site.records.posters["en-van"], site), "role": "jurist",
           "person": "P", "date": "2026-11-22"}  # fmt: skip
    site.records.approvals = [Approval.model_validate(row)]
    assert stock(site, settings).posters[0].approved


# --- formats


def test_json_is_what_programs_read(site: Site, settings: Settings) -> None:
    document = json.loads(as_json(stock(site, settings)))
    assert set(document) == {"today", "pages", "waivers", "records", "posters", "errors"}
    [row] = [row for row in document["pages"] if row["id"] == "lagen/gammal"]
    assert (row["state"], row["twin"], row["overdue"], row["missing_roles"]) == (
        "proposed", "outdated", False, ["jurist", "lattlast"]
    )  # fmt: skip
    assert document["waivers"][0]["reason"] == "namnet"


def test_csv_has_a_row_a_pair_and_no_formula(make_site: MakeSite, site: Site, settings: Settings) -> None:
    state = stock(site, settings)
    heading, *rows = csv.reader(io.StringIO(as_csv(state)), delimiter=";")
    assert len(rows) == len(state.rows) and {len(row) for row in rows} == {len(heading)}
    formula = stock(make_site({"om/a.md": page('=HYPERLINK("https://a.example";"x")')}), settings)
    cells = [cell for row in csv.reader(io.StringIO(as_csv(formula)), delimiter=";") for cell in row]
    assert '\'=HYPERLINK("https://a.example";"x")' in cells


def test_the_same_state_gives_the_same_bytes(site: Site, settings: Settings) -> None:
    for form in (as_html, as_json, as_csv, summary):
        assert form(stock(site, settings)) == form(stock(site, settings))
    assert TODAY.isoformat() in as_html(stock(site, settings))


def test_what_an_editor_writes_stays_text(make_site: MakeSite, settings: Settings) -> None:
    waiver = "<!-- tillåt term-consider: <b>fet</b> -->\nText."
    hostile = make_site({"om/a.md": page(HOSTILE, waiver, owner=HOSTILE, draft=True), "om/b.md": page(HOSTILE)})
    html = as_html(stock(hostile, settings))
    assert "<script" not in html and "<img" not in html and "<b>fet" not in html
    assert "&lt;script&gt;" in html


@pytest.fixture(scope="module")
def html_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page as the command writes it, of the real texts with some faults, on a late day."""
    folder = tmp_path_factory.mktemp("status")
    for name in ("docs", "overrides"):
        subprocess.run(["cp", "-r", str(PROJECT / name), str(folder)], check=True)
    subprocess.run(["cp", str(PROJECT / "pyproject.toml"), str(folder)], check=True)
    straff = folder / "docs/lagen/straff.md"
    straff.write_text(straff.read_text(encoding="utf-8") + f"\n{HARD}\n", encoding="utf-8")
    (folder / "docs/ung/hot.lattlast.md").unlink()
    file = folder / "status.html"
    result = run_campaign(
        "status", "--no-spelling", "--today", "2027-06-15", "--format", "html", "--output", str(file), cwd=folder
    )
    assert (result.returncode, result.stdout) == (0, ""), result.stderr
    return file


def test_the_page_needs_nothing_else_and_is_valid(html_page: Path) -> None:
    text = html_page.read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|<img|@import|url\(|\sstyle=|\son\w+=|https?://", text)
    result = subprocess.run(
        ["java", "-jar", str(VNU), "--stdout", str(html_page)], capture_output=True, text=True, check=False
    )
    assert result.stdout.strip() == ""


@pytest.mark.parametrize("width", [1280, 360, 320])
def test_the_page_has_no_violation_and_fits(browser: Browser, html_page: Path, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 800})
    tab = context.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(html_page.as_uri())
    # The page's own policy lets no script in; axe is put there by the debugger.
    tab.evaluate("() => document.querySelectorAll('details').forEach((item) => { item.open = true })")
    assert violations_by_scheme(tab, ("light", "dark"), None) == {}
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert asked == [html_page.as_uri()]
    context.close()


def test_the_heading_row_and_the_pages_name_stay_while_the_table_moves(browser: Browser, html_page: Path) -> None:
    tab = browser.new_page(viewport={"width": 360, "height": 800})
    tab.goto(html_page.as_uri())
    region = tab.locator("#alla-sidor ~ .scroll")
    region.focus()
    assert region.evaluate("(item) => document.activeElement === item")
    region.evaluate("(item) => { item.scrollTop = 500; item.scrollLeft = 300 }")
    box, heading = region.bounding_box(), region.locator("thead th").first.bounding_box()
    assert box and heading
    assert abs(heading["y"] - box["y"]) <= 2 and abs(heading["x"] - box["x"]) <= 2
    tab.close()


def test_every_bar_says_its_figure_in_words_too(html_page: Path) -> None:
    text = html_page.read_text(encoding="utf-8")
    bars = re.findall(r'<svg class="bar[^>]*>.*?</svg>\s*<span class="line"><b>LIX [\d,]+</b>, högst \d+</span>', text)
    assert len(bars) == text.count("<svg") > 100
    assert text.count('class="bar over"') == text.count("för svårt") > 0


# --- the command


def run(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return run_campaign("status", "--no-spelling", "--today", "2027-06-15", *arguments, cwd=cwd)


def test_the_table_fits_80_columns_and_ends_with_the_sum(html_page: Path) -> None:
    result = run(cwd=html_page.parent)
    lines = result.stdout.splitlines()
    assert result.returncode == 0 and max(map(len, lines)) <= 80
    assert lines[0].split() == ["Sida", "Läge", "Granskas", "LIX", "Ord", "Längst", "Följer", "F/V", "Roll"]
    assert lines[1].startswith("lagen/straff ") and "nej!" in lines[1]
    assert sum(bool(re.match(r"\S+ +(utkast|förslag|godkänd) ", line)) for line in lines) == 101
    assert "docs/om/lattlast.lattlast.md:24: word-unexplained: namnet" in result.stdout
    sums = " ".join(result.stdout.rsplit("\n\n", 1)[1].split())
    assert re.sub(r"granskningar: \d+", "granskningar: n", sums) == (
        "Par: 101. Utkast: 0. Försenade granskningar: n. Lättlästa att läsa om: 1. Utan lättläst: 1. Godkända: 0."
    )


def test_a_part_of_the_site_can_be_asked_for(html_page: Path) -> None:
    pages = json.loads(run("--only", "lagen", "--format", "json", cwd=html_page.parent).stdout)["pages"]
    assert pages and all(row["id"].startswith("lagen/") for row in pages)
    wrong = run("--only", "lagn", cwd=html_page.parent)
    assert wrong.returncode == 2 and "Menade du ”lagen”?" in wrong.stderr


def test_a_file_for_a_spreadsheet_says_that_it_is_utf_8(html_page: Path) -> None:
    file = html_page.with_name("status.csv")
    assert run("--format", "csv", "--output", str(file), cwd=html_page.parent).returncode == 0
    assert file.read_bytes().startswith(b"\xef\xbb\xbfSida;Rubrik;")


def test_a_file_that_cannot_be_written_ends_with_1(html_page: Path) -> None:
    result = run("--output", "finns/inte/status.txt", cwd=html_page.parent)
    assert result.returncode == 1 and "Filen ”finns/inte/status.txt” går inte att öppna" in result.stderr

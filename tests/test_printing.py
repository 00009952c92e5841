"""PDFs of small texts: what is refused, and that the same input gives the same bytes wherever it is made."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from real_site import PROJECT
from school_kits import environment, small_school, write_prints

from campaign.images.cache import DigestCache
from campaign.images.fonts import font_file
from campaign.school import paper
from campaign.school.pdf_structure import embedded_fonts
from campaign.school.printing import PrintError, height, make_pdf
from campaign.site.school_prints import printed_files, prints

FONTS = {f"{style}.ttf": font_file(style) for style in ("Regular", "Bold")}
STYLES = """@font-face { font-family: Atkinson; src: url(site://fonts/Regular.ttf) }
html { font: 12pt/10mm Atkinson } body, p { margin: 0 } @page { size: A4; margin: 10mm }"""

#: Makes the small kit's PDFs where a library, or all of Pango, is said not to be there.
WITHOUT = """
import logging, sys
import cffi
opened = cffi.FFI.dlopen
def dlopen(self, name, *more):
    if "{library}" in str(name):
        raise OSError("cannot load library")
    return opened(self, name, *more)
cffi.FFI.dlopen = dlopen
logging.basicConfig(format="%(message)s")
sys.path.insert(0, "tests")
from pathlib import Path
from school_kits import small_school, write_prints
write_prints(small_school(preview={preview}), Path(sys.argv[1]))
"""


def document(body: str) -> str:
    return f'<!doctype html><html lang="sv"><head><title>Prov</title></head><body><h1>Prov</h1>{body}</body></html>'


def made(body: str) -> bytes:
    return make_pdf(document(body), STYLES, FONTS, "docs/a.md")


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small kit's PDFs, made in a process of their own."""
    return in_a_process(tmp_path_factory.mktemp("first") / "out", "0")


def in_a_process(out: Path, seed: str) -> Path:
    command = [sys.executable, str(PROJECT / "tests/school_kits.py"), str(out)]
    environ = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(PROJECT)}
    result = subprocess.run(command, cwd=out.parent, env=environ, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stderr
    return out


def without(library: str, preview: bool, out: Path) -> subprocess.CompletedProcess[str]:
    program = WITHOUT.format(library=library, preview=preview)
    command = [sys.executable, "-c", program, str(out)]
    environ = {**os.environ, "PYTHONPATH": str(PROJECT)}
    return subprocess.run(command, cwd=PROJECT, env=environ, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("address", ["bild.png", "/etc/hostname", "file:///etc/hostname", "https://example.org/a.png"])
def test_a_picture_is_never_fetched(address: str) -> None:
    with pytest.raises(PrintError, match=r"docs/a.md: .* kan inte hämtas till en PDF. Ta bort bilden"):
        made(f'<p><img src="{address}" alt="En bild"></p>')


def test_a_style_can_fetch_nothing_either() -> None:
    with pytest.raises(PrintError, match="kan inte hämtas"):
        make_pdf(document("<p>a</p>"), STYLES + "p { background: url(file:///etc/hostname) }", FONTS, "docs/a.md")


def test_a_sign_that_the_font_lacks_is_named() -> None:
    with pytest.raises(PrintError, match=r"docs/a.md: ”→” \(U\+2192\) finns inte i typsnittet .* Skriv med ord"):
        made("<p>Gå → hem</p>")


def test_signs_that_look_the_same_are_replaced() -> None:
    assert embedded_fonts(made("<p>020\u202f390\u2011000 människo\u00adhandel</p>")) == {"Atkinson", "Atkinson-Bold"}


def test_another_font_is_refused() -> None:
    with pytest.raises(PrintError, match="främmande typsnitt"):
        make_pdf(document("<p>a</p>"), "html { font-family: sans-serif }", FONTS, "docs/a.md")


def test_a_document_that_cannot_be_accessible_is_refused() -> None:
    with pytest.raises(PrintError, match="kan inte göras tillgänglig"):
        make_pdf("<!doctype html><title>Prov</title><body><h1>a</h1></body>", STYLES, FONTS, "docs/a.md")


def test_height_is_that_of_the_lines() -> None:
    assert height(document("<p>a</p>" * 3), STYLES, FONTS, "a", 210) - height(
        document(""), STYLES, FONTS, "a", 210
    ) == pytest.approx(30, abs=0.1)
    assert height(document("<p>a</p>" * 60), STYLES, FONTS, "a", 210) > 600


def test_the_same_bytes_in_another_folder_and_with_another_seed(small: Path, tmp_path: Path) -> None:
    (tmp_path / "another/place").mkdir(parents=True)
    other = in_a_process(tmp_path / "another/place/out", "7")
    names = sorted(f"utkast-{file.name}" for file in printed_files(small_school()))
    assert sorted(path.name for path in small.iterdir()) == names
    assert {path.name: path.read_bytes() for path in small.iterdir()} == {
        path.name: path.read_bytes() for path in other.iterdir()
    }


def test_a_file_is_not_made_again_when_nothing_has_changed(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("campaign.site.press.printing.make_pdf", None)
    monkeypatch.setattr("campaign.site.press.printing.height", None)
    cache = DigestCache(small.parent / "out-cache")
    made = {f"utkast-{file.name}": content for file, content in prints(small_school(), environment(), cache)}
    assert made == {path.name: path.read_bytes() for path in small.iterdir()}


def test_every_file_of_a_preview_is_marked(small: Path) -> None:
    for path in small.iterdir():
        assert path.name.startswith("utkast-")


def test_a_sheet_that_is_too_long_stops_the_build_with_every_fault(tmp_path: Path) -> None:
    long = "<p>Svar:</p>" * 20
    with pytest.raises(PrintError) as error:
        write_prints(small_school(sheet=long), tmp_path / "out")
    first, second = str(error.value).splitlines()
    assert first.startswith("docs/skola/lektioner/lagen-elev.md: Elevbladet är ungefär ")
    assert second.startswith("docs/skola/lektioner/lagen-elev.lattlast.md: ")
    assert first.endswith("rader för långt för en A4-sida. Korta texten, eller ta bort en rad ur en tabell.")
    assert not list((tmp_path / "out").iterdir())


def test_a_card_without_text_and_one_with_too_much_are_refused(tmp_path: Path) -> None:
    with pytest.raises(PrintError, match=r"utbildning.md: Sidan har ingen text till fickkortet. Lägg till .* Fickkort"):
        write_prints(small_school(plan="<p>Text.</p>"), tmp_path / "a")
    text = "<h2>Fickkort</h2>" + "<p>Fråga enskilt, och säg varför du frågar just nu.</p>" * 30
    with pytest.raises(PrintError, match=r"Fickkortet är ungefär \d+ rader för långt för ett kort i A7"):
        write_prints(small_school(plan=text), tmp_path / "b")


@pytest.mark.parametrize("library", ["pango", "harfbuzz-subset"])
def test_a_preview_goes_on_without_the_libraries_and_says_what_is_missing(library: str, tmp_path: Path) -> None:
    result = without(library, True, tmp_path / "out")
    assert result.returncode == 0 and result.stdout == "", result.stderr
    assert "saknas på datorn, så inga PDF:er kan göras. Installera libpango-1.0-0" in result.stderr
    assert "Förhandsvisningen byggs utan utkast-lektion-1-lagen-elevblad.pdf, " in result.stderr
    assert not list((tmp_path / "out").iterdir())


def test_a_release_stops_without_the_libraries(tmp_path: Path) -> None:
    result = without("pango", False, tmp_path / "out")
    assert result.returncode == 1 and "PrintError: Pango saknas på datorn" in result.stderr


def test_rows_to_write_in_are_told_apart() -> None:
    def table(rows: int, empty: int) -> str:
        head = "<th>Fråga</th>" + "<th>Svar</th>" * empty
        body = f"<tr><td>a</td>{'<td></td>' * empty}</tr>" * rows
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"

    classes = {(3, 1): "skriv", (3, 2): "skriv flera", (5, 1): "korta", (5, 2): "kryss", (2, 3): "kryss"}
    for (rows, empty), expected in classes.items():
        assert f'<table class="{expected}">' in paper.worksheet(table(rows, empty))
    assert "<table>" in paper.worksheet(table(3, 0))


def test_whom_to_talk_to_stands_in_a_box_and_an_answer_has_lines() -> None:
    html = paper.worksheet("<p>Svar:</p><h2>Vem kan du prata med?</h2><p>Kuratorn</p><h2>Sedan</h2>")
    assert html.count('class="linje"') == 2
    assert '<section class="hjalp"><h2>Vem kan du prata med?</h2><p>Kuratorn</p></section>' in html
    assert html.rstrip().endswith("<h2>Sedan</h2>")


def test_what_makes_the_pdfs_does_not_let_cut_pictures_through() -> None:
    code = (
        "from PIL import ImageFile; from campaign.school import printing; printing.missing();"
        "printing.height('<!doctype html><html lang=sv><title>x</title><p id=slut>x', '', {}, 'x', 100);"
        "raise SystemExit(ImageFile.LOAD_TRUNCATED_IMAGES)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True).returncode == 0

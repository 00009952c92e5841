"""Files of posters: drawn in every kind, kept by what they are made from, in any number of processes; faults."""

from __future__ import annotations

import ast
import dataclasses
import io
import os
import re
import resource
import time
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from conftest import TODAY
from PIL import Image, ImageChops
from poster_words import FACE, invented, setter
from real_site import PROJECT

from campaign.checks import run_checks
from campaign.content.pages import load_site
from campaign.content.preview import PREVIEW_STATUS
from campaign.images.cache import DigestCache
from campaign.images.illustrations import read_vocabulary
from campaign.images.processes import in_processes, unheard
from campaign.images.shapes import read_shapes
from campaign.media.composition import compose_sheets
from campaign.media.draft import PosterWords
from campaign.media.drawing import _RECIPE, Studio, draw, thumbnail
from campaign.media.errors import MediaError
from campaign.media.files import MediaFile
from campaign.media.formats import FORMATS
from campaign.media.pool import draw_all
from campaign.media.raster import draw_small
from campaign.settings import Settings

POINTS = 72 / 25.4
CARD = MediaFile("prov", "sv", "pdf", "kort")
SCREEN = MediaFile("prov", "sv", "png", "banner-hog")
TEXT = MediaFile("prov", "sv", "txt")


@cache
def studio(preview: bool = True) -> Studio:
    records = load_site(PROJECT / "docs").records
    breaks = tuple(records.hyphenation)
    return Studio(FACE.regular, FACE.bold, breaks, records.illustrations, read_vocabulary(PROJECT), preview)


def words(number: int = 0) -> PosterWords:
    return dataclasses.replace(invented("short"), headline=f"Prata {number}" if number else "Prata")


def a_few() -> dict[MediaFile, PosterWords]:
    """Six files of two posters."""
    names = (("kort", "pdf"), ("delning", "png"), ("", "txt"))
    return {
        MediaFile(poster, "sv", kind, name): dataclasses.replace(words(number), id=poster)  # type: ignore[arg-type]
        for number, poster in enumerate(("en", "tva"), 1)
        for name, kind in names
    }


def test_a_card_is_one_pdf_of_its_outside_and_its_inside() -> None:
    content = draw(CARD, words(), studio())
    with pikepdf.open(io.BytesIO(content)) as opened:
        assert len(opened.pages) == 2 and str(opened.docinfo["/Title"]) == "Prata"
        for number, page in enumerate(opened.pages):
            left, bottom, right, top = (float(side) for side in page.TrimBox)
            assert (right - left, top - bottom) == pytest.approx((85 * POINTS, 55 * POINTS), abs=1e-3)
            assert float(page.BleedBox[0]) == pytest.approx(left - 3 * POINTS, abs=1e-3)
            assert int(page.StructParents) == number
        rows = list(opened.Root.StructTreeRoot.ParentTree.Nums)
        assert [int(row) for row in rows[::2]] == [0, 1]
        for element in opened.Root.StructTreeRoot.K[0].K:
            place = [page.objgen for page in opened.pages].index(element.Pg.objgen)
            assert all(rows[2 * place + 1][int(piece)].objgen == element.objgen for piece in element.K)
    document = pypdfium2.PdfDocument(content)
    outside, inside = (document[number].get_textpage().get_text_range() for number in (0, 1))
    assert "116 111" in inside.replace("\xa0", " ") and "Prata" in inside
    assert "116 111" not in outside and "Prata" not in outside
    assert content == draw(CARD, words(), studio())


@pytest.mark.parametrize("tag", ["sv", "sv-simple"])
def test_a_screen_has_its_pixels_its_words_and_their_language(tag: str) -> None:
    content = draw(SCREEN, dataclasses.replace(words(), tag=tag), studio())
    image = Image.open(io.BytesIO(content))
    assert image.size == (600, 1200) and image.text["Title"] == "Prata" and image.text["Title"].lang == tag
    assert image.text["Comment"].lang == tag and len(content) < 300_000


def test_the_words_are_a_file_too_with_everything_that_the_poster_says() -> None:
    said = invented("usual")
    release = draw(TEXT, said, studio(preview=False)).decode("utf-8-sig")
    expected = [
        said.headline, *said.lines, *(f"{name}: {number}" for name, number in said.services),
        f"Läs mer: {said.address}", f"Affischen i ord: {said.alt}", *said.footer,
    ]  # fmt: skip
    assert [line for line in release.splitlines() if line] == expected and release.endswith("\n")
    draft = draw(TEXT, said, studio(preview=True)).decode("utf-8-sig")
    assert draft.splitlines()[0] == f"UTKAST. {PREVIEW_STATUS}" and draft.count(PREVIEW_STATUS) == 1


@pytest.mark.parametrize("name", ["a4", "talong", "kort", "skarm-liggande"])
def test_a_thumbnail_is_as_wide_as_wanted_and_looks_like_the_sheet(name: str) -> None:
    small = Image.open(io.BytesIO(thumbnail(words(), name, studio(), 240)))
    form = FORMATS[name]
    assert small.size == (240, round(240 * form.height_mm / form.width_mm))
    large = Image.open(io.BytesIO(thumbnail(words(), name, studio(), 960)))
    # Coarse fields: a module of the code is one or two pixels in the small one, wherever it falls.
    coarse = [image.convert("RGB").resize((12, 12), Image.Resampling.BOX) for image in (small, large)]
    assert max(high for _, high in ImageChops.difference(*coarse).getextrema()) < 32


def test_a_card_s_thumbnail_is_its_inside() -> None:
    inside = compose_sheets(words(), FORMATS["kort"], setter())[-1]
    pictures: Mapping[str, bytes] = {}
    assert thumbnail(words(), "kort", studio(), 240) == draw_small(inside, 240, FACE, pictures, True)


FAULTS = {
    "headline": ({"headline": "Det är långt " * 31}, r"rubriken ryms inte. Ta bort minst \d+ ord"),
    "word": ({"headline": "Ungdomsmottagningsverksamhetsutvecklingsansvarig" * 3}, r"bredare än sin plats"),
    "emoji": ({"headline": "Ring \N{TELEPHONE RECEIVER}"}, r"tecknet .*U\+1F4DE.* finns inte i typsnittet"),
    "emoji in a line": ({"lines": ("Ring \N{TELEPHONE RECEIVER} nu.",)}, r"U\+1F4DE.* finns inte i typsnittet"),
    "right to left": ({"headline": "\u05d0\u05d1"}, r"tecknet U\+05D0 finns inte i typsnittet"),
    "colour": ({"colours": {"background": "#ffffff", "ink": "#777777", "accent": "#000000"}}, "kontrasten 4,5:1"),
    "no colour": ({"colours": {"background": "#ffffff", "ink": "teal", "accent": "#000000"}}, "”teal” är ingen färg"),
    "picture": ({"illustration": "tva-i-telefonen"}, "bilden ”tva-i-telefonen” finns inte. Menade du ”tva-i-telefon”"),
    "file": ({"illustration": "foto.png"}, "bilden ”foto.png” finns inte. .*en fil kan det inte vara"),
    "address": ({"address": f"https://a.example/{'x' * 90}"}, "högst 90"),
}


@pytest.mark.parametrize("case", FAULTS)
@pytest.mark.parametrize("name", ["a4", "skarm-staende"])
def test_a_fault_names_the_design_the_format_the_variant_and_what_to_do(name: str, case: str) -> None:
    changed, told = FAULTS[case]
    wrong = dataclasses.replace(invented("usual"), tag="sv-simple", **changed)  # type: ignore[arg-type]
    file = MediaFile("prov", "lattlast", "pdf" if name == "a4" else "png", name)  # type: ignore[arg-type]
    with pytest.raises(MediaError, match=rf"^Affischen ”prov”, formatet {name} på lättläst: .*{told}") as error:
        draw(file, wrong, studio())
    assert str(error.value).count("prov") == 1 and "\n" not in str(error.value)
    with pytest.raises(MediaError, match=told):
        thumbnail(wrong, name, studio(), 240)


SHAPES = {
    "script": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><script>alert(1)</script></svg>',
    "picture": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><image href="foto.png"/></svg>',
    "event": b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9z" onload="x()"/></svg>',
    "png": b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
}


@pytest.mark.parametrize("case", SHAPES)
def test_a_shape_that_is_no_plain_drawing_reaches_no_poster(case: str, tmp_path: Path) -> None:
    (tmp_path / "farlig.svg").write_bytes(SHAPES[case])
    (tmp_path / "foto.png").write_bytes(SHAPES["png"])
    vocabulary = studio().vocabulary
    shapes, errors = read_shapes(tmp_path, vocabulary.palette)
    assert not shapes and list(errors) == ["farlig.svg"]
    for shape in ("farlig", "foto.png"):
        scene = studio().scenes["stod"]
        placed = [scene.shapes[0].model_copy(update={"shape": shape}), *scene.shapes[1:]]
        scene = scene.model_copy(update={"shapes": placed})
        wrong = dataclasses.replace(studio(), scenes={"stod": scene})
        with pytest.raises(MediaError, match=rf"prov.*a4: bilden ”stod” använder ”{shape}”, som inte finns"):
            draw(MediaFile("prov", "sv", "pdf", "a4"), words(), wrong)


def made_from(said: PosterWords, with_studio: Studio, file: MediaFile = SCREEN) -> tuple[str | bytes, ...]:
    return with_studio.made_from(file, said)


def test_a_file_is_made_from_its_own_words_picture_and_colours_and_from_nothing_else() -> None:
    base, same = made_from(words(), studio()), studio()
    assert base == made_from(words(), dataclasses.replace(studio(), scenes={"stod": studio().scenes["stod"]}))
    assert base == made_from(words(), dataclasses.replace(same, hyphenation=(*same.hyphenation, "annat|ord")))
    scene = same.scenes["stod"]
    scene = scene.model_copy(update={"shapes": scene.shapes[1:]})
    palette = {**same.vocabulary.palette, **dict.fromkeys(same.vocabulary.palette, "#123456")}
    other = [
        made_from(words(1), same),
        made_from(dataclasses.replace(words(), footer=("Version 2",)), same),
        made_from(dataclasses.replace(words(), colours={**words().colours, "accent": "#000000"}), same),
        made_from(words(), same, MediaFile("prov", "sv", "png", "kvadrat")),
        made_from(words(), studio(preview=False)),
        made_from(words(), dataclasses.replace(same, scenes={"stod": scene})),
        made_from(words(), dataclasses.replace(same, vocabulary=dataclasses.replace(same.vocabulary, palette=palette))),
        made_from(words(), dataclasses.replace(same, hyphenation=("pra|ta",))),
        made_from(words(), dataclasses.replace(same, bold=same.regular)),
    ]
    assert len({base, *other}) == len(other) + 1


def test_the_recipe_has_every_module_that_draws() -> None:
    """Followed by the imports from campaign/media/drawing.py, through the floor where pictures are made."""
    package, found, waiting = PROJECT / "campaign", set[str](), ["media/drawing"]
    while waiting:
        name = waiting.pop()
        found.add(name)
        for node in ast.walk(ast.parse((package / f"{name}.py").read_text(encoding="utf-8"))):
            imported = getattr(node, "module", None) or ""
            if match := re.fullmatch(r"campaign\.((?:images|media)\.\w+)", imported):
                waiting += {match[1].replace(".", "/")} - found
    in_recipe = {f"media/{path.stem}" for path in (package / "media").glob("*.py")} | set(_RECIPE)
    assert found - in_recipe == {"images/cache"}


def test_any_number_of_processes_gives_the_same_bytes_in_the_jobs_order(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    alone = list(draw_all(a_few(), studio(), DigestCache(tmp_path / "1"), lambda *of: told.append(of), 1))
    assert [file for file, _ in alone] == list(a_few()) and told == [(number, 6) for number in range(1, 7)]
    assert alone == list(draw_all(a_few(), studio(), DigestCache(tmp_path / "2"), unheard, 3))
    assert [content[:4] for _, content in alone[:3]] == [b"%PDF", b"\x89PNG", b"\xef\xbb\xbfU"]


def test_only_what_changed_is_drawn_again(tmp_path: Path) -> None:
    files, told = a_few(), list[tuple[int, int]]()
    before = dict(draw_all(files, studio(), DigestCache(tmp_path), unheard, 1))
    changed = {file: dataclasses.replace(said, headline="Ny") if file.poster == "tva" else said
               for file, said in files.items()}  # fmt: skip
    after = dict(draw_all(changed, studio(), DigestCache(tmp_path), lambda *of: told.append(of), 1))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert {file.poster for file in files if before[file] != after[file]} == {"tva"}
    kept = next(tmp_path.iterdir())
    kept.write_bytes(kept.read_bytes()[:-9])  # a kill in the middle of a disk's write
    assert dict(draw_all(files, studio(), DigestCache(tmp_path), unheard, 1)) == before


@pytest.mark.parametrize("processes", [1, 2])
def test_all_faults_are_told_together_before_anything_is_given(tmp_path: Path, processes: int) -> None:
    files = {file: dataclasses.replace(said, illustration="ingen") if file.kind == "png" else said
             for file, said in a_few().items()}  # fmt: skip
    files[MediaFile("en", "sv", "png", "banner-bred")] = dataclasses.replace(words(), id="en", headline="Lång " * 99)
    with pytest.raises(MediaError) as error:
        next(draw_all(files, studio(), DigestCache(tmp_path), unheard, processes))
    lines = str(error.value).splitlines()
    assert [re.match(r"Affischen ”\w+”, formatet [\w-]+: ", line)[0] for line in lines] == [  # type: ignore[index]
        "Affischen ”en”, formatet delning: ", "Affischen ”tva”, formatet delning: ",
        "Affischen ”en”, formatet banner-bred: ",
    ]  # fmt: skip
    assert len(list(tmp_path.iterdir())) == 4


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    with pytest.raises(MediaError, match=r"Affischerna kan inte sparas i .*fil.*: Not a directory. Frigör plats"):
        next(draw_all(a_few(), studio(), DigestCache(tmp_path / "fil/cache"), unheard, 1))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_full_disk_is_told_and_leaves_nothing_half_written(tmp_path: Path, processes: int) -> None:
    file = MediaFile("prov", "sv", "png", "delning")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (9000, before[1]))
    try:
        with pytest.raises(MediaError, match=r"Affischerna kan inte sparas i .*: File too large. Frigör plats"):
            next(draw_all({file: words(), TEXT: words()}, studio(), DigestCache(tmp_path), unheard, processes))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


class Fatal(dict[str, object]):
    """Ends the process that unpacks it, as a computer without memory does."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (9,)


def test_a_process_that_is_killed_is_told(tmp_path: Path) -> None:
    wrong = dataclasses.replace(studio(), scenes=Fatal(studio().scenes))  # type: ignore[arg-type]
    with pytest.raises(MediaError, match="En process som ritade affischer avbröts"):
        next(draw_all(a_few(), wrong, DigestCache(tmp_path), unheard, 2))


def _leave_a_mark(number: int, folder: Path) -> int:
    (folder / str(number)).touch()
    return number


def test_processes_wait_for_who_takes_what_they_made(tmp_path: Path) -> None:
    results = in_processes(_leave_a_mark, range(60), tmp_path, 1, 2)
    assert next(results) == 0
    time.sleep(0.5)
    assert len(list(tmp_path.iterdir())) <= 8
    assert list(results) == list(range(1, 60))


def test_a_file_as_a_poster_s_picture_is_refused_by_the_check(settings: Settings, tmp_path: Path) -> None:
    text = (PROJECT / "docs/_data/posters.yml").read_text(encoding="utf-8")
    docs = tmp_path / "docs"
    (docs / "_data").mkdir(parents=True)
    for path in (PROJECT / "docs/_data").iterdir():
        (docs / "_data" / path.name).write_bytes(path.read_bytes())
    (docs / "_data/posters.yml").write_text(text.replace("illustration: vagskal", "illustration: material/foto.png"))
    (docs / "index.md").write_text("---\ntitle: Start\ndescription: Start.\n---\nText.\n")
    found = [finding for finding in run_checks(load_site(docs, "docs"), settings, TODAY)
             if finding.rule == "poster-part-unknown"]  # fmt: skip
    assert [finding.message for finding in found] == [
        "Affischen vad-som-galler: bilden ”material/foto.png” finns inte."
    ]
    assert found[0].suggestion == "En affisch visar en tecknad bild, ingen fil. Välj ett id i illustrations.yml."

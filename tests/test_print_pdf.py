"""Sheets as vector PDF: boxes, fonts, widths, text, the QR code, and what is not drawn."""

from __future__ import annotations

import io
import itertools
import os
import re
import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import page as validation
import pikepdf
import pypdfium2
import pytest
import segno
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFont
from poster_words import illustrations
from real_site import PROJECT

from campaign.images.fonts import font_path
from campaign.media.layout import Area, Item, Line, Modules, Picture, Rectangle, Sheet, Style
from campaign.media.pictures import IllustrationMissingError
from campaign.media.print_marks import MARGIN, MARK_GAP, crop_marks
from campaign.media.print_pdf import covering, flat_svg, sheets_pdf
from campaign.media.typeface import Typeface

FONTS: dict[Style, Path] = {"Regular": font_path("Regular"), "Bold": font_path("Bold")}
ADDRESS = "https://kampanj.example/k/lagen/"
POINTS = 72 / 25.4
DPI = 150
NIGHT, CREAM = "#16222e", "#fff8ec"


PICTURES = illustrations()


def line(text: str, x: float, baseline: float, size: float, style: Style = "Regular", colour: str = NIGHT) -> Line:
    return Line(text, x, baseline, size, width_of(text, size, style), colour, style)


def width_of(text: str, size: float, style: Style) -> float:
    """Millimetres, as Pillow with Raqm measures; a thousand pixels a size leaves out the rounding to pixels."""
    font = ImageFont.truetype(FONTS[style], 1000, layout_engine=ImageFont.Layout.RAQM)
    return font.getlength(text, language="sv") * size / 1000


LINES = (
    line("AVATAR Våga fråga", 20, 150, 19, "Bold"),
    line("Att köpa sex är ett brott.", 20, 172, 12.3, "Bold"),
    line("Öl, ål och ärter: flöda fint, affär, ”Tyst” – 24 timmar.", 20, 190, 6.7),
    line("Ring 020-50 50 50. Det är gratis och kostar 0 €.", 20, 201, 6.7, colour="#0b4f52"),
    line("Giltig till 2027-05-01 · CC BY 4.0 · Version 3f9a", 20, 285, 2.6),
)


def a_sheet(*more: Item, lines: tuple[Line, ...] = LINES, bleed: float = 3) -> Sheet:
    """An A4 by hand: a colour into the bleed, an illustration that bleeds on three sides, text, and a QR code."""
    rows = tuple(
        tuple(bool(cell) for cell in row) for row in segno.make_qr(ADDRESS, error="h", boost_error=False).matrix
    )
    items: tuple[Item, ...] = (
        Rectangle(Area(-3, -3, 216, 303), CREAM),
        Picture(Area(-3, -3, 216, 128), "gata-i-gryning", "En gata i staden när solen går upp."),
        *lines,
        Modules(Area(150, 215, 45, 45), rows, ADDRESS),
        *more,
    )
    plain = "\n".join(item.text for item in lines)
    return Sheet("lagen-a4", 210, 297, bleed, items, "Lagen: att köpa sex är brott", plain, "sv")


@pytest.fixture(scope="module")
def printed() -> bytes:
    return pdf(a_sheet())


def pdf(*sheets: Sheet, preview: bool = False) -> bytes:
    face = Typeface(FONTS["Regular"].read_bytes(), FONTS["Bold"].read_bytes())
    return sheets_pdf(sheets, face, PICTURES, preview)


def rendered(content: bytes, dpi: float = DPI) -> Image.Image:
    return pypdfium2.PdfDocument(content)[0].render(scale=dpi / 72).to_pil().convert("RGB")


def text_of(content: bytes) -> list[str]:
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_range().splitlines()


def operators(content: bytes) -> list[tuple[list, str]]:
    with pikepdf.open(io.BytesIO(content)) as opened:
        found = pikepdf.parse_content_stream(opened.pages[0])
        return [(list(instruction.operands), str(instruction.operator)) for instruction in found]


def test_the_boxes_are_the_paper_the_bleed_and_the_trimmed_sheet(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert len(opened.pages) == 1
        page = opened.pages[0]
        for name, outside in (("/TrimBox", 0.0), ("/BleedBox", 3.0), ("/MediaBox", 3 + MARGIN)):
            near, far = 3 + MARGIN - outside, 3 + MARGIN + outside
            millimetres = (near, near, far + 210, far + 297)
            assert [float(side) for side in page[name]] == pytest.approx([n * POINTS for n in millimetres], abs=1e-4)
        assert "/CropBox" not in page and page.get("/Rotate", 0) == 0


def test_a_card_that_is_wider_than_high_stays_so() -> None:
    with pikepdf.open(io.BytesIO(pdf(replace(a_sheet(), width=85, height=55, items=())))) as opened:
        left, bottom, right, top = (float(side) for side in opened.pages[0].TrimBox)
    assert (right - left, top - bottom) == pytest.approx((85 * POINTS, 55 * POINTS), abs=1e-3)


def test_only_our_fonts_are_there_embedded_and_cut_to_their_signs(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        fonts = opened.pages[0].Resources.Font
        descendants = [font.DescendantFonts[0] for font in fonts.values()]
        names = sorted(str(font.BaseFont) for font in descendants)
        assert [re.sub(r"^/[A-Z]{6}\+", "", name) for name in names] == [
            "AtkinsonHyperlegible", "AtkinsonHyperlegibleBold",
        ]  # fmt: skip
        assert all("/ToUnicode" in font for font in fonts.values())
        for font in descendants:
            assert 1_000 < len(font.FontDescriptor.FontFile2.read_bytes()) < 20_000
        kinds = [item for item in opened.objects if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item]
        assert len(kinds) == 2 * len(descendants)


def test_language_and_title_stand_in_the_file_and_no_day(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert str(opened.Root.Lang) == "sv" and opened.Root.ViewerPreferences.DisplayDocTitle
        assert {name: str(value) for name, value in opened.docinfo.items()} == {"/Title": a_sheet().title}
        metadata = opened.open_metadata()
        assert metadata["dc:title"] == a_sheet().title and metadata["dc:language"] == {"sv"}
        assert b"Date" not in opened.Root.Metadata.read_bytes()
        assert "/OpenAction" not in opened.Root and "/OutputIntents" not in opened.Root
    with pikepdf.open(io.BytesIO(pdf(replace(a_sheet(), tag="sv-simple")))) as opened:
        assert str(opened.Root.Lang) == "sv-simple"


def test_the_text_is_read_line_by_line(printed: bytes) -> None:
    assert text_of(printed) == [item.text for item in LINES]


def test_everything_is_vectors_in_red_green_and_blue(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as opened:
        assert "/XObject" not in opened.pages[0].Resources
    assert not {"k", "K", "Do", "BI", "sh", "cs", "CS"} & {operator for _, operator in operators(printed)}


def advances(content: bytes) -> list[tuple[float, float, float]]:
    """Of each line of text: where it begins, its baseline and its advance in points, by the file's own numbers."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        fonts = {name: font.DescendantFonts[0] for name, font in opened.pages[0].Resources.Font.items()}
        widths = {name: glyph_widths(font) for name, font in fonts.items()}
    found: list[tuple[float, float, float]] = []
    start, baseline, at, size, font = 0.0, 0.0, 0.0, 0.0, ""
    for operands, operator in operators(content):
        if operator == "Tf":
            font, size = str(operands[0]), float(operands[1])
        elif operator == "Td":
            start, baseline = map(float, operands)
            at = start
        elif operator == "Tm":
            at = float(operands[4])
            assert float(operands[5]) == baseline
        elif operator in ("Tj", "TJ"):
            for piece in operands[0] if operator == "TJ" else operands:
                if isinstance(piece, pikepdf.String):
                    glyphs = [int.from_bytes(pair, "big") for pair in pairs(bytes(piece))]
                    at += sum(widths[font][glyph] for glyph in glyphs) * size / 1000
                else:
                    at -= float(piece) * size / 1000
        elif operator == "ET" and start:
            found.append((start, baseline, at - start))
            start = 0.0
    return found


def pairs(data: bytes) -> list[bytes]:
    return [data[number : number + 2] for number in range(0, len(data), 2)]


def glyph_widths(font: pikepdf.Object) -> dict[int, float]:
    """The widths of a font by glyph, from both forms that /W may have."""
    found: dict[int, float] = {}
    items = list(font.W)
    while items:
        first, second = int(items.pop(0)), items.pop(0)
        if isinstance(second, pikepdf.Array):
            found |= {first + number: float(width) for number, width in enumerate(second)}
        else:
            found |= dict.fromkeys(range(first, int(second) + 1), float(items.pop(0)))
    return found


def test_each_line_stands_where_it_is_told_and_is_as_wide_as_pillow_says(printed: bytes) -> None:
    found = advances(printed)
    assert len(found) == len(LINES)
    edge, height = 3 + MARGIN, 297 + 2 * (3 + MARGIN)
    for item, (start, baseline, advance) in zip(LINES, found, strict=True):
        assert start == pytest.approx((edge + item.x) * POINTS, abs=0.006)
        assert baseline == pytest.approx((height - edge - item.baseline) * POINTS, abs=0.006)
        assert advance == pytest.approx(item.width * POINTS, rel=0.001)


def test_pairs_are_kerned(printed: bytes) -> None:
    font = ImageFont.truetype(FONTS["Bold"], 1000, layout_engine=ImageFont.Layout.RAQM)
    item = LINES[0]
    loose = font.getlength(item.text, features=["-kern"]) * item.size / 1000 * POINTS
    assert loose - advances(printed)[0][2] > 0.02 * loose


def word_boxes(image: Image.Image, item: Line, scale: float) -> list[tuple[int, int, int, int]]:
    """The boxes of a line's words in pixels: of ink that stands together."""
    baseline = item.baseline * scale
    above, below = round(baseline - item.size * scale), round(baseline + 0.4 * item.size * scale)
    ink = image.convert("L").crop((0, above, image.width, below)).point(lambda grey: 255 if grey < 128 else 0)
    columns = [x for x in range(ink.width) if ink.crop((x, 0, x + 1, ink.height)).getbbox()]
    starts = [x for before, x in itertools.pairwise([-999, *columns]) if x - before > 0.19 * item.size * scale]
    boxes = []
    for left, after in itertools.pairwise([*starts, ink.width]):
        box = ink.crop((left, 0, after, ink.height)).getbbox()
        assert box
        boxes.append((left + box[0], above + box[1], left + box[2], above + box[3]))
    return boxes


def test_the_rendered_words_stand_where_pillow_draws_them() -> None:
    # A paper of whole pixels: else the renderer stretches it to them.
    sheet = replace(a_sheet(), width=9 * 25.4, height=11.9 * 25.4, items=LINES, bleed=0)
    paper = rendered(pdf(sheet))
    assert paper.size == (1350, 1785)
    scale = DPI / 25.4
    drawn = Image.new("RGB", paper.size, "white")
    draw = ImageDraw.Draw(drawn)
    for item in LINES:
        font = ImageFont.truetype(FONTS[item.style], item.size * scale, layout_engine=ImageFont.Layout.RAQM)
        place = (item.x * scale, item.baseline * scale)
        draw.text(place, item.text, NIGHT, font, anchor="ls", language="sv")
    for item in LINES[:-1]:  # the smallest has letters of 8 pixels, too small for boxes
        ours, theirs = word_boxes(paper, item, scale), word_boxes(drawn, item, scale)
        assert len(ours) == len(theirs) == len(item.text.split())
        for mine, other in zip(ours, theirs, strict=True):
            assert max(abs(a - b) for a, b in zip(mine, other, strict=True)) <= 1, (item.text, mine, other)


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("dpi", [60, 150])
def test_the_code_is_read_from_the_render(preview: bool, dpi: int) -> None:
    assert [code.text for code in zxingcpp.read_barcodes(rendered(pdf(a_sheet(), preview=preview), dpi))] == [ADDRESS]


def test_the_code_has_its_quiet_zone_inside_its_area() -> None:
    code = replace(a_sheet().items[-1], area=Area(0, 0, 45, 45))
    image = rendered(pdf(replace(a_sheet(), items=(code,), bleed=0)))
    edge = 0
    box = image.crop((edge + 3, edge + 3, image.width - edge - 3, image.height - edge - 3)).convert("1").getbbox()
    dark = ImageChops.invert(image.convert("L")).crop((edge + 3, edge + 3, edge + 280, edge + 280)).getbbox()
    module = 45 / (len(code.rows) + 8) * DPI / 25.4
    assert box and dark
    assert dark[0] + 3 == pytest.approx(4 * module, abs=1.5) and dark[1] + 3 == pytest.approx(4 * module, abs=1.5)
    assert dark[2] + 3 == pytest.approx((len(code.rows) + 4) * module, abs=1.5)


def test_colour_fills_the_bleed_and_not_the_margin(printed: bytes) -> None:
    image = rendered(printed)
    pixel = DPI / 25.4
    middle = image.width // 2
    bottom = round((3 + MARGIN + 297 + 3) * pixel)
    assert image.getpixel((middle, bottom - 3)) == (0xFF, 0xF8, 0xEC)
    assert image.getpixel((middle, bottom + 3)) == (255, 255, 255)


def test_what_lies_outside_the_bleed_is_cut_away() -> None:
    items = (Rectangle(Area(-20, -20, 250, 340), NIGHT), Picture(Area(-20, 90, 250, 90), "gata-i-gryning", "x"))
    content = pdf(a_sheet(lines=(*LINES, line("Utanför", -9, 60, 9)), bleed=3), replace(a_sheet(), items=items))
    for number, page in enumerate(pypdfium2.PdfDocument(content)):
        image = page.render(scale=DPI / 72).to_pil().convert("RGB")
        pixel = DPI / 25.4
        near, far = round(MARGIN * pixel) - 1, (round((MARGIN + 6) * pixel), round((MARGIN + 216) * pixel))
        sides = ((far[0], 0, far[1] - far[0], near), (0, far[0], near, round((MARGIN + 297) * pixel)))
        for box in sides:
            assert len(image.crop(box).getcolors()) == 1, (number, box)
        inside = image.getpixel((near + 4, near + 4))
        assert inside != (255, 255, 255)


def test_an_illustration_covers_its_area_and_nothing_outside() -> None:
    area = Area(50, 60, 40, 80)
    whole = covering(area)
    assert whole == Area(6, 60, 128, 80) and covering(Area(10, 40, 96, 30)) == Area(10, 25, 96, 60)
    image = rendered(pdf(replace(a_sheet(), items=(Picture(area, "gata-i-gryning", "x"),), bleed=0)))
    pixel, edge = DPI / 25.4, 0.0
    inside = [round((edge + side) * pixel) for side in (50, 60, 90, 140)]
    body = image.crop((round(edge * pixel) + 2, round(edge * pixel) + 2, round((edge + 210) * pixel) - 2,
                       round((edge + 297) * pixel) - 2))  # fmt: skip
    box = ImageChops.difference(body, Image.new("RGB", body.size, "white")).getbbox()
    assert box
    found = [side + round(edge * pixel) + 2 for side in box]
    assert all(abs(a - b) <= 1 for a, b in zip(found, inside, strict=True))
    corners = [image.getpixel((x, y)) for x in (inside[0] + 3, inside[2] - 3) for y in (inside[1] + 3, inside[3] - 3)]
    assert (255, 255, 255) not in corners


def test_every_illustration_can_be_printed_without_its_shadows(caplog: pytest.LogCaptureFixture) -> None:
    pictures = tuple(Picture(Area(0, 0, 48, 30), name, "x") for name in PICTURES)
    sheet = replace(a_sheet(), items=pictures)
    assert not any(b"ilter" in flat_svg(svg) for svg in PICTURES.values())
    with pikepdf.open(io.BytesIO(pdf(sheet))) as opened:
        assert "/XObject" not in opened.pages[0].Resources
    assert not [record for record in caplog.records if record.levelname == "WARNING"]  # fpdf2 tells what it leaves out


def elements(content: bytes) -> list[tuple[str, str, list[int]]]:
    """The structure tree's elements: role, words of a figure, numbers of its pieces of content."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        document = opened.Root.StructTreeRoot.K[0]
        assert opened.Root.MarkInfo.Marked and document.S == "/Document"
        owners = opened.Root.StructTreeRoot.ParentTree.Nums[1]
        for element in document.K:
            assert all(owners[int(number)].objgen == element.objgen for number in element.K)
        return [
            (str(element.S)[1:], str(element.get("/Alt", "")), [int(number) for number in element.K])
            for element in document.K
        ]


def test_a_screen_reader_meets_heading_paragraphs_and_pictures_in_order() -> None:
    rows = a_sheet().items[-1].rows
    sheet = replace(
        a_sheet(),
        items=(
            Picture(Area(0, 0, 48, 30), "stod", "En person går mot en dörr."),
            line("Köp av sex", 20, 80, 20, "Bold"),
            line("är ett brott", 20, 104, 20, "Bold"),
            line("Ett stycke som", 20, 130, 7),
            line("har två rader.", 20, 140, 7),
            line("Ett nytt stycke.", 20, 160, 7),
            Rectangle(Area(0, 200, 20, 20), CREAM),
            Modules(Area(150, 215, 45, 45), rows, ADDRESS),
            line("kampanj.example", 20, 270, 7, "Bold"),
        ),
    )
    assert elements(pdf(sheet, preview=True)) == [
        ("Figure", "En person går mot en dörr.", [0]),
        ("H1", "", [1, 2]),
        ("P", "", [3, 4]),
        ("P", "", [5]),
        ("Figure", f"QR-kod till {ADDRESS}", [6]),
        ("P", "", [7]),
    ]


def test_what_only_decorates_and_what_is_blank_is_not_read_out() -> None:
    items = (Picture(Area(0, 0, 48, 30), "stod", ""), line(" ", 20, 80, 20), line("Text", 20, 100, 8))
    made = pdf(replace(a_sheet(), items=items))
    assert elements(made) == [("H1", "", [0])] and text_of(made) == ["Text"]
    assert rendered(made, 60).getpixel((round((3 + MARGIN + 24) / 25.4 * 60), 60)) != (255, 255, 255)


@pytest.mark.parametrize("preview", [False, True])
@pytest.mark.parametrize("pages", [1, 2])
def test_the_structure_passes_all_rules_but_the_claim_that_we_do_not_make(
    tmp_path: Path, pages: int, preview: bool
) -> None:
    (tmp_path / "a.pdf").write_bytes(pdf(*[a_sheet()] * pages, preview=preview))
    report = validation.validate_pdf(str(tmp_path / "a.pdf"), profile="ua1")
    assert set(re.findall(r"\[(PDFUA1-[A-Z0-9-]+)\]", str(report))) == {
        "PDFUA1-ID-PART-001", "PDFUA1-ID-SCHEMA-001",
    }, report  # fmt: skip


def test_a_sheet_without_bleed_is_its_paper_and_has_no_marks() -> None:
    sheet = replace(a_sheet(), bleed=0)
    assert not list(crop_marks(sheet))
    with pikepdf.open(io.BytesIO(pdf(sheet))) as opened:
        for name in ("/MediaBox", "/BleedBox", "/TrimBox"):
            sides = [float(side) for side in opened.pages[0].obj[name]]
            assert sides == pytest.approx([0, 0, 210 * POINTS, 297 * POINTS], abs=0.01)


def test_crop_marks_point_at_the_corners_from_outside_the_bleed(printed: bytes) -> None:
    marks = list(crop_marks(a_sheet()))
    assert len(marks) == 8
    for x1, y1, x2, y2 in marks:
        across, down = {x1, x2}, {y1, y2}
        assert (len(across), len(down)) in ((1, 2), (2, 1))
        assert across <= {0, 210} or down <= {0, 297}
        for x, y in ((x1, y1), (x2, y2)):
            outside = max(-x, x - 210, -y, y - 297)
            assert 3 + MARK_GAP <= outside < 3 + MARGIN
    with pikepdf.open(io.BytesIO(printed)) as opened:
        bleed = [float(side) for side in opened.pages[0].BleedBox]
        paper = [float(side) for side in opened.pages[0].MediaBox]
    drawn = operators(printed)
    strokes = [number for number, (_, operator) in enumerate(drawn) if operator == "S"][-8:]
    widths = [float(operands[0]) for operands, operator in drawn[: strokes[0]] if operator == "w"]
    assert widths[-1] == 0.25
    for number in strokes:
        assert [operator for _, operator in drawn[number - 2 : number + 1]] == ["m", "l", "S"]
        for x, y in ([float(n) for n in operands] for operands, _ in drawn[number - 2 : number]):
            assert x < bleed[0] or x > bleed[2] or y < bleed[1] or y > bleed[3]
            assert paper[0] < x < paper[2] and paper[1] < y < paper[3]


def test_a_draft_says_so_across_the_sheet_behind_its_text(printed: bytes) -> None:
    draft = pdf(a_sheet(), preview=True)
    assert text_of(draft) == text_of(printed)
    plain, marked = rendered(printed, 50), rendered(draft, 50)
    box = ImageChops.difference(plain, marked).getbbox()
    assert box and box[2] - box[0] > 0.5 * plain.width and box[3] - box[1] > 0.5 * plain.height
    # The letters are as dark as without it, also where it crosses them.
    letters = plain.convert("L").point(lambda grey: 255 if grey <= 33 else 0)
    letters.paste(0, (0, 0, plain.width, round((3 + MARGIN + 126) / 25.4 * 50)))  # the illustration has dark parts too
    changed = ImageChops.difference(plain, marked).convert("L")
    assert letters.getbbox() and not ImageChops.multiply(changed, letters).getbbox()


def test_what_cannot_be_drawn_is_told_in_swedish() -> None:
    with pytest.raises(IllustrationMissingError, match=r"bilden ”gata-i-gryningen” finns inte. Menade du"):
        pdf(a_sheet(Picture(Area(0, 0, 10, 10), "gata-i-gryningen", "x")))
    with pytest.raises(IllustrationMissingError, match=r"bilden ”zzz” finns inte. Välj ett id i docs/_data/illustra"):
        pdf(a_sheet(Picture(Area(0, 0, 10, 10), "zzz", "x")))


def test_the_same_sheet_gives_the_same_bytes_in_every_process(tmp_path: Path) -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, sys.argv[1]); import test_print_pdf as made;"
        "made.FONTS = {style: path.relative_to(path.parent).absolute() for style, path in made.FONTS.items()};"
        "print(hashlib.sha256(made.pdf(made.a_sheet(), preview=True)).hexdigest())"
    )
    found = set()
    for seed, zone in (("0", "UTC"), ("7", "Asia/Tokyo")):
        here = tmp_path / seed
        here.mkdir()
        for path in FONTS.values():
            shutil.copy(path, here / path.name)
        world = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": os.pathsep.join([str(PROJECT), *sys.path]),
        }
        command = [sys.executable, "-c", code, str(PROJECT / "tests")]
        done = subprocess.run(command, cwd=here, env=world, capture_output=True, text=True, check=True)
        found.add(done.stdout)
    assert len(found) == 1

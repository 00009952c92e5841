"""The real posters as they are drawn: every code, every word and every box, read by others than those who drew them."""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import replace
from functools import cache
from urllib.parse import urljoin

import pytest
import zxingcpp
from jinja2 import Environment, FileSystemLoader
from PIL import Image, ImageChops, ImageFilter
from poster_words import FACE
from printed_sheets import DPI, MAGENTA, Printed
from real_site import PROJECT

from campaign.content.pages import load_site
from campaign.content.posters import short_addresses
from campaign.images.cache import CACHE_FOLDER, DigestCache
from campaign.images.palette import contrast
from campaign.images.processes import unheard
from campaign.media.drawing import Studio, _composed
from campaign.media.files import MediaFile, media_files
from campaign.media.formats import FORMATS
from campaign.media.layout import Area, Item, Line, Modules, Picture, Rectangle, Sheet
from campaign.media.pool import draw_all
from campaign.media.qr import QUIET_ZONE
from campaign.media.raster import draw_sheet
from campaign.settings import load_settings
from campaign.site.drawing import prepare_environment
from campaign.site.frame import Frame
from campaign.site.posters import Jobs, poster_jobs, project_tokens, studio
from campaign.site.short_addresses import short_pages

SITE = load_site(PROJECT / "docs", "docs")
FRAME = Frame(SITE, load_settings(PROJECT, {}), "preview", "https://kampanj.example/")
FILES = [file for poster in SITE.records.posters.values() for file in media_files(poster) if file.format]

#: Millimetres from the trim within which nothing is read, and how far a file's numbers may be from the format's.
SAFE, EXACT = 3.0, 0.1

#: Side by side on a sheet to tear them off.
SLIPS = 7

#: How many pixels of 0.1 mm a line's ink may differ between the two back ends: Pillow draws the tail of a g that is
#: 200 pixels high to the next whole pixel of the font's own grid. So much is looked at around each line, too.
APART = 3

AROUND = 0.3

PRINT_DPI = 300


@cache
def jobs() -> Jobs:
    return poster_jobs(FRAME, SITE.records.posters.values(), project_tokens(FRAME))


@cache
def the_studio() -> Studio:
    return studio(FRAME)


@cache
def sheets_of(file: MediaFile) -> tuple[Sheet, ...]:
    return _composed(jobs()[file], file.format, the_studio())[0]


@pytest.fixture(scope="module")
def drawn() -> dict[MediaFile, bytes]:
    """Every file as the build draws it, from the project's own cache."""
    return dict(draw_all(jobs(), the_studio(), DigestCache(PROJECT / CACHE_FOLDER), unheard))


def lines(sheet: Sheet) -> list[Line]:
    return [item for item in sheet.items if isinstance(item, Line)]


def codes(sheet: Sheet) -> list[Modules]:
    return [item for item in sheet.items if isinstance(item, Modules)]


@cache
def ink(line: Line) -> Area:
    """The box of a line's letters in millimetres, measured on its glyphs."""
    left, top, right, bottom = FACE.font(line.style, 1000).getbbox(line.text, language="sv", anchor="ls")
    part = line.size / 1000
    return Area(line.x + left * part, line.baseline + top * part, (right - left) * part, (bottom - top) * part)


def box(item: Item) -> Area:
    return ink(item) if isinstance(item, Line) else item.area


def seen(item: Item) -> Area:
    """What is read of an item: of a code its modules, without the white around them."""
    if not isinstance(item, Modules):
        return box(item)
    quiet = QUIET_ZONE * item.area.width / (len(item.rows) + 2 * QUIET_ZONE)
    side = item.area.width - 2 * quiet
    return Area(item.area.x + quiet, item.area.y + quiet, side, side)


# --- nothing overflows


def meet(first: Area, second: Area) -> bool:
    return (
        first.x < second.x + second.width and second.x < first.x + first.width
        and first.y < second.y + second.height and second.y < first.y + first.height
    )  # fmt: skip


def holds(outer: Area, inner: Area, within: float = 0.0) -> bool:
    return (
        inner.x >= outer.x + within and inner.x + inner.width <= outer.x + outer.width - within
        and inner.y >= outer.y + within and inner.y + inner.height <= outer.y + outer.height - within
    )  # fmt: skip


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_line_and_code_stands_free_in_its_own_block_and_in_the_safe_part_of_the_sheet(file: MediaFile) -> None:
    for sheet in sheets_of(file):
        read = [*lines(sheet), *codes(sheet)]
        blocks = [item for item in sheet.items if isinstance(item, (Rectangle, Picture))]
        for number, item in enumerate(read):
            assert holds(Area(0, 0, sheet.width, sheet.height), seen(item), SAFE), ("near the trim", item)
            uppermost = [block for block in blocks if meet(block.area, box(item))][-1]
            assert isinstance(uppermost, Rectangle) and holds(uppermost.area, box(item)), ("out of its block", item)
            over = [other for other in read[number + 1 :] if meet(box(item), box(other))]
            assert not over, ("over each other", item, over)


# --- the codes


def wanted(file: MediaFile) -> str:
    """The address that a file's codes lead to, made from the record."""
    poster = SITE.records.posters[file.poster]
    return f"https://kampanj.example/{'lattlast/' if file.variant == 'lattlast' else ''}{poster.address}/"


def read_codes(image: Image.Image) -> list[str]:
    return [code.text for code in zxingcpp.read_barcodes(image)]


def treated(image: Image.Image) -> dict[str, Image.Image]:
    half = (image.width // 2, image.height // 2)
    return {
        "whole": image,
        "half": image.resize(half, Image.Resampling.BILINEAR),
        "turned": image.rotate(5, Image.Resampling.BILINEAR, expand=True, fillcolor="#777777"),
    }


def assert_read(image: Image.Image, file: MediaFile, count: int) -> None:
    for name, version in treated(image).items():
        assert read_codes(version) == [wanted(file)] * count, (file.name, name)


def count_of_codes(file: MediaFile) -> int:
    return 0 if not FORMATS[file.format].qr else SLIPS if file.format == "talong" else 1  # type: ignore[index]


def test_every_code_leads_to_an_address_that_the_site_has_and_that_leads_on_in_the_same_variant() -> None:
    environment = prepare_environment(Environment(loader=FileSystemLoader(PROJECT / "overrides")), [])
    leading, known = dict(short_pages(FRAME, environment)), short_addresses(SITE)
    for file in FILES:
        short = wanted(file).removeprefix(FRAME.site_url)
        page = known[short.removeprefix("lattlast/").rstrip("/")]
        (href,) = re.findall(r'content="0; url=([^"]+)"', leading[short])
        target = f"{'lattlast/' if file.variant == 'lattlast' else ''}{page.id.removesuffix('index').rstrip('/')}/"
        assert urljoin(wanted(file), href) == FRAME.site_url + target, file.name
        assert {code.address for sheet in sheets_of(file) for code in codes(sheet)} <= {wanted(file)}


# --- pictures for screens


@pytest.fixture(scope="module", params=[file for file in FILES if file.kind == "png"], ids=lambda file: file.name)
def screen(request: pytest.FixtureRequest, drawn: dict[MediaFile, bytes]) -> tuple[MediaFile, Image.Image]:
    return request.param, Image.open(io.BytesIO(drawn[request.param])).convert("RGB")


def test_a_screen_s_codes_are_read_also_when_it_is_small_or_askew(screen: tuple[MediaFile, Image.Image]) -> None:
    file, image = screen
    assert_read(image, file, count_of_codes(file))


def test_a_screen_s_words_are_told_from_their_ground(screen: tuple[MediaFile, Image.Image]) -> None:
    file, image = screen
    (sheet,), dpi = sheets_of(file), FORMATS[file.format].dpi  # type: ignore[index]
    _, pictures = _composed(jobs()[file], file.format, the_studio())
    bare = replace(sheet, items=tuple(item for item in sheet.items if not isinstance(item, Line)))
    both = [draw_sheet(one, dpi, FACE, pictures, True) for one in (sheet, bare)]
    letters = ImageChops.difference(*both).convert("L")
    # In the file, with its small palette: what lies farther from a letter than its soft edge.
    free = letters.point(lambda value: 255 * (value == 0)).filter(ImageFilter.MinFilter(3))
    for line in lines(sheet):
        sides = pixels(box(line), dpi, 1.5)
        ground = colours(image.crop(sides), free.crop(sides))
        assert least_contrast(image.crop(sides), letters.crop(sides), ground) >= 7, line


def pixels(area: Area, dpi: float, around: float = 0.0) -> tuple[int, int, int, int]:
    sides = (area.x - around, area.y - around, area.x + area.width + around, area.y + area.height + around)
    return tuple(round(side * dpi / 25.4) for side in sides)  # type: ignore[return-value]


Colour = tuple[int, int, int]


def colours(image: Image.Image, where: Image.Image | None = None) -> Counter[Colour]:
    """How many pixels have each colour, of those where the mask is full."""
    shown = image if where is None else Image.composite(image, Image.new("RGB", image.size, MAGENTA), where)
    counted: list[tuple[int, Colour]] = shown.getcolors(image.width * image.height)  # type: ignore[assignment]
    return Counter({colour: count for count, colour in counted if colour != MAGENTA})


def least_contrast(image: Image.Image, letters: Image.Image, ground: Counter[Colour]) -> float:
    """Between the most frequent colour of the letters and every colour of their ground."""
    ((own, _),) = colours(image, letters.point(lambda value: 255 * (value > 40))).most_common(1)
    return min(contrast(named(own), named(other)) for other in ground)


def named(colour: Colour) -> str:
    return "#" + bytes(colour).hex()


# --- paper


@pytest.fixture(scope="module", params=[file for file in FILES if file.kind == "pdf"], ids=lambda file: file.name)
def paper(request: pytest.FixtureRequest, drawn: dict[MediaFile, bytes]) -> tuple[MediaFile, Printed]:
    return request.param, Printed(drawn[request.param], sheets_of(request.param))


def test_a_print_s_boxes_are_the_format_its_bleed_and_the_paper(paper: tuple[MediaFile, Printed]) -> None:
    file, printed = paper
    form = FORMATS[file.format]  # type: ignore[index]
    assert len(printed.document) == (2 if file.format == "kort" else 1)
    marks = 16 if form.bleed_mm else 0  # an office printer's own paper is not cut
    for number in range(len(printed.document)):
        boxes = printed.boxes(number)
        sizes = {name: (right - left, top - bottom) for name, (left, bottom, right, top) in boxes.items()}
        for name, more in (("trim", 0), ("bleed", 2 * form.bleed_mm), ("media", 2 * form.bleed_mm + marks)):
            assert sizes[name] == pytest.approx((form.width_mm + more, form.height_mm + more), abs=EXACT), name
            assert sum(boxes[name][::2]) == pytest.approx(sum(boxes["media"][::2]), abs=EXACT), "in the middle"
            assert sum(boxes[name][1::2]) == pytest.approx(sum(boxes["media"][1::2]), abs=EXACT), "in the middle"


def test_a_print_has_its_own_font_its_language_and_its_title(paper: tuple[MediaFile, Printed]) -> None:
    file, printed = paper
    assert printed.fonts() <= {("AtkinsonHyperlegible", True), ("AtkinsonHyperlegibleBold", True)}
    assert ("AtkinsonHyperlegibleBold", True) in printed.fonts()
    assert printed.language == ("sv-simple" if file.variant == "lattlast" else "sv")
    assert printed.title == jobs()[file].headline


def test_a_print_s_words_can_be_copied_and_are_those_of_its_plain_text(paper: tuple[MediaFile, Printed]) -> None:
    file, printed = paper
    for number, sheet in enumerate(printed.sheets):
        said = printed.words(number)
        assert said == [word for line in lines(sheet) for word in line.text.split()], "in the order of the sheet"
        assert " ".join(said).startswith(sheet.plain.splitlines()[0]), "the headline first"
        told = [word for line in sheet.plain.splitlines() if not line.startswith("Bild: ") for word in line.split()]
        beside = Counter((line.text, line.baseline) for line in lines(sheet))
        slips = [word for (text, _), count in beside.items() if count == SLIPS for word in text.split() * count]
        assert bare(said) - bare(slips) == bare(told)
        assert bool(slips) == (file.format == "talong")


def plain(word: str) -> str:
    return word.rstrip(":")


def bare(words: list[str]) -> Counter[str]:
    """Words without what only joins them: the dots between items and the colon between a name and its number. An
    address may stand on two lines, and is always two words."""
    return Counter(" ".join(plain(word) for word in words if word != "·").replace("/", " /").split())


def test_a_print_s_letters_stand_where_pillow_draws_them(paper: tuple[MediaFile, Printed]) -> None:
    _, printed = paper
    for number, sheet in enumerate(printed.sheets):
        behind = Rectangle(Area(0, 0, sheet.width, sheet.height), "#" + bytes(MAGENTA).hex())
        alone = draw_sheet(replace(sheet, items=(behind, *lines(sheet))), DPI, FACE, {}, False)
        theirs = printed.letters(number)
        for line in lines(sheet):
            mine = ink_box(alone.crop(pixels(box(line), DPI, AROUND)), line)
            other = ink_box(theirs.crop(printed.box(number, box(line), AROUND)), line)
            assert max(abs(a - b) for a, b in zip(mine, other, strict=True)) <= APART, (line, mine, other)


def ink_box(image: Image.Image, line: Line) -> tuple[int, int, int, int]:
    """Where the letters cover at least half of a pixel."""
    own = bytes.fromhex(line.colour[1:])
    band = max(range(3), key=lambda number: abs(own[number] - MAGENTA[number]))
    middle, dark = (own[band] + MAGENTA[band]) / 2, own[band] < MAGENTA[band]
    covered = image.getchannel(band).point(lambda value: 255 * ((value < middle) == dark))
    found = covered.getbbox()
    assert found, line
    return found


def test_a_print_s_words_are_told_from_their_ground(paper: tuple[MediaFile, Printed]) -> None:
    _, printed = paper
    for number, sheet in enumerate(printed.sheets):
        whole, ground, where = printed.render(number), printed.ground(number), printed.letters(number)
        letters = ImageChops.difference(where, Image.new("RGB", where.size, MAGENTA)).convert("L")
        for line in lines(sheet):
            sides = printed.box(number, box(line), 0.5)
            behind = colours(ground.crop(sides))
            assert least_contrast(whole.crop(sides), letters.crop(sides), behind) >= 7, line


def test_a_print_s_codes_are_read_also_when_it_is_small_or_askew(paper: tuple[MediaFile, Printed]) -> None:
    file, printed = paper
    found = codes(printed.sheets[-1])
    assert len(found) == count_of_codes(file)
    assert read_codes(printed.render(len(printed.sheets) - 1)) == [wanted(file)] * len(found)
    for code in found:
        assert_read(printed.part(len(printed.sheets) - 1, code.area, 2, PRINT_DPI), file, 1)

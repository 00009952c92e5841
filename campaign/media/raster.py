"""The Pillow back end: a sheet as PNG, trimmed, in the pixels of its format."""

from __future__ import annotations

import functools
import heapq
import io
import itertools
import math
from collections.abc import Mapping, Sequence

from PIL import Image, ImageChops, ImageDraw
from PIL.PngImagePlugin import PngInfo

from campaign.content.preview import DRAFT_MARK, PREVIEW_STATUS
from campaign.images.svg_pixels import draw_illustration
from campaign.media.layout import Area, Line, Modules, Picture, Rectangle, Sheet
from campaign.media.pictures import illustration_of
from campaign.media.qr import QUIET_ZONE, CodeError
from campaign.media.typeface import Typeface

_MARK_STRENGTH = 44  # of 255: seen at once, and text above it still has its contrast
_MARK_COLOUR = "#808080"
_COLOURS, _CANDIDATES, _CUBE = 256, 3000, 9  # colours nearer than _CUBE are taken for one
_Colour = tuple[int, ...]
_FLATS = 500  # a colour of more than one part in so many is a flat


def draw_png(
    sheet: Sheet, dpi: float, face: Typeface, illustrations: Mapping[str, bytes], preview: bool, smallest: bool = True
) -> bytes:
    """The trimmed sheet as PNG in `dpi` dots an inch, its title and text written in the file.

    `illustrations` are composed pictures (SVG) by id. A preview is marked across the picture. `smallest`: at most 256
    colours, which is enough for flat pictures. Raises IllustrationMissingError.
    """
    image = draw_sheet(sheet, dpi, face, illustrations, preview)
    info = PngInfo()
    language = sheet.tag
    info.add_itxt("Title", sheet.title, lang=language, tkey="Titel")
    info.add_itxt("Description", sheet.plain, lang=language, tkey="Text")
    if preview:
        info.add_itxt("Comment", PREVIEW_STATUS, lang=language, tkey="Status")
    result = io.BytesIO()
    (flat(image) if smallest else image).save(result, "PNG", optimize=True, pnginfo=info, dpi=(dpi, dpi))
    return result.getvalue()


def draw_small(sheet: Sheet, width: int, face: Typeface, illustrations: Mapping[str, bytes], preview: bool) -> bytes:
    """The trimmed sheet as a small PNG, `width` pixels wide, to look at: its codes are too small to be scanned."""
    image = draw_sheet(sheet, 25.4 * width / sheet.width, face, illustrations, preview, scanned=False)
    result = io.BytesIO()
    flat(image).save(result, "PNG", optimize=True)
    return result.getvalue()


def draw_sheet(
    sheet: Sheet, dpi: float, face: Typeface, illustrations: Mapping[str, bytes], preview: bool, scanned: bool = True
) -> Image.Image:
    """The pixels of draw_png: colour and pictures first, then a preview's mark, then text and codes above it.

    Where codes are not to be scanned they may be smaller than their modules can be drawn.
    """
    scale = dpi / 25.4
    image = Image.new("RGB", (round(sheet.width * scale), round(sheet.height * scale)), "#ffffff")
    for item in sheet.items:
        if isinstance(item, Rectangle):
            _rectangle(image, item, scale)
        elif isinstance(item, Picture):
            _picture(image, item, scale, illustration_of(sheet, item, illustrations))
    if preview:
        _mark(image, face)
    draw = ImageDraw.Draw(image)
    for item in sheet.items:
        if isinstance(item, Line):
            font = face.font(item.style, item.size * scale)
            draw.text((item.x * scale, item.baseline * scale), item.text, item.colour, font, "ls", language="sv")
        elif isinstance(item, Modules):
            (_modules if scanned else _small_code)(image, item, scale)
    return image


def flat(image: Image.Image) -> Image.Image:
    """The picture in at most 256 of its most frequent colours: blocks of colour and text keep theirs to the last bit.

    Pillow finds the nearest colour only nearly, so the colours of large flats are put back as they were.
    """
    counted: list[tuple[int, _Colour]] = image.getcolors(image.width * image.height)  # type: ignore[assignment]
    ordered = heapq.nsmallest(_CANDIDATES, counted, key=lambda entry: (-entry[0], entry[1]))
    chosen = _apart([colour for _, colour in ordered])
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    result = image.quantize(palette=palette, dither=Image.Dither.NONE)
    counts, bands = {colour: count for count, colour in ordered}, image.split()
    for index, colour in enumerate(chosen):
        if counts[colour] * _FLATS > image.width * image.height:
            result.paste(index, mask=_exactly(bands, colour))
    return result


def _apart(colours: Sequence[_Colour]) -> list[_Colour]:
    """At most 256 of the colours, the first first, none nearer than _CUBE to one before it.

    The chosen stand in cubes as wide as that distance, so that each is compared with its neighbours only.
    """
    chosen: list[_Colour] = []
    cubes: dict[_Colour, list[_Colour]] = {}
    for colour in colours:
        red, green, blue = (part // _CUBE for part in colour)
        near = itertools.product((red - 1, red, red + 1), (green - 1, green, green + 1), (blue - 1, blue, blue + 1))
        if all(math.dist(colour, other) >= _CUBE for cube in near for other in cubes.get(cube, ())):
            chosen.append(colour)
            cubes.setdefault((red, green, blue), []).append(colour)
        if len(chosen) == _COLOURS:
            break
    return chosen


def _exactly(bands: Sequence[Image.Image], colour: _Colour) -> Image.Image:
    """Where the picture has exactly this colour."""
    found = [
        band.point([255 if value == wanted else 0 for value in range(256)])
        for band, wanted in zip(bands, colour, strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(found[0], found[1]), found[2])


def _box(area: Area, scale: float) -> tuple[int, int, int, int]:
    """The area in whole pixels: left, top, right, bottom; neighbours share their edge."""
    right, bottom = area.x + area.width, area.y + area.height
    left, top, right, bottom = (round(side * scale) for side in (area.x, area.y, right, bottom))
    return int(left), int(top), max(int(right), int(left) + 1), max(int(bottom), int(top) + 1)


def _rectangle(image: Image.Image, item: Rectangle, scale: float) -> None:
    image.paste(item.colour, _inside(image, _box(item.area, scale)))


def _inside(image: Image.Image, box: tuple[int, int, int, int]) -> tuple[int, int, int, int]:
    return max(0, box[0]), max(0, box[1]), min(image.width, box[2]), min(image.height, box[3])


def _picture(image: Image.Image, item: Picture, scale: float, svg: bytes) -> None:
    box = _box(item.area, scale)
    image.paste(draw_illustration(svg, (box[2] - box[0], box[3] - box[1]), item.down), box[:2])


def _modules(image: Image.Image, item: Modules, scale: float) -> None:
    """The code in modules of whole pixels, so that all are equally large, in the middle of its white area."""
    draw, (left, top, right, bottom) = ImageDraw.Draw(image), _box(item.area, scale)
    draw.rectangle((left, top, right - 1, bottom - 1), "#ffffff")
    count = len(item.rows) + 2 * QUIET_ZONE
    side = int(item.area.width * scale / count + 0.02)
    if not side:
        raise CodeError(f"QR-koden till {item.address} får för få bildpunkter. Rita i högre upplösning.")
    x0 = left + (right - left - side * len(item.rows)) // 2
    y0 = top + (bottom - top - side * len(item.rows)) // 2
    for y, row in enumerate(item.rows):
        for x, dark in enumerate(row):
            if dark:
                draw.rectangle((x0 + x * side, y0 + y * side, x0 + (x + 1) * side - 1, y0 + (y + 1) * side - 1), 0)


def _small_code(image: Image.Image, item: Modules, scale: float) -> None:
    """The code in shades of grey, each pixel as dark as what it covers."""
    code = Image.new("L", (len(item.rows) + 2 * QUIET_ZONE,) * 2, 255)
    for y, row in enumerate(item.rows, QUIET_ZONE):
        for x, dark in enumerate(row, QUIET_ZONE):
            code.putpixel((x, y), 0 if dark else 255)
    left, top, right, bottom = _box(item.area, scale)
    image.paste(code.resize((right - left, bottom - top), Image.Resampling.BOX).convert("RGB"), (left, top))


def _mark(image: Image.Image, face: Typeface) -> None:
    """The mark of a draft from corner to corner, seen on light and dark alike."""
    image.paste(_MARK_COLOUR, mask=_mark_mask(image.size, face))


@functools.lru_cache(maxsize=8)  # as many as there are sizes of pictures for screens
def _mark_mask(size: tuple[int, int], face: Typeface) -> Image.Image:
    """How much of each pixel the mark covers."""
    width, height = size
    diagonal = math.hypot(width, height)
    letters = min(0.72 * diagonal / face.width(DRAFT_MARK, "Bold"), 0.5 * min(size))
    side = math.ceil(diagonal)
    layer = Image.new("L", (side, side))
    ImageDraw.Draw(layer).text((side // 2, side // 2), DRAFT_MARK, _MARK_STRENGTH, face.font("Bold", letters), "mm")
    left, top = (side - width) // 2, (side - height) // 2
    turned = layer.rotate(math.degrees(math.atan2(height, width)), Image.Resampling.BICUBIC)
    return turned.crop((left, top, left + width, top + height))

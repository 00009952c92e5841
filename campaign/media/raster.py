"""The Pillow back end: a sheet as PNG, trimmed, in the pixels of its format."""

from __future__ import annotations

import io
import math
from collections.abc import Mapping

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
_COLOURS, _CANDIDATES, _APART = 256, 3000, 81
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
    """The trimmed sheet as a small PNG, `width` pixels wide, to look at and not to scan.

    Where a module of a QR code would be less than a pixel, the sheet is drawn larger and reduced.
    """
    modules = [item.area.width / (len(item.rows) + 2 * QUIET_ZONE) for item in sheet.items if isinstance(item, Modules)]
    times = math.ceil(sheet.width / width / min(modules, default=math.inf) - 0.01) or 1
    image = draw_sheet(sheet, 25.4 * width * times / sheet.width, face, illustrations, preview)
    if times > 1:
        image = image.resize((width, round(sheet.height * width / sheet.width)), Image.Resampling.BOX)
    result = io.BytesIO()
    flat(image).save(result, "PNG", optimize=True)
    return result.getvalue()


def draw_sheet(
    sheet: Sheet, dpi: float, face: Typeface, illustrations: Mapping[str, bytes], preview: bool
) -> Image.Image:
    """The pixels of draw_png: colour and pictures first, then a preview's mark, then text and codes above it."""
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
            _modules(draw, item, scale)
    return image


def flat(image: Image.Image) -> Image.Image:
    """The picture in at most 256 of its most frequent colours: blocks of colour and text keep theirs to the last bit.

    Pillow finds the nearest colour only nearly, so the colours of large flats are put back as they were.
    """
    counted: list[tuple[int, tuple[int, ...]]] = image.getcolors(image.width * image.height)  # type: ignore[assignment]
    chosen: list[tuple[int, ...]] = []
    for _, colour in sorted(counted, key=lambda entry: (-entry[0], entry[1]))[:_CANDIDATES]:
        if all(_distance(colour, other) >= _APART for other in chosen):
            chosen.append(colour)
        if len(chosen) == _COLOURS:
            break
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in chosen for part in colour])
    result = image.quantize(palette=palette, dither=Image.Dither.NONE)
    counts = {colour: count for count, colour in counted}
    for index, colour in enumerate(chosen):
        if counts[colour] * _FLATS > image.width * image.height:
            result.paste(index, mask=_exactly(image, colour))
    return result


def _exactly(image: Image.Image, colour: tuple[int, ...]) -> Image.Image:
    """Where the picture has exactly this colour."""
    bands = [
        band.point([255 if value == wanted else 0 for value in range(256)])
        for band, wanted in zip(image.split(), colour, strict=True)
    ]
    return ImageChops.darker(ImageChops.darker(bands[0], bands[1]), bands[2])


def _distance(first: tuple[int, ...], second: tuple[int, ...]) -> int:
    """The square of the distance between two colours."""
    return (first[0] - second[0]) ** 2 + (first[1] - second[1]) ** 2 + (first[2] - second[2]) ** 2


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
    image.paste(draw_illustration(svg, (box[2] - box[0], box[3] - box[1])), box[:2])


def _modules(draw: ImageDraw.ImageDraw, item: Modules, scale: float) -> None:
    """The code in modules of whole pixels, so that all are equally large, in the middle of its white area."""
    left, top, right, bottom = _box(item.area, scale)
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


def _mark(image: Image.Image, face: Typeface) -> None:
    """The mark of a draft from corner to corner, seen on light and dark alike."""
    diagonal = math.hypot(*image.size)
    angle = math.degrees(math.atan2(image.height, image.width))
    size = min(0.72 * diagonal / face.width(DRAFT_MARK, "Bold"), 0.5 * min(image.size))
    side = math.ceil(math.hypot(*image.size))
    layer = Image.new("L", (side, side))
    ImageDraw.Draw(layer).text((side // 2, side // 2), DRAFT_MARK, _MARK_STRENGTH, face.font("Bold", size), "mm")
    left, top = (side - image.width) // 2, (side - image.height) // 2
    box = (left, top, left + image.width, top + image.height)
    image.paste(_MARK_COLOUR, mask=layer.rotate(angle, Image.Resampling.BICUBIC).crop(box))

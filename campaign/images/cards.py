"""The card that is shown when somebody shares a page that must not tell its subject, and what all cards are made with.

Whoever sees the card over a shoulder sees the site's name, a street at dawn and a door that stands open.
"""

from __future__ import annotations

import io
import itertools
import json
from collections.abc import Mapping
from dataclasses import dataclass

import PIL
from PIL import Image, ImageColor, ImageDraw, features
from PIL.PngImagePlugin import PngInfo

from campaign.content.preview import DRAFT_MARK, PREVIEW_STATUS
from campaign.images.cache import DigestCache, recipe
from campaign.images.text import TextBox, fit_text, load_font
from campaign.images.vector import Canvas

CARD_SIZE = (1200, 630)

#: A surface has at least so many pixels of one colour; the others are edges between two surfaces.
_SURFACE = 1500
_COLOURS = 256
#: Pillow takes a colour for its neighbour where they differ less than this, red, green and blue together.
_APART = 24
#: Shades of an edge, between the surfaces that meet most often and between the others.
_SHADES, _FEW_SHADES = 4, 1

_MARGIN = 80
_TEXT_WIDTH = 560
_NAME_HEIGHT = 300

#: Shapes in the card's pixels, from behind: the name of a token, and a path as in SVG.
_SHAPES = (
    ("line", "M560 520V372l60-44 58 40v-72l66-52 64 54v46l58-34v-96l38-30 40 30v60l62 40v-58l70-56 124 92v228z"),
    ("apricot", "M0 520h1200v110H0z"),
    ("strong", "M720 520V260a150 150 0 0 1 300 0v260z"),
    ("paper", "M760 520V262a110 110 0 0 1 220 0v258z"),
    ("slip", "M765 520a105 105 0 0 1 210 0z"),
    ("apricot", "M800 520a70 70 0 0 1 140 0z"),
    ("plum", "M980 520V262a110 110 0 0 0-34-80l84 34v352z"),
    ("paper", "M760 520h220l60 110H660z"),
    ("night", "M1000 372a8 8 0 1 1 0 16 8 8 0 0 1 0-16z"),
)


@dataclass(frozen=True)
class Mark:
    """How the mark of a draft lies: the letters' size and middle in pixels, degrees, opacity of 255."""

    size: int
    angle: int
    opacity: int
    middle: tuple[int, int]


_MARK = Mark(size=250, angle=22, opacity=60, middle=(CARD_SIZE[0] // 2, CARD_SIZE[1] // 2))


@dataclass(frozen=True)
class CardWords:
    """The words of the card: the site's name and who answers for it (empty while nobody does)."""

    name: str
    sender: str = ""


@dataclass(frozen=True)
class CardFonts:
    """The whole font in two weights, as TrueType."""

    regular: bytes
    bold: bytes


def make_card(
    words: CardWords, colours: Mapping[str, str], fonts: CardFonts, preview: bool, cache: DigestCache
) -> bytes:
    """The card as PNG. `colours` are the tokens; a preview is marked across the picture and names no sender.

    Raises KeyError when a colour is missing and TextTooLongError when the words do not fit.
    """
    tools = (PIL.__version__, str(features.version("freetype2")), recipe("cards", "text", "vector"))
    words_and_colours = json.dumps([words.name, words.sender, preview, *sorted(colours.items())])
    made_from = (words_and_colours, fonts.regular, fonts.bold, *tools)
    return cache.get("card", made_from, lambda: _draw(words, colours, fonts, preview))


def _draw(words: CardWords, colours: Mapping[str, str], fonts: CardFonts, preview: bool) -> bytes:
    canvas = Canvas(CARD_SIZE, CARD_SIZE[0], colours["dawn"])
    for token, path in _SHAPES:
        canvas.fill(path, colours[token])
    image = canvas.finished().convert("RGB")
    name = fit_text(words.name, fonts.bold, _TEXT_WIDTH, _NAME_HEIGHT, 136)
    write_lines(image, name, (_MARGIN, (520 - name.height) // 2), colours["ink"])
    if words.sender and not preview:
        sender = fit_text(f"Avsändare: {words.sender}", fonts.regular, _TEXT_WIDTH, 90, 32)
        write_lines(image, sender, (_MARGIN, 575 - sender.height // 2), colours["ink"])
    if preview:
        image = marked(image, fonts.bold, colours["ink"], _MARK)
    return png(image, make_palette(image, colours["ink"]), PREVIEW_STATUS if preview else "")


def write_lines(image: Image.Image, box: TextBox, corner: tuple[int, int], colour: str) -> None:
    """Writes measured lines from the upper left `corner`, in pixels."""
    draw = ImageDraw.Draw(image)
    for number, line in enumerate(box.lines):
        draw.text((corner[0], corner[1] + number * box.line_height), line, colour, box.font)


def marked(image: Image.Image, font: bytes, colour: str, mark: Mark) -> Image.Image:
    """The picture with the mark of a draft across it."""
    large = load_font(font, mark.size)
    layer = Image.new("L", image.size, 0)
    ImageDraw.Draw(layer).text(mark.middle, DRAFT_MARK, mark.opacity, large, anchor="mm")
    layer = layer.rotate(mark.angle, Image.Resampling.BICUBIC, center=mark.middle)
    result = image.copy()
    result.paste(Image.new("RGB", image.size, colour), mask=layer)
    return result


def make_palette(image: Image.Image, *colours: str) -> Image.Image:
    """A palette with the colours of the picture's surfaces and `colours` exactly, and shades between any two of them.

    A picture with few colours is small, and one whose palette is its own choice would differ all over at each change.
    """
    counted = sorted(image.getcolors(image.width * image.height) or [], reverse=True)
    surfaces = [colour for count, colour in counted if count >= _SURFACE and isinstance(colour, tuple)]
    exact = list(dict.fromkeys([*surfaces[:2], *map(ImageColor.getrgb, colours), *surfaces]))
    found = dict.fromkeys(exact)
    for number, shades in ((3, _SHADES), (len(exact), _FEW_SHADES)):
        for first, second in itertools.combinations(exact[:number], 2):
            for step in range(1, shades + 1):
                part = step / (shades + 1)
                shade = tuple(round(a + (b - a) * part) for a, b in zip(first, second, strict=True))
                if all(sum(abs(a - b) for a, b in zip(shade, one, strict=True)) >= _APART for one in exact):
                    found[shade] = None
    flat = [value for colour in list(found)[:_COLOURS] for value in colour]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat)
    return palette


def png(image: Image.Image, palette: Image.Image, comment: str) -> bytes:
    """A PNG in the colours of `palette`; `comment` is written into the file as text."""
    few = image.quantize(palette=palette, dither=Image.Dither.NONE)
    info = PngInfo()
    if comment:
        info.add_itxt("Comment", comment, lang="sv")
    result = io.BytesIO()
    few.save(result, "PNG", optimize=True, pnginfo=info)
    return result.getvalue()

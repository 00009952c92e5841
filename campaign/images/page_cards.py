"""The cards of single pages: the title large, the section on a slip of paper, and the door of the neutral card."""

from __future__ import annotations

import contextlib
import functools
import json
import math
from collections.abc import Mapping
from dataclasses import dataclass

import PIL
from PIL import Image, ImageDraw, features

from campaign.content.preview import PREVIEW_STATUS
from campaign.images.cache import recipe
from campaign.images.cards import CARD_SIZE, CardFonts, CardWords, Mark, make_palette, marked, png, write_lines
from campaign.images.fonts import characters
from campaign.images.text import LINE_HEIGHT, MissingSignError, TextBox, TextTooLongError, balanced, fit_text, load_font
from campaign.images.vector import Canvas

#: Where the title stands, and its sizes, in pixels of the card. A phone shows the card at about a third of its size.
TITLE_BOX = (80, 158, 850, 486)  # left, top, right, bottom
LARGEST_TITLE, SMALLEST_TITLE = 104, 36

#: How much smaller a title may be for the sake of one line less, or of a break where a reader pauses.
_CALM = 0.78

SOFT_HYPHEN = "\u00ad"

#: The mark lies on the wall, behind the title, and is not cut by the ground.
_MARK = Mark(size=216, angle=17, opacity=42, middle=(560, 300))

_GROUND = 520  # where the wall meets the ground
_TAB_TOP, _TAB_HEIGHT, _TAB_TEXT, _TAB_PADDING, _TAB_GAP = 64, 58, 32, 22, 14

#: Shapes in the card's pixels, from behind; `accent` and `leaf` are the section's own.
_SHAPES = (
    ("line", "M846 520V420l40-30 44 28v-58l50-38 48 40v36l60-44v-60l40-26 34 24v44l38 28v236z"),
    ("apricot", "M0 520h1200v110H0z"),
    ("accent", "M920 520V330a100 100 0 0 1 200 0v190z"),
    ("paper", "M947 520V330a73 73 0 0 1 146 0v190z"),
    ("slip", "M950 520a70 70 0 0 1 140 0z"),
    ("apricot", "M973 520a47 47 0 0 1 94 0z"),
    ("leaf", "M1093 520V330a73 73 0 0 0-22-52l58 22v242z"),
    ("paper", "M947 520h146l40 46H901z"),
    ("slip", "M1106 404a6 6 0 1 1 0 12 6 6 0 0 1 0-12z"),
)


@dataclass(frozen=True)
class Tone:
    """A section's colours, as names of tokens: the wall, the door's frame and the slip, the door's leaf."""

    wall: str = "dawn"
    accent: str = "strong"
    leaf: str = "plum"


#: By section; the others have the plain one.
TONES = {
    "skola": Tone("slip", "plum", "strong"),
    "vuxna": Tone("paper", "plum", "night"),
    "yrkesverksamma": Tone("paper", "strong", "plum"),
}


@dataclass(frozen=True)
class PageCard:
    """The words of a page's card: its title, its section's name, a word for its variant (or nothing), and its tone."""

    title: str
    section: str
    variant: str = ""
    tone: Tone = Tone()


@dataclass(frozen=True)
class Style:
    """What all cards of a build share. `colours` are the tokens by name."""

    words: CardWords
    colours: Mapping[str, str]
    fonts: CardFonts
    preview: bool

    def made_from(self, card: PageCard) -> tuple[str | bytes, ...]:
        """Everything that the drawn card depends on."""
        texts = [card.title, card.section, card.variant, card.tone.wall, card.tone.accent, card.tone.leaf]
        site = [self.words.name, self.words.sender, self.preview, *sorted(self.colours.items())]
        return (json.dumps([texts, site]), self.fonts.regular, self.fonts.bold, *_tools())


@functools.cache
def _tools() -> tuple[str | bytes, ...]:
    engines = [str(features.version(name)) for name in ("freetype2", "raqm", "harfbuzz")]
    return (PIL.__version__, *engines, recipe("cards", "page_cards", "text", "vector"))


def draw_page_card(card: PageCard, style: Style) -> bytes:
    """The card as PNG with a palette; a preview is marked across the wall and names no sender.

    Raises TextError when the words do not fit or the font lacks a sign, and KeyError for a colour that does not exist.
    """
    colours = style.colours
    scene, palette = _scene(card.tone, tuple(sorted(colours.items())), style.fonts.bold if style.preview else b"")
    image = scene.copy()
    title = fit_title(card.title, style.fonts.bold)
    left, top, _, bottom = TITLE_BOX
    write_lines(image, title, (left, top + (bottom - top - title.height) // 2), colours["ink"])
    for words, paper in ((card.section, card.tone.accent), (card.variant, "ink")):
        left = _tab(image, words, left, style, colours[paper]) + _TAB_GAP if words else left
    _foot(image, style)
    return png(image, palette, PREVIEW_STATUS if style.preview else "")


def fit_title(title: str, font: bytes) -> TextBox:
    """The title in the largest size that fits, its lines balanced. Long words may break where they have a soft hyphen.

    Raises TextTooLongError when it does not fit in the smallest size, and MissingSignError.
    """
    words = title.replace(SOFT_HYPHEN, "")
    lacking = sorted({sign for sign in words if not sign.isspace() and ord(sign) not in characters(font)})
    if lacking:
        raise MissingSignError(f"Sajtens typsnitt saknar tecknet ”{lacking[0]}” i rubriken ”{words}”. Skriv den utan.")
    width, height = TITLE_BOX[2] - TITLE_BOX[0], TITLE_BOX[3] - TITLE_BOX[1]
    fitting = []
    for text in dict.fromkeys((words, " ".join(map(_halved, title.split())))):
        with contextlib.suppress(TextTooLongError):
            fitting.append(_in_fewer_lines(fit_text(text, font, width, height, LARGEST_TITLE, SMALLEST_TITLE), font))
    if not fitting:
        raise TextTooLongError(
            f"Rubriken ”{words}” ryms inte på bilden som visas när någon delar sidan. Skriv den kortare."
        )
    # A word is broken only where the title would else be much smaller.
    chosen = fitting[0] if fitting[0].font.size >= _CALM * fitting[-1].font.size else fitting[-1]
    return _at_colon(words, chosen, font) or balanced(chosen, width)


def _at_colon(title: str, box: TextBox, font: bytes) -> TextBox | None:
    """A title such as ”Elevblad 4: Vem får pengarna?” broken after its colon, where it need not be much smaller."""
    before, colon, after = title.partition(": ")
    lines = [f"{before}:", after]
    for size in _sizes_down(box) if colon and len(box.lines) == 2 else ():
        sized = load_font(font, size)
        widest = max(math.ceil(sized.getlength(line)) for line in lines)
        if widest <= TITLE_BOX[2] - TITLE_BOX[0]:
            return TextBox(lines, sized, widest, round(size * LINE_HEIGHT) * 2)
    return None


def _sizes_down(box: TextBox) -> range:
    size = round(box.font.size)
    return range(size, max(round(size * _CALM), SMALLEST_TITLE) - 1, -2)


def _in_fewer_lines(box: TextBox, font: bytes) -> TextBox:
    """A text of three lines or more in one line less, where it is not much smaller then: fewer lines are calmer."""
    if len(box.lines) < 3:
        return box
    text, width = " ".join(box.lines), TITLE_BOX[2] - TITLE_BOX[0]
    for smaller in _sizes_down(box):
        with contextlib.suppress(TextTooLongError):
            return fit_text(text, font, width, round(smaller * LINE_HEIGHT) * (len(box.lines) - 1), smaller, smaller)
    return box


def _halved(word: str) -> str:
    """A word in two parts, broken at the soft hyphen nearest its middle."""
    parts = word.split(SOFT_HYPHEN)
    if len(parts) == 1:
        return word
    halves = [("".join(parts[:number]), "".join(parts[number:])) for number in range(1, len(parts))]
    first, second = min(halves, key=lambda pair: abs(len(pair[0]) - len(pair[1])))
    return f"{first}- {second}"


@functools.lru_cache(maxsize=8)
def _scene(tone: Tone, colours: tuple[tuple[str, str], ...], mark_font: bytes) -> tuple[Image.Image, Image.Image]:
    """The wall, the ground and the door with their palette, once for all cards in a tone; with a font also the mark."""
    named = dict(colours)
    own = {"accent": named[tone.accent], "leaf": named[tone.leaf]}
    canvas = Canvas(CARD_SIZE, CARD_SIZE[0], named[tone.wall])
    for token, path in _SHAPES:
        canvas.fill(path, own.get(token) or named[token])
    image = canvas.finished().convert("RGB")
    image = marked(image, mark_font, named["ink"], _MARK) if mark_font else image
    return image, make_palette(image, named["ink"], named[tone.accent], named["on-strong"])


def _tab(image: Image.Image, text: str, left: int, style: Style, paper: str) -> int:
    """A slip of cut paper with a few words on it, small ones when they are many; gives its right edge."""
    room = TITLE_BOX[2] - left if left == TITLE_BOX[0] else CARD_SIZE[0] - TITLE_BOX[0] - left
    words = fit_text(text, style.fonts.bold, room, round(_TAB_TEXT * LINE_HEIGHT), _TAB_TEXT)
    right, bottom = left + words.width + 2 * _TAB_PADDING, _TAB_TOP + _TAB_HEIGHT
    draw = ImageDraw.Draw(image)
    draw.polygon([(left, _TAB_TOP), (right, _TAB_TOP), (right - 6, bottom), (left + 4, bottom - 3)], paper)
    top = _TAB_TOP + (_TAB_HEIGHT - words.height) // 2 - 1
    write_lines(image, words, (left + _TAB_PADDING, top), style.colours["on-strong"])
    return right


def _foot(image: Image.Image, style: Style) -> None:
    """The site's name on the ground, and who answers for it in a release."""
    left, middle, right = TITLE_BOX[0], (_GROUND + CARD_SIZE[1]) // 2, TITLE_BOX[2]
    name = fit_text(style.words.name, style.fonts.bold, (right - left) // 2, 90, 44)
    write_lines(image, name, (left, middle - name.height // 2), style.colours["ink"])
    if style.words.sender and not style.preview:
        beside = left + name.width + 36
        sender = fit_text(f"Avsändare: {style.words.sender}", style.fonts.regular, right - beside, 90, 30)
        write_lines(image, sender, (beside, middle - sender.height // 2), style.colours["ink"])

"""Python-Markdown extension: a picture in a text gets its size, so that nothing moves, and formats that weigh little.

How a picture looks in HTML is not decided here: the extension is given functions that draw it and measure it.
"""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

#: Draws a picture of pixels: target as written, alternative text, class. Gives HTML; empty for other pictures.
DrawPicture = Callable[[str, str, str], str]

#: The size of a drawing by its target as written, or None.
MeasureDrawing = Callable[[str], tuple[int, int] | None]

#: After the attributes in braces (8) and the tables (5), before MkDocs' own rewriting of addresses (0).
_PRIORITY = 3


class PicturesExtension(Extension):
    """Adds the treatment of pictures to a Markdown instance."""

    def __init__(self, draw: DrawPicture, measure: MeasureDrawing) -> None:
        super().__init__()
        self.draw = draw
        self.measure = measure

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Registers the processor."""
        md.treeprocessors.register(_Pictures(self, md), "campaign-pictures", _PRIORITY)


class _Pictures(Treeprocessor):
    """Looks at every image of a page once."""

    def __init__(self, extension: PicturesExtension, md: Markdown) -> None:
        super().__init__(md)
        self.extension = extension

    def run(self, root: ElementTree.Element) -> None:
        for parent in list(root.iter()):
            for child in list(parent):
                if child.tag == "img":
                    self._image(parent, child)

    def _image(self, parent: ElementTree.Element, image: ElementTree.Element) -> None:
        target = image.get("src", "")
        html = self.extension.draw(target, image.get("alt", ""), image.get("class", ""))
        if html:
            # Stored away as finished HTML: MkDocs would look for the original, which is not published.
            _replace(parent, image, self.md.htmlStash.store(html))
            return
        size = self.extension.measure(target)
        if size:
            image.set("width", str(size[0]))
            image.set("height", str(size[1]))
        image.set("loading", "lazy")
        image.set("decoding", "async")


def _replace(parent: ElementTree.Element, child: ElementTree.Element, text: str) -> None:
    """Puts `text` in the place of `child`."""
    position = list(parent).index(child)
    text += child.tail or ""
    parent.remove(child)
    if position:
        before = parent[position - 1]
        before.tail = AtomicString((before.tail or "") + text)
    else:
        parent.text = AtomicString((parent.text or "") + text)

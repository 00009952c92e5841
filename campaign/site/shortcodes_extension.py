"""Python-Markdown extension: shortcodes become HTML, and tables lose the inline style that the policy blocks.

What a shortcode looks like is not decided here: the extension is given a function that draws it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from xml.etree import ElementTree

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, STX, AtomicString

from campaign.content.shortcodes import PATTERN

#: Draws a shortcode: kind, id, and whether it fills a paragraph alone. Gives HTML.
Draw = Callable[[str, str, bool], str]

#: Columns from which a table gets a frame that scrolls sideways on a narrow screen.
WIDE_TABLE = 3

#: Before links (160) and after escapes (180), so that `\\[[` stays text.
_INLINE_PRIORITY = 175
_BLOCK_PRIORITY = 15  # just before plain paragraphs (10)
_TABLE_PRIORITY = 5  # after the inline patterns (20)

#: Python-Markdown's mark for stored HTML.
_STORED = re.compile(f"{STX}.*?{ETX}")


class ShortcodesExtension(Extension):
    """Adds the shortcodes to a Markdown instance; `draw` gives their HTML."""

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self.draw = draw

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 (the name is Python-Markdown's)
        """Registers the processors."""
        md.inlinePatterns.register(_InlineShortcode(self.draw, md), "campaign-shortcode", _INLINE_PRIORITY)
        md.parser.blockprocessors.register(
            _AloneShortcode(self.draw, md, md.parser), "campaign-shortcode-alone", _BLOCK_PRIORITY
        )
        md.treeprocessors.register(_Tables(md), "campaign-tables", _TABLE_PRIORITY)


class _InlineShortcode(InlineProcessor):
    """A shortcode in running text, in a list item or in a table cell."""

    def __init__(self, draw: Draw, md: Markdown) -> None:
        super().__init__(PATTERN.pattern, md)
        self.draw = draw

    def handleMatch(self, m: re.Match[str], _data: str) -> tuple[str, int, int]:  # type: ignore[override]  # noqa: N802
        # Stored away as finished HTML, so that no other pattern looks inside and MkDocs leaves its links alone.
        return self.md.htmlStash.store(self.draw(m["kind"], m["id"], False)), m.start(0), m.end(0)


class _AloneShortcode(BlockProcessor):
    """A shortcode that is a paragraph of its own, outside lists."""

    def __init__(self, draw: Draw, md: Markdown, parser: BlockParser) -> None:
        super().__init__(parser)
        self.draw = draw
        self.md = md

    def test(self, parent: ElementTree.Element, block: str) -> bool:
        in_list = parent.tag in ("li", "dd", "dt") or self.parser.state.isstate("list")
        return not in_list and PATTERN.fullmatch(block.strip()) is not None

    def run(self, parent: ElementTree.Element, blocks: list[str]) -> None:
        match = PATTERN.fullmatch(blocks.pop(0).strip())
        if match is None:
            raise ValueError("run() is only called after test()")
        # Python-Markdown drops this paragraph again when the stored HTML is a block of its own.
        paragraph = ElementTree.SubElement(parent, "p")
        html = self.draw(match["kind"], match["id"], True)
        paragraph.text = AtomicString(self.md.htmlStash.store(html))


class _Tables(Treeprocessor):
    """Gives header cells a scope, aligned cells a class, and wide tables a frame that the keyboard can scroll."""

    def run(self, root: ElementTree.Element) -> None:
        self.heading = ""
        self.number = 0
        self._walk(root)

    def _walk(self, parent: ElementTree.Element) -> None:
        for position, child in enumerate(list(parent)):
            if re.fullmatch(r"h[2-6]", child.tag):
                self.heading = _STORED.sub("", "".join(child.itertext()))
            if child.tag != "table":
                self._walk(child)
                continue
            self.number += 1
            if _tidy_cells(child) >= WIDE_TABLE:
                parent[position] = _framed(child, f"Tabell {self.number}: {self.heading}".removesuffix(": "))


def _tidy_cells(table: ElementTree.Element) -> int:
    """Mends the cells and gives the number of columns."""
    columns = 0
    for row in table.iter("tr"):
        columns = max(columns, len(row))
        for cell in row:
            style = cell.attrib.pop("style", "")
            match = re.search(r"text-align:\s*(left|center|right)", style)
            if match:
                cell.set("class", f"align-{match[1]}")
            if cell.tag == "th":
                cell.set("scope", "col")
    return columns


def _framed(table: ElementTree.Element, label: str) -> ElementTree.Element:
    frame = ElementTree.Element("div", {"class": "table-frame", "role": "region", "aria-label": label, "tabindex": "0"})
    frame.tail, table.tail = table.tail, None
    frame.append(table)
    return frame

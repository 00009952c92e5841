"""Writes blocks of text in a placeholder of a slide or of its notes, as paragraphs with real bullets and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from campaign.school.blocks import Block, Box, Heading, Item, Paragraph, Run, Runs, Table, words_of
from campaign.school.package import LANGUAGE
from campaign.school.slide_frame import INDENT
from campaign.school.slide_size import Measured

_NOTES_INDENT = 14  # points
_EMU = 12_700


class SlideText:
    """Writes in a text frame, from its first paragraph on; `size` in points, None for the placeholder's own."""

    def __init__(self, frame: Any, size: int | None = None) -> None:
        self.frame = frame
        self.size = size
        self._begun = False
        self._starts: dict[int, int] = {}

    def paragraph(self, runs: Runs, bold: bool = False) -> Any:
        """Writes a paragraph without a mark."""
        paragraph = self._new()
        self._unmark(paragraph, 0)
        self.runs(paragraph, runs, bold)
        return paragraph

    def line(self, runs: Runs, bold: bool = False) -> None:
        """Writes a paragraph that looks as its placeholder says."""
        self.runs(self._new(), runs, bold)

    def item(self, item: Item) -> None:
        """Writes an item of a list; the mark is the placeholder's, or a number that PowerPoint counts."""
        paragraph = self._new()
        paragraph.level = item.level - 1
        if item.continued:
            self._unmark(paragraph, item.level * INDENT)
        elif item.number is not None:
            if item.first:
                self._starts[item.level] = item.number
            self._number(paragraph, self._starts[item.level])
        self.runs(paragraph, item.runs)

    def note(self, item: Item) -> None:
        """Writes an item of a list among the notes, whose placeholder has no marks of its own."""
        paragraph = self._new()
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(item.level * _NOTES_INDENT * _EMU))
        properties.set("indent", "0" if item.continued else str(-_NOTES_INDENT * _EMU))
        if item.number is not None and not item.continued:
            if item.first:
                self._starts[item.level] = item.number
            self._number(paragraph, self._starts[item.level])
        elif not item.continued:
            self._add(properties, "a:buFont", typeface="Arial")
            self._add(properties, "a:buChar", char="•")
        self.runs(paragraph, item.runs)

    def runs(self, paragraph: Any, runs: Runs, bold: bool = False) -> None:
        """Writes the words of a paragraph."""
        for run in runs:
            for order, text in enumerate(run.text.split("\n")):
                if order:
                    paragraph.add_line_break()
                self._run(paragraph, text, run, bold)

    def _run(self, paragraph: Any, text: str, look: Run, bold: bool) -> None:
        from pptx.util import Pt

        written = paragraph.add_run()
        written.text = text
        written.font._element.set("lang", look.lang if look.lang and not LANGUAGE.startswith(look.lang) else LANGUAGE)
        if self.size:
            written.font.size = Pt(self.size)
        if look.strong or bold:
            written.font.bold = True
        if look.em:
            written.font.italic = True
        if look.href.startswith("https:"):  # nobody calls a number from the wall; the number itself stands there
            written.hyperlink.address = look.href

    def _new(self) -> Any:
        paragraph = self.frame.add_paragraph() if self._begun else self.frame.paragraphs[0]
        self._begun = True
        return paragraph

    def _unmark(self, paragraph: Any, indent: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        properties.set("marL", str(indent * _EMU))
        properties.set("indent", "0")
        self._add(properties, "a:buNone")

    def _number(self, paragraph: Any, start: int) -> None:
        properties = paragraph._p.get_or_add_pPr()
        self._add(properties, "a:buFont", typeface="+mj-lt")
        counted = {"type": "arabicPeriod"} | ({"startAt": str(start)} if start != 1 else {})
        self._add(properties, "a:buAutoNum", **counted)

    @staticmethod
    def _add(properties: Any, tag: str, **attributes: str) -> None:
        from pptx.oxml import parse_xml
        from pptx.oxml.ns import nsdecls

        element = parse_xml(f"<{tag} {nsdecls('a')}/>")
        for name, value in attributes.items():
            element.set(name, value)
        properties.append(element)


def measured(blocks: Iterable[Paragraph | Item]) -> list[Measured]:
    """What the blocks take of a slide."""
    return [Measured(words_of(block.runs), block.level * INDENT if isinstance(block, Item) else 0) for block in blocks]


def write_notes(text: SlideText, blocks: Iterable[Block]) -> None:
    """Writes blocks among the notes, where a table becomes a paragraph for each row."""
    for block in blocks:
        match block:
            case Item():
                text.note(block)
            case Table():
                for order, row in enumerate((block.header, *block.rows) if block.header else block.rows):
                    text.line(tuple(_row(row)), bold=bool(block.header) and order == 0)
            case Box():
                text.line(block.title, bold=True)
                write_notes(text, block.blocks)
            case Heading():
                text.line(block.runs, bold=True)
            case Paragraph():
                text.line(block.runs)


def _row(row: Iterable[Any]) -> Iterator[Run]:
    for order, cell in enumerate(row):
        if order:
            yield Run(": ")
        for place, runs in enumerate(cell.paragraphs):
            if place:
                yield Run(" ")
            yield from runs

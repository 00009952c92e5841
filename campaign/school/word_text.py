"""Writes blocks of text in a Word document: real headings, lists, tables and links, and frames around boxes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Any

from campaign.content.lesson_plan import SHOWN
from campaign.school.blocks import Block, Box, Cell, Heading, Item, Paragraph, Run, Runs, Table, words_of
from campaign.school.package import LANGUAGE
from campaign.school.word_styles import SHADE

#: Said before the title of a box, by its kind.
LABELS = {SHOWN: "Visa för klassen: "}

#: What whoever sends a letter writes something else instead of.
PLACEHOLDER = re.compile(r"\[[^\[\]]+\]")

_PARAGRAPHS = {"quote": "Quote", "term": "Normal", "meaning": "List Continue"}
_WRITING_ROOM_CM = 1.2  # the height of a row where somebody writes by hand
_NARROW, _WIDE = 12, 60  # characters of a column's longest text, between which its share of the page is decided
_EMU_PER_CM = 360_000


class WordText:
    """Writes at the end of a document; `highlight` marks what stands within brackets."""

    def __init__(self, document: Any, highlight: bool = False) -> None:
        self.document = document
        self.highlight = highlight
        self._numbers: dict[int, int] = {}
        self._after_table = False
        self._style_ids = {style.name: style.style_id for style in document.styles}

    def add(self, blocks: Iterable[Block]) -> None:
        """Writes the blocks in order."""
        for block in blocks:
            if isinstance(block, Box):
                self._box(block)
            elif isinstance(block, Table):
                self.table(block)
            else:
                self._text(block)

    def heading(self, text: str, level: int = 1) -> None:
        """Writes a heading of our own."""
        self._text(Heading(level, (Run(text),)))

    def bullets(self, texts: Iterable[str]) -> None:
        """Writes a list of our own."""
        self.add(Item((Run(text),), 1, None, order == 0) for order, text in enumerate(texts))

    def table(self, table: Table, name: str = "", row_headers: bool = False) -> None:
        """Writes a table; `name` is what a screen reader calls it."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn
        from docx.shared import Cm

        if self._after_table:
            self.paragraph()  # or Word makes one table of two
        rows = [*([table.header] if table.header else []), *table.rows]
        written = self.document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        self._look(written, bool(table.header), row_headers)
        if name:
            caption = OxmlElement("w:tblCaption")
            caption.set(qn("w:val"), name)
            written._tbl.tblPr.append(caption)
        for cells, row in zip(rows, written.rows, strict=True):
            properties = row._tr.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if cells is table.header:
                properties.append(OxmlElement("w:tblHeader"))
            if any(not cell.paragraphs for cell in cells):
                row.height = Cm(_WRITING_ROOM_CM)
            for order, (cell, place) in enumerate(zip(cells, row.cells, strict=True)):
                self._cell(cell, place, cell.is_header or (row_headers and order == 0))
        self._share_width(written, rows)
        self._after_table = True

    def paragraph(self, style: str = "Normal") -> Any:
        """An empty paragraph in a style, at a distance from a table above it."""
        from docx.shared import Pt

        paragraph = self.document.add_paragraph()
        paragraph._p.style = self._style_ids[style]  # the library looks through all styles for each paragraph
        if self._after_table and not style.startswith("Heading"):
            paragraph.paragraph_format.space_before = Pt(8)
        self._after_table = False
        return paragraph

    def _text(self, block: Heading | Paragraph | Item) -> Any:
        if isinstance(block, Heading):
            paragraph = self.paragraph(f"Heading {block.level}")
        elif isinstance(block, Paragraph):
            paragraph = self.paragraph(_PARAGRAPHS.get(block.kind, "Normal"))
        else:
            paragraph = self._item(block)
        self.runs(paragraph, block.runs, isinstance(block, Paragraph) and block.kind == "term")
        return paragraph

    def _item(self, item: Item) -> Any:
        kind = "List Continue" if item.continued else "List Bullet" if item.number is None else "List Number"
        style = kind if item.level == 1 else f"{kind} {item.level}"
        paragraph = self.paragraph(style)
        if item.number is not None and not item.continued:
            if item.first:
                self._numbers[item.level] = self._new_list(style, item.number)
            numbered = paragraph._p.get_or_add_pPr().get_or_add_numPr()
            numbered.get_or_add_ilvl().val = 0
            numbered.get_or_add_numId().val = self._numbers[item.level]
        return paragraph

    def _new_list(self, style: str, start: int) -> int:
        """The number of a new list in the look of a style, so that it does not go on from the list before."""
        numbering = self.document.part.numbering_part.element
        looks_like = self.document.styles[style].element.pPr.numPr.numId.val
        added = numbering.add_num(numbering.num_having_numId(looks_like).abstractNumId.val)
        added.add_lvlOverride(0).add_startOverride(start)
        return int(added.numId)

    def _box(self, box: Box) -> None:
        inside: list[Any] = []
        label = LABELS.get(box.kind, "")
        if box.title or label:
            title = self.paragraph()
            self.runs(title, (Run(label), *box.title) if label else box.title, strong=True)
            inside.append(title)
        for framed, blocks in groupby(box.blocks, key=lambda block: not isinstance(block, Table)):
            for block in blocks:
                if isinstance(block, Table):
                    self.table(block)
                else:
                    inside.append(self._text(block))
            if framed:
                _frame(inside)
                inside = []

    def _cell(self, cell: Cell, place: Any, strong: bool) -> None:
        for order, runs in enumerate(cell.paragraphs):
            paragraph = place.paragraphs[0] if order == 0 else place.add_paragraph()
            self.runs(paragraph, runs, strong)
        if strong:
            place._tc.get_or_add_tcPr().append(_shading())

    @staticmethod
    def _look(written: Any, header: bool, row_headers: bool) -> None:
        """Says which cells are headers, for those who cannot see it."""
        from docx.oxml.ns import qn

        look = written._tbl.tblPr.find(qn("w:tblLook"))
        for name in list(look.attrib):
            del look.attrib[name]
        look.set(qn("w:val"), f"{0x20 * header + 0x80 * row_headers + 0x0600:04X}")
        flags = {"firstRow": header, "firstColumn": row_headers, "lastRow": False, "lastColumn": False}
        for name, flag in flags.items():
            look.set(qn(f"w:{name}"), str(int(flag)))
        for name in ("noHBand", "noVBand"):
            look.set(qn(f"w:{name}"), "1")

    def _share_width(self, written: Any, rows: list[tuple[Cell, ...]]) -> None:
        """Gives each column a share of the page after its longest text."""
        section = self.document.sections[0]
        width = section.page_width - section.left_margin - section.right_margin
        longest = [max(sum(len(words_of(runs)) for runs in cell.paragraphs) for cell in column)
                   for column in zip(*rows, strict=True)]  # fmt: skip
        shares = [min(max(length, _NARROW), _WIDE) for length in longest]
        for column, share in zip(written.columns, shares, strict=True):
            column.width = width * share // sum(shares)
            for cell in column.cells:
                cell.width = column.width

    def runs(self, paragraph: Any, runs: Runs, strong: bool = False) -> None:
        """Writes the words of a paragraph."""
        for run, marked in _marked(runs, self.highlight):
            written = paragraph.add_run(run.text)
            if run.strong or strong:
                written.bold = True
            if run.em:
                written.italic = True
            if marked:
                from docx.enum.text import WD_COLOR_INDEX

                written.font.highlight_color = WD_COLOR_INDEX.YELLOW
            if run.lang and not LANGUAGE.startswith(run.lang):
                _set_language(written, run.lang)
            if run.href:
                _link(paragraph, written, run.href)


def _marked(runs: Runs, highlight: bool) -> Iterable[tuple[Run, bool]]:
    """The runs, cut where a placeholder begins and ends, and whether each is one (also when it has several looks)."""
    if not highlight:
        yield from ((run, False) for run in runs)
        return
    signs = [False] * len(words_of(runs))
    for match in PLACEHOLDER.finditer(words_of(runs)):
        signs[match.start() : match.end()] = [True] * len(match[0])
    begun = 0
    for run in runs:
        for marked, group in groupby(range(len(run.text)), key=lambda order, begun=begun: signs[begun + order]):  # type: ignore[misc]
            orders = list(group)
            yield Run(run.text[orders[0] : orders[-1] + 1], run.strong, run.em, run.href, run.lang), marked
        begun += len(run.text)


def _frame(paragraphs: list[Any]) -> None:
    """A bar beside the paragraphs and a light shade behind them, all on one page."""
    from docx.shared import Pt

    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        for element in (_bar(), _shading()):
            properties.insert_element_before(element, *_AFTER_FRAME)
        last = paragraph is paragraphs[-1]
        paragraph.paragraph_format.keep_with_next = not last
        paragraph.paragraph_format.keep_together = True
        paragraph.paragraph_format.space_before = Pt(6 if paragraph is paragraphs[0] else 0)
        paragraph.paragraph_format.space_after = Pt(10 if last else 0)


#: What follows the frame and shade among a paragraph's properties, in the order that the format demands.
_AFTER_FRAME = (
    "w:tabs", "w:suppressAutoHyphens", "w:kinsoku", "w:wordWrap", "w:overflowPunct", "w:topLinePunct", "w:autoSpaceDE",
    "w:autoSpaceDN", "w:bidi", "w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:contextualSpacing",
    "w:mirrorIndents", "w:suppressOverlap", "w:jc", "w:textDirection", "w:textAlignment", "w:textboxTightWrap",
    "w:outlineLvl", "w:divId", "w:cnfStyle", "w:rPr", "w:sectPr", "w:pPrChange",
)  # fmt: skip


def _bar() -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f'<w:pBdr {nsdecls("w")}><w:left w:val="single" w:sz="36" w:space="8" w:color="000000"/></w:pBdr>')


def _shading() -> Any:
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>')


def _set_language(run: Any, language: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement("w:lang")
    element.set(qn("w:val"), language)
    run._r.get_or_add_rPr().append(element)


def _link(paragraph: Any, run: Any, address: str) -> None:
    """Moves the run into a link."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    run._r.style = "Hyperlink"
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    paragraph._p.append(link)
    link.append(run._r)

"""Frames in a Word document: a bar beside paragraphs and a light shade behind them, which also a copier shows."""

from __future__ import annotations

from typing import Any

from campaign.school.word_styles import SHADE


def frame(paragraphs: list[Any]) -> None:
    """A bar beside the paragraphs and a light shade behind them, all on one page."""
    from docx.shared import Pt

    for paragraph in paragraphs:
        properties = paragraph._p.get_or_add_pPr()
        for element in (_bar(), shading()):
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


def shading() -> Any:
    """The light shade behind a paragraph or a cell, as an element of its properties."""
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    return parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{SHADE}"/>')

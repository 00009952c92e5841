"""A blank Word document in our dress: A4, black on white, with Word's own styles, so that a teacher can change them."""

from __future__ import annotations

from typing import Any

from campaign.school.imprint import LICENCE, Imprint
from campaign.school.package import LANGUAGE, LINK_COLOUR

#: Behind what is framed, and behind the headers of a table: light enough for a poor copier.
SHADE = "F2F2F2"

#: Name of a style: points of its type, and points of room before and after.
_SIZES = {
    "Title": (26, 0, 6),
    "Subtitle": (13, 0, 6),
    "Heading 1": (17, 18, 6),
    "Heading 2": (14, 14, 4),
    "Heading 3": (12, 12, 4),
}
_KEPT_TABLE_STYLES = ("Normal Table", "Table Grid")
_MARGIN_CM = 2.2
_SMALL = 9  # points of the header and footer
_COMPATIBILITY = "15"  # of Word 2013 and later; an older number opens the file in a restricted mode


def blank_document(points: float) -> Any:
    """An empty document whose running text has this size."""
    import docx

    document = docx.Document()
    _style_text(document, points)
    _style_headings(document)
    _style_small(document)
    _style_tables(document)
    _style_links(document)
    _settle(document)
    _size_page(document.sections[0])
    return document


def write_margins(document: Any, imprint: Imprint, name: str) -> None:
    """The status of a draft above every page; below it what the page is, its version, its licence and its number."""
    section = document.sections[0]
    header = section.header.paragraphs[0]
    if imprint.status:
        header.add_run(imprint.status).bold = True
    lines = [
        " ".join(part for part in (f"{name}.", imprint.changed, imprint.tried) if part),
        f"{LICENCE}. Adress: {imprint.address}",
    ]
    paragraph = section.footer.paragraphs[0]
    paragraph.add_run("\n".join(lines) + "\nSida ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" av ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Any, instruction: str) -> None:
    """A number that Word counts; until then it says 1."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    paragraph._p.append(field)
    field.append(paragraph.add_run("1")._r)


def _style_text(document: Any, points: float) -> None:
    """Size, language and room of all text: the defaults that every style begins from."""
    from docx.oxml.ns import qn

    defaults = document.styles.element.find(qn("w:docDefaults"))
    for size in defaults.iter(qn("w:sz"), qn("w:szCs")):
        size.set(qn("w:val"), str(round(points * 2)))
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
        language.set(qn("w:eastAsia"), LANGUAGE)
    for spacing in defaults.iter(qn("w:spacing")):
        spacing.set(qn("w:after"), "120")
        spacing.set(qn("w:line"), "288")


def _style_headings(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name, (size, before, after) in _SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), name != "Subtitle", False
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        style.paragraph_format.keep_with_next = True
        for drawn in style.element.findall(f".//{qn('w:pBdr')}") + style.element.findall(
            f".//{qn('w:rPr')}/{qn('w:spacing')}"
        ):
            drawn.getparent().remove(drawn)


def _style_small(document: Any) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    for name in ("Header", "Footer"):
        style = document.styles[name]
        style.font.size = Pt(_SMALL)
        for tabs in style.element.findall(f".//{qn('w:tabs')}"):
            tabs.getparent().remove(tabs)
    for name in ("List Bullet", "List Number", "List Continue"):
        for level in ("", " 2", " 3"):
            style = document.styles[f"{name}{level}"]
            style.paragraph_format.space_after = Pt(3)
            for close in style.element.findall(f".//{qn('w:contextualSpacing')}"):
                close.getparent().remove(close)


def _style_tables(document: Any) -> None:
    """Only the one style of tables that we use, with room above and below the words of a cell."""
    from docx.oxml.ns import qn

    styles = document.styles
    for style in list(styles.element.findall(qn("w:style"))):
        name = style.find(qn("w:name")).get(qn("w:val"))
        if style.get(qn("w:type")) == "table" and name not in _KEPT_TABLE_STYLES:
            styles.element.remove(style)
    margins = styles["Table Grid"].element.find(f".//{qn('w:tblCellMar')}")
    for side in ("w:top", "w:bottom"):
        margins.find(qn(side)).set(qn("w:w"), "60")


def _style_links(document: Any) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import RGBColor

    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.color.rgb = RGBColor.from_string(LINK_COLOUR)
    style.font.underline = True


def _settle(document: Any) -> None:
    """The document's settings: Swedish, of today's Word, and without the marks of an editing session."""
    from docx.oxml.ns import qn

    settings = document.settings.element
    for name in ("w:proofState", "w:rsids", "w:savePreviewPicture"):
        for gone in settings.findall(qn(name)):
            settings.remove(gone)
    settings.find(qn("w:zoom")).set(qn("w:percent"), "100")
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), LANGUAGE)
    language.attrib.pop(qn("w:eastAsia"), None)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")
    for item in settings.iter(qn("w:compatSetting")):
        if item.get(qn("w:name")) == "compatibilityMode":
            item.set(qn("w:val"), _COMPATIBILITY)


def _size_page(section: Any) -> None:
    from docx.shared import Cm

    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(_MARGIN_CM)
    section.top_margin = section.bottom_margin = Cm(_MARGIN_CM)
    section.header_distance = section.footer_distance = Cm(1)

"""A blank presentation in our dress: 16:9, black on white, with three layouts whose places have names in Swedish."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from campaign.school.slide_size import GAP

_EMU = 12_700  # in a point


@dataclass(frozen=True)
class Place:
    """Where something stands on a slide, in points."""

    left: float
    top: float
    width: float
    height: float

    @property
    def inner(self) -> tuple[float, float]:
        """The width and height within the edges that text keeps from."""
        return self.width - 2 * 7.2, self.height - 2 * 3.6


SLIDE = (960, 540)
TITLE = Place(42, 24, 876, 86)
BODY = Place(42, 116, 876, 356)
LEFT = Place(42, 116, 430, 356)
RIGHT = Place(488, 116, 430, 356)
FOOTER = Place(42, 484, 796, 44)
NUMBER = Place(848, 484, 70, 44)
OPENING_TITLE = Place(42, 60, 876, 130)
OPENING_TEXT = Place(42, 196, 876, 276)

#: Points that a list's words stand in from the left, at each level.
INDENT = 46

#: The layouts that are kept, by their names in the library's template and in ours, with the places of their texts.
_LAYOUTS = {
    "Title Slide": ("Titelbild", (OPENING_TITLE, OPENING_TEXT)),
    "Title and Content": ("Rubrik och text", (TITLE, BODY)),
    "Two Content": ("Rubrik och två texter", (TITLE, LEFT, RIGHT)),
}
OPENING, PLAIN, PAIR = range(3)

_PROMPTS = {
    "Click to edit Master title style": "Skriv en rubrik",
    "Click to edit Master subtitle style": "Skriv mer om lektionen",
    "Click to edit Master text styles": "Skriv en text",
    "Second level": "Andra nivån",
    "Third level": "Tredje nivån",
    "Fourth level": "Fjärde nivån",
    "Fifth level": "Femte nivån",
}
_NAMES = {"title": "Rubrik", "ctrTitle": "Rubrik", "subTitle": "Underrubrik", "ftr": "Sidfot", "sldNum": "Bildnummer",
          "sldImg": "Bilden", "hdr": "Sidhuvud", "dt": "Datum"}  # fmt: skip


def blank_presentation() -> Any:
    """A presentation without slides; its layouts are OPENING, PLAIN and PAIR."""
    import pptx

    presentation: Any = pptx.Presentation()
    presentation.slide_width, presentation.slide_height = (round(points * _EMU) for points in SLIDE)
    presentation.part._element.sldSz.attrib.pop("type", None)
    for layout in list(presentation.slide_layouts):
        if layout.name in _LAYOUTS:
            layout._element.cSld.set("name", _LAYOUTS[layout.name][0])
        else:
            presentation.slide_layouts.remove(layout)
    _dress_master(presentation.slide_master)
    for layout, (_, places) in zip(presentation.slide_layouts, _LAYOUTS.values(), strict=True):
        _dress_layout(layout, places)
    _list_notes_master(presentation)
    for holder in (presentation.slide_master, *presentation.slide_layouts, presentation.notes_master):
        _translate(holder)
    return presentation


def put(shape: Any, place: Place) -> None:
    """Puts a shape in its place."""
    shape.left, shape.top = round(place.left * _EMU), round(place.top * _EMU)
    shape.width, shape.height = round(place.width * _EMU), round(place.height * _EMU)


def kind_of(shape: Any) -> str:
    """The kind of a placeholder in the file's own words: title, body, ftr, sldNum …"""
    return str(shape._element.ph.get("type", "obj"))


def name_places(holder: Any) -> None:
    """Gives every placeholder of a slide, layout, master or page of notes a Swedish name of its own."""
    named: list[str] = []
    for shape in holder.placeholders:
        name = _NAMES.get(kind_of(shape), "Text")
        named.append(name)
        shape.name = name if named.count(name) == 1 else f"{name} {named.count(name)}"


def _dress_master(master: Any) -> None:
    places = {"title": TITLE, "body": BODY, "ftr": FOOTER, "sldNum": NUMBER}
    for shape in list(master.placeholders):
        if kind_of(shape) == "dt":
            shape._element.getparent().remove(shape._element)  # a day of its own would be another than the text's
        else:
            put(shape, places[kind_of(shape)])
        if kind_of(shape) in ("ftr", "sldNum"):
            _blacken(shape._element)
        if kind_of(shape) == "ftr":
            shape._element.txBody.find(".//{*}lvl1pPr").set("algn", "l")
        if kind_of(shape) == "title":
            shape._element.txBody.find("{*}bodyPr").set("anchor", "b")
    styles = master._element.find("{*}txStyles")
    title = styles.find("{*}titleStyle/{*}lvl1pPr")
    title.set("algn", "l")
    title.find("{*}defRPr").set("b", "1")
    for level in (1, 2, 3):
        body = styles.find(f"{{*}}bodyStyle/{{*}}lvl{level}pPr")
        body.set("marL", str(level * INDENT * _EMU))
        body.set("indent", str(-INDENT * _EMU))
        body.find("{*}spcBef/{*}spcPct").set("val", str(round(GAP * 100_000)))
        body.find("{*}buChar").set("char", "•")


def _dress_layout(layout: Any, places: tuple[Place, ...]) -> None:
    texts = [shape for shape in layout.placeholders if kind_of(shape) not in ("dt", "ftr", "sldNum")]
    for shape, place in zip(texts, places, strict=True):
        put(shape, place)
        _blacken(shape._element)
        for level in shape._element.iter("{*}lvl1pPr"):
            level.attrib.pop("algn", None)
    for shape in list(layout.placeholders):
        if kind_of(shape) == "dt":
            shape._element.getparent().remove(shape._element)


def _list_notes_master(presentation: Any) -> None:
    """Names the master of the notes in the presentation, which the format asks for and the library leaves out."""
    from pptx.opc.constants import RELATIONSHIP_TYPE
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    relation = presentation.part.relate_to(presentation.notes_master.part, RELATIONSHIP_TYPE.NOTES_MASTER)
    listed = f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{relation}"/></p:notesMasterIdLst>'
    presentation.part._element.find("{*}sldMasterIdLst").addnext(parse_xml(listed))


def _blacken(element: Any) -> None:
    """Takes away the grey that the library's template tones down small words with."""
    for tint in list(element.iter("{*}tint")):
        tint.getparent().remove(tint)


def _translate(holder: Any) -> None:
    for text in holder._element.iter("{*}t"):
        text.text = _PROMPTS.get(text.text, text.text)
    name_places(holder)

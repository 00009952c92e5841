"""Files that a teacher changes in Word: the plan of a lesson, and the letter home."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator

from campaign.school.block_reader import read_blocks
from campaign.school.blocks import Block, Box, Cell, FragmentError, Heading, Item, Paragraph, Run, Table, words_of
from campaign.school.imprint import kit_imprint, page_imprint, without_scheme
from campaign.school.kit import KitPage, KitSource, LessonKit, Publication
from campaign.school.package import finished
from campaign.school.qr import qr_png
from campaign.school.word_styles import blank_document, write_margins
from campaign.school.word_text import WordText

#: The heading of the letter itself on its page; what stands under other headings is for the teacher.
LETTER_HEADING = "Brevet"

_POINTS = {"plan": 11, "sv": 12, "sv-simple": 14}
_QR_CM = 2.5


def plan_document(kit: LessonKit, publication: Publication) -> bytes:
    """The leader's page as a Word document. Raises FragmentError for what cannot follow along."""
    imprint = kit_imprint(kit, publication)
    document = blank_document(_POINTS["plan"])
    name = f"Lektion {kit.lesson.number}: {kit.plan.title}" if kit.sheet else kit.plan.title
    write_margins(document, imprint, name)
    document.add_paragraph(kit.plan.title, style="Title")
    text = WordText(document)
    for line in (imprint.status, kit.tried):
        if line:
            text.runs(text.paragraph(), (Run(line, strong=True),))
    text.table(_facts(kit), "Om lektionen" if kit.sheet else "Om materialet", row_headers=True)
    if kit.sheet:
        text.add(
            [Paragraph((Run("Till lektionen hör ett blad: "), Run(kit.sheet.title, href=kit.sheet.url), Run(".")))]
        )
    text.heading("Mål")
    text.add([Paragraph((Run("Efter lektionen kan eleven" if kit.sheet else "Efteråt kan deltagaren"),))])
    goals = kit.lesson.goals
    text.bullets([*goals[:-1], f"{goals[-1]}."])
    if kit.curriculum:
        text.heading("Koppling till styrdokument")
        text.bullets(kit.curriculum)
    text.add(read_blocks(kit.plan.html, kit.plan.id))
    _add_words(text, kit.plan.words, "Ord")
    _add_sources(text, kit.plan.sources)
    return finished(document.save, imprint)


def letter_document(page: KitPage, publication: Publication) -> bytes:
    """The letter home as a Word document, with what the teacher fills in highlighted.

    Raises FragmentError when the page has no letter, or something that cannot follow along.
    """
    imprint = page_imprint(page, publication)
    document = blank_document(_POINTS[page.tag])
    write_margins(document, imprint, page.title)
    text = WordText(document, highlight=True)
    if imprint.status:
        text.runs(text.paragraph(), (Run(imprint.status, strong=True),))
    letter = _letter(page)
    text.add(letter)
    said = " ".join(_words_in(letter)).casefold()
    words = [(term, meaning) for term, meaning in page.words if term.casefold() in said]
    _add_words(text, words, "Ord i brevet")
    _add_qr(text, _start_page(page))
    return finished(document.save, imprint)


def _facts(kit: LessonKit) -> Table:
    header = (_cell("Uppgift", True), _cell("För lektionen" if kit.sheet else "För materialet", True))
    return Table(header, tuple((_cell(what, True), _cell(how)) for what, how in kit.rows))


def _cell(text: str, is_header: bool = False) -> Cell:
    return Cell(((Run(text),),), is_header)


def _letter(page: KitPage) -> list[Block]:
    """What stands under the letter's heading, up to the next of its level."""
    letter: list[Block] = []
    inside = False
    for block in read_blocks(page.html, page.id):
        if isinstance(block, Heading) and block.level == 1:
            inside = words_of(block.runs) == LETTER_HEADING
        elif inside:
            letter.append(Heading(block.level - 1, block.runs) if isinstance(block, Heading) else block)
    if not letter:
        raise FragmentError(f"{page.id}: Sidan har inget brev. Skriv brevet under rubriken ## {LETTER_HEADING}.")
    return letter


def _words_in(blocks: Iterable[Block]) -> Iterator[str]:
    """The texts of the blocks, those in boxes and tables too."""
    for block in blocks:
        match block:
            case Box():
                yield words_of(block.title)
                yield from _words_in(block.blocks)
            case Table():
                yield from (words_of(runs) for row in block.rows for cell in row for runs in cell.paragraphs)
            case _:
                yield words_of(block.runs)


def _add_words(text: WordText, words: Iterable[tuple[str, str]], heading: str) -> None:
    """Hard words that the page explains when a reader asks, which paper cannot."""
    told = [Paragraph((Run(f"{term[:1].upper()}{term[1:]}: ", strong=True), Run(meaning))) for term, meaning in words]
    if told:
        text.heading(heading)
        text.add(told)


def _add_sources(text: WordText, sources: tuple[KitSource, ...]) -> None:
    if not sources:
        return
    text.heading("Källor")
    before = None
    for source in sources:
        runs = (Run(f"{source.title}. {source.publisher}. "), Run(source.url, href=source.url))
        text.add([Item(runs, 1, source.number, first=before is None or source.number != before + 1)])
        before = source.number


def _start_page(page: KitPage) -> str:
    """The start page in the letter's own variant: an address that tells nobody what the letter is about."""
    start, found, _ = page.url.rpartition(f"{page.id}/")
    if not found:
        raise ValueError(f"the address {page.url} does not end with {page.id}/")
    return start


def _add_qr(text: WordText, address: str) -> None:
    from docx.shared import Cm

    shown = without_scheme(address).rstrip("/")
    paragraph = text.paragraph()
    paragraph.paragraph_format.keep_with_next = True
    picture = paragraph.add_run().add_picture(io.BytesIO(qr_png(address)), width=Cm(_QR_CM))
    picture._inline.docPr.set("descr", f"QR-kod till {shown}")
    picture._inline.docPr.set("name", "QR-kod")
    text.add([Paragraph((Run("Läs mer på "), Run(shown, href=address)))])

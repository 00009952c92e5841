"""Files that are copied as they are: a PDF is a document to read and nothing else."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from campaign.allowed import MOST_BYTES
from campaign.checks.registry import Context, Hit, site_rule

#: What a PDF may do besides being read, by the names in its objects, and what it is called.
_ACTIVE = {
    b"JavaScript": "kör program",
    b"JS": "kör program",
    b"Launch": "startar program på läsarens dator",
    b"SubmitForm": "skickar det läsaren skriver",
    b"ImportData": "läser in filer",
    b"GoToE": "öppnar en fil som ligger inuti den",
    b"GoToR": "öppnar en annan fil",
    b"EmbeddedFile": "har en annan fil i sig",
    b"EmbeddedFiles": "har en annan fil i sig",
    b"RichMedia": "spelar film eller program",
    b"XFA": "är ett formulär som kör program",
    b"Encrypt": "är låst, så att hjälpmedel inte kan läsa den",
}
_NAME = re.compile(rb"/([A-Za-z#0-9]{2,40})(?![A-Za-z#0-9])")
_STREAM = re.compile(rb"/ObjStm.{0,400}?stream\r?\n(.*?)endstream", re.DOTALL)
_MOST_UNPACKED = 5_000_000  # bytes of one packed part: a small file must not fill the memory


def pdf_problem(content: bytes) -> tuple[str, str] | None:
    """What a PDF does that it must not, and what to do instead; or None."""
    if not content[:1024].lstrip().startswith(b"%PDF-"):
        return "Filen är ingen PDF, fast namnet slutar på .pdf.", "Lägg in själva dokumentet."
    for part in (content, *_unpacked(content)):
        for match in _NAME.finditer(part):
            name = re.sub(rb"#([0-9A-Fa-f]{2})", lambda code: bytes([int(code[1], 16)]), match[1])
            if name in _ACTIVE:
                return f"Dokumentet {_ACTIVE[name]}.", "Spara det på nytt som en vanlig PDF, helst PDF/UA."
    return None


def _unpacked(content: bytes) -> Iterator[bytes]:
    """The packed lists of objects in a PDF, where names may hide."""
    for match in _STREAM.finditer(content):
        try:
            yield zlib.decompressobj().decompress(match[1], _MOST_UNPACKED)
        except zlib.error:
            continue  # another way to pack, or broken: a reader of PDF cannot open it either


@site_rule(safety=True)
def pdf_active(context: Context) -> Iterator[Hit]:
    """En PDF är ett dokument att läsa: inga program, inga formulär som skickar, inget lås.

    Dåligt: en PDF med JavaScript, eller en webbsida som heter plan.pdf
    Bra: en PDF som är skriven ut ur ett vanligt dokument
    """
    for uri in sorted(context.site.files):
        file = context.site.folder / uri
        if uri.endswith(".pdf") and file.stat().st_size <= MOST_BYTES[".pdf"]:
            problem = pdf_problem(file.read_bytes())
            if problem:
                yield Hit(1, *problem, path=f"{context.site.docs}/{uri}")

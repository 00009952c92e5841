"""The folder of bad files: every way of going wrong that we know, each with exactly the findings it should give.

    python tests/bad_files.py     prints each with its message, and "expected = found" with the count

tests/bad_files/<name>.md is one case: a page (lagen/kod.md), or several files parted by these lines:

    <!-- file: lagen/kod.md -->        the file's whole text
    <!-- add: _data/glossary.yml -->   rows put after the sound site's own
    <!-- gone: lagen/kod.md -->        the file is taken away

`<!-- expect: 5 rule-id -->` (`# expect: …` in data) are taken out before the files are written into a small
site without any finding; in rows that are added, lines count from the first of them. A lättläst twin
follows the changed page, as if somebody had read both. What is no text, or too long to keep, is made here (MADE).
"""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
import zlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from conftest import TODAY
from PIL import ExifTags, Image
from real_site import PROJECT
from test_bad_input import BODIES, ordinary, write_sound_site

from campaign.checks import run_checks
from campaign.content.pages import Variant, load_site
from campaign.content.variants import source_hash
from campaign.findings import Finding
from campaign.settings import load_settings

FOLDER = Path(__file__).parent / "bad_files"
PAGE, TWIN = "lagen/kod.md", "lagen/kod.lattlast.md"
_PART = re.compile(r"^<!-- (file|add|gone): (\S+) -->\n", re.MULTILINE)
_EXPECT = re.compile(r"^(?:<!--|#) expect: (\d+) ([a-z-]+)(?: -->)?\n", re.MULTILINE)

Expected = Counter[tuple[str, int, str]]


@dataclass
class BadFile:
    """One case: what is done to the sound site, and the path, line and rule of each finding that it should give."""

    name: str
    spoil: Callable[[Path], None]
    expected: Expected = field(default_factory=Counter)

    def found(self, folder: Path) -> list[Finding]:
        """The findings in the new folder `folder`."""
        docs = folder / "docs"
        write_sound_site(docs)
        before = {path: path.read_bytes() for path in docs.rglob("*.md")}
        self.spoil(docs)
        _follow(docs, before)
        return run_checks(load_site(docs, "docs"), load_settings(PROJECT, {}), TODAY)


def _follow(docs: Path, before: dict[Path, bytes]) -> None:
    """Stamps the twins that the case has left as they were with today's text of their pages."""
    site = load_site(docs, "docs")
    for page in site.sound_pages(Variant.ORDINARY):
        twin = docs / f"{page.id}.lattlast.md"
        if twin.is_file() and (before.get(twin) == twin.read_bytes() or b"{hash}" in twin.read_bytes()):
            text = re.sub(r"(?m)^source_hash: .*$", f"source_hash: {source_hash(page)}", twin.read_text("utf-8"))
            twin.write_text(text, encoding="utf-8")


def text_case(path: Path) -> BadFile:
    """The case in a file of the folder."""
    pieces = _PART.split(path.read_text(encoding="utf-8"))
    parts = list(zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)) or [("file", PAGE, pieces[0])]
    case = BadFile(path.stem, lambda docs: _write(docs, parts))
    for how, name, text in parts:
        for line, rule in _EXPECT.findall(text):
            case.expected[f"docs/{name}", int(line) + (_rows(name) if how == "add" else 0), rule] += 1
    return case


def _rows(name: str) -> int:
    """How many rows the sound site's file has."""
    with tempfile.TemporaryDirectory() as folder:
        write_sound_site(Path(folder))
        return (Path(folder) / name).read_text(encoding="utf-8").count("\n")


def _write(docs: Path, parts: list[tuple[str, str, str]]) -> None:
    for how, name, text in parts:
        file, text = docs / name, _EXPECT.sub("", text)
        file.parent.mkdir(parents=True, exist_ok=True)
        if how == "gone":
            file.unlink()
        elif how == "add":
            file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")
        else:
            file.write_bytes(text.encode())


def put(name: str, content: bytes) -> Callable[[Path], None]:
    """Writes one file of bytes."""

    def spoil(docs: Path) -> None:
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_bytes(content)

    return spoil


def body(text: str) -> bytes:
    """A sound page's head over another text, which begins on line 6."""
    return ordinary("kod", text).encode()


def link(name: str, target: str) -> Callable[[Path], None]:
    """Puts a symbolic link in the place of a file."""

    def spoil(docs: Path) -> None:
        (docs / name).unlink(missing_ok=True)
        (docs / name).symlink_to(target)

    return spoil


def encoded(kind: str, size: tuple[int, int] = (60, 40), **options: object) -> bytes:
    """A picture of one colour."""
    result = io.BytesIO()
    Image.new("RGB", size, (12, 70, 80)).save(result, kind, **options)
    return result.getvalue()


def with_position() -> bytes:
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return encoded("JPEG", exif=exif)


def svg(inside: str, attributes: str = 'viewBox="0 0 9 9"') -> bytes:
    """A drawing."""
    return f'<svg xmlns="http://www.w3.org/2000/svg" {attributes}>\n{inside}\n</svg>\n'.encode()


def pdf(objects: bytes) -> bytes:
    """A document with some objects."""
    return b"%PDF-1.7\n1 0 obj\n" + objects + b"\nendobj\n%%EOF\n"


_PACKED = zlib.compress(b"2 0 << /S /JavaScript /JS (app.alert(1)) >>")
_BOMB = "a0: &a0 [x, x, x]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))

#: Name, what is done, and the findings. A case of bytes in a page names only its line and rule.
MADE: list[tuple[str, Callable[[Path], None], list[tuple[str, int, str]]]] = [
    (
        "kodning-latin-1",
        put(PAGE, ordinary("kod", "Rad.\n\nHär är åäö.").replace("Sidan om kod", "Sidan").encode("latin-1")),
        [(PAGE, 3, "not-utf8")],
    ),
    ("kodning-utf-16", put(PAGE, ordinary("kod", "Text.").encode("utf-16")), [(PAGE, 1, "not-utf8")]),
    ("kodning-bild-som-sida", put(PAGE, encoded("PNG")), [(PAGE, 1, "not-utf8")]),
    (
        "kodning-data-latin-1",
        put("_data/synonyms.yml", "# å\nsynonyms: []\n".encode("latin-1")),
        [("_data/synonyms.yml", 1, "not-utf8")],
    ),
    ("storlek-sida-5-mb", put(PAGE, body("Text om lagen.\n\n" * 330_000)), [(PAGE, 1, "file-too-large")]),
    ("storlek-rad-en-miljon-tecken", put(PAGE, body("x" * 1_000_000)), [(PAGE, 1, "file-too-large")]),
    ("storlek-rad", put(PAGE, body("Text.\n\n" + "ord " * 2_000)), [(PAGE, 8, "text-too-large")]),
    ("storlek-stycke", put(PAGE, body("Text.\n\n" + "En rad med text.\n" * 1_500)), [(PAGE, 8, "text-too-large")]),
    ("storlek-10-000-rubriker", put(PAGE, body("## A\n\n" * 10_000)), [(PAGE, 402, "text-too-large")]),
    ("storlek-kortkoder", put(PAGE, body("[[fakta:kop-brott]]\n\n" * 4_000)), [(PAGE, 606, "text-too-large")]),
    ("storlek-kommentarer", put(PAGE, body("Text.\n" + "<!-- x -->\n" * 150)), [(PAGE, 107, "text-too-large")]),
    ("storlek-djupt-citat", put(PAGE, body("Text.\n\n" + "> " * 40 + "Text.")), [(PAGE, 8, "nesting-too-deep")]),
    (
        "storlek-djupt-huvud",
        put(PAGE, b"---\ntitle: " + b"[" * 400 + b"\n---\nText.\n"),
        [(PAGE, 2, "front-matter-invalid")],
    ),
    (
        "storlek-yaml-bomb",
        put("_data/synonyms.yml", _BOMB.encode()),
        [("_data/synonyms.yml", line, "data-invalid") for line in range(2, 12)],
    ),
    (
        "storlek-yaml-bomb-i-sida",
        put(PAGE, b"---\n" + _BOMB.encode() + b"---\nText.\n"),
        [(PAGE, line, "front-matter-invalid") for line in range(3, 13)],
    ),
    ("storlek-datafil", put("_data/synonyms.yml", b"# x\n" * 200_000), [("_data/synonyms.yml", 1, "file-too-large")]),
    (
        "storlek-svg",
        put("bilder/karta.svg", svg('<path d="' + "M0 0h9v9z" * 60_000 + '"/>')),
        [("bilder/karta.svg", 1, "file-too-large")],
    ),
    (
        "storlek-pdf",
        put("filer/plan.pdf", b"%PDF-1.7\n" + b"\0" * 10_000_000),
        [("filer/plan.pdf", 1, "file-too-large")],
    ),
    (
        "storlek-bild-50-mb",
        put("bilder/gata.jpg", encoded("JPEG") + b"\0" * 50_000_000),
        [("bilder/gata.jpg", 1, "image-too-large")],
    ),
    (
        "storlek-bild-pixlar",
        put("bilder/gata.png", encoded("PNG", (16_001, 2))),
        [("bilder/gata.png", 1, "image-too-large")],
    ),
    ("namn-med-prickar", put("lagen/hjälp.md", body("Text.")), [("lagen/hjälp.md", 1, "file-name-invalid")]),
    ("namn-med-mellanslag", put("lagen/ny sida.md", body("Text.")), [("lagen/ny sida.md", 1, "file-name-invalid")]),
    ("namn-med-stor-bokstav", put("bilder/Karta.svg", svg("")), [("bilder/Karta.svg", 1, "file-name-invalid")]),
    ("namn-med-tva-bokstaver", put("lagen/plan.ny.md", body("Text.")), [("lagen/plan.ny.md", 1, "file-name-invalid")]),
    (
        "namn-med-osynligt-tecken",
        put("lagen/pl\u200ban.md", body("Text.")),
        [("lagen/pl\u200ban.md", 1, "file-name-invalid")],
    ),
    (
        "namn-inte-utf-8",
        put(os.fsdecode(b"lagen/r\xe5d.md"), body("Text.")),
        [("lagen/r\ufffdd.md", 1, "file-name-invalid")],
    ),
    (
        "namn-med-samma-adress",
        put("lagen.md", body("Text om lagen.").replace(b"om kod", b"om annat")),
        [("lagen.md", 1, "address-duplicate"), ("lagen.md", 1, "not-in-navigation"), ("lagen.md", 1, "twin-missing")],
    ),
    ("typ-program", put("filer/start.exe", b"MZ"), [("filer/start.exe", 1, "file-type-unknown")]),
    (
        "typ-webbsida",
        put("filer/sida.html", b"<script>alert(1)</script>"),
        [("filer/sida.html", 1, "file-type-unknown")],
    ),
    ("typ-skript", put("filer/kod.js", b"alert(1)"), [("filer/kod.js", 1, "file-type-unknown")]),
    ("typ-dokument", put("filer/brev.docx", b"PK"), [("filer/brev.docx", 1, "file-type-unknown")]),
    ("lank-till-annan-fil", link("lagen/las.md", "/etc/passwd"), [("lagen/las.md", 1, "symlink")]),
    ("lank-till-annan-mapp", link("lagen/mapp", "/etc"), [("lagen/mapp", 1, "symlink")]),
    ("lank-som-datafil", link("_data/synonyms.yml", "/etc/passwd"), [("_data/synonyms.yml", 1, "symlink")]),
    ("lank-som-leder-ingenstans", link("filer", "/finns/inte"), [("filer", 1, "symlink")]),
    ("bild-fel-andelse", put("bilder/gata.jpg", encoded("PNG")), [("bilder/gata.jpg", 1, "image-type-differs")]),
    ("bild-gif", put("bilder/gata.png", encoded("GIF")), [("bilder/gata.png", 1, "image-type-differs")]),
    (
        "bild-avbruten",
        put("bilder/gata.jpg", encoded("JPEG", (300, 200))[:500]),
        [("bilder/gata.jpg", 1, "image-unreadable")],
    ),
    ("bild-som-ar-text", put("bilder/gata.jpg", b"<?php echo 1; ?>"), [("bilder/gata.jpg", 1, "image-unreadable")]),
    (
        "bild-som-ror-sig",
        put("bilder/gata.webp", encoded("WEBP", save_all=True, append_images=[Image.new("RGB", (60, 40))])),
        [("bilder/gata.webp", 1, "image-animated")],
    ),
    ("bild-med-plats", put("bilder/gata.jpg", with_position()), [("bilder/gata.jpg", 1, "image-has-position")]),
    ("svg-med-skript", put("bilder/a.svg", svg("<script>alert(1)</script>")), [("bilder/a.svg", 2, "svg-active")]),
    (
        "svg-med-handelse",
        put("bilder/a.svg", svg("", 'viewBox="0 0 9 9" onload="alert(1)"')),
        [("bilder/a.svg", 1, "svg-active")],
    ),
    ("svg-med-webbsida", put("bilder/a.svg", svg("<foreignObject/>")), [("bilder/a.svg", 2, "svg-active")]),
    (
        "svg-som-hamtar",
        put("bilder/a.svg", svg('<use href="https://annat.example/a.svg#b"/>')),
        [("bilder/a.svg", 2, "svg-active")],
    ),
    (
        "svg-som-svaller",
        put("bilder/a.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]>\n' + svg("&a;")),
        [("bilder/a.svg", 1, "svg-active")],
    ),
    (
        "svg-som-ar-en-webbsida",
        put("bilder/a.svg", b"<html>\n<body onload='x()'/>\n</html>"),
        [("bilder/a.svg", 1, "svg-active"), ("bilder/a.svg", 2, "svg-active"), ("bilder/a.svg", 2, "svg-active")],
    ),
    ("svg-som-inte-ar-hel", put("bilder/a.svg", svg("<g>")), [("bilder/a.svg", 3, "image-unreadable")]),
    ("svg-utan-storlek", put("bilder/a.svg", svg("", "")), [("bilder/a.svg", 1, "image-unreadable")]),
    ("pdf-som-ar-en-webbsida", put("filer/plan.pdf", b"<html></html>"), [("filer/plan.pdf", 1, "pdf-active")]),
    (
        "pdf-med-skript",
        put("filer/plan.pdf", pdf(b"<< /OpenAction << /S /JavaScript /JS (x) >> >>")),
        [("filer/plan.pdf", 1, "pdf-active")],
    ),
    (
        "pdf-med-packat-skript",
        put("filer/plan.pdf", pdf(b"<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n" + _PACKED + b"\nendstream")),
        [("filer/plan.pdf", 1, "pdf-active")],
    ),
    (
        "pdf-som-startar-program",
        put("filer/plan.pdf", pdf(b"<< /S /L#61unch /F (cmd) >>")),
        [("filer/plan.pdf", 1, "pdf-active")],
    ),
    ("pdf-som-ar-last", put("filer/plan.pdf", pdf(b"<< /Encrypt 2 0 R >>")), [("filer/plan.pdf", 1, "pdf-active")]),
]


def cases() -> list[BadFile]:
    """Every case, those of the folder first."""
    made = [
        BadFile(name, spoil, Counter((f"docs/{path}", line, rule) for path, line, rule in expected))
        for name, spoil, expected in MADE
    ]
    return [text_case(path) for path in sorted(FOLDER.glob("*.md"))] + made


def place(finding: Finding) -> tuple[str, int, str]:
    """What is compared of a finding."""
    return finding.path, finding.line, finding.rule


def main() -> int:
    """Prints every case with its messages; 1 when some case gives anything else than it should."""
    right, listed = 0, cases()
    for case in listed:
        with tempfile.TemporaryDirectory() as folder:
            found = case.found(Path(folder))
        same = Counter(map(place, found)) == case.expected
        right += same
        sys.stdout.write(f"{'' if same else 'OTHER THAN EXPECTED: '}{case.name}\n")
        sys.stdout.writelines(f"    {finding}\n" for finding in found)
        if not same:
            sys.stdout.write(f"    expected: {sorted(case.expected.elements())}\n")
    sys.stdout.write(f"expected = found: {right} of {len(listed)}; {2 * len(BODIES)} sound pages beside each\n")
    return int(right != len(listed))


if __name__ == "__main__":
    sys.exit(main())

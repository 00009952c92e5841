"""Pages and the site: everything an editor wrote, read once. Bad content never raises; it is recorded as findings."""

from __future__ import annotations

import math
import os
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from urllib.parse import unquote

from campaign.allowed import FILE_TYPES, MOST_BYTES
from campaign.content.front_matter import PageHead, TwinHead, read_head, split_head
from campaign.content.markdown import COMMENT, Body, scan
from campaign.content.plain_yaml import Problem
from campaign.content.records import Records, load_records
from campaign.content.text_files import MOST_PAGE_BYTES, page_too_large, read_text_file, too_large
from campaign.findings import Finding


class Variant(StrEnum):
    """The two language variants; the value is the locale of the generator and the key in settings."""

    ORDINARY = "sv"
    LATTLAST = "lattlast"

    @property
    def tag(self) -> str:
        """The language tag in HTML: `sv-simple` is registered in BCP 47 ("simplified form")."""
        return "sv-simple" if self is Variant.LATTLAST else "sv"

    @property
    def other(self) -> Variant:
        """The other variant."""
        return Variant.ORDINARY if self is Variant.LATTLAST else Variant.LATTLAST


TWIN_ENDING = ".lattlast.md"
DATA_FOLDER = "_data"


@dataclass
class Page:
    """One Markdown file.

    `id` is the path without ending ("lagen/straff"), shared by both variants. `head` is the page's own front matter,
    `meta` the ordinary page's, which a twin inherits. A page that could not be read is `broken`: no rule looks at it.
    `source` is the whole file as it was read.
    """

    id: str
    variant: Variant
    path: str
    src_uri: str
    head: PageHead | TwinHead
    meta: PageHead
    lines: dict[str, int] = field(default_factory=dict)
    body: Body = field(default_factory=Body)
    broken: bool = False
    source: str = ""

    @property
    def section(self) -> str:
        """The folder directly under docs/; empty for the start page."""
        return self.id.split("/")[0] if "/" in self.id else ""

    @property
    def title(self) -> str:
        """The page's `h1`."""
        return self.head.title

    @property
    def address(self) -> str:
        """The address from the site's root, without a leading slash: `lattlast/lagen/straff/`."""
        folder = re.sub(r"(^|/)index$", "", self.id)
        prefix = "lattlast/" if self.variant is Variant.LATTLAST else ""
        return prefix + (f"{folder}/" if folder else "")

    @property
    def document_title(self) -> str:
        """The words that `<title>` begins with, which stand in the browser's history: neutral where it matters."""
        return (self.meta.neutral_title or self.title) + (" – lättläst" if self.variant is Variant.LATTLAST else "")

    def target(self, link: str) -> tuple[str, str]:
        """The path under docs/ and the anchor that a relative link in the text leads to."""
        path, _, anchor = unquote(link).partition("#")
        if not path:
            return self.src_uri, anchor
        return posixpath.normpath(posixpath.join(posixpath.dirname(self.src_uri), path)), anchor

    def line(self, key: str) -> int:
        """The line of a key in the front matter, or 1."""
        return self.lines.get(key, 1)


@dataclass
class Site:
    """All pages and records, and what was found wrong while reading.

    `docs` is the folder as it is shown to editors, `folder` where it lies, for who looks into `files`.
    """

    docs: str
    folder: Path = Path()
    pages: dict[tuple[str, Variant], Page] = field(default_factory=dict)
    records: Records = field(default_factory=Records)
    findings: list[Finding] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    def page(self, page_id: str, variant: Variant = Variant.ORDINARY) -> Page | None:
        """The page with this id, or None."""
        return self.pages.get((page_id, variant))

    def twin(self, page: Page) -> Page | None:
        """The same page in the other variant, or None."""
        return self.page(page.id, page.variant.other)

    def sound_pages(self, variant: Variant | None = None) -> Iterator[Page]:
        """Every page that could be read, in the order of ids, the ordinary variant first."""
        for (_, found), page in sorted(
            self.pages.items(), key=lambda item: (item[0][0], item[0][1] != Variant.ORDINARY)
        ):
            if not page.broken and variant in (None, found):
                yield page

    def published(self, variant: Variant | None = None) -> Iterator[Page]:
        """The pages that may be listed: neither drafts nor hidden."""
        return (page for page in self.sound_pages(variant) if not (page.meta.draft or page.meta.hidden))


def load_site(docs: Path, shown: str | None = None) -> Site:
    """Reads every page and data file under the folder `docs`, shown to editors as `shown` (default: as given)."""
    site = Site(docs=shown if shown is not None else docs.as_posix(), folder=docs)
    texts: dict[tuple[str, Variant], tuple[str, str]] = {}
    for file in _files(docs, site):
        uri = file.relative_to(docs).as_posix()
        site.files.add(uri)
        if uri.startswith(f"{DATA_FOLDER}/"):
            continue
        if file.suffix == ".md":
            _collect(file, uri, site, texts)
        else:
            _judge_file(file, uri, site)
    for key in sorted(texts, key=lambda item: (item[0], item[1] != Variant.ORDINARY)):
        site.pages[key] = _read_page(site, *key, *texts[key])
    site.records, findings = load_records(docs / DATA_FOLDER, f"{site.docs}/{DATA_FOLDER}")
    site.findings.extend(findings)
    return site


def _judge_file(file: Path, uri: str, site: Site) -> None:
    """Findings about a file that is no page, by its name and weight; what is in it is judged by rules."""
    suffix = file.suffix.lower()
    if suffix not in FILE_TYPES:
        _find(site, uri, 1, "file-type-unknown", f"Filtypen {file.suffix or 'utan ändelse'} kan inte publiceras.",
              f"Använd någon av {', '.join(sorted(FILE_TYPES))}.")  # fmt: skip
    elif file.stat().st_size > MOST_BYTES.get(suffix, math.inf):
        problem = too_large(file.stat().st_size, MOST_BYTES[suffix], "Spara den mindre, eller dela den.")
        _find(site, uri, problem.line, problem.rule, problem.message, problem.suggestion)


def _find(site: Site, uri: str, line: int, rule: str, message: str, suggestion: str = "") -> None:
    path = f"{site.docs}/{_printable(uri)}"
    site.findings.append(Finding(path, line, rule, message, suggestion))


def _printable(name: str) -> str:
    """A name as it can be shown, also when its bytes are no UTF-8: then it was probably written on an old system."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _files(docs: Path, site: Site) -> Iterator[Path]:
    """Every ordinary file, in a fixed order; links and unusable names become findings."""
    for folder, folders, names in os.walk(docs, followlinks=False):
        here = Path(folder)
        for name in sorted(folders + names):
            path = here / name
            uri = path.relative_to(docs).as_posix()
            if path.is_symlink():
                _find(site, uri, 1, "symlink", "Filen är en länk till en annan fil.", "Lägg in filen själv i stället.")
                if name in folders:
                    folders.remove(name)
            elif name.startswith("."):
                continue
            elif _name_problem(name):
                _find(site, uri, 1, "file-name-invalid", *_name_problem(_printable(name)))
            elif name in names:
                yield path
        folders[:] = sorted(name for name in folders if not name.startswith("."))


_NAME = re.compile(r"[a-z0-9_][a-z0-9_.-]*")


def _name_problem(name: str) -> tuple[str, str] | tuple[()]:
    stem = name.removesuffix(TWIN_ENDING).removesuffix(".md")
    if name.endswith(".md") and re.search(r"\.[A-Za-z]{2}$", stem):
        return (f"Filnamnet {name} slutar på två bokstäver efter en punkt; sidan skulle försvinna.",
                f"Byt namn, till exempel {_plain(stem)}.md.")  # fmt: skip
    if not _NAME.fullmatch(name):
        start, dot, ending = name.rpartition(".") if "." in name.strip(".") else (name, "", "")
        twin = ".lattlast" if name.endswith(TWIN_ENDING) else ""
        plain = f"{_plain(start.removesuffix('.lattlast'))}{twin}{dot}{ending.lower()}"
        return (f"Filnamnet ”{name}” har tecken som inte fungerar i en adress.",
                f"Använd små bokstäver a–z, siffror och bindestreck: {plain}.")  # fmt: skip
    return ()


def _plain(stem: str) -> str:
    """A file's stem with only what an address may hold."""
    return re.sub(r"[^a-z0-9_]+", "-", stem.lower().translate(str.maketrans("åäöéü", "aaoeu"))).strip("-") or "sida"


def _collect(file: Path, uri: str, site: Site, texts: dict[tuple[str, Variant], tuple[str, str]]) -> None:
    variant = Variant.LATTLAST if uri.endswith(TWIN_ENDING) else Variant.ORDINARY
    page_id = uri.removesuffix(TWIN_ENDING).removesuffix(".md")
    text = read_text_file(file, MOST_PAGE_BYTES)
    problem = text if isinstance(text, Problem) else page_too_large(text)
    if problem is not None:
        _find(site, uri, problem.line, problem.rule, problem.message, problem.suggestion)
        site.pages[(page_id, variant)] = _broken(site, page_id, variant, uri)
    elif isinstance(text, str):
        texts[(page_id, variant)] = (uri, text)


def _broken(site: Site, page_id: str, variant: Variant, uri: str) -> Page:
    head = TwinHead() if variant is Variant.LATTLAST else PageHead()
    return Page(page_id, variant, f"{site.docs}/{uri}", uri, head, PageHead(), broken=True)


def _read_page(site: Site, page_id: str, variant: Variant, uri: str, text: str) -> Page:
    page = _broken(site, page_id, variant, uri)
    parts = split_head(text)
    if not text.strip() or (parts and not COMMENT.sub("", parts.body).strip()):
        _find(site, uri, 1, "page-empty", "Sidan har ingen text.", "Skriv texten eller ta bort filen.")
        return page
    if parts is None:
        _find(site, uri, 1, "front-matter-invalid", "Sidan saknar uppgifterna överst.",
              "Börja filen med en rad ---, sedan title: och description:, sedan en rad ---.")  # fmt: skip
        return page
    read = read_head(parts.yaml, page.path, TwinHead if variant is Variant.LATTLAST else PageHead)
    site.findings.extend(read.findings)
    if read.head is None:
        return page
    page.source = text
    page.head = read.head
    page.lines = read.lines
    page.body = scan(parts.body, parts.body_line)
    ordinary = site.page(page_id)
    page.meta = read.head if isinstance(read.head, PageHead) else (ordinary.meta if ordinary else PageHead())
    page.broken = False
    return page

"""HTML becomes an accessible PDF (PDF/UA-1) by WeasyPrint: the same input gives the same bytes, whatever the folder.

WeasyPrint needs Pango and HarfBuzz from the system; importing it takes most of a second, so it is imported on use.
Nothing is read from files or the network: only the fonts that are handed over. A language inside the text (`lang` on
an element) is not written: WeasyPrint has no support for it.
"""

from __future__ import annotations

import contextlib
import functools
import io
import logging
import warnings
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING

import lxml.html

from campaign.images.fonts import characters
from campaign.images.whole import whole_pictures_only
from campaign.school.errors import KitError
from campaign.school.pdf_structure import embedded_fonts, finish

if TYPE_CHECKING:
    from weasyprint import Document

#: What Debian calls the libraries that WeasyPrint needs.
PACKAGES = ("libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0")

#: Where styles find the fonts: `url(site://fonts/Regular.ttf)`.
_ADDRESS = "site://fonts/"
_FAMILY = "Atkinson"

#: Signs that the font lacks, and those that look the same.
_SAME = str.maketrans({"\u202f": "\u00a0", "\u2009": "\u00a0", "\u2007": "\u00a0", "\u2011": "-", "\u00ad": ""})

_PX_PER_MM = 96 / 25.4
_ENDLESS_MM = 3000
_MARK = "slut"


class PrintError(KitError):
    """A file for printing cannot be made; the text names it and says what to do, in Swedish."""


@functools.cache
def missing() -> str:
    """Why no PDF can be made on this computer and what to install, in Swedish; empty when they can be made."""
    needed = f"Installera {', '.join(PACKAGES)} och kör ./scripts/prepare."
    try:
        # A library that is missing is told of on standard output too, in English.
        with (
            contextlib.redirect_stdout(io.StringIO()),
            warnings.catch_warnings(action="ignore"),
            whole_pictures_only(),
        ):
            from weasyprint.text import ffi
    except (ImportError, OSError):
        return f"Pango saknas på datorn, så inga PDF:er kan göras. {needed}"
    # WeasyPrint goes on without it, and would cut the fonts in another way.
    return "" if ffi.harfbuzz_subset else f"HarfBuzz saknas på datorn, så inga PDF:er kan göras. {needed}"


def is_available() -> bool:
    """Whether PDFs can be made on this computer."""
    return not missing()


def tools() -> tuple[str, ...]:
    """The versions that the bytes of a PDF depend on, for a cache."""
    return tuple(f"{name} {version(name)}" for name in ("weasyprint", "pikepdf", "pydyf", "fonttools", "lxml"))


def make_pdf(html: str, styles: str, fonts: Mapping[str, bytes], name: str) -> bytes:
    """The document as PDF/UA-1. `fonts`: TrueType by the name that `styles` uses; `name`: the source, for messages.

    `html` says its own lang, title and dates. Raises PrintError for signs that the fonts lack and for anything that
    must be fetched.
    """
    html = html.translate(_SAME)
    _refuse_signs(html, fonts, name)
    with _strict(name):
        made: bytes = _render(html, styles, fonts, name).write_pdf(pdf_variant="pdf/ua-1")
    content = finish(made)
    foreign = sorted(font for font in embedded_fonts(content) if _FAMILY not in font)
    if foreign:
        raise PrintError(f"{name}: PDF:en fick ett främmande typsnitt, {', '.join(foreign)}. Säg till den som bygger.")
    return content


def height(html: str, styles: str, fonts: Mapping[str, bytes], name: str, width_mm: float) -> float:
    """How many millimetres the document takes below the top margin on paper of that width that never ends.

    `html` must end its body with `</body>`.
    """
    endless = f"{styles}\n@page {{ size: {width_mm}mm {_ENDLESS_MM}mm !important }}"
    html = html.translate(_SAME).replace("</body>", f'<div id="{_MARK}"></div></body>')
    with _strict(name):
        (page,) = _render(html, endless, fonts, name).pages
    top: float = page._page_box.margin_top
    end: float = page.anchors[_MARK][1]
    return (end - top) / _PX_PER_MM


def _render(html: str, styles: str, fonts: Mapping[str, bytes], name: str) -> Document:
    with whole_pictures_only():
        from weasyprint import CSS, HTML
        from weasyprint.text.fonts import FontConfiguration
        from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOurFonts(URLFetcher):  # type: ignore[misc]  # the library has no types
        """Gives the fonts and refuses everything else: no file, no network."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002, its own form
            wanted = url.removeprefix(_ADDRESS)
            if wanted == url or wanted not in fonts:
                raise FatalURLFetchingError(url)
            return URLFetcherResponse(url, fonts[wanted])

    fetcher = OnlyOurFonts()
    known = FontConfiguration()
    try:
        css = CSS(string=styles, base_url="site://print/", url_fetcher=fetcher, font_config=known)
        page = HTML(string=html, base_url="site://print/", url_fetcher=fetcher)
        return page.render(stylesheets=[css], font_config=known, pdf_variant="pdf/ua-1")
    except FatalURLFetchingError as error:
        message = f"{name}: {error} kan inte hämtas till en PDF. Ta bort bilden eller filen ur texten."
        raise PrintError(message) from error


class _Faults(logging.Handler):
    """Keeps what WeasyPrint calls errors: it goes on after them and leaves a file that is not accessible."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


@contextlib.contextmanager
def _strict(name: str) -> Iterator[None]:
    """Makes WeasyPrint's errors stop the work."""
    faults = _Faults()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(faults)
    try:
        yield
    finally:
        logger.removeHandler(faults)
    if faults.found:
        raise PrintError(f"{name}: PDF:en kan inte göras tillgänglig: {' '.join(faults.found)}")


def _refuse_signs(html: str, fonts: Mapping[str, bytes], name: str) -> None:
    """Says which signs the fonts lack: the computer's own font would be taken, and each computer has another."""
    text = "".join(str(piece) for piece in lxml.html.document_fromstring(html).itertext())
    known = frozenset.intersection(*(characters(font) for font in fonts.values()))
    unknown = sorted({sign for sign in text if sign.isprintable() and ord(sign) not in known})
    if unknown:
        listed = ", ".join(f"”{sign}” (U+{ord(sign):04X})" for sign in unknown)
        raise PrintError(f"{name}: {listed} finns inte i typsnittet för utskrifter. Skriv med ord i stället.")

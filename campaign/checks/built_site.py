"""Checks of the built HTML: what a visitor's browser really gets, whatever generator made it."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from campaign.content.preview import DRAFT_PREFIX, PANEL_MARK, PREVIEW_MARK
from campaign.findings import Finding
from campaign.media.files import FOLDER as POSTERS

NOT_FOUND = "404.html"

#: What the editor's panel is made of under `campaign serve`.
_PANEL_FILE = re.compile(r"^assets/panel\.|(^|/)sida-vid-sida/")


@dataclass
class HtmlPage:
    """What the checks ask of one HTML file."""

    path: str
    ids: Counter[str] = field(default_factory=Counter)
    links: list[tuple[str, int]] = field(default_factory=list)
    resources: list[tuple[str, int]] = field(default_factory=list)
    alternates: dict[str, str] = field(default_factory=dict)
    canonical: str = ""
    language: str = ""
    headings: int = 0
    title: str = ""
    policy: str = ""
    robots: str = ""
    leads_on: bool = False  # a short address, whose canonical is the page that it leads to
    inline: list[tuple[str, int]] = field(default_factory=list)
    panel: list[int] = field(default_factory=list)
    text: str = ""

    @property
    def is_fallback(self) -> bool:
        """Whether the ordinary text stands here, honestly marked, for a lättläst page that is missing."""
        return self.path.startswith("lattlast/") and self.language == "sv" and "noindex" in self.robots


class _Parser(HTMLParser):
    """Reads one file into an HtmlPage."""

    def __init__(self, page: HtmlPage) -> None:
        super().__init__()
        self.page = page
        self.inside = ""
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        line = self.getpos()[0]
        values = {name: value or "" for name, value in attrs}
        page = self.page
        if "id" in values:
            page.ids[values["id"]] += 1
        if PANEL_MARK in values:
            page.panel.append(line)
        for name in values:
            if name.startswith("on") or name == "style":
                page.inline.append((f"attributet {name}", line))
        if tag == "html":
            page.language = values.get("lang", "")
        elif tag == "h1":
            page.headings += 1
        elif tag == "meta":
            self._meta(values)
        elif tag == "link":
            self._link(values, line)
        elif tag == "a" and "href" in values:
            page.links.append((values["href"], line))
        elif tag == "style" or (tag == "script" and "src" not in values and values.get("type") in (None, "", "module")):
            page.inline.append((f"<{tag}>", line))
        if "srcset" in values:
            page.resources += [(part.split()[0], line) for part in values["srcset"].split(",") if part.strip()]
        if values.get("href", "").strip().lower().startswith("javascript:"):
            page.inline.append(("en länk med javascript:", line))
        if tag in ("img", "script", "source", "iframe", "audio", "video", "embed") and "src" in values:
            page.resources.append((values["src"], line))
        self.inside = tag

    def _meta(self, values: dict[str, str]) -> None:
        if values.get("http-equiv", "").lower() == "content-security-policy":
            self.page.policy = values.get("content", "")
        elif values.get("http-equiv", "").lower() == "refresh":
            self.page.leads_on = True
        elif values.get("name") == "robots":
            self.page.robots = values.get("content", "")

    def _link(self, values: dict[str, str], line: int) -> None:
        relations = values.get("rel", "").split()
        if "canonical" in relations:
            self.page.canonical = values.get("href", "")
        elif "alternate" in relations and "hreflang" in values:
            self.page.alternates[values["hreflang"]] = values.get("href", "")
        elif relations:
            self.page.resources.append((values.get("href", ""), line))

    def handle_data(self, data: str) -> None:
        if self.inside == "title":
            self.page.title += data
        if self.inside not in ("script", "style"):
            self.texts.append(data)

    def handle_endtag(self, tag: str) -> None:
        self.inside = ""

    def close(self) -> None:
        super().close()
        self.page.text = " ".join(" ".join(self.texts).split())


def read_html(file: Path, path: str) -> HtmlPage:
    """Reads an HTML file; `path` is its path from the site's root."""
    page = HtmlPage(path)
    parser = _Parser(page)
    parser.feed(file.read_text(encoding="utf-8"))
    parser.close()
    return page


def check_built_site(folder: Path, policy: str, preview_mark: str) -> list[Finding]:
    """Every finding in the built site in `folder`.

    `policy` is the Content-Security-Policy each page must carry; `preview_mark` the words that mark a preview,
    empty for a release.
    """
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    pages = [read_html(folder / name, name) for name in sorted(files) if name.endswith(".html")]
    findings = [finding for page in pages for finding in _page_findings(page, policy, preview_mark)]
    by_path = {page.path: page for page in pages}
    findings += [finding for page in pages for finding in _link_findings(page, by_path, files)]
    findings += _pair_findings(pages)
    findings += _title_findings(pages)
    findings += [Finding(f"site/{name}", 1, "built-panel", "Filen hör till granskningen i förhandsvisningen.")
                 for name in sorted(files) if _PANEL_FILE.search(name)]  # fmt: skip
    findings += _poster_findings(files, bool(preview_mark))
    if "index.html" not in files or "lattlast/index.html" not in files:
        findings.append(Finding("site", 1, "built-start-missing", "Startsidan saknas i någon av varianterna."))
    return sorted(findings)


def _poster_findings(files: set[str], preview: bool) -> Iterator[Finding]:
    """A poster goes on from phone to phone: in a preview its file's name says that it is a draft."""
    for name in sorted(files):
        folder, _, file = name.rpartition("/")
        if not name.startswith(POSTERS) or file.endswith(".html") or f"{folder}/" == POSTERS:
            continue
        if preview and not file.startswith(DRAFT_PREFIX):
            yield Finding(f"site/{name}", 1, "built-preview-unmarked", "Affischens fil är inte märkt som utkast.")
        elif not preview and file.startswith(DRAFT_PREFIX):
            yield Finding(f"site/{name}", 1, "built-preview-marked", "Filen är märkt som utkast fast sajten släpps.")


def _page_findings(page: HtmlPage, policy: str, preview_mark: str) -> Iterator[Finding]:
    def found(rule: str, message: str, line: int = 1) -> Finding:
        return Finding(f"site/{page.path}", line, rule, message)

    wanted = "sv-simple" if page.path.startswith("lattlast/") else "sv"
    if page.language != wanted and not page.is_fallback:
        yield found("built-language", f"Sidan har lang=”{page.language}”, ska vara ”{wanted}”.")
    if page.headings != 1:
        yield found("built-heading", f"Sidan har {page.headings} h1, ska ha en.")
    if page.policy != policy:
        yield found("built-policy", "Sidan saknar den rätta Content-Security-Policy.")
    for what, line in page.inline:
        yield found("built-inline", f"Sidan har {what}, som webbläsaren stoppar.", line)
    for line in page.panel[:1]:
        yield found("built-panel", "Sidan har granskningen med, som bara hör till förhandsvisningen.", line)
    for address, line in page.resources:
        parts = _split(address)
        if parts is None or parts.scheme or address.startswith("//"):
            yield found("built-third-party", f"Sidan hämtar {address} från en annan plats.", line)
    for name, count in page.ids.items():
        if count > 1:
            yield found("built-id-duplicate", f"id ”{name}” står {count} gånger.")
    if "[[" in page.text or "]]" in page.text or "[saknas]" in page.text:
        yield found("built-shortcode", "En kortkod har inte blivit text.")
    if preview_mark and preview_mark not in page.text:
        yield found("built-preview-unmarked", "Förhandsvisningen är inte märkt.")
    if preview_mark and "noindex" not in page.robots:
        yield found("built-preview-unmarked", "Förhandsvisningen saknar noindex.")
    if not preview_mark and PREVIEW_MARK in page.text:
        yield found("built-preview-marked", "Sidan är märkt som förhandsvisning fast sajten släpps.")


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None when it is none."""
    try:
        return urlsplit(address)
    except ValueError:
        return None


def _link_findings(page: HtmlPage, pages: dict[str, HtmlPage], files: set[str]) -> Iterator[Finding]:
    for address, line in [*page.links, *page.resources]:
        parts = _split(address)
        if parts is None:
            yield Finding(f"site/{page.path}", line, "built-link-broken", f"Adressen {address} går inte att läsa.")
            continue
        if parts.scheme or parts.netloc or (page.path == NOT_FOUND and address.startswith("/")):
            continue
        folder = posixpath.dirname(page.path)
        path = posixpath.normpath(posixpath.join(folder, unquote(parts.path))) if parts.path else page.path
        if path not in files:
            path = posixpath.normpath(posixpath.join(path, "index.html"))
        if path not in files:
            yield Finding(f"site/{page.path}", line, "built-link-broken", f"Länken {address} leder ingenstans.")
        elif parts.fragment and path in pages and parts.fragment not in pages[path].ids:
            yield Finding(
                f"site/{page.path}", line, "built-anchor-broken", f"Länken {address} leder inte till något id."
            )


def _pair_findings(pages: list[HtmlPage]) -> Iterator[Finding]:
    """hreflang must be absolute, name the page itself and be answered by the page it leads to."""
    own = (page for page in pages if page.canonical and not (page.is_fallback or page.leads_on))
    by_address = {page.canonical: page for page in own}
    for page in pages:
        for language, address in page.alternates.items():
            if language == "x-default":
                continue
            other = by_address.get(address)
            if other is None or other.language != language:
                message = f"hreflang={language} leder till {address}, som inte är den sidan."
                yield Finding(f"site/{page.path}", 1, "built-alternate", message)
            elif other.alternates.get(page.language) != page.canonical:
                message = f"{address} leder inte tillbaka hit."
                yield Finding(f"site/{page.path}", 1, "built-alternate", message)


def _title_findings(pages: list[HtmlPage]) -> Iterator[Finding]:
    seen: dict[str, str] = {}
    for page in pages:
        if page.is_fallback:  # it bears the name of the page whose text it shows
            continue
        first = seen.setdefault(page.title.strip(), page.path)
        if not page.title.strip():
            yield Finding(f"site/{page.path}", 1, "built-title", "Sidan saknar titel.")
        elif first != page.path:
            yield Finding(
                f"site/{page.path}", 1, "built-title", f"Titeln är samma som på {first}: {page.title.strip()}"
            )

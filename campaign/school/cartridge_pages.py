"""The printable pages of a cartridge: whole HTML documents that stand on their own in a learning platform.

They are no pages of the site: a platform shows them in a frame of its own and may take the style sheet away, so that
everything must be clear from the elements alone.
"""

from __future__ import annotations

from html import escape
from urllib.parse import quote, urlsplit, urlunsplit

from campaign.school.fragment import parse, serialise
from campaign.school.imprint import page_imprint
from campaign.school.kit import LICENCE_NAME, LICENCE_URL, KitPage, LessonKit, Publication

_STYLE = """
body { font-family: sans-serif; line-height: 1.5; max-width: 42em; margin: 1em auto; padding: 0 1em; }
body { overflow-wrap: anywhere; hyphens: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid; padding: .4em; text-align: left; vertical-align: top; }
td:empty { height: 3em; min-width: 5em; }
.admonition { border: 2px solid; padding: 0 1em; margin: 1em 0; break-inside: avoid; }
.admonition-title { font-weight: bold; }
.nowrap { white-space: nowrap; }
footer { border-top: 1px solid; margin-top: 2em; }
"""

_UNRESERVED = "%/:?#[]@!$&'()*+,;=~-._"


def plan_page(kit: LessonKit, publication: Publication) -> bytes:
    """The teacher's plan: what the lesson needs, its goals, its place in the curriculum, and all steps."""
    return _document(kit.plan, kit, publication, _about(kit) + kit.plan.html)


def sheet_page(sheet: KitPage, kit: LessonKit, publication: Publication) -> bytes:
    """A pupils' sheet, in either variant."""
    return _document(sheet, kit, publication, sheet.html)


def web_address(url: str) -> str:
    """An address as it must stand in a file: spaces and letters outside ASCII are written as the standards say."""
    parts = urlsplit(url)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query, fragment = (quote(part, safe=_UNRESERVED) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, quote(host, safe=_UNRESERVED), path, query, fragment))


def _document(page: KitPage, kit: LessonKit, publication: Publication, body: str) -> bytes:
    title = escape(page.title)
    status = f"<p><strong>{escape(publication.status)}</strong></p>\n" if publication.status else ""
    document = (
        f'<!doctype html>\n<html lang="{escape(page.tag)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{title}</title>\n'
        f"<style>{_STYLE}</style>\n</head>\n<body>\n<main>\n{status}<h1>{title}</h1>\n{_with_whole_addresses(body)}"
        f"{_words(page)}{_sources(page)}</main>\n{_footer(page, kit, publication)}</body>\n</html>\n"
    )
    return document.encode("utf-8")


def _with_whole_addresses(body: str) -> str:
    """The fragment with each link as a file must have it."""
    root = parse(body)
    for link in root.iter("a"):
        link.set("href", web_address(link.get("href") or ""))
    return serialise(list(root))


def _about(kit: LessonKit) -> str:
    """What the lesson's page on the site shows above the teacher's text."""
    rows = "".join(f'<tr><th scope="row">{escape(what)}</th><td>{escape(how)}</td></tr>\n' for what, how in kit.rows)
    return (
        f'<table aria-label="Om lektionen">\n<tbody>\n{rows}</tbody>\n</table>\n'
        f"<h2>Mål</h2>\n<p>Efter lektionen kan eleven</p>\n{_list(kit.lesson.goals)}"
        f"<h2>Koppling till styrdokument</h2>\n{_list(kit.curriculum)}"
    )


def _list(items: list[str] | tuple[str, ...]) -> str:
    return "<ul>\n" + "".join(f"<li>{escape(item)}</li>\n" for item in items) + "</ul>\n"


def _words(page: KitPage) -> str:
    if not page.words:
        return ""
    rows = "".join(f"<dt>{escape(word)}</dt><dd>{escape(meaning)}</dd>\n" for word, meaning in page.words)
    heading = "Ord på sidan" if page.tag == "sv" else "Svåra ord"
    return f"<h2>{heading}</h2>\n<dl>\n{rows}</dl>\n"


def _sources(page: KitPage) -> str:
    if not page.sources:
        return ""
    rows = "".join(
        f'<li value="{source.number}"><a href="{escape(web_address(source.url))}">{escape(source.title)}</a>, '
        f"{escape(source.publisher)}</li>\n"
        for source in page.sources
    )
    return f"<h2>Källor</h2>\n<ol>\n{rows}</ol>\n"


def _footer(page: KitPage, kit: LessonKit, publication: Publication) -> str:
    url = escape(web_address(page.url))
    status = f"<p>{escape(publication.status)}</p>\n" if publication.status else ""
    return (
        f"<footer>\n{status}<p>{escape(page_imprint(page, publication).changed)} {escape(kit.tried)}</p>\n"
        f'<p>{escape(publication.name)}. Sidan på webben: <a href="{url}">{url}</a></p>\n'
        f'<p>Licens: <a href="{LICENCE_URL}">{escape(LICENCE_NAME)}</a></p>\n</footer>\n'
    )

"""What a text must not hold: other markup than the site's, leftovers of writing, a page that was emptied."""

from __future__ import annotations

import re
from collections.abc import Iterator

from campaign.checks.registry import Context, Hit, page_rule, site_rule
from campaign.content.markdown import COMMENT
from campaign.content.pages import Page, Variant

DEEPEST = 10  # levels of lists and quotations; the most is 4, and a list in a list in a quotation has 8

#: A page with fewer words than this share of its twin's has been emptied or never written.
LEAST_SHARE = 0.2
#: Pages with fewer words than this in both variants are short by nature, such as a list that the site writes.
LEAST_WORDS = 60

_TAG = re.compile(r"</?[A-Za-z][^\s<>]*(?=[\s/>])[^<>]*>|<!--|<[!?][A-Za-z]|<script", re.IGNORECASE)
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_CODE = re.compile(r"(`+)(?!`).+?(?<!`)\1(?!`)")
_OWN_ANCHOR = re.compile(r"(?<=[ \t])\{:?[ \t]*#[\w-]+[ \t]*\}[ \t]*$")
_HEADING = re.compile(r" {0,3}#{1,6}[ \t]")

#: Markup of other systems, in the order in which it is looked for: what it is called, and what to write instead.
_MARKUP = (
    (re.compile(r"\{\{|\}\}|\{%|%\}|\{#[^}]*#\}"), "Koden ”{}” hör till en mall och visas som den är.",
     "Ta bort den, eller använd en kortkod som [[fakta:kop-brott]]."),
    (re.compile(r"\{[^{}]*\}"), "Klamrarna ”{}” kan inte användas här.",
     "Ta bort dem. Bara en rubrik kan få ett eget ankare: ## Rubrik {#namn}."),
    (re.compile(r"^\s*;?-+8<-+.*"), "Raden ”{}” hämtar en annan fil, och det går inte här.",
     "Skriv texten, eller ett faktum som [[fakta:kop-brott]]."),
    (re.compile(r"\[\^[^\]\s]+\]"), "Fotnoten ”{}” kan inte användas här.",
     "Skriv uppgiften i texten, och källan under sources: överst på sidan."),
    (re.compile(r"^ {0,3}\*\[[^\]]+\]:"), "Förkortningen ”{}” kan inte förklaras så.",
     "Skriv ut ordet, eller förklara det i glossary.yml."),
    (re.compile(r"^ {0,3}\[TOC\][ \t]*$"), "Koden ”{}” gör en innehållsförteckning, och den skrivs av sajten.",
     "Ta bort raden."),
)  # fmt: skip

#: A page without any of these has none of the markup above.
_MARKUP_SIGNS = ("{", "}", "8<", "[^", "*[", "[TOC]")

_TEMPLATE = re.compile(
    r"skriv (?:text(?:en)? )?här[ \t]*(?=[.…:!\])]|$)|lorem ipsum|fyll i (?:här|text)|"
    r"\[(?:fyll i|xxx|\.\.\.|…)\](?![(\[])",
    re.IGNORECASE | re.MULTILINE,
)
_REMINDER = re.compile(r"\b(?:TODO|FIXME|XXX+|TBD)\b")


def _plain_lines(page: Page) -> Iterator[tuple[int, str]]:
    """The lines of a body outside code and comments, with their numbers."""
    blank = COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), page.body.text)
    in_code = False
    for number, line in enumerate(blank.split("\n"), page.body.first_line):
        if _FENCE.match(line):
            in_code = not in_code
        elif not in_code:
            yield number, _CODE.sub(lambda match: " " * len(match[0]), line)


@page_rule(safety=True)
def markup_unsupported(page: Page, context: Context) -> Iterator[Hit]:
    """Texten har bara sådan kod som sajten förstår: Markdown och kortkoder.

    Dåligt: Text {: onclick="start()" style="color: red" }
    Bra: Text
    """
    told = {html.line for html in page.body.html}
    marked = any(sign in page.body.text for sign in _MARKUP_SIGNS)
    for number, line in _plain_lines(page) if marked else ():
        text = _OWN_ANCHOR.sub("", line) if _HEADING.match(line) else line
        for pattern, message, cure in _MARKUP if number not in told else ():
            match = pattern.search(text)
            if match:
                yield Hit(number, message.format(match[0].strip()[:60]), cure)
                break
    titles = [(item.line, item.title) for item in page.body.links] + [(i.line, i.title) for i in page.body.images]
    for number, title in titles:
        if title:
            message = f"Texten ”{title[:60]}” efter adressen visas aldrig."
            yield Hit(number, message, "Ta bort den, och skriv i länkens text det läsaren behöver veta.")


@site_rule(safety=True)
def html_in_values(context: Context) -> Iterator[Hit]:
    """Uppgifterna överst på en sida och datafilerna är ren text. HTML skulle synas som kod.

    Dåligt: title: Få <b>hjälp</b>
    Bra: title: Få hjälp
    """
    cure = "Skriv bara texten, utan < och >."
    for page in context.site.sound_pages():
        head = page.source.split("\n")[1 : page.body.first_line - 2]
        for number, line in enumerate(head, 2):
            if "<" in line and (match := _TAG.search(line)):
                yield Hit(number, f"HTML kan inte användas här: ”{match[0][:60]}”.", cure, page.path)
    for name, text in context.site.records.texts.items():
        for number, line in enumerate(text.split("\n") if "<" in text else (), 1):
            if "<" in line and not line.lstrip().startswith("#") and (match := _TAG.search(line)):
                message = f"HTML kan inte användas här: ”{match[0][:60]}”."
                yield Hit(number, message, cure, f"{context.site.records.folder}/{name}")


@page_rule(safety=True)
def placeholder_left(page: Page, context: Context) -> Iterator[Hit]:
    """En sida som inte är ett utkast har inget kvar av mallen eller av egna påminnelser.

    Dåligt: Skriv här …, TODO, Lorem ipsum
    Bra: texten själv
    """
    if page.meta.draft:
        return
    heads = [(page.line(key), str(getattr(page.head, key, ""))) for key in ("title", "description", "neutral_title")]
    suspected = _TEMPLATE.search(page.body.text) or _REMINDER.search(page.body.text)
    for line, text in [*heads, *(_plain_lines(page) if suspected else ())]:
        match = _TEMPLATE.search(text) or _REMINDER.search(text)
        if match:
            message = f"Här står ”{match[0]}” kvar."
            yield Hit(line, message, "Skriv texten, eller sätt draft: true överst tills den är klar.")


@page_rule(safety=True)
def nesting_too_deep(page: Page, context: Context) -> Iterator[Hit]:
    """Listor ligger högst fyra nivåer in i varandra. Djupare går de inte att följa, och granskas inte.

    Dåligt: > > > > > Text
    Bra: > Text
    """
    if page.body.depth > DEEPEST:
        message = "Texten ligger för djupt in i listor eller citat."
        yield Hit(page.body.deepest_line, message, "Ta bort indrag och > i början av raden.")


def _word_count(page: Page, context: Context) -> int:
    return sum(len(context.expanded(block.text, page.variant).split()) for block in page.body.blocks)


@site_rule(safety=True)
def page_emptied(context: Context) -> Iterator[Hit]:
    """En sida har minst en femtedel så många ord som sin tvilling. Annars har texten försvunnit.

    Dåligt: en lättläst sida med en rad, till en vanlig sida på 300 ord
    Bra: en lättläst sida med allt läsaren behöver veta, eller lattlast: kort
    """
    for ordinary in context.site.sound_pages(Variant.ORDINARY):
        twin = context.site.twin(ordinary)
        if twin is None or twin.broken or ordinary.meta.draft:
            continue
        counts = {page.path: _word_count(page, context) for page in (ordinary, twin)}
        short, full = sorted((ordinary, twin), key=lambda page: counts[page.path])
        few, many = counts[short.path], counts[full.path]
        if many < LEAST_WORDS or few >= LEAST_SHARE * many or (short is twin and ordinary.meta.lattlast == "kort"):
            continue
        message = f"Sidan har bara {few} ord, fast {full.path} har {many}."
        cure = "Lägg tillbaka texten ur historiken, eller skriv den."
        yield Hit(short.body.first_line, message, cure, short.path)

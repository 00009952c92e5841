"""The shape of a page: headings in order, subheadings often enough, lists and pages not too long, no raw HTML."""

from __future__ import annotations

from collections.abc import Iterator

from campaign.checks.language import SENTENCES_ONLY
from campaign.checks.registry import RULES, Context, Hit, page_rule
from campaign.content.lesson_pages import LESSON_KIND, is_for_staff
from campaign.content.pages import Page
from campaign.content.readability import words


@page_rule()
def heading_skipped(page: Page, context: Context) -> Iterator[Hit]:
    """Rubriknivåerna ska komma i ordning. Sidans översta rubrik är title, så texten börjar på ##.

    Dåligt: ## Hjälp följt av #### Ring
    Bra: ## Hjälp följt av ### Ring
    """
    level = 1
    for heading in page.body.headings:
        if heading.level == 1:
            yield Hit(heading.line, "Sidan får sin översta rubrik av title.", "Skriv ## i stället för #.")
        elif heading.level > level + 1:
            message = f"Rubriken hoppar från nivå {level} till nivå {heading.level}."
            yield Hit(heading.line, message, f"Skriv {'#' * (level + 1)} i stället.")
        level = max(heading.level, 2)


@page_rule()
def subheading_missing(page: Page, context: Context) -> Iterator[Hit]:
    """En lång text behöver underrubriker.

    Dåligt: 300 ord utan en rubrik.
    Bra: En rubrik för varje ny sak.
    """
    if page.meta.kind in SENTENCES_ONLY:
        return
    limit = context.limits(page).words_between_headings
    count, start, warned = 0, page.body.first_line, False
    for block in page.body.blocks:
        if block.kind == "heading":
            count, start, warned = 0, block.line, False
            continue
        if block.kind in ("paragraph", "item"):
            count += len(words(context.expanded(block.text, page.variant)))
        if count > limit and not warned:
            warned = True
            yield Hit(block.line, f"Det är {count} ord sedan rubriken på rad {start}, högst {limit}.",
                      "Lägg till en underrubrik.")  # fmt: skip


@page_rule()
def page_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """En sida ska gå att läsa i ett svep.

    Dåligt: En lättläst sida på 900 ord.
    Bra: Två sidor som länkar till varandra.
    """
    if page.meta.kind in (*SENTENCES_ONLY, LESSON_KIND) or is_for_staff(page):
        return
    count = sum(len(item.words) for item in context.sentences(page))
    limit = context.limits(page).page_words
    if count > limit:
        yield Hit(page.body.first_line, f"Sidan har {count} ord, helst högst {limit}.", "Dela sidan eller stryk.")


@page_rule()
def list_too_long(page: Page, context: Context) -> Iterator[Hit]:
    """En lista ska gå att överblicka.

    Dåligt: En lista med femton punkter.
    Bra: Två listor med var sin rubrik.
    """
    if page.meta.kind == "lista":
        return
    limit = context.limits(page).list_items
    for listed in page.body.lists:
        if listed.items > limit:
            yield Hit(listed.line, f"Listan har {listed.items} punkter, helst högst {limit}.", "Dela listan.")


@page_rule()
def shortcode_in_heading(page: Page, context: Context) -> Iterator[Hit]:
    """En rubrik skrivs med egna ord, så att länkar till den håller när ett faktum ändras.

    Dåligt: ## [[fakta:kop-brott]]
    Bra: ## Är det ett brott?
    """
    for block in page.body.blocks:
        if block.kind == "heading" and "[[" in block.text:
            yield Hit(block.line, "Rubriken har en kortkod.", "Skriv rubriken med egna ord.")


@page_rule(safety=True)
def html_not_allowed(page: Page, context: Context) -> Iterator[Hit]:
    """Texten skrivs i Markdown, inte i HTML.

    Dåligt: <b>Viktigt</b>
    Bra: **Viktigt**
    """
    for html in page.body.html:
        yield Hit(html.line, f"HTML kan inte användas här: ”{html.text[:60]}”.", "Skriv texten i Markdown.")


@page_rule(safety=True)
def waiver_unknown(page: Page, context: Context) -> Iterator[Hit]:
    """Ett undantag ska nämna en regel som finns och som får ha undantag.

    Dåligt: <!-- tillåt termavoid: citat -->
    Bra: <!-- tillåt term-avoid: lagens eget ord -->
    """
    for waiver in page.body.waivers:
        if waiver.rule not in RULES:
            yield Hit(
                waiver.line, f"Regeln ”{waiver.rule}” finns inte.", "Skriv regelns namn som det står i meddelandet."
            )
        elif RULES[waiver.rule].safety:
            yield Hit(waiver.line, f"Regeln ”{waiver.rule}” skyddar läsaren och kan inte få undantag.", "Ändra texten.")

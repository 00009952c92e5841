"""Draws shortcodes with the templates in overrides/shortcodes/, for the page that is being rendered."""

from __future__ import annotations

import re
from collections.abc import Iterable

import jinja2

from campaign.content.facts import Fact
from campaign.site.illustrations import illustration
from campaign.site.lists import LIST_VIEWS
from campaign.site.notes import explanation
from campaign.site.pictures import PictureStore, is_raster
from campaign.site.views import PageView

MISSING = "[saknas]"


def soften(text: str, words: Iterable[str]) -> str:
    """Puts soft hyphens into long words: each of `words` has a | where it may break. The longest word wins."""
    breaks = {word.replace("|", "").casefold(): word for word in words}
    if not breaks:
        return text
    longest_first = sorted(breaks, key=len, reverse=True)
    return re.sub(
        "|".join(map(re.escape, longest_first)),
        lambda match: _broken(match[0], breaks[match[0].casefold()]),
        text,
        flags=re.IGNORECASE,
    )


def _broken(found: str, word: str) -> str:
    """`found` with soft hyphens where `word` has its |."""
    letters = iter(found)
    return "".join("\u00ad" if mark == "|" else next(letters) for mark in word)


def prepare_environment(environment: jinja2.Environment, hyphenation: Iterable[str]) -> jinja2.Environment:
    """Makes a theme's environment escape everything that templates print, and leave no empty lines.

    The filter `soft` puts soft hyphens into the long words of `hyphenation`: in headings and links, after checks
    and search have read the text.
    """
    words = list(hyphenation)
    environment.filters["soft"] = lambda text: soften(str(text), words)
    environment.autoescape = True
    environment.trim_blocks = True
    environment.lstrip_blocks = True
    return environment


#: What an icon's file says of itself and HTML need not be told.
_SVG_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'


def without_waste(html: str) -> str:
    """A page without what nobody needs: the namespace of icons, and indentation unless a text is preformatted."""
    html = html.replace(_SVG_NAMESPACE, "")
    return html if "<pre" in html else re.sub(r"\n\s+", "\n", html)


class Drawer:
    """Gives the HTML of the shortcodes of one page at a time: set `view` before a page is rendered."""

    def __init__(
        self, environment: jinja2.Environment, hyphenation: Iterable[str] = (), pictures: PictureStore | None = None
    ) -> None:
        self.environment = prepare_environment(environment, hyphenation)
        self.pictures = pictures
        self.view: PageView | None = None

    def draw(self, kind: str, record_id: str, alone: bool) -> str:
        """The HTML of a shortcode. An unknown one is the word "[saknas]": the checks stop such a page."""
        if self.view is None:
            raise RuntimeError("no page is being rendered")
        records = self.view.frame.site.records
        if kind == "fakta" and record_id in records.facts:
            return self._fact(self.view, records.facts[record_id])
        if kind == "tjanst" and (service := self.view.service(record_id)):
            return self._render("tjanst", service=service, alone=alone)
        if kind == "ordlista" and (word := records.word_ids.get(record_id)):
            term = records.glossary[word]
            shown = term.term if alone or record_id == word else record_id
            return self._render("ordlista", id=word, term=shown, explanation=explanation(term), alone=alone)
        if kind == "bild" and (picture := illustration(self.view, record_id)):
            return self._render("bild", picture=picture)
        if kind == "lista" and record_id in LIST_VIEWS:
            return self._render(f"lista-{record_id}", items=LIST_VIEWS[record_id](self.view), view=self.view)
        return MISSING

    def picture(self, target: str, alt: str, css_class: str) -> str:
        """The HTML of a picture made of pixels, as the text names it; empty for any other. Raises PictureError."""
        uri = self._picture_uri(target)
        if self.view is None or self.pictures is None or not is_raster(uri):
            return ""
        picture = self.pictures.view(uri, alt, self.view.addresses, css_class)
        return self.environment.get_template("partials/picture.html").render(picture=picture).strip()

    def drawing_size(self, target: str) -> tuple[int, int] | None:
        """The size of an SVG file, as the text names it; None for what is not ours or does not say."""
        uri = self._picture_uri(target)
        return self.pictures.drawing(uri).size if self.pictures and uri.endswith(".svg") else None

    def _picture_uri(self, target: str) -> str:
        """The path under docs/ of a file there; empty when the text names something else."""
        if self.view is None:
            raise RuntimeError("no page is being rendered")
        uri, _ = self.view.page.target(target)
        return uri if uri in self.view.frame.site.files else ""

    def _fact(self, view: PageView, fact: Fact) -> str:
        if view.simple:
            return self._render("fakta", text=fact.lattlast, numbers=[])
        numbers = [view.source_numbers[source] for source in fact.sources if source in view.source_numbers]
        return self._render("fakta", text=fact.text, numbers=numbers)

    def _render(self, name: str, **values: object) -> str:
        return self.environment.get_template(f"shortcodes/{name}.html").render(values).strip()

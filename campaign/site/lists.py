"""The lists that the site writes from the data files and the pages, as templates show them: `[[lista:…]]`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from campaign.content.dates import date_text
from campaign.content.facts import Source
from campaign.content.pages import Page, Variant
from campaign.content.variants import TwinState, twin_state
from campaign.site.addresses import host
from campaign.site.before_views import SituationView, situation_views
from campaign.site.edit_links import edit_links
from campaign.site.frame import LinkView
from campaign.site.kit_files import lessons_to_fetch, letter_to_fetch
from campaign.site.notes import WordNote, explanation
from campaign.site.poster_views import posters
from campaign.site.service_views import shown
from campaign.site.swedish import alphabetical
from campaign.site.views import PageView

SOURCE_KINDS: dict[str, str] = {
    "lag": "Lagar",
    "forarbete": "Förarbeten till lagar",
    "myndighet": "Myndigheter",
    "kommun": "Stockholms stad och andra kommuner",
    "organisation": "Organisationer",
    "forskning": "Forskning",
    "press": "Tidningar, radio och tv",
}
_TWIN_STATES: dict[TwinState, str] = {
    TwinState.CURRENT: "Den lättlästa texten följer den vanliga.",
    TwinState.OUTDATED: "Den vanliga texten har ändrats. Läs om den lättlästa.",
    TwinState.MISSING: "Den lättlästa texten saknas.",
    TwinState.ORPHANED: "Den vanliga texten saknas.",
}


@dataclass(frozen=True)
class BeforeView:
    """A service in the list "Innan du berättar"."""

    id: str
    name: str
    situations: list[SituationView]


@dataclass(frozen=True)
class Group:
    """A heading and what stands under it."""

    id: str
    title: str
    items: list[object]


@dataclass(frozen=True)
class SourceView:
    """A source with where the reader finds the text and what we read."""

    id: str
    title: str
    publisher: str
    url: str
    host: str
    read: str
    age: str
    read_on: str


@dataclass(frozen=True)
class EditView:
    """A page in the editors' list: where its two texts are changed, and what the list knows of it."""

    link: LinkView
    path: str
    edit_url: str
    twin_path: str
    twin_edit_url: str
    twin_new_url: str
    twin_state: str
    owner: str


def before_you_tell(view: PageView) -> list[BeforeView]:
    """Every shown service that has answers, in the order of the data file."""
    services = view.frame.site.records.services
    return [
        BeforeView(service.id, service.name, situation_views(service, view.simple))
        for service in services.values()
        if service.before and shown(services, service.id)
    ]


def words(view: PageView) -> list[WordNote]:
    """The glossary in the order of the alphabet."""
    terms = view.frame.site.records.glossary
    listed = [WordNote(key, term.term, explanation(term)) for key, term in terms.items()]
    return sorted(listed, key=lambda word: alphabetical(word.term))


def sources(view: PageView) -> list[Group]:
    """Every source, by kind, in the order of the alphabet."""
    listed = view.frame.site.records.sources.values()
    groups = []
    for kind, title in SOURCE_KINDS.items():
        found = sorted((source for source in listed if source.kind == kind), key=lambda one: alphabetical(one.title))
        if found:
            groups.append(Group(kind, title, [_source(source) for source in found]))
    return groups


def _source(source: Source) -> SourceView:
    return SourceView(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        url=source.url,
        host=host(source.url),
        read=source.read,
        age=source.age,
        read_on=date_text(source.read_on),
    )


def site_map(view: PageView) -> list[Group]:
    """Every listed page from A to Ö, under its first letter."""
    pages = view.frame.site.published(Variant.ORDINARY)
    links = [link for link in (view.listed(page.id) for page in pages) if link]
    groups: dict[str, list[object]] = {}
    for link in sorted(links, key=lambda one: alphabetical(one.text)):
        letter = next((sign for sign in link.text if sign.isalnum()), "#").upper()
        groups.setdefault("0–9" if letter.isdigit() else letter, []).append(link)
    return [Group(re.sub(r"\W", "", letter).lower() or "ovrigt", letter, items) for letter, items in groups.items()]


def pages_to_edit(view: PageView) -> list[Group]:
    """Every page by section, with where its two texts are changed. Addresses only where a repository is set."""
    navigation = view.frame.site.records.navigation
    titles = {"": navigation.start.title} | {section.id: section.title for section in navigation.sections}
    groups: dict[str, list[object]] = {section: [] for section in titles}
    for page in view.frame.site.sound_pages(Variant.ORDINARY):
        link = view.to(page.id, Variant.ORDINARY)
        if link:
            groups.setdefault(page.section, []).append(_edit(view, page, link))
    return [Group(name or "start", titles.get(name, name), items) for name, items in groups.items() if items]


def _edit(view: PageView, page: Page, link: LinkView) -> EditView:
    twin = view.frame.site.twin(page)
    links = edit_links(view.frame.settings)
    return EditView(
        link=link,
        path=page.src_uri,
        edit_url=links.edit(page.src_uri),
        twin_path=twin.src_uri if twin else "",
        twin_edit_url=links.edit(twin.src_uri) if twin else "",
        twin_new_url="" if twin else links.new_twin(page),
        twin_state=_TWIN_STATES[twin_state(page, twin)],
        owner=page.meta.owner,
    )


#: What `[[lista:…]]` shows, by id; the ids are those of `campaign.content.shortcodes.LISTS`.
LIST_VIEWS = {
    "innan-du-berattar": before_you_tell,
    "kallor": sources,
    "ordlista": words,
    "webbkarta": site_map,
    "redigera": pages_to_edit,
    "filer-lektioner": lessons_to_fetch,
    "filer-brev": letter_to_fetch,
    "affischer": posters,
}

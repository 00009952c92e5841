"""`campaign new`: a new page in both variants, with its line in the menu; or a twin that is missing."""

from __future__ import annotations

import datetime
import textwrap
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import cast, get_args

import click

from campaign.checks.metadata import NEUTRAL_SECTIONS
from campaign.cli.marks import save
from campaign.cli.questions import is_terminal
from campaign.cli.terminal import docs_option, read_settings, say
from campaign.content.front_matter import Audience, Kind
from campaign.content.pages import DATA_FOLDER, TWIN_ENDING, Site, Variant, load_site
from campaign.editing import drafts
from campaign.editing.choices import AUDIENCES, KINDS, ONE_PAGE
from campaign.editing.drafts import Draft
from campaign.editing.menu_lines import MenuError, with_page
from campaign.editing.skeletons import draft_texts, twin_text
from campaign.editing.trial import tried
from campaign.findings import as_text, has_errors
from campaign.schema import did_you_mean

NAV = f"{DATA_FOLDER}/nav.yml"
Problem = Callable[[str], str]


@dataclass
class _Answers:
    """The options given, and the questions about the rest; `missing` are those that nobody is there to answer."""

    given: Mapping[str, str | None]
    missing: list[str] = field(default_factory=list)

    def get(self, name: str, question: str, problem: Problem, default: str | None = None) -> str:
        """The answer `name`: as an option, or asked until nothing is wrong with it, or its default."""
        value = self.given.get(name)
        if value is not None:
            text = value.strip()
            if fault := problem(text):
                raise click.UsageError(fault)
            return text
        if not is_terminal():
            if default is None:
                self.missing.append(name)
            return default or ""
        while True:
            asked: str = click.prompt(question, default=default, show_default=bool(default), err=True)
            fault = problem(asked.strip())
            if not fault:
                return asked.strip()
            click.echo(textwrap.fill(fault, 80, initial_indent="  ", subsequent_indent="  "), err=True)


@click.command()
@docs_option
@click.option("--twin", is_flag=True, help="Skriver bara den lättlästa sida som saknas till SIDA.")
@click.option("--title", help="Sidans rubrik.")
@click.option("--neutral-title", help="Titel som inte avslöjar ämnet. Behövs under stod och ung.")
@click.option("--description", help="En mening om vad läsaren får, 50–160 tecken.")
@click.option("--audience", help=f"Vem sidan är till för, med komma emellan: {', '.join(AUDIENCES)}.")
@click.option("--kind", help=f"Sidans mall: {', '.join(kind for kind in KINDS if kind not in ONE_PAGE)}.")
@click.option("--owner", help="Rollen som ansvarar för sidan, till exempel jurist.")
@click.option("--image", help="Sidans bild, ett id i illustrations.yml.")
@click.option("--after", help="Sidan som den nya står efter i menyn. Annars kommer den sist.")
@click.argument("page", required=False)
def new(docs: Path, twin: bool, page: str | None, **given: str | None) -> None:
    """Skapar en ny sida i båda varianterna och lägger in den i menyn. PAGE är till exempel vuxna/tandvard.

    Frågar efter det som du inte har skrivit. Inget sparas förrän allt stämmer.
    """
    site = load_site(docs)
    if twin:
        _new_twin(site, docs, page, given)
        return
    answers = _Answers(given)
    draft = _draft(site, page, answers)
    if answers.missing:
        listed = ", ".join("PAGE" if name == "page" else f"--{name.replace('_', '-')}" for name in answers.missing)
        raise click.UsageError(f"Här finns ingen att fråga. Skriv också {listed}.")
    ordinary, lattlast = draft_texts(draft)
    try:
        menu = with_page((docs / NAV).read_bytes(), draft.section, draft.name, draft.after)
    except MenuError as error:
        raise click.UsageError(str(error)) from error
    except OSError as error:
        raise click.ClickException(f"{docs / NAV} kan inte läsas: {error.strerror}.") from error
    _refuse_existing(docs, [f"{draft.id}.md", f"{draft.id}{TWIN_ENDING}"])
    texts = {f"{draft.id}.md": ordinary.encode(), f"{draft.id}{TWIN_ENDING}": lattlast.encode(), NAV: menu}
    _refuse_faults(docs, texts)
    save({docs / uri: content for uri, content in texts.items()})
    for uri in texts:
        say(f"{'Ny rad i ' if uri == NAV else 'Ny fil: '}{docs / uri}")
    _tell_next(draft.id)


def _draft(site: Site, page: str | None, answers: _Answers) -> Draft:
    """The answers about a new page, asked in the order that an editor thinks in."""
    sections = {section.id: section.title for section in site.records.navigation.sections}
    if page is not None and (fault := drafts.id_problem(page, site)):
        raise click.UsageError(fault)
    section = page.partition("/")[0] if page else ""
    if not section and is_terminal():
        _explain("Avdelningar", sections)
        section = answers.get("section", "Avdelning", _one_of(sections))
    neutral = ""
    title = answers.get("title", "Rubrik", lambda text: drafts.title_problem(text, site))
    if section in NEUTRAL_SECTIONS:
        question = "Titel i webbläsaren, som inte avslöjar ämnet"
        neutral = answers.get("neutral_title", question, lambda text: drafts.neutral_problem(text, site))
    elif answers.given.get("neutral_title"):
        neutral = answers.get("neutral_title", "", lambda text: drafts.neutral_problem(text, site))
    if page is None:
        suggestion = f"{section}/{drafts.suggested_name(neutral or title)}" if section else None
        page = answers.get("page", "Adress", lambda text: drafts.id_problem(text, site), suggestion)
    description = answers.get("description", "Beskrivning, en mening på 50–160 tecken", drafts.description_problem)
    return _with_choices(Draft(page, title, description, neutral_title=neutral), site, answers)


def _with_choices(draft: Draft, site: Site, answers: _Answers) -> Draft:
    """The draft with what is chosen among known values: kind, audience, owner, picture and place in the menu."""
    asked, page = is_terminal(), draft.id
    if asked and answers.given.get("kind") is None:
        _explain("Mallar", {kind: text for kind, text in KINDS.items() if kind not in ONE_PAGE})
    kind = answers.get("kind", "Mall", lambda text: _kind_problem(text, page), "artikel")
    if asked and answers.given.get("audience") is None:
        _explain("Målgrupper", {str(key): text for key, text in AUDIENCES.items()})
    audience = answers.get("audience", "Till för, med komma emellan", _audience_problem, "alla")
    owner = answers.get(
        "owner", f"Ansvarig roll ({', '.join(drafts.owners(site))})", lambda text: drafts.owner_problem(text, site),
        drafts.suggested_owner(page.partition("/")[0]),
    )  # fmt: skip
    image = answers.get("image", "Bild ur illustrations.yml (tom = välj senare)",
                        lambda text: drafts.image_problem(text, site), "")  # fmt: skip
    section = site.records.navigation.section_of(page)
    pages = section.pages if section else []
    if asked and answers.given.get("after") is None and len(pages) > 1:
        listed = f"I menyn står nu: {', '.join(pages)}."
        click.echo("\n" + textwrap.fill(listed, 80, break_on_hyphens=False), err=True)
    after = answers.get("after", "Står efter", _after_problem(page, pages), pages[-1] if pages else "")
    chosen = tuple(cast(Audience, one) for one in _listed(audience))
    return replace(draft, kind=cast(Kind, kind), audience=chosen, owner=owner, image=image, after=_name(page, after))


def _explain(heading: str, values: Mapping[str, str]) -> None:
    """A table of values, one a line."""
    width = max(map(len, values), default=0)
    click.echo("\n".join([f"\n{heading}:", *(f"  {key:<{width}}  {text}" for key, text in values.items())]), err=True)


def _one_of(known: Iterable[str]) -> Problem:
    listed = list(known)
    return lambda text: "" if text in listed else (did_you_mean(text, listed) or f"Välj någon av {', '.join(listed)}.")


def _kind_problem(text: str, page: str) -> str:
    if text not in get_args(Kind):
        return f"Mallen ”{text}” finns inte. {_one_of(KINDS)(text)}"
    return drafts.kind_problem(cast(Kind, text), page)


def _listed(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _audience_problem(text: str) -> str:
    wrong = next((one for one in _listed(text) if one not in AUDIENCES), None)
    if wrong is None:
        return "" if _listed(text) else "Skriv minst ett värde, till exempel alla."
    return f"Målgruppen ”{wrong}” finns inte. {_one_of(AUDIENCES)(wrong)}"


def _name(page: str, after: str) -> str:
    """A page's name in its section's list, also when it was written with the folder: lagen/straff."""
    return after.removeprefix(f"{page.partition('/')[0]}/")


def _after_problem(page: str, pages: list[str]) -> Problem:
    section = page.partition("/")[0]

    def problem(text: str) -> str:
        fault = _one_of(pages)(_name(page, text)) if text and pages else ""
        return f"Sidan ”{text}” står inte under {section} i nav.yml. {fault}" if fault else ""

    return problem


def _refuse_existing(docs: Path, uris: Iterable[str]) -> None:
    """Ends with 2 when something lies where a new file would be, whatever it is."""
    for uri in uris:
        if (docs / uri).exists() or (docs / uri).is_symlink():
            raise click.UsageError(f"{docs / uri} finns redan. Välj en annan adress, eller flytta den först.")


def _refuse_faults(docs: Path, texts: Mapping[str, bytes]) -> None:
    """Tries the files against every rule; ends with 1, and nothing saved, when one is wrong."""
    say("Provar sidan mot reglerna …")
    findings = tried(docs, texts, docs.as_posix(), read_settings(), datetime.date.today())
    if has_errors(findings):
        click.echo(as_text(findings), nl=False, err=True)
        raise click.ClickException("Sidan skulle få de här felen. Inget är sparat.")


def _new_twin(site: Site, docs: Path, page_id: str | None, given: Mapping[str, str | None]) -> None:
    """Writes the twin that the page lacks."""
    if page_id is None or any(value is not None for value in given.values()):
        raise click.UsageError("Skriv bara sidan efter --twin, till exempel: campaign new --twin lagen/straff")
    page = site.page(page_id)
    if page is None or page.broken:
        near = did_you_mean(page_id, {known for known, found in site.pages if found is Variant.ORDINARY} - {page_id})
        raise click.UsageError(f"Sidan ”{page_id}” finns inte, eller går inte att läsa. {near}".strip())
    if site.twin(page) is not None:
        raise click.UsageError(f"Sidan ”{page_id}” finns redan på lättläst.")
    _refuse_existing(docs, [f"{page_id}{TWIN_ENDING}"])
    file = docs / f"{page_id}{TWIN_ENDING}"
    save({file: twin_text(page, site).encode()})
    say(f"Ny fil: {file}")
    if page.meta.draft:
        _tell_next(page_id)
        return
    say("Sidan blir rätt när du har skrivit texten och intygat den:")
    say(f"  campaign mark-translated {page_id}")


def _tell_next(page_id: str) -> None:
    say("Nu kan du:")
    say(f"  skriva texten i {page_id}.md och {page_id}{TWIN_ENDING}")
    say(f"  se sidan: kör scripts/serve och gå till /{page_id.removesuffix('index').rstrip('/')}/")
    say("  granska den: campaign check")
    say(f"  intyga den lättlästa texten: campaign mark-translated {page_id}")

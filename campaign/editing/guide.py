"""The editors' reference, written from the code's own tables: front matter, shortcodes, data files, rules, commands.

Pure: what goes in is the settings and the commands' help, what comes out is Markdown. `campaign guide` writes it.
"""

from __future__ import annotations

import datetime
import json
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args, get_origin

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from campaign.checks import RULES
from campaign.content.front_matter import PageHead, TwinHead
from campaign.content.lessons import Lesson
from campaign.editing.guide_words import FILES, LISTS, OWN_WORDS, PUBLISHED, SHORTCODES, VALUES
from campaign.findings import Severity
from campaign.settings import BothLimits, CampaignTable, Limits, Settings

#: Keys of a page that the schema lets be left out, so that a rule can say it better.
NEEDED = frozenset({"title", "description", "source_hash"})

HEAD = """\
<!-- Den här filen skrivs av kommandot campaign guide. Ändra den inte för hand. -->

# Uppslag

Allt som går att skriva, i tabeller. Tabellerna görs ur koden och stämmer därför alltid. Hur du gör står i
[handledningen](README.md). Sök på sidan med Ctrl + F.

- [Uppgifterna överst på en sida](#uppgifterna-överst-på-en-sida)
- [Uppgifterna överst på en lättläst sida](#uppgifterna-överst-på-en-lättläst-sida)
- [Kortkoder](#kortkoder)
- [Datafiler](#datafiler)
- [Värden](#värden)
- [Gränser](#gränser)
- [Inställningar](#inställningar)
- [Regler](#regler)
- [Kommandon](#kommandon)
"""


@dataclass(frozen=True)
class CommandHelp:
    """A command as the command line tells of it: name, usage, text, and each option with its help."""

    name: str
    usage: str
    text: str
    options: Sequence[tuple[str, str]]


def guide(settings: Settings, commands: Iterable[CommandHelp]) -> str:
    """The whole reference as Markdown."""
    parts = [
        HEAD,
        *_heads(),
        *_shortcodes(),
        *_files(),
        *_values(),
        *_limits(settings),
        *_settings(),
        *_rules(settings),
    ]
    return "\n".join([*parts, *_commands(commands)])


def example(key: str, value: object) -> str:
    """`key: value` as an editor writes it, on one line."""
    nested = isinstance(value, (list, dict))
    dumped: str = yaml.safe_dump(
        {key: _dated(value)},
        allow_unicode=True,
        default_flow_style=None if nested else False,
        sort_keys=False,
        width=999,
    )
    start, _, written = dumped.strip().partition(": ")
    if written.startswith("'"):  # where quotation marks are needed, the ones that the data files have
        written = json.dumps(value, ensure_ascii=False)
    return f"{start}: {written}"


def _dated(value: object) -> object:
    """A day as YAML's own, so that it is written without quotation marks."""
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return datetime.date.fromisoformat(value)
    return value


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|" + "---|" * len(head)]
    lines += [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    return "\n".join(lines) + "\n"


def _code(text: str) -> str:
    """A text as Markdown code, whatever backticks it has itself."""
    fence = "`" * (max(map(len, re.findall(r"`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"


def keys(model: type[BaseModel]) -> Iterator[tuple[str, FieldInfo]]:
    """The keys of a model as editors write them."""
    for name, field in model.model_fields.items():
        yield field.alias or name, field


def choices(annotation: Any) -> tuple[str, ...]:
    """The values that a type allows, when it names them; also inside a list."""
    if get_origin(annotation) is Literal:
        return tuple(value for value in get_args(annotation) if value)
    return next(filter(None, (choices(inner) for inner in get_args(annotation))), ())


def _key_rows(model: type[BaseModel], needed: Collection[str] = ()) -> Iterator[Sequence[str]]:
    for key, field in keys(model):
        required = "ja" if field.is_required() or key in needed else ""
        shown = "<br>".join(_code(example(key, value)) for value in field.examples or ())
        yield f"`{key}`", required, " ".join(filter(None, (field.description, _allowed(field)))), shown or "se nedan"


def _allowed(field: FieldInfo) -> str:
    """Which values a key takes, and which one holds when it is left out."""
    listed = choices(field.annotation)
    told = next((name for name, words in VALUES.items() if listed and set(listed) <= set(words)), "")
    if told:
        return f"[Värden](#värden-för-{told})."
    values = f"Värden: {', '.join(f'`{value}`' for value in listed)}." if listed else ""
    default = field.default
    if field.is_required() or not default or isinstance(default, BaseModel) or "telämnad" in (field.description or ""):
        return values
    written = "true" if default is True else str(default)
    return f"{values} Utelämnad = `{written}`.".strip()


_KEY_HEAD = ("nyckel", "krävs", "betyder", "exempel")


def _heads() -> Iterator[str]:
    yield "## Uppgifterna överst på en sida\n"
    yield "De står mellan två rader `---`, en nyckel på varje rad.\n"
    yield _table(_KEY_HEAD, _key_rows(PageHead, NEEDED))
    yield "## Uppgifterna överst på en lättläst sida\n"
    yield "Resten ärver den lättlästa sidan av den vanliga, men aldrig granskning eller godkännande.\n"
    yield _table(_KEY_HEAD, _key_rows(TwinHead, NEEDED))
    yield "## Uppgifterna om en lektion\n"
    yield "De står indragna under `lesson:` överst på lärarens sida.\n"
    yield _table(_KEY_HEAD, _key_rows(Lesson))


def _shortcodes() -> Iterator[str]:
    yield "## Kortkoder\n"
    yield "En kortkod hämtar något som står på ett annat ställe. Skriv den utan mellanslag.\n"
    rows = ((f"`[[{kind}:{words.example}]]`", words.what) for kind, words in SHORTCODES.items())
    yield _table(("kortkod", "visar"), rows)
    yield "Listorna:\n"
    yield _table(("kortkod", "visar"), ((f"`[[lista:{name}]]`", words) for name, words in LISTS.items()))


def _files() -> Iterator[str]:
    yield "## Datafiler\n"
    yield "De ligger i mappen `docs/_data`. Varje post börjar med ett bindestreck.\n"
    for name, words in FILES.items():
        yield f"### {name}.yml\n"
        yield f"{words.what}\n"
        if words.example:
            yield f"```yaml\n{name}:\n  {words.example}\n```\n"
        for place, model in words.models:
            if place:
                yield f"{place}:\n"
            yield _table(_KEY_HEAD, _key_rows(model))
    yield f"### ord.txt\n\n{OWN_WORDS}\n"
    yield f"### adresser.txt\n\n{PUBLISHED}\n"


def _values() -> Iterator[str]:
    yield "## Värden\n"
    for key, words in VALUES.items():
        yield f"### Värden för `{key}`\n"
        yield _table(("värde", "betyder"), ((f"`{value}`", text) for value, text in words.items()))


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")


def _limits(settings: Settings) -> Iterator[str]:
    both: BothLimits = settings.table.limits
    yield "## Gränser\n"
    yield "Talen står i `pyproject.toml`. Sidmåtten räknas på löpande text, när den har minst 100 ord.\n"
    rows = (
        (str(field.description), _number(getattr(both.sv, name)), _number(getattr(both.lattlast, name)))
        for name, field in Limits.model_fields.items()
    )
    yield _table(("mått", "vanlig svenska", "lättläst"), rows)
    yield "De här mapparna får vara lite svårare på vanlig svenska:\n"
    harder = settings.table.harder_sections.items()
    yield _table(
        ("mapp", "LIX, högst", "långa ord, högst procent"),
        ((f"`{name}`", _number(own.lix), _number(own.long_words_percent)) for name, own in harder),
    )


def _settings() -> Iterator[str]:
    yield "## Inställningar\n"
    yield "De står i `pyproject.toml`, under `[tool.campaign]`. En utvecklare ändrar dem.\n"
    rows = (
        (f"`{key}`", str(field.description), " ".join(_code(f"{key} = {value!r}".replace("'", '"'))
         for value in field.examples or ()) or "se filen")
        for key, field in keys(CampaignTable)
    )  # fmt: skip
    yield _table(("nyckel", "betyder", "exempel"), rows)


def severity_words(settings: Settings, rule: str) -> str:
    """How much a rule weighs, in words: one for both variants, or one for each."""
    ordinary, simple = (settings.severity(rule, variant) for variant in ("sv", "lattlast"))
    words = {Severity.ERROR: "fel", Severity.WARNING: "varning"}
    if ordinary is simple:
        return words[ordinary].capitalize()
    return f"{words[ordinary].capitalize()} på vanlig svenska, {words[simple]} på lättläst"


def _rules(settings: Settings) -> Iterator[str]:
    yield "## Regler\n"
    yield "Ett fel stoppar ändringen. En varning ber dig tänka efter.\n"
    for rule in sorted(RULES.values(), key=lambda item: item.id):
        yield f"### `{rule.id}`\n"
        fixed = " Kan inte få undantag." if rule.safety else ""
        yield f"**{severity_words(settings, rule.id)}.**{fixed} {rule.description}\n"
        yield f"- Dåligt: {_code(rule.bad)}\n- Bra: {_code(rule.good)}\n"


def _commands(commands: Iterable[CommandHelp]) -> Iterator[str]:
    yield "## Kommandon\n"
    yield "De körs i projektets mapp av den som har projektet på sin dator, som `.venv/bin/campaign`.\n"
    for command in commands:
        yield f"### campaign {command.name}\n"
        yield f"```text\ncampaign {command.name} {command.usage}\n```\n"
        yield f"{command.text}\n"
        if command.options:
            yield _table(("flagga", "gör"), ((_code(flag), text) for flag, text in command.options))

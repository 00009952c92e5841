"""Front matter: the closed list of keys, and strict reading with line numbers.

MkDocs drops invalid YAML silently and prints it on the page; this is why we read it ourselves.
The two models below are also the editors' reference: each key's description is shown to them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from campaign.content.lessons import Lesson
from campaign.content.plain_yaml import read_yaml
from campaign.findings import Finding
from campaign.schema import Closed, Day, OldPath, SitePath, validate

Audience = Literal[
    "alla", "salt", "kopt", "utsatt", "anhorig", "ung", "elev", "foralder", "vuxen", "bransch", "yrke", "larare"
]
Kind = Literal[
    "artikel", "landning", "stodsok", "steg", "lektion", "elevblad", "personal", "lista", "sok", "redogorelse",
    "komponenter", "hjalpkarta", "galleri",
]  # fmt: skip


def _one_or_many(value: object) -> object:
    return [value] if isinstance(value, str) else value


class PageHead(Closed):
    """What stands above an ordinary page."""

    title: str = Field(
        "", description="Sidans rubrik. Den blir också länkens text i menyn.", examples=["Straffet för att köpa sex"]
    )
    description: str = Field(
        "",
        description="En mening om vad läsaren får, 50–160 tecken.",
        examples=["Vilket straffet är för att köpa sex, och när det blir ett allvarligare brott."],
    )
    audience: Annotated[list[Audience], BeforeValidator(_one_or_many)] = Field(
        ["alla"],
        min_length=1,
        description="Vem sidan är till för; ett värde eller en lista.",
        examples=[["ung", "elev"], "alla"],
    )
    kind: Kind = Field("artikel", description="Sidans mall.", examples=["artikel"])
    neutral_title: str = Field(
        "",
        description="Titel som inte avslöjar ämnet. Den syns i webbläsarens historik.",
        examples=["Att ändra en vana"],
    )
    draft: bool = Field(False, description="true = ett utkast; det följer inte med när sajten släpps.", examples=[True])
    changed_on: Day | None = Field(None, description="Dagen då texten senast ändrades i sak.", examples=["2026-11-22"])
    last_reviewed_on: Day | None = Field(
        None, description="Dagen då en människa granskade sidan.", examples=["2026-11-22"]
    )
    review_in: int = Field(
        0, ge=0, le=60, description="Månader till nästa granskning; utelämnad = 12, lagen och stöd 6.", examples=[6]
    )
    owner: str = Field("", description="Rollen som ansvarar för sidan, aldrig en person.", examples=["kommunikation"])
    sources: list[str] = Field(
        [],
        description="Källor (id i sources.yml) utöver dem som sidans fakta redan har.",
        examples=[["brottsbalken-kopia"]],
    )
    related: list[str] = Field(
        [],
        max_length=3,
        description="Högst tre sidor som hör ihop med den här.",
        examples=[["lagen/index", "stod/sluta"]],
    )
    search_words: list[str] = Field(
        [],
        description="Ord som läsare söker med. De syns inte i texten.",
        examples=[["fängelse", "böter", "vad får man för sexköp"]],
    )
    hidden: bool = Field(False, description="true = inte i meny, sökning eller webbkarta.", examples=[True])
    short: SitePath = Field("", description="Kort adress som aldrig ändras.", examples=["straff"])
    lattlast: Literal["", "kort"] = Field(
        "", description="kort = den lättlästa texten får vara en egen kort text.", examples=["kort"]
    )
    release_check: bool = Field(
        False, description="true = en namngiven person ska kontrollera sidan före släpp.", examples=[True]
    )
    old_paths: list[OldPath] = Field(
        [],
        description="Adresser som sidan haft förut, eller som nu leder hit. Båda texternas gamla adress leder vidare.",
        examples=[["lagen/pafoljd"]],
    )
    image: str = Field(
        "",
        description="Sidans bild: ett id i illustrations.yml, eller en bildfil under docs/.",
        examples=["dorr-pa-glant", "bilder/gata.jpg"],
    )
    image_alt: str = Field(
        "", description="Bildens beskrivning; utelämnad = den i illustrations.yml.", examples=["En gata i gryning."]
    )
    lesson: Lesson | None = Field(None, description="Uppgifterna om en lektion; bara på lärarens sida.")


class TwinHead(Closed):
    """What stands above a lättläst page; the rest is inherited, never review or approval."""

    title: str = Field("", description="Rubriken på lättläst.", examples=["Straffet för att köpa sex"])
    description: str = Field(
        "",
        description="En mening om vad läsaren får, på lättläst.",
        examples=["Den som köper sex kan få fängelse. Här står mer om straffet."],
    )
    source_hash: str = Field(
        "", description="Visar vilken version av den vanliga texten sidan bygger på.", examples=["7d59b813"]
    )
    changed_on: Day | None = Field(None, description="Dagen då texten senast ändrades i sak.", examples=["2026-11-22"])
    last_reviewed_on: Day | None = Field(
        None, description="Dagen då en människa granskade sidan.", examples=["2026-11-22"]
    )
    tested_with_readers: str = Field(
        "",
        description="Datum, antal läsare och vad som ändrades.",
        examples=["2026-11-20, 5 läsare. Tre ord byttes ut."],
    )


@dataclass(frozen=True)
class HeadText:
    """A page's text taken apart: the YAML, the body, and the line where the body begins."""

    yaml: str
    body: str
    body_line: int


@dataclass(frozen=True)
class ReadHead:
    """A read head: the model (None when it cannot be used), each key's line, and the findings."""

    head: PageHead | TwinHead | None
    lines: dict[str, int] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


_END = re.compile(r"^---[ \t]*$", re.MULTILINE)


def split_head(text: str) -> HeadText | None:
    """Takes the front matter off a page's text; None when there is none."""
    if not re.match(r"---[ \t]*\n", text):
        return None
    end = _END.search(text, text.index("\n") + 1)
    if end is None:
        return None
    return HeadText(
        yaml=text[text.index("\n") + 1 : end.start()],
        body=text[end.end() :].removeprefix("\n"),
        body_line=text.count("\n", 0, end.end()) + 2,
    )


def read_head(yaml_text: str, path: str, model: type[PageHead] | type[TwinHead]) -> ReadHead:
    """Reads the YAML between the dashes of the page `path`; every problem is a finding, none is raised."""
    document = read_yaml(yaml_text, first_line=2, rule="front-matter-invalid")
    findings = [
        Finding(path, problem.line, problem.rule, problem.message, problem.suggestion) for problem in document.problems
    ]
    if any(finding.rule == "front-matter-invalid" for finding in findings):
        return ReadHead(None, findings=tuple(findings))
    value = {key: item for key, item in document.value.items() if item is not None} if isinstance(
        document.value, dict
    ) else ({} if document.value is None else document.value)  # fmt: skip
    head, errors = validate(model, value)
    for error in errors:
        rule = "front-matter-unknown-key" if error.kind == "unknown-key" else "front-matter-invalid"
        findings.append(Finding(path, document.line(error.key), rule, error.message, error.suggestion))
    lines = {str(key[0]): line for key, line in document.lines.items() if len(key) == 1}
    return ReadHead(head, lines, tuple(findings))

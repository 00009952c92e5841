"""The settings: `[tool.campaign]` in pyproject.toml, closed, with what the environment may override."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationInfo, field_validator

from campaign.findings import Severity
from campaign.schema import Closed, OptionalDay, Text, validate
from campaign.targets import Target, read_targets

VariantName = Literal["sv", "lattlast"]

#: What RFC 9116 lets a contact be: an address of a form, an e-mail address or a telephone number, as a URI.
SECURITY_CONTACT = re.compile(r"https://[^\s/]+\S*|mailto:[^\s@]+@[^\s@]+|tel:\+?\d[\d-]*")


class SettingsError(Exception):
    """pyproject.toml cannot be used; the text says why, in Swedish."""


class Limits(Closed):
    """Numbers of the language rules for one variant; words, sentences, items, LIX points or percent."""

    lix: float = Field(description="LIX, högst")
    lix_warning: float = Field(description="LIX som ger en varning")
    long_words_percent: float = Field(description="långa ord (fler än sex bokstäver), högst procent")
    sentence_words: int = Field(description="ord i en mening, högst")
    sentence_words_with_fact: int = Field(description="ord i en mening ur facts.yml, högst")
    mean_sentence_words: float = Field(description="ord i meningarna i snitt, högst")
    mean_sentence_words_low: float = Field(description="ord i meningarna i snitt, minst (annars en varning)")
    page_words: int = Field(description="ord på en sida, helst högst")
    words_between_headings: int = Field(description="ord mellan två rubriker, högst")
    paragraph_sentences: int = Field(description="meningar i ett stycke, högst")
    item_sentences: int = Field(description="meningar i en punkt, högst")
    list_items: int = Field(description="punkter i en lista, helst högst")
    heading_words: int = Field(description="ord i en rubrik, högst")


class HarderSection(Closed):
    """What a folder of harder texts may have instead of the ordinary variant's numbers."""

    lix: float
    long_words_percent: float


class BothLimits(Closed):
    """The limits of the two variants."""

    sv: Limits
    lattlast: Limits


class SeverityByVariant(Closed):
    """One severity for each variant."""

    sv: Severity
    lattlast: Severity


class CampaignTable(Closed):
    """The table `[tool.campaign]`."""

    site_name: str = Field(
        description="Sajtens namn. Neutralt, för det står i webbläsarens historik.", examples=["Raka svar"]
    )
    sender: str = Field(
        "",
        description="Vem som svarar för sajten. Tomt = ett förslag, som inte kan släppas.",
        examples=["Stockholms stad"],
    )
    sender_contact: str = Field(
        "",
        description="Dit läsaren skriver när något är fel: en e-postadress eller ett formulär.",
        examples=["kontakt@kampanj.example"],
    )
    security_contact: str = Field(
        "",
        description="Dit den som hittar en säkerhetsbrist vänder sig: https:, mailto: eller tel:.",
        examples=["mailto:sakerhet@kampanj.example"],
    )
    security_expires: OptionalDay = Field(
        default=None,
        validate_default=True,
        description="Dagen då den kontakten slutar gälla, högst ett år fram.",
        examples=["2027-11-01"],
    )
    repository: str = Field(
        "",
        description="Adressen där projektet finns. Tom = inga länkar till Redigera.",
        examples=["https://github.com/owner/name"],
    )
    branch: Text = Field("main", description="Grenen som länkarna Redigera leder till.", examples=["main"])
    exit_urls: list[str] = Field(
        min_length=1,
        description="Sidor som Lämna sidan leder till. Den första används.",
        examples=[["https://www.smhi.se/"]],
    )
    city_help_url: str = Field(description="Stadens egen sida om stöd.", examples=["https://socialtstod.stockholm"])
    names: list[str] = Field(
        [],
        description="Namn som räknas som korta ord, och som får stå med stora bokstäver.",
        examples=[["stockholm", "EU"]],
    )
    limits: BothLimits = Field(description="Språkreglernas gränser för varje text.")
    harder_sections: dict[str, HarderSection] = Field(
        {}, description="Mappar där den vanliga texten får vara lite svårare."
    )
    severity: dict[str, Severity | SeverityByVariant] = Field(
        {}, description="Regler som bara varnar. Alla andra är fel."
    )
    publish: dict[str, Any] = Field({}, description="Mål som sajten kan publiceras till, ett för varje namn.")

    @field_validator("security_contact")
    @classmethod
    def _is_a_way_to_reach_somebody(cls, value: str) -> str:
        if value and not SECURITY_CONTACT.fullmatch(value):
            raise ValueError(f"är ”{value}”, som inte är en kontaktväg; börja med https://, mailto: eller tel:")
        return value

    @field_validator("security_expires")
    @classmethod
    def _goes_with_a_contact(cls, value: object, info: ValidationInfo) -> object:
        contact = info.data.get("security_contact")
        if contact and not value:
            raise ValueError("saknas fast security_contact finns; skriv dagen då kontaktvägen slutar gälla")
        if value and contact == "":
            raise ValueError("finns fast security_contact saknas; skriv också security_contact, eller ta bort raden")
        return value


@dataclass(frozen=True)
class Settings:
    """All settings of a run, with the environment's overrides applied; `project` is the folder of pyproject.toml."""

    table: CampaignTable
    exit_url: str
    repository: str
    project: Path
    targets: Mapping[str, Target] = field(default_factory=dict)

    def limits(self, section: str, variant: VariantName) -> Limits:
        """The limits for a page in the folder `section` (empty for the start page)."""
        limits = self.table.limits.sv if variant == "sv" else self.table.limits.lattlast
        harder = self.table.harder_sections.get(section)
        if variant == "sv" and harder:
            return limits.model_copy(
                update={
                    "lix": harder.lix,
                    "lix_warning": harder.lix,
                    "long_words_percent": harder.long_words_percent,
                }
            )
        return limits

    def severity(self, rule: str, variant: VariantName | None = None) -> Severity:
        """The severity of a rule; a finding outside the pages counts as ordinary Swedish."""
        value = self.table.severity.get(rule, Severity.ERROR)
        if isinstance(value, SeverityByVariant):
            return value.lattlast if variant == "lattlast" else value.sv
        return value


def load_settings(project: Path, environment: Mapping[str, str] = os.environ) -> Settings:
    """Reads `project`/pyproject.toml. Raises SettingsError with all that is wrong in it.

    CAMPAIGN_EXIT_URL and CAMPAIGN_REPOSITORY override; on GitHub the repository's own variables do.
    """
    path = project / "pyproject.toml"
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"{path} finns inte. Kör kommandot i projektets mapp.") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} kan inte läsas: {error}") from error
    tool = document.get("tool")
    table, errors = validate(CampaignTable, tool.get("campaign", {}) if isinstance(tool, dict) else {}, "{} = …")
    if table is None:
        lines = [f"{path}: [tool.campaign] {error.message} {error.suggestion}".rstrip() for error in errors]
        raise SettingsError("\n".join(lines))
    targets, wrong = read_targets(table.publish)
    if wrong:
        raise SettingsError("\n".join(f"{path}: {line}" for line in wrong))
    return Settings(
        table=table,
        exit_url=environment.get("CAMPAIGN_EXIT_URL") or table.exit_urls[0],
        repository=_repository(table, environment),
        project=project,
        targets=targets,
    )


def _repository(table: CampaignTable, environment: Mapping[str, str]) -> str:
    server, name = environment.get("GITHUB_SERVER_URL"), environment.get("GITHUB_REPOSITORY")
    on_github = f"{server}/{name}" if server and name else ""
    return (environment.get("CAMPAIGN_REPOSITORY") or on_github or table.repository).rstrip("/")

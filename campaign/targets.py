"""Where a site may be published: `[tool.campaign.publish.<name>]` in pyproject.toml, a closed schema for each kind.

No target has a place for a password: credentials come from the environment, ssh's own agent or rclone's own store.
"""

from __future__ import annotations

import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, field_validator, model_validator

from campaign.schema import Closed, Text, did_you_mean, validate


def _plain_path(value: str) -> str:
    parts = value.split("/")
    plain = value.replace("/", "").replace(".", "").replace("-", "").replace("_", "").replace("~", "")
    if not (plain.isascii() and plain.isalnum()) or ".." in parts or value.startswith("-") or value.strip("/") == "":
        raise ValueError(f"är ”{value}”; skriv en sökväg med a–z, siffror, punkt, bindestreck och snedstreck")
    return value


#: A path that no shell on the way can misread.
PlainPath = Annotated[str, AfterValidator(_plain_path)]


def _local_path(value: str) -> str:
    if any(unicodedata.category(letter) == "Cc" for letter in value):
        raise ValueError("har tecken som inte syns (styrtecken); skriv sökvägen igen för hand")
    if value.startswith("~"):
        raise ValueError(f"är ”{value}”, men ~ blir ingen hemmapp här; skriv hela sökvägen, till exempel /srv/kampanj")
    return value


#: A path on this computer, as it stands: no shell reads it.
LocalPath = Annotated[Text, AfterValidator(_local_path)]
Keep = Annotated[int, Field(ge=2, le=100)]


class Place(Closed):
    """What every target has."""

    preview: bool = Field(False, description="true = hit får också en förhandsvisning publiceras.", examples=[True])


class FolderTarget(Place):
    """A folder on this computer: a web server shows `current` in it."""

    kind: Literal["folder"] = Field(description="En mapp på den här datorn.", examples=["folder"])
    path: LocalPath = Field(description="Mappen. Webbservern visar `current` i den.", examples=["/srv/kampanj"])
    keep: Keep = Field(5, description="Så många utgåvor sparas.", examples=[5])


class SshTarget(Place):
    """The same folder on another computer, reached by ssh and rsync."""

    kind: Literal["ssh"] = Field(description="En mapp på en server.", examples=["ssh"])
    host: Text = Field(description="Servern, som ssh känner den.", examples=["publicera@webb.kampanj.example"])
    path: PlainPath = Field(description="Mappen på servern.", examples=["/srv/kampanj"])
    port: int = Field(0, ge=0, le=65535, description="Porten, om ssh inte redan vet den.", examples=[22])
    config: str = Field("", description="En egen inställningsfil för ssh.", examples=["ssh_config"])
    keep: Keep = Field(5, description="Så många utgåvor sparas.", examples=[5])

    @field_validator("host")
    @classmethod
    def _is_a_host(cls, value: str) -> str:
        plain = value.replace("@", "", 1).replace(".", "").replace("-", "").replace("_", "")
        if value.startswith("-") or not (plain.isascii() and plain.isalnum()):
            raise ValueError(f"är ”{value}”, som inte är en server; skriv till exempel publicera@webb.kampanj.example")
        return value


class S3Target(Place):
    """A bucket of an S3-compatible object store, reached by rclone."""

    kind: Literal["s3"] = Field(description="En objektlagring som talar S3.", examples=["s3"])
    remote: str = Field("", description="Namnet i rclones egna inställningar.", examples=["staden"])
    endpoint: str = Field("", description="Eller: adressen till lagringen.", examples=["https://s3.kampanj.example"])
    region: str = Field("", description="Lagringens region, om den har en.", examples=["eu-north-1"])
    bucket: PlainPath = Field(description="Hinken (bucket).", examples=["kampanj"])
    prefix: str = Field("", description="En mapp i hinken. Tom = hela hinken.", examples=["sajt"])
    keep: Keep = Field(5, description="Så många utgåvor sparas.", examples=[5])

    @field_validator("prefix")
    @classmethod
    def _is_plain(cls, value: str) -> str:
        return _plain_path(value).strip("/") if value else ""

    @field_validator("remote")
    @classmethod
    def _is_a_name(cls, value: str) -> str:
        if value and not value.replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"är ”{value}”; skriv bara namnet, utan kolon")
        return value

    @field_validator("endpoint")
    @classmethod
    def _is_safe(cls, value: str) -> str:
        safe = value.startswith(("https://", "http://127.0.0.1:", "http://localhost:"))
        if value and (not safe or "@" in value):
            raise ValueError(f"är ”{value.split('@')[-1]}”; börja med https:// och skriv inga lösenord här")
        return value

    @model_validator(mode="after")
    def _has_one_way_there(self) -> S3Target:
        if bool(self.remote) == bool(self.endpoint):
            raise ValueError("ska ha antingen remote eller endpoint; skriv den ena av dem")
        return self


class PagesTarget(Place):
    """An artefact for GitHub Pages, which a workflow hands over. Degraded: that host sends no headers of ours."""

    kind: Literal["pages"] = Field(description="En fil för GitHub Pages.", examples=["pages"])
    path: LocalPath = Field("artifact.tar", description="Filen som skrivs.", examples=["artifact.tar"])


Target = FolderTarget | SshTarget | S3Target | PagesTarget
KINDS: dict[str, type[Target]] = {"folder": FolderTarget, "ssh": SshTarget, "s3": S3Target, "pages": PagesTarget}


def read_targets(tables: object) -> tuple[dict[str, Target], list[str]]:
    """The targets of `[tool.campaign.publish]`, and every error in them, in Swedish."""
    if not isinstance(tables, dict):
        return {}, ["[tool.campaign.publish] ska vara tabeller. Skriv [tool.campaign.publish.NAMN]."]
    targets: dict[str, Target] = {}
    errors: list[str] = []
    for name, table in tables.items():
        place = f"[tool.campaign.publish.{name}]"
        kind = table.get("kind") if isinstance(table, dict) else None
        if not isinstance(kind, str) or kind not in KINDS:
            meant = did_you_mean(str(kind), KINDS)
            shown = f"kan inte vara ”{kind}”" if kind else "saknas"
            errors.append(f"{place} ”kind” {shown}. {meant} Välj {', '.join(KINDS)}.".replace("  ", " "))
            continue
        model: type[Target] = KINDS[kind]
        target, found = validate(model, table, '{} = "…"')
        errors += [f"{place} {error.message} {error.suggestion}".rstrip() for error in found]
        if target is not None:
            targets[name] = target
    return targets, errors

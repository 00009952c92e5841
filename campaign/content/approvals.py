"""Approvals: the record of who has approved which exact text.

A change of a single word breaks the hash and so the approval. What must be approved: campaign/release/gate.py.
"""

from __future__ import annotations

import hashlib
from typing import Literal

from pydantic import Field

from campaign.schema import Closed, Day, Text

Role = Literal["jurist", "verksamhet", "lattlast", "kommunikation"]

HASH_LENGTH = 16


class Approval(Closed):
    """One person's approval of one text: a page (`lagen/straff`) or a record (`fakta:kop-straff`, `tjanst:bris`,
    `affisch:en-van`).
    """

    id: Text = Field(
        description="Det som är godkänt: en sida, en uppgift, en tjänst eller en affisch (`fakta:kop-straff`, "
        "`tjanst:bris`, `affisch:en-van`).",
        examples=["lagen/straff", "fakta:kop-straff", "affisch:en-van"],
    )
    variant: Literal["sv", "lattlast", ""] = Field(
        "", description="Vilken text på sidan. Utelämnad för uppgifter, tjänster och affischer.", examples=["sv"]
    )
    content_hash: Text = Field(
        description="Koden för exakt den text som personen läste.", examples=["0123456789abcdef"]
    )
    role: Role = Field(description="Rollen som personen har.", examples=["jurist"])
    person: Text = Field(description="Personens namn.", examples=["Förnamn Efternamn"])
    date: Day = Field(description="Dagen då personen godkände.", examples=["2026-11-22"])


def content_hash(*parts: str) -> str:
    """The first 16 characters of sha256 over the parts, white space normalised."""
    text = "\n".join(" ".join(part.split()) for part in parts)
    return hashlib.sha256(text.encode()).hexdigest()[:HASH_LENGTH]


def role_for(page_id: str, variant: str) -> Role:
    """The role that must approve a page: its section decides, and lättläst for a twin."""
    if variant == "lattlast":
        return "lattlast"
    section = page_id.split("/")[0]
    if section == "lagen":
        return "jurist"
    return "verksamhet" if section in ("stod", "ung") else "kommunikation"

"""The values that an editor chooses among in a page's front matter, each in a few Swedish words."""

from __future__ import annotations

from campaign.content.front_matter import Audience, Kind

AUDIENCES: dict[Audience, str] = {
    "alla": "vem som helst",
    "salt": "den som säljer sex eller får ersättning",
    "kopt": "den som köper sex",
    "utsatt": "den som är utsatt för våld, hot eller tvång",
    "anhorig": "en anhörig eller vän",
    "ung": "den som är ung",
    "elev": "elever i skolan",
    "foralder": "föräldrar",
    "vuxen": "vuxna som finns nära andra",
    "bransch": "den som möter gäster, kunder eller hyresgäster",
    "yrke": "den som möter frågan i vård, socialtjänst eller annat yrke",
    "larare": "den som arbetar i skolan",
}

KINDS: dict[Kind, str] = {
    "artikel": "en vanlig sida: text under rubriker",
    "steg": "steg för steg: rubriker som börjar med 1. 2. 3.",
    "personal": "råd till den som möter frågan i sitt arbete",
    "lista": "en sida som är en lista, till exempel ordlistan",
    "redogorelse": "en redogörelse med fast lydelse, utan gränser för läsbarhet",
    "landning": "en avdelnings första sida, med länkar till de andra",
    "stodsok": "sidan Hitta stöd",
    "sok": "sidan Sök",
    "komponenter": "sidan som visar alla byggstenar",
    "lektion": "en av de åtta lektionerna, med text till läraren",
    "elevblad": "elevernas blad till en lektion",
    "hjalpkarta": "sidan Skolans hjälpkarta",
    "galleri": "sidan Material, som visar affischerna",
}
#: Kinds that have one page each on the site, or a closed set of them: no command makes another.
ONE_PAGE: tuple[Kind, ...] = ("stodsok", "sok", "komponenter", "lektion", "elevblad", "hjalpkarta", "galleri")

#: Who answers for a section's pages unless something else is said.
OWNERS = {"lagen": "jurist", "stod": "verksamhet", "ung": "verksamhet", "skola": "skola"}
DEFAULT_OWNER = "kommunikation"
